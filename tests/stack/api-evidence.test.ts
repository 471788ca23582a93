/** Evidence: what is taken and what is refused, what lies on disk afterwards, and how it comes back. */
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FILE_LIMIT } from '../../server/files/upload.ts';
import { type Answered, type Api, startApi } from './api.ts';

let api: Api;
let milestone: string;
let requirement: string;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

beforeEach(async () => {
  milestone = (await api.milestone('A1')).id;
  const page = (await api.people.staff.get(`/api/milestones/${milestone}`)).json<{
    requirements: { key: string; accepts: string[] }[];
  }>();
  requirement = page.requirements.find(({ accepts }) => accepts.includes('file'))?.key ?? '';
});

const PDF = new TextEncoder().encode('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

function form(name: string, content: Uint8Array<ArrayBuffer> | string, fields: Record<string, string> = {}): FormData {
  const data = new FormData();
  for (const [field, value] of Object.entries({ requirement, ...fields })) data.set(field, value);
  data.set('file', new File([content], name));
  return data;
}
const give = (data: FormData, key?: string): Promise<Answered> =>
  api.people.staff.upload(`/api/milestones/${milestone}/evidence`, data, key);

/** Every file under the folder of files, without its path. */
async function onDisk(): Promise<string[]> {
  const entries = await readdir(api.filesDir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}
const sha256 = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex');
const count = async (): Promise<number> =>
  (await api.store.knex('evidence').count<{ count: number }[]>({ count: '*' }))[0]?.count ?? 0;

interface Given {
  id: string;
  name: string;
  description: string;
  file: { sha256: string; size: number; type: string };
}

describe('files that are taken', () => {
  test('a file lies under its content’s address, and comes back as a download that nothing can run', async () => {
    const answer = await give(
      form('Raport final – ședință.pdf', PDF, { description: 'Predat', datedOn: '2026-03-01' }),
    );
    expect(answer.status).toBe(201);
    const given = answer.json<Given>();
    expect(given).toMatchObject({
      name: 'Raport final – ședință.pdf',
      description: 'Predat',
      datedOn: '2026-03-01',
      file: { sha256: sha256(PDF), size: PDF.length, type: 'application/pdf' },
    });
    const stored = await readFile(join(api.filesDir, sha256(PDF).slice(0, 2), sha256(PDF)));
    expect(stored.equals(PDF)).toBe(true);
    const back = await api.people.auditor.get(`/api/evidence/${given.id}/file`);
    expect(back.text).toBe(new TextDecoder().decode(PDF));
    expect(Object.fromEntries(back.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition':
        `attachment; filename="Raport final _ sedinta.pdf"; ` +
        `filename*=UTF-8''Raport%20final%20%E2%80%93%20%C8%99edin%C8%9B%C4%83.pdf`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=0, must-revalidate',
    });
  });

  test('the same content twice is one file and two pieces of evidence', async () => {
    const content = `același ${randomUUID()}`;
    const first = (await give(form('a.txt', content))).json<Given>();
    const second = (await give(form('b.txt', content))).json<Given>();
    expect(second.file).toEqual(first.file);
    expect(second.id).not.toBe(first.id);
    expect((await onDisk()).filter((name) => name === sha256(content))).toHaveLength(1);
  });

  test('the same command twice, also at once, is one piece; with another file it is refused', async () => {
    const key = randomUUID();
    const before = await count();
    const answers = await Promise.all([give(form('a.txt', 'unu'), key), give(form('a.txt', 'unu'), key)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0]?.text).toBe(answers[1]?.text);
    expect(await count()).toBe(before + 1);
    const other = await give(form('a.txt', 'doi'), key);
    expect(other.problem()).toMatchObject({ status: 422, type: '/problems/idempotency-key-reused' });
    expect(await count()).toBe(before + 1);
  });

  test.each([
    ['text', 'proces-verbal.txt', 'Ședința din 5 mai', 'text/plain'],
    ['markdown', 'note.md', '# Note', 'text/markdown'],
    ['a table', 'prezenta.csv', 'nume;semnătură\n', 'text/csv'],
    ['an e-mail', 'mesaj.eml', 'From: a@example.org\r\nSubject: x\r\n\r\nx', 'message/rfc822'],
    ['a picture', 'foto.PNG', new Uint8Array(PNG), 'image/png'],
  ])('%s', async (_, name, content, type) => {
    const answer = await give(form(name, content));
    expect(answer.status).toBe(201);
    expect(answer.json<Given>().file.type).toBe(type);
  });

  test.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\x\\Desktop\\plan.txt', 'plan.txt'],
    ['a\u202Etxt.exe.txt', 'atxt.exe.txt'],
    ['Şedinţă.txt', 'Ședință.txt'],
    ['<script>alert(1)</script>.txt', 'script_.txt'],
    [`${'ă'.repeat(300)}.txt`, `${'ă'.repeat(196)}.txt`],
    ['.ascuns.txt', 'ascuns.txt'],
  ])('a name with a path or worse is cleaned: %j', async (name, cleaned) => {
    const answer = await give(form(name, `nume ${randomUUID()}`));
    expect(answer.status).toBe(201);
    expect(answer.json<Given>().name).toBe(cleaned);
    const back = await api.people.staff.get(`/api/evidence/${answer.json<Given>().id}/file`);
    expect(back.headers.get('content-disposition')).not.toMatch(/[\r\n]/);
  });
});

describe('files that are refused, leaving nothing behind', () => {
  test.each([
    ['a page', 'pagina.html', '<!doctype html><script>alert(1)</script>'],
    ['a page under another name', 'pagina.txt', '  <html><script>alert(1)</script>'],
    ['a drawing that can hold scripts', 'desen.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a drawing under another name', 'desen.txt', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a program', 'joc.exe', new Uint8Array([0x4d, 0x5a, ...new Array(200).fill(0)])],
    ['a program under another name', 'poza.png', new Uint8Array([0x4d, 0x5a, ...new Array(200).fill(0)])],
    ['a script', 'x.js', 'alert(1)'],
    ['a picture that says it is a document', 'raport.pdf', new Uint8Array(PNG)],
    ['a document that is none', 'raport.pdf', 'nu este PDF'],
    ['bytes that are no text', 'x.txt', new Uint8Array([0x61, 0x00, 0x62])],
    ['text in another encoding', 'x.csv', new Uint8Array([0xfe, 0x61, 0xba, 0x0a])],
    ['no e-mail', 'x.eml', 'bună ziua'],
    ['no ending', 'raport', 'text'],
  ])('%s', async (_, name, content) => {
    const [before, files] = [await count(), (await onDisk()).length];
    const answer = await give(form(name, content));
    expect(answer.problem()).toMatchObject({ status: 422, type: '/problems/file-refused' });
    expect(answer.problem().detail.length).toBeGreaterThan(20);
    expect(answer.problem().errors?.file).toBe(answer.problem().detail);
    expect(await count()).toBe(before);
    expect(await onDisk()).toHaveLength(files);
  });

  test.each([
    ['told before it comes', FILE_LIMIT + 1024 * 1024],
    ['found while it comes', FILE_LIMIT + 1],
  ])('one that is too large, %s: 413 that names the limit', async (_, size) => {
    const files = (await onDisk()).length;
    const answer = await give(form('mare.txt', new Uint8Array(size).fill(0x61)));
    expect(answer.problem()).toMatchObject({ status: 413, type: '/problems/file-too-large' });
    expect(answer.problem().detail).toContain('25 MB');
    expect(await onDisk()).toHaveLength(files);
  });

  test('one of exactly the limit is taken', async () => {
    const answer = await give(form('mare.txt', new Uint8Array(FILE_LIMIT).fill(0x61)));
    expect(answer.status).toBe(201);
    expect(answer.json<Given>().file.size).toBe(FILE_LIMIT);
  });

  test('an empty one, none, two, and a field too many', async () => {
    expect((await give(form('gol.txt', ''))).problem().errors?.file).toContain('empty');
    const none = new FormData();
    none.set('requirement', requirement);
    expect((await give(none)).problem().errors?.file).toBe('Choose a file.');
    const two = form('a.txt', 'a');
    two.append('file', new File(['b'], 'b.txt'));
    expect((await give(two)).problem().errors?.file).toBe('Send one file at a time.');
    expect((await give(form('a.txt', 'a', { extra: 'x' }))).problem().errors?.extra).toContain('not known');
    expect((await give(form('a.txt', 'a', { datedOn: '2026-02-30' }))).problem().errors?.datedOn).toContain(
      'YYYY-MM-DD',
    );
    expect((await give(form('a.txt', 'a', { requirement: 'nope' }))).problem()).toMatchObject({
      status: 422,
      type: '/problems/unknown-key',
    });
  });

  test('one that is cut off in the middle, again and again', async () => {
    const files = (await onDisk()).length;
    const before = await count();
    const boundary = 'granita';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="requirement"\r\n\r\n${requirement}\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n`;
    for (const abort of [true, true, false])
      await api.raw({
        path: `/api/milestones/${milestone}/evidence`,
        headers: {
          Cookie: api.people.staff.cookie,
          'Idempotency-Key': randomUUID(),
          'Content-Type': `multipart/form-data; boundary=${boundary}`,
          ...(abort && { 'Content-Length': '5000000' }),
        },
        chunks: [head, 'a'.repeat(200_000)],
        abort,
      });
    // A request that follows is answered after the server has dealt with those before it.
    expect((await give(form('după.txt', `după ${randomUUID()}`))).status).toBe(201);
    const settled = async () => (await onDisk()).length === files + 1;
    for (let turn = 0; turn < 200 && !(await settled()); turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 25));
    expect(await onDisk()).toHaveLength(files + 1);
    expect(await count()).toBe(before + 1);
  });

  test('no multipart at all', async () => {
    const send = (type: string, body: string) =>
      api.people.staff.send('POST', `/api/milestones/${milestone}/evidence`, body, {
        'Idempotency-Key': randomUUID(),
        'Content-Type': type,
      });
    expect((await send('multipart/form-data', 'x')).status).toBe(400);
    expect((await send('multipart/form-data; boundary=x', 'x')).status).toBe(400);
    expect((await send('text/plain', 'x')).status).toBe(415);
  });
});

describe('links', () => {
  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'http://localhost/',
    'https://x',
    'ftp://example.org/',
    'nu e adresă',
    `https://example.org/${'a'.repeat(3000)}`,
  ])('an address that is no public page is refused: %s', async (address) => {
    const answer = await api.people.staff.command(`/api/milestones/${milestone}/evidence`, {
      requirement,
      link: address,
      name: 'x',
    });
    expect(answer.status).toBe(422);
    expect(answer.problem().errors?.link).toContain('https://');
  });

  test('a requirement that takes files only refuses a link, and says so', async () => {
    const page = (await api.people.staff.get(`/api/milestones/${milestone}`)).json<{
      requirements: { key: string; accepts: string[] }[];
    }>();
    const fileOnly = page.requirements.find(({ accepts }) => !accepts.includes('link'))?.key;
    const answer = await api.people.staff.command(`/api/milestones/${milestone}/evidence`, {
      requirement: fileOnly,
      link: 'https://example.org/pagina',
      name: 'Pagina',
    });
    expect(answer.problem()).toMatchObject({ status: 422, type: '/problems/evidence-form' });
  });
});

describe('changing evidence', () => {
  test('a piece that is withdrawn stays on record and no longer counts; twice is as once', async () => {
    const given = (await give(form('retras.txt', `retras ${randomUUID()}`))).json<Given>();
    const { staff } = api.people;
    const have = async () =>
      (await staff.get(`/api/milestones/${milestone}`))
        .json<{ requirements: { key: string; have: number }[] }>()
        .requirements.find(({ key }) => key === requirement)?.have ?? 0;
    const before = await have();
    for (let turn = 0; turn < 2; turn += 1)
      expect((await staff.command(`/api/evidence/${given.id}/withdraw`)).status).toBe(200);
    expect(await have()).toBe(before - 1);
    expect((await staff.get(`/api/evidence/${given.id}`)).json().withdrawnAt).not.toBeNull();
    const events = await api.store
      .knex('events')
      .where({ type: 'evidence.withdrawn' })
      .select<{ data: string }[]>('data');
    expect(events.filter(({ data }) => data.includes(given.id))).toHaveLength(1);
  });

  test('R6 what was submitted is what is judged: no evidence and no figure changes afterwards', async () => {
    const given = (await give(form('judecat.txt', `judecat ${randomUUID()}`))).json<Given>();
    const { knex } = api.store;
    await knex('milestones')
      .where({ id: milestone })
      .update({ state: 'submitted', submitted_by: api.people.staff.id, submitted_at: new Date() });
    const files = (await onDisk()).length;
    const quantity = (
      await knex('quantities').where({ milestone_id: milestone }).first<{ key: string } | undefined>('key')
    )?.key;
    const answers = [
      await give(form('nou.txt', `nou ${randomUUID()}`)),
      await api.people.staff.command(`/api/evidence/${given.id}/withdraw`),
      await api.people.staff.command(`/api/milestones/${milestone}/quantities`, { key: quantity ?? 'x', actual: 1 }),
    ];
    expect(answers.map((answer) => answer.problem().type)).toEqual(Array(3).fill('/problems/evidence-frozen'));
    expect(answers.map(({ status }) => status)).toEqual([409, 409, 409]);
    expect(await onDisk()).toHaveLength(files);
    await knex('milestones')
      .where({ id: milestone })
      .update({ state: 'waiting', submitted_by: null, submitted_at: null });
  });

  test('a file whose upload began before its milestone was returned is there when it is taken', async () => {
    const { knex } = api.store;
    const milestoneRow = () => knex('milestones').where({ id: milestone });
    await milestoneRow().update({
      state: 'submitted',
      submitted_by: api.people.staff.id,
      submitted_at: new Date(),
    });
    const boundary = 'b';
    const upload = request(`${api.url}/api/milestones/${milestone}/evidence`, {
      method: 'POST',
      headers: {
        Cookie: api.people.staff.cookie,
        'Idempotency-Key': randomUUID(),
        'Content-Type': `multipart/form-data; boundary=${boundary}`,
      },
    });
    const answered = once(upload, 'response');
    const part = `--${boundary}\r\nContent-Disposition: form-data; name=`;
    upload.write(`${part}"requirement"\r\n\r\n${requirement}\r\n${part}"file"; filename="a.txt"\r\n\r\nîntors`);
    while ((await readdir(join(api.filesDir, 'incoming'))).length === 0)
      await new Promise((resolve) => setTimeout(resolve, 10));
    await milestoneRow().update({ state: 'returned' });
    upload.end(`\r\n--${boundary}--\r\n`);
    const [response] = (await answered) as [IncomingMessage];
    const { id } = (await json(response)) as Given;
    expect(response.statusCode).toBe(201);
    expect((await api.people.staff.get(`/api/evidence/${id}/file`)).text).toBe('întors');
    await milestoneRow().update({ state: 'waiting', submitted_by: null, submitted_at: null });
  });

  test('a milestone that the plan gives to the partner takes evidence from the partner, others from staff', async () => {
    const roles = async (key: string) => {
      const { id } = await api.milestone(key);
      const page = (await api.people.manager.get(`/api/milestones/${id}`)).json<{ requirements: { key: string }[] }>();
      const statuses: Record<string, number> = {};
      for (const who of ['staff', 'partner', 'manager', 'auditor'] as const) {
        const data = new FormData();
        data.set('requirement', page.requirements[0]?.key ?? '');
        data.set('file', new File([`${who} ${randomUUID()}`], 'x.txt'));
        statuses[who] = (await api.people[who].upload(`/api/milestones/${id}/evidence`, data)).status;
      }
      return statuses;
    };
    expect(await roles('A13')).toEqual({ staff: 403, partner: 201, manager: 201, auditor: 403 });
    expect(await roles('A1')).toEqual({ staff: 201, partner: 403, manager: 201, auditor: 403 });
  });
});
