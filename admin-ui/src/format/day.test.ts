import { expect, test } from '@jest/globals';
import { dayOfInstant, formatDay, formatInstantDay, formatMoment, formatShortDay, isWholeDay } from './day.ts';

test('a day is written out in both languages', () => {
  expect(formatDay('2022-07-27', 'ro')).toBe('27 iulie 2022');
  expect(formatDay('2022-07-27', 'en')).toBe('27 July 2022');
});

test('R8 a due instant is shown as its day in Romania, also around both clock changes', () => {
  // 23:59:59 in Bucharest: summer time until 30.10.2022 04:00, again from 26.03.2023 03:00.
  expect(formatInstantDay('2022-10-29T20:59:59Z', 'ro')).toBe('29 octombrie 2022');
  expect(formatInstantDay('2022-10-30T21:59:59Z', 'ro')).toBe('30 octombrie 2022');
  expect(formatInstantDay('2023-03-25T21:59:59Z', 'ro')).toBe('25 martie 2023');
  expect(formatInstantDay('2023-03-26T20:59:59Z', 'ro')).toBe('26 martie 2023');
  expect(dayOfInstant('2023-03-26T20:59:59Z')).toBe('2023-03-26');
});

test('a moment has the clock of Romania', () => {
  expect(formatMoment('2022-07-27T11:05:00Z', 'ro')).toBe('27 iulie 2022, 14:05');
  expect(formatMoment('2022-12-01T22:00:00Z', 'en')).toBe('2 December 2022, 00:00');
});

test('in little room the month is short and the day stays in one piece', () => {
  expect(formatShortDay('2022-07-27T20:59:59Z', 'ro')).toBe('27\u00a0iul.\u00a02022');
  expect(formatShortDay('2022-07-27T20:59:59Z', 'en')).toBe('27\u00a0Jul\u00a02022');
});

test.each(['', '0002-07-27', '2022-13-01', '2022-7-1'])('%j is no whole day', (text) => {
  expect(isWholeDay(text)).toBe(false);
});
test('a typed day is whole', () => expect(isWholeDay('2022-07-27')).toBe(true));
