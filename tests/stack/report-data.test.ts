/** What a report is made of, read from PostgreSQL as the commands wrote it. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createProject } from '../../db/create-project.ts';
import { recordEvent } from '../../db/events.ts';
import { loadReportFacts } from '../../db/report-data.ts';
import { createSealer } from '../../db/sealing.ts';
import { dueInstant } from '../../domain/calendar.ts';
import type { ReportFacts } from '../../domain/report-facts.ts';
import { buildReportModel } from '../../domain/report-model.ts';
import { samplePlan } from '../../domain/sample-plan.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

const START = new Date('2022-07-27T06:00:00Z');
const LATER = new Date('2022-08-10T06:00:00Z');

let database: TestDatabase;
let staff: string;
let manager: string;
let projectId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  staff = await user('expert@example.org', 'Expert de probă');
  manager = await user('manager@example.org', 'Manager de probă');
  projectId = await project('sample');
});
afterAll(() => database.destroy());

async function user(email: string, name: string): Promise<string> {
  const id = randomUUID();
  await database.app('users').insert({ id, email, name, created_at: START });
  return id;
}

async function project(slug: string): Promise<string> {
  const id = randomUUID();
  const store = {
    knex: database.app,
    compose: () => ({ subject: '', text: '', html: '' }),
    mailDomain: 'jalon.test',
    sealer: createSealer(null),
  };
  const plan = samplePlan();
  const answer = await createProject(
    store,
    { userId: manager, idempotencyKey: `create-${slug}`, targetId: id },
    {
      slug,
      plan,
      startsOn: plan.period.start,
      members: [
        { userId: staff, role: 'staff' },
        { userId: manager, role: 'manager' },
      ],
    },
    START,
  );
  if (!answer.done) throw new Error(JSON.stringify(answer.refusal));
  return id;
}

async function facts(id = projectId): Promise<ReportFacts> {
  const found = await loadReportFacts(database.app, id);
  if (!found) throw new Error('the project is not there');
  return found;
}

const quantitiesOf = ({ gates, milestones }: ReportFacts) =>
  milestones.flatMap(({ id }) => gates[id]?.quantities ?? []);

async function milestoneId(key: string, of = projectId): Promise<string> {
  return (await database.app('milestones').where({ project_id: of, key }).first('id')).id;
}

/** An event with a reason, as a command writes it. */
async function event(type: string, about: string | null, reason: string, data = {}): Promise<string> {
  return database.app.transaction(async (trx) => {
    await trx('projects').where({ id: projectId }).forUpdate().first('id');
    const details = { projectId, type, at: LATER, actorId: manager, milestoneId: about, data, texts: { reason } };
    return (await recordEvent(trx, details)).id;
  });
}

async function addEvidence(about: string, requirement: string, withdrawn = false): Promise<string> {
  const id = randomUUID();
  const sha256 = Buffer.alloc(32, id);
  await database.app('files').insert({ sha256, size: 12_345, type: 'application/pdf', stored_at: LATER });
  await database.app('evidence').insert({
    id,
    document_id: id,
    milestone_id: about,
    requirement,
    sha256,
    name: 'document.pdf',
    dated_on: '2022-08-01',
    added_by: staff,
    added_at: LATER,
    withdrawn_at: withdrawn ? LATER : null,
  });
  return id;
}

describe('facts of a report', () => {
  test('a project that has just begun: planned dates, nothing done', async () => {
    const begun = await facts(await project('begun'));
    expect(begun.project).toMatchObject({ slug: 'begun', startsOn: '2022-07-27', endsOn: '2022-12-31' });
    expect(begun.milestones.map(({ key, state }) => [key, state])).toEqual([
      ['B1', 'waiting'],
      ['B2', 'waiting'],
      ['B3', 'waiting'],
    ]);
    for (const { id, dueAt } of begun.milestones) {
      const planned = begun.dueDates.filter((due) => due.milestoneId === id);
      expect(planned.map((due) => [due.dueAt, due.reason])).toEqual([[dueAt, null]]);
    }
    expect(quantitiesOf(begun).map(({ target, actual }) => [target, actual])).toEqual(Array(3).fill([1, null]));
    expect(begun).toMatchObject({ evidence: [], endings: [], amendments: [], undelivered: [] });
  });

  test('evidence that stands, with its file; withdrawn evidence is no evidence', async () => {
    const about = await milestoneId('B1');
    const [kept] = [await addEvidence(about, 'proof'), await addEvidence(about, 'proof', true)];
    const { evidence } = await facts();
    expect(evidence).toEqual([
      {
        id: kept,
        milestoneId: about,
        requirement: 'proof',
        runId: null,
        organisationId: null,
        name: 'document.pdf',
        description: '',
        datedOn: '2022-08-01',
        file: { sha256: Buffer.alloc(32, kept).toString('hex'), size: 12_345, type: 'application/pdf' },
        link: null,
        addedAt: LATER,
      },
    ]);
  });

  test('who submitted and who approved, each with the role in this project', async () => {
    await database
      .app('milestones')
      .where({ id: await milestoneId('B1') })
      .update({
        state: 'approved',
        submitted_at: LATER,
        submitted_by: staff,
        ended_at: LATER,
        ended_by: manager,
      });
    const [first] = (await facts()).milestones;
    expect(first).toMatchObject({
      submittedBy: { id: staff, name: 'Expert de probă', role: 'staff' },
      endedBy: { id: manager, name: 'Manager de probă', role: 'manager' },
    });
  });

  test('R8 moved dates and amendments come with their reasons, in the order of the events', async () => {
    const about = await milestoneId('B2');
    const first = await event('due.moved', about, 'Sala este ocupată.');
    const second = await event('due.moved', about, 'Profesorul este bolnav.');
    for (const [eventId, day] of [
      [second, '2022-11-20'],
      [first, '2022-11-10'],
    ] as const) {
      await database.app('due_dates').insert({
        milestone_id: about,
        event_id: eventId,
        due_at: dueInstant(day),
        set_at: LATER,
      });
    }
    const amended = await event('project.amended', null, 'Iarna.');
    await database.app('amendments').insert({
      id: randomUUID(),
      project_id: projectId,
      number: 'AA 1',
      signed_on: '2022-11-01',
      old_end: '2022-12-31',
      new_end: '2023-01-31',
      event_id: amended,
    });
    const { dueDates, amendments } = await facts();
    expect(dueDates.filter(({ milestoneId: id }) => id === about).map(({ reason }) => reason)).toEqual([
      null,
      'Sala este ocupată.',
      'Profesorul este bolnav.',
    ]);
    expect(amendments).toEqual([
      expect.objectContaining({ number: 'AA 1', signedOn: '2022-11-01', newEnd: '2023-01-31', reason: 'Iarna.' }),
    ]);
  });

  test('R28 an erased reason leaves the move, without words', async () => {
    const about = await milestoneId('B2');
    const [, moved] = (await facts()).dueDates.filter(({ milestoneId: id }) => id === about);
    await database.owner('event_texts').where({ event_id: moved?.eventId }).update({ text: null });
    const after = (await facts()).dueDates.find(({ eventId }) => eventId === moved?.eventId);
    expect(after).toMatchObject({ reason: null, dueAt: dueInstant('2022-11-10') });
  });

  test('an adoption with its day and reason', async () => {
    const about = await milestoneId('B3');
    await event('milestone.adopted', about, 'Era gata.', { completedOn: '2022-07-01' });
    expect((await facts()).endings).toEqual([
      expect.objectContaining({ milestoneId: about, reason: 'Era gata.', completedOn: '2022-07-01' }),
    ]);
  });

  test('only messages that failed or are unknown', async () => {
    const eventId = await event('milestone.opened', null, '-');
    const message = async (recipient: string, state: string) => {
      const id = randomUUID();
      await database.app('messages').insert({
        id,
        project_id: projectId,
        event_id: eventId,
        event_type: 'milestone.opened',
        recipient_id: recipient,
        to_address: 'x@example.org',
        to_name: 'X',
        locale: 'ro',
        subject: 's',
        body_text: 't',
        body_html: 'h',
        message_id: `<${id}@jalon.test>`,
        state,
        created_at: LATER,
      });
      return id;
    };
    const failed = await message(staff, 'failed');
    await message(manager, 'sent');
    expect((await facts()).undelivered).toEqual([{ id: failed, state: 'failed' }]);
  });

  test('another project’s records stay out of it', async () => {
    const other = await project('other');
    await addEvidence(await milestoneId('B1', other), 'proof');
    const own = await facts();
    expect(own.evidence).toHaveLength(1);
    expect(own.milestones).toHaveLength(3);
    expect((await facts(other)).undelivered).toEqual([]);
  });

  test('no such project', async () => {
    expect(await loadReportFacts(database.app, randomUUID())).toBeUndefined();
  });

  test('R25 all is read at one moment, whatever is written meanwhile', async () => {
    const id = await project('meanwhile');
    const about = await milestoneId('B1', id);
    const writing = await database.owner.transaction();
    // Readers of evidence wait; what they read before stands already.
    await writing.raw('lock table evidence in access exclusive mode');
    const reading = facts(id);
    for (let waits = 0; waits === 0; ) {
      const { rows } = await writing.raw(
        `select count(*)::int as waits from pg_locks where relation = 'evidence'::regclass and not granted`,
      );
      waits = rows[0].waits;
    }
    await writing('quantities').where({ milestone_id: about }).update({ actual: 1 });
    const added = randomUUID();
    await writing('evidence').insert({
      id: added,
      document_id: added,
      milestone_id: about,
      requirement: 'proof',
      link: 'https://example.org/',
      name: 'Anunț',
      added_by: staff,
      added_at: LATER,
    });
    await writing.commit();
    const before = await reading;
    expect(before.evidence).toEqual([]);
    expect(quantitiesOf(before)[0]?.actual).toBeNull();
    const after = await facts(id);
    expect([after.evidence.length, quantitiesOf(after)[0]?.actual]).toEqual([1, 1]);
  });

  test('the model of these facts can be built', async () => {
    const model = buildReportModel(await facts(), LATER);
    expect(model.summary.done.value).toBe(1);
    expect(model.project.plannedEndsOn).toBe('2022-12-31');
  });
});
