import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  makeReferenceCode,
  printedReference,
  REFERENCE_ALPHABET,
  REFERENCE_LENGTH,
  readReferenceCode,
  referenceCodesIn,
} from './reference-code.ts';

const drawn = fc
  .array(fc.nat(REFERENCE_ALPHABET.length - 1), { minLength: REFERENCE_LENGTH - 1, maxLength: REFERENCE_LENGTH - 1 })
  .map((values) => {
    const left = [...values];
    return makeReferenceCode(() => left.shift() ?? 0);
  });

describe('R20 reference codes', () => {
  test('no letter or digit is read for another', () => expect(REFERENCE_ALPHABET).not.toMatch(/[01OIL]/));

  test('what is printed is read back, and found in the details of a payment however it is written', () => {
    fc.assert(
      fc.property(drawn, fc.constantFrom('-', ' ', '', '–', ' - ', '\n'), fc.boolean(), (code, between, small) => {
        const written = printedReference(code).replace('-', between);
        const typed = small ? written.toLowerCase() : written;
        expect(readReferenceCode(typed)).toBe(code);
        expect(referenceCodesIn(`Donație pt. Parc, cod:${typed}. Mulțumesc!`)).toContain(code);
        expect(referenceCodesIn([...code].join(' '))).toContain(code);
      }),
    );
  });

  test('one wrong character and two that are swapped are no code', () => {
    fc.assert(
      fc.property(drawn, fc.nat(REFERENCE_LENGTH - 1), fc.constantFrom(...REFERENCE_ALPHABET), (code, place, other) => {
        fc.pre(code[place] !== other);
        expect(readReferenceCode(code.slice(0, place) + other + code.slice(place + 1))).toBeNull();
      }),
    );
    fc.assert(
      fc.property(drawn, fc.nat(REFERENCE_LENGTH - 2), (code, place) => {
        const [one = '', next = ''] = [code[place], code[place + 1]];
        fc.pre(one !== next);
        expect(readReferenceCode(code.slice(0, place) + next + one + code.slice(place + 2))).toBeNull();
      }),
    );
  });

  test.each(['', 'abc', 'multumesc', '\u0000'.repeat(8), '00000000'])('%j is no code', (typed) =>
    expect(readReferenceCode(typed)).toBeNull(),
  );
});
