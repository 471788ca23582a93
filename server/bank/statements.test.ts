/** MT940 and CAMT.053: what is printed is read back, samples as Romanian banks write them, and what is broken is refused. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bani } from '../../domain/money.ts';
import {
  closingOf,
  IBAN,
  inPieces,
  type MadeStatement,
  madeLine,
  OTHER_IBAN,
  printCamt053,
  printMt940,
  whole,
} from '../../tests/stack/made-statements.ts';
import { readCamt053 } from './camt053.ts';
import { readMt940 } from './mt940.ts';

const day = fc.integer({ min: 0, max: 27 }).map((at) => `2023-06-${String(at + 1).padStart(2, '0')}`);
const words = (most: number, letters: string) =>
  fc.array(fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 20 }), { maxLength: 6 }).map((found) =>
    found
      .map((word) => word.join(''))
      .join(' ')
      .slice(0, most)
      .trim(),
  );
const amount = fc
  .oneof(fc.integer({ min: 1, max: 10 ** 15 }), fc.integer({ min: 1, max: 10_000 }))
  .chain((size) => fc.constantFrom(bani(size), bani(-size)));
const statementOf = (letters: string): fc.Arbitrary<MadeStatement> =>
  fc
    .record({
      opening: fc.integer({ min: -(10 ** 12), max: 10 ** 12 }),
      lines: fc.array(
        fc.record({
          bookedOn: day,
          amount,
          reversal: fc.boolean(),
          counterparty: words(27, letters),
          counterpartyIban: fc.constantFrom('', OTHER_IBAN),
          details: words(100, letters),
          bankReference: fc.stringMatching(/^[A-Z0-9]{0,12}$/),
        }),
        { maxLength: 12 },
      ),
    })
    .map((made) => ({ ...made, iban: IBAN, reference: '6/1', startsOn: '2023-06-01', endsOn: '2023-06-30' }))
    .filter((made) => Math.abs(closingOf(made)) <= 10 ** 15);

const asRead = (statement: MadeStatement) => ({
  head: {
    iban: IBAN,
    reference: statement.reference,
    startsOn: statement.startsOn,
    endsOn: statement.endsOn,
    opening: statement.opening,
    closing: closingOf(statement),
    lines: statement.lines.length,
    sum: closingOf(statement) - statement.opening,
  },
  lines: statement.lines.map((line, at) => ({ place: at + 1, reversal: false, ...line })),
});

describe('R18 what is printed is read back, whatever the pieces it comes in', () => {
  test('MT940', async () => {
    await fc.assert(
      fc.asyncProperty(
        statementOf('abcxyzABC0123456789.,-()'),
        fc.integer({ min: 7, max: 300 }),
        async (made, size) => {
          // Details without words are the kind of the movement, which this bank calls OP.
          const lines = made.lines.map((line) => ({ ...line, details: line.details || 'OP' }));
          expect(await whole(readMt940(inPieces(printMt940({ ...made, lines }), size)))).toEqual(
            asRead({ ...made, lines }),
          );
        },
      ),
    );
  });

  test('CAMT.053', async () => {
    await fc.assert(
      fc.asyncProperty(
        statementOf('ăâîșțabcXYZ0123456789<&>"\'?:/'),
        fc.integer({ min: 7, max: 300 }),
        async (made, size) => {
          expect(await whole(readCamt053(inPieces(printCamt053(made), size)))).toEqual(asRead(made));
        },
      ),
    );
  });
});

const mt940 = (text: string) => whole(readMt940(inPieces(text)));
const camt = (text: string) => whole(readCamt053(inPieces(text)));

describe('MT940 as banks write it', () => {
  const SAMPLE = `{1:F01BEXPRO22AXXX0000000000}{2:O9400000000000BEXPRO22XXXX00000000000000000000N}{4:
:20:EXTRAS0615
:25:BEXPRO22/${IBAN}
:28C:00115/001
:60F:C230614RON1000,00
:61:2306150615CR100,NTRFNONREF//BEX230615001
POPESCU EXEMPLU ANA
:86:Plata promisiune Parc cod 7K3M-9QTX din partea familiei
Exemplu, va multumim
:61:2306150615C0,05NTRFNONREF//BEX230615002
:86:166?00INCASARE?20Donatie pentru parcul din sa?21t, strada Principala?31${OTHER_IBAN}
?32IONESCU EXEMPLU?33 MARIA
:61:2306150615DN1,50NCHGNONREF//BEX230615003
:86:Comision
:61:2306150615RC100,00NTRFNONREF//BEX230615004
:86:/NAME/POPESCU EXEMPLU ANA/IBAN/${OTHER_IBAN}/REMI/USTD//storno
incasare/EREF/E2E-1/
:61:230616D20,00NTRF0001
:62F:C230615RON978,55
:64:C230615RON978,55
:86:informatii pentru titularul contului
-}`;

  test('several movements a day, marks, subfields and words over several lines', async () => {
    const { head, lines } = await mt940(SAMPLE);
    expect(head).toEqual({
      iban: IBAN,
      reference: '00115/001',
      startsOn: '2023-06-14',
      endsOn: '2023-06-15',
      opening: 100_000,
      closing: 97_855,
      lines: 5,
      sum: -2_145,
    });
    expect(lines.map(({ amount: sum, reversal }) => [sum, reversal])).toEqual([
      [10_000, false],
      [5, false],
      [-150, false],
      [-10_000, true],
      [-2_000, false],
    ]);
    expect(lines[0]).toMatchObject({
      bookedOn: '2023-06-15',
      bankReference: 'BEX230615001',
      details: 'Plata promisiune Parc cod 7K3M-9QTX din partea familiei Exemplu, va multumim POPESCU EXEMPLU ANA',
    });
    expect(lines[1]).toMatchObject({
      counterparty: 'IONESCU EXEMPLU MARIA',
      counterpartyIban: OTHER_IBAN,
      details: 'Donatie pentru parcul din sat, strada Principala',
    });
    expect(lines[3]).toMatchObject({
      counterparty: 'POPESCU EXEMPLU ANA',
      counterpartyIban: OTHER_IBAN,
      details: 'stornoincasare E2E-1',
    });
    expect(lines[4]).toMatchObject({ bookedOn: '2023-06-16', bankReference: '0001' });
  });

  const one = (movement: string, balances = [':60F:C230614RON0,', ':62F:C230614RON1,']) =>
    [':20:X', `:25:${IBAN}`, balances[0], movement, balances[1]].join('\n');

  test('a booking around New Year belongs to the year next to its value date', async () => {
    const read = async (dates: string) => (await mt940(one(`:61:${dates}C1,NTRFNONREF`))).lines[0]?.bookedOn;
    expect(await read('2312290103')).toBe('2024-01-03');
    expect(await read('2401021229')).toBe('2023-12-29');
    expect(await read('2402280229')).toBe('2024-02-29');
    expect(await read('240229')).toBe('2024-02-29');
  });

  test('several statements in a file are one where each begins with the balance of the one before', async () => {
    const [first, second] = [
      {
        reference: '1',
        startsOn: '2023-06-01',
        endsOn: '2023-06-01',
        opening: 0,
        lines: [madeLine('2023-06-01', 500)],
      },
      {
        reference: '2',
        startsOn: '2023-06-02',
        endsOn: '2023-06-02',
        opening: 500,
        lines: [madeLine('2023-06-02', 7)],
      },
    ].map((made) => printMt940({ ...made, iban: IBAN }));
    const { head, lines } = await mt940(`${first}${second}`);
    expect(head).toMatchObject({ opening: 0, closing: 507, lines: 2, reference: '1 – 2', endsOn: '2023-06-02' });
    expect(lines.map(({ place }) => place)).toEqual([1, 2]);
    await expect(mt940(`${second}${first}`)).rejects.toMatchObject({
      reason: { ro: expect.stringContaining('Linia 12: soldul inițial'), en: expect.stringContaining('without a gap') },
    });
    await expect(mt940(`${first}${second?.replace(IBAN, OTHER_IBAN)}`)).rejects.toMatchObject({
      reason: { en: expect.stringContaining('Line 10: the file holds several accounts') },
    });
  });

  test('R14 a national identity number among the details is kept by stars', async () => {
    const text = one(':61:230614C1,NTRFNONREF\n:86:Ana CNP 1960101123456 multumesc');
    const valid = [...Array(10).keys()].map((last) => text.replace('1960101123456', `196010112345${last}`));
    const read = await Promise.all(valid.map(async (each) => (await mt940(each)).lines[0]?.details));
    expect(read.filter((details) => details === 'Ana CNP ************* multumesc')).toHaveLength(1);
  });

  test.each([
    ['an amount that is none', one(':61:230614C1.2.3NTRF'), 'Line 4: the amount'],
    ['a fraction of a ban', one(':61:230614C1,005NTRF'), 'Line 4: the amount'],
    ['an amount without end', one(`:61:230614C${'9'.repeat(24)},00NTRF`), 'Line 4: the amount'],
    ['no amount', one(':61:230614CNTRF'), 'Line 4: the movement'],
    ['another mark', one(':61:230614X1,NTRF'), 'Line 4: the movement'],
    ['a day that does not exist', one(':61:230631C1,NTRF'), 'Line 4: the day'],
    ['another currency', one('', [':60F:C230614EUR0,', '']), 'Line 3: the account is not in lei'],
    ['a balance that is none', one('', [':60F:X', '']), 'Line 3: the balance'],
    ['an account that is none', one('').replace(IBAN, `${IBAN.slice(0, -1)}1`), 'Line 2: the account is no valid IBAN'],
    ['a movement before the balance', ':20:X\n:61:230614C1,NTRF', 'Line 2: the opening balance is missing'],
    ['a file that breaks off', one(':61:230614C1,NTRF', [':60F:C230614RON0,', '']), 'Line 4: the closing balance'],
    ['a statement within another', one(':20:Y'), 'Line 4: the closing balance is missing'],
    ['a line without end', one(`:86:${'x'.repeat(3_000)}`), 'Line 4: the text is too long'],
    ['a field without end', one(`:86:x${'\nx'.repeat(100)}`), 'the text is too long'],
    ['nothing of a statement', 'Stimate client,\nvă trimitem extrasul', 'holds no bank statement'],
  ])('%s is refused with its line', async (_, text, said) => {
    await expect(mt940(text)).rejects.toMatchObject({ reason: { en: expect.stringContaining(said) } });
  });

  test.each([
    ['code words', one(`:86:${'/NAME/'.repeat(300)}`)],
    ['digits', one(`:61:${'9'.repeat(1_900)}`)],
    ['subfields', one(`:61:230614C1,NTRF\n:86:166${'?20'.repeat(600)}`)],
  ])('a line of many %s is read or refused', async (_, text) => {
    const outcome = await mt940(text).catch((error: unknown) => error);
    expect(outcome instanceof Error ? outcome.name : 'read').toMatch(/^(?:SheetRefused|read)$/);
  });
});

describe('CAMT.053 as banks write it', () => {
  const made: MadeStatement = {
    iban: IBAN,
    reference: '115',
    startsOn: '2023-06-15',
    endsOn: '2023-06-15',
    opening: 100_000,
    lines: [madeLine('2023-06-15', 3_000)],
  };
  const payment = (sum: string, name: string, direction = '') =>
    `<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>${sum && `<AmtDtls><TxAmt><Amt Ccy="RON">${sum}</Amt></TxAmt></AmtDtls>`}${direction}
     <RltdPties><Dbtr><Pty><Nm>${name}</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>cod</Ustrd><Ustrd>${name}</Ustrd></RmtInf></TxDtls>`;
  const entry = (inner: string, sum = '30.00', direction = 'CRDT', status = '<Sts><Cd>BOOK</Cd></Sts>') =>
    `<Ntry><Amt Ccy="RON">${sum}</Amt><CdtDbtInd>${direction}</CdtDbtInd>${status}
     <BookgDt><DtTm>2023-06-14T21:30:00Z</DtTm></BookgDt>${inner}</Ntry>`;
  const batch = (...payments: string[]) => `<NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>${payments.join('')}</NtryDtls>`;
  const read = (entries: string) => camt(printCamt053(made, entries));

  test('R20 a batch is its payments where they add up, and otherwise one line with their words', async () => {
    const { lines } = await read(entry(batch(payment('10.00', 'Ana'), payment('20.00', 'Ion'))));
    expect(lines).toMatchObject([
      { place: 1, amount: 1_000, counterparty: 'Ana', details: 'cod Ana', bookedOn: '2023-06-15' },
      { place: 2, amount: 2_000, counterparty: 'Ion', details: 'cod Ion' },
    ]);
    for (const payments of [
      [payment('10.00', 'Ana'), payment('19.99', 'Ion')],
      [payment('10.00', 'Ana'), payment('', 'Ion')],
    ])
      expect((await read(entry(batch(...payments)))).lines).toMatchObject([
        { amount: 3_000, counterparty: '', details: 'cod Ana cod Ion' },
      ]);
    const out = await read(entry(batch(payment('10.00', 'Ana'), payment('20.00', 'Ion')), '30.00', 'DBIT'));
    expect(out.lines.map((line) => line.amount)).toEqual([-1_000, -2_000]);
    const mixed = batch(
      payment('40.00', 'Ana', '<CdtDbtInd>CRDT</CdtDbtInd>'),
      payment('10.00', 'Ion', '<CdtDbtInd>DBIT</CdtDbtInd>'),
    );
    expect((await read(entry(mixed))).lines.map((line) => line.amount)).toEqual([4_000, -1_000]);
  });

  test('what is pending is no movement; a reversal keeps the direction that the bank gives', async () => {
    const { lines } = await read(
      [
        entry('', '5.00', 'CRDT', '<Sts>PDNG</Sts>'),
        entry('', '5.00', 'CRDT', '<Sts><Cd>INFO</Cd></Sts>'),
        entry('<RvslInd>true</RvslInd>', '7.5', 'DBIT', '<Sts>BOOK</Sts>'),
        entry('<AddtlNtryInf>Comision &#537;i &lt;taxe&gt;</AddtlNtryInf>', '1', 'DBIT', ''),
      ].join(''),
    );
    expect(lines).toMatchObject([
      { place: 1, amount: -750, reversal: true },
      { place: 2, amount: -100, reversal: false, details: 'Comision și <taxe>' },
    ]);
  });

  test('several statements of one account are one; balances of pages lead from one to the next', async () => {
    const page = (from: number, to: number, last: boolean) =>
      `<Stmt><Id>1</Id><Acct><Id><IBAN>${IBAN}</IBAN></Id></Acct>${[
        ['ITBD', from],
        [last ? 'CLBD' : 'ITBD', to],
      ]
        .map(
          ([code, sum]) =>
            `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="RON">${sum}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2023-06-15</Dt></Dt></Bal>`,
        )
        .join('')}${entry('', String(to - from))}</Stmt>`;
    const file = (...pages: string[]) =>
      `<a:Document xmlns:a="urn:x"><a:BkToCstmrStmt>${pages.join('')}</a:BkToCstmrStmt></a:Document>`;
    const { head } = await camt(file(page(0, 5, false), page(5, 9, true)));
    expect(head).toMatchObject({ opening: 0, closing: 900, lines: 2, sum: 900 });
    await expect(camt(file(page(0, 5, false), page(6, 9, true)))).rejects.toMatchObject({
      reason: { en: expect.stringContaining('its opening balance is not') },
    });
  });

  const text = printCamt053(made);
  test.each([
    ['an entity', text.replace('<Document', '<!DOCTYPE x [<!ENTITY a "b">]><Document'), 'DOCTYPE'],
    ['an entity that nobody declared', text.replace('<Id>115', '<Id>&a;'), 'damaged'],
    ['what breaks off', text.slice(0, -30), 'damaged'],
    ['tags that cross', text.replace('</Amt>', '</Amnt>'), 'damaged'],
    ['another message', text.replaceAll('BkToCstmrStmt', 'BkToCstmrDbtCdtNtfctn'), 'no CAMT.053 statement'],
    ['a web page', '<html><body>x</body></html>', 'no CAMT.053 statement'],
    ['another account', text.replace(IBAN, 'RO00AAAA1B31007593840000'), 'no valid IBAN'],
    ['another currency', text.replaceAll('RON', 'EUR'), 'not in lei'],
    ['no opening balance', text.replace('OPBD', 'OPAV'), 'opening balance is missing'],
    ['no closing balance', text.replace('CLBD', 'CLAV'), 'closing balance is missing'],
    ['an amount in words', text.replace('>30.00', '>treizeci'), 'movement 1: the amount'],
    ['a fraction of a ban', text.replace('>30.00', '>30.001'), 'movement 1: the amount'],
    ['an amount in powers', text.replace('>30.00', '>3e1'), 'movement 1: the amount'],
    ['no direction', text.replace(/<CdtDbtInd>CRDT<\/CdtDbtInd>(?=<RvslInd>)/, ''), 'movement 1: the direction'],
    ['a day that does not exist', text.replace('<BookgDt><Dt>2023-06-15', '<BookgDt><Dt>2023-06-31'), 'the day'],
    ['tags that never close', `<Document><BkToCstmrStmt>${'<a>'.repeat(100_000)}`, 'too long'],
    ['a tag without end', `<Document ${'a="" '.repeat(100_000)}`, 'too long'],
    ['attributes without end', `<Document a="${'a'.repeat(1_000_000)}`, 'too long'],
    ['a text without end', text.replace('<Id>115', `<Id>${'x'.repeat(1_000_000)}`), 'too long'],
    ['an entry without end', printCamt053(made, `<Ntry>${'<a/>'.repeat(10_000)}`), 'too long'],
    ['nothing', '', 'damaged'],
  ])('%s is refused', async (_, file, said) => {
    await expect(camt(file)).rejects.toMatchObject({ reason: { en: expect.stringContaining(said) } });
  });
});
