import { describe, expect, test } from '@jest/globals';
import { describeMissing } from './missing.ts';

const title = { ro: 'Lista de prezență', en: 'The attendance list' };

describe('R6 what is missing, in words', () => {
  test('R6 a predecessor is named with its key', () => {
    const missing = { code: 'predecessor' as const, key: 'A9', title: { ro: 'Consultări', en: 'Consultations' } };
    expect(describeMissing(missing, 'ro')).toBe('Mai întâi trebuie încheiat jalonul A9 „Consultări”.');
    expect(describeMissing(missing, 'en')).toBe('Milestone A9 “Consultations” has to be completed first.');
  });

  test.each([
    [1, 0, 'Lipsește dovada „Lista de prezență”.', 'The evidence “The attendance list” is missing.'],
    [
      3,
      0,
      'Dovada „Lista de prezență”: planul cere 3, există 0, mai lipsesc 3.',
      'Evidence “The attendance list”: the plan asks for 3, there are 0, 3 more needed.',
    ],
    [
      2,
      1,
      'Dovada „Lista de prezență”: planul cere 2, există 1, mai lipsește 1.',
      'Evidence “The attendance list”: the plan asks for 2, there is 1, 1 more needed.',
    ],
  ])('R6 evidence: %i needed, %i there', (need, have, ro, en) => {
    const missing = { code: 'evidence' as const, key: 'k', title, need, have };
    expect(describeMissing(missing, 'ro')).toBe(ro);
    expect(describeMissing(missing, 'en')).toBe(en);
  });

  test('R6 an indicator: 39 of 40 participants', () => {
    const participants = { ro: 'Participanți unici', en: 'Unique participants' };
    const missing = { code: 'quantity' as const, key: 'k', title: participants, need: 40, have: 39 };
    expect(describeMissing(missing, 'ro')).toBe(
      'Indicatorul „Participanți unici”: planul cere cel puțin 40, s-au înregistrat 39, mai lipsește 1.',
    );
    expect(describeMissing(missing, 'en')).toBe(
      'Indicator “Unique participants”: the plan asks for at least 40, 39 recorded, 1 more needed.',
    );
  });
});
