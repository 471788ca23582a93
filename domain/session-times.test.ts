import { describe, expect, test } from '@jest/globals';
import { atLocalTime } from './calendar.ts';
import { sessionFaults } from './session-times.ts';

const END = '2026-12-31';
const at = (day: string, from: string, to: string, lastDay = day) => ({
  startsAt: atLocalTime(day, from),
  endsAt: atLocalTime(lastDay, to),
});
const fieldsOf = (sessions: Parameters<typeof sessionFaults>[0]) =>
  sessionFaults(sessions, END).map(({ field }) => field);

describe('sessions of a run', () => {
  test('follow each other without a break, over midnight too', () => {
    expect(
      fieldsOf([
        at('2026-03-02', '09:00', '13:00'),
        at('2026-03-02', '13:00', '17:00'),
        at('2026-03-02', '20:00', '02:00', '2026-03-03'),
      ]),
    ).toEqual([]);
  });

  test.each([
    ['ends as it begins', at('2026-03-02', '09:00', '09:00')],
    ['ends before it begins', at('2026-03-02', '09:00', '08:00')],
    ['is longer than a day', at('2026-03-02', '09:00', '09:01', '2026-03-03')],
    ['begins after the project', at('2027-01-01', '00:00', '02:00')],
    ['overlaps with the one before', at('2026-03-04', '11:00', '12:00')],
    ['is the one before again', at('2026-03-04', '10:00', '12:00')],
  ])('one that %s is named', (_, session) => {
    expect(fieldsOf([at('2026-03-04', '10:00', '12:00'), session])).toEqual(['sessions.1.startsAt']);
  });

  test('the last evening of the project is inside it', () => {
    expect(fieldsOf([at(END, '22:00', '23:59')])).toEqual([]);
  });

  test('in any order of the list, the later entry is the one that is named', () => {
    expect(
      fieldsOf([
        at('2026-03-05', '10:00', '12:00'),
        at('2026-03-04', '10:00', '12:00'),
        at('2026-03-05', '09:00', '10:30'),
      ]),
    ).toEqual(['sessions.2.startsAt']);
  });
});
