/** The participant register by clicking: from a list on paper to a figure, to the persons behind it, to nobody's name. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { dayOf } from '../../domain/calendar.ts';
import { type Jalon, startJalon } from '../stack/jalon.ts';
import { planWith } from '../stack/plans.ts';
import { HELD, mark, runWith } from '../stack/runs-by-sql.ts';
import { seriousFaults } from './axe.ts';
import { openBrowser, signIn, type Visit, visit } from './browser.ts';

const COURSES = 'A8 · Cursuri „Facilitator de dezvoltare comunitară”';
const LIST = `Nume;Prenume;Data nașterii;Categoria;Gen;Statutul pe piața muncii;Nivelul de educație
Exemplu;Ana;31.12.1990;Fundația Civitas;feminin;angajat;superior (ISCED 5-8)
Exemplu;Ion;01.02.1980;Primăria Cojocna;masculin;angajat;superior (ISCED 5-8)
Exemplu;Maria;05.05.1950;Organizații neguvernamentale;feminin;persoană inactivă;liceal sau postliceal (ISCED 3-4)
Exemplu;Vasile;;Organizații neguvernamentale;;;
`;
const COMPLETE = 3;

let jalon: Jalon;
let browser: Browser;
let projectId: string;
let staff: Visit;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  jalon = await startJalon();
  projectId = (await jalon.project(planWith(['A8', 'A15']), dayOf(new Date()))).id;
  staff = await visit(browser);
  page = staff.page;
  await signIn(staff, await jalon.signInLink('staff'));
});
afterEach(async () => {
  expect(staff.faults).toEqual([]);
  expect(await seriousFaults(page)).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await jalon.close();
});

const region = (name: string): Locator => page.getByRole('region', { name, exact: true });
const heading = (name: string): Locator => page.getByRole('heading', { level: 1, name });
const link = (name: string): Locator => page.getByRole('link', { name, exact: true });

/** Names in the list of persons, as far down as it goes. */
const listed = (): Promise<string[]> => region('Persoanele').getByRole('rowheader').allTextContents();

/** The whole list that was imported attended a course, with its attendance complete. */
async function hold(): Promise<void> {
  const { knex } = jalon.store;
  const milestone = await knex('milestones').where({ project_id: projectId, key: 'A8' }).first<{ id: string }>('id');
  const run = await runWith(jalon, { projectId, milestoneId: milestone.id }, { sessions: 2 });
  const persons = await knex('persons').where({ project_id: projectId }).pluck<string[]>('id');
  await knex('enrolments').insert(
    persons.map((person_id) => ({
      id: randomUUID(),
      run_id: run.id,
      person_id,
      state: 'enrolled',
      source: 'staff',
      enrolled_at: HELD,
      changed_at: HELD,
    })),
  );
  await mark(jalon, run.sessions.slice(0, 1), persons);
}

describe('from a list to a figure and its persons', () => {
  test('a list is read, laid open, and found again where it was left', async () => {
    await page.getByRole('menuitem', { name: 'Participanți' }).click();
    await heading('Registrul participanților').waitFor();
    await link('Importați o listă').click();
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'alegeți fișierul' }).click();
    await (await choosing).setFiles({ name: 'participanti.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) });
    await heading('Import: participanti.csv').waitFor();
    await page.getByText('Se vor adăuga 4 persoane.').waitFor();
    await link('Registrul participanților').click();
    await region('Importuri începute').getByText('4 persoane noi').waitFor();
  });

  test('it is continued and written', async () => {
    await link('Continuați importul participanti.csv').click();
    await page.getByRole('button', { name: 'Scrieți în registru' }).click();
    await page.getByText('Au fost adăugate 4 persoane.').waitFor();
    await region('Registrul în cifre').getByText('4 persoane în registru').waitFor();
    await region('Registrul în cifre').getByText('Registrul se păstrează până la').waitFor();
    await region('Importuri începute').waitFor({ state: 'detached' });
  });

  test('R25 an indicator leads to exactly the persons it counts', async () => {
    await hold();
    await page.goto(`${jalon.publicUrl}/admin/#/projects/${projectId}/show`);
    await link('Vedeți indicatorii').click();
    await heading('Indicatori').waitFor();
    const courses = region(COURSES);
    await courses.getByText('Cine sunt: pe categorii').click();
    await courses.getByText('1 fișă incompletă nu se numără').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await link(`${COMPLETE}, arătați persoanele: A8, Persoane din grupul țintă participante`).click();
    await page.getByText(`Au fost la: ${COURSES}`).waitFor();
    await page.getByText(`1–${COMPLETE} din ${COMPLETE}`).waitFor();
    expect(await listed()).toEqual(['Exemplu Ana', 'Exemplu Ion', 'Exemplu Maria']);
  });

  test('R3 and what it does not count, to who lacks something', async () => {
    await page.goBack();
    await link('1 fișă incompletă nu se numără').click();
    await page.getByText('1–1 din 1').waitFor();
    expect(await listed()).toEqual(['Exemplu Vasile']);
    await page.getByRole('button', { name: 'Scoateți filtrele' }).click();
    await page.getByText('1–4 din 4').waitFor();
  });

  test('R2 a person who is there already is refused, and the record that is there is one click away', async () => {
    await link('Adăugați o persoană').click();
    await page.getByLabel('Numele de familie').fill('EXEMPLU');
    await page.getByLabel('Prenumele').fill('ana');
    await page.getByLabel('Data nașterii').fill('1990-12-31');
    await page.getByRole('button', { name: 'Adăugați în registru' }).click();
    const opened = page.context().waitForEvent('page');
    await link('Deschideți fișa aceasta într-o filă nouă').click();
    const record = await opened;
    await record.getByRole('heading', { level: 1, name: 'Exemplu Ana' }).waitFor();
    await record.close();
    expect(await page.getByLabel('Numele de familie').inputValue()).toBe('EXEMPLU');
  });
});

describe('a person', () => {
  test('their record says where they were', async () => {
    page.once('dialog', (question) => void question.accept());
    await link('Registrul participanților').click();
    await region('Persoanele').getByRole('link', { name: 'Exemplu Ana' }).click();
    await heading('Exemplu Ana').waitFor();
    const participation = region('Participare');
    await participation.getByRole('link', { name: 'A8 · Seria 1 (exemplu)' }).waitFor();
    await participation.getByText('prezent(ă) la 1 din 2 sesiuni').waitFor();
  });

  test('R28 erased, they have no name and stay counted', async () => {
    await page.getByRole('button', { name: 'Anonimizați' }).click();
    const dialog = page.getByRole('dialog', { name: 'Anonimizați persoana' });
    await dialog.getByText('certificatele, care se pot verifica în continuare, fără nume').waitFor();
    await dialog.getByLabel('Motivul').fill('Cererea scrisă nr. 12 (exemplu).');
    await dialog.getByLabel('Scrieți „Exemplu Ana” pentru a confirma').fill('ana exemplu');
    await dialog.getByRole('button', { name: 'Anonimizați definitiv' }).click();
    await heading('Persoană anonimizată').waitFor();
    await region('Participare').getByText('prezent(ă) la 1 din 2 sesiuni').waitFor();
    await page.goto(`${jalon.publicUrl}/admin/#/projects/${projectId}/indicators`);
    await link(`${COMPLETE}, arătați persoanele: A8, Persoane din grupul țintă participante`).click();
    await region('Persoanele').getByRole('link', { name: 'Persoană anonimizată' }).waitFor();
    await page.getByText(`1–${COMPLETE} din ${COMPLETE}`).waitFor();
    expect((await listed()).sort()).toEqual(['Exemplu Ion', 'Exemplu Maria', 'Persoană anonimizată']);
  });

  test('and in English the same figures say the same', async () => {
    await page.goto(`${jalon.publicUrl}/admin/#/projects/${projectId}/indicators`);
    await page.getByRole('button', { name: 'English' }).click();
    await heading('Indicators').waitFor();
    await link(`${COMPLETE}, show the persons: A8, Persons of the target group taking part`).waitFor();
    await page.locator('html[lang=en]').waitFor();
  });
});
