import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { holdsNationalId } from './national-id.ts';

/** A number with the right control digit for its first twelve digits. */
function withControl(twelve: string): string {
  const sum = [...'279146358279'].reduce((total, weight, place) => total + Number(weight) * Number(twelve[place]), 0);
  return twelve + (sum % 11 === 10 ? 1 : sum % 11);
}
const SAMPLE = withControl('196010112345');

describe('R14 a national identity number is found, however it is written', () => {
  test.each([
    ['alone', SAMPLE],
    ['with spaces', `${SAMPLE.slice(0, 1)} ${SAMPLE.slice(1, 7)} ${SAMPLE.slice(7)}`],
    ['with dots', [...SAMPLE].join('.')],
    ['with dashes of any kind', `${SAMPLE.slice(0, 7)} – ${SAMPLE.slice(7)}`],
    ['with no-break spaces', `${SAMPLE.slice(0, 7)}\u00a0${SAMPLE.slice(7)}`],
    ['glued to letters', `CNP${SAMPLE}x`],
    ['inside a sentence', `Ion Popescu (CNP: ${SAMPLE}), Cojocna`],
    ['as an address', `${SAMPLE}@example.org`],
    ['after a telephone number', `0722 123 456 ${SAMPLE}`],
    ['in full-width digits', [...SAMPLE].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('')],
    ['in Arabic-Indic digits', [...SAMPLE].map((digit) => String.fromCharCode(0x660 + Number(digit))).join('')],
    ['of somebody born on 29 February 2004', withControl('604022912345')],
    ['of a resident', withControl('796010112345')],
    ['whose control digit stands for ten', tenAsOne()],
  ])('%s', (_, text) => expect(holdsNationalId(text)).toBe(true));

  test('every valid one is found between any letters', () => {
    const twelve = fc
      .record({
        first: fc.integer({ min: 1, max: 9 }),
        month: fc.integer({ min: 1, max: 12 }),
        rest: fc.stringMatching(/^\d{5}$/),
        year: fc.stringMatching(/^\d{2}$/),
        day: fc.integer({ min: 1, max: 28 }),
      })
      .map(({ first, year, month, day, rest }) => `${first}${year}${pad(month)}${pad(day)}${rest}`);
    fc.assert(
      fc.property(twelve, fc.stringMatching(/^[a-zăș ]*$/), (digits, letters) => {
        expect(holdsNationalId(`${letters}${withControl(digits)}${letters}`)).toBe(true);
      }),
    );
  });
});

describe('no false alarm', () => {
  const wrong = SAMPLE.slice(0, 12) + ((Number(SAMPLE[12]) + 1) % 10);
  test.each([
    ['a wrong control digit', wrong],
    ['a thirteenth month', withControl('196130112345')],
    ['30 February', withControl('196023012345')],
    ['29 February of a year without one', withControl('195022912345')],
    ['a first digit of no century', withControl('096010112345')],
    ['a telephone number', '+40 722 123 456'],
    ['two telephone numbers', '0722 123 456, 0264 123 456'],
    ['an IBAN', 'RO49AAAA1B31007593840000'],
    ['an IBAN in groups', 'RO49 AAAA 1B31 0075 9384 0000'],
    ['a number inside a longer one', `${SAMPLE}7`],
    ['the end of a longer one', `7${SAMPLE}`],
    ['digits on two lines of a list', `${SAMPLE.slice(0, 6)}, ${SAMPLE.slice(6)}`],
    ['a day', '1990-12-31'],
    ['nothing', ''],
  ])('%s', (_, text) => expect(holdsNationalId(text)).toBe(false));

  test('a long text is no matter', () => {
    expect(holdsNationalId('1 '.repeat(5_000))).toBe(false);
    expect(holdsNationalId('9'.repeat(10_000))).toBe(false);
  });
});

/** A number whose sum leaves ten, which is written as 1. */
function tenAsOne(): string {
  for (let serial = 10_000; ; serial += 1) {
    const twelve = `1960101${serial}`;
    const sum = [...'279146358279'].reduce((total, weight, place) => total + Number(weight) * Number(twelve[place]), 0);
    if (sum % 11 === 10) return `${twelve}1`;
  }
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
