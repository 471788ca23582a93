import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bani, describeLeiFault, formatLei, LARGEST_INPUT, parseLei, subtractBani, sumBani } from './money.ts';

const TEN_THOUSAND = 1_000_000;
const amount = (text: string) => {
  const parsed = parseLei(text);
  return parsed.ok ? parsed.bani : parsed.fault;
};

describe('R18 reading an amount', () => {
  test.each(['10.000', '10000', '10.000,00', '10.000,0', '10000,00', '10 000', '10\u00A0000,00', '10\u202F000'])(
    'R18 %s is ten thousand lei',
    (text) => expect(amount(text)).toBe(TEN_THOUSAND),
  );

  test.each([
    ['416.186,58 lei', 41_618_658],
    ['416.186,58\u00A0lei', 41_618_658],
    ['9.999,99 RON', 999_999],
    ['10.000,01', 1_000_001],
    ['1 leu', 100],
    ['0', 0],
    ['0,5', 50],
    ['0,05', 5],
    ['999', 99_900],
    ['007', 700],
    ['10.000.000.000.000', LARGEST_INPUT],
    ['10000000000000,00', LARGEST_INPUT],
  ])('R18 %s is read as %i bani', (text, expected) => expect(amount(text)).toBe(expected));

  test.each([
    ['10.00', [1_000, 100_000]],
    ['10.5', [1_050, 10_500]],
    ['1000.50', [100_050, 10_005_000]],
    ['1,000', [100, 100_000]],
    ['0,500', [50, 50_000]],
    ['0.500', [50, 50_000]],
    ['10,000.00', [1_000_000]],
    ['1,000,000', [100_000_000]],
  ])('R18 %s is ambiguous and is refused with what it may mean', (text, readings) =>
    expect(parseLei(text)).toEqual({ ok: false, fault: 'ambiguous', readings }),
  );

  test.each([
    ['', 'empty'],
    [' \u00A0 ', 'empty'],
    ['lei', 'empty'],
    ['-5', 'negative'],
    ['\u22125,00 lei', 'negative'],
    ['10.000.000.000.000,01', 'too-large'],
    ['99999999999999999999999999', 'too-large'],
    ['9'.repeat(10_000), 'too-large'],
    ['zece', 'not-an-amount'],
    ['1.00.000', 'not-an-amount'],
    ['10.0000', 'not-an-amount'],
    ['1.000.00', 'not-an-amount'],
    ['1.000,000', 'not-an-amount'],
    ['1 0000', 'not-an-amount'],
    ['1.000 000', 'not-an-amount'],
    ['10,', 'not-an-amount'],
    [',50', 'not-an-amount'],
    ['1e3', 'not-an-amount'],
    ['0x10', 'not-an-amount'],
    ['Infinity', 'not-an-amount'],
    ['NaN', 'not-an-amount'],
    ['١٠٠', 'not-an-amount'],
    ['100 EUR', 'not-an-amount'],
    ['10.000\n20.000', 'not-an-amount'],
    ['{{10}}', 'not-an-amount'],
  ])('R18 %j is refused: %s', (text, fault) => expect(amount(text)).toBe(fault));

  test('R18 hostile text of any kind is answered, never thrown', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-0-9., lei]{0,40}$/)), (text) => {
        const parsed = parseLei(text);
        if (parsed.ok) expect(Number.isSafeInteger(parsed.bani) && parsed.bani >= 0).toBe(true);
        else expect(describeLeiFault(parsed.fault, parsed.readings, 'ro')).toMatch(/\.$/);
      }),
    );
  });
});

describe('R18 writing an amount', () => {
  test.each([
    [TEN_THOUSAND, '10.000,00\u00A0lei', '10,000.00\u00A0lei'],
    [41_618_658, '416.186,58\u00A0lei', '416,186.58\u00A0lei'],
    [300, '3,00\u00A0lei', '3.00\u00A0lei'],
    [5, '0,05\u00A0lei', '0.05\u00A0lei'],
    [0, '0,00\u00A0lei', '0.00\u00A0lei'],
    [-0, '0,00\u00A0lei', '0.00\u00A0lei'],
    [-30_000, '\u2212300,00\u00A0lei', '\u2212300.00\u00A0lei'],
    [-5, '\u22120,05\u00A0lei', '\u22120.05\u00A0lei'],
    [Number.MAX_SAFE_INTEGER, '90.071.992.547.409,91\u00A0lei', '90,071,992,547,409.91\u00A0lei'],
  ])('R18 %i bani', (value, ro, en) => {
    expect(formatLei(value)).toBe(ro);
    expect(formatLei(value, 'en')).toBe(en);
  });

  test('R18 what is written in Romanian is read back as the same amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LARGEST_INPUT }), (value) =>
        expect(parseLei(formatLei(value))).toEqual({ ok: true, bani: value }),
      ),
    );
  });

  test('R18 what is written below zero is refused as negative, with the minus sign and with a hyphen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: LARGEST_INPUT }), (value) => {
        const written = formatLei(-value);
        for (const text of [written, written.replace('\u2212', '-')])
          expect(parseLei(text)).toEqual({ ok: false, fault: 'negative', readings: [] });
      }),
    );
  });

  test('R18 a reading offered for an ambiguous amount is taken when written as offered', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,6}[.,]\d{1,3}$/), (text) => {
        const parsed = parseLei(text);
        if (parsed.ok) return;
        for (const reading of parsed.readings) {
          expect(parseLei(formatLei(reading))).toEqual({ ok: true, bani: reading });
        }
      }),
    );
  });

  test('the words for an ambiguous amount show both ways to write it', () => {
    const parsed = parseLei('10.00');
    if (parsed.ok) throw new Error('10.00 must be refused');
    expect(describeLeiFault(parsed.fault, parsed.readings, 'ro')).toBe(
      'Suma se poate citi în mai multe feluri. Scrieți 10,00 sau 1.000,00.',
    );
    expect(describeLeiFault(parsed.fault, parsed.readings, 'en')).toContain('Write 10,00 or 1.000,00');
  });

  test('R18 an amount that can only be of another writing is told as that, with the one way to write it', () => {
    const parsed = parseLei('1,250.50');
    if (parsed.ok) throw new Error('1,250.50 must be refused');
    const words = (locale: 'ro' | 'en') => describeLeiFault(parsed.fault, parsed.readings, locale);
    expect(words('ro')).toBe('Suma nu este scrisă ca în română. Scrieți 1.250,50.');
    expect(words('en')).toBe('The amount is not in Romanian writing. Write 1.250,50.');
  });
});

describe('R18 adding', () => {
  test('R18 the published sources of Cojocna add up to the ban', () => {
    const sum = sumBani([34_668_343, 6_117_643, 832_372]);
    expect(sum).toBe(41_618_358);
    expect(subtractBani(41_618_658, sum)).toBe(300);
  });

  test('R18 0,10 + 0,20 is 0,30', () => expect(formatLei(sumBani([10, 20]))).toBe('0,30\u00A0lei'));

  test('R18 a sum that overflows throws, also where a later amount would bring it back', () => {
    expect(() => sumBani([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
    expect(() => sumBani([Number.MAX_SAFE_INTEGER, 1, -1])).toThrow(RangeError);
    expect(() => subtractBani(-Number.MAX_SAFE_INTEGER, 1)).toThrow(RangeError);
  });

  test.each([0.5, 1e21, Number.NaN, Number.POSITIVE_INFINITY])('R18 %p is no amount of bani', (value) => {
    expect(() => bani(value)).toThrow(RangeError);
    expect(() => formatLei(value)).toThrow(RangeError);
    expect(() => sumBani([value])).toThrow(RangeError);
  });

  test('R18 a sum does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 ** 12 }), { maxLength: 50 }), (amounts) =>
        expect(sumBani(amounts)).toBe(sumBani(amounts.toReversed())),
      ),
    );
  });
});
