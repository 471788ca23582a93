import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';
import type { Locale } from '../domain/lifecycle.ts';
import type { ReceiptFacts } from '../domain/receipt.ts';
import type { SumNotice } from '../domain/sum-notice.ts';
import { findVeraPdf } from '../stack/finding.ts';
import { cojocnaFacts } from './eventful-facts.ts';
import { renderReceipt } from './receipt.ts';
import { renderSumNotice } from './sum-notice.ts';

const URL_OF_SERVER = 'https://jalon.example.org';
const { plan } = cojocnaFacts().project;
const project = { slug: 'cojocna', title: plan.title, codes: plan.codes, publicity: plan.publicity };

const RECEIPT: ReceiptFacts = {
  number: 12_345,
  kind: 'gift',
  nature: 'money',
  channel: 'cash',
  amount: 1_000_000_000_000_000,
  taken: -50,
  bookedOn: '2023-06-12',
  document: 'Chitanța CJ 12',
  what: '',
  donor: 'Ștefania Exemplu-Țîră',
  campaign: { ro: 'Loc de joacă (exemplu)', en: 'A playground (sample)' },
  beneficiary: 'Satul Exemplu',
  accountHolder: 'Fundația Exemplu',
  recordedAt: new Date('2023-06-13T08:00:00Z'),
  project,
};

const NOTICE: SumNotice = {
  figures: {
    campaignId: '0c9f7a52-8f53-4d4f-9f0e-2f7f0b1f6d11',
    ledgerId: '1c9f7a52-8f53-4d4f-9f0e-2f7f0b1f6d11',
    lastEntry: 210,
    opensOn: '2023-06-01',
    closesOn: '2023-06-30',
    publishedAt: '2023-07-06T09:00:00.000Z',
    pledged: 2_000_000,
    settled: 1_010_001,
    refunded: 10_000,
    raised: 1_000_001,
    bank: 900_000,
    cash: 100_002,
    inKind: 30_000,
    gifts: 120,
    match: { computed: 1_000_000, cap: 1_000_000, on: 'part' },
  },
  fingerprint: 'a'.repeat(64),
  words: { ro: 'Consiliul local hotărăște în iulie.', en: 'The local council decides in July.' },
  publishedAt: new Date('2023-07-06T09:00:00Z'),
  campaign: {
    id: '0c9f7a52-8f53-4d4f-9f0e-2f7f0b1f6d11',
    title: { ro: 'Loc de joacă (exemplu)', en: 'A playground (sample)' },
    beneficiary: 'Satul Exemplu',
    accountHolder: 'Fundația Exemplu',
  },
  match: { state: 'adopted', due: 990_000 },
  project,
};

const both = (text: string) => ({ ro: text, en: text });
const ownProject = (text: string) => ({
  ...{ slug: 'cojocna', title: both(text), codes: [{ name: text, value: text }], publicity: both(text) },
});

/** Each paper with what a person may write of it being this text. */
const PAPERS = {
  receipt: (text: string | null, locale: Locale) =>
    renderReceipt(
      text === null
        ? RECEIPT
        : {
            ...RECEIPT,
            ...{ document: text, what: text, donor: text, beneficiary: text, accountHolder: text },
            campaign: both(text),
            project: ownProject(text),
          },
      locale,
      URL_OF_SERVER,
    ),
  notice: (text: string | null, locale: Locale) =>
    renderSumNotice(
      text === null
        ? NOTICE
        : {
            ...NOTICE,
            words: both(text),
            campaign: { ...NOTICE.campaign, title: both(text), beneficiary: text, accountHolder: text },
            project: ownProject(text),
          },
      locale,
      URL_OF_SERVER,
    ),
} as const;
type Paper = keyof typeof PAPERS;
const NAMES = Object.keys(PAPERS) as Paper[];

const joined = (text: string): string => text.replace(/[\s\u200B]+/g, '');

async function read(bytes: Uint8Array) {
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const { text } = await extractText(document, { mergePages: true });
  return { document, pages: document.numPages, text: text.replace(/\u200B/g, '').replace(/\s+/g, ' ') };
}

describe('what they say', () => {
  test('R20 a receipt, in figures and lei, with what is left of the gift after what was given back', async () => {
    const { text, pages } = await read(await PAPERS.receipt(null, 'en'));
    expect(pages).toBe(1);
    for (const said of [
      'Entry no. 12,345',
      'Amount received 10,000,000,000,000.00 lei',
      'Left after refunds and corrections 9,999,999,999,999.50 lei',
    ])
      expect(text).toContain(said);
    expect(text.toLowerCase()).not.toMatch(/fiscal receipt|bon fiscal/);
  });

  test('R22 R23 a notice: what adds up to the sum, what does not belong to it, the match as it stands', async () => {
    const { text, pages } = await read(await PAPERS.notice(null, 'ro'));
    expect(pages).toBe(1);
    for (const said of [
      '10.000,01 lei',
      'Prin bancă, după restituiri 9.000,00 lei',
      'În numerar, după restituiri 1.000,02 lei',
      'Corecții −0,01 lei',
      'Total strâns 10.000,01 lei',
      'De plătit după ajustări 9.900,00 lei',
      'aprobată prin hotărâre a consiliului local',
      'Consiliul local hotărăște în iulie.',
      'jalon.example.org/p/cojocna/sum',
      plan.publicity.ro.replaceAll(/\s+/g, ' '),
    ])
      expect(text).toContain(said);
  });

  test.each(NAMES)('the same %s gives the same bytes', async (name) => {
    expect((await PAPERS[name](null, 'ro')).equals(await PAPERS[name](null, 'ro'))).toBe(true);
  });
});

describe('what people wrote', () => {
  const texts = [
    ['Typst', '#panic("no") #include "/etc/passwd" $x^2$ *bold* `raw` <label> @ref \\ // /*'],
    ['a word of 4,000 characters', 'W'.repeat(4000)],
    ['many lines', 'Un rând care se întinde. '.repeat(150).trim()],
  ] as const;
  test.each(NAMES.flatMap((name) => texts.map(([what, text]) => [name, what, text] as const)))(
    'stays text within one page: %s, %s',
    async (name, _, written) => {
      const { document, pages, text } = await read(await PAPERS[name](written, 'ro'));
      expect(pages).toBe(1);
      expect(joined(text)).toContain(joined(written).slice(0, 60));
      const page = await document.getPage(1);
      const { width, height } = page.getViewport({ scale: 1 });
      const { items } = await page.getTextContent();
      for (const item of items as { transform: number[]; width: number }[]) {
        const [left = 0, bottom = 0] = item.transform.slice(4);
        expect(left).toBeGreaterThan(0);
        expect(left + item.width).toBeLessThan(width);
        expect(bottom).toBeLessThan(height);
      }
    },
  );
});

describe('PDF/A-2b', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jalon-money-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('veraPDF agrees: ro, en, every script', async () => {
    const { program } = await findVeraPdf();
    const paths: string[] = [];
    for (const name of NAMES)
      for (const [index, text] of [
        null,
        'Ștefan · Анна · 王小明 · عمر · שרה · 🙂 · \u{10FFFF} · e\u0301\u0336',
      ].entries())
        for (const locale of ['ro', 'en'] as const) {
          const path = join(folder, `${name}-${index}-${locale}.pdf`);
          await writeFile(path, await PAPERS[name](text, locale));
          paths.push(path);
        }
    const { stdout } = await promisify(execFile)(program, ['--flavour', '2b', '--format', 'text', ...paths]);
    expect(stdout.trim().split('\n')).toEqual(paths.map((path) => `PASS ${path} 2b`));
  });
});
