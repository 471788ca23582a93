/** The public pages on a small telephone and at a desk: nothing serious for axe, no sideways scroll, all by keyboard. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { LOCALES } from '../../domain/lifecycle.ts';
import { type Api, startApi } from '../stack/api.ts';
import { given, paper } from '../stack/evidence-paper.ts';
import { cojocnaPlan } from '../stack/plans.ts';
import { mark, personsWith, runWith } from '../stack/runs-by-sql.ts';
import { seriousFaults, sideways } from './axe.ts';
import { openBrowser, visit } from './browser.ts';

/** The narrowest telephone in use, and a desk. */
const WIDTHS = [320, 1280] as const;
const LONG = 'Consultare-despre-drumul-de-pământ-dintre-satele-din-deal-și-școala-nouă';
const NOTICE = new Date('2026-02-20T10:00:00Z');

let api: Api;
let browser: Browser;
let slug: string;

beforeAll(async () => {
  browser = await openBrowser();
  api = await startApi();
  const { staff, manager, partner, auditor } = api.people;
  const project = await api.createProject(cojocnaPlan(), '2025-12-01', [staff, manager, partner, auditor]);
  slug = project.slug;
  const { knex } = api.store;
  await knex('milestones').where({ project_id: project.id, key: 'A8' }).update({ state: 'open', opened_at: NOTICE });
  const { id: milestoneId } = await api.milestone('A9', project.id);
  const consultation = async (number: number, startsAt: Date, closed: boolean) => {
    const run = await runWith(api, { projectId: project.id, milestoneId }, { number, closed });
    await knex('runs').where({ id: run.id }).update({ title: LONG, notice_published_at: NOTICE });
    const endsAt = new Date(startsAt.getTime() + 2 * 3_600_000);
    await knex('sessions').where({ run_id: run.id }).update({ starts_at: startsAt, ends_at: endsAt, topic: LONG });
    return run;
  };
  await consultation(1, new Date('2026-03-20T16:00:00Z'), false);
  const held = await consultation(2, new Date('2026-02-25T16:00:00Z'), true);
  await mark(api, held.sessions, await personsWith(api, project.id, 12));
  const { id: a1 } = await api.milestone('A1', project.id);
  const piece = await given(staff, a1, paper({ requirement: 'document', description: LONG }, 'text', `${LONG}.txt`));
  await staff.command(`/api/evidence/${piece.id}/publish`);
});
afterAll(async () => {
  await browser.close();
  await api.close();
});

const PAGES: readonly (readonly [name: string, path: () => string])[] = [
  ['front', () => '/'],
  ['project', () => `/p/${slug}`],
  ['calendar', () => `/p/${slug}/calendar`],
  ['consultations', () => `/p/${slug}/consultations`],
  ['documents', () => `/p/${slug}/documents`],
  ['a page that is none', () => `/p/${slug}/nimic`],
];

describe.each(WIDTHS)('%d wide', (width) => {
  test.each(PAGES.flatMap(([name, path]) => LOCALES.map((locale) => [name, locale, path] as const)))(
    'R26 %s in %s',
    async (_name, locale, path) => {
      const { page, faults } = await visit(browser, width);
      await page.goto(`${api.url}${path()}?lang=${locale}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );
});

/** What has the focus, by its words. */
const focused = (page: Page): Promise<string> => page.evaluate<string>('document.activeElement.textContent.trim()');

async function tabTo(page: Page, words: string): Promise<void> {
  for (let steps = 0; steps < 40 && (await focused(page)) !== words; steps += 1) await page.keyboard.press('Tab');
  expect(await focused(page)).toBe(words);
}

test('by keyboard alone: to the content, through the navigation, a stage opened, the language changed and kept', async () => {
  const { page } = await visit(browser, 320);
  await page.goto(`${api.url}/`);
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('La conținut');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  // Behind the header: the first project.
  expect(await focused(page)).not.toBe('English');
  await page.goto(`${api.url}/p/${slug}`);
  const stage = page.locator('details').last();
  expect(await stage.getAttribute('open')).toBeNull();
  await stage.locator('summary').focus();
  await page.keyboard.press('Enter');
  expect(await stage.getAttribute('open')).not.toBeNull();
  await page.reload();
  await tabTo(page, 'English');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Documents' }).waitFor();
  await tabTo(page, 'Documents');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Documents' }).waitFor();
  expect(await page.getByRole('link', { name: 'Documents' }).getAttribute('aria-current')).toBe('page');
  const saved = page.waitForEvent('download');
  await tabTo(page, `${LONG}.txt`);
  await page.keyboard.press('Enter');
  expect((await saved).suggestedFilename()).toBe(`${LONG}.txt`);
  await page.context().close();
});
