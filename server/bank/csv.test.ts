/** CSV of banks: columns, days and amounts as banks write them, balances in either order, and what is refused. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CsvColumns, columnsFit, guessColumns, readBankDay, readSignedLei } from '../../domain/bank-csv.ts';
import { bani, formatLei, LARGEST_INPUT } from '../../domain/money.ts';
import { closingOf, IBAN, inPieces, madeLine, OTHER_IBAN, printCsv, whole } from '../../tests/stack/made-statements.ts';
import { readCsvStatement, surveyCsv, type TypedStatement } from './csv.ts';

const NOTHING: TypedStatement = { opening: null, closing: null, startsOn: null, endsOn: null };

async function read(
  text: string,
  change: Partial<CsvColumns> = {},
  typed: Partial<TypedStatement> = {},
  size?: number,
) {
  const survey = await surveyCsv(() => inPieces(text, size));
  const columns = guessColumns(survey.headings);
  if (!columns) throw new Error(`not guessed: ${survey.headings.join(', ')}`);
  return whole(readCsvStatement(inPieces(text, size), survey, { ...columns, ...change }, { ...NOTHING, ...typed }));
}

const made = {
  iban: IBAN,
  reference: '',
  startsOn: '2023-06-01',
  endsOn: '2023-06-03',
  opening: 500,
  lines: [
    madeLine('2023-06-01', 1_234_567, 'Donație; „parc”', {
      counterparty: 'Ana "Exemplu"',
      counterpartyIban: OTHER_IBAN,
    }),
    madeLine('2023-06-02', -150, 'Comision'),
    madeLine('2023-06-03', 5, 'x', { bankReference: 'R1' }),
  ],
};
const HEAD = { startsOn: '2023-06-01', endsOn: '2023-06-03', opening: 500, closing: closingOf(made), lines: 3 };

describe('R18 a bank’s CSV', () => {
  test('what is printed is read back, whatever the pieces it comes in', async () => {
    const line = fc.record({
      bookedOn: fc.integer({ min: 1, max: 30 }).map((at) => `2023-06-${String(at).padStart(2, '0')}`),
      amount: fc
        .integer({ min: -(10 ** 12), max: 10 ** 12 })
        .filter((sum) => sum !== 0)
        .map(bani),
      details: fc.stringMatching(/^(?:[a-zăș;",]{1,9} ?){0,5}[a-z]$/),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 9, max: 99 }),
        async (lines, size) => {
          const statement = { ...made, lines: lines.map((each) => madeLine(each.bookedOn, each.amount, each.details)) };
          const found = await read(printCsv(statement), {}, {}, size);
          expect(found.lines).toEqual(statement.lines.map((each, at) => ({ place: at + 1, reversal: false, ...each })));
          expect(found.head).toMatchObject({ opening: 500, closing: closingOf(statement), lines: lines.length });
        },
      ),
      { numRuns: 40 },
    );
  });

  test('the latest first, headings below a title and the account, other separators', async () => {
    const [headings = '', ...rows] = printCsv(made).trim().split('\n');
    const fallen = [`Banca Exemplu`, `Cont;RO49 AAAA 1B31 0075 9384 0000`, '', headings, ...rows.reverse()].join('\n');
    const { head, lines } = await read(fallen);
    expect(head).toMatchObject({ ...HEAD, iban: IBAN });
    expect(lines.map(({ amount }) => amount)).toEqual([5, -150, 1_234_567]);
    const { head: tabbed } = await read(
      'Data\tSuma\tDetalii\n1 iunie 2023\t1,50\tx\n',
      {},
      { opening: bani(0), closing: bani(150) },
    );
    expect(tabbed).toMatchObject({ opening: 0, closing: 150, startsOn: '2023-06-01' });
  });

  test('debit and credit in columns of their own, balances typed', async () => {
    const text =
      'Data;Debit;Credit;Explicații\n01.06.2023;;10,00;a\n02.06.2023;-1,50;;b\n03.06.2023;1,50;0,00;c\n;;;\n';
    const { lines, head } = await read(text, {}, { opening: bani(0), closing: bani(700), endsOn: '2023-06-30' });
    expect(lines.map(({ amount }) => amount)).toEqual([1_000, -150, -150]);
    expect(head).toMatchObject({ endsOn: '2023-06-30', sum: 700, closing: 700 });
  });

  test('a decimal point is read where it was said, and never guessed', async () => {
    const text = 'Data;Suma;Detalii\n01.06.2023;1,234.50;a\n01.06.2023;-0.75;b\n';
    const typed = { opening: bani(0), closing: bani(123_375) };
    expect((await read(text, { decimal: 'point' }, typed)).lines.map(({ amount }) => amount)).toEqual([123_450, -75]);
    await expect(read(text.replace('1,234.50', '1.50'), {}, typed)).rejects.toMatchObject({
      reason: { ro: expect.stringMatching(/Linia 2: .*1,50 sau 150,00.*„punct”/) },
    });
  });

  test.each([
    ['a day that does not exist', printCsv(made).replace('02.06.2023', '31.06.2023'), 'Line 3: the day'],
    ['an amount in words', printCsv(made).replace('-1,50', 'unu'), 'Line 3: This is not an amount'],
    ['a row that is missing', printCsv(made).replace(/02\.06.*\n/, ''), 'Line 3: the balance does not follow'],
    ['a balance that is none', printCsv(made).replace(/;[\d,]+\n$/, ';\n'), 'Line 4: The amount is missing'],
    ['a quotation mark that is not closed', printCsv(made).replace('"Comision"', '"Comision'), 'quotation mark'],
    ['no row', 'Data;Suma;Sold\n', 'no movement'],
    ['a row without end', `Data;Suma;Sold\n${'x'.repeat(300_000)}`, 'too long'],
    ['many columns', `Data;Suma;Sold\n${';'.repeat(99)}`, 'too long'],
    ['no headings', 'a\nb\n', 'names the columns'],
    ['debit and credit at once', 'Data;Debit;Credit\n01.06.2023;1;1\n', 'both a debit and a credit'],
  ])('%s is refused with its line', async (_, text, said) => {
    await expect(read(text)).rejects.toMatchObject({ reason: { en: expect.stringContaining(said) } });
  });

  test.each([
    '15.06.2023',
    '15-06-2023',
    '2023-06-15',
    '15/06/2023 10:15',
    '15 iunie 2023',
    '15-iun.-2023',
    '15 IUN 2023',
  ])('%s is a day', (day) => expect(readBankDay(day.replace('.-', '-'))).toBe('2023-06-15'));
  test.each(['15.06.23', '31.06.2023', 'iunie', '15 marţie 20', ''])('%j is none', (day) =>
    expect(readBankDay(day)).toBeNull(),
  );

  test('a sign stands before or after the amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 12 }), fc.constantFrom('-', '−', '–'), (sum, sign) => {
        const written = formatLei(sum).replace(/\u00a0lei$/, '');
        for (const text of [sign + written, written + sign, `${sign} ${written} RON`])
          expect(readSignedLei(text, 'comma')).toEqual({ ok: true, bani: -sum });
        const english = formatLei(sum, 'en').replace(/\u00a0lei$/, '');
        expect(readSignedLei(sign + english, 'point')).toEqual({ ok: true, bani: -sum });
        expect(readSignedLei(`+${written}`, 'comma')).toEqual({ ok: true, bani: sum });
      }),
    );
    for (const text of ['-1-', '1,5', '1.234,50', '', 'x']) expect(readSignedLei(text, 'point').ok).toBe(false);
  });

  test('R18 what is written is read back as the same amount, below zero with the minus sign and with a hyphen', () => {
    fc.assert(
      fc.property(fc.integer({ min: -LARGEST_INPUT, max: LARGEST_INPUT }), (amount) => {
        for (const [locale, decimal] of [
          ['ro', 'comma'],
          ['en', 'point'],
        ] as const) {
          const written = formatLei(amount, locale);
          for (const text of [written, written.replace('\u2212', '-')])
            expect(readSignedLei(text, decimal)).toEqual({ ok: true, bani: amount });
        }
      }),
    );
  });

  test('columns fit a file where they say a day and one kind of amount, each from another place', () => {
    const columns = guessColumns(['Data', 'Suma', 'Sold', 'Detalii', 'Detalii', 'IBAN']);
    expect(columns).toMatchObject({ date: 0, amount: 1, balance: 2, details: [3, 4], counterpartyIban: 5 });
    if (!columns) return;
    expect(columnsFit(columns, 6)).toBe(true);
    expect(columnsFit(columns, 5)).toBe(false);
    expect(columnsFit({ ...columns, debit: 3 }, 6)).toBe(false);
    expect(columnsFit({ ...columns, amount: null, debit: 1 }, 6)).toBe(false);
    expect(columnsFit({ ...columns, balance: 1 }, 6)).toBe(false);
    expect(guessColumns(['Data', 'Detalii', 'Sold'])).toBeNull();
    expect(guessColumns(['Data', 'Suma', 'Suma'])).toBeNull();
    expect(guessColumns(['Data valutei', 'Data tranzacției', 'Debit', 'Credit'])).toMatchObject({ date: 1, debit: 2 });
  });
});
