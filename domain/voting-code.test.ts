import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CODE_ALPHABET, CODE_LENGTH, printedCode, RECEIPT_LENGTH, readCode, readReceipt } from './voting-code.ts';

const drawn = (length: number) =>
  fc
    .array(fc.constantFrom(...CODE_ALPHABET), { minLength: length, maxLength: length })
    .map((letters) => letters.join(''));

describe('codes and receipts', () => {
  test('R15 what is printed is read back, whatever is typed between the groups', () => {
    fc.assert(
      fc.property(drawn(CODE_LENGTH), fc.constantFrom('-', ' ', '–', ''), (code, between) => {
        expect(readCode(printedCode(code).replaceAll('-', between))).toBe(code);
      }),
    );
    fc.assert(fc.property(drawn(RECEIPT_LENGTH), (receipt) => expect(readReceipt(printedCode(receipt))).toBe(receipt)));
  });

  test('R15 letters that are read for others are taken for what was meant', () => {
    expect(readCode('OIL0-1234-5678-9abc-defg')).toBe('0110123456789abcdefg');
  });

  test.each(['', '0110', 'u110123456789abcdefg', '0110123456789abcdefg0', '0110123456789abcdef$', '\u0000'.repeat(20)])(
    'R14 %j is no code',
    (typed) => expect(readCode(typed)).toBeNull(),
  );
});
