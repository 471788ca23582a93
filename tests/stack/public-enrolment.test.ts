/** Enrolment by the public: the page, the message, the confirmation, the personal page; hostile visitors. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ParsedMail } from 'mailparser';
import { regularTasks } from '../../cli/worker.ts';
import { dropExpiredRequests } from '../../db/expired-requests.ts';
import { newAddress } from './addresses.ts';
import { type Api, startApi } from './api.ts';
import { fundBySql } from './giving.ts';
import { mailTo } from './mailbox.ts';
import { addPerson, CNP, COMPLETE, personCount } from './participants.ts';
import { planWith } from './plans.ts';
import { decideOn, messagesOf, type ScheduledRun, scheduled } from './running.ts';

const NOW = new Date('2026-03-05T09:00:00Z');
let api: Api;
let slug: string;
let projectId: string;
let milestoneId: string;
beforeAll(async () => {
  api = await startApi();
  const { staff, manager, partner, auditor } = api.people;
  const plan = planWith(['A2', 'A8', 'A13', 'A14', 'A15']);
  ({ id: projectId, slug } = await api.createProject(plan, '2026-03-01', [staff, manager, partner, auditor]));
  ({ id: milestoneId } = await api.milestone('A8', projectId));
});
beforeEach(() => api.setClock(NOW));
afterAll(() => api.close());

const run = (change: Readonly<Record<string, unknown>> = {}): Promise<ScheduledRun> =>
  scheduled(api.people.staff, milestoneId, { public: true, ...change });

let visitors = 0;
const written = (change: Readonly<Record<string, string>> = {}): Record<string, string> => {
  visitors += 1;
  return {
    familyName: `Vizitator${visitors}`,
    givenName: 'Ana',
    birthDate: '31.12.1990',
    email: newAddress('vizitator'),
    phone: '',
    'field-gender': COMPLETE.gender,
    'field-employment': COMPLETE.employment,
    'field-education': COMPLETE.education,
    consent: 'yes',
    website: '',
    ...change,
  };
};

const open = (path: string, headers: Record<string, string> = {}) =>
  fetch(api.url + path, { headers, redirect: 'manual' });
const send = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(api.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: api.url, ...headers },
    body: new URLSearchParams(form),
    redirect: 'manual',
  });
const pageOf = (id: string): string => `/p/${slug}/runs/${id}`;
const requests = async (): Promise<number> =>
  (await api.store.knex('enrolment_requests').count<{ count: number }[]>({ count: '*' }))[0]?.count ?? 0;

async function linkOf(form: Record<string, string>): Promise<{ path: string; mail: ParsedMail }> {
  const mail = await mailTo(form.email ?? '');
  const url = /https?:\/\/\S+\/confirm\/\S+/.exec(mail.text ?? '')?.[0] ?? '';
  return { path: url.replace(api.url, ''), mail };
}

/** Asks and confirms, as somebody with a mailbox does. */
async function enrol(runId: string, form = written()): Promise<string> {
  expect((await send(pageOf(runId), form)).status).toBe(200);
  const { path } = await linkOf(form);
  const answer = await send(path, {});
  expect(answer.status).toBe(200);
  return answer.text();
}

describe('enrolment by the public', () => {
  test('R26 R2 asked for on the page, confirmed from the message; the register has nothing before', async () => {
    const { id } = await run();
    const before = await personCount(api, projectId);
    const page = await open(pageOf(id));
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain('16 martie 2026, 09:00–13:00');
    expect(html).toContain('MySMIS2014+ 151364');
    expect(html).not.toContain('<script');
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
    const form = written();
    expect((await send(pageOf(id), form)).status).toBe(200);
    expect(await personCount(api, projectId)).toBe(before);
    const { path, mail } = await linkOf(form);
    expect(mail.subject).toBe('Confirmați înscrierea: Seria 1 (exemplu)');
    expect(mail.text).toContain('MySMIS2014+ 151364');
    // What looks into mail opens links: opening one confirms nothing.
    expect((await open(path)).status).toBe(200);
    expect(await personCount(api, projectId)).toBe(before);
    const confirmed = await send(path, {});
    expect(await confirmed.text()).toContain('Înscrierea este confirmată');
    expect(await personCount(api, projectId)).toBe(before + 1);
    expect(await messagesOf(api.store, id)).toEqual({ 'run.invited': 1 });
    const person = await api.store.knex('persons').where({ email: form.email }).first();
    expect(person).toMatchObject({ birth_date: '1990-12-31', consented_on: '2026-03-05', category: null });
  });

  test('R26 the navigation is that of all pages of the project: money is in it once there is any', async () => {
    const { id } = await run();
    const form = written();
    await send(pageOf(id), form);
    const { path } = await linkOf(form);
    await send(path, {});
    const { code } = await api.store.knex('enrolments').where({ run_id: id }).first();
    const entries = async (where: string) =>
      [...(await (await open(where)).text()).matchAll(/<nav class="pages"[\s\S]*?<\/nav>/g)].map(([nav]) =>
        nav.replaceAll(/ aria-current="page"|<nav[^>]*>/g, ''),
      );
    const pages = [pageOf(id), path, `/p/${slug}/e/${code}`];
    for (const fund of [false, true]) {
      if (fund) await fundBySql(api, { projectId });
      const whole = await entries(`/p/${slug}`);
      expect(whole).toEqual([fund ? expect.stringContaining('Donații') : expect.not.stringContaining('Donații')]);
      for (const each of pages) expect(await entries(each)).toEqual(whole);
    }
  });

  test('confirmed again, also at once, a link does nothing more and says the same', async () => {
    const { id } = await run();
    const form = written();
    await send(pageOf(id), form);
    const { path } = await linkOf(form);
    const before = await personCount(api, projectId);
    const answers = await Promise.all([send(path, {}), send(path, {}), send(path, {})]);
    for (const answer of [...answers, await open(path)]) {
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('Înscrierea este confirmată');
    }
    expect(await api.store.knex('enrolments').where({ run_id: id })).toHaveLength(1);
    expect(await personCount(api, projectId)).toBe(before + 1);
    expect(await messagesOf(api.store, id)).toEqual({ 'run.invited': 1 });
    // What was written is in the register now, and nowhere else.
    expect(await api.store.knex('enrolment_requests').where({ run_id: id }).pluck('body')).toEqual([
      { outcome: 'enrolled' },
    ]);
  });

  test('R2 whoever waits already is told so, and keeps the place in the list', async () => {
    const { id } = await run({ capacity: 1 });
    await enrol(id);
    const form = written();
    await enrol(id, form);
    expect(await enrol(id, form)).toContain('Sunteți pe lista de așteptare');
    expect(await api.store.knex('enrolments').where({ run_id: id })).toHaveLength(2);
  });

  test('R28 after 48 hours the link says so, and what was asked is removed', async () => {
    const { id } = await run();
    const form = written();
    await send(pageOf(id), form);
    const { path } = await linkOf(form);
    api.setClock(new Date(NOW.getTime() + 48 * 3600_000));
    const answer = await send(path, {});
    expect(answer.status).toBe(410);
    const html = await answer.text();
    expect(html).toContain('Linkul a expirat');
    expect(html).toContain(`href="${pageOf(id)}?lang=ro"`);
    expect(await api.store.knex('enrolments').where({ run_id: id })).toHaveLength(0);
    const waits = written();
    await send(pageOf(id), waits);
    const instants = { requested_at: NOW, expires_at: new Date(NOW.getTime() + 48 * 3600_000) };
    await api.store.knex('proposal_requests').insert({
      id: randomUUID(),
      project_id: projectId,
      milestone_id: milestoneId,
      token_hash: Buffer.from(randomUUID()),
      locale: 'ro',
      body: '{}',
      ...instants,
    });
    await dropExpiredRequests(api.store.knex, new Date(instants.expires_at.getTime() - 1));
    expect((await open(path)).status).toBe(410);
    await dropExpiredRequests(api.store.knex, instants.expires_at);
    expect((await open(path)).status).toBe(404);
    expect(await requests()).toBe(1);
    expect((await open((await linkOf(waits)).path)).status).toBe(200);
    expect(await api.store.knex('proposal_requests')).toEqual([]);
  });

  test('R28 the worker removes expired requests by itself, every hour', async () => {
    const { id } = await run();
    await send(pageOf(id), written());
    await api.database.owner('enrolment_requests').update({ expires_at: new Date(Date.now() - 1000) });
    const hourly = regularTasks(api.store).filter(({ milliseconds }) => milliseconds === 3_600_000);
    expect(await requests()).toBeGreaterThan(0);
    for (const { work } of hourly) await work();
    expect(await requests()).toBe(0);
  });

  test('the message to an address that nobody confirmed yet carries nothing that was written in the form', async () => {
    const { id } = await run();
    const form = written({ familyName: 'Câștigați-acum', givenName: 'Click' });
    await send(pageOf(id), form);
    const { mail } = await linkOf(form);
    for (const text of [mail.text, mail.html, mail.subject, JSON.stringify(mail.to)])
      expect(text).not.toMatch(/Câștigați|Click/);
  });

  test('R2 whoever is in the register is the same person: who only knows the name and the birth date changes nothing', async () => {
    const { id } = await run();
    const known = await addPerson(api.people.staff, projectId, {
      familyName: 'Țăran',
      givenName: 'Ștefan',
      birthDate: '1980-05-06',
      email: 'cel-vechi@example.org',
      phone: null,
      category: null,
    });
    const before = await personCount(api, projectId);
    // With a cedilla and small letters.
    const form = written({ familyName: 'ţăran', givenName: 'Stefan', birthDate: '06.05.1980', phone: '0740 123 456' });
    const stood = await api.store.knex('persons').where({ id: known.id }).first();
    const confirmed = await enrol(id, form);
    expect(confirmed).not.toContain('Țăran');
    expect(await personCount(api, projectId)).toBe(before);
    expect(await api.store.knex('persons').where({ id: known.id }).first()).toEqual(stood);
    // The invitation goes to the address of the register, not to whoever knew the name.
    const [message] = await api.store.knex('messages').where({ run_id: id });
    expect(message).toMatchObject({ to_address: 'cel-vechi@example.org' });
  });

  test('R3 who confirms from the address in the register fills in what the record lacks, contact aside', async () => {
    const { id } = await run();
    const known = await addPerson(api.people.staff, projectId, {
      familyName: 'Pop',
      givenName: 'Sanda',
      birthDate: '1981-05-06',
      email: 'sanda.pop@example.org',
      phone: null,
      fields: { gender: COMPLETE.gender },
      consentedOn: null,
    });
    const form = written({
      familyName: 'Pop',
      givenName: 'Sanda',
      birthDate: '06.05.1981',
      email: 'sanda.pop@example.org',
      phone: '0740 123 456',
    });
    await enrol(id, form);
    const row = await api.store.knex('persons').where({ id: known.id }).first();
    expect(row).toMatchObject({ email: 'sanda.pop@example.org', phone: null, consented_on: '2026-03-05' });
    expect(row.fields).toMatchObject({ employment: COMPLETE.employment, education: COMPLETE.education });
  });

  test('R2 R28 where the record has no address, messages of this run go to who confirmed, until the person is erased', async () => {
    const { id } = await run();
    const known = await addPerson(api.people.staff, projectId, {
      familyName: 'Fără',
      givenName: 'Adresă',
      birthDate: '1982-05-06',
      email: null,
    });
    const form = written({ familyName: 'Fără', givenName: 'Adresă', birthDate: '06.05.1982', phone: '0740 123 457' });
    await enrol(id, form);
    expect(await api.store.knex('persons').where({ id: known.id }).first()).toMatchObject({
      email: null,
      phone: null,
      version: known.version,
    });
    await decideOn(api.store, api.people.staff.id, 'cancel', id, NOW, { reason: 'Sala nu este liberă.' });
    const told = await api.store.knex('messages').where({ run_id: id }).orderBy('created_at');
    expect(told.map(({ event_type, to_address }) => [event_type, to_address])).toEqual([
      ['run.invited', form.email],
      ['run.cancelled', form.email],
    ]);
    const erased = await api.people.staff.command(`/api/persons/${known.id}/erase`, { reason: 'La cerere.' });
    expect(erased.status).toBe(200);
    expect(await api.store.knex('enrolments').where({ run_id: id }).pluck('email')).toEqual([null]);
  });

  test('where there is no place left, the waiting list; whoever withdraws lets the next one in', async () => {
    const { id } = await run({ capacity: 1 });
    await enrol(id);
    expect(await (await open(pageOf(id))).text()).toContain('lista de așteptare');
    expect(await enrol(id)).toContain('Sunteți pe lista de așteptare');
    const [first, second] = await api.store.knex('enrolments').where({ run_id: id }).orderBy('enrolled_at');
    const personal = `/p/${slug}/e/${first.code}`;
    const page = await (await open(personal)).text();
    expect(page).toContain('<svg');
    expect(page).not.toContain('Vizitator');
    expect(await (await open(`${personal}?leave=1`)).text()).toContain('Da, mă retrag');
    expect((await send(personal, {})).status).toBe(303);
    expect(await api.store.knex('enrolments').where({ id: second.id }).first()).toMatchObject({ state: 'enrolled' });
    expect(await messagesOf(api.store, id)).toEqual({
      'run.invited': 1,
      'enrolment.waiting': 1,
      'enrolment.promoted': 1,
      'enrolment.withdrawn': 1,
    });
  });

  test('in English: the page, the message and the invitation', async () => {
    const { id } = await run();
    const form = written();
    const answer = await send(`${pageOf(id)}?lang=en`, form);
    expect(await answer.text()).toContain('One more step');
    const { path, mail } = await linkOf(form);
    expect(mail.subject).toBe('Confirm your enrolment: Seria 1 (exemplu)');
    expect(await (await send(path, {})).text()).toContain('Your enrolment is confirmed');
    const [message] = await api.store.knex('messages').where({ run_id: id });
    expect(message).toMatchObject({ locale: 'en', subject: expect.stringContaining('Invitation: Seria 1 (exemplu)') });
  });
});

describe('what is refused', () => {
  test.each([
    ['familyName', '', 'Completați câmpul.'],
    ['familyName', CNP, 'CNP'],
    ['givenName', 'x'.repeat(101), 'cel mult 100'],
    ['birthDate', '31.02.1990', 'Nu este o zi care există'],
    ['birthDate', '01.01.2030', 'Nu poate fi o dată a nașterii'],
    ['birthDate', '', 'Completați câmpul.'],
    ['email', 'ana@', 'Scrieți o adresă'],
    ['phone', 'nu am', 'Scrieți un număr'],
    ['phone', CNP, 'CNP'],
    ['field-gender', '', 'Completați câmpul.'],
    ['field-gender', 'altceva', 'Alegeți'],
    ['field-residence', CNP, 'CNP'],
    ['consent', '', 'Fără acest acord'],
  ])('%s as %j is refused beside the field, and what was written is kept', async (field, value, words) => {
    const { id } = await run();
    const before = await requests();
    const form = written({ [field]: value });
    const answer = await send(pageOf(id), form);
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain(words);
    expect(html).toContain(`id="${field}-fault"`);
    if (field !== 'email') expect(html).toContain(form.email);
    expect(await requests()).toBe(before);
  });

  test('HTML in a field stays text', async () => {
    const { id } = await run();
    const html = await (
      await send(pageOf(id), written({ familyName: '"><script>alert(1)</script>', consent: '' }))
    ).text();
    expect(html).not.toContain('<script');
    expect(html).toContain('&quot;&gt;&lt;script&gt;');
  });

  test('a machine that fills in everything is answered and nothing happens', async () => {
    const { id } = await run();
    const before = await requests();
    expect((await send(pageOf(id), written({ website: 'https://example.org' }))).status).toBe(200);
    expect(await requests()).toBe(before);
  });

  test('another site cannot send the form', async () => {
    const { id } = await run();
    expect((await send(pageOf(id), written(), { Origin: 'https://example.org' })).status).toBe(403);
  });

  test('one address is not written to again and again', async () => {
    const { id } = await run();
    const form = written();
    const statuses = [];
    for (let turn = 0; turn < 4; turn += 1) statuses.push((await send(pageOf(id), form)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  test('a run that is not public, of another project or unknown is not there', async () => {
    const { id } = await run({ public: false });
    const { id: shown } = await run();
    expect((await open(pageOf(id))).status).toBe(404);
    expect((await open(`/p/${api.project.slug}/runs/${shown}`)).status).toBe(404);
    expect((await open(pageOf(randomUUID()))).status).toBe(404);
    expect((await open(`/p/${slug}/runs/x`)).status).toBe(404);
    expect((await open(`/p/${slug}/e/${'a'.repeat(20)}`)).status).toBe(404);
  });

  test('what has begun or was cancelled takes nobody, also not by an older link', async () => {
    const { id } = await run();
    const form = written();
    await send(pageOf(id), form);
    const { path } = await linkOf(form);
    await decideOn(api.store, api.people.staff.id, 'cancel', id, NOW, { reason: 'Sala nu este liberă.' });
    const page = await open(pageOf(id));
    expect(await page.text()).toContain('Nu mai are loc');
    expect((await send(pageOf(id), written())).status).toBe(409);
    expect((await send(path, {})).status).toBe(409);
    expect(await api.store.knex('enrolments').where({ run_id: id })).toHaveLength(0);
    const { id: begun } = await run();
    api.setClock(new Date('2026-03-16T07:00:00Z'));
    expect(await (await open(pageOf(begun))).text()).toContain('Înscrierile s-au încheiat');
  });

  test('the public cannot be let in where the plan does not', async () => {
    const { id: other } = await api.milestone('A2', projectId);
    const refused = scheduled(api.people.staff, other, { public: true });
    await expect(refused).rejects.toThrow('public-not-allowed');
  });
});

test('where no mail can be sent, the page says so, keeps what was written, and nobody is enrolled', async () => {
  const mute = await startApi({ smtpUrl: 'smtp://127.0.0.1:1' });
  try {
    mute.setClock(NOW);
    const { id: project, slug: its } = await mute.createProject(planWith(['A8', 'A13', 'A15']), '2026-03-01', [
      mute.people.staff,
      mute.people.manager,
      mute.people.partner,
      mute.people.auditor,
    ]);
    const { id: milestone } = await mute.milestone('A8', project);
    const { id } = await scheduled(mute.people.staff, milestone, { public: true });
    const form = written();
    const answer = await fetch(`${mute.url}/p/${its}/runs/${id}`, {
      method: 'POST',
      headers: { Origin: mute.url },
      body: new URLSearchParams(form),
    });
    const html = await answer.text();
    expect(answer.status).toBe(503);
    expect(html).toContain('nu a putut fi trimis');
    expect(html).toContain(form.familyName);
    expect(await mute.store.knex('enrolments')).toHaveLength(0);
  } finally {
    await mute.close();
  }
});
