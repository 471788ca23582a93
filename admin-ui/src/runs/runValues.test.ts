import { describe, expect, test } from '@jest/globals';
import type { Run } from '../api/types.ts';
import { bodyOf, emptyRun, faultsOf, isTold, type SessionValues, valuesOf, withNextDay } from './runValues.ts';

type Session = Run['sessions'][number];

const session = (change: Partial<Session>): Session => ({
  id: '00000000-0000-4000-8000-000000000001',
  startsAt: '2022-10-29T06:00:00.000Z',
  endsAt: '2022-10-29T14:00:00.000Z',
  topic: '',
  closedAt: null,
  present: 0,
  absent: 0,
  unmarked: 0,
  ...change,
});
const run = (sessions: Session[]) =>
  ({ title: 'Curs 1', place: 'Cojocna', ledBy: '', capacity: 20, public: false, sessions }) as unknown as Run;
const first = (sessions: readonly SessionValues[]): SessionValues => {
  const [found] = sessions;
  if (!found) throw new Error('no session');
  return found;
};

describe('the form of a run', () => {
  test('the next day has the hours of the one before, also over the change of the clocks', () => {
    const opened = valuesOf(run([session({})]));
    const sessions = withNextDay(withNextDay(opened.sessions));
    expect(sessions.map(({ day, start, end }) => `${day} ${start}-${end}`)).toEqual([
      '2022-10-29 09:00-17:00',
      '2022-10-30 09:00-17:00',
      '2022-10-31 09:00-17:00',
    ]);
    expect(bodyOf({ ...opened, sessions }).sessions.map(({ startsAt }) => startsAt)).toEqual([
      '2022-10-29T06:00:00.000Z',
      '2022-10-30T07:00:00.000Z',
      '2022-10-31T07:00:00.000Z',
    ]);
    expect(new Set(sessions.map(({ row }) => row)).size).toBe(3);
  });

  test('a session that was not touched is sent back as it was, to the second and over midnight', () => {
    const night = session({ startsAt: '2022-10-30T01:30:20.000Z', endsAt: '2022-10-30T22:10:00.000Z' });
    const values = valuesOf(run([night]));
    expect(faultsOf(values)).toEqual({});
    expect(bodyOf(values).sessions).toEqual([
      { id: night.id, startsAt: night.startsAt, endsAt: night.endsAt, topic: '' },
    ]);
  });

  test('a session with attendance is held', () => {
    const held = [{ present: 1 }, { absent: 1 }, { closedAt: '2022-10-29T15:00:00.000Z' }, {}];
    expect(held.map((change) => first(valuesOf(run([session(change)])).sessions).held)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  test('faults have the names that the server uses', () => {
    const values = emptyRun('');
    const row = first(values.sessions);
    const faulty = {
      ...values,
      capacity: '0',
      sessions: [row, { ...row, day: '2022-11-14', start: '' }, { ...row, day: '2022-11-14', end: '09:00' }],
    };
    expect(faultsOf(faulty)).toEqual({
      title: 'required',
      place: 'required',
      capacity: 'capacity',
      'sessions.0.day': 'day',
      'sessions.1.startsAt': 'time',
      'sessions.2.endsAt': 'end-before-start',
    });
  });

  test('no number of places is no limit', () => {
    expect([bodyOf(emptyRun('Curs')).capacity, bodyOf({ ...emptyRun('Curs'), capacity: ' 20 ' }).capacity]).toEqual([
      null,
      20,
    ]);
  });

  test('those invited are told of place and times, not of title and trainers', () => {
    const before = valuesOf(run([session({})]));
    const row = first(before.sessions);
    const told = (change: object) => isTold(before, { ...before, ...change });
    expect([told({}), told({ title: 'Altul' }), told({ ledBy: 'Un formator' }), told({ capacity: '30' })]).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect([
      told({ place: 'Ciugud' }),
      told({ sessions: [{ ...row, start: '10:00' }] }),
      told({ sessions: withNextDay(before.sessions) }),
      told({ sessions: [] }),
    ]).toEqual([true, true, true, true]);
  });
});
