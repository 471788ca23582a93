/** The ballot in a real browser: the code from the link, the receipt before anything is sent, a lost answer, the recount. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { wakeVote } from '../../db/votes/wake-vote.ts';
import { printedCode, readReceipt } from '../../domain/voting-code.ts';
import { type Api, startApi } from '../stack/api.ts';
import { planWith } from '../stack/plans.ts';
import { type MadeVote, newReceipt, voteBySql } from '../stack/votes-by-sql.ts';
import { seriousFaults, sideways } from './axe.ts';
import { openBrowser, type Visit, visit } from './browser.ts';

let api: Api;
let browser: Browser;
let vote: MadeVote;
let address: string;
const SMALL_TELEPHONE = 320;
const visits: Visit[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  api = await startApi();
  const { staff, manager } = api.people;
  const project = await api.createProject(planWith(['A9', 'A10', 'A15']), '2027-01-01', [staff, manager]);
  const { id: milestoneId } = await api.milestone('A10', project.id);
  vote = await voteBySql(api.database.owner, { projectId: project.id, milestoneId, userId: manager.id, voters: 6 });
  api.setClock(new Date(vote.opensAt.getTime() + 60_000));
  address = `${api.url}/p/${project.slug}/vote`;
});
afterAll(async () => {
  await browser.close();
  await api.close();
});

const codeOf = (index: number): string => vote.voters[index]?.code ?? '';

async function somebody(): Promise<Visit> {
  const one = await visit(browser, SMALL_TELEPHONE);
  visits.push(one);
  return one;
}

/** Up to the step before sending. @returns the receipt as it is shown */
async function choose({ page }: Visit, option: string): Promise<string> {
  await page.getByRole('radio', { name: option }).check();
  await page.getByRole('button', { name: 'Verific alegerea' }).click();
  await page.getByRole('heading', { name: 'Verificați alegerea' }).waitFor();
  return (await page.locator('#check .receipt').textContent()) ?? '';
}

async function ballotWith(receipt: string): Promise<boolean> {
  const { rows } = await api.store.knex.raw<{ rows: { there: boolean }[] }>('select booth_has(?, ?) as there', [
    vote.roundId,
    readReceipt(receipt),
  ]);
  return rows[0]?.there === true;
}

test('R14 from the link of a letter: the code leaves the address, the receipt comes first, the vote is cast once', async () => {
  const one = await somebody();
  const { page } = one;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
  await page.goto(`${address}?lang=ro#${printedCode(codeOf(0))}`);
  await expect(page.locator('#code').inputValue()).resolves.toBe(printedCode(codeOf(0)));
  expect(page.url()).not.toContain('#');
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);

  const receipt = await choose(one, '2. Propunerea 2 (exemplu)');
  expect(await page.locator('#check').textContent()).toContain('2. Propunerea 2 (exemplu)');
  expect(await seriousFaults(page)).toEqual([]);
  expect(asked.filter((each) => each.includes(codeOf(0)) || each.includes(receipt))).toEqual([]);
  expect(await ballotWith(receipt)).toBe(false);

  await page.getByRole('button', { name: 'Trimit votul' }).click();
  await page.getByRole('heading', { name: 'Votul este în urnă' }).waitFor();
  expect(await ballotWith(receipt)).toBe(true);
  expect(await page.locator('#done .receipt').textContent()).toBe(receipt);
  expect(await page.locator('#code').inputValue()).toBe('');
});

test('R14 by keyboard alone, with a fault on the way that keeps what was typed', async () => {
  const one = await somebody();
  const { page } = one;
  await page.goto(`${address}?lang=ro`);
  await page.getByRole('button', { name: 'Verific alegerea' }).press('Enter');
  await page.getByText('Scrieți codul de vot').waitFor();
  await page.keyboard.type(codeOf(1));
  await page.keyboard.press('Enter');
  await page.getByText('Alegeți o opțiune.').waitFor();
  expect(await page.locator('#code').inputValue()).toBe(codeOf(1));
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  const first = await page.locator('#check .receipt').textContent();
  await page.getByRole('button', { name: 'Înapoi la buletin' }).press('Enter');
  // Another choice has another receipt, so that an answer about one is never taken for one about the other.
  const second = await choose(one, '3. Propunerea 3 (exemplu)');
  expect(second).not.toBe(first);
  await page.getByRole('button', { name: 'Trimit votul' }).press('Enter');
  await page.getByRole('heading', { name: 'Votul este în urnă' }).waitFor();
  expect([await ballotWith(first ?? ''), await ballotWith(second)]).toEqual([false, true]);
});

test('R14 an answer that was lost after the vote was cast: the receipt is looked up and found', async () => {
  const one = await somebody();
  const { page } = one;
  await page.goto(`${address}?lang=ro#${codeOf(2)}`);
  await page.route(`**/ballots/${vote.id}`, async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  const receipt = await choose(one, 'Vot alb');
  await page.getByRole('button', { name: 'Trimit votul' }).click();
  await page.getByRole('heading', { name: 'Votul este în urnă' }).waitFor();
  expect(await ballotWith(receipt)).toBe(true);
});

test('R14 a vote that was lost on its way is sent again, unchanged, and counts once', async () => {
  const one = await somebody();
  const { page } = one;
  await page.goto(`${address}?lang=ro#${codeOf(3)}`);
  await page.route('**/ballots/**', (route) => route.abort('connectionrefused'));
  const receipt = await choose(one, '2. Propunerea 2 (exemplu)');
  await page.getByRole('button', { name: 'Trimit votul' }).click();
  await page.getByText('Nu știm încă dacă votul a ajuns').waitFor();
  expect(await page.getByRole('button', { name: 'Înapoi la buletin' }).isVisible()).toBe(false);
  await page.unroute('**/ballots/**');
  await page.getByRole('button', { name: 'Trimit din nou' }).click();
  await page.getByRole('heading', { name: 'Votul este în urnă' }).waitFor();
  expect(await ballotWith(receipt)).toBe(true);
});

test('R14 a code that has voted is told so in words, in the language of the page', async () => {
  const one = await somebody();
  const { page } = one;
  await page.goto(`${address}?lang=en#${codeOf(0)}`);
  await page.getByRole('radio', { name: 'Blank vote' }).check();
  await page.getByRole('button', { name: 'Check my choice' }).click();
  await page.getByRole('button', { name: 'Send my vote' }).click();
  await page.getByText('This code has voted already').waitFor();
});

test('R15 R17 after the close the browser counts the downloaded files, and the receipt finds the ballot', async () => {
  const receipt = newReceipt();
  const body = { code: codeOf(4), choice: 2, receipt };
  expect((await api.visitor().send('POST', `/ballots/${vote.id}`, body)).status).toBe(201);
  api.setClock(vote.closesAt);
  await wakeVote(api.store, vote.id, vote.closesAt);
  const { page } = await somebody();
  await page.goto(`${address}/result?lang=ro`);
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);
  await page.getByRole('button', { name: 'Numără în acest navigator' }).click();
  await page.getByText('Numărătoarea se potrivește').waitFor();
  await page.getByText('2. Propunerea 2 (exemplu): 3').waitFor();
  await page.goto(`${address}/receipt?lang=ro`);
  await page.getByLabel('Recipisa').fill(printedCode(receipt));
  await page.getByRole('button', { name: 'Caut' }).click();
  await page.getByText('este ales: 2. Propunerea 2 (exemplu)').waitFor();
});

test('R15 no page reports an error, nor anything that its policy stopped', () => {
  expect(visits.flatMap(({ faults }) => faults)).toEqual([]);
});
