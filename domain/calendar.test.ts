import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, atLocalTime, dayOf, dayOfWeek, daysBetween, dueInstant, timeOf } from './calendar.ts';

const anyDay = fc.integer({ min: -20_000, max: 40_000 }).map((days) => addDays('2022-07-27', days));

describe('R8 the due instant', () => {
  test.each([
    ['2022-07-27', '2022-07-27T20:59:59.000Z'],
    ['2022-10-29', '2022-10-29T20:59:59.000Z'],
    ['2022-10-30', '2022-10-30T21:59:59.000Z'],
    ['2023-03-25', '2023-03-25T21:59:59.000Z'],
    ['2023-03-26', '2023-03-26T20:59:59.000Z'],
    ['2023-09-26', '2023-09-26T20:59:59.000Z'],
    ['2024-02-29', '2024-02-29T21:59:59.000Z'],
  ])('R8 %s ends in Bucharest at %s, on both sides of both clock changes', (day, instant) =>
    expect(dueInstant(day).toISOString()).toBe(instant),
  );

  test('R8 the day of a due instant is the day it was made from, and one second later it is the next day', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const due = dueInstant(day);
        expect(dayOf(due)).toBe(day);
        expect(dayOf(new Date(due.getTime() + 1000))).toBe(addDays(day, 1));
      }),
    );
  });

  test.each(['2023-02-29', '2022-13-01', '27.07.2022', ''])('R8 %j is no day', (day) => {
    expect(() => dueInstant(day)).toThrow(RangeError);
  });
});

describe('R9 the clock changes', () => {
  test('R9 30.10.2022 has 25 hours, and 09:00 of each day stays 09:00', () => {
    expect(atLocalTime('2022-10-29', '09:00').toISOString()).toBe('2022-10-29T06:00:00.000Z');
    expect(atLocalTime('2022-10-30', '09:00').toISOString()).toBe('2022-10-30T07:00:00.000Z');
    expect(dueInstant('2022-10-30').getTime() - dueInstant('2022-10-29').getTime()).toBe(25 * 3_600_000);
  });

  test('R9 a time that 30.10.2022 repeats is its first occurrence', () => {
    expect(atLocalTime('2022-10-30', '03:30').toISOString()).toBe('2022-10-30T00:30:00.000Z');
    expect(timeOf(new Date('2022-10-30T00:30:00Z'))).toBe('03:30');
    expect(timeOf(new Date('2022-10-30T01:30:00Z'))).toBe('03:30');
  });

  test('R9 26.03.2023 has 23 hours, and a time that it skips is read an hour later', () => {
    expect(dueInstant('2023-03-26').getTime() - dueInstant('2023-03-25').getTime()).toBe(23 * 3_600_000);
    expect(atLocalTime('2023-03-26', '03:30').toISOString()).toBe('2023-03-26T01:30:00.000Z');
    expect(timeOf(atLocalTime('2023-03-26', '03:30'))).toBe('04:30');
    expect(atLocalTime('2023-03-26', '09:00').toISOString()).toBe('2023-03-26T06:00:00.000Z');
  });
});

describe('days', () => {
  test('the Cojocna project has 427 days, both ends counted', () => {
    expect(daysBetween('2022-07-27', '2023-09-26') + 1).toBe(427);
    expect(addDays('2022-07-27', 426)).toBe('2023-09-26');
  });

  test('counting days there and back over clock changes, month ends and leap years', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days);
        expect(addDays(addDays(day, days), -days)).toBe(day);
      }),
    );
  });

  test('27 July 2022 was a Wednesday', () => expect(dayOfWeek('2022-07-27')).toBe(3));

  test('a local time of a day lies in that day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (day, hour, minute) => {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        expect(dayOf(atLocalTime(day, time))).toBe(day);
      }),
    );
  });
});
