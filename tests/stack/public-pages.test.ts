/** The public pages of a project: front, project, calendar, consultations, documents; their faults; both languages. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Plan } from '../../domain/plan.ts';
import { type Answered, type Api, startApi } from './api.ts';
import { planWith } from './plans.ts';
import { mark, personsWith, runWith } from './runs-by-sql.ts';

const NOW = new Date('2026-03-20T09:00:00Z');
const HOSTILE = `Sat „verde” <script>alert(1)</script> & "co"`;
const HOSTILE_WRITTEN = 'Sat „verde” &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;co&quot;';
const LANGUAGES = ['ro', 'en'] as const;
const WHOLE = ['A1', 'A2', 'A8', 'A9', 'A10', 'A15'] as const;

let api: Api;
let plan: Plan;
let slug: string;
let projectId: string;

beforeAll(async () => {
  api = await startApi();
  plan = planWith(WHOLE);
  ({ id: projectId, slug } = await project(plan));
  api.setClock(NOW);
});
afterAll(() => api.close());

async function project(of: Plan): Promise<{ id: string; slug: string }> {
  const { staff, manager, partner, auditor } = api.people;
  return api.createProject(of, '2026-03-01', [staff, manager, partner, auditor]);
}

/** A consultation of a project; its only session begins at `startsAt` and lasts two hours. */
async function consultation(
  of: string,
  number: number,
  startsAt: Date,
  change: Readonly<Record<string, unknown>> = {},
): Promise<{ id: string; sessions: readonly string[] }> {
  const { id: milestoneId } = await api.milestone('A9', of);
  const run = await runWith(api, { projectId: of, milestoneId }, { number, closed: false });
  const notice = { notice_published_at: new Date('2026-03-05T10:00:00Z'), title: `Consultarea ${number}`, ...change };
  await api.store.knex('runs').where({ id: run.id }).update(notice);
  const endsAt = new Date(startsAt.getTime() + 2 * 3_600_000);
  await api.store.knex('sessions').where({ run_id: run.id }).update({ starts_at: startsAt, ends_at: endsAt });
  return run;
}

const close = (runId: string) =>
  api.store.knex('sessions').where({ run_id: runId }).update({ closed_at: NOW, closed_by: api.people.staff.id });

const open = (path: string): Promise<Answered> => api.visitor().get(path);
const PATHS = ['', '/calendar', '/consultations', '/documents'] as const;
const NAMES = {
  ro: ['Proiectul', 'Calendar', 'Consultări', 'Propuneri', 'Vot', 'Documente'],
  en: ['The project', 'Calendar', 'Consultations', 'Proposals', 'Vote', 'Documents'],
} as const;

describe('every page of a project', () => {
  const cases = PATHS.flatMap((path) => LANGUAGES.map((lang) => [path === '' ? 'project' : path, lang, path] as const));

  test.each(cases)('R26 %s in %s: publicity line, navigation, no script, under 60 kB', async (_name, lang, path) => {
    const { status, text, headers } = await open(`/p/${slug}${path}?lang=${lang}`);
    expect(status).toBe(200);
    expect(text).toContain(plan.publicity[lang]);
    expect(text).toContain(`<html lang="${lang}">`);
    for (const name of NAMES[lang]) expect(text).toContain(`>${name}</a>`);
    expect(text.split('aria-current="page"')).toHaveLength(2);
    expect(text).toContain(`href="/p/${slug}${path}?lang=${lang}" aria-current="page"`);
    expect(text).not.toMatch(/<script|javascript:|\son[a-z]+=/i);
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(headers.get('Set-Cookie')).toBeNull();
    expect(Buffer.byteLength(text)).toBeLessThan(60_000);
  });

  test.each(PATHS)('%s: nothing of one language stands in the other', async (path) => {
    const ro = (await open(`/p/${slug}${path}?lang=ro`)).text;
    const en = (await open(`/p/${slug}${path}?lang=en`)).text.replace('>Română<', '');
    expect(/.*[ăâîșț].*/i.exec(en)?.[0]).toBeUndefined();
    for (const word of ['The project', 'Published', 'Nothing', 'completed']) expect(ro).not.toContain(word);
  });

  test.each(PATHS)('%s: can be found and kept, and is sent again only when it changed', async (path) => {
    const { headers, text } = await open(`/p/${slug}${path}`);
    expect(text).not.toContain('noindex');
    expect(headers.get('X-Robots-Tag')).toBeNull();
    expect(headers.get('Vary')).toContain('Accept-Language');
    const kept = { 'If-None-Match': headers.get('ETag') ?? '', 'Cache-Control': 'max-age=0' };
    expect((await api.visitor().get(`/p/${slug}${path}`, kept)).status).toBe(304);
    // In the other language it is another page.
    expect((await api.visitor().get(`/p/${slug}${path}?lang=ro`, kept)).status).toBe(200);
  });

  test.each(PATHS)('%s: HEAD says the same without the page', async (path) => {
    const { headers } = await open(`/p/${slug}${path}`);
    const head = await api.visitor().send('HEAD', `/p/${slug}${path}`);
    expect(head).toMatchObject({ status: 200, text: '' });
    for (const name of ['Content-Length', 'Content-Type', 'ETag'])
      expect(head.headers.get(name)).toBe(headers.get(name));
  });

  test.each(PATHS)('%s of a project that is not there is a page that says so', async (path) => {
    for (const unknown of ['nimic', '..%2fapi', 'Cojocna%00', 'x'.repeat(200)]) {
      const answer = await open(`/p/${unknown}${path}?lang=ro`);
      expect(answer.status).toBe(404);
      expect(answer.text).toContain('<h1>Pagina nu există</h1>');
      expect(answer.headers.get('X-Robots-Tag')).toBe('noindex');
    }
  });

  test('R26 faults of a project’s pages carry its publicity line, and the way back', async () => {
    for (const path of [
      '/nimic',
      '/documents/nimic',
      `/runs/${randomUUID()}`,
      '/e/nimic',
      '/confirm/nimic',
      '/a/b/c',
    ]) {
      const answer = await open(`/p/${slug}${path}?lang=ro`);
      expect(answer.status).toBe(404);
      expect(answer.text).toContain(plan.publicity.ro);
      expect(answer.text).toContain(`href="/p/${slug}/calendar?lang=ro"`);
      expect(answer.text).toContain('noindex');
    }
    const posted = await api.visitor().send('POST', `/p/${slug}/calendar?lang=ro`, {});
    expect(posted.status).toBe(405);
    expect(posted.headers.get('Allow')).toBe('GET');
    expect(posted.text).toContain(plan.publicity.ro);
  });

  test('what the query says changes nothing but the language', async () => {
    const plain = (await open(`/p/${slug}?lang=en`)).text;
    for (const query of ['lang=en&lang=ro', 'lang=en&page=-1', 'lang=en&page=%3Cscript%3E', 'lang=en&x[y]=1'])
      expect((await open(`/p/${slug}?${query}`)).status).toBe(200);
    const turned = await open(`/p/${slug}?lang=en&page=9`);
    expect(turned.text.replace('?lang=ro&amp;page=9', '?lang=ro')).toBe(plain);
    expect((await open(`/p/${slug}?lang=%22%3E%3Cscript%3E`)).text).not.toContain('<script');
  });
});

describe('the front page', () => {
  test('names the projects with where they stand, each with its funder’s line, and the way in for the team', async () => {
    const { status, text, headers } = await open('/?lang=ro');
    expect(status).toBe(200);
    expect(text).toContain(`<a href="/p/${slug}?lang=ro">${plan.title.ro}</a>`);
    expect(text).toContain('activități încheiate: 0 din 6');
    expect(text.split(plan.publicity.ro).length).toBeGreaterThan(3);
    expect(text).toContain('<a href="/admin/">Intrare pentru echipă</a>');
    expect(text).not.toContain('<script');
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect((await open('/?lang=en')).text).toContain('Staff sign-in');
  });

  test('many projects come in pages, those under way first, and each stays under 60 kB', async () => {
    const { knex } = api.store;
    const copies = Array.from({ length: 40 }, (_, at) => ({
      id: randomUUID(),
      slug: `vechi-${String(at).padStart(2, '0')}`,
    }));
    for (const copy of copies)
      await api.database.owner.raw(
        `insert into projects select (jsonb_populate_record(p, :other::jsonb)).* from projects p where p.id = :id`,
        { id: projectId, other: JSON.stringify({ ...copy, state: 'completed', completed_at: NOW }) },
      );
    const first = (await open('/?lang=en')).text;
    expect(first.indexOf(slug)).toBeLessThan(first.indexOf('vechi-00'));
    expect(Buffer.byteLength(first)).toBeLessThan(60_000);
    expect(first).toContain('href="/?lang=en&amp;page=2"');
    const second = (await open('/?lang=en&page=2')).text;
    expect(second).toContain('Later projects');
    for (const copy of copies) expect(first.includes(copy.slug)).not.toBe(second.includes(copy.slug));
    await api.database
      .owner('projects')
      .whereIn(
        'id',
        copies.map(({ id }) => id),
      )
      .delete();
    expect(await knex('projects').where({ state: 'completed' })).toEqual([]);
  });

  test('is not the API: an unknown address there is still answered as a program reads it', async () => {
    const answer = await open('/api/nothing');
    expect(answer.status).toBe(404);
    expect(answer.problem().type).toBe('/problems/not-found');
    expect((await open('/nothing')).problem().status).toBe(404);
  });
});

describe('the project’s page', () => {
  test('says what it is about, who carries it, and shows the budget with its 3,00 lei', async () => {
    const { text } = await open(`/p/${slug}?lang=ro`);
    for (const words of [
      plan.summary.ro,
      'Fundația Civitas',
      'Primăria Cojocna',
      'Comuna Ciugud',
      'Fondul Social European',
      'MySMIS2014+ 151364, SIPOCA 913',
      '1 martie 2026',
      '416.186,58\u00a0lei',
    ])
      expect(text).toContain(words);
    expect(text).toContain('Sursele însumează 416.183,58\u00a0lei, cu 3,00\u00a0lei mai puțin decât totalul publicat');
  });

  test('stages stand as their milestones do, in words of people who do not work on them', async () => {
    const { id, slug: own } = await project(plan);
    const of = (key: string) => api.store.knex('milestones').where({ project_id: id, key });
    const submitted = { submitted_at: NOW, submitted_by: api.people.staff.id };
    await of('A1').update({ state: 'approved', ...submitted, ended_at: NOW, ended_by: api.people.manager.id });
    await of('A2').update({ state: 'returned' });
    await of('A8').update({ state: 'submitted', ...submitted });
    const { text } = await open(`/p/${own}?lang=ro`);
    expect(text).toContain('Etapa: Instruire (în derulare) · activități încheiate: 1 din 6');
    expect(text).toMatch(
      /Documentarea conceptului de comunitate smart <span class="hint">\(încheiat, 20 martie 2026\)/,
    );
    expect(text).toMatch(/Training despre concepte inteligente <span class="hint">\(în lucru, termen /);
    expect(text).toMatch(/\(în verificare, termen /);
    expect(text).not.toMatch(/returnat|depus/);
    // Nobody of the team is named to the public.
    expect(text).not.toContain('(exemplu)');
  });

  test('of a cancelled project it says so, announces nothing, and what was published stays', async () => {
    const { id, slug: own } = await project(plan);
    const run = await consultation(id, 1, new Date('2026-04-01T15:00:00Z'));
    await api.store.knex('projects').where({ id }).update({ state: 'cancelled', cancelled_at: NOW });
    await api.store.knex('milestones').where({ project_id: id }).update({ state: 'cancelled', ended_at: NOW });
    await api.store.knex('runs').where({ id: run.id }).update({ state: 'cancelled', cancelled_at: NOW });
    const { text } = await open(`/p/${own}?lang=ro`);
    expect(text).toContain('Proiectul a fost anulat.');
    expect(text).not.toContain('Ce urmează');
    const calendar = (await open(`/p/${own}/calendar?lang=ro`)).text;
    expect(calendar).toContain('Nu este anunțată nicio dată.');
    expect((await open(`/p/${own}/calendar.ics`)).text).not.toContain('Termen');
    expect((await open(`/p/${own}/consultations?lang=ro`)).text).toContain('Nu mai are loc.');
    expect((await open('/?lang=ro')).text).toContain('Proiect anulat');
  });

  test('titles and words that people wrote stay text', async () => {
    const title = { ro: HOSTILE, en: HOSTILE };
    const first = plan.milestones[0];
    if (!first) throw new Error('the plan is empty');
    const hostile: Plan = {
      ...plan,
      title,
      summary: title,
      publicity: title,
      milestones: [{ ...first, title }, ...plan.milestones.slice(1)],
    };
    const { id, slug: own } = await project(hostile);
    const words = { title: HOSTILE, place: HOSTILE, led_by: HOSTILE };
    const run = await consultation(id, 1, new Date('2026-04-01T15:00:00Z'), words);
    await api.store.knex('sessions').where({ run_id: run.id }).update({ topic: HOSTILE });
    for (const path of ['/', ...PATHS.map((each) => `/p/${own}${each}`), `/p/${own}/nimic`]) {
      const { text } = await open(path);
      expect(text).not.toContain('<script');
      expect(text).toContain(HOSTILE_WRITTEN);
    }
    const feed = await open(`/p/${own}/calendar.ics`);
    expect(feed.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8');
    expect(feed.headers.get('X-Content-Type-Options')).toBe('nosniff');
    await api.store.knex('runs').where({ id: run.id }).update({ place: 'Sală\r\nATTENDEE:mailto:rău@example.org' });
    const lines = (await open(`/p/${own}/calendar.ics`)).text.split(/\r?\n/);
    expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toEqual([]);
  });
});

describe('the calendar', () => {
  test('holds what is announced and nothing else: published notices, public runs, votes that were announced', async () => {
    const { id, slug: own } = await project(plan);
    const { id: a8 } = await api.milestone('A8', id);
    await consultation(id, 1, new Date('2026-04-01T15:00:00Z'), { title: 'Anunțată' });
    await consultation(id, 2, new Date('2026-04-02T15:00:00Z'), { title: 'Neanunțată', notice_published_at: null });
    for (const [number, title] of ['Curs pentru toți', 'Curs pe invitație'].entries()) {
      const run = await runWith(api, { projectId: id, milestoneId: a8 }, { number: number + 1, closed: false });
      await api.store
        .knex('runs')
        .where({ id: run.id })
        .update({ title, public: number === 0 });
    }
    const text = (await open(`/p/${own}/calendar?lang=ro`)).text;
    expect(text).toContain('miercuri, 1 aprilie 2026, 18:00–20:00');
    expect(text).toContain(`<a href="/p/${own}/consultations?lang=ro">Anunțată</a>`);
    expect(text).toContain('Curs pentru toți');
    expect(text).toMatch(/Termen: \d+ \p{L}+ \d{4}<\/p><p>Consultări publice/u);
    expect(text).not.toContain('Neanunțată');
    expect(text).not.toContain('Curs pe invitație');
    expect((await open(`/p/${own}?lang=ro`)).text).not.toContain('Neanunțată');
    const feed = (await open(`/p/${own}/calendar.ics?lang=ro`)).text;
    expect(feed).toContain('SUMMARY:Anunțată');
    expect(feed).toContain('DTSTART:20260401T150000Z');
    expect(feed).not.toContain('Neanunțată');
    expect(feed).not.toContain('ORGANIZER');
  });

  test('a round of voting is there from its announcement on, with its window', async () => {
    const { id, slug: own } = await project(plan);
    const { id: milestoneId } = await api.milestone('A10', id);
    const voteId = randomUUID();
    await api.store.knex('votes').insert({
      id: voteId,
      project_id: id,
      milestone_id: milestoneId,
      number: 1,
      charter: JSON.stringify({}),
      created_at: NOW,
      changed_at: NOW,
    });
    await api.store.knex('vote_rounds').insert({
      id: randomUUID(),
      vote_id: voteId,
      round: 1,
      opens_at: new Date('2026-05-04T05:00:00Z'),
      closes_at: new Date('2026-05-11T17:00:00Z'),
      choices: [1, 2, 3],
    });
    const title = `<a href="/p/${own}/vote?lang=ro">Votul pentru inițiativa smart</a>`;
    expect((await open(`/p/${own}/calendar?lang=ro`)).text).not.toContain(title);
    await api.store.knex('votes').where({ id: voteId }).update({ state: 'announced', announced_at: NOW });
    const text = (await open(`/p/${own}/calendar?lang=ro`)).text;
    expect(text).toContain(title);
    expect(text).toContain('luni, 4 mai 2026, 08:00 – luni, 11 mai 2026, 20:00');
    expect((await open(`/p/${own}/calendar.ics`)).text).toContain('DTEND:20260511T170000Z');
  });

  test('what was cancelled is said, while it was still to come; the feed takes it back', async () => {
    const { id, slug: own } = await project(plan);
    const gone = { state: 'cancelled', cancelled_at: NOW, title: 'Anulată' };
    await consultation(id, 1, new Date('2026-04-01T15:00:00Z'), gone);
    const text = (await open(`/p/${own}/calendar?lang=ro`)).text;
    expect(text).toContain('<s>Anulată</s>');
    expect(text).toContain('Nu mai are loc.');
    expect((await open(`/p/${own}/calendar.ics`)).text).toContain('STATUS:CANCELLED');
    expect((await open('/?lang=ro')).text).not.toContain('Urmează: Anulată');
  });

  test('a due day that has passed is told as such', async () => {
    const { id, slug: own } = await project(plan);
    await api.store
      .knex('milestones')
      .where({ project_id: id, key: 'A1' })
      .update({ due_at: new Date('2026-03-10T21:59:59Z') });
    const { text } = await open(`/p/${own}/calendar?lang=ro`);
    expect(text).toMatch(/Termen: 10 martie 2026<\/p><p>Documentarea[^<]*<\/p><p class="hint">Termenul a trecut/);
  });
});

describe('the consultations', () => {
  test('R11 a consultation is there from its notice on, with the day of the notice and the way to register', async () => {
    const { id, slug: own } = await project(plan);
    expect((await open(`/p/${own}/consultations?lang=ro`)).text).toContain('Nu este anunțată încă nicio consultare');
    const run = await consultation(id, 1, new Date('2026-04-01T15:00:00Z'), { notice_published_at: null });
    expect((await open(`/p/${own}/consultations?lang=ro`)).text).not.toContain('Consultarea 1');
    await api.store
      .knex('runs')
      .where({ id: run.id })
      .update({ notice_published_at: new Date('2026-03-05T10:00:00Z'), public: true });
    const { text } = await open(`/p/${own}/consultations?lang=ro`);
    expect(text).toContain('Consultarea 1');
    expect(text).toContain('miercuri, 1 aprilie 2026, 18:00–20:00');
    expect(text).toContain('Căminul cultural (exemplu)');
    expect(text).toContain('publicat la 5 martie 2026');
    expect(text).toContain(`href="/p/${own}/runs/${run.id}?lang=ro">Înscrieți-vă</a>`);
    expect(text).not.toContain('Prezenți');
  });

  test('R10 persons who came to both count once, beside all attendances; unclosed ones are not counted', async () => {
    const { id, slug: own } = await project(plan);
    const people = await personsWith(api, id, 41);
    const first = await consultation(id, 1, new Date('2026-03-10T15:00:00Z'));
    const second = await consultation(id, 2, new Date('2026-03-12T15:00:00Z'));
    const third = await consultation(id, 3, new Date('2026-03-19T15:00:00Z'));
    await mark(api, first.sessions, people.slice(0, 30));
    await mark(api, second.sessions, people.slice(20, 40));
    await mark(api, third.sessions, people.slice(40));
    for (const { id: runId } of [first, second]) await close(runId);
    const { text } = await open(`/p/${own}/consultations?lang=ro`);
    expect(text).toContain('La cele 2 consultări ținute au participat în total 40 de persoane');
    expect(text).toContain('50 de prezențe');
    expect(text).toContain('<dt>Prezenți</dt><dd>30 de persoane</dd>');
    expect(text).toContain('<dt>Prezenți</dt><dd>20 de persoane</dd>');
    expect(text.split('Prezenți')).toHaveLength(3);
    expect(text).not.toContain('Exemplu');
    // The latest stands first.
    expect(text.indexOf('Consultarea 3')).toBeLessThan(text.indexOf('Consultarea 1'));
    expect((await open(`/p/${own}/consultations?lang=en`)).text).toContain(
      '40 persons took part in the 2 consultations that were held, each counted once (50 attendances).',
    );
  });

  test('R11 minutes are there once they are published', async () => {
    const { id, slug: own } = await project(plan);
    const run = await consultation(id, 1, new Date('2026-03-10T15:00:00Z'));
    await close(run.id);
    const { id: milestoneId } = await api.milestone('A9', id);
    const evidenceId = randomUUID();
    await api.store.knex('evidence').insert({
      id: evidenceId,
      document_id: evidenceId,
      milestone_id: milestoneId,
      run_id: run.id,
      requirement: 'proces-verbal',
      link: 'https://example.org/proces-verbal',
      name: 'Procesul-verbal al consultării',
      description: '',
      added_by: api.people.staff.id,
      added_at: NOW,
    });
    const page = async () => (await open(`/p/${own}/consultations?lang=ro`)).text;
    expect(await page()).not.toContain('Procesul-verbal');
    expect((await api.people.staff.command(`/api/evidence/${evidenceId}/publish`)).status).toBe(200);
    expect(await page()).toContain('<a href="https://example.org/proces-verbal"');
    expect(await page()).toContain('publicat 20 martie 2026');
  });
});

test('a village behind one address reads without being stopped; codes that nobody has are not tried for ever', async () => {
  const answers = new Set<number>();
  for (let visit = 0; visit < 20; visit += 1) {
    const some = await Promise.all(Array.from({ length: 20 }, () => open(`/p/${slug}/calendar`)));
    for (const { status } of some) answers.add(status);
  }
  expect([...answers]).toEqual([200]);
  let guessed = 0;
  for (; guessed < 400; guessed += 1)
    if ((await open(`/p/${slug}/e/${randomUUID().replaceAll('-', '')}`)).status === 429) break;
  expect(guessed).toBeLessThanOrEqual(300);
});
