import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayOfInstant } from './day.ts';
import { instantOf, nextDay, timeOfInstant } from './localTime.ts';

describe('local times in Romania', () => {
  test.each([
    ['2022-10-29', '09:00', '2022-10-29T06:00:00.000Z'],
    ['2022-10-30', '02:59', '2022-10-29T23:59:00.000Z'],
    // 30.10.2022 04:00 → 03:00: from three to four comes twice; it is the first time.
    ['2022-10-30', '03:30', '2022-10-30T00:30:00.000Z'],
    ['2022-10-30', '04:00', '2022-10-30T02:00:00.000Z'],
    ['2022-10-30', '09:00', '2022-10-30T07:00:00.000Z'],
    ['2022-10-31', '09:00', '2022-10-31T07:00:00.000Z'],
    ['2023-03-25', '09:00', '2023-03-25T07:00:00.000Z'],
    ['2023-03-26', '02:59', '2023-03-26T00:59:00.000Z'],
    // 26.03.2023 03:00 → 04:00: half past three does not exist; it is an hour later.
    ['2023-03-26', '03:30', '2023-03-26T01:30:00.000Z'],
    ['2023-03-26', '04:00', '2023-03-26T01:00:00.000Z'],
    ['2023-03-26', '09:00', '2023-03-26T06:00:00.000Z'],
  ])('%s %s is %s', (day, time, instant) => {
    expect(instantOf(day, time)).toBe(instant);
  });

  test('a time that was skipped is shown where it was read', () => {
    expect(timeOfInstant(instantOf('2023-03-26', '03:30') ?? '')).toBe('04:30');
  });

  test('day and time of an instant give the instant again, but for the hour that comes twice', () => {
    const minutes = fc.integer({ min: Date.UTC(2015, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 });
    fc.assert(
      fc.property(minutes, (minute) => {
        const instant = new Date(minute * 60_000).toISOString();
        const again = instantOf(dayOfInstant(instant), timeOfInstant(instant)) ?? '';
        const earlier = Date.parse(instant) - Date.parse(again);
        expect([0, 60 * 60_000]).toContain(earlier);
        expect(timeOfInstant(again)).toBe(timeOfInstant(instant));
      }),
    );
  });

  test.each([
    ['', '09:00'],
    ['2022-10-30', ''],
    ['2022-10', '09:00'],
    ['2022-10-30', '9'],
    ['2022-13-45', '09:00'],
  ])('%p %p is no instant yet', (day, time) => {
    expect(instantOf(day, time)).toBeNull();
  });

  test.each([
    ['2022-10-29', '2022-10-30'],
    ['2022-12-31', '2023-01-01'],
    ['2024-02-28', '2024-02-29'],
  ])('after %s comes %s', (day, next) => {
    expect(nextDay(day)).toBe(next);
  });
});
