import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type MatchCap, matchOf, matchOfNextLeu } from './match.ts';
import { LARGEST_INPUT } from './money.ts';

const TEN_THOUSAND = 1_000_000;
const onPart: MatchCap = { cap: TEN_THOUSAND, on: 'part' };
const onTotal: MatchCap = { cap: TEN_THOUSAND, on: 'total' };
const amounts = fc.oneof(
  fc.integer({ min: 0, max: 3 * TEN_THOUSAND }),
  fc.integer({ min: 0, max: LARGEST_INPUT }),
  fc.constantFrom(0, 1, TEN_THOUSAND / 2, TEN_THOUSAND - 1, TEN_THOUSAND, TEN_THOUSAND + 1, LARGEST_INPUT),
);
const readings = fc.constantFrom('part' as const, 'total' as const);

/** The same rule read another way: every ban that was raised asks for one of the town hall's, while there is room. */
function readAgain(raised: bigint, cap: bigint, on: MatchCap['on']): bigint {
  const room = on === 'part' ? cap : cap - raised;
  if (raised <= 0n || room <= 0n) return 0n;
  return raised < room ? raised : room;
}

describe('R19 the cap on the town hall’s part', () => {
  test.each([
    [-1, 0],
    [0, 0],
    [1, 1],
    [999_999, 999_999],
    [1_000_000, 1_000_000],
    [1_000_001, 1_000_000],
    [LARGEST_INPUT, 1_000_000],
    [Number.MAX_SAFE_INTEGER, 1_000_000],
  ])('R19 of %i bani raised it adds %i', (raised, expected) => expect(matchOf(raised, onPart)).toBe(expected));
});

describe('R19 the cap on the total', () => {
  test.each([
    [0, 0],
    [1, 1],
    [499_999, 499_999],
    [500_000, 500_000],
    [500_001, 499_999],
    [999_999, 1],
    [1_000_000, 0],
    [1_000_001, 0],
    [LARGEST_INPUT, 0],
  ])('R19 of %i bani raised it adds %i', (raised, expected) => expect(matchOf(raised, onTotal)).toBe(expected));
});

test('R19 a cap of nothing adds nothing, in both readings', () => {
  for (const on of ['part', 'total'] as const) expect(matchOf(500, { cap: 0, on })).toBe(0);
});

test('R18 R19 what is no whole number of bani, or no safe one, is an error and never a match', () => {
  for (const raised of [0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1])
    expect(() => matchOf(raised, onPart)).toThrow(RangeError);
});

test('R19 it is what a second reading of the rule gives, whatever was raised and whatever the cap', () => {
  fc.assert(
    fc.property(amounts, amounts, readings, (raised, cap, on) => {
      expect(BigInt(matchOf(raised, { cap, on }))).toBe(readAgain(BigInt(raised), BigInt(cap), on));
    }),
  );
});

test('R19 it never exceeds what was raised, nor the cap in the reading that holds, and is never below zero', () => {
  fc.assert(
    fc.property(amounts, amounts, readings, (raised, cap, on) => {
      const match = matchOf(raised, { cap, on });
      expect(match).toBeGreaterThanOrEqual(0);
      expect(match).toBeLessThanOrEqual(raised);
      // With more raised than the cap allows in all, nothing is added; what was raised stays.
      expect(on === 'part' ? match : match && raised + match).toBeLessThanOrEqual(cap);
    }),
  );
});

test('R20 with the cap on the part, a refund never raises the match, and lowers it by no more than itself', () => {
  fc.assert(
    fc.property(amounts, amounts, amounts, (raised, cap, refund) => {
      const before = matchOf(raised, { cap, on: 'part' });
      const after = matchOf(Math.max(0, raised - refund), { cap, on: 'part' });
      expect(after).toBeLessThanOrEqual(before);
      expect(before - after).toBeLessThanOrEqual(Math.min(raised, refund));
    }),
  );
});

test.each([
  [onPart, 0, 100],
  [onPart, 999_900, 100],
  [onPart, 999_950, 50],
  [onPart, 1_000_000, 0],
  [onTotal, 499_900, 100],
  [onTotal, 499_950, 0],
  [onTotal, 500_000, -100],
  [onTotal, 1_000_000, 0],
])('R19 with the cap %j the leu after %i bani adds %i', (cap, raised, expected) => {
  expect(matchOfNextLeu(raised, cap)).toBe(expected);
});

test('R19 leu by leu, what each adds comes to the match', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 30_000 }), readings, (lei, cap, on) => {
      let added = 0;
      for (let leu = 0; leu < lei; leu += 1) added += matchOfNextLeu(leu * 100, { cap, on });
      expect(added).toBe(matchOf(lei * 100, { cap, on }));
    }),
  );
});
