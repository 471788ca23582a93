import { describe, expect, test } from '@jest/globals';
import type { Charter } from '../api/types.ts';
import { charterOf, faultsOf, valuesOf } from './charterValues.ts';

const charter: Charter = {
  question: { ro: 'Care propunere?', en: 'Which proposal?' },
  residence: { ro: 'Locuiește în comună.', en: 'Lives in the commune.' },
  minimumAge: 18,
  opensAt: '2027-05-03T05:00:00.000Z',
  closesAt: '2027-05-10T17:00:00.000Z',
  challengesUntil: '2027-05-01T20:59:59.000Z',
  quorumPercent: 0,
  minimumVotes: 0,
  blankAllowed: true,
  runOffDays: 7,
  extensionDays: 3,
  resultsVisible: 'after-close',
  turnoutShown: true,
  witnesses: 3,
};
const values = valuesOf(charter);

describe('R13 the form of a charter', () => {
  test('sends back what was not touched, to the second', () => {
    expect(faultsOf(values)).toEqual({});
    expect(charterOf(values)).toEqual(charter);
  });

  test('reads days and hours as those of Romania', () => {
    expect(values.opensAt).toMatchObject({ day: '2027-05-03', time: '08:00' });
    const winter = { ...values, opensAt: { ...values.opensAt, day: '2027-01-11', time: '08:00' } };
    expect(charterOf(winter).opensAt).toBe('2027-01-11T06:00:00.000Z');
  });

  test('names every field that cannot be sent', () => {
    const wrong = {
      ...values,
      question: { ro: ' ', en: 'Which?' },
      quorumPercent: '101',
      witnesses: '0',
      runOffDays: 'o săptămână',
      closesAt: { ...values.closesAt, day: '2027-05-03', time: '08:00' },
      challengesUntil: { ...values.challengesUntil, time: '' },
    };
    expect(faultsOf(wrong)).toEqual({
      'question.ro': 'required',
      quorumPercent: 'figure',
      witnesses: 'figure',
      runOffDays: 'figure',
      closesAt: 'closes-first',
      challengesUntil: 'moment',
    });
  });

  test('challenges end before the opening', () =>
    expect(faultsOf({ ...values, challengesUntil: values.opensAt })).toEqual({ challengesUntil: 'challenges-late' }));
});
