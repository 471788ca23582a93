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
import { hasPublicMoney } from '../reads/public-project.ts';
import { changedFields, columnsOf, fieldsOf, findPersonRow, samePerson, tidied } from '../register/person-rows.ts';
import { writePerson } from '../register/persons.ts';
import { newId, type Reader, type Store, type Transaction } from '../store.ts';
import { enrolledIn } from './attending.ts';
import { lockedRun } from './changing.ts';
import { type Placing, place, withdraw } from './enrolment.ts';
import { notifyEnrolled } from './notify-enrolled.ts';
import { findRun, isPublicRun, type RunOfMilestone, type SessionRow, sessionsOf } from './run-rows.ts';

/** How long the link in the message works. */
export const REQUEST_LIFE_MS = 48 * 60 * 60 * 1000;

const TOKEN_BYTES = 32;
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export interface PublicRun {
  readonly project: ProjectRow;
  /** The project has a campaign or a fund that the public sees. */
  readonly money: boolean;
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
  if (!run || !isPublicRun(run)) return null;
  const project = await reader('projects')
    .where({ id: run.project_id, slug })
    .first<ProjectRow | undefined>('id', 'slug', 'title', 'state', 'starts_on', 'ends_on', 'version');
  if (!project) return null;
  const plan = await planOf(reader, project.id);
  const sessions = await sessionsOf(reader, run.id);
  const taken = (await enrolledIn(reader, run.id)).size;
  return {
    project,
    money: await hasPublicMoney(reader, project.id),
    plan,
    run,
    sessions,
    free: run.capacity === null ? null : Math.max(0, run.capacity - taken),
    open: takesEnrolments(project, plan, run, sessions, now),
  };
}

/** Whether the public can enrol in a run now. */
export function takesEnrolments(
  project: Pick<ProjectRow, 'state'>,
  plan: Plan,
  run: RunOfMilestone,
  sessions: readonly SessionRow[],
  now: Date,
): boolean {
  return (
    project.state === 'running' &&
    run.public &&
    isPublicRun(run) &&
    run.state === 'scheduled' &&
    planMilestone(plan, run.milestone_key).runs?.enrolment === 'public' &&
    takesEvidence(run.milestone_state) &&
    sessions.every(({ starts_at: startsAt }) => startsAt > now)
  );
}

/**
 * Keeps what somebody wrote until it is confirmed, or dropped as expired.
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

/** What became of a request: a place, a place on the waiting list, or nothing, since the run took nobody any more. */
export type RequestOutcome = 'enrolled' | 'waiting' | 'closed';

interface RequestRow {
  readonly run_id: string;
  readonly locale: Locale;
  /** Once it is answered, nothing of what was written stays. */
  readonly body: (PersonFields & { readonly nameKey: string }) | { readonly outcome: RequestOutcome };
  readonly expires_at: Date;
}

const requestBy = (reader: Reader, slug: string, token: string): Promise<RequestRow | undefined> =>
  reader('enrolment_requests as q')
    .join('runs as r', 'r.id', 'q.run_id')
    .join('projects as p', 'p.id', 'r.project_id')
    .where({ 'q.token_hash': hashOf(token), 'p.slug': slug })
    .first<RequestRow | undefined>('q.run_id', 'q.locale', 'q.body', 'q.expires_at');

export interface FoundRequest extends Pick<PublicRun, 'project' | 'money' | 'plan' | 'run' | 'sessions' | 'open'> {
  /** Null while it waits to be confirmed. */
  readonly outcome: RequestOutcome | null;
  readonly expired: boolean;
}

/** What a link is about; null for one that was never made, or is long over. */
export async function findRequest(
  reader: Reader,
  slug: string,
  token: string,
  now: Date,
): Promise<FoundRequest | null> {
  const request = await requestBy(reader, slug, token);
  const shown = request && (await findPublicRun(reader, slug, request.run_id, now));
  if (!shown) return null;
  const outcome = 'outcome' in request.body ? request.body.outcome : null;
  return { ...shown, outcome, expired: request.expires_at <= now };
}

/**
 * Confirms a request: the person enters the register, or is the one who is there (R2); then gets a place, or a place on
 * the waiting list, and a message. Confirmed again, also twice at once, nothing more happens; nor does anything with a
 * link that expired or was never made.
 */
export async function confirmEnrolment(store: Store, slug: string, token: string, now: Date): Promise<void> {
  await store.knex.transaction(async (trx) => {
    const seen = await requestBy(trx, slug, token);
    const target = seen && (await findRun(trx, seen.run_id));
    const project = target && (await lockProject(trx, target.project_id));
    // Read again under the lock: the other of two at once has answered it.
    const request = project && (await requestBy(trx, slug, token));
    if (!request || 'outcome' in request.body || request.expires_at <= now) return;
    const { nameKey: _, ...fields } = request.body;
    const outcome = await enrol({ store, trx, project, now, request }, fields);
    await trx('enrolment_requests')
      .where({ token_hash: hashOf(token) })
      .update({ body: JSON.stringify({ outcome }) });
  });
}

async function enrol(
  {
    store,
    trx,
    project,
    now,
    request,
  }: Pick<Placing, 'store' | 'trx' | 'project' | 'now'> & { readonly request: RequestRow },
  fields: PersonFields,
): Promise<RequestOutcome> {
  const plan = await planOf(trx, project.id);
  const run = await lockedRun(trx, request.run_id);
  const sessions = await sessionsOf(trx, run.id);
  if (!takesEnrolments(project, plan, run, sessions, now)) return 'closed';
  const { personId, email } = await enterRegister(trx, project, plan, tidied(fields), now);
  const placing: Placing = { store, trx, project, plan, run, now, actorId: null };
  const placed = await place(placing, [personId], { source: 'public', locale: request.locale, email });
  // Who was there before stays where they were.
  if (placed.eventId === null) return (await enrolledIn(trx, run.id)).has(personId) ? 'enrolled' : 'waiting';
  const waits = placed.waiting.length > 0;
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
  return waits ? 'waiting' : 'enrolled';
}

/**
 * A name and a birth date are known to many. Into a record that is there only who confirmed from its own address fills
 * anything: what R3 misses, and the consent; nobody from outside gives it an address or a telephone.
 * @returns the person's record, and where to write to them, if the register does not say
 */
async function enterRegister(
  trx: Transaction,
  project: ProjectRow,
  plan: Plan,
  fields: PersonFields,
  now: Date,
): Promise<{ readonly personId: string; readonly email: string | null }> {
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
    return { personId: id, email: null };
  }
  const row = await findPersonRow(trx, same);
  if (!row) throw new Error('the record is gone');
  const before = fieldsOf(row);
  if (before.email === null) return { personId: same, email: fields.email };
  const proved = before.email === fields.email;
  const after: PersonFields = {
    ...before,
    fields: { ...fields.fields, ...before.fields },
    consentedOn: before.consentedOn ?? fields.consentedOn,
  };
  const changed = proved ? changedFields(before, after) : [];
  if (changed.length === 0) return { personId: same, email: null };
  await writePerson(trx, row, columnsOf(after, plan), null, now);
  const data = { personId: same, version: row.version + 1, fields: changed };
  await recordMarked(trx, { ...event, type: 'person.changed', data }, { person: [same] });
  return { personId: same, email: null };
}

export interface PersonalPage {
  readonly project: ProjectRow;
  readonly money: boolean;
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
    money: await hasPublicMoney(reader, project.id),
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
