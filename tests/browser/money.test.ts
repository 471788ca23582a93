/** Money by clicking: a campaign from its preparation to its published sum, its bank statements, the match and the fund. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { wakeCampaign } from '../../db/money/wake-campaign.ts';
import { newId } from '../../db/store.ts';
import { dayOf } from '../../domain/calendar.ts';
import { type Jalon, startJalon } from '../stack/jalon.ts';
import { madeLine, printCamt053 } from '../stack/made-statements.ts';
import { planWith } from '../stack/plans.ts';
import { seriousFaults, sideways } from './axe.ts';
import { openBrowser, signIn, type Visit, visit } from './browser.ts';

const WRONG_IBAN = 'RO49 AAAA 1B31 0075 9384 0001';
const IBAN = 'RO49 AAAA 1B31 0075 9384 0000';
const NAME = 'Loc de joacă (exemplu)';
/** Not the scan of it. */
const DOCUMENT = /^Documentul(?! scanat)/;
const TODAY = dayOf(new Date());
const TODAY_WRITTEN = TODAY.split('-').reverse().join('.');

let jalon: Jalon;
let browser: Browser;
let staff: Visit;
let manager: Visit;
let partner: Visit;
let campaignId: string;
const milestones = new Map<string, string>();

beforeAll(async () => {
  browser = await openBrowser();
  jalon = await startJalon();
  const { id: projectId } = await jalon.project(planWith(['A11', 'A12', 'A13', 'A14']), TODAY);
  const rows = await jalon.store
    .knex('milestones')
    .where({ project_id: projectId })
    .select<{ id: string; key: string }[]>('id', 'key');
  for (const { id, key } of rows) milestones.set(key, id);
  staff = await visit(browser);
  manager = await visit(browser);
  // The town hall looks at it on a phone.
  partner = await visit(browser, 360);
});
afterEach(() => {
  for (const each of [staff, manager, partner]) expect(each.faults).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await jalon.close();
});

const go = ({ page }: Visit, path: string) => page.goto(`${jalon.publicUrl}/admin/#${path}`);
const goToMilestone = (who: Visit, key: string) => go(who, `/milestones/${milestones.get(key)}/show`);
const title = ({ page }: Visit, name: string): Promise<void> => page.getByRole('heading', { level: 1, name }).waitFor();
const button = ({ page }: Visit, name: string): Locator => page.getByRole('button', { name, exact: true });
const dialogOf = ({ page }: Visit, name: string): Locator => page.getByRole('dialog', { name });
const said = ({ page }: Visit, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();
const idIn = ({ page }: Visit, resource: string): string =>
  new RegExp(`${resource}/([0-9a-f-]{36})`).exec(page.url())?.[1] ?? '';

/** Nothing that axe calls serious, and nothing wider than the window. */
async function looksRight({ page }: Visit): Promise<void> {
  expect([await seriousFaults(page), await sideways(page)]).toEqual([[], 0]);
}

async function upload({ page }: Visit, name: string, mimeType: string, text: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: Buffer.from(text) });
}

describe('the campaign', () => {
  test('R20 a wrong account is said at its field, and what was typed stays', async () => {
    const { page } = staff;
    await signIn(staff, await jalon.signInLink('staff'));
    await goToMilestone(staff, 'A11');
    await button(staff, 'Pregătiți campania').click();
    await said(staff, 'contul (un IBAN întreg) și titularul lui');
    campaignId = idIn(staff, 'campaigns');
    await looksRight(staff);
    await page.getByRole('link', { name: 'Modificați campania' }).click();
    await title(staff, 'Modificați campania');
    for (const [label, value] of [
      ['Titlul campaniei – Română', NAME],
      ['Titlul campaniei – English', 'Playground (example)'],
      ['Scopul, așa cum îl citesc oamenii – Română', 'Leagăne și un tobogan.'],
      ['Scopul, așa cum îl citesc oamenii – English', 'Swings and a slide.'],
      ['Beneficiarul', 'Satul Exemplu'],
      ['Titularul contului', 'Fundația Exemplu'],
      ['Contul (IBAN)', WRONG_IBAN],
      ['Prima zi', TODAY],
    ] as const)
      await page.getByLabel(label).fill(value);
    await button(staff, 'Salvați campania').click();
    await said(staff, 'Contul nu este un IBAN întreg');
    expect(await page.getByLabel('Contul (IBAN)').inputValue()).toBe(WRONG_IBAN);
    await looksRight(staff);
    await page.getByLabel('Contul (IBAN)').fill(IBAN);
    await said(staff, 'Cifrele de control se potrivesc');
    await button(staff, 'Salvați campania').click();
    await title(staff, NAME);
    await looksRight(staff);
  });

  test('R20 who types while somebody else saves is told, keeps what was typed, and decides', async () => {
    await signIn(manager, await jalon.signInLink('manager'));
    for (const who of [staff, manager]) {
      await go(who, `/campaigns/${campaignId}/prepare`);
      await title(who, 'Modificați campania');
    }
    const beneficiary = ({ page }: Visit) => page.getByLabel('Beneficiarul');
    await beneficiary(manager).fill('Școala Exemplu');
    await beneficiary(staff).fill('Grădinița Exemplu');
    await button(staff, 'Salvați campania').click();
    await title(staff, NAME);
    await said(manager, 'Între timp altcineva a schimbat ceva aici.');
    expect(await beneficiary(manager).inputValue()).toBe('Școala Exemplu');
    // What somebody else wrote is not overwritten unseen.
    const refused = manager.page.waitForResponse((answer) => answer.url().endsWith('/change'));
    await button(manager, 'Salvați campania').click();
    expect((await refused).status()).toBe(409);
    await looksRight(manager);
    await button(manager, 'Păstrați ce am scris eu').click();
    await button(manager, 'Salvați campania').click();
    await title(manager, NAME);
    await said(manager, 'Școala Exemplu');
  });

  test('the manager announces it, having read the account once more; it opens by itself', async () => {
    await go(manager, `/campaigns/${campaignId}/show`);
    await button(manager, 'Anunțați campania').click();
    const dialog = dialogOf(manager, 'Anunțați campania');
    await dialog.getByText(IBAN).waitFor();
    await looksRight(manager);
    await dialog.getByRole('button', { name: 'Anunțați' }).click();
    await said(manager, 'Se strâng bani.');
  });
});

describe('the ledger', () => {
  test('R18 an amount with two readings is refused with both, and what was typed stays', async () => {
    const { page } = staff;
    await said(staff, 'Se strâng bani.');
    await page.getByRole('link', { name: 'Deschideți registrul' }).click();
    await said(staff, 'Nicio înregistrare încă');
    await looksRight(staff);
    await button(staff, 'Donație în numerar').click();
    const dialog = dialogOf(staff, 'Donație în numerar');
    await dialog.getByLabel('Suma de pe chitanță').fill('10.00');
    await dialog.getByLabel('Seria și numărul chitanței').fill('EX 1');
    await dialog.getByRole('button', { name: 'Înregistrați' }).click();
    await dialog.getByText('Suma se poate citi în mai multe feluri. Scrieți 10,00 sau 1.000,00.').first().waitFor();
    expect(await dialog.getByLabel('Suma de pe chitanță').inputValue()).toBe('10.00');
    expect(await dialog.getByLabel('Seria și numărul chitanței').inputValue()).toBe('EX 1');
    await looksRight(staff);
  });

  test('R20 a gift in cash stands in the ledger by its receipt, with its scan, named as the donor chose', async () => {
    const { page } = staff;
    const dialog = dialogOf(staff, 'Donație în numerar');
    await dialog.getByLabel('Suma de pe chitanță').fill('1.100');
    // Somebody adds the scan meanwhile: it is offered without opening the dialog again.
    await dialog.getByText('La jalon nu este încă niciun fișier.').waitFor();
    const scan = new FormData();
    scan.append('requirement', 'chitante');
    scan.append('file', new Blob(['Chitanța (exemplu).\n'], { type: 'text/plain' }), 'chitanta-EX-1.txt');
    await jalon.people.staff.post(`/api/milestones/${milestones.get('A11')}/evidence`, scan);
    await dialog.getByText('Unul dintre fișierele jalonului.').waitFor();
    await dialog.getByLabel('Documentul scanat').click();
    await page.getByRole('option', { name: 'chitanta-EX-1.txt' }).click();
    await dialog.getByLabel('un donator nou').check();
    await dialog.getByLabel('Numele').fill('Ana Exemplu');
    await dialog.getByLabel('Cum apare public').click();
    await page.getByRole('option', { name: 'cu inițialele' }).click();
    await looksRight(staff);
    await dialog.getByRole('button', { name: 'Înregistrați' }).click();
    await said(staff, 'Înregistrat cu nr. 1.');
    await page.getByRole('link', { name: 'Nr. 1 · donație, numerar' }).waitFor();
    await said(staff, /EX 1 · A\. E\./);
    await looksRight(staff);
    await page.getByRole('link', { name: 'Nr. 1 · donație, numerar' }).click();
    await title(staff, 'Nr. 1 · donație, numerar');
    await page.getByRole('link', { name: 'Descărcați chitanta-EX-1.txt' }).waitFor();
    await looksRight(staff);
  });

  test('R20 a correction stands beside the wrong entry, with its reason', async () => {
    const { page } = staff;
    await button(staff, 'Corecție').click();
    const dialog = dialogOf(staff, 'Corecție');
    await dialog.getByText('După restituirile și corecțiile de până acum sunt 1.100,00').waitFor();
    const confirm = dialog.getByRole('button', { name: 'Înregistrați corecția' });
    await dialog.getByLabel('Suma corectă').fill('1.000');
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByLabel('Ce a fost greșit').fill('Pe chitanță scrie 1.000.');
    await looksRight(staff);
    await confirm.click();
    await page.getByRole('link', { name: 'Nr. 2 · corecție, numerar' }).waitFor();
    await said(staff, 'Pe chitanță scrie 1.000.');
    await said(staff, /^−100,00.lei$/);
    await page.getByText('Rămas după restituiri și corecții').waitFor();
    await looksRight(staff);
  });
});

describe('R20 the bank statement', () => {
  const ROWS = [
    'Ziua;Cine;Text;Bani',
    `${TODAY_WRITTEN};Barbu Exemplu;donatie loc de joaca;500,00`,
    `${TODAY_WRITTEN};Banca Exemplu;comision;-5,00`,
  ];

  test('columns that nobody knows are said once, beside the first rows', async () => {
    const { page } = staff;
    await go(staff, `/campaigns/${campaignId}/bank`);
    await page.getByRole('link', { name: 'Importați un extras' }).click();
    await title(staff, 'Importați un extras');
    await upload(staff, 'extras.csv', 'text/csv', ROWS.join('\r\n'));
    await page.getByRole('cell', { name: 'Barbu Exemplu' }).waitFor();
    await button(staff, 'Citiți extrasul').click();
    await said(staff, 'Alegeți coloana.');
    await looksRight(staff);
    for (const [field, heading] of [
      ['Data mișcării', 'Ziua'],
      ['Suma', 'Bani'],
      ['Numele plătitorului sau al beneficiarului', 'Cine'],
      ['Detaliile plății', 'Text'],
    ] as const) {
      await page.getByRole('combobox', { name: field, exact: true }).click();
      await page.getByRole('option', { name: heading, exact: true }).click();
    }
    await page.getByLabel('Soldul inițial').fill('0');
    await page.getByLabel('Soldul final').fill('495,00');
    await button(staff, 'Citiți extrasul').click();
    await title(staff, 'Previzualizare: extras.csv');
    await said(staff, '2 linii rămân de hotărât după acceptare.');
    await looksRight(staff);
  });

  test('an accepted statement leads to its lines, which are decided by keyboard', async () => {
    const { page } = staff;
    await button(staff, 'Acceptați extrasul').click();
    await title(staff, 'Liniile extraselor');
    await said(staff, 'Barbu Exemplu');
    await looksRight(staff);
    await button(staff, 'Donație').focus();
    await page.keyboard.press('d');
    await dialogOf(staff, 'Linia este o donație').waitFor();
    await looksRight(staff);
    await page.keyboard.press('Enter');
    await said(staff, 'Linia este înregistrată.');
    // The next line has the focus: its letter works at once.
    await button(staff, 'Restituire').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('s');
    await dialogOf(staff, 'Puneți linia deoparte').getByLabel('De ce nu este nici donație').fill('Comision bancar.');
    await dialogOf(staff, 'Puneți linia deoparte').getByRole('button', { name: 'Puneți deoparte' }).click();
    await said(staff, 'Nu mai este nimic de hotărât.');
    await looksRight(staff);
  });

  test('what a CAMT.053 says of pledges is accepted at once; the inbox says what is left to decide', async () => {
    const { page } = staff;
    const codes = [await pledgeOf('300,00', 'Dan Exemplu'), await pledgeOf('90,00', 'Ema Exemplu')];
    await go(staff, `/campaigns/${campaignId}/bank/import`);
    const statement = {
      iban: IBAN.replaceAll(' ', ''),
      reference: '2',
      startsOn: TODAY,
      endsOn: TODAY,
      opening: 49_500,
      lines: [
        madeLine(TODAY, 25_000, `promisiunea ${codes[0]}`, { counterparty: 'Dan Exemplu', bankReference: 'B1' }),
        madeLine(TODAY, 15_000, `cod ${codes[1]?.toLowerCase()}`, { counterparty: 'Ema Exemplu', bankReference: 'B2' }),
        madeLine(TODAY, -300, 'comision', { counterparty: 'Banca Exemplu', bankReference: 'B3' }),
      ],
    };
    await upload(staff, 'extras.xml', 'application/xml', printCamt053(statement));
    await title(staff, 'Previzualizare: extras.xml');
    await said(staff, '2 linii poartă codul unei promisiuni, cu altă sumă');
    await looksRight(staff);
    await button(staff, 'Acceptați extrasul').click();
    await said(staff, '2 linii poartă codul unei promisiuni. Se înregistrează');
    await looksRight(staff);
    await button(staff, 'Acceptați toate propunerile').click();
    await said(staff, '2 linii au fost înregistrate.');
    await page.getByRole('heading', { level: 1 }).and(page.locator(':focus')).waitFor();
    await page.getByText('Dan Exemplu').waitFor({ state: 'detached' });
    await go(staff, '/');
    await said(staff, 'Hotărâți 1 linie din extrasele de cont');
    await looksRight(staff);
    await page.getByRole('link', { name: NAME }).click();
    await button(staff, 'Puneți deoparte').waitFor();
  });

  test('R20 a refund on the wrong gift is corrected at its line, with its reason, and the line waits again', async () => {
    const { page } = staff;
    const choose = async (state: string): Promise<void> => {
      await page.getByRole('combobox', { name: 'Starea' }).click();
      await page.getByRole('option', { name: state, exact: true }).click();
    };
    await button(staff, 'Restituire').click();
    const refund = dialogOf(staff, 'Linia este o restituire');
    await refund.getByLabel('Numărul înregistrării care se restituie').fill('3');
    await refund.getByText('donație, prin bancă').waitFor();
    await refund.getByRole('button', { name: 'Înregistrați' }).click();
    await said(staff, 'Nu mai este nimic de hotărât.');
    await choose('înregistrate');
    await button(staff, 'Corectați restituirea').click();
    const correction = dialogOf(staff, 'Corectați restituirea');
    await correction.getByText('Linia extrasului de cont se întoarce la cele de hotărât').waitFor();
    const confirm = correction.getByRole('button', { name: 'Înregistrați corecția' });
    expect(await confirm.isDisabled()).toBe(true);
    await correction.getByLabel('Ce a fost greșit').fill('Nu s-a restituit nimic.');
    await looksRight(staff);
    await confirm.click();
    await said(staff, 'Înregistrat cu nr. 9.');
    await button(staff, 'Corectați restituirea').waitFor({ state: 'detached' });
    await choose('de hotărât');
    await button(staff, 'Puneți deoparte').click();
    const dialog = dialogOf(staff, 'Puneți linia deoparte');
    await dialog.getByLabel('De ce nu este nici donație').fill('Comision bancar.');
    await dialog.getByRole('button', { name: 'Puneți deoparte' }).click();
    await said(staff, 'Nu mai este nimic de hotărât.');
  });
});

/** Somebody promises it. @returns the code that the payment is to carry */
async function pledgeOf(amount: string, name: string): Promise<string> {
  const { ledger_id: ledgerId } = await jalon.store.knex('campaigns').where({ id: campaignId }).first();
  const donor = { kind: 'person', name, email: null, locale: 'ro', shown: 'anonymous' };
  const body = { kind: 'pledge', amount, bookedOn: TODAY, donor };
  const { id } = await jalon.people.staff.post<{ id: string }>(`/api/ledgers/${ledgerId}/entries`, body);
  return (await jalon.people.staff.get<{ reference: string }>(`/api/ledger-entries/${id}`)).reference;
}

/** The day of the close is held whole only by a statement that was fetched after it. */
async function statementOfTheWholeDay(): Promise<void> {
  const { knex } = jalon.store;
  const day = await knex('bank_statements').where({ state: 'committed' }).orderBy('number', 'desc').first();
  const tomorrow = new Date(Date.now() + 86_400_000);
  await knex('bank_statements').insert({
    ...day,
    id: newId(),
    number: day.number + 1,
    sha256: Buffer.alloc(32, 1),
    opening: day.closing,
    lines: 0,
    made_at: tomorrow,
    ended_at: tomorrow,
  });
}

describe('R22 the sum', () => {
  test('is published by the manager, with what it is and what follows', async () => {
    const now = new Date();
    await statementOfTheWholeDay();
    await jalon.store.knex('campaigns').where({ id: campaignId }).update({ closes_at: now });
    await wakeCampaign(jalon.store, campaignId, new Date(now.getTime() + 2_000));
    const { page } = manager;
    await said(manager, 'Campania s-a închis');
    await looksRight(manager);
    await button(manager, 'Publicați suma strânsă').click();
    const dialog = dialogOf(manager, 'Publicați suma strânsă');
    await dialog.getByLabel('Ce urmează – Română').fill('Consiliul local hotărăște despre dublare.');
    await dialog.getByLabel('Ce urmează – English').fill('The local council decides about the match.');
    await looksRight(manager);
    await dialog.getByRole('button', { name: 'Publicați 1.900,00 lei' }).click();
    await said(manager, 'Suma de 1.900,00 lei a fost publicată');
    await page.getByRole('link', { name: 'Vedeți dublarea sumei' }).waitFor();
    await looksRight(manager);
  });

  test('R20 what is given back after the close is public beside the sum that was published', async () => {
    const { page } = staff;
    await go(staff, `/campaigns/${campaignId}/show`);
    await page.getByRole('link', { name: 'Deschideți registrul' }).click();
    await page.getByRole('link', { name: 'Nr. 1 · donație, numerar' }).click();
    await button(staff, 'Restituire').click();
    const dialog = dialogOf(staff, 'Restituire');
    await dialog.getByText('restituirea se trece ca ajustare').waitFor();
    await dialog.getByLabel('Suma').fill('2.000');
    await dialog.getByLabel(DOCUMENT).fill('Dispoziția nr. 2');
    await dialog.getByRole('button', { name: 'Înregistrați restituirea' }).click();
    await dialog.getByText('Din înregistrarea nr. 1 au rămas 1.000,00 lei').first().waitFor();
    expect(await dialog.getByLabel(DOCUMENT).inputValue()).toBe('Dispoziția nr. 2');
    await looksRight(staff);
    await dialog.getByLabel('Suma').fill('400');
    await dialog.getByRole('button', { name: 'Înregistrați restituirea' }).click();
    await page.getByRole('link', { name: /ajustare după închidere, numerar/ }).waitFor();
    await looksRight(staff);
    const { slug } = await jalon.store.knex('projects').first();
    await page.goto(`${jalon.publicUrl}/p/${slug}/campaign`);
    await said(staff, 'S-au strâns 1.900,00 lei.');
    expect(await page.getByRole('term').filter({ hasText: 'Restituit după închidere' }).count()).toBe(1);
    await said(staff, /1\.100,00.lei.*\n.*după restituiri și corecții 600,00.lei/);
    await looksRight(staff);
  });
});

describe('R21 the match', () => {
  const dialogs = {
    council: 'Înregistrați hotărârea consiliului',
    contract: 'Înregistrați contractul',
    release: 'Eliberați plata',
  };

  test('the council’s decision and the contract are recorded by the town hall, on a phone', async () => {
    const { page } = partner;
    await signIn(partner, await jalon.signInLink('partner'));
    await goToMilestone(partner, 'A13');
    await page.getByRole('link', { name: `Dublarea sumei: ${NAME}` }).click();
    await said(partner, 'Consiliul local hotărăște asupra sumei de 1.500,00 lei.');
    await looksRight(partner);
    await button(partner, dialogs.council).click();
    const council = dialogOf(partner, dialogs.council);
    await council.getByLabel('a aprobat dublarea sumei').check();
    await council.getByLabel('Numărul hotărârii (HCL)').fill('12');
    await council.getByLabel('Data ședinței').fill(TODAY);
    await looksRight(partner);
    await council.getByRole('button', { name: 'Înregistrați hotărârea' }).click();
    await said(partner, /Aprobată prin HCL nr\. 12/);
    await button(partner, dialogs.contract).click();
    const contract = dialogOf(partner, dialogs.contract);
    await contract.getByLabel('Numărul contractului').fill('7');
    await contract.getByLabel('Data semnării').fill(TODAY);
    await contract.getByLabel('Temeiul legal').fill('Contract de sponsorizare');
    await contract.getByRole('button', { name: dialogs.contract }).click();
    await contract.getByText('Legea nr. 32/1994 nu permite').last().waitFor();
    expect(await contract.getByLabel('Numărul contractului').inputValue()).toBe('7');
    await looksRight(partner);
    await contract.getByLabel('Temeiul legal').fill('Finanțare nerambursabilă, Legea nr. 350/2005');
    await contract.getByRole('button', { name: dialogs.contract }).click();
    await said(partner, 'Temeiul legal: Finanțare nerambursabilă');
  });

  test('two persons release the payment: the second confirms what the first wrote', async () => {
    await button(partner, dialogs.release).click();
    const first = dialogOf(partner, dialogs.release);
    expect(await first.getByLabel('Suma', { exact: false }).inputValue()).toBe('1.500,00');
    await first.getByLabel('Numărul ordinului de plată').fill('31');
    await first.getByLabel('Data ordinului de plată').fill(TODAY);
    await looksRight(partner);
    await first.getByRole('button', { name: 'Eliberați' }).click();
    await said(partner, 'Mai trebuie a doua persoană');
    await button(partner, 'Eliberați din nou, cu alte date').waitFor();
    await looksRight(partner);

    await manager.page.getByRole('link', { name: 'Vedeți dublarea sumei' }).click();
    await title(manager, `Dublarea sumei: ${NAME}`);
    await button(manager, dialogs.release).click();
    const second = dialogOf(manager, dialogs.release);
    await second.getByText('31', { exact: true }).waitFor();
    await looksRight(manager);
    await second.getByRole('button', { name: 'Confirmați plata' }).click();
    await said(manager, /Plătit 1\.500,00.lei cu ordinul nr\. 31/);
    await looksRight(manager);
  });
});

describe('R21 what was copied wrong', () => {
  test('the number of the council’s decision is corrected; what it said before stays beside it', async () => {
    await button(manager, 'Corectați un număr sau o dată').click();
    const correction = dialogOf(manager, 'Corectați un număr sau o dată');
    await correction.getByLabel('Ce corectați').click();
    await manager.page.getByRole('option', { name: /Aprobată prin HCL nr\. 12/ }).click();
    await correction.getByLabel('Numărul corect').fill('21');
    await correction.getByLabel('Motivul corecției').fill('Cifre inversate (exemplu).');
    await looksRight(manager);
    await correction.getByRole('button', { name: 'Corectați' }).click();
    await said(manager, /Aprobată prin HCL nr\. 21/);
    await said(manager, /scria nr\. 12 din/);
    await looksRight(manager);
  });
});

describe('R23 the fund', () => {
  test('is founded, and the money of the campaign goes into it', async () => {
    await goToMilestone(staff, 'A14');
    await button(staff, 'Înființați fondul').click();
    const found = dialogOf(staff, 'Înființați fondul');
    await found.getByLabel('Documentul').fill('Hotărârea Consiliului director nr. 3');
    await found.getByLabel('Data înființării').fill(TODAY);
    await looksRight(staff);
    await found.getByRole('button', { name: 'Înființați' }).click();
    await title(staff, 'Fondul de Dezvoltare Locală');
    await looksRight(staff);
    // Money is moved by the manager.
    await go(manager, `/funds/${idIn(staff, 'funds')}/show`);
    await button(manager, 'Mutați bani în fond').click();
    const transfer = dialogOf(manager, 'Mutați bani în fond');
    await transfer.getByLabel(DOCUMENT).fill('OP nr. 12');
    await transfer.getByLabel('Data', { exact: false }).fill(TODAY);
    await looksRight(manager);
    await transfer.getByRole('button', { name: 'Mutați' }).click();
    await manager.page.getByRole('link', { name: `Din campania „${NAME}”` }).waitFor();
    await looksRight(manager);
  });

  test('pays the initiative, at most what it has, with a document; what was paid for is public', async () => {
    const { page } = manager;
    await button(manager, 'Plătiți din fond').click();
    const dialog = dialogOf(manager, 'Plătiți din fond');
    await dialog.getByLabel('Suma').fill('9.000');
    await dialog.getByLabel(DOCUMENT).fill('Factura nr. 5');
    await dialog.getByLabel('Data').fill(TODAY);
    await dialog.getByLabel('Pentru ce s-a plătit').fill('Leagănele (exemplu)');
    await dialog.getByRole('button', { name: 'Înregistrați plata' }).click();
    await dialog.getByText('Soldul registrului este de 1.500,00 lei.').first().waitFor();
    expect(await dialog.getByLabel('Pentru ce s-a plătit').inputValue()).toBe('Leagănele (exemplu)');
    await looksRight(manager);
    await dialog.getByLabel('Suma').fill('300');
    await dialog.getByRole('button', { name: 'Înregistrați plata' }).click();
    await page.getByRole('link', { name: 'Leagănele (exemplu)' }).waitFor();
    await said(manager, /^1\.200,00.lei$/);
    await looksRight(manager);
    const { slug } = await jalon.store.knex('projects').first();
    await page.goto(`${jalon.publicUrl}/p/${slug}/fund`);
    await said(manager, 'Leagănele (exemplu)');
    await looksRight(manager);
  });

  test('what was moved by mistake is corrected, and the wrong entry stays in sight', async () => {
    await go(manager, `/funds/${idIn(staff, 'funds')}/show`);
    await button(manager, 'Corectați înregistrarea nr. 1').click();
    const correction = dialogOf(manager, 'Corectați înregistrarea nr. 1');
    await correction.getByLabel('Cât trebuie să rămână din ea', { exact: false }).fill('1.000');
    await correction.getByLabel(DOCUMENT).fill('Extras de cont nr. 4');
    await correction.getByLabel('Motivul corecției').fill('O cifră greșită (exemplu).');
    await looksRight(manager);
    await correction.getByRole('button', { name: 'Corectați' }).click();
    await said(manager, /După corecție: 1\.000,00.lei/);
    await manager.page.getByRole('link', { name: 'Corecția înregistrării nr. 1' }).click();
    await manager.page.getByRole('link', { name: /^nr\. \d+ în registrul campaniei$/ }).waitFor();
    await looksRight(manager);
  });
});
