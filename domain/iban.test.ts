import { describe, expect, test } from '@jest/globals';
import { printedIban, readIban } from './iban.ts';

describe('IBAN', () => {
  test.each([
    ['RO49 AAAA 1B31 0075 9384 0000', 'RO49AAAA1B31007593840000'],
    ['ro49aaaa1b31007593840000', 'RO49AAAA1B31007593840000'],
    ['GB82-WEST-1234-5698-7654-32', 'GB82WEST12345698765432'],
    ['DE89\u00A03704 0044 0532 0130 00', 'DE89370400440532013000'],
  ])('R22 %j is read', (typed, iban) => expect(readIban(typed)).toEqual({ ok: true, iban }));

  test.each(['RO49AAAA1B31007593840001', 'RO94AAAA1B31007593840000', 'GB82WEST12345698765423'])(
    'R22 %s has a wrong character',
    (typed) => expect(readIban(typed)).toEqual({ ok: false, fault: 'check' }),
  );

  test.each(['', 'RO49', 'RO49AAAA1B3100759384000', 'RO491AAA1B31007593840000', 'a'.repeat(30), 'RO49 AAAA/1B31'])(
    'R22 %j is no account',
    (typed) => expect(readIban(typed)).toEqual({ ok: false, fault: 'form' }),
  );

  test('R22 it is printed in groups of four, and read back', () => {
    expect(printedIban('RO49AAAA1B31007593840000')).toBe('RO49 AAAA 1B31 0075 9384 0000');
    expect(readIban(printedIban('GB82WEST12345698765432'))).toEqual({ ok: true, iban: 'GB82WEST12345698765432' });
  });
});
