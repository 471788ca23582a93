/** The thin path to a submission without a mouse: everything is reached with Tab and done with Enter. */
import { afterAll, beforeAll, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { dayOf } from '../../domain/calendar.ts';
import { type Jalon, startJalon } from '../stack/jalon.ts';
import { planWith } from '../stack/plans.ts';
import { openBrowser, visit } from './browser.ts';

/** More than any page here has to step through; one that catches the focus is found out by it. */
const MOST_STEPS = 60;

let jalon: Jalon;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  jalon = await startJalon();
  await jalon.project(planWith(['A1', 'A2']), dayOf(new Date()));
  page = (await visit(browser)).page;
});
afterAll(async () => {
  await browser.close();
  await jalon.close();
});

const focused = (target: Locator): Locator => target.and(page.locator(':focus'));

/** Steps with Tab until the focus is there. */
async function stepTo(target: Locator): Promise<void> {
  await target.waitFor();
  for (let steps = 0; (await focused(target).count()) === 0; steps += 1) {
    if (steps === MOST_STEPS) throw new Error(`not reached with Tab: ${target}`);
    await page.keyboard.press('Tab');
  }
}

async function press(target: Locator): Promise<void> {
  await stepTo(target);
  await page.keyboard.press('Enter');
}

test('a milestone is completed and submitted by keyboard alone', async () => {
  await page.goto(await jalon.signInLink('staff'));
  await press(page.getByRole('button', { name: 'Intrați cu această legătură' }));
  await press(page.getByRole('link', { name: 'A1 · Documentarea conceptului de comunitate smart' }));

  await press(page.getByRole('button', { name: 'Adăugați fișiere: Documentul' }));
  const choosing = page.waitForEvent('filechooser');
  await press(page.getByRole('button', { name: 'alegeți fișiere' }));
  const content = Buffer.from('Conceptul (exemplu).\n');
  await (await choosing).setFiles({ name: 'concept.txt', mimeType: 'text/plain', buffer: content });
  await press(page.getByRole('button', { name: 'Încărcați 1 fișier' }));
  await page.getByRole('link', { name: 'Descărcați concept.txt' }).waitFor();

  await stepTo(page.getByLabel('Realizat: Documente elaborate'));
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await page.getByText('Nu lipsește nimic: se poate depune.').waitFor();

  await press(page.getByRole('button', { name: 'Depuneți spre aprobare' }));
  const dialog = page.getByRole('dialog', { name: 'Depuneți spre aprobare' });
  const note = dialog.getByLabel('Notă (dacă doriți)');
  // The dialog opens where there is something to write, and Escape leaves it for the button it came from.
  await focused(note).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await focused(page.getByRole('button', { name: 'Depuneți spre aprobare' })).waitFor();

  await page.keyboard.press('Enter');
  await focused(note).waitFor();
  await page.keyboard.type('Gata.');
  await press(dialog.getByRole('button', { name: 'Depuneți' }));
  await page.getByText('Jalonul a fost depus.').waitFor();
  await page.getByText('Așteaptă aprobarea altei persoane decât cea care l-a depus.').waitFor();
  // What had the focus is gone with the command: reading goes on at the page's title.
  await focused(page.getByRole('heading', { level: 1 })).waitFor();
});
