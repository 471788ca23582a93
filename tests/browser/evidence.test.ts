/** Evidence by clicking: of the right course, in versions and documents, as pictures, and a file that is used twice. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { dayOf } from '../../domain/calendar.ts';
import { type Jalon, startJalon, until } from '../stack/jalon.ts';
import { planWith } from '../stack/plans.ts';
import { runWith } from '../stack/runs-by-sql.ts';
import { seriousFaults, sideways } from './axe.ts';
import { openBrowser, signIn, type Visit, visit } from './browser.ts';

const NARROWEST = 360;

let jalon: Jalon;
let browser: Browser;
let visitId: string;
let slug: string;
let staff: Visit;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  jalon = await startJalon();
  const project = await jalon.project(planWith(['A3', 'A7', 'A15']), dayOf(new Date()));
  ({ slug } = await jalon.store.knex('projects').where({ id: project.id }).first<{ slug: string }>('slug'));
  const { id } = await jalon.store
    .knex('milestones')
    .where({ project_id: project.id, key: 'A3' })
    .first<{ id: string }>('id');
  visitId = id;
  for (const number of [1, 2])
    await runWith(jalon, { projectId: project.id, milestoneId: id }, { number, closed: false });
  staff = await visit(browser, NARROWEST);
  page = staff.page;
  await signIn(staff, await jalon.signInLink('staff'));
  await page.goto(`${jalon.publicUrl}/admin/#/milestones/${visitId}/show`);
});
afterEach(async () => {
  expect(staff.faults).toEqual([]);
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);
});
afterAll(async () => {
  await browser.close();
  await jalon.close();
});

const section = (): Locator => page.getByRole('region', { name: 'Dovezi', exact: true });
const button = (name: string | RegExp): Locator => section().getByRole('button', { name, exact: true });
const lineOf = (table: string, name: string | RegExp): Locator =>
  section().getByRole('table', { name: table }).getByRole('row', { name });

interface Chosen {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}
const textFile = (name: string, content: string): Chosen => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
});

/** Chooses files in the panel that is open, and sends them. */
async function send(files: readonly Chosen[], label: string): Promise<void> {
  await section()
    .locator('input[type=file]')
    .setInputFiles([...files]);
  await button(label).click();
  for (const { name } of files)
    await section()
      .getByRole('listitem')
      .filter({ hasText: `${name} (` })
      .last()
      .waitFor();
}

/** The panel closes, and the focus is where it was opened from. */
async function close(opener: Locator): Promise<void> {
  await button('Închideți').click();
  await opener.and(page.locator(':focus')).waitFor();
}

test('R6 evidence goes to the visit that lacks it, and the glance says what each still lacks', async () => {
  const glance = 'Dovezi cerute și primite';
  await lineOf(glance, /Lista de prezență.*lipsesc 2/).waitFor();
  const opener = button('Adăugați fișiere: Lista de prezență');
  await opener.press('Enter');
  await section()
    .locator('input[type=file]')
    .setInputFiles([textFile('pagina-1.txt', 'una'), textFile('pagina-2.txt', 'alta')]);
  await section().getByLabel('Fișierele sunt un singur document').check();
  expect(await section().getByLabel('Cursul, vizita sau consultarea').textContent()).toContain('1. Seria 1 (exemplu)');
  await button('Încărcați 2 fișiere').click();
  await section().getByText('Document din 2 fișiere').waitFor();
  await lineOf(glance, /Lista de prezență.*lipsește 1/).waitFor();
  await lineOf('Dovezi pe vizite', /Seria 1.*lipsă: Ordinele de deplasare, Fotografii, Raportul vizitei/).waitFor();
  await lineOf('Dovezi pe vizite', /Seria 2.*Lista de prezență/).waitFor();
  await close(opener);
});

test('a new version takes the place of the old one, which stays to be looked at', async () => {
  await button('Acțiuni pentru pagina-1.txt').press('Enter');
  await page.getByRole('menuitem', { name: 'Adăugați o versiune nouă' }).press('Enter');
  await section().getByText('Ia locul').waitFor();
  await send([textFile('pagina-1-semnata.txt', 'semnată')], 'Încărcați 1 fișier');
  await section().getByRole('link', { name: 'Descărcați pagina-1-semnata.txt' }).waitFor();
  await section().getByText('versiunea 2').waitFor();
  await close(button('Acțiuni pentru pagina-1-semnata.txt'));
  await button('Versiuni mai vechi: pagina-1-semnata.txt').press('Enter');
  await section().getByRole('link', { name: 'Descărcați pagina-1.txt' }).waitFor();
  await section().getByText('Document din 2 fișiere').waitFor();
});

test('R26 a document is shown to the public and taken back; whoever adds a version reads that it is public', async () => {
  const name = 'pagina-1-semnata.txt';
  const menu = button(`Acțiuni pentru ${name}`);
  const documents = await browser.newPage();
  const published = async (): Promise<string> => {
    await documents.goto(`${jalon.publicUrl}/p/${slug}/documents?lang=ro`);
    return (await documents.locator('main').textContent()) ?? '';
  };
  expect(await published()).toContain('Nu s-a publicat încă niciun document.');
  await menu.press('Enter');
  await page.getByRole('menuitem', { name: 'Publicați' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Publicați documentul' });
  await dialog.getByText('va putea fi descărcat de oricine').waitFor();
  await dialog.getByRole('button', { name: 'Publicați' }).click();
  await dialog.waitFor({ state: 'detached' });
  await section().getByText('public din').waitFor();
  expect(await published()).toContain(name);
  await menu.press('Enter');
  await page.getByRole('menuitem', { name: 'Adăugați o versiune nouă' }).press('Enter');
  await section().getByText('Documentul este public').waitFor();
  await close(menu);
  await menu.press('Enter');
  await page.getByRole('menuitem', { name: 'Scoateți de pe paginile publice' }).press('Enter');
  const back = page.getByRole('dialog', { name: 'Scoateți documentul de pe paginile publice' });
  await back.getByRole('button', { name: 'Scoateți' }).click();
  await back.waitFor({ state: 'detached' });
  await section().getByText('public din').waitFor({ state: 'detached' });
  expect(await published()).not.toContain(name);
  await documents.close();
});

test('a photograph is shown small and opens larger; that it is used twice is said at once', async () => {
  const photograph = await sharp({ create: { width: 2000, height: 1500, channels: 3, background: '#3c7a5a' } })
    .jpeg()
    .toBuffer();
  const foto = (name: string): Chosen => ({ name, mimeType: 'image/jpeg', buffer: photograph });
  const opener = button('Adăugați fișiere: Fotografii');
  await opener.press('Enter');
  await send([foto('vizita.jpg')], 'Încărcați 1 fișier');
  const thumbnail = button('Măriți fotografia: vizita.jpg');
  await thumbnail.waitFor();
  await send([foto('aceeasi.jpg')], 'Încărcați 1 fișier');
  await section().getByText('Același conținut mai este la: acest jalon, vizita.jpg.').first().waitFor();
  await close(opener);
  await thumbnail.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'vizita.jpg' });
  const picture = dialog.getByRole('img', { name: 'Fotografie: vizita.jpg' });
  await dialog.getByText('Originalul, păstrat ca dovadă, îl poate conține.').waitFor();
  await picture.waitFor();
  const isTrue = (expression: string) => () => page.evaluate<boolean>(expression);
  await until('the picture is there', isTrue("document.querySelector('[role=dialog] img').naturalWidth === 1280"));
  // Half shown, every text is pale.
  await until('the dialog is shown', isTrue('document.getAnimations().length === 0'));
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});
