/** Bad input: hostile text in every field, malformed bodies, lists that ask for what is not offered, keys reused. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { ROUTES } from '../../server/api/index.ts';
import { problem } from '../../server/schema/common.ts';
import { newAddress } from './addresses.ts';
import { type Answered, type Api, startApi } from './api.ts';
import { campaignBySql } from './money-by-sql.ts';
import { voteBySql } from './votes-by-sql.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const HOSTILE = {
  template: '{{constructor.constructor("return process")()}} {{> missing}} #{7*7}',
  script: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  header: 'x\r\nBcc: everybody@example.org\r\n\r\nbody',
  direction: 'plan\u202Efdp.exe\u2066',
  cedilla: 'şedinţă Ş Ţ',
  sql: `'; drop table users; --`,
  format: '%s %n %00 \\u0000',
  prototype: '__proto__',
  emoji: '👩‍👩‍👧 ﷽',
  decomposed: 's\u0326edint\u0326a\u0306',
} as const;
/** Each hostile text as it is kept. */
const KEPT: Partial<Record<keyof typeof HOSTILE, string>> = {
  header: 'x\nBcc: everybody@example.org\n\nbody',
  direction: 'planfdp.exe',
  cedilla: 'ședință Ș Ț',
  decomposed: 'ședință',
};
const cases = Object.entries(HOSTILE).map(
  ([name, text]) => [name, text, KEPT[name as keyof typeof HOSTILE] ?? text] as const,
);
const UNSTORABLE = ['\ud800', 'a\udc00b'];

/** The routes that take a body, each with one that is right but for the text. */
async function bodies(text: string): Promise<Record<string, object>> {
  const { id: milestone } = await api.milestone('A1');
  return {
    'POST /api/session/link': { token: text },
    'POST /api/session/password': { email: text, password: text },
    'POST /api/session/ask-link': { email: text },
    'PATCH /api/me': { locale: text },
    'POST /api/me/password': { password: text, current: text },
    'POST /api/users': { email: text, name: text, locale: text },
    [`PUT /api/users/${api.people.stranger.id}`]: { locale: text },
    'POST /api/projects': {
      slug: text,
      plan: text,
      startsOn: text,
      members: [{ userId: text, role: text }],
    },
    [`POST /api/projects/${api.project.id}/amend`]: { number: text, signedOn: text, newEnd: text, reason: text },
    [`POST /api/projects/${api.project.id}/members`]: { userId: text, role: text },
    'POST /api/persons': {
      projectId: api.project.id,
      familyName: text,
      givenName: text,
      email: text,
      category: text,
      fields: { [text]: text },
    },
    'POST /api/organisations': { projectId: text, name: text, note: text },
    [`POST /api/milestones/${milestone}/move`]: { dueOn: text, hash: text, reason: text },
    [`POST /api/milestones/${milestone}/adopt`]: { completedOn: text, reason: text },
    [`POST /api/milestones/${milestone}/assign`]: { ownerId: text },
    [`POST /api/milestones/${milestone}/quantities`]: { key: text, actual: text },
    [`POST /api/milestones/${milestone}/evidence`]: { requirement: text, link: text, name: text, description: text },
  };
}

const send = (who: 'manager' | 'administrator', route: string, body: unknown): Promise<Answered> => {
  const [method = '', path = ''] = route.split(' ');
  return api.people[who].send(method, path, body, { 'Idempotency-Key': randomUUID() });
};

function isProblem(answer: Answered): void {
  expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
  expect(problem.safeParse(answer.problem()).error).toBeUndefined();
  expect(answer.text).not.toMatch(/\n\s+at |node_modules|select .* from|insert into/i);
}

describe('hostile text', () => {
  test.each([
    ...cases.map(([name, text]) => [name, text] as const),
    ['10,000 characters', 'ă'.repeat(10_000)] as const,
  ])('in a field that takes no free text: a problem for each, never a fault (%s)', async (_, text) => {
    for (const [route, body] of Object.entries(await bodies(text))) {
      for (const who of ['manager', 'administrator'] as const) {
        const answer = await send(who, route, body);
        if (answer.status < 400) continue;
        expect({ route, status: answer.status }).toMatchObject({ status: expect.any(Number) });
        expect(answer.status).toBeLessThan(500);
        isProblem(answer);
      }
    }
  });

  test.each(UNSTORABLE)('text that PostgreSQL cannot keep is named, field by field: %j', async (text) => {
    for (const [route, body] of Object.entries(await bodies(text))) {
      const answer = await send('administrator', route, body);
      expect({ route, known: answer.status < 500 }).toEqual({ route, known: true });
    }
    const { id } = await api.milestone('A1');
    for (const field of ['requirement', 'name', 'description']) {
      const body = { requirement: 'x', link: 'https://example.org/', name: 'x', description: 'x', [field]: `a${text}` };
      const answer = await api.people.manager.command(`/api/milestones/${id}/evidence`, body);
      expect(answer.problem()).toMatchObject({
        status: 422,
        errors: { [field]: expect.stringContaining('cannot be kept') },
      });
    }
    const filter = encodeURIComponent(JSON.stringify({ q: `a${text}` }));
    expect((await api.people.manager.get(`/api/milestones?filter=${filter}`)).status).toBeLessThan(500);
  });

  test.each(cases)('in a name or a description it is kept as text: %s', async (_, text, kept) => {
    const { id } = await api.milestone('A13');
    const page = (await api.people.manager.get(`/api/milestones/${id}`)).json<{
      requirements: { key: string; accepts: string[] }[];
    }>();
    const requirement = page.requirements.find(({ accepts }) => accepts.includes('link'))?.key;
    const { id: a1 } = await api.milestone('A1');
    const user = await api.people.administrator.send('POST', '/api/users', {
      email: newAddress('cineva'),
      name: text,
    });
    expect(user.json()).toMatchObject({ name: kept });
    if (requirement === undefined) {
      const file = new FormData();
      file.set('requirement', page.requirements[0]?.key ?? '');
      file.set('description', text);
      file.set('file', new File([randomUUID()], 'x.txt'));
      const given = await api.people.manager.upload(`/api/milestones/${id}/evidence`, file);
      expect(given.json()).toMatchObject({ description: kept });
    } else {
      const given = await api.people.manager.command(`/api/milestones/${id}/evidence`, {
        requirement,
        link: 'https://example.org/',
        name: text,
        description: text,
      });
      expect(given.json()).toMatchObject({ name: kept, description: kept });
    }
    expect((await api.people.manager.get(`/api/milestones/${a1}`)).status).toBe(200);
  });

  test('a reason goes whole into the record of an amendment, and its number too', async () => {
    const project = (await api.people.manager.get(`/api/projects/${api.project.id}`)).json<{ endsOn: string }>();
    const body = {
      number: HOSTILE.script,
      signedOn: '2026-03-01',
      newEnd: `${Number(project.endsOn.slice(0, 4)) + 1}${project.endsOn.slice(4)}`,
      reason: HOSTILE.template,
    };
    const answer = await api.people.manager.command(`/api/projects/${api.project.id}/amend`, body);
    expect(answer.status).toBe(200);
    const page = (await api.people.auditor.get(`/api/projects/${api.project.id}`)).json<{ amendments: object[] }>();
    expect(page.amendments).toEqual([expect.objectContaining({ number: HOSTILE.script, reason: HOSTILE.template })]);
    const again = await api.people.manager.command(`/api/projects/${api.project.id}/amend`, {
      ...body,
      newEnd: '2040-01-01',
    });
    expect(again.problem()).toMatchObject({ status: 422, type: '/problems/amendment-number-used' });
  });
});

describe('days that no calendar of a project holds', () => {
  test.each(['0000-05-05', '9999-12-31'])(
    'R8 %s is refused in every field, and everything can still be read',
    async (day) => {
      const { manager, administrator } = api.people;
      const { id } = await api.milestone('A1');
      const project = `/api/projects/${api.project.id}`;
      const amendment = { number: '9', signedOn: day, newEnd: '2040-01-01' };
      const answers = [
        await manager.get(`/api/milestones/${id}/move-preview?dueOn=${day}`),
        await manager.command(`/api/milestones/${id}/move`, { dueOn: day, hash: 'x', reason: 'x' }),
        await manager.command(`/api/milestones/${id}/move`, { dueOn: '2030-01-01', hash: 'x', reason: 'x', amendment }),
        await manager.command(`/api/milestones/${id}/adopt`, { completedOn: day, reason: 'x' }),
        await manager.command(`${project}/amend`, { ...amendment, reason: 'x' }),
        await manager.command(`${project}/amend`, { ...amendment, signedOn: '2026-03-01', newEnd: day, reason: 'x' }),
        await administrator.command('/api/projects', {
          slug: 'departe',
          plan: 'cojocna',
          startsOn: day,
          members: [{ userId: manager.id, role: 'manager' }],
        }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([400, 422, 422, 422, 422, 422, 422]);
      expect((await manager.get('/api/milestones')).status).toBe(200);
    },
  );
});

describe('fields, in words', () => {
  test('each wrong field is named with its rule and the way out, in the language of the reader', async () => {
    const body = { slug: 'Ceva Greșit!', plan: 'cojocna', startsOn: '2026-13-01', members: [], extra: 1 };
    const english = await api.people.administrator.command('/api/projects', body);
    expect(english.problem()).toMatchObject({
      status: 422,
      type: '/problems/fields-not-valid',
      errors: {
        slug: expect.stringContaining('small letters'),
        startsOn: expect.stringContaining('YYYY-MM-DD'),
        members: 'Choose at least 1.',
        extra: expect.stringContaining('not known'),
      },
    });
    await api.people.administrator.send('PATCH', '/api/me', { locale: 'ro' });
    const romanian = await api.people.administrator.command('/api/projects', body);
    await api.people.administrator.send('PATCH', '/api/me', { locale: 'en' });
    expect(romanian.headers.get('Content-Language')).toBe('ro');
    expect(romanian.problem().errors).toMatchObject({
      startsOn: 'Scrieți o zi care există, ca AAAA-LL-ZZ.',
      members: 'Alegeți cel puțin 1 element.',
    });
  });

  test('without a session the browser’s language counts, and Romanian without one', async () => {
    const ask = async (language: string) =>
      (await api.visitor().get('/api/session', { 'Accept-Language': language })).problem().title;
    expect(await ask('en-GB,en;q=0.9')).toBe('You are not signed in');
    expect(await ask('fr')).toBe('Nu sunteți autentificat');
    expect(await ask('ro-RO,en;q=0.5')).toBe('Nu sunteți autentificat');
  });
});

describe('requests that are none', () => {
  test('malformed JSON, another type, a body too large, an unknown address, another method', async () => {
    const { id } = await api.milestone('A1');
    const post = (body: string, type = 'application/json') =>
      api.people.manager.send('POST', `/api/milestones/${id}/adopt`, body, {
        'Idempotency-Key': randomUUID(),
        'Content-Type': type,
      });
    const seen = {
      malformed: await post('{"reason":'),
      notAnObject: await post('[]'),
      text: await post('reason=x', 'application/x-www-form-urlencoded'),
      large: await post(JSON.stringify({ reason: 'x'.repeat(300_000) })),
      address: await api.people.manager.get('/api/nothing'),
      page: await api.people.manager.get('/nothing'),
      method: await api.people.manager.send('DELETE', `/api/milestones/${id}`),
    };
    expect(Object.fromEntries(Object.entries(seen).map(([name, { status }]) => [name, status]))).toEqual({
      malformed: 400,
      notAnObject: 422,
      text: 415,
      large: 413,
      address: 404,
      page: 404,
      method: 405,
    });
    for (const answer of Object.values(seen)) isProblem(answer);
    expect(seen.method.headers.get('Allow')).toBe('GET');
    expect(seen.large.problem().detail).toContain('256 kB');
  });

  test('a flood of nested brackets, of keys and of numbers is only malformed or not valid', async () => {
    const { id } = await api.milestone('A1');
    for (const body of [
      '['.repeat(100_000),
      `{${Array.from({ length: 5000 }, (_, i) => `"k${i}":1`).join(',')}}`,
      `{"reason":${'9'.repeat(5000)}}`,
      '{"__proto__":{"isAdmin":true},"constructor":1,"reason":"x"}',
    ]) {
      const answer = await api.people.manager.send('POST', `/api/milestones/${id}/waive`, body, {
        'Idempotency-Key': randomUUID(),
        'Content-Type': 'application/json',
      });
      expect([400, 422]).toContain(answer.status);
      isProblem(answer);
    }
  });
});

describe('lists', () => {
  const lists = ROUTES.filter(({ list }) => list !== null);
  const ask = (path: string, query: Record<string, unknown>) =>
    api.people.administrator.get(
      `${path}?${new URLSearchParams(
        Object.entries(query).map(([name, value]): [string, string] => [
          name,
          typeof value === 'string' ? value : JSON.stringify(value),
        ]),
      )}`,
    );

  let voteId: string;
  let campaignId: string;
  beforeAll(async () => {
    const { id: milestoneId } = await api.milestone('A13');
    const owner = { projectId: api.project.id, userId: api.people.manager.id };
    voteId = (await voteBySql(api.store.knex, { ...owner, milestoneId, voters: 3, state: 'announced' })).id;
    campaignId = (await campaignBySql(api.store, api.project.id, { raised: 500, key: 'A2' })).id;
  });

  /** A register, a roll and an account's lines are read by the people of their project, and only one at a time. */
  const askAny = ({ path, tag }: { path: string; tag: string }, query: Record<string, unknown>) => {
    const of: Readonly<Record<string, object>> = {
      register: { projectId: api.project.id },
      roll: { voteId },
      donors: { projectId: api.project.id },
      bank: { campaignId },
    };
    if (of[tag] === undefined) return ask(path, query);
    const parameters = { filter: of[tag], ...query };
    const written = Object.entries(parameters).map(([name, value]): [string, string] => [name, JSON.stringify(value)]);
    return api.people.manager.get(`${path}?${new URLSearchParams(written)}`);
  };

  test.each(lists.map((route) => [route.path, route] as const))(
    '%s: every sort, a range, a total',
    async (_, route) => {
      const { list } = route;
      for (const field of list?.sorts ?? [])
        for (const order of ['ASC', 'DESC']) {
          const answer = await askAny(route, { sort: [field, order], range: [0, 1] });
          expect({ field, status: answer.status }).toEqual({ field, status: 200 });
          const rows = answer.json<object[]>();
          const total = Number(answer.headers.get('Content-Range')?.split('/')[1]);
          expect(answer.headers.get('Content-Range')).toBe(
            rows.length === 0 ? `${list?.name} */0` : `${list?.name} 0-${rows.length - 1}/${total}`,
          );
          expect(total).toBeGreaterThanOrEqual(rows.length);
        }
      expect((await askAny(route, { range: [5000, 5009] })).json()).toEqual([]);
    },
  );

  test.each(lists.map((route) => [route.path] as const))(
    '%s: what is not offered is refused with words',
    async (path) => {
      for (const query of [
        { sort: ['password_hash', 'ASC'] },
        { sort: ['id; drop table users', 'ASC'] },
        { sort: ['id', 'sideways'] },
        { sort: 'id' },
        { range: [10, 5] },
        { range: [0, 1_000_000] },
        { range: [-1, 5] },
        { filter: { password_hash: 'x' } },
        { filter: { id: 'x' } },
        { filter: [1] },
        { filter: '{' },
        { page: 1 },
      ]) {
        const answer = await ask(path, query);
        expect({ query, status: answer.status }).toEqual({ query, status: 400 });
        expect(answer.problem().type).toBe('/problems/query-not-valid');
        isProblem(answer);
      }
    },
  );

  test('pages do not overlap, and together they are all', async () => {
    const seen: string[] = [];
    for (let from = 0; ; from += 3) {
      const answer = await ask('/api/milestones', { sort: ['stage', 'DESC'], range: [from, from + 2] });
      const rows = answer.json<{ id: string }[]>();
      seen.push(...rows.map(({ id }) => id));
      if (rows.length < 3) {
        expect(new Set(seen).size).toBe(seen.length);
        expect(Number(answer.headers.get('Content-Range')?.split('/')[1])).toBe(seen.length);
        break;
      }
    }
  });

  test('getMany by ids, and a search without regard to diacritics or wildcards', async () => {
    const all = (await ask('/api/milestones', {})).json<{ id: string; title: { ro: string } }[]>();
    const ids = all.slice(0, 2).map(({ id }) => id);
    const many = (await ask('/api/milestones', { filter: { id: ids } })).json<{ id: string }[]>();
    expect(many.map(({ id }) => id).sort()).toEqual([...ids].sort());
    const word = all.flatMap(({ title }) => title.ro.split(' ')).find((each) => /[ăâîșț]/.test(each)) ?? '';
    expect(word).not.toBe('');
    const bare = word.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
    expect((await ask('/api/milestones', { filter: { q: bare } })).json<object[]>().length).toBeGreaterThan(0);
    for (const q of ['%', '_', '\\', '%%%%'])
      expect((await ask('/api/milestones', { filter: { q } })).json()).toEqual([]);
  });

  test('R7 the next reminder is shown, and late is told by the domain’s clock', async () => {
    const rows = async () =>
      (await ask('/api/milestones', { filter: { projectId: api.project.id, late: true } })).json<object[]>();
    expect(await rows()).toEqual([]);
    const { id } = await api.milestone('A1');
    const page = (await api.people.staff.get(`/api/milestones/${id}`)).json<{
      dueAt: string;
      nextReminderAt: string;
    }>();
    expect(Date.parse(page.nextReminderAt)).toBeLessThan(Date.parse(page.dueAt));
    api.setClock(new Date(Date.parse(page.dueAt) + 1000));
    expect((await rows()).length).toBeGreaterThan(0);
    api.setClock(new Date('2026-03-02T10:00:00Z'));
  });
});

describe('idempotency', () => {
  const amount = async (key: string, body: object): Promise<Answered> => {
    const { id } = await api.milestone('A1');
    return api.people.manager.command(`/api/milestones/${id}/quantities`, body, key);
  };
  const quantityKey = async (): Promise<string> => {
    const { id } = await api.milestone('A1');
    return (await api.store.knex('quantities').where({ milestone_id: id }).first<{ key: string }>('key')).key;
  };
  const recorded = async (): Promise<number> =>
    (await api.store.knex('events').where({ type: 'quantity.recorded' }).count<{ count: number }[]>({ count: '*' }))[0]
      ?.count ?? 0;

  const commands = ROUTES.filter(
    ({ idempotent, access }) =>
      idempotent && (access.who !== 'member' || access.object === 'project' || access.object === 'milestone'),
  );
  test.each(commands.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s needs a key',
    async (_, { path, access }) => {
      const milestone = path.includes('/milestones/') ? (await api.milestone('A1')).id : '';
      const who = api.people[access.who === 'administrator' ? 'administrator' : 'manager'];
      const address = path.replace(':id', milestone || api.project.id);
      for (const key of [null, 'short', 'x'.repeat(201), 'cheie\u00e9cheie'])
        expect(
          (await who.send('POST', address, {}, key === null ? {} : { 'Idempotency-Key': key })).problem(),
        ).toMatchObject({ status: 400, type: '/problems/idempotency-key-missing' });
    },
  );

  test('the same command again gets the recorded answer; with other content it is refused; at once it has one effect', async () => {
    const key = await quantityKey();
    const first = randomUUID();
    const before = await recorded();
    const answers = await Promise.all(Array.from({ length: 6 }, () => amount(first, { key, actual: 7 })));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await recorded()).toBe(before + 1);
    // The order of the members is not content.
    expect((await amount(first, { actual: 7, key })).status).toBe(200);
    const other = await amount(first, { key, actual: 8 });
    expect(other.problem()).toMatchObject({ status: 422, type: '/problems/idempotency-key-reused' });
    expect(await recorded()).toBe(before + 1);
  });

  test('a key is one person’s: somebody else may use the same', async () => {
    const key = await quantityKey();
    const shared = randomUUID();
    const { id } = await api.milestone('A1');
    expect(
      (await api.people.manager.command(`/api/milestones/${id}/quantities`, { key, actual: 1 }, shared)).status,
    ).toBe(200);
    expect(
      (await api.people.staff.command(`/api/milestones/${id}/quantities`, { key, actual: 2 }, shared)).status,
    ).toBe(200);
  });

  test('a refusal is recorded too', async () => {
    const key = randomUUID();
    const first = await amount(key, { key: 'nope', actual: 1 });
    expect(first.problem()).toMatchObject({ status: 422, type: '/problems/unknown-key' });
    expect((await amount(key, { key: 'nope', actual: 1 })).text).toBe(first.text);
  });
});

describe('security headers', () => {
  test('every answer forbids sniffing, framing and foreign scripts, and names no software', async () => {
    for (const path of ['/admin', '/healthz', '/api/session', '/nothing']) {
      const { headers } = await api.visitor().get(path);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      const policy = headers.get('Content-Security-Policy') ?? '';
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('upgrade-insecure-requests');
      expect(headers.get('X-Powered-By')).toBeNull();
      expect(headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe('the description', () => {
  test('is valid OpenAPI 3.1 and holds every route, each with its key and its problems', async () => {
    const document = (await api.visitor().get('/api/openapi.json')).json<{
      paths: Record<string, Record<string, { parameters?: { name: string }[]; responses: object }>>;
    }>();
    const result = await new Validator().validate(document);
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    for (const { method, path, idempotent } of ROUTES) {
      const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method];
      expect({ path, there: operation !== undefined }).toEqual({ path, there: true });
      expect(operation?.responses).toHaveProperty('default');
      expect((operation?.parameters ?? []).some(({ name }) => name === 'Idempotency-Key')).toBe(idempotent);
    }
  });
});
