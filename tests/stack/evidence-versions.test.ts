/** Evidence in documents and versions, of one run or one organisation, and a file that is used twice. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { contentPath } from '../../db/files.ts';
import { verify } from '../../db/verify.ts';
import { type Api, startApi } from './api.ts';
import {
  give,
  given,
  makeOrganisation,
  makeRun,
  type Paperwork,
  type Piece,
  paper,
  paperwork,
  requirementOf,
} from './evidence-paper.ts';
import { CNP } from './participants.ts';

let api: Api;
let work: Paperwork;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  work = await paperwork(api);
});

const read = async (id: string): Promise<Piece> => (await api.people.staff.get(`/api/evidence/${id}`)).json();
const withdraw = (id: string) => api.people.staff.command(`/api/evidence/${id}/withdraw`);
const concept = (fields: Readonly<Record<string, string>> = {}, ...rest: [string?, string?]) =>
  paper({ requirement: 'document', ...fields }, ...rest);
const have = async (milestoneId: string, key: string) => (await requirementOf(api.people.staff, milestoneId, key)).have;

describe('documents and versions', () => {
  test('R6 files of one document are one piece; a document of its own is another', async () => {
    const { staff } = api.people;
    const first = await given(staff, work.concept, concept());
    const second = await given(staff, work.concept, concept({ documentId: first.documentId }));
    expect(second.documentId).toBe(first.documentId);
    expect(await have(work.concept, 'document')).toBe(1);
    const other = await given(staff, work.concept, concept());
    expect(other.documentId).toBe(other.id);
    expect(await have(work.concept, 'document')).toBe(2);
    const filter = encodeURIComponent(JSON.stringify({ documentId: first.documentId }));
    const listed = (await staff.get(`/api/evidence?filter=${filter}`)).json<Piece[]>();
    expect(listed.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort());
    // The document stands while one of its files does.
    await withdraw(first.id);
    expect(await have(work.concept, 'document')).toBe(2);
    await withdraw(second.id);
    expect(await have(work.concept, 'document')).toBe(1);
    // Nothing of it is left to add a file to.
    const late = await give(staff, work.concept, concept({ documentId: first.documentId }));
    expect(late.problem()).toMatchObject({ status: 422, type: '/problems/unknown-key' });
    expect(late.problem().errors).toHaveProperty('documentId');
  });

  test('a new version takes the place of the latest one; when it is withdrawn the earlier one stands again', async () => {
    const { staff } = api.people;
    const first = await given(staff, work.concept, concept());
    const second = await given(staff, work.concept, concept({ replaces: first.id }));
    const third = await given(staff, work.concept, concept({ replaces: second.id }));
    expect([first, second, third].map(({ versionNumber }) => versionNumber)).toEqual([1, 2, 3]);
    expect(third).toMatchObject({ documentId: first.documentId, replaces: second.id, replacedBy: null });
    expect(await read(first.id)).toMatchObject({ replacedBy: second.id });
    expect(await have(work.concept, 'document')).toBe(1);
    expect(await api.store.knex('standing_evidence').where({ document_id: first.documentId }).pluck('id')).toEqual([
      third.id,
    ]);
    // An old version is neither replaced again nor withdrawn from under the latest one.
    for (const answer of [await give(staff, work.concept, concept({ replaces: first.id })), await withdraw(second.id)])
      expect(answer.problem()).toMatchObject({ status: 409, type: '/problems/version-replaced' });
    expect((await withdraw(third.id)).status).toBe(200);
    expect(await read(second.id)).toMatchObject({ replacedBy: null, withdrawnAt: null });
    expect(await have(work.concept, 'document')).toBe(1);
    const fourth = await given(staff, work.concept, concept({ replaces: second.id }));
    expect(fourth.versionNumber).toBe(3);
    // A withdrawn piece is not what a new version is of.
    const late = await give(staff, work.concept, concept({ replaces: third.id }));
    expect(late.problem()).toMatchObject({ status: 422, errors: { replaces: expect.any(String) } });
  });

  test('of two new versions at once one is taken, and the other says that there is a newer one', async () => {
    const { staff, manager } = api.people;
    const first = await given(staff, work.concept, concept());
    const answers = await Promise.all(
      [staff, manager, staff, manager].map((who) => give(who, work.concept, concept({ replaces: first.id }))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect(await api.store.knex('evidence').where({ replaces: first.id }).pluck('id')).toHaveLength(1);
  });

  test('the database itself keeps one standing version in the place of another', async () => {
    const first = await given(api.people.staff, work.concept, concept());
    await given(api.people.staff, work.concept, concept({ replaces: first.id }));
    const row = await api.store.knex('evidence').where({ replaces: first.id }).first();
    await expect(api.store.knex('evidence').insert({ ...row, id: randomUUID() })).rejects.toThrow(
      'evidence_replaced_once',
    );
  });

  test.each(['documentId', 'replaces'])(
    '%s of another milestone, requirement or project is not known',
    async (field) => {
      const { staff } = api.people;
      const run = await makeRun(api, work.projectId, work.training, 1);
      const elsewhere = [
        await given(staff, work.training, paper({ requirement: 'materiale' })),
        await given(staff, work.training, paper({ requirement: 'agenda', runId: run })),
        await given(staff, (await paperwork(api)).concept, concept()),
      ];
      for (const id of [...elsewhere.map((piece) => piece.id), randomUUID()]) {
        const answer = await give(staff, work.concept, concept({ [field]: id }));
        expect(answer.problem()).toMatchObject({ status: 422, type: '/problems/unknown-key' });
        expect(answer.problem().errors).toHaveProperty(field);
      }
      const two = [await given(staff, work.concept, concept()), await given(staff, work.concept, concept())];
      const mixed = await give(
        staff,
        work.concept,
        concept({ documentId: two[0]?.id ?? '', replaces: two[1]?.id ?? '' }),
      );
      expect(mixed.problem().errors).toHaveProperty('replaces');
    },
  );
});

describe('evidence of one run', () => {
  test('R6 where the plan asks for each run, the run is said; elsewhere there is none', async () => {
    const { staff } = api.people;
    const run = await makeRun(api, work.projectId, work.training, 1);
    const missing = await give(staff, work.training, paper({ requirement: 'agenda' }));
    expect(missing.problem()).toMatchObject({ status: 422, type: '/problems/evidence-part-missing' });
    expect(missing.problem().errors).toHaveProperty('runId');
    const needless = [
      await give(staff, work.training, paper({ requirement: 'materiale', runId: run })),
      await give(staff, work.concept, concept({ runId: run })),
    ];
    for (const answer of needless) expect(answer.problem().errors).toHaveProperty('runId');
    const organisation = await makeOrganisation(staff, work.projectId, 'Asociația Exemplu');
    const wrong = await give(staff, work.training, paper({ requirement: 'agenda', organisationId: organisation }));
    expect(wrong.problem().errors).toHaveProperty('organisationId');
    const piece = await given(staff, work.training, paper({ requirement: 'agenda', runId: run.toUpperCase() }));
    expect(piece.run).toMatchObject({ id: run, number: 1, title: 'Seria 1 (exemplu)' });
    const filter = encodeURIComponent(JSON.stringify({ runId: run }));
    expect((await staff.get(`/api/evidence?filter=${filter}`)).json<Piece[]>().map(({ id }) => id)).toEqual([piece.id]);
  });

  test('a run of another milestone is not known, and a cancelled one takes nothing', async () => {
    const { staff } = api.people;
    const foreign = await paperwork(api);
    const elsewhere = await makeRun(api, foreign.projectId, foreign.training, 1);
    for (const runId of [elsewhere, randomUUID()])
      expect((await give(staff, work.training, paper({ requirement: 'agenda', runId }))).problem()).toMatchObject({
        status: 422,
        type: '/problems/unknown-key',
      });
    const cancelled = await makeRun(api, work.projectId, work.training, 1);
    const before = await given(staff, work.training, paper({ requirement: 'agenda', runId: cancelled }));
    await api.store.knex('runs').where({ id: cancelled }).update({ state: 'cancelled', cancelled_at: new Date() });
    for (const fields of [{ runId: cancelled }, { replaces: before.id }, { documentId: before.id }])
      expect((await give(staff, work.training, paper({ requirement: 'agenda', ...fields }))).problem()).toMatchObject({
        status: 409,
        type: '/problems/run-cancelled',
      });
  });

  test('a new version and another file take the run over, and are not moved to another', async () => {
    const { staff } = api.people;
    const run = await makeRun(api, work.projectId, work.training, 1);
    const second = await makeRun(api, work.projectId, work.training, 2);
    const first = await given(staff, work.training, paper({ requirement: 'agenda', runId: run }));
    const version = await given(staff, work.training, paper({ requirement: 'agenda', replaces: first.id }));
    const page = await given(
      staff,
      work.training,
      paper({ requirement: 'agenda', documentId: first.documentId, runId: run }),
    );
    expect([version, page].map((piece) => piece.run?.id)).toEqual([run, run]);
    const moved = await give(
      staff,
      work.training,
      paper({ requirement: 'agenda', replaces: version.id, runId: second }),
    );
    expect(moved.problem().errors).toHaveProperty('runId');
  });

  test('R6 the milestone shows what each run has, and what it lacks', async () => {
    const { staff } = api.people;
    const [one, two] = [
      await makeRun(api, work.projectId, work.training, 1),
      await makeRun(api, work.projectId, work.training, 2),
    ];
    const first = await given(staff, work.training, paper({ requirement: 'agenda', runId: one }));
    await given(staff, work.training, paper({ requirement: 'agenda', documentId: first.documentId }));
    expect(await requirementOf(staff, work.training, 'agenda')).toMatchObject({
      have: 1,
      parts: [
        { id: one, have: 1 },
        { id: two, have: 0 },
      ],
    });
  });
});

describe('evidence of one organisation', () => {
  const message = (fields: Readonly<Record<string, string>>) => paper({ requirement: 'mesaj-datat', ...fields });

  test('R5 it names an organisation of the project, and its date', async () => {
    const { staff } = api.people;
    const organisationId = await makeOrganisation(staff, work.projectId, 'Asociația Exemplu');
    const nobody = await give(staff, work.outreach, message({ datedOn: '2026-03-01' }));
    expect(nobody.problem()).toMatchObject({ status: 422, type: '/problems/evidence-part-missing' });
    expect(nobody.problem().errors).toHaveProperty('organisationId');
    const undated = await give(staff, work.outreach, message({ organisationId }));
    expect(undated.problem()).toMatchObject({ status: 422, type: '/problems/evidence-date-missing' });
    expect(undated.problem().errors).toHaveProperty('datedOn');
    const foreign = await makeOrganisation(staff, (await paperwork(api)).projectId, 'Alta');
    const unknown = await give(staff, work.outreach, message({ organisationId: foreign, datedOn: '2026-03-01' }));
    expect(unknown.problem().errors).toHaveProperty('organisationId');
    const run = await makeRun(api, work.projectId, work.training, 1);
    const wrong = await give(staff, work.outreach, message({ runId: run, datedOn: '2026-03-01' }));
    expect(wrong.problem().errors).toHaveProperty('runId');
    const piece = await given(staff, work.outreach, message({ organisationId, datedOn: '2026-03-01' }));
    expect(piece.organisation).toEqual({ id: organisationId, name: 'Asociația Exemplu' });
    // The date belongs to each version.
    const version = await give(staff, work.outreach, message({ replaces: piece.id }));
    expect(version.problem()).toMatchObject({ type: '/problems/evidence-date-missing' });
    const dated = await given(staff, work.outreach, message({ replaces: piece.id, datedOn: '2026-03-02' }));
    expect(dated.organisation?.id).toBe(organisationId);
    const filter = encodeURIComponent(JSON.stringify({ organisationId, withdrawn: false }));
    expect((await staff.get(`/api/evidence?filter=${filter}`)).json<Piece[]>()).toHaveLength(2);
  });
});

describe('a file that is used twice', () => {
  test('the answer of the upload says where the same content is, in this project only', async () => {
    const { staff } = api.people;
    const content = `aceeași fotografie ${randomUUID()}`;
    const foreign = await paperwork(api);
    await given(staff, foreign.concept, concept({}, content));
    const first = await given(staff, work.concept, concept({}, content, 'întâia.txt'));
    expect(first.alsoAt).toEqual([]);
    const again = await given(staff, work.training, paper({ requirement: 'materiale' }, content, 'iarăși.txt'));
    expect(again.alsoAt).toEqual([
      { id: first.id, milestoneId: work.concept, milestoneKey: 'A1', requirement: 'document', name: 'întâia.txt' },
    ]);
    expect((await read(first.id)).alsoAt.map(({ id }) => id)).toEqual([again.id]);
    await withdraw(again.id);
    expect((await read(first.id)).alsoAt).toEqual([]);
  });

  test('it is looked up by its content, not by reading the list', async () => {
    const { knex } = api.store;
    const piece = await given(api.people.staff, work.concept, concept());
    const { rows } = await knex.transaction(async (trx) => {
      await trx.raw('set local enable_seqscan = off');
      return trx.raw<{ rows: { 'QUERY PLAN': string }[] }>(
        `explain select t.id from evidence t join milestones m on m.id = t.milestone_id
          where t.sha256 = (select sha256 from evidence where id = ?) and m.project_id = ?`,
        [piece.id, work.projectId],
      );
    });
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('evidence_content');
  });
});

describe('what is kept about it', () => {
  test('events tell the place of each piece, and verify holds the rows against them', async () => {
    const { staff } = api.people;
    const { knex } = api.store;
    const run = await makeRun(api, work.projectId, work.training, 1);
    const organisationId = await makeOrganisation(staff, work.projectId, 'Asociația Exemplu');
    const agenda = await given(staff, work.training, paper({ requirement: 'agenda', runId: run }));
    const version = await given(staff, work.training, paper({ requirement: 'agenda', replaces: agenda.id }));
    const dated = { organisationId, datedOn: '2026-03-01' };
    await given(staff, work.outreach, paper({ requirement: 'mesaj-datat', ...dated }));
    const told = await knex('events')
      .where({ project_id: work.projectId, type: 'evidence.added' })
      .orderBy('seq')
      .pluck<string[]>('data');
    expect(told.map((data) => JSON.parse(data))).toMatchObject([
      { evidenceId: agenda.id, runId: run },
      { evidenceId: version.id, runId: run, documentId: agenda.id, replaces: agenda.id },
      { organisationId },
    ]);
    expect(JSON.parse(told[0] ?? '{}')).not.toHaveProperty('documentId');
    const findings = async () =>
      (await knex.transaction((trx) => verify(trx, (sha256) => contentPath(api.filesDir, sha256)))).findings.filter(
        (finding) => JSON.stringify(finding).includes(version.id),
      );
    expect(await findings()).toEqual([]);
    // Somebody with the keys of the database makes the version a document of its own: it would count once more.
    await api.database.owner('evidence').where({ id: version.id }).update({ document_id: version.id, replaces: null });
    expect(await findings()).not.toEqual([]);
  });

  test('R14 a text that holds a national identity number is refused, and neither it nor the file stays', async () => {
    const { staff } = api.people;
    const description = `Lista cu ${CNP}`;
    const answer = await give(staff, work.concept, concept({ description }));
    expect(answer.problem()).toMatchObject({ status: 422, errors: { description: expect.any(String) } });
    const kept = await api.database.owner.raw<{ rows: { kept: number }[] }>(
      `select count(*)::int as kept from commands where body::text like ?`,
      [`%${CNP}%`],
    );
    expect(kept.rows[0]?.kept).toBe(0);
  });

  test('words about a piece are kept with it and its event, not with the command', async () => {
    const description = `Vorbe ${randomUUID()}`;
    await given(api.people.staff, work.concept, concept({ description }));
    const { rows } = await api.database.owner.raw<{ rows: { kept: number }[] }>(
      `select count(*)::int as kept from commands where body::text like ?`,
      [`%${description}%`],
    );
    expect(rows[0]?.kept).toBe(0);
  });
});
