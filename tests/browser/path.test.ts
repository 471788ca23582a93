/** The thinnest whole path, by clicking: from a sign-in link to a milestone that is approved and opens the next. */
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { dayOf } from '../../domain/calendar.ts';
import { type Jalon, startJalon } from '../stack/jalon.ts';
import { planWith } from '../stack/plans.ts';
import { loadedAt, openBrowser, signIn, type Visit, visit } from './browser.ts';
import { mailTo } from './mails.ts';

const FIRST = 'A1 · Documentarea conceptului de comunitate smart';
const FIRST_IN_ENGLISH = 'A1 · Documentation of the smart-community concept';
const NEXT = 'A2 · Training despre concepte inteligente';
const NOTE = 'Documentul este versiunea finală.';
const REASON = 'Lipsește bibliografia.\nAdăugați sursele la fiecare capitol.';

let jalon: Jalon;
let browser: Browser;
let staff: Visit;
let manager: Visit;

beforeAll(async () => {
  browser = await openBrowser();
  jalon = await startJalon();
  await jalon.project(planWith(['A1', 'A2']), dayOf(new Date()));
  staff = await visit(browser);
  manager = await visit(browser);
});
afterEach(() => {
  expect(staff.faults).toEqual([]);
  expect(manager.faults).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await jalon.close();
});

const heading = ({ page }: Visit, name: string): Locator => page.getByRole('heading', { level: 1, name });
const region = ({ page }: Visit, name: string): Locator => page.getByRole('region', { name });

/** Opens the dialog of a command; its buttons may be called as the one that opened it. */
async function open({ page }: Visit, action: string, title = action): Promise<Locator> {
  await page.getByRole('button', { name: action, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.waitFor();
  return dialog;
}

describe('a milestone from the inbox to its approval', () => {
  test('staff sign in by a press of the button; a program that only looks at the link does not use it up', async () => {
    const { page } = staff;
    const link = await jalon.signInLink('staff');
    await page.goto(link);
    await page.getByRole('button', { name: 'Intrați cu această legătură' }).waitFor();
    await signIn(staff, link);
    await page.getByText('Bun venit, staff (exemplu)').waitFor();
    await region(staff, 'De lucrat').getByRole('link', { name: FIRST }).click();
    await heading(staff, FIRST).waitFor();
  });

  test('R6 a submission that is refused says in words what is missing, and nothing typed is lost', async () => {
    const { page } = staff;
    const figure = page.getByLabel('Realizat: Documente elaborate');
    await figure.fill('1');
    await page.getByRole('button', { name: 'Adăugați fișiere: Documentul' }).click();
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'alegeți fișiere' }).click();
    const content = Buffer.from('Conceptul de comunitate smart (exemplu).\n');
    await (await choosing).setFiles({ name: 'concept.txt', mimeType: 'text/plain', buffer: content });
    const description = page.getByLabel('Descriere (dacă doriți)');
    await description.fill('Cu anexe');

    const dialog = await open(staff, 'Depuneți spre aprobare');
    await dialog.getByText('Jalonul nu este complet').waitFor();
    const note = dialog.getByLabel('Notă (dacă doriți)');
    await note.fill(NOTE);
    await dialog.getByRole('button', { name: 'Depuneți' }).click();
    const refusal = dialog.getByRole('alert');
    await refusal.getByText('Lipsește dovada „Documentul”.').waitFor();
    await refusal
      .getByText('Indicatorul „Documente elaborate”: planul cere cel puțin 1, s-au înregistrat 0, mai lipsește 1.')
      .waitFor();
    expect(await note.inputValue()).toBe(NOTE);
    await dialog.getByRole('button', { name: 'Renunțați' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect([await figure.inputValue(), await description.inputValue()]).toEqual(['1', 'Cu anexe']);
    await page.getByText('concept.txt').waitFor();
  });

  test('with the quantity recorded and the file uploaded it is submitted', async () => {
    const { page } = staff;
    await page.getByRole('button', { name: 'Înregistrați' }).click();
    await region(staff, 'Indicatori').getByText('1 din 1').waitFor();
    await region(staff, 'Ce s-a întâmplat').getByText('Documente elaborate: 1 din 1').waitFor();
    await page.getByRole('button', { name: 'Încărcați 1 fișier' }).click();
    await page.getByRole('link', { name: 'Descărcați concept.txt' }).waitFor();
    await page.getByText('Nu lipsește nimic: se poate depune.').waitFor();

    const dialog = await open(staff, 'Depuneți spre aprobare');
    await dialog.getByLabel('Notă (dacă doriți)').fill(NOTE);
    await dialog.getByRole('button', { name: 'Depuneți' }).click();
    await page.getByText('Jalonul a fost depus.').waitFor();
    await page.getByText('Așteaptă aprobarea altei persoane decât cea care l-a depus.').waitFor();
    const mail = await mailTo(jalon, 'manager', 'De aprobat: A1 – Documentarea conceptului de comunitate smart');
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain('a trimis spre aprobare jalonul');
      expect(part).toContain('staff (exemplu)');
    }
  });

  test('the manager reads the file and returns it with a reason, in English from now on', async () => {
    const { page } = manager;
    await signIn(manager, await jalon.signInLink('manager'));
    await region(manager, 'De aprobat').getByRole('link', { name: FIRST }).click();
    await heading(manager, FIRST).waitFor();
    const saved = page.waitForResponse((answer) => answer.url().endsWith('/api/me'));
    await page.getByRole('button', { name: 'English' }).click();
    await heading(manager, FIRST_IN_ENGLISH).waitFor();
    expect((await saved).status()).toBeLessThan(300);
    await page.locator('html[lang=en]').waitFor();
    await page.getByRole('menuitem', { name: 'History' }).waitFor();

    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download concept.txt' }).click();
    const file = await downloading;
    expect(file.suggestedFilename()).toBe('concept.txt');
    expect(await readFile(await file.path(), 'utf8')).toContain('comunitate smart (exemplu)');
    await region(manager, 'What happened').getByText(NOTE).waitFor();

    const dialog = await open(manager, 'Return');
    await dialog.getByLabel('Reason').fill(REASON);
    await dialog.getByRole('button', { name: 'Return' }).click();
    await page.getByText('The milestone was returned.').waitFor();
  });

  test('staff see the return and its reason without reloading, and submit again', async () => {
    const { page } = staff;
    const loaded = await loadedAt(page);
    const told = page.getByRole('alert').filter({ hasText: 'A fost returnat cu motivul:' });
    await told.waitFor();
    expect(await told.textContent()).toBe(`A fost returnat cu motivul: ${REASON}`);
    const mail = await mailTo(jalon, 'staff', 'Returnat: A1 – Documentarea conceptului de comunitate smart');
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain('a returnat jalonul');
      for (const line of REASON.split('\n')) expect(part).toContain(line);
    }
    const dialog = await open(staff, 'Depuneți spre aprobare');
    await dialog.getByRole('button', { name: 'Depuneți' }).click();
    await page.getByText('Așteaptă aprobarea altei persoane decât cea care l-a depus.').waitFor();
    expect(await loadedAt(page)).toBe(loaded);
  });

  test('the manager, whose page has followed, approves; messages are in the language chosen', async () => {
    const { page } = manager;
    const mail = await mailTo(jalon, 'manager', 'To approve: A1 – Documentation of the smart-community concept');
    for (const part of [mail.text, mail.html]) expect(part).toContain('for approval');
    const dialog = await open(manager, 'Approve');
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('The milestone was approved.').waitFor();
    await page.getByText('Approved; it no longer changes.').waitFor();
    const saved = page.waitForResponse((answer) => answer.url().endsWith('/api/me'));
    await page.getByRole('button', { name: 'Română' }).click();
    await heading(manager, FIRST).waitFor();
    // The page speaks it at once: a reload must not cut off what keeps it.
    await saved;
    await page.reload();
    await heading(manager, FIRST).waitFor();
  });

  test('staff see it approved, and its successor open on the project’s page', async () => {
    const { page } = staff;
    await page.getByText('Este aprobat; nu se mai schimbă.').waitFor();
    const mail = await mailTo(jalon, 'staff', 'Aprobat: A1 – Documentarea conceptului de comunitate smart');
    for (const part of [mail.text, mail.html]) expect(part).toContain('Jalonul este încheiat');
    await page.getByRole('link', { name: 'Parteneriat pentru dezvoltarea administrației inteligente' }).click();
    const map = region(staff, 'Etapele și jaloanele');
    const milestone = (name: string) =>
      map.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) });
    await milestone(FIRST).getByText('aprobat', { exact: true }).last().waitFor();
    await milestone(NEXT).getByText('deschis', { exact: true }).last().waitFor();
    await page.getByText('în derulare · 1 din 2 încheiate').waitFor();
  });

  test('the final report opens as a PDF', async () => {
    const { page } = staff;
    // It comes in a tab of its own, which closes as soon as the file is there.
    const downloading = page.context().waitForEvent('download');
    await page.getByRole('link', { name: 'PDF în română' }).click();
    const report = await downloading;
    expect(report.suggestedFilename()).toMatch(/-ro\.pdf$/);
    expect((await readFile(await report.path())).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
