/** A vote by clicking: its charter, roll and announcement, the desk by keyboard, and two people who count the paper. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { dayOf } from '../../domain/calendar.ts';
import { proposalsBySql, wakeAt } from '../stack/ballot-box.ts';
import { type Jalon, startJalon } from '../stack/jalon.ts';
import { planWith } from '../stack/plans.ts';
import { seriousFaults, sideways } from './axe.ts';
import { openBrowser, signIn, type Visit, visit } from './browser.ts';

const HEADINGS = 'Nume de familie;Prenume;Data nașterii;Adresa;E-mail';
const ENTITLED = ['Exemplu;Ana;01.02.1970;Strada Unu 1;', 'Exemplu;Barbu;03.04.1980;Strada Doi 2;barbu@example.org'];
const TWIN = 'Exemplu;Călin;05.06.1990;Strada Trei 3;';
const TOO_YOUNG = 'Exemplu;Dana;07.08.2024;Strada Patru 4;';

let jalon: Jalon;
let browser: Browser;
let staff: Visit;
let manager: Visit;
let desk: Visit;
let milestoneId: string;
let voteId: string;

beforeAll(async () => {
  browser = await openBrowser();
  jalon = await startJalon();
  const { id: projectId } = await jalon.project(planWith(['A9', 'A10']), dayOf(new Date()));
  const milestone = (key: string) =>
    jalon.store.knex('milestones').where({ project_id: projectId, key }).first<{ id: string }>('id');
  milestoneId = (await milestone('A10')).id;
  const { id } = await milestone('A9');
  await proposalsBySql(jalon.store, { id, projectId }, ['eligible', 'eligible', 'eligible'], { at: new Date() });
  staff = await visit(browser);
  manager = await visit(browser);
  desk = await visit(browser, 360);
});
afterEach(() => {
  for (const each of [staff, manager, desk]) expect(each.faults).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await jalon.close();
});

const go = ({ page }: Visit, path: string) => page.goto(`${jalon.publicUrl}/admin/#${path}`);
const title = ({ page }: Visit, name: string): Promise<void> => page.getByRole('heading', { level: 1, name }).waitFor();

async function upload({ page }: Visit, rows: readonly string[]): Promise<void> {
  const buffer = Buffer.from([HEADINGS, ...rows].join('\r\n'));
  await page.locator('input[type=file]').setInputFiles({ name: 'lista.csv', mimeType: 'text/csv', buffer });
}

/** Moves a bound of the round to this moment and does what the story does at its time. */
async function nowIs(bound: 'opens_at' | 'closes_at'): Promise<void> {
  const now = new Date();
  await jalon.store
    .knex('vote_rounds')
    .where({ vote_id: voteId })
    .update({ [bound]: now });
  await wakeAt(jalon.store, voteId, now);
}

describe('preparing', () => {
  test('R12 a new vote says what its announcement needs', async () => {
    const { page } = staff;
    await signIn(staff, await jalon.signInLink('staff'));
    await go(staff, `/milestones/${milestoneId}/show`);
    await page.getByRole('button', { name: 'Pregătiți votul' }).click();
    await title(staff, 'Care dintre propuneri să fie realizată?');
    voteId = /votes\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
    await page.getByText('3 propuneri eligibile (trebuie cel puțin 3)').waitFor();
    await page.getByText('lista alegătorilor este goală; importați-o').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('R13 a fault of the charter stands at its field, and what was typed stays', async () => {
    const { page } = staff;
    await page.getByRole('link', { name: 'Modificați regulamentul' }).click();
    await page.getByLabel('Întrebarea – Română').fill('Ce construim întâi?');
    await page.getByLabel('Cvorumul (%)').fill('101');
    await page.getByRole('button', { name: 'Salvați regulamentul' }).click();
    await page.getByText('Scrieți un număr întreg între 0 și 100.').waitFor();
    expect(await page.getByLabel('Întrebarea – Română').inputValue()).toBe('Ce construim întâi?');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByLabel('Cvorumul (%)').fill('0');
    await page.getByLabel('Numărul minim de voturi valabile').fill('0');
    await page.getByRole('button', { name: 'Salvați regulamentul' }).click();
    await title(staff, 'Ce construim întâi?');
  });

  test('R13 R14 the list is read before it is written: who is too young keeps it out, who is there twice counts once', async () => {
    const { page } = staff;
    await page.getByRole('link', { name: 'Lista alegătorilor' }).click();
    await page.getByRole('link', { name: 'Importați lista' }).click();
    await title(staff, 'Importați lista');
    await upload(staff, [...ENTITLED, TWIN, TOO_YOUNG]);
    await page.getByRole('heading', { name: '1 rând refuzat' }).waitFor();
    expect(await page.getByRole('button', { name: 'Scrieți în listă' }).isEnabled()).toBe(false);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Renunțați' }).click();
    await title(staff, 'Importați lista');
    await upload(staff, [...ENTITLED, TWIN, TWIN]);
    await page.getByRole('heading', { name: '1 rând care repetă o persoană' }).waitFor();
    await page.getByRole('button', { name: 'Scrieți în listă' }).click();
    await page.getByText('3 persoane au fost adăugate în listă.').waitFor();
    // The preview that goes names everybody too, and whoever is in the list twice stands there twice.
    await title(staff, 'Lista alegătorilor');
    await page.getByRole('region', { name: 'Persoanele' }).getByText('3. Exemplu Călin').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('the manager announces it, knowing what becomes fixed when', async () => {
    const { page } = manager;
    await signIn(manager, await jalon.signInLink('manager'));
    await go(manager, `/votes/${voteId}/show`);
    await page.getByRole('button', { name: 'Anunțați votul' }).click();
    const dialog = page.getByRole('dialog', { name: 'Anunțați votul' });
    await dialog.getByText('un vot închis nu se redeschide').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Anunțați' }).click();
    await page.getByText('Votul a fost anunțat.').waitFor();
    await page.getByText('Votul este anunțat. Se deschide singur').waitFor();
  });

  test('R15 the letters come as one file, and it is said that the codes exist nowhere else', async () => {
    const { page } = staff;
    await go(staff, `/votes/${voteId}/roll`);
    await page.getByText('există numai în fișierul descărcat').waitFor();
    await page.getByRole('button', { name: 'Scrisori: cei fără e-mail' }).click();
    const coming = page.waitForEvent('download');
    await page.getByRole('dialog').getByRole('button', { name: 'Descărcați PDF' }).click();
    expect((await coming).suggestedFilename()).toBe('scrisori-cu-coduri.pdf');
    await page.getByText('prin scrisoare: 2').waitFor();
  });
});

describe('R14 the desk, by keyboard', () => {
  const field = (): Locator => desk.page.getByRole('combobox');
  /** Types, presses Enter and waits for what is said; afterwards the next person can be typed at once. */
  async function enter(text: string, said: string): Promise<void> {
    await desk.page.keyboard.type(text);
    await desk.page.keyboard.press('Enter');
    await desk.page.getByRole('status').getByText(said, { exact: true }).waitFor();
  }

  test('a number or a name, Enter, and the answer in large letters', async () => {
    const { page } = desk;
    await nowIs('opens_at');
    await signIn(desk, await jalon.signInLink('partner'));
    await go(desk, `/votes/${voteId}/desk`);
    await field().waitFor();
    await enter('1', 'bifat – poate primi buletinul');
    expect(await field().and(page.locator(':focus')).inputValue()).toBe('');
    await enter('1', 'a votat deja, pe hârtie');
    await enter('nimeni', 'nu este în listă');
    await page.keyboard.press('Escape');
    await page.getByText('Bifată aici, de când este deschisă pagina: 1 persoană').waitFor();
    expect([await seriousFaults(page), await sideways(page)]).toEqual([[], 0]);
  });

  test('of several nobody is guessed: the arrows choose', async () => {
    const { page } = desk;
    await page.keyboard.type('exemplu');
    await page.getByRole('option').nth(2).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('sunt mai mulți: alegeți').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect([await seriousFaults(page), await sideways(page)]).toEqual([[], 0]);
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('2. Exemplu Barbu').waitFor();
    await page.getByRole('status').getByText('bifat – poate primi buletinul').waitFor();
  });

  test('a mark whose answer was lost is not known, is looked up, and is there once', async () => {
    const { page } = desk;
    await page.route('**/mark', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await enter('3', 'nu se știe dacă s-a bifat');
    expect([await seriousFaults(page), await sideways(page)]).toEqual([[], 0]);
    await page.unroute('**/mark');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('este bifat pe hârtie').waitFor();
    const { rows } = await jalon.store.knex.raw<{ rows: unknown[] }>(
      'select m.* from vote_rounds r, booth_marked(r.id) m where r.vote_id = ?',
      [voteId],
    );
    expect(rows).toHaveLength(3);
  });

  test('a wrong mark is taken back by the manager, with a reason', async () => {
    const { page } = manager;
    await go(manager, `/votes/${voteId}/desk`);
    await page.getByRole('combobox').fill('3');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('a votat deja, pe hârtie').waitFor();
    await page.getByRole('button', { name: 'Retrageți bifa' }).click();
    const dialog = page.getByRole('dialog', { name: 'Retrageți bifa' });
    await dialog.getByLabel('Motivul').fill('A fost bifată altă persoană.');
    await dialog.getByRole('button', { name: 'Retrageți bifa' }).click();
    await page.getByRole('status').getByText('bifa a fost retrasă').waitFor();
    await page.getByRole('combobox').and(page.locator(':focus')).waitFor();
  });
});

describe('the paper count', () => {
  async function count({ page }: Visit, figures: readonly string[]): Promise<void> {
    for (const [place, figure] of figures.entries()) {
      await page.locator('form input').nth(place).fill(figure);
    }
    await page.getByRole('button', { name: 'Salvați numărătoarea' }).click();
  }

  test('one person counts; another sees none of it, and where they differ only in what', async () => {
    await nowIs('closes_at');
    await go(staff, `/votes/${voteId}/count`);
    await staff.page.getByText('La urnă au fost bifate 2 persoane.').waitFor();
    expect(await seriousFaults(staff.page)).toEqual([]);
    await count(staff, ['2', '0', '0', '0', '0']);
    await staff.page.getByText('Numărătoarea dumneavoastră este salvată. Acum numără a doua persoană').waitFor();

    await go(manager, `/votes/${voteId}/count`);
    // The desk, where this person was before, has a form too.
    await title(manager, 'Numărătoarea buletinelor de hârtie');
    const first = manager.page.locator('form input').first();
    await first.waitFor();
    expect(await first.inputValue()).toBe('');
    await count(manager, ['1', '1', '0', '0', '0']);
    await manager.page.getByText('nu coincide cu cealaltă. Diferă la:').waitFor();
    expect(await manager.page.getByRole('alert').getByRole('listitem').allInnerTexts()).toEqual([
      '1. Propunerea 1 (exemplu)',
      '2. Propunerea 2 (exemplu)',
    ]);
    expect(await seriousFaults(manager.page)).toEqual([]);
  });

  test('R17 once both agree the round is counted and the result is shown', async () => {
    const { page } = manager;
    await page.getByRole('button', { name: 'Corectați numărătoarea' }).click();
    await count(manager, ['2', '0', '0', '0', '0']);
    await page.getByText('Cele două numărători coincid. Turul este numărat.').waitFor();
    await page.getByRole('link', { name: 'Înapoi la vot' }).click();
    await page.getByText('A fost aleasă opțiunea „1. Propunerea 1 (exemplu)”').first().waitFor();
    await page.getByRole('link', { name: 'record.json' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });
});
