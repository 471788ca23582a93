/** The roll of a vote through the API: who is on it, who may change it and until when, who sees it, and its end. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { deleteRoll } from '../../db/votes/roll-deletion.ts';
import { type Api, startApi, type Visitor } from './api.ts';
import { CNP } from './participants.ts';
import {
  added,
  asked,
  lettersFor,
  previewRoll,
  uploadRoll,
  voterBody,
  votersOf,
  voteWithRoll,
  wholeDatabase,
} from './voters.ts';
import type { MadeVote } from './votes-by-sql.ts';

/** Before the roll's date, which is three days before the opening on 3 May 2027 at 8:00 in Romania. */
const BEFORE = new Date('2027-04-20T10:00:00Z');
const LATE = new Date('2027-05-01T10:00:00Z');
const OPEN = new Date('2027-05-10T10:00:00Z');

let api: Api;
let staff: Visitor;
let manager: Visitor;
let partner: Visitor;
let auditor: Visitor;
let vote: MadeVote & { readonly projectId: string };

beforeAll(async () => {
  api = await startApi();
  ({ staff, manager, partner, auditor } = api.people);
});
afterAll(() => api.close());
beforeEach(async () => {
  api.setClock(BEFORE);
  vote = await voteWithRoll(api);
});

const roll = async (who = staff) => (await who.get(`/api/votes/${vote.id}/roll`)).json();
const ofVoter = (who: Visitor, id: string, verb: string, body: object = {}) =>
  who.command(`/api/voters/${id}/${verb}`, body);
const kindOf = (answer: { problem(): { type: string } }) => answer.problem().type.replace('/problems/', '');

describe('who is on it', () => {
  test('R14 the same person is on a roll once, whatever the order and spelling of the name', async () => {
    const id = await added(staff, vote.id, { familyName: 'Țăran-Pop', givenName: 'Ana Maria' });
    const again = await staff.command(
      `/api/votes/${vote.id}/voters`,
      voterBody({ familyName: 'ANA', givenName: 'maria taran pop' }),
    );
    expect([again.status, kindOf(again)]).toEqual([409, 'voter-exists']);
    expect(again.text).not.toContain(id);
    await added(staff, vote.id, { familyName: 'Țăran-Pop', givenName: 'Ana Maria', birthDate: '1980-05-18' });
    expect(await roll()).toMatchObject({ entries: 2, struck: 0, codes: { mail: 0, letter: 0, none: 2 } });
  });

  test.each([
    ['2009-05-03', 201],
    ['2009-05-04', 422],
    ['1907-05-03', 201],
    ['2027-05-04', 422],
  ])('R13 somebody born on %s is answered %i: their birthday on voting day counts', async (birthDate, status) => {
    const answer = await staff.command(`/api/votes/${vote.id}/voters`, voterBody({ birthDate }));
    expect(answer.status).toBe(status);
  });

  test('R13 who was born on 29 February has the age on 1 March, not before', async () => {
    const inFebruary = await voteWithRoll(api, {
      charter: { opensAt: '2026-02-28T06:00:00.000Z', closesAt: '2026-03-02T18:00:00.000Z' },
    });
    const inMarch = await voteWithRoll(api, {
      charter: { opensAt: '2026-03-01T06:00:00.000Z', closesAt: '2026-03-02T18:00:00.000Z' },
    });
    api.setClock(new Date('2026-01-01T10:00:00Z'));
    const born = voterBody({ birthDate: '2008-02-29' });
    for (const { id } of [inFebruary, inMarch])
      await api.store
        .knex('votes')
        .where({ id })
        .update({
          charter: api.store.knex.raw(`jsonb_set(charter, '{challengesUntil}', '"2026-02-20T10:00:00.000Z"')`),
        });
    expect((await staff.command(`/api/votes/${inFebruary.id}/voters`, born)).status).toBe(422);
    expect((await staff.command(`/api/votes/${inMarch.id}/voters`, born)).status).toBe(201);
  });

  test('R14 a list is read, shown, and committed as a whole; twice the same list adds nobody', async () => {
    await added(staff, vote.id, { familyName: 'Ionescu', givenName: 'Ion', birthDate: '1970-01-01' });
    const rows = [
      ['Popescu', 'Maria', '01.02.1980', 'Str. Lungă 1', 'maria@example.org', 'ro'],
      ['IONESCU', 'ion', '1970-01-01', '', '', ''],
      ['Maria', 'Popescu', '1980-02-01', '', '', 'en'],
      ['Șerban', 'Ilie', '1990-12-31', 'Str. Scurtă 2', '', 'en'],
    ];
    const read = await previewRoll(staff, vote.id, rows);
    expect(read.counts).toEqual({ new: 2, known: 2, refused: 0 });
    expect(read.rows.map(({ row, outcome }) => [row, outcome])).toEqual([
      [2, 'new'],
      [3, 'known'],
      [4, 'known'],
      [5, 'new'],
    ]);
    expect(await roll()).toMatchObject({ entries: 1 });
    const done = await staff.command(`/api/roll-imports/${read.id}/commit`);
    expect(done.json()).toEqual({ id: read.id, added: 2, known: 2 });
    expect(kindOf(await staff.command(`/api/roll-imports/${read.id}/commit`))).toBe('import-ended');
    const emptied = await api.store.knex('roll_imports').where({ id: read.id }).first('rows');
    expect(emptied.rows).toEqual({ columns: [], rows: [] });
    const again = await previewRoll(partner, vote.id, rows);
    expect(again.counts).toEqual({ new: 0, known: 4, refused: 0 });
    expect((await partner.command(`/api/roll-imports/${again.id}/commit`)).json()).toMatchObject({ added: 0 });
    expect((await votersOf(staff, vote.id, { q: 'serban' })).map(({ number }) => number)).toEqual([3]);
    expect((await votersOf(staff, vote.id, { q: '2' })).map(({ familyName }) => familyName)).toEqual(['Popescu']);
  });

  test('R13 a row that cannot stand is refused with its reason, and nothing of the list is written', async () => {
    const read = await previewRoll(staff, vote.id, [
      ['Popescu', 'Maria', '01.02.1980', '', '', ''],
      ['Popescu', 'Mic', '2010-01-01', '', '', ''],
      ['', 'Ilie', '30.02.1990', '', 'nicăieri', 'fr'],
    ]);
    expect(read.counts).toEqual({ new: 1, known: 0, refused: 2 });
    expect(read.rows[1]?.reasons[0]).toMatchObject({ column: 'Data nașterii', text: expect.stringContaining('R13') });
    expect(new Set(read.rows[2]?.reasons.map(({ column }) => column))).toEqual(
      new Set(['Nume', 'Data nașterii', 'E-mail', 'Limba']),
    );
    const refused = await staff.command(`/api/roll-imports/${read.id}/commit`);
    expect([refused.status, kindOf(refused)]).toEqual([409, 'import-has-refused']);
    expect(await roll()).toMatchObject({ entries: 0 });
    expect((await staff.command(`/api/roll-imports/${read.id}/drop`)).status).toBe(200);
  });

  test('R14 no national identity number is kept: not from a list, a form, a challenge or a reason', async () => {
    const listed = await uploadRoll(staff, vote.id, [['Popescu', 'Maria', '01.02.1980', CNP, '', '']]);
    expect(listed.status).toBe(422);
    const id = await added(staff, vote.id);
    const tried = [
      staff.command(`/api/votes/${vote.id}/voters`, voterBody({ address: `CNP ${CNP}` })),
      ofVoter(staff, id, 'strike', { reason: `Mutat, ${CNP}` }),
      staff.command(`/api/votes/${vote.id}/challenges`, { kind: 'missing', text: `Eu, ${CNP}` }),
    ];
    for (const answer of await Promise.all(tried))
      expect([answer.status, kindOf(answer)]).toEqual([422, 'fields-refused']);
    expect(await wholeDatabase(api)).not.toContain(CNP);
  });
});

describe('until when it changes', () => {
  test('R13 after the charter’s date only a manager changes who may vote, with a public reason that is published', async () => {
    const id = await added(staff, vote.id);
    api.setClock(LATE);
    const another = voterBody({ givenName: 'Ilie' });
    const path = `/api/votes/${vote.id}/voters`;
    for (const [who, body] of [
      [staff, another],
      [manager, another],
      [staff, { ...another, publicReason: 'Omis din greșeală.' }],
    ] as const)
      expect(kindOf(await who.command(path, body))).toBe('roll-closed');
    expect((await uploadRoll(manager, vote.id, [['A', 'B', '1980-01-01', '', '', '']])).status).toBe(409);
    expect((await manager.command(path, { ...another, publicReason: 'Omis din greșeală.' })).status).toBe(201);
    const notes = await api.store.knex('vote_notes').where({ vote_id: vote.id }).select('kind', 'words');
    expect(notes).toEqual([{ kind: 'roll-corrected', words: 'Omis din greșeală.' }]);
    expect((await ofVoter(staff, id, 'correct', voterBody({ address: 'Str. Nouă 9' }))).status).toBe(200);
    expect(kindOf(await ofVoter(staff, id, 'correct', voterBody({ givenName: 'Anca' })))).toBe('roll-closed');
    // Whoever gets the code votes.
    const elsewhere = voterBody({ email: 'altcineva@example.org' });
    expect(kindOf(await ofVoter(staff, id, 'correct', elsewhere))).toBe('roll-closed');
    expect(kindOf(await ofVoter(manager, id, 'correct', elsewhere))).toBe('roll-closed');
    const inPublic = { ...elsewhere, publicReason: 'O adresă a fost corectată.' };
    expect((await ofVoter(manager, id, 'correct', inPublic)).status).toBe(200);
    expect(kindOf(await ofVoter(staff, id, 'strike', { reason: 'Mutată.' }))).toBe('roll-closed');
  });

  test('R13 a challenge is taken until the charter’s date, and answered once with a reason also after it', async () => {
    const voterId = await added(staff, vote.id);
    const path = `/api/votes/${vote.id}/challenges`;
    const body = { kind: 'not-entitled', voterId, text: 'Un vecin spune că s-a mutat.' };
    const made = await partner.command(path, body);
    expect(made.status).toBe(201);
    const { id } = made.json<{ id: string }>();
    expect(await roll()).toMatchObject({ openChallenges: 1 });
    api.setClock(LATE);
    expect(kindOf(await staff.command(path, body))).toBe('roll-closed');
    const decided = { accepted: false, reason: 'Primăria confirmă domiciliul.' };
    expect((await staff.command(`/api/challenges/${id}/decide`, decided)).status).toBe(200);
    expect(kindOf(await manager.command(`/api/challenges/${id}/decide`, decided))).toBe('challenge-decided');
    expect((await staff.get(path)).json()).toMatchObject([
      { state: 'refused', reason: decided.reason, voter: { id: voterId, name: 'Exemplu Ana' }, text: body.text },
    ]);
  });
});

describe('who sees it', () => {
  test('R28 an auditor, an administrator and other projects read nobody’s data; who looks is on record once a day', async () => {
    const id = await added(staff, vote.id);
    for (const path of [asked(vote.id), `/api/votes/${vote.id}/challenges`]) {
      expect((await auditor.get(path)).status).toBe(403);
      expect((await api.people.stranger.get(path)).status).toBe(404);
      expect((await api.people.administrator.get(path)).status).toBeGreaterThanOrEqual(403);
    }
    expect((await auditor.command(`/api/voters/${id}/mark`)).status).toBe(403);
    expect((await roll(auditor)) as object).toMatchObject({ entries: 1, allowed: [] });
    await votersOf(partner, vote.id);
    await votersOf(partner, vote.id);
    const made = await previewRoll(partner, vote.id, [['Alta', 'Ilie', '01.02.1980', 'Str. Nouă 7', '', '']]);
    const seen = await api.store
      .knex('events')
      .where({ project_id: vote.projectId, type: 'roll.viewed' })
      .pluck('actor_id');
    expect(seen).toEqual([partner.id]);
    // The rows of an import name people too.
    expect((await staff.get(`/api/roll-imports/${made.id}`)).status).toBe(200);
    const looked = await api.store.knex('register_views').where({ project_id: vote.projectId }).pluck('user_id');
    expect(looked.sort()).toEqual([partner.id, staff.id].sort());
  });

  test('R15 a roll is sorted by name or number and by nothing else', async () => {
    for (const [givenName, birthDate] of [
      ['Țicu', '1980-01-01'],
      ['Șerban', '1980-01-02'],
      ['Toma', '1980-01-03'],
    ] as const)
      await added(staff, vote.id, { familyName: givenName, givenName: 'X', birthDate });
    const names = (await votersOf(staff, vote.id)).map(({ familyName }) => familyName);
    expect(names).toEqual(['Șerban', 'Toma', 'Țicu']);
    const sorted = (field: string) =>
      staff.get(asked(vote.id, {}, `&sort=${encodeURIComponent(`["${field}","ASC"]`)}`));
    expect((await sorted('number')).status).toBe(200);
    for (const field of ['id', 'voted', 'code', 'code_issued_at', 'created_at', 'birthDate'])
      expect((await sorted(field)).status).toBe(400);
  });
});

describe('its end', () => {
  test('R15a personal data, codes and the key go when their time is over; the counts stay', async () => {
    const name = {
      familyName: 'Neuitatu',
      givenName: 'Ilie',
      email: 'neuitatu@example.org',
      address: 'Str. Uitată 77',
    };
    const id = await added(staff, vote.id, name);
    const struck = await added(staff, vote.id, { ...name, givenName: 'Radiatu', birthDate: '1981-01-01' });
    await ofVoter(staff, struck, 'strike', { reason: 'Neuitatu s-a mutat.' });
    const text = 'Neuitatu spune că e scris greșit.';
    const made = await staff.command(`/api/votes/${vote.id}/challenges`, { kind: 'wrong', voterId: id, text });
    const decided = { accepted: false, reason: 'Neuitatu e scris ca în buletin.' };
    await staff.command(`/api/challenges/${made.json<{ id: string }>().id}/decide`, decided);
    await previewRoll(staff, vote.id, [['Neuitatu', 'Nou', '01.02.1980', 'Str. Uitată 77', '', '']]);
    expect((await ofVoter(staff, id, 'code')).status).toBe(200);
    const before = await roll();
    expect(await wholeDatabase(api)).toContain('Neuitatu');

    await deleteRoll(api.store, vote.id, OPEN);
    await deleteRoll(api.store, vote.id, OPEN);
    const left = await wholeDatabase(api);
    for (const word of ['Neuitatu', 'neuitatu', 'Str. Uitată 77', 'Radiatu']) expect(left).not.toContain(word);
    const after = await roll();
    expect([after.entries, after.struck, after.deletedAt]).toEqual([before.entries, before.struck, OPEN.toISOString()]);
    const row = await api.store.knex('votes').where({ id: vote.id }).first('roll_key');
    expect(row.roll_key).toBeNull();
    expect(await api.store.knex('voters').where({ vote_id: vote.id }).whereNotNull('code_hash')).toEqual([]);
    // What a file is called may tell who made it.
    expect(await api.store.knex('roll_imports').where({ vote_id: vote.id }).pluck('file_name')).toEqual(['']);
    expect(await api.store.knex('events').where({ project_id: vote.projectId, type: 'roll.deleted' })).toHaveLength(1);
    expect(kindOf(await staff.command(`/api/votes/${vote.id}/voters`, voterBody()))).toBe('roll-deleted');
    expect((await lettersFor(api, staff, vote.id, { who: 'without-email' })).status).toBe(409);
  });
});
