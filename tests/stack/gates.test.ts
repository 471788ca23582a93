/** Gates by facts: attendance, certificates, documents, organisations; what is counted, frozen and listed. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { advanceProject } from '../../db/advance.ts';
import { canonicalJson, sha256Hex } from '../../db/canonical.ts';
import type { Missing } from '../../domain/gate.ts';
import type { Plan } from '../../domain/plan.ts';
import { type RegisteredPerson, summarise } from '../../domain/register.ts';
import { type Api, startApi } from './api.ts';
import { foundAfter } from './behind-the-back.ts';
import { decide, missingOnSubmit } from './deciding.ts';
import { given, makeOrganisation, paper, requirementOf } from './evidence-paper.ts';
import { planWith } from './plans.ts';
import { certificatesFor, HELD, type MadeRun, mark, personsWith, runWith } from './runs-by-sql.ts';

const NOW = new Date('2026-03-20T10:00:00Z');
const NEXT_DAY = new Date('2026-03-21T10:00:00Z');
let api: Api;

beforeAll(async () => {
  api = await startApi();
  api.setClock(NOW);
});
afterAll(() => api.close());

interface Milestones {
  readonly projectId: string;
  of(key: string): string;
}

/** A project of its own with these milestones of the plan, opened as far as their order allows. */
async function project(plan: Plan): Promise<Milestones> {
  const { staff, manager, partner, auditor } = api.people;
  const { id } = await api.createProject(plan, '2026-03-01', [staff, manager, partner, auditor]);
  await advanceProject(api.store, id, HELD);
  const rows = await api.store
    .knex('milestones')
    .where({ project_id: id })
    .select<{ id: string; key: string }[]>('id', 'key');
  const ids = new Map(rows.map((row) => [row.key, row.id]));
  return {
    projectId: id,
    of: (key) => {
      const found = ids.get(key);
      if (found === undefined) throw new Error(`no milestone ${key}`);
      return found;
    },
  };
}

const coded = (missing: readonly Missing[], code: Missing['code']) => missing.filter((item) => item.code === code);

interface Shown {
  readonly missing: readonly { code: string; key: string; text: string; need?: number; have?: number }[];
  readonly quantities: readonly { key: string; actual: number | null; counts: string | null }[];
}
const shown = async (id: string): Promise<Shown> => (await api.people.staff.get(`/api/milestones/${id}`)).json<Shown>();

interface ShownIndicators {
  readonly indicators: readonly {
    readonly milestone: { readonly id: string; readonly key: string };
    readonly key: string;
    readonly actual: number | null;
    readonly today: number | null;
    readonly frozen: boolean;
    readonly counts: string | null;
    readonly breakdown: {
      readonly incomplete: number;
      readonly byCategory: readonly { key: string | null; target: number | null; persons: number }[];
      readonly byField: readonly { key: string; counts: readonly { key: string | null; persons: number }[] }[];
      readonly byAgeGroup: readonly { key: string | null; persons: number }[];
    } | null;
  }[];
  readonly snapshot: {
    readonly eventId: string;
    readonly indicators: ShownIndicators['indicators'];
    readonly changed: readonly string[];
  } | null;
}
async function indicators(projectId: string): Promise<ShownIndicators> {
  const answer = await api.people.staff.get(`/api/projects/${projectId}/indicators`);
  expect(answer.status).toBe(200);
  return answer.json<ShownIndicators>();
}

/** How many persons the register lists for a filter. */
async function listed(projectId: string, filter: object): Promise<number> {
  const query = encodeURIComponent(JSON.stringify({ projectId, ...filter }));
  const answer = await api.people.staff.get(`/api/persons?filter=${query}&range=[0,0]`);
  expect(answer.status).toBe(200);
  return Number(answer.headers.get('content-range')?.split('/')[1]);
}

/** A run of A8 whose one session these persons attended. */
async function held(
  about: Milestones,
  key: string,
  number: number,
  persons: readonly string[],
  sessions = 1,
): Promise<MadeRun> {
  const run = await runWith(api, { projectId: about.projectId, milestoneId: about.of(key) }, { number, sessions });
  await mark(api, run.sessions, persons);
  return run;
}

describe('R1 the target group', () => {
  test('R1 61 persons split 25/25/11 are refused, and the refusal names the category that is short', async () => {
    const about = await project(planWith(['A8']));
    const [a, b, c] = await Promise.all([
      personsWith(api, about.projectId, 25, { category: 'fundatie' }),
      personsWith(api, about.projectId, 25, { category: 'primarie' }),
      personsWith(api, about.projectId, 11, { category: 'ong' }),
    ]);
    await held(about, 'A8', 1, [...a, ...b, ...c]);
    const missing = await missingOnSubmit(api, about.of('A8'), NOW);
    expect(coded(missing, 'category')).toEqual([expect.objectContaining({ key: 'ong', need: 20, have: 11 })]);
    expect(coded(missing, 'quantity').map(({ key }) => key)).toEqual(['cursuri']);
    const { text } = (await shown(about.of('A8'))).missing.find(({ code }) => code === 'category') ?? { text: '' };
    expect(text).toContain('Non-governmental organisations');
    const more = await personsWith(api, about.projectId, 9, { category: 'ong' });
    await held(about, 'A8', 2, more);
    expect(coded(await missingOnSubmit(api, about.of('A8'), NOW), 'category')).toEqual([]);
  });

  test('R1 a citizen outside of the group does not count here, nor does who was never present', async () => {
    const about = await project(planWith(['A8']));
    const [citizens, members, absent] = await Promise.all([
      personsWith(api, about.projectId, 70),
      personsWith(api, about.projectId, 2, { category: 'ong' }),
      personsWith(api, about.projectId, 3, { category: 'ong' }),
    ]);
    const run = await held(about, 'A8', 1, [...citizens, ...members]);
    await mark(api, run.sessions, absent, false);
    const { quantities } = await shown(about.of('A8'));
    expect(quantities.find(({ key }) => key === 'persoane')).toMatchObject({ actual: 2, counts: 'target-group' });
  });

  test('R2 somebody in two runs counts once, and so do two records that were merged', async () => {
    const about = await project(planWith(['A2']));
    const [first = '', second = '', other = ''] = await personsWith(api, about.projectId, 3);
    await held(about, 'A2', 1, [first, other]);
    await held(about, 'A2', 2, [first, second]);
    const figure = async () => (await shown(about.of('A2'))).quantities.find(({ key }) => key === 'persoane')?.actual;
    expect(await figure()).toBe(3);
    await api.people.staff.command(`/api/persons/${second}/merge`, { into: other, reason: 'Aceeași persoană.' });
    expect(await figure()).toBe(2);
  });

  test('who attended a run that was cancelled does not count, and the run asks for nothing', async () => {
    const about = await project(planWith(['A2']));
    const run = await held(about, 'A2', 1, await personsWith(api, about.projectId, 4));
    await api.store.knex('runs').where({ id: run.id }).update({ state: 'cancelled', cancelled_at: HELD });
    const { quantities, missing } = await shown(about.of('A2'));
    expect(quantities.map(({ actual }) => actual)).toEqual([0, 0]);
    expect(missing.filter(({ code }) => code.startsWith('run-'))).toEqual([]);
  });
});

describe('a visit to which nobody came', () => {
  test('R6 is not held, and is named; it counts once a correction says who was there', async () => {
    const about = await project(planWith(['A3']));
    const [visitor = ''] = await personsWith(api, about.projectId, 1);
    await held(about, 'A3', 1, [visitor]);
    const empty = await held(about, 'A3', 2, []);
    const visits = async () => (await shown(about.of('A3'))).quantities.find(({ key }) => key === 'vizite')?.actual;
    expect(await visits()).toBe(1);
    const missing = await missingOnSubmit(api, about.of('A3'), NOW);
    expect(coded(missing, 'quantity')).toEqual([expect.objectContaining({ key: 'vizite', need: 2, have: 1 })]);
    expect(coded(missing, 'run-unattended')).toEqual([
      expect.objectContaining({ run: expect.objectContaining({ id: empty.id }) }),
    ]);
    await mark(api, empty.sessions, [visitor]);
    expect(await visits()).toBe(2);
    expect(coded(await missingOnSubmit(api, about.of('A3'), NOW), 'run-unattended')).toEqual([]);
  });
});

describe('R3 incomplete records', () => {
  test('R3 who lacks a field does not count, and the refusal says how many would', async () => {
    const about = await project(planWith(['A2', 'A8']));
    const complete = await personsWith(api, about.projectId, 18, { category: 'ong' });
    const incomplete = await personsWith(api, about.projectId, 2, { category: 'ong', fields: { gender: 'feminin' } });
    const ageless = await personsWith(api, about.projectId, 1, { category: 'ong', ageGroup: null });
    await held(about, 'A2', 1, [...complete, ...incomplete, ...ageless]);
    await held(about, 'A8', 1, [...complete, ...incomplete, ...ageless]);
    const quantity = coded(await missingOnSubmit(api, about.of('A2'), NOW), 'quantity');
    expect(quantity).toEqual([expect.objectContaining({ key: 'persoane', need: 20, have: 18, incomplete: 3 })]);
    const category = coded(await missingOnSubmit(api, about.of('A8'), NOW), 'category');
    expect(category).toContainEqual(expect.objectContaining({ key: 'ong', need: 20, have: 18, incomplete: 3 }));
    const { text } = (await shown(about.of('A2'))).missing.find(({ key }) => key === 'persoane') ?? { text: '' };
    expect(text).toContain('3 incomplete records do not count');
  });
});

describe('R4 certificates', () => {
  test('R4 the gate waits until everybody who earned a certificate has one that stands', async () => {
    const about = await project(planWith(['A8']));
    const [all = '', enough = '', short = ''] = await personsWith(api, about.projectId, 3);
    const run = await runWith(api, { projectId: about.projectId, milestoneId: about.of('A8') }, { sessions: 5 });
    await mark(api, run.sessions, [all]);
    await mark(api, run.sessions.slice(1), [enough]);
    await mark(api, run.sessions.slice(2), [short]);
    const certificates = async () => coded(await missingOnSubmit(api, about.of('A8'), NOW), 'run-certificates');
    expect(await certificates()).toEqual([
      expect.objectContaining({ need: 2, have: 0, run: expect.objectContaining({ id: run.id }) }),
    ]);
    await certificatesFor(api, { ...run, projectId: about.projectId }, [all, enough]);
    expect(await certificates()).toEqual([]);
    await api.store.knex('certificates').where({ person_id: all }).update({ revoked_at: NOW });
    expect(await certificates()).toEqual([expect.objectContaining({ need: 2, have: 1 })]);
    await api.people.staff.command(`/api/persons/${all}/erase`, { reason: 'A cerut ștergerea.' });
    expect(await certificates()).toEqual([]);
  });

  test('R4 before attendance is complete nobody is said to lack a certificate', async () => {
    const about = await project(planWith(['A8']));
    const run = await runWith(
      api,
      { projectId: about.projectId, milestoneId: about.of('A8') },
      { sessions: 2, closed: false },
    );
    await mark(api, run.sessions, await personsWith(api, about.projectId, 1));
    const missing = await missingOnSubmit(api, about.of('A8'), NOW);
    expect(coded(missing, 'run-certificates')).toEqual([]);
    expect(coded(missing, 'run-attendance')).toEqual([expect.objectContaining({ need: 2, have: 0 })]);
  });
});

describe('R6 documents of each run', () => {
  test('R6 what one run lacks is asked of that run, and the milestone shows each with its documents', async () => {
    const about = await project(planWith(['A3']));
    const visitors = await personsWith(api, about.projectId, 1);
    const first = await held(about, 'A3', 1, visitors);
    const second = await held(about, 'A3', 2, visitors);
    const { staff } = api.people;
    await given(staff, about.of('A3'), paper({ requirement: 'fotografii', runId: first.id }));
    await given(staff, about.of('A3'), paper({ requirement: 'fotografii', runId: first.id }));
    const photos = coded(await missingOnSubmit(api, about.of('A3'), NOW), 'run-evidence').filter(
      ({ key }) => key === 'fotografii',
    );
    expect(photos).toEqual([
      expect.objectContaining({ run: expect.objectContaining({ id: second.id }), need: 1, have: 0 }),
    ]);
    expect(await requirementOf(staff, about.of('A3'), 'fotografii')).toMatchObject({
      have: 2,
      parts: [
        { id: first.id, have: 2 },
        { id: second.id, have: 0 },
      ],
    });
    for (const key of ['ordine-de-deplasare', 'lista-de-prezenta', 'fotografii', 'raport-de-vizita'])
      for (const { id } of [first, second]) await given(staff, about.of('A3'), paper({ requirement: key, runId: id }));
    expect(await missingOnSubmit(api, about.of('A3'), NOW)).toEqual([]);
  });
});

describe('R5 organisations', () => {
  let about: Milestones;
  let organisations: string[];
  const paperOf = (organisationId: string, requirement: string, datedOn = '2026-03-10') =>
    given(api.people.staff, about.of('A5'), paper({ requirement, organisationId, datedOn }));
  const informed = async () => (await shown(about.of('A5'))).quantities[0]?.actual;

  beforeAll(async () => {
    about = await project(planWith(['A5']));
    organisations = [];
    for (const number of [1, 2, 3, 4, 5, 6])
      organisations.push(await makeOrganisation(api.people.staff, about.projectId, `Asociația Exemplu ${number}`));
  });

  test('R5 four organisations that answered and one that did not are four; the one is named', async () => {
    for (const id of organisations.slice(0, 5)) await paperOf(id, 'mesaj-datat');
    for (const id of organisations.slice(0, 4)) await paperOf(id, 'confirmare', '2026-03-12');
    expect(await informed()).toBe(4);
    const missing = await missingOnSubmit(api, about.of('A5'), NOW);
    expect(missing).toEqual([
      expect.objectContaining({ code: 'quantity', need: 5, have: 4 }),
      expect.objectContaining({
        code: 'organisation-evidence',
        key: 'confirmare',
        organisation: { id: organisations[4], name: 'Asociația Exemplu 5' },
      }),
    ]);
  });

  test('R5 five messages to one organisation are one organisation', async () => {
    for (let copy = 0; copy < 5; copy++) await paperOf(organisations[0] ?? '', 'mesaj-datat');
    expect(await informed()).toBe(4);
  });

  test('R5 a confirmation that is older than the message confirms nothing, and the refusal says so', async () => {
    await paperOf(organisations[4] ?? '', 'confirmare', '2026-03-09');
    expect(await informed()).toBe(4);
    const { missing } = await shown(about.of('A5'));
    expect(missing.find(({ code }) => code === 'organisation-evidence')?.text).toContain(
      '1 document is dated before the message',
    );
  });

  test('R5 with five that answered the gate is passed, though a sixth was written to and did not', async () => {
    await paperOf(organisations[5] ?? '', 'mesaj-datat');
    await paperOf(organisations[4] ?? '', 'confirmare', '2026-03-10');
    expect(await informed()).toBe(5);
    expect(await missingOnSubmit(api, about.of('A5'), NOW)).toEqual([]);
  });
});

describe('R25 indicators', () => {
  const plan = planWith(['A2', 'A8', 'A15']);

  /** A number that looks like chance and is the same each time. */
  const pick = <T>(of: readonly T[], number: number): T => of[(number * 7919 + 13) % of.length] as T;

  test('R25 R3 every figure is the naive count, and the length of the list that it leads to', async () => {
    const about = await project(plan);
    const categories = [...plan.targetGroup.categories.map(({ key }) => key), null];
    const kinds = Array.from({ length: 48 }, (_, number) => ({
      category: pick(categories, number),
      ageGroup: pick(['sub-25', '25-54', 'peste-54', null], number * 3 + 1),
      fields: {
        gender: pick(['feminin', 'masculin'], number * 5),
        employment: pick(['angajat', 'somer', 'inactiv', ''], number * 11),
        education: pick(['isced-1-2', 'isced-3-4', 'isced-5-8'], number * 2),
      },
    }));
    const persons: { id: string; kind: (typeof kinds)[number] }[] = [];
    for (const kind of kinds)
      for (const id of await personsWith(api, about.projectId, 1, kind)) persons.push({ id, kind });
    const inA2 = persons.filter((_, number) => number % 3 !== 0);
    const inA8 = persons.filter((_, number) => number % 2 === 0);
    await held(
      about,
      'A2',
      1,
      inA2.map(({ id }) => id),
    );
    await held(
      about,
      'A8',
      1,
      inA8.map(({ id }) => id),
      2,
    );
    const naive = (of: typeof persons) =>
      summarise(
        of.map(({ kind }): RegisteredPerson => ({ ...kind, birthDate: null, erased: false })),
        plan,
      );

    const found = (await indicators(about.projectId)).indicators;
    expect(found.map(({ milestone, key }) => `${milestone.key} ${key}`)).toEqual(
      plan.milestones.flatMap((milestone) => milestone.quantities.map(({ key }) => `${milestone.key} ${key}`)),
    );
    for (const [key, of] of [
      ['A2', inA2],
      ['A8', inA8.filter(({ kind }) => kind.category !== null)],
    ] as const) {
      const indicator = found.find(({ milestone, counts }) => milestone.key === key && counts !== 'runs');
      const expected = naive(of);
      expect(indicator).toMatchObject({ actual: expected.complete, today: expected.complete, frozen: false });
      const { breakdown } = indicator ?? {};
      expect(breakdown?.incomplete).toBe(expected.incomplete);
      expect(breakdown?.byField).toEqual(
        expected.byField.map(({ key: field, title, counts }) => ({
          key: field,
          title,
          counts: counts.map(({ choice, ...count }) => ({ key: choice, ...count })),
        })),
      );
      expect(breakdown?.byAgeGroup).toEqual(expected.byAgeGroup);
      const categoriesOf =
        key === 'A8' ? { category: plan.targetGroup.categories.map((category) => category.key) } : {};
      const filter = { milestoneId: about.of(key), complete: true, ...categoriesOf };
      expect(await listed(about.projectId, filter)).toBe(indicator?.actual);
      expect(await listed(about.projectId, { ...filter, complete: false })).toBe(breakdown?.incomplete);
      for (const { key: category, persons: many } of breakdown?.byCategory ?? []) {
        expect(many).toBe(expected.byCategory.find((each) => each.key === category)?.persons);
        expect(await listed(about.projectId, { ...filter, category: [category] })).toBe(many);
      }
      for (const { key: field, counts } of breakdown?.byField ?? [])
        for (const { key: choice, persons: many } of counts)
          expect(await listed(about.projectId, { ...filter, fields: { [field]: choice } })).toBe(many);
      for (const { key: group, persons: many } of breakdown?.byAgeGroup ?? [])
        expect(await listed(about.projectId, { ...filter, ageGroup: [group] })).toBe(many);
    }
  });

  test('a figure that Jalon counts is not written by hand', async () => {
    const about = await project(plan);
    const answer = await api.people.staff.command(`/api/milestones/${about.of('A2')}/quantities`, {
      key: 'persoane',
      actual: 99,
    });
    expect(answer.problem()).toMatchObject({ type: '/problems/quantity-counted', status: 422 });
  });

  test('a figure of somebody else’s project is not shown', async () => {
    expect((await api.people.stranger.get(`/api/projects/${api.project.id}/indicators`)).status).toBe(404);
  });
});

describe('R28 what was submitted stays', () => {
  let about: Milestones;
  let persons: string[];
  const figure = async () =>
    (await indicators(about.projectId)).indicators.find(
      ({ milestone, key }) => milestone.key === 'A2' && key === 'persoane',
    );

  /** Everything the gate asks of A2, with 21 persons. */
  beforeAll(async () => {
    about = await project(planWith(['A2', 'A15']));
    persons = await personsWith(api, about.projectId, 21);
    const run = await held(about, 'A2', 1, persons);
    const { staff } = api.people;
    for (const requirement of ['agenda', 'lista-de-prezenta'])
      await given(staff, about.of('A2'), paper({ requirement, runId: run.id }));
    await given(staff, about.of('A2'), paper({ requirement: 'materiale' }));
  });

  test('R28 a submission writes what was counted into the figures and into its event', async () => {
    expect(await missingOnSubmit(api, about.of('A2'), NOW)).toEqual([]);
    const { knex } = api.store;
    const rows = await knex('quantities')
      .where({ milestone_id: about.of('A2') })
      .orderBy('position')
      .select('actual', 'recorded_by', 'recorded_at');
    expect(rows).toEqual([1, 21].map((actual) => ({ actual, recorded_by: api.people.staff.id, recorded_at: NOW })));
    const event = await knex('events')
      .where({ milestone_id: about.of('A2'), type: 'milestone.submitted' })
      .first<{ data: string }>('data');
    expect(JSON.parse(event.data)).toMatchObject({ quantities: { cursuri: 1, persoane: 21 } });
    expect(await figure()).toMatchObject({ actual: 21, frozen: true });
  });

  test('R28 records that are merged or completed later change nothing of it, and what is counted today is shown beside', async () => {
    const [first = '', second = ''] = persons;
    await api.people.staff.command(`/api/persons/${first}/merge`, { into: second, reason: 'Aceeași persoană.' });
    expect(await figure()).toMatchObject({ actual: 21, today: 20, frozen: true });
    expect((await shown(about.of('A2'))).quantities.map(({ actual }) => actual)).toEqual([1, 21]);
    expect((await shown(about.of('A2'))).missing).toEqual([]);
  });

  test('R28 once it is returned it is counted again, and again frozen', async () => {
    expect(
      await decide(api, api.people.manager, 'return', about.of('A2'), NOW, { reason: 'Mai verificați lista.' }),
    ).toMatchObject({ done: true });
    expect(await figure()).toMatchObject({ actual: 20, frozen: false });
    expect(await missingOnSubmit(api, about.of('A2'), NEXT_DAY)).toEqual([]);
    expect(await decide(api, api.people.manager, 'approve', about.of('A2'), NEXT_DAY)).toMatchObject({ done: true });
    expect(await figure()).toMatchObject({ actual: 20, frozen: true });
  });

  test('R28 R25 a submitted report keeps all indicators with their hash; erasing changes neither, merging is shown', async () => {
    await advanceProject(api.store, about.projectId, NEXT_DAY);
    const { staff } = api.people;
    const plan = planWith(['A15']).milestones[0];
    for (const { key, target } of plan?.quantities ?? [])
      await staff.command(`/api/milestones/${about.of('A15')}/quantities`, { key, actual: target });
    for (const { key } of plan?.evidence ?? []) await given(staff, about.of('A15'), paper({ requirement: key }));
    expect((await indicators(about.projectId)).snapshot).toBeNull();
    expect(await missingOnSubmit(api, about.of('A15'), NEXT_DAY)).toEqual([]);

    const { snapshot } = await indicators(about.projectId);
    expect(snapshot?.changed).toEqual([]);
    expect(snapshot?.indicators.find(({ key }) => key === 'persoane')).toMatchObject({ actual: 20 });
    const row = await api.store
      .knex('indicator_snapshots')
      .where({ project_id: about.projectId })
      .first('indicators', 'sha256', 'event_id');
    const hash = sha256Hex(canonicalJson(row.indicators));
    expect(row.sha256.toString('hex')).toBe(hash);
    const event = await api.store
      .knex('events')
      .where({ id: row.event_id })
      .first<{ data: string; type: string }>('data', 'type');
    expect(event.type).toBe('milestone.submitted');
    expect(JSON.parse(event.data).indicatorsHash).toBe(hash);

    const [, , third = '', fourth = '', fifth = ''] = persons;
    await staff.command(`/api/persons/${third}/erase`, { reason: 'A cerut ștergerea.' });
    expect((await indicators(about.projectId)).snapshot?.changed).toEqual([]);
    await staff.command(`/api/persons/${fourth}/merge`, { into: fifth, reason: 'Aceeași persoană.' });
    const after = await indicators(about.projectId);
    expect(after.snapshot?.changed).toEqual(['A2 persoane']);
    expect(after.snapshot?.indicators.find(({ key }) => key === 'persoane')).toMatchObject({ actual: 20 });
    expect(await figure()).toMatchObject({ actual: 20, today: 19 });
  });

  test('R25 R28 the report shows the figures that it was submitted with, each with its records, whatever changed since', async () => {
    interface Report {
      readonly indicators: {
        readonly submitted: { readonly records: readonly { kind: string; id: string }[] } | null;
        readonly rows: readonly {
          readonly milestone: { readonly key: string };
          readonly key: string;
          readonly actual: { readonly value: number; readonly records: readonly { kind: string; id: string }[] };
        }[];
      };
      readonly stages: readonly { readonly milestones: readonly { readonly runs: readonly object[] }[] }[];
    }
    const report = async () => (await api.people.auditor.get(`/api/projects/${about.projectId}/report`)).json<Report>();
    const { snapshot } = await indicators(about.projectId);
    const event = { kind: 'event', id: snapshot?.eventId };
    const submitted = await report();
    expect(submitted.indicators.submitted?.records).toEqual([event]);
    const row = submitted.indicators.rows.find(({ milestone, key }) => milestone.key === 'A2' && key === 'persoane');
    expect(row?.actual.value).toBe(20);
    expect(row?.actual.records.map(({ kind }) => kind)).toEqual(['persons', 'run', 'event']);
    expect(submitted.stages.flatMap(({ milestones }) => milestones.flatMap(({ runs }) => runs))).toMatchObject([
      { sessions: { value: 1 }, closed: { value: 1 }, present: { value: 19 }, certificates: null },
    ]);
    await decide(api, api.people.manager, 'return', about.of('A15'), NEXT_DAY, { reason: 'Mai verificați.' });
    const live = await report();
    expect(live.indicators.submitted).toBeNull();
    // The training's own figure stays as it was submitted, though one more record was merged.
    expect(live.indicators.rows.find(({ key }) => key === 'persoane')?.actual.value).toBe(20);
  });

  test('R28 the working role can neither change nor remove what was kept', async () => {
    const { app } = api.database;
    await expect(app('indicator_snapshots').update({ made_at: NOW })).rejects.toThrow(/permission denied/);
    await expect(app('indicator_snapshots').delete()).rejects.toThrow(/permission denied/);
  });

  test('R28 a frozen figure that somebody changes behind the program is found', async () => {
    const found = await foundAfter(api, (owner) =>
      owner('quantities')
        .where({ milestone_id: about.of('A2'), key: 'persoane' })
        .update({ actual: 60 }),
    );
    expect(found).toContainEqual(expect.stringContaining('quantity persoane of A2'));
    const untouched = await foundAfter(api, async () => undefined);
    expect(untouched).not.toContainEqual(expect.stringContaining('quantity persoane of A2'));
  });
});
