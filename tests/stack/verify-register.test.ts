/** `jalon verify` on the register: a value that somebody changed behind the software's back is found, wherever it is. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { type Api, startApi } from './api.ts';
import { foundAfter, unnoticedChanges } from './behind-the-back.ts';
import { addPerson, COMPLETE, commit, csv, preview } from './participants.ts';

/** Columns that no event tells of, with why. */
const UNTOLD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  persons: {},
  organisations: {},
  imports: { rows: 'a draft until it is committed, and then empty' },
  register_views: {},
};

let api: Api;
let erased: string;

beforeAll(async () => {
  api = await startApi();
  const { staff, manager } = api.people;
  const project = api.project.id;
  const name = 'Asociația Exemplu';
  const organisation = (await staff.command('/api/organisations', { projectId: project, name })).json<{ id: string }>();
  await staff.command(`/api/organisations/${organisation.id}/change`, { name, note: 'Sat', version: 1 });
  const kept = await addPerson(staff, project, { organisationId: organisation.id });
  await staff.command(`/api/persons/${kept.id}/change`, {
    familyName: 'Exemplu',
    givenName: 'Ana Maria',
    birthDate: '1990-12-31',
    category: 'ong',
    fields: COMPLETE,
    version: 1,
  });
  const [first, second] = [
    await addPerson(staff, project, { givenName: 'Ion' }),
    await addPerson(staff, project, { givenName: 'Ioan' }),
  ];
  const reason = 'Aceeași persoană.';
  await staff.command(`/api/persons/${first.id}/merge`, { into: second.id, reason });
  await staff.command(`/api/persons/${second.id}/merge`, { into: kept.id, reason });
  const gone = await addPerson(staff, project, { givenName: 'Pleacă', email: 'pleaca@example.org' });
  erased = gone.id;
  expect((await manager.command(`/api/persons/${gone.id}/erase`, { reason: 'La cerere.' })).status).toBe(200);
  const list = csv(
    [
      ['Exemplu', 'Ana Maria', '31.12.1990', 'Asociația Exemplu', 'a@example.org'],
      ['Import', 'Vasile', '01.02.1980', 'Asociația Nouă', ''],
    ],
    ['Nume', 'Prenume', 'Data nașterii', 'Organizația', 'E-mail'],
  );
  expect((await commit(staff, (await preview(staff, project, list)).id)).json()).toMatchObject({
    added: 1,
    matched: 1,
  });
  await staff.command(`/api/imports/${(await preview(staff, project, list)).id}/drop`);
  await preview(staff, project, list);
  await staff.get(`/api/persons?filter=${encodeURIComponent(JSON.stringify({ projectId: project }))}`);
  await staff.get(`/api/persons/${kept.id}`);
});
afterAll(() => api.close());

test('R25 an untouched register agrees with its events', async () => {
  expect(await foundAfter(api, async () => {})).toEqual([]);
});

test.each(Object.keys(UNTOLD))('R25 whatever column of whatever row of %s is changed, it is found', async (table) => {
  expect(await unnoticedChanges(api, table, UNTOLD[table] ?? {}, [api.project.id])).toEqual([]);
});

const CHANGES: Record<string, (owner: Knex.Transaction) => Promise<unknown>> = {
  'a person who is gone': async (owner) => owner('persons').where({ given_name: 'Vasile' }).delete(),
  'a person more': async (owner) =>
    owner.raw(
      `insert into persons select (jsonb_populate_record(p, jsonb_build_object('id', ?::text, 'name_key', 'x'))).*
         from persons p limit 1`,
      [randomUUID()],
    ),
  'a person of another project': async (owner) =>
    owner('persons').where({ given_name: 'Vasile' }).update({ project_id: api.foreign.id }),
  'an organisation that is gone, of those that an import brought': async (owner) =>
    owner('organisations').where({ name: 'Asociația Nouă' }).delete(),
  'an import that is gone': async (owner) => owner('imports').where({ state: 'dropped' }).delete(),
  'a mark': async (owner) => owner('record_marks').update({ mark: Buffer.alloc(32) }),
  'a mark that is gone': async (owner) =>
    owner.raw('delete from record_marks where ctid = (select ctid from record_marks limit 1)'),
  'all marks of a record that are gone with it': async (owner) => {
    const { id } = await owner('persons').where({ given_name: 'Vasile' }).first('id');
    await owner('record_marks').where({ record_id: id }).delete();
    await owner('persons').where({ id }).delete();
  },
  'a record that is back as it was before its last change': async (owner) => {
    const { id } = await owner('persons').where({ given_name: 'Ana Maria' }).first('id');
    const { rows } = await owner.raw(
      `select m.event_id from record_marks m join events e on e.id = m.event_id where record_id = ? order by e.seq desc limit 1`,
      [id],
    );
    await owner('record_marks').where({ record_id: id, event_id: rows[0].event_id }).delete();
  },
};

test.each(Object.entries(CHANGES))('R25 a change by the owner of the tables is found: %s', async (_what, change) => {
  expect(await foundAfter(api, change, [api.project.id])).not.toEqual([]);
});

test('R28 nothing is left that would tell who guesses what was held on a person who was erased', async () => {
  const marks = await api.store
    .knex('record_marks as m')
    .join('events as e', 'e.id', 'm.event_id')
    .where('m.record_id', erased)
    .orderBy('e.seq')
    .select<{ salt: Buffer | null }[]>('m.salt');
  expect(marks.map(({ salt }) => salt === null)).toEqual([true, false]);
});
