/** Signing in and out: links that work once, passwords with limits, cookies, origins. */
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSignInLink } from '../../db/sign-in-links.ts';
import { type Api, startApi, type Visitor } from './api.ts';
import { testServer } from './database.ts';

let api: Api;
// One a test: what one test uses up of the limits is not another's.
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.close());

const tokenOf = (url: string): string => url.split('token=')[1] ?? '';
const link = (visitor: Visitor, token: string) => visitor.send('POST', '/api/session/link', { token });
const password = (visitor: Visitor, email: string, word: string) =>
  visitor.send('POST', '/api/session/password', { email, password: word });

describe('single-use links', () => {
  test('a link works once, and its token is in no column of the database', async () => {
    const token = tokenOf(await api.signInLink(api.people.staff.id));
    const first = api.visitor();
    expect((await link(first, token)).status).toBe(204);
    expect((await first.get('/api/session')).json()).toMatchObject({ email: 'staff@example.org' });
    const second = await link(api.visitor(), token);
    expect(second.status).toBe(401);
    expect(second.problem().type).toBe('/problems/link-not-valid');
    const { rows } = await api.store.knex.raw<{ rows: object[] }>('select l::text as line from sign_in_links l');
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test('of many at once, one signs in', async () => {
    const token = tokenOf(await api.signInLink(api.people.staff.id));
    const answers = await Promise.all(Array.from({ length: 8 }, () => link(api.visitor(), token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array(7).fill(401)]);
  });

  test('one that has expired, is unknown or belongs to somebody disabled is refused alike', async () => {
    const { knex } = api.store;
    const expired = tokenOf((await createSignInLink(knex, api.people.staff.id, api.url, -1)).url);
    const disabled = tokenOf(await api.signInLink(api.people.auditor.id));
    await knex('users').where({ id: api.people.auditor.id }).update({ disabled_at: new Date() });
    const problems = [];
    for (const token of [expired, disabled, 'x'.repeat(43)])
      problems.push((await link(api.visitor(), token)).problem());
    expect(new Set(problems.map((problem) => JSON.stringify(problem))).size).toBe(1);
    expect(problems[0]?.status).toBe(401);
  });

  test('guessing is stopped, with the time to wait', async () => {
    const visitor = api.visitor();
    for (let attempt = 0; attempt < 30; attempt += 1) expect((await link(visitor, 'x'.repeat(43))).status).toBe(401);
    const stopped = await link(visitor, tokenOf(await api.signInLink(api.people.staff.id)));
    expect(stopped.status).toBe(429);
    expect(Number(stopped.headers.get('Retry-After'))).toBeGreaterThan(0);
  });
});

describe('links by e-mail', () => {
  test('the answer does not tell whether there is such a user; the mail is in their language and works once', async () => {
    const dir = testServer('TEST_MAIL_DIR');
    const before = new Set(await readdir(dir));
    const ask = (email: string) => api.visitor().send('POST', '/api/session/ask-link', { email });
    const [known, unknown] = [await ask('Staff@Example.org '), await ask('nobody@example.org')];
    expect([known.status, known.text]).toEqual([202, '']);
    expect([unknown.status, unknown.text]).toEqual([202, '']);
    const mine = async () => {
      for (const name of await readdir(dir)) {
        if (before.has(name) || !name.endsWith('.eml')) continue;
        const mail = (await readFile(join(dir, name), 'utf8')).replace(/=\r?\n/g, '').replaceAll('=3D', '=');
        if (mail.includes(api.url)) return mail;
      }
      return null;
    };
    let mail = await mine();
    for (let turn = 0; turn < 200 && mail === null; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      mail = await mine();
    }
    expect(mail).toContain('Subject: Your link into Jalon');
    const token = /token=([\w-]{43})/.exec(mail ?? '')?.[1] ?? '';
    expect((await link(api.visitor(), token)).status).toBe(204);
    expect((await link(api.visitor(), token)).status).toBe(401);
  });

  test('asking again and again for one account is stopped', async () => {
    const ask = () => api.visitor().send('POST', '/api/session/ask-link', { email: 'nobody@example.org' });
    for (let attempt = 0; attempt < 5; attempt += 1) expect((await ask()).status).toBe(202);
    expect((await ask()).status).toBe(429);
  });

  test.each([
    'a@example.org\r\nBcc: everybody@example.org',
    'a@example.org\nx@example.org',
    'a@example.org,b@example.org',
    '<a@example.org>',
    'a b@example.org',
    `${'a'.repeat(250)}@example.org`,
  ])('an address that would be two, or a header, is refused: %j', async (email) => {
    const answer = await api.visitor().send('POST', '/api/session/ask-link', { email });
    expect(answer.status).toBe(422);
    expect(answer.problem().errors?.email).toContain('one e-mail address');
  });
});

describe('passwords', () => {
  const WORD = 'un cuvânt de trecere lung';

  test('set with a session, used without one; a change ends the other sessions', async () => {
    const { staff } = api.people;
    expect((await staff.send('POST', '/api/me/password', { password: 'scurt' })).problem().errors?.password).toContain(
      '12',
    );
    expect((await staff.send('POST', '/api/me/password', { password: WORD })).status).toBe(204);
    const elsewhere = api.visitor();
    // Written with the other form of the same letters.
    expect((await password(elsewhere, 'STAFF@example.org', WORD.normalize('NFD'))).status).toBe(204);
    const wrong = await elsewhere.send('POST', '/api/me/password', { current: 'x', password: `${WORD}!` });
    expect(wrong.problem().errors?.current).toBeDefined();
    expect((await elsewhere.send('POST', '/api/me/password', { current: WORD, password: `${WORD}!` })).status).toBe(
      204,
    );
    expect((await elsewhere.get('/api/session')).status).toBe(200);
    expect((await staff.get('/api/session')).status).toBe(401);
    const { password_hash: hash } = await api.store
      .knex('users')
      .where({ id: staff.id })
      .first<{ password_hash: string }>();
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('a wrong one, an unknown account and an account without one answer alike', async () => {
    await api.people.staff.send('POST', '/api/me/password', { password: WORD });
    const problems = [];
    for (const email of ['staff@example.org', 'nobody@example.org', 'auditor@example.org'])
      problems.push((await password(api.visitor(), email, 'not the word')).text);
    expect(new Set(problems).size).toBe(1);
    expect(JSON.parse(problems[0] ?? '').status).toBe(401);
  });

  test('ten failures close an account for a while, also to who knows the word', async () => {
    await api.people.staff.send('POST', '/api/me/password', { password: WORD });
    for (let attempt = 0; attempt < 10; attempt += 1)
      expect((await password(api.visitor(), 'staff@example.org', 'no')).status).toBe(401);
    const stopped = await password(api.visitor(), 'staff@example.org', WORD);
    expect(stopped.status).toBe(429);
    expect(stopped.problem().detail).toMatch(/^Try again in \d+ min\.$/);
    // Another account still may, until the address has failed too often.
    expect((await password(api.visitor(), 'auditor@example.org', 'no')).status).toBe(401);
  });

  test('thirty failures close an address, whatever accounts were tried', async () => {
    for (let attempt = 0; attempt < 30; attempt += 1)
      expect((await password(api.visitor(), `nobody-${attempt}@example.org`, 'no')).status).toBe(401);
    expect((await password(api.visitor(), 'somebody@example.org', 'no')).status).toBe(429);
  });
});

describe('sessions', () => {
  test('the cookie cannot be read by scripts, and its id changes with signing in', async () => {
    const visitor = api.visitor();
    visitor.cookie = 'jalon=s%3Aplanted.value';
    const answer = await link(visitor, tokenOf(await api.signInLink(api.people.staff.id)));
    const cookie = answer.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/^jalon=/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie).not.toContain('planted');
    // The same browser signs in as somebody else: the first session is gone.
    const first = visitor.cookie;
    await link(visitor, tokenOf(await api.signInLink(api.people.auditor.id)));
    expect(visitor.cookie).not.toBe(first);
    const old = api.visitor();
    old.cookie = first;
    expect((await old.get('/api/session')).status).toBe(401);
  });

  test('nobody gets a session by only asking', async () => {
    const answer = await api.visitor().get('/api/session');
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.status).toBe(401);
  });

  test('signing out ends it on the server', async () => {
    const { staff } = api.people;
    const kept = staff.cookie;
    expect((await staff.send('DELETE', '/api/session')).status).toBe(204);
    staff.cookie = kept;
    expect((await staff.get('/api/session')).status).toBe(401);
  });

  test('a session that was ended during a long request is not brought back by its end', async () => {
    const { staff } = api.people;
    const { knex } = api.store;
    const sessions = () => knex('web_sessions').whereRaw(`sess->>'userId' = ?`, [staff.id]);
    // Long unseen: this request renews it.
    await sessions().update({ sess: knex.raw(`jsonb_set(sess, '{seenAt}', '1')`) });
    const kept = staff.cookie;
    const { id } = await api.milestone('A1');
    const boundary = 'b';
    const upload = request(`${api.url}/api/milestones/${id}/evidence`, {
      method: 'POST',
      headers: {
        Cookie: kept,
        'Idempotency-Key': 'a long upload',
        'Content-Type': `multipart/form-data; boundary=${boundary}`,
      },
    });
    const answered = once(upload, 'response');
    upload.write(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\ntext`);
    while ((await readdir(join(api.filesDir, 'incoming'))).length === 0)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect((await staff.send('DELETE', '/api/session')).status).toBe(204);
    upload.end(`\r\n--${boundary}--\r\n`);
    const [response] = (await answered) as [IncomingMessage];
    await once(response.resume(), 'end');
    expect(await sessions()).toEqual([]);
    staff.cookie = kept;
    expect((await staff.get('/api/session')).status).toBe(401);
  });

  test('somebody who is disabled is out at once, with every session and link', async () => {
    const { administrator, staff } = api.people;
    const token = tokenOf(await api.signInLink(staff.id));
    const answer = await administrator.send('PUT', `/api/users/${staff.id}`, { disabled: true });
    expect(answer.json()).toMatchObject({ disabled: true });
    expect((await staff.get('/api/session')).status).toBe(401);
    await administrator.send('PUT', `/api/users/${staff.id}`, { disabled: false });
    expect((await staff.get('/api/session')).status).toBe(401);
    expect((await link(api.visitor(), token)).status).toBe(401);
  });

  test('a session ends after its longest life, and after its time without use', async () => {
    const { staff } = api.people;
    const { knex } = api.store;
    const where = ['sess->>? = ?', ['userId', staff.id]] as const;
    const started = Date.now() - 8 * 24 * 3600_000;
    await knex('web_sessions')
      .whereRaw(...where)
      .update({ sess: knex.raw(`jsonb_set(sess, '{startedAt}', to_jsonb(?::bigint))`, [started]) });
    expect((await staff.get('/api/session')).status).toBe(401);
    const { auditor } = api.people;
    await knex('web_sessions')
      .whereRaw('sess->>? = ?', ['userId', auditor.id])
      .update({ expire: new Date(Date.now() - 1000) });
    expect((await auditor.get('/api/session')).status).toBe(401);
  });

  test('the last administrator stays one', async () => {
    const { administrator } = api.people;
    for (const change of [{ isAdmin: false }, { disabled: true }]) {
      const answer = await administrator.send('PUT', `/api/users/${administrator.id}`, change);
      expect(answer.problem()).toMatchObject({ status: 409, type: '/problems/last-administrator' });
    }
    await administrator.send('PUT', `/api/users/${api.people.staff.id}`, { isAdmin: true });
    expect((await administrator.send('PUT', `/api/users/${administrator.id}`, { isAdmin: false })).status).toBe(200);
    expect((await administrator.get('/api/users')).status).toBe(403);
  });
});

describe('origins', () => {
  const ask = (headers: Record<string, string>) => api.people.staff.send('PATCH', '/api/me', { locale: 'en' }, headers);

  test('a write from another site’s page is refused, from our own or from a program it is not', async () => {
    for (const headers of [
      { Origin: 'https://evil.example.org' },
      { Origin: 'null' },
      { Origin: `${api.url}.evil.example.org` },
      { Origin: api.url.replace('http:', 'https:') },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ]) {
      const answer = await ask(headers);
      expect({ headers, status: answer.status }).toEqual({ headers, status: 403 });
      expect(answer.problem().type).toBe('/problems/foreign-origin');
    }
    for (const headers of [
      {},
      { Origin: api.url },
      { Origin: api.url.replace('127.0.0.1', 'localhost') },
      { 'Sec-Fetch-Site': 'same-origin' },
    ])
      expect({ headers, status: (await ask(headers)).status }).toEqual({ headers, status: 200 });
  });

  test('reading does not ask for the origin, and no answer lets another site read it', async () => {
    const answer = await api.people.staff.get('/api/session', { Origin: 'https://evil.example.org' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });
});

describe('users', () => {
  test('made by an administrator, who gets a link for them that is shown once', async () => {
    const { administrator } = api.people;
    const made = await administrator.send('POST', '/api/users', {
      email: 'Noua.Persoana@Example.org',
      name: ' Şerban Ţepeş ',
    });
    expect(made.status).toBe(201);
    expect(made.json()).toMatchObject({ email: 'noua.persoana@example.org', name: 'Șerban Țepeș', locale: 'ro' });
    const { id } = made.json<{ id: string }>();
    const given = await administrator.send('POST', `/api/users/${id}/sign-in-link`);
    expect(given.status).toBe(201);
    const visitor = api.visitor();
    expect((await link(visitor, tokenOf(given.json<{ url: string }>().url))).status).toBe(204);
    const again = await administrator.send('POST', '/api/users', { email: 'noua.persoana@example.org', name: 'x' });
    expect(again.problem().errors?.email).toBe('Another user has this address.');
    const found = await administrator.get(`/api/users?filter=${encodeURIComponent('{"q":"serban tepes"}')}`);
    expect(found.json<object[]>()).toHaveLength(1);
  });
});
