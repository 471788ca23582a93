/**
 * Enrolment by the public: asked for on a page, confirmed by e-mail. Until it is confirmed nothing of it is in the
 * register; the secret of the link is known only to who got the message.
 */
import { createHash, randomBytes } from 'node:crypto';
import { type Locale, takesEvidence } from '../../domain/lifecycle.ts';
import type { PersonFields } from '../../domain/participants.ts';
import { personKey } from '../../domain/person-key.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Answer } from '../../domain/refusal.ts';
import { recordMarked } from '../marks.ts';
import { planMilestone } from '../milestones.ts';
import { lockProject, type ProjectRow, planOf } from '../projects.ts';
import { mergedFields } from '../register/merge.ts';
import { changedFields, columnsOf, fieldsOf, findPersonRow, samePerson, tidied } from '../register/person-rows.ts';
import { writePerson } from '../register/persons.ts';
import { newId, type Reader, type Store, type Transaction } from '../store.ts';
import { enrolledIn } from './attending.ts';
import { lockedRun } from './changing.ts';
import { type Placing, place, withdraw } from './enrolment.ts';
import { notifyEnrolled } from './notify-enrolled.ts';
import { findRun, type RunOfMilestone, type SessionRow, sessionsOf } from './run-rows.ts';

/** How long the link in the message works. */
export const REQUEST_LIFE_MS = 48 * 60 * 60 * 1000;

const TOKEN_BYTES = 32;
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export interface PublicRun {
  readonly project: ProjectRow;
  readonly plan: Plan;
  readonly run: RunOfMilestone;
  readonly sessions: readonly SessionRow[];
  /** Null where there is no limit. */
  readonly free: number | null;
  /** Takes enrolments now. */
  readonly open: boolean;
}

/** A run that the public may see; null for any other. */
export async function findPublicRun(reader: Reader, slug: string, runId: string, now: Date): Promise<PublicRun | null> {
  const run = await findRun(reader, runId);
  if (!run?.public) return null;
  const project = await reader('projects')
    .where({ id: run.project_id, slug })
    .first<ProjectRow | undefined>('id', 'slug', 'title', 'state', 'starts_on', 'ends_on', 'version');
  if (!project) return null;
  const plan = await planOf(reader, project.id);
  const sessions = await sessionsOf(reader, run.id);
  const taken = (await enrolledIn(reader, run.id)).size;
  return {
    project,
    plan,
    run,
    sessions,
    free: run.capacity === null ? null : Math.max(0, run.capacity - taken),
    open: takesEnrolments(project, plan, run, sessions, now),
  };
}

function takesEnrolments(
  project: Pick<ProjectRow, 'state'>,
  plan: Plan,
  run: RunOfMilestone,
  sessions: readonly SessionRow[],
  now: Date,
): boolean {
  return (
    project.state === 'running' &&
    run.public &&
    run.state === 'scheduled' &&
    planMilestone(plan, run.milestone_key).runs?.enrolment === 'public' &&
    takesEvidence(run.milestone_state) &&
    sessions.every(({ starts_at: startsAt }) => startsAt > now)
  );
}

/**
 * Keeps what somebody wrote until it is confirmed; requests that nobody can confirm any more are removed.
 * @param fields checked by `personFaults`
 * @returns the secret of the link
 */
export async function requestEnrolment(
  store: Store,
  runId: string,
  fields: PersonFields,
  locale: Locale,
  now: Date,
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const expiresAt = new Date(now.getTime() + REQUEST_LIFE_MS);
  const nameKey = personKey(fields.familyName, fields.givenName);
  await store.knex('enrolment_requests').where('expires_at', '<=', now).delete();
  await store.knex('enrolment_requests').insert({
    id: newId(),
    run_id: runId,
    token_hash: hashOf(token),
    locale,
    body: JSON.stringify({ ...fields, nameKey }),
    requested_at: now,
    expires_at: expiresAt,
  });
  return { token, expiresAt };
}

/** What a link is about, for the page that asks to confirm; null for one that is used, expired or unknown. */
export async function findRequest(
  reader: Reader,
  slug: string,
  token: string,
  now: Date,
): Promise<Pick<PublicRun, 'project' | 'plan' | 'run' | 'sessions' | 'open'> | null> {
  const request = await reader('enrolment_requests')
    .where({ token_hash: hashOf(token) })
    .where('expires_at', '>', now)
    .first<{ run_id: string } | undefined>('run_id');
  return request ? findPublicRun(reader, slug, request.run_id, now) : null;
}

export type Confirmed =
  | { readonly outcome: 'enrolled' | 'waiting'; readonly run: RunOfMilestone; readonly project: ProjectRow }
  | { readonly outcome: 'closed'; readonly run: RunOfMilestone; readonly project: ProjectRow }
  /** Used, expired or never made. */
  | { readonly outcome: 'unknown' };

/**
 * Confirms a request: the person enters the register, or is the one who is there (R2), whose values are filled in where
 * they are empty and never overwritten; then gets a place, or a place on the waiting list, and a message. A link works
 * once, also twice at once.
 */
export async function confirmEnrolment(store: Store, slug: string, token: string, now: Date): Promise<Confirmed> {
  return store.knex.transaction(async (trx) => {
    const seen = await trx('enrolment_requests')
      .join('runs', 'runs.id', 'enrolment_requests.run_id')
      .join('projects', 'projects.id', 'runs.project_id')
      .where({ token_hash: hashOf(token), slug })
      .where('expires_at', '>', now)
      .first<{ project_id: string } | undefined>('runs.project_id');
    const project = seen && (await lockProject(trx, seen.project_id));
    if (!project) return { outcome: 'unknown' };
    const [request] = await trx('enrolment_requests')
      .where({ token_hash: hashOf(token) })
      .delete()
      .returning<{ run_id: string; locale: Locale; body: PersonFields & { nameKey: string } }[]>([
        'run_id',
        'locale',
        'body',
      ]);
    if (!request) return { outcome: 'unknown' };
    const plan = await planOf(trx, project.id);
    const run = await lockedRun(trx, request.run_id);
    const sessions = await sessionsOf(trx, run.id);
    if (!takesEnrolments(project, plan, run, sessions, now)) return { outcome: 'closed', run, project };
    const { nameKey: _, ...fields } = request.body;
    const personId = await enterRegister(trx, project, plan, tidied(fields), now);
    const placing: Placing = { store, trx, project, plan, run, now, actorId: null };
    const placed = await place(placing, [personId], { source: 'public', locale: request.locale });
    const waits = placed.waiting.length > 0;
    if (placed.eventId !== null) {
      await notifyEnrolled(store, trx, {
        type: waits ? 'enrolment.waiting' : 'run.invited',
        eventId: placed.eventId,
        at: now,
        project,
        plan,
        run,
        sessions,
        enrolmentIds: [...placed.enrolled, ...placed.waiting].map(({ id }) => id),
      });
    }
    return { outcome: waits ? 'waiting' : 'enrolled', run, project };
  });
}

/** @returns the person's record */
async function enterRegister(
  trx: Transaction,
  project: ProjectRow,
  plan: Plan,
  fields: PersonFields,
  now: Date,
): Promise<string> {
  const same = await samePerson(trx, project.id, fields);
  const event = { projectId: project.id, at: now, actorId: null, milestoneId: null };
  if (same === null) {
    const id = newId();
    await trx('persons').insert({
      id,
      project_id: project.id,
      ...columnsOf(fields, plan),
      created_at: now,
      changed_by: null,
      changed_at: now,
    });
    await recordMarked(trx, { ...event, type: 'person.added', data: { personId: id } }, { person: [id] });
    return id;
  }
  const row = await findPersonRow(trx, same);
  if (!row) throw new Error('the record is gone');
  const before = fieldsOf(row);
  const after = { ...mergedFields(before, fields), startedOn: before.startedOn };
  const changed = changedFields(before, after);
  if (changed.length === 0) return same;
  await writePerson(trx, row, columnsOf(after, plan), null, now);
  const data = { personId: same, version: row.version + 1, fields: changed };
  await recordMarked(trx, { ...event, type: 'person.changed', data }, { person: [same] });
  return same;
}

export interface PersonalPage {
  readonly project: ProjectRow;
  readonly plan: Plan;
  readonly run: RunOfMilestone;
  readonly sessions: readonly SessionRow[];
  readonly state: 'enrolled' | 'waiting' | 'withdrawn';
  /** The run can still be withdrawn from: it has not ended, and its milestone takes changes. */
  readonly leavable: boolean;
}

interface CodeRow {
  readonly id: string;
  readonly run_id: string;
  readonly state: PersonalPage['state'];
}

const byCode = (reader: Reader, slug: string, code: string): Promise<CodeRow | undefined> =>
  reader('enrolments as e')
    .join('runs as r', 'r.id', 'e.run_id')
    .join('projects as p', 'p.id', 'r.project_id')
    .where({ 'e.code': code, 'p.slug': slug })
    .first<CodeRow | undefined>('e.id', 'e.run_id', 'e.state');

/** The page behind a personal code: it names nobody. */
export async function findPersonalPage(
  reader: Reader,
  slug: string,
  code: string,
  now: Date,
): Promise<PersonalPage | null> {
  const enrolment = await byCode(reader, slug, code);
  const run = enrolment && (await findRun(reader, enrolment.run_id));
  if (!run) return null;
  const project = await reader('projects')
    .where({ id: run.project_id })
    .first<ProjectRow>('id', 'slug', 'title', 'state', 'starts_on', 'ends_on', 'version');
  const sessions = await sessionsOf(reader, run.id);
  return {
    project,
    plan: await planOf(reader, project.id),
    run,
    sessions,
    state: enrolment.state,
    leavable: enrolment.state !== 'withdrawn' && isLeavable(project, run, sessions, now),
  };
}

function isLeavable(
  project: Pick<ProjectRow, 'state'>,
  run: RunOfMilestone,
  sessions: readonly SessionRow[],
  now: Date,
): boolean {
  return (
    project.state === 'running' &&
    run.state === 'scheduled' &&
    takesEvidence(run.milestone_state) &&
    sessions.some(({ ends_at: endsAt }) => endsAt > now)
  );
}

/** Whoever holds the code gives the place back; the first who waits follows. Null where there is nothing to give back. */
export async function withdrawByCode(store: Store, slug: string, code: string, now: Date): Promise<Answer | null> {
  return store.knex.transaction(async (trx) => {
    const seen = await byCode(trx, slug, code);
    const target = seen && (await findRun(trx, seen.run_id));
    const project = target && (await lockProject(trx, target.project_id));
    const enrolment = project && (await byCode(trx, slug, code));
    if (!enrolment) return null;
    const run = await lockedRun(trx, enrolment.run_id);
    if (!isLeavable(project, run, await sessionsOf(trx, run.id), now)) return null;
    const plan = await planOf(trx, project.id);
    return withdraw({ store, trx, project, plan, run, now, actorId: null }, enrolment.id);
  });
}
