/** The participant register through the API, on PostgreSQL. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { listEvents } from '../../db/reads/records.ts';
import { registerSummary } from '../../db/register/summary.ts';
import { newId } from '../../db/store.ts';
import { verify } from '../../db/verify.ts';
import { type RegisteredPerson, summarise } from '../../domain/register.ts';
import { type Api, startApi, type Visitor } from './api.ts';
import {
  addPerson,
  CNP,
  COMPLETE,
  commit,
  csv,
  everythingKept,
  personBody,
  personCount,
  preview,
} from './participants.ts';
import { planWith } from './plans.ts';

const plan = planWith(['A1', 'A15']);
let api: Api;
let staff: Visitor;
let manager: Visitor;
/** A project of its own for each test. */
let project: { id: string; slug: string };

beforeAll(async () => {
  api = await startApi();
  ({ staff, manager } = api.people);
});
afterAll(() => api.close());
beforeEach(async () => {
  const { partner, auditor } = api.people;
  project = await api.createProject(plan, '2026-03-01', [staff, manager, partner, auditor]);
});

const list = (who: Visitor, filter: object, more = '') =>
  who.get(`/api/persons?filter=${encodeURIComponent(JSON.stringify({ projectId: project.id, ...filter }))}${more}`);
const names = async (filter: object, more = '') =>
  (await list(staff, filter, more))
    .json<{ familyName: string; givenName: string }[]>()
    .map((row) => `${row.familyName} ${row.givenName}`);
const summary = async () => (await staff.get(`/api/projects/${project.id}/register`)).json<Record<string, unknown>>();
const events = async (type: string) => {
  const page = { sort: 'seq', order: 'ASC', from: 0, limit: 100 } as const;
  const { rows } = await listEvents(api.store.knex, { projectId: [project.id], type: [type] }, page, null, null);
  return rows;
};

describe('R2 one record a person', () => {
  test('R2 the same name and birth date is refused and the record named, however it is written', async () => {
    const first = await addPerson(staff, project.id, { familyName: 'Șerban', givenName: 'Ștefan' });
    const again = await staff.command(
      '/api/persons',
      personBody(project.id, { familyName: 'stefan', givenName: 'ŞERBAN' }),
    );
    expect(again.problem()).toMatchObject({
      status: 409,
      type: '/problems/person-exists',
      record: { resource: 'persons', id: first.id },
    });
    expect(await personCount(api, project.id)).toBe(1);
    await addPerson(staff, project.id, { familyName: 'Șerban', givenName: 'Ștefan', birthDate: '1991-01-01' });
    const changed = await staff.command(`/api/persons/${first.id}/change`, {
      ...personBody(project.id, { familyName: 'Serban', givenName: 'Stefan', birthDate: '1991-01-01' }),
      projectId: undefined,
      version: 1,
    });
    expect(changed.problem().type).toBe('/problems/person-exists');
  });

  test('R2 twenty at once leave one record', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => (at % 2 ? staff : manager).command('/api/persons', personBody(project.id))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)]);
    expect(await personCount(api, project.id)).toBe(1);
  });

  test('R2 two with neither a birth date are one; with one of them they may be two', async () => {
    await addPerson(staff, project.id, { birthDate: null });
    const again = await staff.command('/api/persons', personBody(project.id, { birthDate: null }));
    expect(again.problem().type).toBe('/problems/person-exists');
    await addPerson(staff, project.id, { birthDate: '1990-12-31' });
  });

  test('R2 the same command again is answered the same, and adds nobody', async () => {
    const key = 'once-and-for-all';
    const one = await staff.command('/api/persons', personBody(project.id), key);
    const two = await staff.command('/api/persons', personBody(project.id), key);
    expect(two.json<{ id: string }>().id).toBe(one.json<{ id: string }>().id);
    expect(await personCount(api, project.id)).toBe(1);
  });

  test('R2 merging keeps the earliest start, fills in what lacks, and leads to the one that stays', async () => {
    const stays = await addPerson(staff, project.id, {
      givenName: 'Ana Maria',
      birthDate: null,
      startedOn: '2026-03-02',
      fields: { gender: 'feminin' },
    });
    const goes = await addPerson(staff, project.id, {
      category: 'ong',
      email: 'ana@example.org',
      startedOn: '2026-03-01',
      fields: { ...COMPLETE, gender: 'masculin', residence: 'Cojocna' },
    });
    const reason = 'Aceeași persoană, înscrisă de două ori.';
    const merged = await staff.command(`/api/persons/${goes.id}/merge`, { into: stays.id, reason });
    expect(merged.json()).toMatchObject({
      id: stays.id,
      givenName: 'Ana Maria',
      birthDate: '1990-12-31',
      email: 'ana@example.org',
      category: 'fundatie',
      startedOn: '2026-03-01',
      ageGroup: '25-54',
      fields: { ...COMPLETE, residence: 'Cojocna' },
      mergedFrom: [goes.id],
      version: 2,
      complete: true,
    });
    expect((await staff.get(`/api/persons/${goes.id}`)).json()).toMatchObject({ id: stays.id });
    expect(await names({})).toEqual(['Exemplu Ana Maria']);
    const [event] = await events('person.merged');
    expect(event).toMatchObject({ data: { personId: stays.id, mergedId: goes.id }, texts: { reason } });
    expect(JSON.stringify(event?.data)).not.toContain('Exemplu');

    for (const [path, body] of [
      [`/api/persons/${goes.id}/merge`, { into: stays.id, reason }],
      [`/api/persons/${goes.id}/erase`, { reason }],
      [`/api/persons/${goes.id}/change`, { familyName: 'X', givenName: 'Y', version: 2 }],
    ] as const) {
      expect((await staff.command(path, body)).problem()).toMatchObject({
        status: 409,
        type: '/problems/person-merged',
      });
    }
    const back = await staff.command('/api/persons', personBody(project.id));
    expect(back.problem().type).toBe('/problems/person-exists');
  });

  test('R2 no merge with itself, with somebody of another project, or into a third person', async () => {
    const one = await addPerson(staff, project.id);
    const other = await addPerson(staff, project.id, { givenName: 'Ioana', birthDate: null });
    const third = await addPerson(staff, project.id, { givenName: 'Ioana', birthDate: '1990-12-31' });
    const foreign = await addPerson(api.people.stranger, api.foreign.id);
    const merge = async (from: string, into: string) =>
      (await staff.command(`/api/persons/${from}/merge`, { into, reason: 'x' })).problem().type;
    expect(await merge(one.id, one.id)).toBe('/problems/merge-with-itself');
    expect(await merge(one.id, foreign.id)).toBe('/problems/unknown-key');
    expect(await merge(one.id, newId())).toBe('/problems/unknown-key');
    // The other one would get the birth date, and be the third one.
    expect(await merge(one.id, other.id)).toBe('/problems/person-exists');
    expect((await staff.command(`/api/persons/${other.id}/merge`, { into: third.id, reason: 'x' })).status).toBe(200);
  });
});

describe('changes', () => {
  test('a stale version is refused and says who was first; nothing is overwritten', async () => {
    const { id } = await addPerson(staff, project.id);
    const change = (who: Visitor, givenName: string, version: number) =>
      who.command(`/api/persons/${id}/change`, {
        ...personBody(project.id, { givenName }),
        projectId: undefined,
        version,
      });
    expect((await change(manager, 'Ana Maria', 1)).json()).toMatchObject({ version: 2, givenName: 'Ana Maria' });
    const late = (await change(staff, 'Ana Ioana', 1)).problem();
    expect(late).toMatchObject({ status: 409, type: '/problems/record-changed' });
    expect(late.detail).toContain('manager (exemplu)');
    expect((await staff.get(`/api/persons/${id}`)).json().givenName).toBe('Ana Maria');
    expect((await events('person.changed')).map(({ data }) => data.fields)).toEqual([['givenName']]);
  });

  test('fields are checked against the plan, each by its name', async () => {
    const answer = await staff.command(
      '/api/persons',
      personBody(project.id, {
        category: 'nimeni',
        fields: { gender: 'x', shoes: '43' },
        consentedOn: '2027-01-01',
        startedOn: '2026-02-28',
      }),
    );
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.problem().errors ?? {}).sort()).toEqual([
      'category',
      'consentedOn',
      'fields.gender',
      'fields.shoes',
      'startedOn',
    ]);
    const unknown = await staff.command('/api/persons', personBody(project.id, { organisationId: newId() }));
    expect(unknown.problem().errors).toHaveProperty('organisationId');
  });

  test('R14 a national identity number is taken in no field, and is kept nowhere, not even with the refused command', async () => {
    const { id } = await addPerson(staff, project.id);
    const { id: organisation } = (
      await staff.command('/api/organisations', { projectId: project.id, name: 'Asociația X' })
    ).json<{ id: string }>();
    const spaced = CNP.replace(/(.)(.{6})/, '$1 $2-');
    const refusals = await Promise.all([
      staff.command('/api/persons', personBody(project.id, { familyName: `Pop ${CNP}` })),
      staff.command('/api/persons', personBody(project.id, { givenName: spaced })),
      staff.command('/api/persons', personBody(project.id, { email: `${CNP}@example.org` })),
      staff.command('/api/persons', personBody(project.id, { phone: spaced })),
      staff.command('/api/persons', personBody(project.id, { fields: { residence: `CNP${CNP}` } })),
      staff.command(`/api/persons/${id}/erase`, { reason: `are CNP ${CNP}` }),
      staff.command(`/api/persons/${id}/merge`, { into: id, reason: spaced }),
      staff.command('/api/organisations', { projectId: project.id, name: `Ion ${CNP}` }),
      staff.command(`/api/organisations/${organisation}/change`, { name: 'X', note: spaced, version: 1 }),
    ]);
    for (const refusal of refusals) {
      expect(refusal.problem()).toMatchObject({ status: 422, type: '/problems/fields-refused' });
      expect(JSON.stringify(refusal.problem().errors)).toContain('national identity number');
    }
    const kept = await everythingKept(api);
    expect([CNP, spaced].filter((number) => kept.includes(number))).toEqual([]);
  });

  test.each([
    'Robert"); drop table persons; --',
    '<script>alert(1)</script>',
    '{{constructor}}',
    '王小明',
    'يوسف',
    '👩‍👩‍👧',
    '%_\\',
    '__proto__',
  ])('a name is text and nothing else: %s', async (familyName) => {
    const { id } = await addPerson(staff, project.id, { familyName, fields: { ...COMPLETE, residence: familyName } });
    expect((await staff.get(`/api/persons/${id}`)).json()).toMatchObject({
      familyName,
      fields: { residence: familyName },
    });
    expect(await names({ q: familyName })).toEqual([`${familyName} Ana`]);
    expect(await names({ q: 'nimeni' })).toEqual([]);
  });

  test('organisations are distinct by name, counted with their persons, changed from a version', async () => {
    const add = (name: string) => staff.command('/api/organisations', { projectId: project.id, name, note: 'ş' });
    const { id } = (await add('Asociația „Pro Cojocna”')).json<{ id: string }>();
    expect((await add('asociatia PRO-COJOCNA')).problem()).toMatchObject({
      status: 422,
      errors: { name: expect.any(String) },
    });
    await addPerson(staff, project.id, { organisationId: id });
    const found = await staff.get(
      `/api/organisations?filter=${encodeURIComponent(JSON.stringify({ projectId: project.id, q: 'cojocna asociatia' }))}`,
    );
    expect(found.json()).toMatchObject([{ id, persons: 1, note: 'ș', version: 1 }]);
    const change = { name: 'Asociația Pro', version: 1 };
    expect((await manager.command(`/api/organisations/${id}/change`, change)).status).toBe(200);
    const late = await staff.command(`/api/organisations/${id}/change`, change);
    expect(late.problem().detail).toContain('manager (exemplu)');
  });
});

describe('who may read and write', () => {
  test('staff and manager write, the auditor reads, the partner and administrators do neither, others see nothing', async () => {
    const { partner, auditor, administrator, stranger } = api.people;
    await addPerson(manager, project.id);
    const status = async (who: Visitor) => [
      (await list(who, {})).status,
      (await who.command('/api/persons', personBody(project.id, { givenName: who.id }))).status,
      (await who.get(`/api/projects/${project.id}/register`)).status,
      (await who.get(`/api/projects/${project.id}/register.xlsx`)).status,
    ];
    expect(await status(staff)).toEqual([200, 201, 200, 200]);
    expect(await status(auditor)).toEqual([200, 403, 200, 200]);
    expect(await status(partner)).toEqual([403, 403, 403, 403]);
    expect(await status(administrator)).toEqual([404, 404, 403, 403]);
    expect(await status(stranger)).toEqual([404, 404, 404, 404]);
  });

  test('a list needs a project or ids, and ids of another project are not there', async () => {
    const foreign = await addPerson(api.people.stranger, api.foreign.id, { familyName: 'Altul' });
    const own = await addPerson(staff, project.id);
    const ask = (filter: object) => staff.get(`/api/persons?filter=${encodeURIComponent(JSON.stringify(filter))}`);
    expect((await ask({})).status).toBe(400);
    expect((await ask({ complete: true, id: own.id })).status).toBe(400);
    expect((await ask({ id: [own.id, foreign.id] })).json()).toMatchObject([{ id: own.id }]);
    expect((await staff.get('/api/organisations')).status).toBe(400);
  });

  test('a project that has ended takes no change, but an erasure', async () => {
    const { id } = await addPerson(staff, project.id);
    await api.database.owner('projects').where({ id: project.id }).update({ state: 'cancelled' });
    const late = await staff.command('/api/persons', personBody(project.id, { givenName: 'Ioana' }));
    expect(late.problem().type).toBe('/problems/project-ended');
    expect((await staff.command(`/api/persons/${id}/erase`, { reason: 'La cerere.' })).status).toBe(200);
  });

  test('R28 who looked is on record, once a day for each thing, with ids only', async () => {
    const { auditor } = api.people;
    const { id } = await addPerson(staff, project.id);
    for (let again = 0; again < 2; again += 1) {
      await list(auditor, {});
      await list(auditor, { q: 'ex' });
      await Promise.all([auditor.get(`/api/persons/${id}`), auditor.get(`/api/persons/${id}`)]);
      await auditor.get(`/api/persons/${id}/held`);
      await auditor.get(`/api/projects/${project.id}/register.xlsx`);
    }
    const seen = (await events('register.viewed')).filter(({ actor }) => actor?.id === auditor.id);
    expect(seen.map(({ data }) => data)).toEqual([
      { scope: 'list' },
      { scope: 'person', personId: id },
      { scope: 'held', personId: id },
      { scope: 'export' },
    ]);
    // The day is Romania's: it has changed, though it is the same day in UTC.
    api.setClock(new Date('2026-03-02T22:30:00Z'));
    await list(auditor, {});
    api.setClock(new Date('2026-03-02T10:00:00Z'));
    expect((await events('register.viewed')).filter(({ actor }) => actor?.id === auditor.id)).toHaveLength(5);
  });
});

describe('lists', () => {
  test('names stand as in a Romanian dictionary, erased persons last; search knows no diacritics and no order', async () => {
    const people = ['Țîru', 'Tudor', 'Șerban', 'Sandu', 'Ăcsan', 'Avram', 'Zamfir'];
    for (const familyName of people) await addPerson(staff, project.id, { familyName });
    const gone = await addPerson(staff, project.id, { familyName: 'Aaron' });
    await staff.command(`/api/persons/${gone.id}/erase`, { reason: 'La cerere.' });
    const sorted = ['Avram', 'Ăcsan', 'Sandu', 'Șerban', 'Tudor', 'Țîru', 'Zamfir'].map((name) => `${name} Ana`);
    expect(await names({})).toEqual([...sorted, ' ']);
    expect(await names({}, '&sort=["name","DESC"]')).toEqual([...sorted.toReversed(), ' ']);
    expect(await names({ q: 'ana tiru' })).toEqual(['Țîru Ana']);
    expect(await names({ q: 'ŞERB' })).toEqual(['Șerban Ana']);
    expect(await names({ erased: true })).toEqual([' ']);
    const page = await list(staff, {}, '&range=[2,3]');
    expect(page.headers.get('Content-Range')).toBe('persons 2-3/8');
    for (const sort of ['birthDate', 'startedOn', 'category', 'id', 'familyName']) {
      expect((await list(staff, {}, `&sort=["${sort}","DESC"]`)).json<unknown[]>()).toHaveLength(8);
    }
    expect((await list(staff, {}, '&sort=["email","ASC"]')).status).toBe(400);
  });

  test('R25 each figure leads to its persons', async () => {
    await addPerson(staff, project.id, { givenName: 'Completă' });
    await addPerson(staff, project.id, { givenName: 'Cetățeană', category: null });
    await addPerson(staff, project.id, { givenName: 'Tânără', birthDate: '2005-01-01', category: 'ong' });
    await addPerson(staff, project.id, { givenName: 'Incompletă', fields: { gender: 'feminin' } });
    await addPerson(staff, project.id, { givenName: 'Fără vârstă', birthDate: null });
    expect(await names({ complete: false })).toEqual(['Exemplu Fără vârstă', 'Exemplu Incompletă']);
    const { byCategory, byAgeGroup, byField, ...totals } = await summary();
    expect(totals).toMatchObject({ persons: 5, complete: 3, incomplete: 2, erased: 0, organisations: 0 });
    const led = async (key: string, values: readonly { persons: number }[], of: (value: never) => unknown) => {
      for (const value of values) {
        expect(await names({ complete: true, [key]: of(value as never) })).toHaveLength(value.persons);
      }
    };
    await led('category', byCategory as { persons: number }[], ({ key }: { key: unknown }) => key);
    await led('ageGroup', byAgeGroup as { persons: number }[], ({ key }: { key: unknown }) => key);
    for (const { key, counts } of byField as { key: string; counts: { persons: number }[] }[]) {
      await led('fields', counts, ({ choice }: { choice: unknown }) => ({ [key]: choice }));
    }
  });
});

describe('R3 the register in figures', () => {
  test('R3 R25 PostgreSQL counts what the rules count, whatever the records hold', async () => {
    const some = <T>(...values: T[]) => fc.constantFrom(...values);
    const optional = planWith(['A1', 'A15']);
    const [first, second] = optional.participants.fields;
    if (first) first.required = false;
    if (second) second.key = 'constructor';
    const record = fc.record({
      category: some('fundatie', 'primarie', 'ong', null),
      birthDate: some('1990-01-01', '2005-01-01', null),
      ageGroup: some('sub-25', '25-54', 'peste-54', null),
      fields: fc
        .record({
          gender: some('feminin', 'masculin', ''),
          constructor: some('angajat', 'somer', ''),
          education: some('isced-1-2', 'isced-5-8', ''),
          residence: some('Cojocna', ''),
        })
        .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))),
      erased: fc.boolean(),
      merged: some(false, false, false, true),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 40 }), async (records) => {
        const own = await api.createProject(optional, '2026-03-01', [
          staff,
          manager,
          api.people.partner,
          api.people.auditor,
        ]);
        const first = newId();
        const rows = [{ ...records[0], merged: false }, ...records].map((each, at) => ({
          id: at === 0 ? first : newId(),
          project_id: own.id,
          family_name: each.erased ? '' : `N${at}`,
          given_name: each.erased ? '' : 'P',
          name_key: each.erased ? '' : `n${at} p`,
          birth_date: each.erased ? null : (each.birthDate ?? null),
          age_group: each.ageGroup ?? null,
          category: each.category ?? null,
          fields: JSON.stringify(each.fields ?? {}),
          started_on: '2026-03-01',
          created_at: new Date(),
          erased_at: each.erased ? new Date() : null,
          merged_into: each.merged ? first : null,
        }));
        await api.store.knex('persons').insert(rows);
        const persons = rows
          .filter(({ merged_into }) => merged_into === null)
          .map(
            (row): RegisteredPerson => ({
              category: row.category,
              birthDate: row.birth_date,
              ageGroup: row.age_group,
              fields: JSON.parse(row.fields),
              erased: row.erased_at !== null,
            }),
          );
        const { organisations, keptUntil, ...counted } = await registerSummary(api.store.knex, own.id);
        expect(counted).toEqual(summarise(persons, optional));
        expect(organisations).toBe(0);
        expect(keptUntil > '2026-03-01').toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  test('R3 the age group is that of the first day, and follows a birth date that is corrected', async () => {
    api.setClock(new Date('2026-03-10T21:59:59Z'));
    const before = await addPerson(staff, project.id, { birthDate: '2001-03-11' });
    api.setClock(new Date('2026-03-10T22:00:00Z'));
    const after = await addPerson(staff, project.id, { birthDate: '2001-03-11', givenName: 'Ioana' });
    api.setClock(new Date('2026-03-02T10:00:00Z'));
    expect([before.startedOn, before.ageGroup]).toEqual(['2026-03-10', 'sub-25']);
    expect([after.startedOn, after.ageGroup]).toEqual(['2026-03-11', '25-54']);
    const corrected = await staff.command(`/api/persons/${before.id}/change`, {
      ...personBody(project.id, { birthDate: '1950-03-11', startedOn: '2026-03-01' }),
      projectId: undefined,
      version: 1,
    });
    expect(corrected.json().ageGroup).toBe('peste-54');
  });
});

describe('R28 data protection', () => {
  /** Somebody with traces everywhere; the name is the test's own, since the database is shared. */
  async function sampleRegister(name: string) {
    const twice = await addPerson(staff, project.id, {
      givenName: 'Ana Maria',
      birthDate: null,
      startedOn: '2026-03-01',
    });
    const kept = await addPerson(staff, project.id, {
      familyName: 'Ștergescu',
      givenName: name,
      email: `${name}@example.org`,
      phone: name === 'Rozalia' ? '0799 888 777' : null,
      fields: { ...COMPLETE, residence: `Satul ${name}` },
    });
    await staff.command(`/api/persons/${twice.id}/merge`, {
      into: kept.id,
      reason: `${name} apare de două ori.`,
    });
    await staff.command('/api/persons', personBody(project.id, { familyName: 'Ștergescu', givenName: name }));
    await addPerson(staff, project.id, { familyName: 'Rămas', category: 'ong', fields: {} });
    return kept;
  }

  test('R28 what is held on one person leaves as a file: the record, what was merged into it, who looked', async () => {
    const kept = await sampleRegister('Zamfira');
    const answer = await manager.get(`/api/persons/${kept.id}/held`);
    expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment; /);
    const held = answer.json<{ records: object[]; events: { type: string; by: string; texts: object }[] }>();
    expect(held.records).toMatchObject([
      {
        id: kept.id,
        familyName: 'Ștergescu',
        email: 'zamfira@example.org',
        category: { key: 'fundatie' },
        fields: expect.arrayContaining([{ key: 'residence', title: expect.anything(), value: 'Satul Zamfira' }]),
      },
      { givenName: 'Ana Maria' },
    ]);
    expect(held.events.map(({ type }) => type)).toEqual([
      'person.added',
      'person.added',
      'person.merged',
      'register.viewed',
    ]);
    expect(held.events[2]?.texts).toEqual({ reason: 'Zamfira apare de două ori.' });
    expect(answer.text).not.toContain('Rămas');
  });

  test('R28 an erasure leaves no trace of the person and changes no count', async () => {
    const kept = await sampleRegister('Rozalia');
    const open = await preview(
      staff,
      project.id,
      csv([
        ['Ștergescu', 'Rozalia', '31.12.1990'],
        ['Rozalia', 'Stergescu', ''],
        ['Nou', 'Ion', ''],
      ]),
    );
    const before = await summary();
    const answer = await staff.command(`/api/persons/${kept.id}/erase`, { reason: 'La cererea persoanei.' });
    expect(answer.json()).toMatchObject({
      id: kept.id,
      familyName: '',
      givenName: '',
      birthDate: null,
      email: null,
      phone: null,
      category: 'fundatie',
      ageGroup: '25-54',
      fields: COMPLETE,
      erased: true,
      complete: true,
    });
    expect(await summary()).toEqual({ ...before, erased: 1 });
    const left = await everythingKept(api);
    expect(['ozalia', '0799 888 777'].filter((trace) => left.includes(trace))).toEqual([]);
    const rows = (await staff.get(`/api/imports/${open.id}`)).json<{ rows: { name: string }[] }>().rows;
    expect(rows.map(({ name }) => name)).toEqual(['Nou Ion']);

    expect((await events('person.erased'))[0]).toMatchObject({
      data: { personId: kept.id },
      texts: { reason: 'La cererea persoanei.' },
    });
    expect((await events('person.merged'))[0]?.texts).toEqual({ reason: null });
    const { findings } = await verify(api.store.knex, () => '/nowhere');
    expect(findings.filter(({ project: slug }) => slug === project.slug)).toEqual([]);

    for (const [verb, body] of [
      ['erase', { reason: 'x' }],
      ['change', { familyName: 'X', givenName: 'Y', version: 2 }],
    ] as const) {
      const again = await staff.command(`/api/persons/${kept.id}/${verb}`, body);
      expect(again.problem()).toMatchObject({ status: 409, type: '/problems/person-erased' });
    }
    // Somebody who comes back is a new person: nothing is left to know them by.
    await addPerson(staff, project.id, { familyName: 'Ștergescu', givenName: 'Rozalia' });
  });

  test('R28 a written field that is required keeps that it was given, so that the record still counts', async () => {
    const asking = planWith(['A1', 'A15']);
    for (const field of asking.participants.fields) if (field.key === 'residence') field.required = true;
    project = await api.createProject(asking, '2026-03-01', [staff, manager, api.people.partner, api.people.auditor]);
    const { id } = await addPerson(staff, project.id, { fields: { ...COMPLETE, residence: 'Satul Ascuns' } });
    const before = await summary();
    const answer = await staff.command(`/api/persons/${id}/erase`, { reason: 'La cerere.' });
    expect(answer.json()).toMatchObject({ complete: true, fields: { residence: '…' } });
    expect(await summary()).toEqual({ ...before, erased: 1 });
  });
});

test('R1 25/25/11 does not make 20/20/20: the figures say so', async () => {
  const rows = [25, 25, 11].flatMap((many, group) =>
    Array.from({ length: many }, (_, at) => [
      `Familia${group}`,
      `Persoana${at}`,
      '01.02.1990',
      ['fundatie', 'primarie', 'ong'][group] ?? '',
      'F',
      'angajat',
      'isced-5-8',
    ]),
  );
  const list61 = csv(rows, [
    'Nume',
    'Prenume',
    'Data nașterii',
    'Categoria',
    'Gen',
    'Statutul pe piața muncii',
    'Nivelul de educație',
  ]);
  const read = await preview(staff, project.id, list61);
  expect(
    (
      await commit(
        staff,
        read.id,
        read.rows.filter(({ outcome }) => outcome === 'doubtful').map(({ row }) => ({ row, person: 'new' })),
      )
    ).status,
  ).toBe(200);
  const { byCategory } = await summary();
  expect(byCategory).toMatchObject([
    { key: 'fundatie', target: 20, persons: 25 },
    { key: 'primarie', target: 20, persons: 25 },
    { key: 'ong', target: 20, persons: 11 },
    { key: null, target: null, persons: 0 },
  ]);
});
