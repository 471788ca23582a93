/** Giving in a real browser, with a script and without: read, copied, pledged; the pages of money on a small telephone and at a desk. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { newAddress } from '../stack/addresses.ts';
import { type Api, startApi } from '../stack/api.ts';
import {
  byBank,
  donorOf,
  enter,
  fundBySql,
  type Giving,
  givingOf,
  inCash,
  inKind,
  matchBySql,
  publishedSum,
  transferred,
} from '../stack/giving.ts';
import { mailTo } from '../stack/mailbox.ts';
import { seriousFaults, sideways } from './axe.ts';
import { openBrowser, visit } from './browser.ts';

/** The narrowest telephone in use, and a desk. */
const WIDTHS = [
  [320, 'ro', 'en'],
  [1280, 'en', 'ro'],
] as const;
const LONG = 'Asociația-pentru-dezvoltarea-satelor-din-deal-și-a-școlii-noi (exemplu)';

let api: Api;
let browser: Browser;
let open: Giving;
let over: Giving;

beforeAll(async () => {
  browser = await openBrowser();
  api = await startApi();
  open = await givingOf(api);
  const donor = await donorOf(api, open, LONG, 'name', { kind: 'organisation' });
  const [gift] = await enter(api, open, [
    byBank(1_234_567_89, { donorId: donor }),
    inCash(5_000, 'Chitanța CJ 12'),
    inKind(30_000, `Vopsea și pensule ${LONG}`),
  ]);
  await enter(api, open, [byBank(-10_000, { kind: 'refund', aboutId: gift?.id ?? '' })]);
  over = await givingOf(api);
  await enter(api, over, [byBank(800_000)]);
  await publishedSum(api, over, { computed: 800_000, cap: 1_000_000, on: 'part' });
  const match = await matchBySql(api, over, {
    ...{ raised: 800_000, computed: 800_000, due: 800_000, state: 'paid', paid: 800_000 },
    ...{ contract_number: 'C 9', contracted_on: '2026-05-20', order_number: 'OP 77', paid_on: '2026-06-02' },
    legal_route: 'Finanțare nerambursabilă, Legea 350/2005',
  });
  await enter(api, { ...over, ...match }, [byBank(800_000, { kind: 'payment', document: 'OP 77' })]);
  const fund = await fundBySql(api, over);
  await transferred(api, over.projectId, over, fund, 800_000);
});
afterAll(async () => {
  await browser.close();
  await api.close();
});

const PAGES: readonly (readonly [name: string, path: () => string])[] = [
  ['an open campaign', () => `/p/${open.slug}/campaign`],
  ['its gifts', () => `/p/${open.slug}/campaign/gifts`],
  ['the pledge', () => `/p/${open.slug}/campaign/pledge`],
  ['the subscription', () => `/p/${open.slug}/campaign/subscribe`],
  ['a campaign that is over', () => `/p/${over.slug}/campaign`],
  ['the sum', () => `/p/${over.slug}/sum`],
  ['the match', () => `/p/${over.slug}/match`],
  ['the fund', () => `/p/${over.slug}/fund`],
  ['open data', () => `/p/${over.slug}/data`],
  ['the project', () => `/p/${over.slug}`],
];

describe.each(WIDTHS)('%d wide', (width, locale, other) => {
  test.each(PAGES)(`R26 %s in ${locale}, and that it fits in ${other}`, async (_name, path) => {
    const { page, faults } = await visit(browser, width);
    const go = async (language: string) => {
      await page.goto(`${api.url}${path()}?lang=${language}`);
      for (const details of await page.locator('details').all()) await details.evaluate('(it) => { it.open = true; }');
      expect(await sideways(page)).toBe(0);
    };
    await go(other);
    await go(locale);
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

test('with a script one tap copies account, holder and code, and it is said', async () => {
  const { page, faults } = await visit(browser, 320);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${api.url}/p/${open.slug}/campaign?lang=ro`);
  const copied = [
    ['Copiați contul', 'RO49AAAA1B31007593840000'],
    ['Copiați titularul', 'Fundația Exemplu'],
    ['Copiați codul', '7K3M-9QTX'],
  ] as const;
  for (const [name, text] of copied) {
    await page.getByRole('button', { name }).click();
    await page.getByRole('status').getByText('Copiat.').waitFor();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(text);
  }
  expect(faults).toEqual([]);
  await page.context().close();
});

/** A window in which nothing runs. */
async function withoutScript(): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 900 } });
  return context.newPage();
}

test('without a script account and code can be read and selected, and no button does nothing', async () => {
  const page = await withoutScript();
  await page.goto(`${api.url}/p/${open.slug}/campaign?lang=ro`);
  await page.getByText('RO49 AAAA 1B31 0075 9384 0000').waitFor();
  expect(await page.getByRole('button').count()).toBe(0);
  await page.context().close();
});

/** Fills the form in, first as it cannot stay; confirms from the message. @returns the page with the code */
async function pledge(page: Page): Promise<string> {
  const email = newAddress('donator');
  await page.goto(`${api.url}/p/${open.slug}/campaign?lang=ro`);
  await page.getByRole('link', { name: 'Promit o donație' }).click();
  await page.getByLabel('Suma, în lei').fill('10.00');
  await page.getByLabel('Numele (').fill('Ana Exemplu');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('cu inițialele').check();
  await page.getByLabel('Sunt de acord').check();
  await page.getByRole('button', { name: 'Trimiteți' }).click();
  await page.getByText('Scrieți 10,00 sau 1.000,00.').waitFor();
  // Nothing that was written is lost.
  expect(await page.getByLabel('Numele (').inputValue()).toBe('Ana Exemplu');
  expect(await page.getByLabel('cu inițialele').isChecked()).toBe(true);
  await page.getByLabel('Suma, în lei').fill('10,00');
  await page.getByRole('button', { name: 'Trimiteți' }).click();
  await page.getByRole('heading', { name: 'Mai este un pas' }).waitFor();
  const mail = await mailTo(email);
  await page.goto(/https?:\/\/\S+\/confirm\/\S+/.exec(mail.text ?? '')?.[0] ?? '');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('heading', { name: 'Promisiunea este înregistrată' }).waitFor();
  return (await page.locator('#reference').textContent()) ?? '';
}

test('R18 R20 a pledge with a script and one without end in the same way', async () => {
  const { page, faults } = await visit(browser, 320);
  const bare = await withoutScript();
  const codes = [await pledge(page), await pledge(bare)];
  expect(await seriousFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
  const entries = await api.store.knex('ledger_entries').where({ ledger_id: open.ledgerId, kind: 'pledge' });
  expect(entries.map(({ reference, amount }) => [`${reference.slice(0, 4)}-${reference.slice(4)}`, amount])).toEqual(
    codes.map((code) => [code, 1_000]),
  );
  await page.context().close();
  await bare.context().close();
});
