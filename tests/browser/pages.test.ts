/** Every page for everybody: axe finds nothing serious in it, and it fits a small telephone. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { filePaper } from '../../cli/rehearsal/papers.ts';
import { addDays, dayOf } from '../../domain/calendar.ts';
import { type Jalon, startJalon, until } from '../stack/jalon.ts';
import { cojocnaPlan } from '../stack/plans.ts';
import { seriousFaults, sideways } from './axe.ts';
import { openBrowser, signIn, visit } from './browser.ts';

/** A desk, and the narrowest telephone. */
const WIDTHS = [1280, 360] as const;
/** So long ago that some milestones are late, and the pages show how that looks. */
const DAYS_UNDER_WAY = 150;
const ORGANISATION = 'Asociația Exemplu pentru Dezvoltarea Comunității';

interface Place {
  readonly name: string;
  readonly path: () => string;
  /** A text that is there once the page is. */
  readonly shows: string;
}

let jalon: Jalon;
let browser: Browser;
let projectId: string;
let milestoneId: string;
let personId: string;
let organisationId: string;
let outreachId: string;

beforeAll(async () => {
  browser = await openBrowser();
  jalon = await startJalon();
  projectId = (await jalon.project(cojocnaPlan(), addDays(today(), -DAYS_UNDER_WAY))).id;
  milestoneId = await submitted('A1', ['document']);
  await jalon.people.manager.post(`/api/milestones/${milestoneId}/return`, { reason: 'Adăugați sursele.' });
  await submitted('A6', ['document', 'aprobare']);
  const { staff } = jalon.people;
  const organisation = await staff.post<{ id: string }>('/api/organisations', { projectId, name: ORGANISATION });
  organisationId = organisation.id;
  outreachId = await milestoneOf('A5');
  const person = { familyName: 'Exemplu', givenName: 'Ana', category: 'ong', organisationId: organisation.id };
  personId = (await staff.post<{ id: string }>('/api/persons', { projectId, ...person })).id;
});
afterAll(async () => {
  await browser.close();
  await jalon.close();
});

const today = (): string => dayOf(new Date());

async function milestoneOf(key: string): Promise<string> {
  const row = jalon.store.knex('milestones').where({ project_id: projectId, key });
  return (await row.first<{ id: string }>('id')).id;
}

/** A milestone that staff have completed and submitted. */
async function submitted(key: string, requirements: readonly string[]): Promise<string> {
  const { staff } = jalon.people;
  const id = await milestoneOf(key);
  const path = `/api/milestones/${id}`;
  await until(`${key} is open`, async () => (await staff.get<{ state: string }>(path)).state === 'open');
  for (const name of requirements) await staff.post(`${path}/evidence`, filePaper(key, name, 1, today()));
  await staff.post(`${path}/quantities`, { key: 'documente', actual: 1 });
  await staff.post(`${path}/submit`, {});
  return id;
}

const PLACES: readonly Place[] = [
  { name: 'inbox', path: () => '/', shows: 'A6 · Metodologia de strângere de fonduri' },
  { name: 'projects', path: () => '/projects', shows: 'Termenul următor' },
  { name: 'project', path: () => `/projects/${projectId}/show`, shows: 'Presupuneri ale planului' },
  { name: 'milestone', path: () => `/milestones/${milestoneId}/show`, shows: 'A fost returnat cu motivul:' },
  { name: 'outreach', path: () => `/milestones/${outreachId}/show`, shows: 'Scrieți organizațiilor' },
  { name: 'indicators', path: () => `/projects/${projectId}/indicators`, shows: 'Persoane instruite' },
  { name: 'register', path: () => `/projects/${projectId}/register`, shows: 'mai lipsesc 20 de persoane' },
  { name: 'person', path: () => `/persons/${personId}/show`, shows: 'Fișa nu intră în indicatori.' },
  { name: 'form of a person', path: () => `/persons/${personId}`, shows: 'Ce cere finanțatorul' },
  { name: 'import', path: () => `/projects/${projectId}/register/import`, shows: '2. Alegeți fișierul' },
  { name: 'organisations', path: () => `/projects/${projectId}/organisations`, shows: ORGANISATION },
  { name: 'organisation', path: () => `/organisations/${organisationId}/show`, shows: 'Adresa de e-mail' },
  { name: 'messages', path: () => '/messages', shows: 'Returnat: A1 – Documentarea conceptului de comunitate smart' },
  { name: 'history', path: () => '/events', shows: 'Jalonul a fost returnat pentru completări' },
];

async function go(page: Page, { path, shows }: Place): Promise<void> {
  await page.goto(`${jalon.publicUrl}/admin/#${path()}`);
  await page.getByText(shows).first().waitFor();
  for (const waiting of ['status', 'progressbar'] as const) {
    await page.getByRole(waiting, { name: 'Se încarcă…' }).first().waitFor({ state: 'detached' });
  }
}

describe.each(WIDTHS)('%d wide', (width) => {
  let page: Page;

  test('sign-in', async () => {
    const visitor = await visit(browser, width);
    page = visitor.page;
    const link = await jalon.signInLink('manager');
    await page.goto(link);
    await page.getByRole('button', { name: 'Intrați cu această legătură' }).waitFor();
    expect([await seriousFaults(page), await sideways(page)]).toEqual([[], 0]);
    await signIn(visitor, link);
  });

  test.each(PLACES)('$name', async (place) => {
    await go(page, place);
    expect([await seriousFaults(page), await sideways(page)]).toEqual([[], 0]);
  });
});
