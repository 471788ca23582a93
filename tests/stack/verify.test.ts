/** `jalon verify`: what is changed behind the software's back is found, whoever changed it. */
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { advanceProject } from '../../db/advance.ts';
import { amendProject, assignMilestone, changeMember } from '../../db/change-project.ts';
import { acceptCommand, answerOf } from '../../db/commands.ts';
import { decideMilestone } from '../../db/decide.ts';
import { contentPath } from '../../db/files.ts';
import { planOf } from '../../db/projects.ts';
import { verify } from '../../db/verify.ts';
import { type Api, startApi, type Who } from './api.ts';

const NOW = new Date('2026-03-02T10:00:00Z');
let api: Api;
let first: string;
let second: string;
let file: string;

interface Page {
  readonly requirements: readonly { key: string; min: number; accepts: readonly string[] }[];
  readonly quantities: readonly { key: string; target: number }[];
}

beforeAll(async () => {
  api = await startApi();
  api.setClock(NOW);
  await advanceProject(api.store, api.project.id, NOW);
  first = (await api.milestone('A1')).id;
  second = (await api.milestone('A2')).id;
  file = await fulfil(first);
  await decide('staff', 'submit', first, {});
  await decide('manager', 'return', first, { reason: 'Nu este aprobat' });
  await decide('staff', 'submit', first, { note: 'Din nou' });
  await decide('manager', 'approve', first, {});
  await advanceProject(api.store, api.project.id, NOW);
  await giveLink(second);
  await move(second, '2029-01-15');
  const amendment = { number: '1', signedOn: '2026-03-01', newEnd: '2040-01-01', reason: 'Prelungire' };
  await amendProject(api.store, { ...command('manager', 'project.amend', api.project.id), body: amendment }, NOW);
  const member = { userId: api.people.stranger.id, role: 'staff' as const };
  await changeMember(api.store, { ...command('manager', 'project.member', api.project.id), body: member }, NOW);
  const owner = { ownerId: api.people.stranger.id };
  await assignMilestone(
    api.store,
    { ...command('manager', 'milestone.assign', second), body: owner },
    api.project.id,
    NOW,
  );
});
afterAll(() => api.close());

const command = (who: Who, verb: string, targetId: string, body: unknown = {}) => ({
  userId: api.people[who].id,
  idempotencyKey: randomUUID(),
  verb,
  targetId,
  body,
});

async function decide(who: Who, verb: string, milestone: string, body: object): Promise<void> {
  const { id } = await acceptCommand(api.store, command(who, `milestone.${verb}`, milestone, body), NOW);
  await decideMilestone(api.store, id, NOW);
  expect(await answerOf(api.store, id)).toMatchObject({ done: true });
}

async function move(milestone: string, dueOn: string): Promise<void> {
  const path = `/api/milestones/${milestone}/move-preview?dueOn=${dueOn}`;
  const { hash, latestDay } = (await api.people.manager.get(path)).json<{ hash: string; latestDay: string }>();
  const amendment = { number: '0', signedOn: '2026-02-01', newEnd: latestDay };
  await decide('manager', 'move', milestone, { dueOn, hash, reason: 'Sala nu este liberă', amendment });
}

async function giveLink(milestone: string): Promise<void> {
  const [promise] = (await planOf(api.store.knex, api.project.id)).promises;
  const link = { requirement: promise?.key, link: 'https://example.org/', name: 'Pagina' };
  expect((await api.people.staff.command(`/api/milestones/${milestone}/evidence`, link)).status).toBe(201);
}

/** Gives all that the gate asks for. Returns the SHA-256 of the last file. */
async function fulfil(milestone: string): Promise<string> {
  const { staff } = api.people;
  const path = `/api/milestones/${milestone}`;
  const page = (await staff.get(path)).json<Page>();
  for (const { key, target } of page.quantities)
    expect((await staff.command(`${path}/quantities`, { key, actual: target })).status).toBe(200);
  let sha256 = '';
  for (const { key, min } of page.requirements)
    for (let piece = 0; piece < min; piece += 1) {
      const form = new FormData();
      form.set('requirement', key);
      form.set('description', 'O descriere');
      form.set('datedOn', '2026-03-01');
      form.set('file', new File([`${key} ${piece}`], 'dovada.txt'));
      const answer = await staff.upload(`${path}/evidence`, form);
      expect(answer.status).toBe(201);
      sha256 = answer.json<{ file: { sha256: string } }>().file.sha256;
    }
  return sha256;
}

const filePath = (sha256: string) => contentPath(api.filesDir, sha256);

/** What `jalon verify` finds after a change by the owner of the tables, which is then undone. */
async function found(change: (owner: Knex.Transaction) => Promise<unknown>): Promise<string[]> {
  const owner = await api.database.owner.transaction();
  try {
    // Who owns the tables can lift what keeps the working role from it.
    for (const table of ['events', 'evidence', 'quantities'])
      await owner.raw('alter table ?? disable trigger user', [table]);
    await change(owner);
    return (await verify(owner, filePath)).findings.map(({ record, what }) => `${record} ${what}`);
  } finally {
    await owner.rollback();
  }
}

test('R25 an untouched installation agrees with its events', async () => {
  expect(await found(async () => {})).toEqual([]);
});

const of = (table: string, where: object | string) => (owner: Knex.Transaction) =>
  typeof where === 'string' ? owner(table).whereRaw(where) : owner(table).where(where);
const A1 =
  "milestone_id = (select id from milestones where key = 'A1' and project_id = (select project_id from amendments limit 1))";

const CHANGES: Record<string, (owner: Knex.Transaction) => Promise<unknown>> = {
  'an event’s data': async (owner) => of('events', { type: 'due.moved' })(owner).update({ data: '{}' }),
  'an event’s data, which is no JSON any more': async (owner) =>
    of('events', { type: 'milestone.returned' })(owner).update({ data: 'x' }),
  'an event’s actor': async (owner) =>
    of('events', { type: 'milestone.approved' })(owner).update({ actor_id: api.people.staff.id }),
  'an event that is gone': async (owner) => {
    await owner('event_texts').whereRaw("event_id in (select id from events where type = 'member.changed')").delete();
    await owner('events').where({ type: 'member.changed' }).delete();
  },
  'a reason': async (owner) => of('event_texts', { text: 'Nu este aprobat' })(owner).update({ text: 'Este aprobat' }),
  'a reason whose beginning went into its salt': async (owner) =>
    of('event_texts', { text: 'Nu este aprobat' })(owner).update({
      salt: owner.raw(`salt || 'Nu '::bytea`),
      text: 'este aprobat',
    }),
  'a reason that is gone': async (owner) => of('event_texts', { text: 'Nu este aprobat' })(owner).delete(),
  'a reason more': async (owner) => {
    const event = await owner('events').where({ type: 'project.created' }).first('id');
    await owner('event_texts').insert({ event_id: event.id, name: 'reason', salt: Buffer.alloc(16), text: 'x' });
  },
  'the plan': async (owner) =>
    of('projects', { id: api.project.id })(owner).update({
      plan: owner.raw(`jsonb_set(plan, '{milestones,0,evidence,0,min}', '99')`),
    }),
  'the project’s end': async (owner) => of('projects', { id: api.project.id })(owner).update({ ends_on: '2031-01-01' }),
  'the project’s state': async (owner) => of('projects', { id: api.project.id })(owner).update({ state: 'completed' }),
  'a milestone’s state': async (owner) => of('milestones', { id: second })(owner).update({ state: 'waived' }),
  'a due date, wherever it stands': async (owner) => {
    const due = { due_at: new Date('2029-06-01T20:59:59Z') };
    await of('milestones', { id: second })(owner).update(due);
    await of('due_dates', { milestone_id: second })(owner).update(due);
  },
  'an earlier due date that is gone': async (owner) =>
    of(
      'due_dates',
      `milestone_id = '${second}' and event_id in (select id from events where type = 'project.created')`,
    )(owner).delete(),
  'who submitted': async (owner) =>
    of('milestones', { id: first })(owner).update({ submitted_by: api.people.partner.id }),
  'when it was submitted': async (owner) =>
    of('milestones', { id: first })(owner).update({ submitted_at: new Date(0) }),
  'who approved': async (owner) => of('milestones', { id: first })(owner).update({ ended_by: api.people.partner.id }),
  'when it ended': async (owner) => of('milestones', { id: first })(owner).update({ ended_at: new Date(0) }),
  'the owner': async (owner) => of('milestones', { id: second })(owner).update({ owner_id: api.people.staff.id }),
  'a figure': async (owner) => of('quantities', A1)(owner).update({ actual: 1_000_000 }),
  'a target': async (owner) => of('quantities', A1)(owner).update({ target: 77 }),
  'which file proves it': async (owner) => {
    const sha256 = Buffer.alloc(32, 1);
    await owner('files').insert({ sha256, size: 1, type: 'text/plain', stored_at: NOW });
    await of('evidence', A1)(owner).update({ sha256 });
  },
  'a file’s size': async (owner) => of('files', 'true')(owner).update({ size: 1_000_000 }),
  'what evidence proves': async (owner) => of('evidence', A1)(owner).update({ requirement: 'altceva' }),
  'the name of evidence': async (owner) => of('evidence', A1)(owner).update({ name: 'alta.txt' }),
  'the description of evidence': async (owner) => of('evidence', A1)(owner).update({ description: '' }),
  'the address of evidence': async (owner) =>
    of('evidence', 'link is not null')(owner).update({ link: 'https://example.org/alta' }),
  'the day of evidence': async (owner) => of('evidence', A1)(owner).update({ dated_on: '2020-01-01' }),
  'evidence that is gone': async (owner) => of('evidence', A1)(owner).delete(),
  'evidence that is withdrawn': async (owner) => of('evidence', A1)(owner).update({ withdrawn_at: NOW }),
  'a role': async (owner) => of('members', { user_id: api.people.auditor.id })(owner).update({ role: 'manager' }),
  'a member more': async (owner) =>
    owner('members').insert({ project_id: api.project.id, user_id: api.people.administrator.id, role: 'manager' }),
  'an amendment’s number': async (owner) => of('amendments', { number: '1' })(owner).update({ number: '7' }),
  'the day of an amendment': async (owner) =>
    of('amendments', { number: '0' })(owner).update({ signed_on: '2025-01-01' }),
  'an amendment that is gone': async (owner) => of('amendments', { number: '1' })(owner).delete(),
};

test.each(Object.entries(CHANGES))('R25 a change by the owner of the tables is found: %s', async (_what, change) => {
  expect(await found(change)).not.toEqual([]);
});

test('R25 a file with another content, and one that is gone, are found', async () => {
  const path = filePath(file);
  await writeFile(path, 'altceva');
  expect(await found(async () => {})).toEqual([`file ${file} has another content`]);
  await rm(path);
  expect(await found(async () => {})).toEqual([`file ${file} is missing`]);
});

test('R28 a text that was erased is no finding', async () => {
  const erase = (owner: Knex.Transaction) => owner('event_texts').update({ text: null });
  expect((await found(erase)).filter((finding) => !finding.startsWith('file'))).toEqual([]);
});
