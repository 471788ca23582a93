import { expect, test } from '@jest/globals';
import { isLate } from './rollTime.ts';

test('R13 the roll changes freely before the announcement, and then until the date of the charter', () => {
  const roll = { challengesUntil: '2027-05-01T21:00:00.000Z' };
  const [before, after] = [Date.parse('2027-05-01T20:59:59.999Z'), Date.parse(roll.challengesUntil)];
  expect([
    isLate({ state: 'drafted', round: 1 }, roll, after),
    isLate({ state: 'announced', round: 1 }, roll, before),
    isLate({ state: 'announced', round: 1 }, roll, after),
    isLate({ state: 'open', round: 1 }, roll, before),
    isLate({ state: 'announced', round: 2 }, roll, before),
  ]).toEqual([false, false, true, true, true]);
});
