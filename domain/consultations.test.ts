import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, atLocalTime, dayOf, daysBetween } from './calendar.ts';
import { firstDayAfterNotice, isNoticeInTime, lastNoticeDay, minutesOf } from './consultations.ts';

const at = atLocalTime;

describe('R11 the notice of a consultation', () => {
  test.each([
    ['ten days before', '2026-03-04', '10:00', true],
    ['at the last minute of that day', '2026-03-04', '23:59', true],
    ['nine days before', '2026-03-05', '00:00', false],
    ['long before', '2026-01-04', '10:00', true],
    ['on the day itself', '2026-03-14', '08:00', false],
  ])('R11 published %s', (_, day, time, inTime) => {
    expect(isNoticeInTime({ publishedAt: at(day, time), days: 10 }, at('2026-03-14', '18:00'))).toBe(inTime);
  });

  test('R11 one that is not published is not in time', () => {
    expect(isNoticeInTime({ publishedAt: null, days: 0 }, at('2026-03-14', '18:00'))).toBe(false);
  });

  test('R11 the days are those of Romania: a late evening there is still the same day in UTC, or the next one', () => {
    // 00:30 in Romania on the 5th is 22:30 UTC on the 4th.
    expect(isNoticeInTime({ publishedAt: new Date('2026-03-04T22:30:00Z'), days: 10 }, at('2026-03-14', '18:00'))).toBe(
      false,
    );
    expect(isNoticeInTime({ publishedAt: new Date('2026-03-04T21:30:00Z'), days: 10 }, at('2026-03-14', '00:15'))).toBe(
      true,
    );
  });

  test.each([
    ['2026-03-28', '2026-04-07'],
    ['2026-10-24', '2026-11-03'],
  ])('R11 a clock change is no day: published on %s, possible from %s on', (day, first) => {
    expect(firstDayAfterNotice(at(day, '23:30'), 10)).toBe(first);
    expect(lastNoticeDay(at(first, '00:30'), 10)).toBe(day);
  });

  test('R11 as a property: in time exactly from the first possible day on', () => {
    const minutes = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 800 }),
        minutes,
        fc.integer({ min: -5, max: 40 }),
        minutes,
        (from, a, ahead, b) => {
          const clock = (many: number) =>
            `${String(Math.floor(many / 60)).padStart(2, '0')}:${String(many % 60).padStart(2, '0')}`;
          const day = addDays('2026-01-01', from);
          const publishedAt = at(day, clock(a));
          const meeting = at(addDays(day, ahead), clock(b));
          expect(isNoticeInTime({ publishedAt, days: 10 }, meeting)).toBe(ahead >= 10);
          expect(dayOf(meeting) >= firstDayAfterNotice(publishedAt, 10)).toBe(ahead >= 10);
        },
      ),
    );
  });
});

describe('R11 the minutes of a consultation', () => {
  const ended = at('2026-03-14', '20:00');
  const due = (givenAt: Date | null, now: Date, duration = 'P10D') => minutesOf(ended, givenAt, duration, now);

  test.each([
    ['on the tenth day', '2026-03-24', '23:50', 0],
    ['on the eleventh', '2026-03-25', '00:10', 1],
    ['a month later', '2026-04-14', '09:00', 21],
  ])('R11 given %s', (_, day, time, lateDays) => {
    const givenAt = at(day, time);
    expect(due(givenAt, at('2026-06-01', '09:00'))).toEqual({ dueOn: '2026-03-24', givenAt, lateDays });
  });

  test('R11 while they are missing they are later every day', () => {
    const lateOn = (day: string) => due(null, at(day, '09:00')).lateDays;
    expect(['2026-03-20', '2026-03-24', '2026-03-25', '2026-03-30'].map(lateOn)).toEqual([0, 0, 1, 6]);
  });

  test('R11 as many days late as lie between, and never fewer than none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 60 }), (later, days) => {
        const givenAt = at(addDays('2026-03-14', later), '12:00');
        const { dueOn, lateDays } = due(givenAt, givenAt, `P${days}D`);
        expect(lateDays).toBe(Math.max(0, daysBetween(dueOn, dayOf(givenAt))));
        expect(lateDays).toBe(Math.max(0, later - days));
      }),
    );
  });

  test('R11 a duration of seconds is due on the day on which it ends', () => {
    expect(due(null, at('2026-03-15', '09:00'), 'PT5S')).toMatchObject({ dueOn: '2026-03-14', lateDays: 1 });
  });
});
