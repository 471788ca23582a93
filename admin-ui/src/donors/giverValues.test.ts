import { expect, test } from '@jest/globals';
import { giverOf, isGiverWhole, NO_GIVER } from './giverValues.ts';

const ID = '00000000-0000-4000-8000-000000000001';

test('R22 of somebody unnamed nothing is sent, also where a name was typed before', () => {
  expect(giverOf({ ...NO_GIVER, name: 'Ana Exemplu', donorId: ID })).toEqual({});
});

test('a known donor is sent by id alone', () => {
  expect(giverOf({ ...NO_GIVER, mode: 'known', donorId: ID, name: 'Ana Exemplu' })).toEqual({ donorId: ID });
});

test('R22 a new donor stays anonymous unless somebody chose otherwise, and has an address only where one was typed', () => {
  expect(giverOf({ ...NO_GIVER, mode: 'new', name: ' Ana Exemplu ' })).toEqual({
    donor: { kind: 'person', name: 'Ana Exemplu', email: null, locale: 'ro', shown: 'anonymous' },
  });
});

test('R20 a pledge needs somebody who promises it, a gift does not', () => {
  expect([isGiverWhole(NO_GIVER, true), isGiverWhole(NO_GIVER, false)]).toEqual([false, true]);
  expect(isGiverWhole({ ...NO_GIVER, mode: 'known' }, false)).toBe(false);
  expect(isGiverWhole({ ...NO_GIVER, mode: 'new', email: 'ana@example.org' }, true)).toBe(true);
});
