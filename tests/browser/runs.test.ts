/** A course by clicking: scheduled, enrolled, invited, attended, closed, corrected, certified; and a code at the door. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { addDays, dayOf } from '../../domain/calendar.ts';
import { type Jalon, startJalon, until } from '../stack/jalon.ts';
import { planWith } from '../stack/plans.ts';
import { seriousFaults, sideways } from './axe.ts';
import { loadedAt, openBrowser, signIn, type Visit, visit } from './browser.ts';

const TITLE = 'Curs 1 – Cursuri „Facilitator de dezvoltare comunitară”';
const DAYS_UNDER_WAY = 30;
const PASSWORD = 'o parolă lungă, de exemplu';
/** By name, in the order in which they are enrolled: with three places the last one waits. */
const PERSONS = [
  { givenName: 'Ana', category: 'fundatie', email: 'ana@example.org' },
  { givenName: 'Barbu', category: 'primarie', email: 'barbu@example.org' },
  { givenName: 'Călin', category: 'primarie' },
  { givenName: 'Dana', category: 'primarie', email: 'dana@example.org' },
];

let jalon: Jalon;
let browser: Browser;
let staff: Visit;
let phone: Visit;
let milestoneId: string;
let runId: string;

beforeAll(async () => {
  browser = await openBrowser();
  jalon = await startJalon();
  const { id: projectId } = await jalon.project(planWith(['A8']), addDays(today(), -DAYS_UNDER_WAY));
  milestoneId = (await jalon.store.knex('milestones').where({ project_id: projectId }).first<{ id: string }>('id')).id;
  const { staff: person } = jalon.people;
  await until(
    'the milestone is open',
    async () => (await person.get<{ state: string }>(`/api/milestones/${milestoneId}`)).state === 'open',
  );
  for (const each of PERSONS) await person.post('/api/persons', { projectId, familyName: 'Exemplu', ...each });
  await person.post('/api/me/password', { password: PASSWORD });
  staff = await visit(browser);
  phone = await visit(browser, 360);
});
afterEach(() => {
  expect(staff.faults).toEqual([]);
  expect(phone.faults).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await jalon.close();
});

const today = (): string => dayOf(new Date());
const address = (path: string): string => `${jalon.publicUrl}/admin/#${path}`;
const region = (name: string): Locator => staff.page.getByRole('region', { name });
const row = (name: string): Locator => staff.page.getByRole('listitem').filter({ hasText: name });

async function openTab(name: string): Promise<void> {
  await staff.page.getByRole('tab', { name }).click();
  await staff.page.getByRole('tabpanel', { name }).waitFor();
}

async function openDialog(action: string, title = action): Promise<Locator> {
  await staff.page.getByRole('button', { name: action, exact: true }).first().click();
  const dialog = staff.page.getByRole('dialog', { name: title });
  await dialog.waitFor();
  return dialog;
}

/** The code in the personal QR code. */
async function codeOf(givenName: string): Promise<string> {
  const query = jalon.store.knex('enrolments as e').join('persons as p', 'p.id', 'e.person_id');
  const found = await query.where('p.given_name', givenName).first<{ code: string } | undefined>('e.code');
  if (!found) throw new Error(`${givenName} is not enrolled`);
  return found.code;
}

async function chooseSession(beginning: string): Promise<void> {
  await staff.page.getByRole('combobox', { name: 'Sesiunea' }).click();
  await staff.page.getByRole('option', { name: beginning }).click();
}

async function close(told: string): Promise<void> {
  const dialog = await openDialog('Încheiați prezența');
  await dialog.getByText(told).waitFor();
  await dialog.getByRole('button', { name: 'Încheiați prezența' }).click();
  await staff.page.getByText('Prezența a fost încheiată.').waitFor();
}

describe('scheduling', () => {
  test('the list without a course says what to do next', async () => {
    const { page } = staff;
    await signIn(staff, await jalon.signInLink('staff'));
    await page.getByRole('menuitem', { name: 'Cursuri, vizite, consultări' }).click();
    await page.getByText('Nu este programat încă nimic').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('a refused form keeps what was typed and says at the row what is wrong', async () => {
    const { page } = staff;
    await page.goto(address(`/milestones/${milestoneId}/show`));
    await region('Cursuri').getByRole('link', { name: 'Programați un curs' }).click();
    const title = page.getByLabel('Titlul');
    await title.waitFor();
    expect(await title.inputValue()).toBe(TITLE);
    await page.getByLabel('Locul').fill('Căminul cultural');
    await page.getByLabel('Formatorii').fill('Un formator (exemplu)');
    await page.getByLabel('Numărul de locuri').fill('3');
    const first = page.getByRole('group', { name: 'Sesiunea 1' });
    await first.getByLabel('Ziua').fill(addDays(today(), -1));
    await first.getByLabel('Până la').fill('08:00');
    await page.getByRole('button', { name: 'Programați' }).click();
    await first.getByText('Sfârșitul trebuie să fie după început.').waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await first.getByLabel('Până la').fill('17:00');
    await page.getByRole('button', { name: 'Adăugați ziua următoare' }).click();
    const second = page.getByRole('group', { name: 'Sesiunea 2' });
    expect(await second.getByLabel('Ziua').inputValue()).toBe(today());
    expect(await second.getByLabel('Până la').inputValue()).toBe('17:00');
    await second.getByLabel('Ziua').fill(addDays(today(), -1));
    await page.getByRole('button', { name: 'Programați' }).click();
    await second.getByText('Se suprapune cu sesiunea 1 din listă.').waitFor();
    expect(await page.getByLabel('Formatorii').inputValue()).toBe('Un formator (exemplu)');
  });

  test('with its sessions mended the course is scheduled, in the hours of Romania', async () => {
    const { page } = staff;
    const second = page.getByRole('group', { name: 'Sesiunea 2' });
    await second.getByLabel('Ziua').fill(today());
    // On the whole day, so that it is under way at whatever hour this is.
    await second.getByLabel('De la').fill('00:00');
    await second.getByLabel('Până la').fill('23:59');
    await page.getByRole('button', { name: 'Programați' }).click();
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    await page.getByText('09:00–17:00').waitFor();
    await page.getByText('00:00–23:59').waitFor();
    runId = /runs\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  });
});

describe('participants', () => {
  test('some by name and a whole category are enrolled; who finds no place waits', async () => {
    const { page } = staff;
    const dialog = await openDialog('Înscrieți persoane', 'Înscrieți persoane din registru');
    await dialog.getByLabel('Persoanele').fill('ana');
    await page.getByRole('option', { name: 'Exemplu Ana' }).click();
    await page.keyboard.press('Escape');
    await dialog.getByRole('combobox', { name: 'Toată categoria' }).click();
    await page.getByRole('option', { name: 'Primăria Cojocna' }).click();
    await dialog.getByRole('button', { name: 'Adăugați categoria' }).click();
    await dialog.getByText('Au fost adăugate 3 persoane care nu erau înscrise.').waitFor();
    await dialog.getByText('Mai sunt 3 locuri libere. 1 persoană va intra pe lista de așteptare.').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Înscrieți 4 persoane' }).click();
    await page.getByText('3 persoane au fost înscrise. 1 persoană a intrat pe lista de așteptare.').waitFor();
    await region('Lista de așteptare').getByRole('link', { name: 'Exemplu Dana', exact: true }).waitFor();
    expect(await region('3 înscriși').getByRole('listitem').count()).toBe(3);
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('before the invitations leave it is said who gets one and who has no address', async () => {
    const { page } = staff;
    const dialog = await openDialog('Trimiteți invitațiile');
    await dialog.getByText('Se va scrie la 2 persoane.').waitFor();
    await dialog.getByText('1 persoană nu are adresă de e-mail în registru; anunțați-o dumneavoastră:').waitFor();
    await dialog.getByRole('listitem').filter({ hasText: 'Exemplu Călin' }).waitFor();
    await dialog.getByRole('button', { name: 'Trimiteți' }).click();
    await page.getByText('Invitațiile au plecat.').waitFor();
    await row('Exemplu Ana').getByText('invitat(ă)').waitFor();
    await openTab('Mesaje și istoric');
    for (const to of ['ana', 'barbu']) await region('Mesaje').getByText(`${to}@example.org`).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });
});

describe('attendance', () => {
  test('a mark that did not reach the server is shown as not saved, and is saved once the line is back', async () => {
    const { page } = staff;
    await openTab('Prezență');
    await row('Exemplu Ana').getByRole('button', { name: 'Prezent' }).click();
    await staff.page.getByText('1 prezent ·').waitFor();
    await page.context().setOffline(true);
    await row('Exemplu Barbu').getByRole('button', { name: 'Prezent' }).click();
    await row('Exemplu Barbu').getByText('nesalvat').waitFor();
    await page.getByText('1 notare nu a fost salvată.').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.context().setOffline(false);
    await page.getByText('1 notare nu a fost salvată.').waitFor({ state: 'hidden' });
    await staff.page.getByText('2 prezenți · 0 absenți · 1 nenotat').waitFor();
    // A mark counts at once: it is saved when it no longer says that it is on its way.
    await row('Exemplu Barbu').getByText('se salvează…').waitFor({ state: 'hidden' });
    await page.reload();
    await staff.page.getByText('2 prezenți · 0 absenți · 1 nenotat').waitFor();
  });

  test('who is not marked becomes absent; a correction afterwards has a reason', async () => {
    const { page } = staff;
    await close('1 persoană nenotată va fi trecută absentă.');
    await staff.page.getByText('2 prezenți · 1 absent · 0 nenotați').waitFor();
    await row('Exemplu Călin').getByRole('button', { name: 'Prezent' }).click();
    const dialog = page.getByRole('dialog', { name: 'Corectați prezența' });
    await dialog.waitFor();
    expect(await dialog.getByRole('button', { name: 'Corectați' }).isEnabled()).toBe(false);
    await dialog.getByLabel('Motivul corecturii').fill('A semnat lista, dar nu a fost notat.');
    await dialog.getByRole('button', { name: 'Corectați' }).click();
    await page.getByText('Prezența a fost corectată.').waitFor();
    await staff.page.getByText('3 prezenți · 0 absenți · 0 nenotați').waitFor();
  });
});

describe('a personal code at the door', () => {
  test('opened by somebody who is not signed in it comes back after signing in, and marks nothing by itself', async () => {
    const { page } = phone;
    await chooseSession('2.');
    await staff.page.getByText('0 prezenți · 0 absenți · 3 nenotați').waitFor();
    await page.goto(address(`/check-in/${runId}/${await codeOf('Ana')}`));
    await page.getByLabel('Parola').fill(PASSWORD);
    await page.getByLabel('Adresa de e-mail').first().fill('staff@example.org');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Prezența la intrare' }).waitFor();
    const confirm = page.getByRole('button', { name: 'Notează prezența' });
    await confirm.waitFor();
    expect(await page.getByText('Exemplu').count()).toBe(0);
    expect([await seriousFaults(page), await sideways(page)]).toEqual([[], 0]);
    await staff.page.getByText('0 prezenți · 0 absenți · 3 nenotați').waitFor();
  });

  test('a press of the button marks; the list of whoever has it open follows', async () => {
    const { page } = phone;
    const loaded = await loadedAt(staff.page);
    await page.getByRole('button', { name: 'Notează prezența' }).click();
    await page.getByRole('heading', { name: 'Ana Exemplu' }).waitFor();
    await page.getByText('Prezență notată').waitFor();
    await page.getByText('Prezenți: 1 din 3 înscriși.').waitFor();
    expect([await seriousFaults(page), await sideways(page)]).toEqual([[], 0]);
    await staff.page.getByText('1 prezent · 0 absenți · 2 nenotați').waitFor();
    expect(await loadedAt(staff.page)).toBe(loaded);
  });

  test('codes can be typed: there already, on the waiting list, nobody’s', async () => {
    const { page } = phone;
    const outcomes = [
      { code: (await codeOf('Ana')).toUpperCase(), said: 'Era deja notat(ă) prezent(ă)' },
      { code: await codeOf('Dana'), said: 'Este pe lista de așteptare: prezența nu s-a notat' },
      { code: 'aaaaaaaaaaaaaaaaaaaaaaaa', said: 'Codul nu este cunoscut' },
    ];
    let before = 'Prezență notată';
    for (const { code, said } of outcomes) {
      await page.goto(address(`/check-in/${runId}`));
      // The page of the code before has the same field, and takes what is typed with it when it goes.
      await page.getByText(before).waitFor({ state: 'detached' });
      await page.getByLabel('Codul participantului').fill(` ${code} `);
      await page.getByRole('button', { name: 'Următorul cod' }).click();
      await page.getByRole('button', { name: 'Notează prezența' }).click();
      await page.getByText(said).waitFor();
      before = said;
    }
    await staff.page.getByText('1 prezent · 0 absenți · 2 nenotați').waitFor();
  });
});

describe('certificates', () => {
  test('R4 while attendance is open nobody has earned one, and it is said why', async () => {
    await openTab('Certificate');
    await staff.page.getByText('Certificatul se dă pentru cel puțin 2 sesiuni din 2.').waitFor();
    await row('Exemplu Ana').getByText('are destule prezențe; mai este de încheiat prezența la 1 sesiune').waitFor();
    await row('Exemplu Barbu').getByText('îi mai lipsește 1 sesiune; încă este posibil').waitFor();
    expect(await staff.page.getByRole('button', { name: /^Emiteți/ }).count()).toBe(0);
  });

  test('R4 after it they are issued to those who were there, and whoever was not reads why', async () => {
    const { page } = staff;
    await openTab('Prezență');
    expect(await page.getByRole('button', { name: 'Încheiați prezența' }).count()).toBe(0);
    await jalon.store
      .knex('sessions')
      .where({ run_id: runId, closed_at: null })
      .update({ ends_at: new Date(Date.now() - 1) });
    await page.reload();
    await chooseSession('2.');
    await row('Exemplu Barbu').getByRole('button', { name: 'Absent' }).click();
    await page.getByRole('button', { name: 'Notați prezent și pe cel nenotat' }).click();
    await staff.page.getByText('2 prezenți · 1 absent · 0 nenotați').waitFor();
    await close('Toți cei înscriși sunt notați.');
    await openTab('Certificate');
    await row('Exemplu Barbu').getByText('nu are dreptul: a fost la 1 sesiune, trebuiau cel puțin 2').waitFor();
    const dialog = await openDialog('Emiteți 2 certificate', 'Emiteți certificatele');
    await dialog.getByRole('button', { name: 'Emiteți' }).click();
    await page.getByText('Certificatele au fost emise.').waitFor();
    await region('2 certificate').getByRole('listitem').nth(1).waitFor();
    expect(await region('2 certificate').getByRole('listitem').count()).toBe(2);
    expect(await seriousFaults(page)).toEqual([]);
    for (const [link, begins] of [
      [page.getByRole('link', { name: /PDF: English$/ }).first(), '%PDF-'],
      [page.getByRole('link', { name: 'Toate, în română (ZIP)' }), 'PK'],
    ] as const) {
      const answer = await page.request.get(`${jalon.publicUrl}${await link.getAttribute('href')}`);
      expect((await answer.body()).subarray(0, begins.length).toString()).toBe(begins);
    }
  });

  test('one that was issued by mistake is revoked with a reason', async () => {
    const { page } = staff;
    await region('2 certificate')
      .getByRole('button', { name: /^Revocați/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Motivul').fill('Numele a fost scris greșit.');
    await dialog.getByRole('button', { name: 'Revocați' }).click();
    await page.getByText('Certificatul a fost revocat.').waitFor();
    await region('1 certificat revocat').getByText('Motivul: Numele a fost scris greșit.').waitFor();
    await page.getByRole('button', { name: 'Emiteți 1 certificat' }).waitFor();
  });
});

describe('changing and cancelling', () => {
  test('sessions with attendance stay as they are', async () => {
    const { page } = staff;
    await page.getByRole('link', { name: 'Modificați' }).click();
    const first = page.getByRole('group', { name: 'Sesiunea 1' });
    await first.getByText('La această sesiune s-a notat prezența: ziua și orele nu se mai schimbă.').waitFor();
    expect(await first.getByLabel('Ziua').isDisabled()).toBe(true);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByLabel('Formatorii').fill('Alt formator (exemplu)');
    await page.getByRole('button', { name: 'Salvați' }).click();
    await page.getByText('Modificările au fost salvate.').waitFor();
    await page.getByText('Alt formator (exemplu)').waitFor();
  });

  test('before another place is saved it is said who will be told of it, and why is asked', async () => {
    const { page } = staff;
    const { staff: person } = jalon.people;
    const day = addDays(today(), 7);
    const { id } = await person.post<{ id: string }>(`/api/milestones/${milestoneId}/runs`, {
      title: 'Curs 2 (exemplu)',
      place: 'Căminul cultural',
      sessions: [{ startsAt: `${day}T07:00:00.000Z`, endsAt: `${day}T15:00:00.000Z` }],
    });
    const persons = await jalon.store.knex('persons').orderBy('given_name').pluck<string[]>('id');
    await person.post(`/api/runs/${id}/enrolments`, { personIds: persons });
    await person.post(`/api/runs/${id}/invite`, {});
    await page.goto(address(`/runs/${id}`));
    await page.getByLabel('Locul').fill('Școala din sat');
    await page
      .getByText('3 persoane invitate vor primi un e-mail despre schimbare, cu noua invitație de calendar.')
      .waitFor();
    await page.getByLabel('Motivul').fill('Sala este în renovare.');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Salvați' }).click();
    await page.getByText('Modificările au fost salvate.').waitFor();
    await page.getByText('Școala din sat').waitFor();
    await openTab('Mesaje și istoric');
    await page.getByText('Motiv: Sala este în renovare.').waitFor();
  });

  test('a course that is cancelled says first who will be told', async () => {
    const { page } = staff;
    const dialog = await openDialog('Anulați cursul');
    await dialog
      .getByText('3 persoane înscrise sau care așteaptă un loc vor primi un e-mail despre anulare.')
      .waitFor();
    await dialog.getByRole('listitem').filter({ hasText: 'Exemplu Călin' }).waitFor();
    await dialog.getByLabel('Motivul').fill('Formatorul este bolnav.');
    await dialog.getByRole('button', { name: 'Anulați cursul' }).click();
    await page.getByText('Cursul a fost anulat.').waitFor();
    await page.getByText('motivul este în istoric').waitFor();
    await page.getByRole('menuitem', { name: 'Cursuri, vizite, consultări' }).click();
    await row('Curs 2 (exemplu)').getByText('anulat', { exact: true }).waitFor();
    await row(TITLE).getByText('documente sau certificate de completat').waitFor();
  });
});

describe('on a telephone, and in English', () => {
  test.each([
    ['list', () => '/runs', 'Courses, visits, consultations'],
    ['participants', () => `/runs/${runId}/show`, '3 enrolled'],
    ['attendance', () => `/runs/${runId}/show/attendance`, '2 present · 1 absent · 0 not marked'],
    ['certificates', () => `/runs/${runId}/show/certificates`, '1 revoked certificate'],
    ['documents', () => `/runs/${runId}/show/documents`, 'Daily attendance'],
    ['history', () => `/runs/${runId}/show/history`, 'A certificate was revoked'],
    ['form', () => `/runs/${runId}`, 'Session 2'],
  ])('%s', async (_, path, shows) => {
    const { page } = phone;
    await page.getByRole('button', { name: 'English' }).click();
    await page.goto(address(path()));
    await page.getByText(shows).first().waitFor();
    expect([await seriousFaults(page), await sideways(page)]).toEqual([[], 0]);
  });
});
