import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from './calendar.ts';
import { addWorkingDays, isWorkingDay, publicHolidays, restDay } from './working-days.ts';

describe('R9 working days', () => {
  test.each([
    ['2022-08-15', 'Adormirea Maicii Domnului'],
    ['2022-11-30', 'Sfântul Andrei'],
    ['2022-12-01', 'Ziua națională, Ziua Marii Uniri'],
    ['2022-12-26', 'A doua zi de Crăciun'],
    ['2023-01-02', 'Anul nou'],
    ['2023-01-24', 'Ziua Unirii Principatelor Române'],
    ['2023-04-14', 'Vinerea Mare'],
    ['2023-04-17', 'A doua zi de Paști'],
    ['2023-05-01', 'Ziua muncii'],
    ['2023-06-01', 'Ziua Copilului'],
    ['2023-06-05', 'A doua zi de Rusalii'],
    ['2023-08-15', 'Adormirea Maicii Domnului'],
    ['2024-05-03', 'Vinerea Mare'],
    ['2024-05-06', 'A doua zi de Paști'],
    ['2024-06-24', 'A doua zi de Rusalii'],
  ])('R9 %s is a public holiday in Romania: %s', (day, name) => {
    expect(restDay(day, [])?.ro).toBe(name);
    expect(isWorkingDay(day, [])).toBe(false);
  });

  test.each(['2023-04-07', '2023-04-10', '2023-05-28', '2023-05-29', '2024-03-29', '2024-04-01'])(
    'R9 %s, a Catholic Easter or Pentecost day or the like, is none of the Orthodox calendar',
    (day) => expect(publicHolidays(Number(day.slice(0, 4))).has(day)).toBe(false),
  );

  test('R9 Epiphany and Saint John are holidays since Law 52/2023, so not yet on 6 January 2023', () => {
    expect(isWorkingDay('2023-01-06', [])).toBe(true);
    expect(restDay('2025-01-06', [])).toEqual({ ro: 'Bobotează', en: 'Epiphany' });
    expect(isWorkingDay('2025-01-07', [])).toBe(false);
  });

  test('R9 a day that is only observed is a working day', () => {
    expect(isWorkingDay('2023-03-08', [])).toBe(true);
    expect(isWorkingDay('2022-12-08', [])).toBe(true);
  });

  test('R9 weekends and bridge days say what they are, in both languages', () => {
    expect(restDay('2022-10-29', [])).toEqual({ ro: 'sâmbătă', en: 'Saturday' });
    expect(restDay('2022-10-30', [])).toEqual({ ro: 'duminică', en: 'Sunday' });
    expect(isWorkingDay('2023-06-02', [])).toBe(true);
    expect(isWorkingDay('2023-06-02', ['2023-06-02'])).toBe(false);
    expect(restDay('2023-06-02', ['2023-06-02'])?.en).toBe("one of the plan's bridge days");
  });

  test('R9 the holiday names exist in English too', () => {
    for (const year of [2022, 2023, 2024, 2030]) {
      for (const { ro, en } of publicHolidays(year).values()) expect(en).not.toBe(ro);
    }
  });

  test.each([
    ['2022-10-28', 1, '2022-10-31', 'over the weekend of the autumn clock change'],
    ['2023-03-24', 1, '2023-03-27', 'over the weekend of the spring clock change'],
    ['2022-11-29', 1, '2022-12-02', 'over two holidays'],
    ['2023-04-13', 1, '2023-04-18', 'over Orthodox Easter'],
    ['2022-12-23', 5, '2023-01-03', 'over Christmas and New Year'],
    ['2023-07-14', 5, '2023-07-21', 'from the end of a campaign, R22'],
    ['2023-07-15', 1, '2023-07-17', 'from a Saturday'],
    ['2023-04-18', -1, '2023-04-13', 'backwards over Easter'],
    ['2023-07-21', 0, '2023-07-21', 'none'],
    ['2023-07-22', 0, '2023-07-22', 'none, also from a weekend'],
  ])('R9 %s and %i working days is %s: %s', (day, count, expected) =>
    expect(addWorkingDays(day, count, [])).toBe(expected),
  );

  test('R9 bridge days are skipped in counting', () => {
    expect(addWorkingDays('2023-05-31', 1, ['2023-06-02'])).toBe('2023-06-06');
  });

  test('R9 the day reached is a working day, with exactly the days counted before it', () => {
    const start = fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2022-01-01', days));
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 40 }), (day, count) => {
        const reached = addWorkingDays(day, count, []);
        let between = 0;
        for (let next = addDays(day, 1); next <= reached; next = addDays(next, 1)) {
          if (isWorkingDay(next, [])) between += 1;
        }
        expect(between).toBe(count);
        expect(isWorkingDay(reached, [])).toBe(true);
      }),
    );
  });
});
