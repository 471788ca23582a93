/** R4: certificates earned, issued once, printed, confirmed, revoked; through the API on PostgreSQL. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';
import { entitledTo } from '../../db/runs/run-rows.ts';
import { openArchive } from '../../server/imports/unzip.ts';
import { type Api, startApi, type Visitor } from './api.ts';
import { type Course, courseOf, decided, enrolIn, eventsOf, held, marksOf, participant } from './courses.ts';
import { addPerson, CNP } from './participants.ts';
import { planWith } from './plans.ts';

const plan = planWith(['A2', 'A8', 'A15']);
const NOW = new Date('2026-03-20T09:00:00Z');

let api: Api;
let staff: Visitor;
let manager: Visitor;
let project: { id: string; slug: string };

async function projectOf(ofPlan = plan): Promise<{ id: string; slug: string }> {
  const { partner, auditor } = api.people;
  return api.createProject(ofPlan, '2026-03-01', [staff, manager, partner, auditor]);
}

beforeAll(async () => {
  api = await startApi();
  ({ staff, manager } = api.people);
});
afterAll(() => api.close());
beforeEach(async () => {
  api.setClock(NOW);
  project = await projectOf();
});

interface Listed {
  readonly id: string;
  readonly number: string;
  readonly printedName: string;
  readonly attended: number;
  readonly sessions: number;
  readonly revokedAt: string | null;
  readonly revokeReason: string | null;
  readonly verifyUrl: string;
  readonly person: { readonly id: string };
}

async function listOf(filter: object, who = staff): Promise<Listed[]> {
  const answer = await who.get(`/api/certificates?filter=${encodeURIComponent(JSON.stringify(filter))}`);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json();
}

const certify = (course: Course) => decided(api, 'certify', course.id, {}, NOW);
const revoke = (id: string, reason = 'nume greșit', who = staff) =>
  who.command(`/api/certificates/${id}/revoke`, { reason });

/** A course that was held, its persons present at so many of its sessions; answers their ids in this order. */
async function heldCourse(sessions: number, presence: readonly number[], number = 1, projectId = project.id) {
  const course = await courseOf(api, projectId, sessions, number);
  const ids: string[] = [];
  for (const at of presence.keys()) ids.push((await participant(api, course, `Exemplu${number}-${at}`)).id);
  await held(api, course, Object.fromEntries(ids.map((id, at) => [id, presence[at] ?? 0])), NOW);
  return { course, ids };
}

/** The same with one person who was there all the time and has a certificate. */
async function certified() {
  const { course, ids } = await heldCourse(5, [5]);
  await certify(course);
  const [certificate] = await listOf({ runId: course.id });
  if (!certificate) throw new Error('nothing was issued');
  const [id = ''] = ids;
  return { course, person: id, certificate };
}

async function download(path: string, who = staff): Promise<{ status: number; bytes: Buffer; headers: Headers }> {
  const response = await fetch(api.url + path, { headers: { Cookie: who.cookie } });
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
}

async function textOf(pdf: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  return text.replace(/\s+/g, ' ');
}

describe('R4 who earns one', () => {
  test('R4 at 80 %, 4 of 5 sessions earn one and 3 of 5 do not', async () => {
    const { course, ids } = await heldCourse(5, [5, 4, 3, 0]);
    expect(await certify(course)).toMatchObject({ done: true, result: { issued: 2 } });
    const listed = await listOf({ runId: course.id });
    expect(listed.map(({ attended, sessions }) => [attended, sessions]).sort()).toEqual([
      [4, 5],
      [5, 5],
    ]);
    expect(listed.map(({ person }) => person.id).sort()).toEqual([ids[0], ids[1]].sort());
  });

  test('R4 3 of 4 do not, since 3,2 would be needed', async () => {
    const { course } = await heldCourse(4, [3, 3]);
    expect(await certify(course)).toMatchObject({ done: false, refusal: { code: 'nobody-entitled', needed: 4 } });
    expect(await listOf({ runId: course.id })).toEqual([]);
  });

  test('R4 exactly at the edge of another share: 75 % of 4 is 3', async () => {
    const { settings } = plan;
    const certificateShare = { ...settings.certificateShare, value: 75 };
    const own = await projectOf(planWith(['A8', 'A15'], { certificateShare }));
    const { course } = await heldCourse(4, [4, 3, 2], 1, own.id);
    expect(await certify(course)).toMatchObject({ result: { issued: 2 } });
  });

  test('R4 only when every session is closed', async () => {
    const course = await courseOf(api, project.id, 2);
    const { id } = await participant(api, course, 'Exemplu');
    for (const sessionId of course.sessions)
      await staff.command(`/api/runs/${course.id}/attendance`, { sessionId, how: 'list', marks: marksOf([id], true) });
    await decided(api, 'close', course.id, { sessionId: course.sessions[0] }, NOW);
    expect(await certify(course)).toMatchObject({ refusal: { code: 'attendance-not-complete', sessions: 1 } });
    await decided(api, 'close', course.id, { sessionId: course.sessions[1] }, NOW);
    expect(await certify(course)).toMatchObject({ result: { issued: 1 } });
  });

  test('R4 not where the plan gives none', async () => {
    const course = await courseOf(api, project.id, 1, 2);
    const { id } = await api.milestone('A2', project.id);
    await api.database.owner('runs').where({ id: course.id }).update({ milestone_id: id });
    expect(await certify(course)).toMatchObject({ refusal: { code: 'certificates-not-given' } });
  });

  test('R2 a merged person has one attendance of both records, and one certificate', async () => {
    const course = await courseOf(api, project.id, 5);
    const [stays, goes] = [await participant(api, course, 'Unu'), await participant(api, course, 'Unul')];
    const presence = (id: string, of: readonly number[]) =>
      Promise.all(
        of.map((at) =>
          staff.command(`/api/runs/${course.id}/attendance`, {
            sessionId: course.sessions[at],
            how: 'list',
            marks: marksOf([id], true),
          }),
        ),
      );
    await presence(stays.id, [0, 1, 2]);
    await presence(goes.id, [2, 3]);
    await staff.command(`/api/persons/${goes.id}/merge`, { into: stays.id, reason: 'aceeași persoană' });
    for (const sessionId of course.sessions) await decided(api, 'close', course.id, { sessionId }, NOW);
    expect(await certify(course)).toMatchObject({ result: { issued: 1 } });
    const listed = await listOf({ personId: goes.id });
    expect(listed).toMatchObject([{ attended: 4, sessions: 5, person: { id: stays.id }, printedName: 'Ana Unu' }]);
    expect(await certify(course)).toMatchObject({ refusal: { code: 'nobody-entitled' } });
  });

  test('R2 records merged once nothing can be revoked any more keep both certificates, and are owed nothing more', async () => {
    const { course, ids } = await heldCourse(2, [2, 2]);
    await certify(course);
    const milestone = api.store.knex('milestones').where({ id: course.milestoneId });
    await milestone.clone().update({ state: 'submitted', submitted_at: NOW, submitted_by: staff.id });
    const merged = await staff.command(`/api/persons/${ids[1]}/merge`, { into: ids[0], reason: 'aceeași persoană' });
    expect(merged.status).toBe(200);
    await milestone.clone().update({ state: 'returned', submitted_at: null, submitted_by: null });
    expect(await certify(course)).toMatchObject({ refusal: { code: 'nobody-entitled' } });
    expect((await listOf({ personId: ids[0] })).map(({ person }) => person.id)).toEqual([ids[0], ids[0]]);
  });
});

describe('R4 issued once', () => {
  test('R4 two who certify at once issue once; numbers follow each other through the project', async () => {
    const { course } = await heldCourse(2, [2, 2, 2]);
    const answers = await Promise.all([certify(course), certify(course)]);
    expect(answers.map(({ done }) => done).sort()).toEqual([false, true]);
    const second = await heldCourse(1, [1, 1], 2);
    await certify(second.course);
    const numbers = (await listOf({ projectId: project.id })).map(({ number }) => number);
    expect(numbers).toEqual(['A8/1/001', 'A8/1/002', 'A8/1/003', 'A8/2/004', 'A8/2/005']);
    const events = await eventsOf(api, project.id, 'certificate.issued');
    expect(events).toHaveLength(2);
    expect(JSON.stringify(events)).not.toContain('Exemplu');
  });

  test('R4 who was corrected upwards afterwards gets one more, nobody a second', async () => {
    const { course, ids } = await heldCourse(5, [5, 3]);
    await certify(course);
    const body = { sessionId: course.sessions[4], how: 'list', marks: marksOf([ids[1] ?? ''], true) };
    const corrected = await staff.command(`/api/runs/${course.id}/attendance`, {
      ...body,
      reason: 'a semnat pe verso',
    });
    expect(corrected.status).toBe(200);
    expect(await certify(course)).toMatchObject({ result: { issued: 1 } });
    expect((await listOf({ runId: course.id })).map(({ attended }) => attended)).toEqual([5, 4]);
  });

  test('the code has more than 100 bits and is in no event and no command', async () => {
    const { certificate } = await certified();
    const code = certificate.verifyUrl.split('/c/')[1] ?? '';
    expect(code).toMatch(/^[0-9a-z]{20}$/);
    expect(36 ** 20).toBeGreaterThan(2 ** 100);
    for (const table of ['events', 'commands', 'event_texts']) {
      const { rows } = await api.database.owner.raw<{ rows: { text: string }[] }>(
        "select coalesce(string_agg(t::text, ''), '') as text from ?? t",
        [table],
      );
      expect(rows[0]?.text).not.toContain(code);
    }
  });
});

describe('R4 revoked and corrected', () => {
  test('R4 a correction that would take a certificate’s ground is refused, with its number', async () => {
    const { course, person, certificate } = await certified();
    const absent = (at: number) =>
      staff.command(`/api/runs/${course.id}/attendance`, {
        sessionId: course.sessions[at],
        how: 'list',
        marks: marksOf([person], false),
        reason: 'nu a fost în sală',
      });
    // 4 of 5 are still enough.
    expect((await absent(0)).status).toBe(200);
    const refused = (await absent(1)).problem();
    expect(refused).toMatchObject({ status: 409, type: '/problems/certificate-stands' });
    expect(refused.detail).toContain(certificate.number);
    expect((await revoke(certificate.id)).status).toBe(200);
    expect((await absent(1)).status).toBe(200);
    expect(await certify(course)).toMatchObject({ refusal: { code: 'nobody-entitled' } });
  });

  test('R4 revoked, it is issued again under a new number, with the name as it is now', async () => {
    const { course, person, certificate } = await certified();
    await api.store.knex('persons').where({ id: person }).update({ family_name: 'Nume-Nou' });
    const [before] = await listOf({ runId: course.id });
    expect(before?.printedName).toBe(certificate.printedName);
    expect((await revoke(certificate.id, 'nume greșit')).status).toBe(200);
    expect((await revoke(certificate.id)).problem()).toMatchObject({ type: '/problems/certificate-revoked' });
    expect(await certify(course)).toMatchObject({ result: { issued: 1 } });
    expect(await listOf({ runId: course.id })).toMatchObject([
      { number: 'A8/1/001', revokedAt: NOW.toISOString(), revokeReason: 'nume greșit' },
      { number: 'A8/1/002', revokedAt: null, revokeReason: null, printedName: 'Ana Nume-Nou' },
    ]);
    expect(await listOf({ runId: course.id, revoked: false })).toHaveLength(1);
    expect(await eventsOf(api, project.id, 'certificate.revoked')).toEqual([
      {
        certificateId: certificate.id,
        personId: person,
        runId: course.id,
        key: 'A8',
        number: 'A8/1/001',
        textHashes: { reason: expect.any(String) },
      },
    ]);
  });

  test('with a reason, without a national identity number, by those who may, and not after submission', async () => {
    const { course, certificate } = await certified();
    expect((await staff.command(`/api/certificates/${certificate.id}/revoke`, {})).status).toBe(422);
    expect((await revoke(certificate.id, `CNP ${CNP}`)).problem().type).toBe('/problems/fields-refused');
    expect((await revoke(certificate.id, 'greșit', api.people.auditor)).status).toBe(403);
    expect((await revoke(certificate.id, 'greșit', api.people.partner)).status).toBe(403);
    expect((await revoke(certificate.id, 'greșit', api.people.stranger)).status).toBe(404);
    await api.store
      .knex('milestones')
      .where({ id: course.milestoneId })
      .update({ state: 'submitted', submitted_at: NOW, submitted_by: staff.id });
    expect((await revoke(certificate.id)).problem()).toMatchObject({ status: 409, type: '/problems/run-frozen' });
    expect((await listOf({ runId: course.id }))[0]?.revokedAt).toBeNull();
  });
});

describe('printed', () => {
  test('a certificate as PDF, in the language that is asked for', async () => {
    const { certificate } = await certified();
    const { status, bytes, headers } = await download(`/api/certificates/${certificate.id}/pdf?locale=ro`);
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toContain("filename*=UTF-8''A8-1-001%20Ana%20Exemplu1-0.pdf");
    const text = await textOf(bytes);
    expect(text).toContain('Nr. A8/1/001');
    expect(text).toContain('Ana Exemplu1-0');
    expect(text).toContain('Prezență: 5 din 5 sesiuni');
    expect(text.replace(/\s/g, '')).toContain(certificate.verifyUrl.replace('http://', ''));
    const english = await download(`/api/certificates/${certificate.id}/pdf?locale=en`);
    expect(await textOf(english.bytes)).toContain('Attendance: 5 of 5 sessions');
  });

  test('what is printed stays as it was when it was issued', async () => {
    const { course, certificate } = await certified();
    await api.store.knex('runs').where({ id: course.id }).update({ title: 'Alt titlu', place: 'Alt loc' });
    const text = await textOf((await download(`/api/certificates/${certificate.id}/pdf`)).bytes);
    expect(text).toContain('Seria 1 (exemplu)');
    expect(text).not.toContain('Alt titlu');
  });

  test('a ZIP holds each certificate that stands, under a name that every system takes', async () => {
    const { course, ids } = await heldCourse(1, [1, 1, 1, 1]);
    await api.store
      .knex('persons')
      .where({ id: ids[0] })
      .update({ family_name: '../../etc/passwd\\x', given_name: 'Ștefan' });
    await api.store.knex('persons').where({ id: ids[1] }).update({ family_name: '王小明', given_name: '' });
    await certify(course);
    const all = await listOf({ runId: course.id });
    await revoke(all.find(({ person }) => person.id === ids[3])?.id ?? '');
    const { status, bytes, headers } = await download(`/api/runs/${course.id}/certificates.zip?locale=ro`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/zip');
    const archive = openArchive(bytes);
    const standing = all.filter(({ person }) => person.id !== ids[3]);
    expect(archive.names()).toHaveLength(3);
    for (const name of archive.names()) expect(name).toMatch(/^A8-1-00\d [^/\\<>:"|?*]+\.pdf$/);
    for (const { number, printedName } of standing) {
      const name = archive.names().find((each) => each.startsWith(number.replaceAll('/', '-')));
      const parts: Buffer[] = [];
      for await (const part of archive.unpack(name ?? '')) parts.push(part);
      const text = await textOf(Buffer.concat(parts));
      expect(text).toContain(number);
      expect(text.replace(/\s/g, '')).toContain(printedName.replace(/\s/g, ''));
    }
  });

  test('for readers of the register only; none of a run without certificates', async () => {
    const { course, certificate } = await certified();
    for (const path of [`/api/certificates/${certificate.id}/pdf`, `/api/runs/${course.id}/certificates.zip`]) {
      expect((await download(path, api.people.auditor)).status).toBe(200);
      expect((await download(path, api.people.partner)).status).toBe(403);
      expect((await download(path, api.people.administrator)).status).toBe(403);
      expect((await download(path, api.people.stranger)).status).toBe(404);
    }
    const empty = await courseOf(api, project.id, 1, 2);
    expect((await download(`/api/runs/${empty.id}/certificates.zip`)).status).toBe(404);
    expect(await listOf({ runId: course.id }, api.people.partner)).toEqual([]);
    expect(await listOf({ runId: course.id }, api.people.administrator)).toEqual([]);
    await revoke(certificate.id);
    expect((await staff.get(`/api/certificates/${certificate.id}/pdf`)).problem().type).toBe(
      '/problems/certificate-revoked',
    );
  });
});

describe('the page that confirms a certificate', () => {
  const page = async (path: string, language = 'ro') => {
    const answer = await fetch(api.url + path, { headers: { 'Accept-Language': language } });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const pathOf = ({ verifyUrl }: Listed) => new URL(verifyUrl).pathname;

  test('says what is printed, in both languages, with the publicity line (R26), and nothing more', async () => {
    const { certificate, person } = await certified();
    const { status, text } = await page(pathOf(certificate));
    expect(status).toBe(200);
    for (const said of [
      'Certificatul este valabil',
      'A8/1/001',
      'Ana Exemplu1-0',
      'Seria 1 (exemplu)',
      '2 martie 2026 – 6 martie 2026',
      '5 din 5 sesiuni',
      '20 martie 2026',
      plan.title.ro,
      plan.publicity.ro,
    ])
      expect(text).toContain(said);
    for (const unsaid of [person, '1990', 'fundatie', 'angajat', staff.email]) expect(text).not.toContain(unsaid);
    const english = await page(`${pathOf(certificate)}?lang=en`);
    for (const said of [
      'The certificate is valid',
      '5 of 5 sessions',
      '2 March 2026',
      plan.title.en,
      plan.publicity.en,
    ])
      expect(english.text).toContain(said);
    expect((await page(pathOf(certificate), 'en')).text).toContain('<html lang="en">');
    expect((await page(pathOf(certificate).toUpperCase().replace('/C/', '/c/'))).status).toBe(200);
  });

  test('needs no script, loads nothing, is kept by nobody and found by no search engine', async () => {
    const { certificate } = await certified();
    const { text, headers } = await page(pathOf(certificate));
    expect(text).not.toContain('<script');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(headers.get('set-cookie')).toBeNull();
  });

  test('a name is text, whatever stands in it', async () => {
    const { course, ids } = await heldCourse(1, [1]);
    await api.store
      .knex('persons')
      .where({ id: ids[0] })
      .update({ given_name: '<img src=x onerror=alert(1)>', family_name: '"&\'' });
    await certify(course);
    const [certificate] = await listOf({ runId: course.id });
    const { text } = await page(pathOf(certificate as Listed));
    expect(text).not.toContain('<img');
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt; &quot;&amp;&#39;');
  });

  test('revoked: the day, never the reason', async () => {
    const { certificate } = await certified();
    await revoke(certificate.id, 'motiv care nu se publică');
    const { status, text } = await page(pathOf(certificate));
    expect(status).toBe(200);
    expect(text).toContain('Certificatul a fost revocat');
    expect(text).toContain('Nu mai este valabil din 20 martie 2026.');
    expect(text).not.toContain('motiv care');
  });

  test('R28 of a person who was erased: still valid, the name is gone everywhere', async () => {
    const { course, person, certificate } = await certified();
    expect((await staff.command(`/api/persons/${person}/erase`, { reason: 'la cerere' })).status).toBe(200);
    const { text } = await page(pathOf(certificate));
    expect(text).toContain('Certificatul este valabil');
    expect(text).toContain('nume șters la cererea persoanei');
    expect(text).not.toContain('Exemplu1-0');
    expect((await staff.get(`/api/certificates/${certificate.id}/pdf`)).problem().type).toBe('/problems/person-erased');
    expect((await download(`/api/runs/${course.id}/certificates.zip`)).status).toBe(404);
    expect(await listOf({ runId: course.id })).toMatchObject([{ printedName: '', number: 'A8/1/001' }]);
  });

  test('R25 R28 once the milestone is submitted the database keeps enrolments and certificates; an erased person still goes', async () => {
    const { course, person, certificate } = await certified();
    const { knex } = api.store;
    await knex('milestones')
      .where({ id: course.milestoneId })
      .update({ state: 'submitted', submitted_at: NOW, submitted_by: staff.id });
    const own = { run_id: course.id, person_id: person };
    for (const byHand of [
      knex('enrolments').where(own).update({ state: 'withdrawn' }),
      knex('enrolments')
        .where(own)
        .update({ code: '0'.repeat(20) }),
      api.database.owner('enrolments').where(own).delete(),
      knex('certificates').where({ id: certificate.id }).update({ revoked_at: NOW, revoked_by: staff.id }),
      knex('certificates').where({ id: certificate.id }).update({ printed_name: 'Altcineva' }),
      api.database.owner('certificates').where({ id: certificate.id }).delete(),
    ])
      await expect(byHand).rejects.toMatchObject({ code: 'JA002' });
    expect((await staff.command(`/api/persons/${person}/erase`, { reason: 'la cerere' })).status).toBe(200);
    expect(await knex('enrolments').where(own).first()).toMatchObject({ code: null, email: null, state: 'enrolled' });
    expect(await knex('certificates').where({ id: certificate.id }).first()).toMatchObject({ printed_name: '' });
  });

  test('R28 who was erased before gets none anew, and nobody waits for it', async () => {
    const { course, ids } = await heldCourse(1, [1]);
    await staff.command(`/api/persons/${ids[0]}/erase`, { reason: 'la cerere' });
    expect(await certify(course)).toMatchObject({ refusal: { code: 'nobody-entitled' } });
    const entitled = await entitledTo(api.store.knex, course.id, 1);
    expect(entitled).toEqual([{ personId: ids[0], attended: 1, certified: false, owed: false }]);
  });

  test('an unknown code is not found, in words; so is anything that is no code', async () => {
    const codes = ['0'.repeat(20), 'a', "'or'1'='1", '%00', '..%2f..%2fetc', 'x'.repeat(5000)];
    for (const code of codes) {
      const { status, text } = await page(`/c/${code}`);
      expect(status).toBe(404);
      expect(text).toContain('Nu s-a emis niciun certificat cu acest cod.');
    }
    expect((await page(`/c/${'0'.repeat(20)}?lang=en`)).text).toContain('There is no such certificate');
  });

  test('is only read', async () => {
    const { certificate } = await certified();
    const answer = await fetch(api.url + pathOf(certificate), { method: 'POST' });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET');
    expect(await answer.text()).toContain('<h1>');
  });

  test('guessing ends, in words', async () => {
    let answer = await page('/c/guess-0');
    for (let at = 1; answer.status === 404 && at < 400; at += 1) answer = await page(`/c/guess-${at}`);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBeTruthy();
    expect(answer.text).toContain('Prea multe încercări');
  });
});

test('who is only on the waiting list earns nothing', async () => {
  const course = await courseOf(api, project.id, 1);
  await enrolIn(api, course, (await addPerson(staff, project.id)).id, 'waiting');
  await decided(api, 'close', course.id, { sessionId: course.sessions[0] }, NOW);
  expect(await certify(course)).toMatchObject({ refusal: { code: 'nobody-entitled' } });
});
