/** What a manager does to a project by clicking: dates are moved, and people join. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { createUser } from '../../db/users.ts';
import { addDays, dayOf, dayOfWeek } from '../../domain/calendar.ts';
import { formatDay } from '../../domain/locale.ts';
import { restDay } from '../../domain/working-days.ts';
import { type Jalon, startJalon } from '../stack/jalon.ts';
import { planWith } from '../stack/plans.ts';
import { openBrowser, signIn, type Visit, visit } from './browser.ts';

const MOVED = 'A1 · Documentarea conceptului de comunitate smart';
const FOLLOWS = 'A2 · Training despre concepte inteligente';
/** Days that the plan keeps between the two. */
const GAP = 35;
const SUNDAY = 7;

let jalon: Jalon;
let browser: Browser;
let manager: Visit;
let page: Page;
let start: string;
let end: string;
let milestoneId: string;

const inWords = (day: string): string => formatDay(day, 'ro');
const region = (name: string): Locator => page.getByRole('region', { name });

beforeAll(async () => {
  browser = await openBrowser();
  jalon = await startJalon();
  start = dayOf(new Date());
  const { id } = await jalon.project(planWith(['A1', 'A2']), start);
  const { knex } = jalon.store;
  milestoneId = (await knex('milestones').where({ project_id: id, key: 'A1' }).first<{ id: string }>('id')).id;
  end = (await knex('projects').where({ id }).first<{ ends_on: string }>('ends_on')).ends_on;
  manager = await visit(browser);
  page = manager.page;
  await signIn(manager, await jalon.signInLink('manager'));
  await page.getByRole('menuitem', { name: 'Proiecte' }).click();
  await page.getByRole('link', { name: 'Parteneriat pentru dezvoltarea administrației inteligente' }).click();
  await region('Etapele și jaloanele').getByRole('link', { name: MOVED }).click();
});
afterEach(() => expect(manager.faults).toEqual([]));
afterAll(async () => {
  await browser.close();
  await jalon.close();
});

async function openDialog(): Promise<Locator> {
  await page.getByRole('button', { name: 'Mutați termenul' }).click();
  return page.getByRole('dialog', { name: 'Mutați termenul' });
}

/** The rows of the preview, once it is there: milestone, from, to. */
async function slipping(dialog: Locator): Promise<string[][]> {
  const table = dialog.getByRole('table', { name: 'Ce se mută' });
  await table.waitFor();
  const rows = await table.getByRole('row').all();
  return Promise.all(rows.slice(1).map((row) => row.locator('th, td').allTextContents()));
}

describe('moving a date', () => {
  test('R8 shows what slips before it is confirmed, R9 says which days are no working days', async () => {
    let sunday = addDays(start, 70);
    while (dayOfWeek(sunday) !== SUNDAY) sunday = addDays(sunday, 1);
    const dialog = await openDialog();
    await dialog.getByLabel('Noul termen').fill(sunday);
    expect(await slipping(dialog)).toEqual([
      [MOVED, inWords(addDays(start, 61)), inWords(sunday)],
      [FOLLOWS, inWords(addDays(start, 61 + GAP)), inWords(addDays(sunday, GAP))],
    ]);
    await dialog.getByText('Termene care cad în zile nelucrătoare:').waitFor();
    await dialog.getByText(`A1: ${inWords(sunday)} (${restDay(sunday, [])?.ro})`).waitFor();
    const confirm = dialog.getByRole('button', { name: 'Confirmați mutarea' });
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByLabel('Motivul mutării').fill('Expertul este disponibil abia atunci.');
    await confirm.click();
    await page.getByText('Termenul a fost mutat.').waitFor();
    await page.getByText(`Termen: ${inWords(sunday)}`).waitFor();
    await region('Istoricul termenului').getByText('Expertul este disponibil abia atunci.').waitFor();
    await region('Ce s-a întâmplat')
      .getByText(`A2: de la ${inWords(addDays(start, 61 + GAP))} la ${inWords(addDays(sunday, GAP))}`)
      .waitFor();
  });

  test('R8 when something changed meanwhile, what would move now is shown, and the reason typed is kept', async () => {
    const [first, second] = [addDays(start, 90), addDays(start, 100)];
    const dialog = await openDialog();
    await dialog.getByLabel('Noul termen').fill(second);
    await slipping(dialog);
    const reason = dialog.getByLabel('Motivul mutării');
    await reason.fill('Documentul se împarte în două.');
    const path = `/api/milestones/${milestoneId}`;
    const { hash } = await jalon.people.manager.get<{ hash: string }>(`${path}/move-preview?dueOn=${first}`);
    await jalon.people.manager.post(`${path}/move`, { dueOn: first, hash, reason: 'Alt motiv.' });
    const confirm = dialog.getByRole('button', { name: 'Confirmați mutarea' });
    await confirm.click();
    await dialog.getByText('Între timp s-a schimbat ceva.').waitFor();
    await dialog.getByRole('cell', { name: inWords(first), exact: true }).waitFor();
    expect(await reason.inputValue()).toBe('Documentul se împarte în două.');
    await confirm.click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(`Termen: ${inWords(second)}`).waitFor();
  });

  test('R8 past the project’s end it asks for the additional act, and moves the end with it', async () => {
    const dueOn = addDays(end, -GAP + 10);
    const newEnd = addDays(end, 30);
    const dialog = await openDialog();
    await dialog.getByLabel('Noul termen').fill(dueOn);
    await dialog
      .getByText(`Ultimul termen ar fi ${inWords(addDays(end, 10))}, după sfârșitul proiectului (${inWords(end)}).`)
      .waitFor();
    await dialog.getByLabel('Motivul mutării').fill('Finanțatorul a aprobat prelungirea.');
    const confirm = dialog.getByRole('button', { name: 'Confirmați mutarea' });
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByLabel('Numărul').fill('1');
    await dialog.getByLabel('Semnat la').fill(start);
    await dialog.getByLabel('Noul sfârșit al proiectului').fill(newEnd);
    await confirm.click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(`Termen: ${inWords(dueOn)}`).waitFor();
    await page.getByRole('link', { name: 'Parteneriat pentru dezvoltarea administrației inteligente' }).click();
    await region('Acte adiționale')
      .getByText(`Nr. 1 din ${inWords(start)}: sfârșitul trece de la ${inWords(end)} la ${inWords(newEnd)}.`)
      .waitFor();
  });
});

describe('members', () => {
  test('a manager who is no administrator finds somebody by a part of their name and adds them', async () => {
    const user = { email: 'ana@example.org', name: 'Ana Țurcanu (exemplu)', locale: 'ro', isAdmin: false } as const;
    await createUser(jalon.store, user, new Date());
    const members = region('Membrii');
    await members.getByRole('button', { name: 'Adăugați un membru' }).click();
    const dialog = page.getByRole('dialog', { name: 'Adăugați un membru' });
    await dialog.getByRole('combobox', { name: 'Persoana' }).fill('turc');
    await page.getByRole('option', { name: 'Ana Țurcanu (exemplu) (ana@example.org)' }).click();
    await dialog.getByRole('combobox', { name: 'Rolul' }).click();
    await page.getByRole('option', { name: 'auditor' }).click();
    await dialog.getByRole('button', { name: 'Salvați' }).click();
    await members.getByText('Ana Țurcanu (exemplu), auditor').waitFor();
  });
});
