/** R5 by clicking: organisations are written to, answer, and are counted once there is paper of both. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { addDays, dayOf } from '../../domain/calendar.ts';
import { type Jalon, startJalon } from '../stack/jalon.ts';
import { planWith } from '../stack/plans.ts';
import { seriousFaults, sideways } from './axe.ts';
import { openBrowser, signIn, type Visit, visit } from './browser.ts';

const ANSWERS = 'Asociația Exemplu';
const SILENT = 'Asociația Vecinii (exemplu)';
const UNREACHABLE = 'Clubul Sportiv Exemplu';

let jalon: Jalon;
let browser: Browser;
let staff: Visit;
let page: Page;
let path: string;

beforeAll(async () => {
  browser = await openBrowser();
  jalon = await startJalon();
  const { id: projectId } = await jalon.project(planWith(['A5', 'A15']), addDays(dayOf(new Date()), -10));
  const emails = { [ANSWERS]: 'exemplu@example.org', [SILENT]: 'vecinii@example.org', [UNREACHABLE]: null };
  for (const [name, email] of Object.entries(emails)) {
    await jalon.people.staff.post('/api/organisations', { projectId, name, email });
  }
  const { knex } = jalon.store;
  const { id } = await knex('milestones').where({ project_id: projectId, key: 'A5' }).first<{ id: string }>('id');
  path = `/milestones/${id}/show`;
  staff = await visit(browser);
  page = staff.page;
  await signIn(staff, await jalon.signInLink('staff'));
  await page.goto(`${jalon.publicUrl}/admin/#${path}`);
});
afterEach(async () => {
  expect(staff.faults).toEqual([]);
  expect(await seriousFaults(page)).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await jalon.close();
});

const section = (): Locator => page.getByRole('region', { name: 'Organizațiile informate' });
const row = (name: string): Locator => section().getByRole('row').filter({ hasText: name });

test('R5 who has no address is named with the way to mend it; the whole message is seen before it is sent', async () => {
  await section().getByText('0 din 5 organizații informate').waitFor();
  await section().getByRole('button', { name: 'Scrieți organizațiilor' }).click();
  const dialog = page.getByRole('dialog', { name: 'Scrieți organizațiilor' });
  await dialog.getByText('1 organizație nu are adresă de e-mail').waitFor();
  await dialog.getByRole('link', { name: `Completați adresa: ${UNREACHABLE}` }).waitFor();
  await dialog.getByLabel('Subiectul').fill('Invitație la consultări');
  await dialog.getByLabel('Textul').fill('Vă invităm la consultările publice.');
  const preview = dialog.getByRole('region', { name: 'Așa arată mesajul' });
  await preview.getByText(`Bună ziua, ${ANSWERS},`).waitFor();
  await preview.getByText('nu reprezintă în mod obligatoriu poziția oficială').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Trimiteți către 2 organizații' }).click();
  await page.getByText('Au fost trimise spre expediere 2 mesaje.').waitFor();
});

test('R5 a message that has left counts as the first document; one that answers nothing is not informed', async () => {
  for (const name of [ANSWERS, SILENT]) {
    await row(name).getByText('trimis', { exact: true }).waitFor();
    await row(name).getByText('1 document').waitFor();
    await row(name).getByText('încă nu').waitFor();
  }
  await row(UNREACHABLE).getByText('netrimis').waitFor();
});

test('R5 with its reply it is informed', async () => {
  await row(ANSWERS).getByRole('button', { name: 'Adăugați „Dovada primirii sau răspunsul”' }).click();
  const dialog = page.getByRole('dialog', { name: `Dovada primirii sau răspunsul: ${ANSWERS}` });
  const choosing = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Alegeți fișierul' }).click();
  const content = Buffer.from('Răspunsul asociației (exemplu).\n');
  await (await choosing).setFiles({ name: 'raspuns.txt', mimeType: 'text/plain', buffer: content });
  expect(await dialog.getByRole('button', { name: 'Adăugați', exact: true }).isDisabled()).toBe(true);
  await dialog.getByLabel(/^Data/).fill(dayOf(new Date()));
  await dialog.getByRole('button', { name: 'Adăugați', exact: true }).click();
  await page.getByText('Documentul a fost adăugat.').waitFor();
  await row(ANSWERS).getByText('informată', { exact: true }).waitFor();
  await section().getByText('1 din 5 organizații informate').waitFor();
});

test('R6 what the gate misses of an organisation leads to its row', async () => {
  await page.getByRole('link', { name: `Arătați organizația ${SILENT}` }).click();
  expect(await page.evaluate<string>('document.activeElement.textContent')).toBe(SILENT);
});

test('and on a telephone it is all there without moving the page sideways', async () => {
  const { page: telephone } = await visit(browser, 360);
  await signIn({ page: telephone, faults: [] }, await jalon.signInLink('manager'));
  await telephone.goto(`${jalon.publicUrl}/admin/#${path}`);
  const cards = telephone.getByRole('region', { name: 'Organizațiile informate' }).getByRole('listitem');
  await cards.filter({ hasText: ANSWERS }).getByText('informată', { exact: true }).waitFor();
  expect(await sideways(telephone)).toBe(0);
  expect(await seriousFaults(telephone)).toEqual([]);
});
