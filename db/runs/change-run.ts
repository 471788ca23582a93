/** A run is changed: what it is called, where and when it takes place, how many places it has. */
import type { Answer, Refusal } from '../../domain/refusal.ts';
import { recordMarked } from '../marks.ts';
import { changerOf } from '../register/persons.ts';
import { refused } from '../register/registering.ts';
import { newId, type Transaction } from '../store.ts';
import { lockedRun } from './changing.ts';
import type { DecidingRun } from './decide-run.ts';
import { enrolledOf } from './enrolled.ts';
import { promoteWaiting } from './enrolment.ts';
import { isAnnouncedAnew, refuseUnannounced } from './notice.ts';
import { notifyEnrolled } from './notify-enrolled.ts';
import { type NewSession, type RunFields, refuseRunFields, runData } from './run-fields.ts';
import { type SessionRow, sessionsOf } from './run-rows.ts';

export interface ChangeBody extends RunFields {
  readonly version: number;
  readonly reason?: string | undefined;
}

/**
 * Changes a run from the version that was read. Sessions with attendance neither move nor go. Whoever was told of the
 * run before and has a place is told of new dates and a new place; more places take in whom they can from the waiting list.
 */
export async function changeRun(deciding: DecidingRun, body: ChangeBody): Promise<Answer> {
  const { trx, project, plan, planned, run, now, actorId } = deciding;
  if (run.version !== body.version) {
    return refused({ code: 'record-changed', by: await changerOf(trx, run.changed_by) });
  }
  const before = await sessionsOf(trx, run.id);
  const sessions = body.sessions.map(({ id, startsAt, endsAt, topic }) => ({
    id: id ?? newId(),
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    topic,
  }));
  const refusal =
    refuseUnknown(body, before) ??
    refuseRunFields(body, sessions, project, planned) ??
    refuseUnannounced(planned, plan, sessions, before, now) ??
    (await refuseHeld(trx, before, sessions)) ??
    (await refuseAfterCertificates(trx, run.id, before, sessions)) ??
    (await refuseCapacity(trx, run.id, body.capacity));
  if (refusal) return refused(refusal);

  const moved = hasMoved(before, sessions, now) || (body.place !== run.place && isToCome(sessions, now));
  const told = moved ? (await enrolledOf(trx, run.id, ['enrolled'])).filter(({ told: types }) => types.length > 0) : [];
  await writeSessions(trx, run.id, before, sessions);
  await trx('runs')
    .where({ id: run.id })
    .update({
      title: body.title,
      place: body.place,
      led_by: body.ledBy,
      capacity: body.capacity,
      public: body.public,
      version: run.version + 1,
      revision: run.revision + (told.length > 0 ? 1 : 0),
      // R11: its public page says the new day from now on; the day itself was found far enough.
      ...(isAnnouncedAnew(run.notice_published_at, before, sessions) && { notice_published_at: now }),
      changed_by: actorId,
      changed_at: now,
    });
  await announce(deciding, body, {
    sessions,
    former: { sessions: before, place: run.place },
    moved,
    told: told.map(({ id }) => id),
  });
  if (body.capacity === null || (run.capacity !== null && body.capacity > run.capacity)) {
    await promoteWaiting(trx, { ...deciding, run: await lockedRun(trx, run.id) });
  }
  return { done: true, result: {} };
}

async function announce(
  { store, trx, project, plan, run: before, now, actorId }: DecidingRun,
  { reason }: ChangeBody,
  change: {
    readonly sessions: readonly NewSession[];
    readonly former: { readonly sessions: readonly SessionRow[]; readonly place: string };
    readonly moved: boolean;
    readonly told: readonly string[];
  },
): Promise<void> {
  const run = await lockedRun(trx, before.id);
  const { title, place, led_by: ledBy, version, revision } = run;
  const changed = {
    projectId: project.id,
    type: 'run.changed',
    at: now,
    actorId,
    milestoneId: run.milestone_id,
    data: { ...runData(run, change.sessions), version, revision, moved: change.moved },
    texts: { title, place, ledBy, ...(reason !== undefined && { reason }) },
  };
  const event = await recordMarked(trx, changed, { run: [run.id] });
  if (change.told.length === 0) return;
  await notifyEnrolled(store, trx, {
    type: 'run.moved',
    eventId: event.id,
    at: now,
    project,
    plan,
    run,
    sessions: await sessionsOf(trx, run.id),
    former: change.former,
    ...(reason !== undefined && { reason }),
    enrolmentIds: change.told,
  });
}

/** A session that the form speaks of and the run does not have, or has named twice. */
function refuseUnknown({ sessions }: ChangeBody, before: readonly SessionRow[]): Refusal | null {
  const left = new Set(before.map(({ id }) => id));
  const unknown = sessions.findIndex(({ id }) => id !== undefined && !left.delete(id));
  if (unknown < 0) return null;
  const reason = {
    ro: 'Sesiunea nu este de aici. Reîncărcați pagina.',
    en: 'The session is of another course, visit or consultation. Reload the page.',
  };
  return { code: 'fields-refused', faults: [{ field: `sessions.${unknown}.id`, reason }] };
}

const sameTimes = (row: SessionRow, session: NewSession): boolean =>
  row.starts_at.getTime() === session.startsAt.getTime() && row.ends_at.getTime() === session.endsAt.getTime();

async function refuseHeld(
  trx: Transaction,
  before: readonly SessionRow[],
  sessions: readonly NewSession[],
): Promise<Refusal | null> {
  const after = new Map(sessions.map((session) => [session.id, session]));
  const touched = before.filter((row) => {
    const session = after.get(row.id);
    return session === undefined || !sameTimes(row, session);
  });
  const held = await firstHeld(trx, touched);
  return held === null ? null : { code: 'session-held', sessionId: held };
}

/** The first of these sessions that has attendance, or whose attendance is complete; null where none has. */
export async function firstHeld(trx: Transaction, sessions: readonly SessionRow[]): Promise<string | null> {
  const marked = await trx('attendances')
    .whereIn(
      'session_id',
      sessions.map(({ id }) => id),
    )
    .distinct()
    .pluck<string[]>('session_id');
  return sessions.find(({ id, closed_at: closedAt }) => closedAt !== null || marked.includes(id))?.id ?? null;
}

/** R4: certificates say how many sessions there were; one more would make them untrue. */
async function refuseAfterCertificates(
  trx: Transaction,
  runId: string,
  before: readonly SessionRow[],
  sessions: readonly NewSession[],
): Promise<Refusal | null> {
  const known = new Set(before.map(({ id }) => id));
  if (sessions.every(({ id }) => known.has(id))) return null;
  const standing = await trx('certificates')
    .where({ run_id: runId, revoked_at: null })
    .orderBy('serial')
    .first<{ number: string } | undefined>('number');
  return standing ? { code: 'certificate-stands', number: standing.number } : null;
}

async function refuseCapacity(trx: Transaction, runId: string, capacity: number | null): Promise<Refusal | null> {
  if (capacity === null) return null;
  const enrolled = new Set((await enrolledOf(trx, runId, ['enrolled'])).map(({ personId }) => personId)).size;
  return enrolled > capacity ? { code: 'capacity-below-enrolled', capacity, enrolled } : null;
}

/** Whether a session that is still to come, or was, is added, moved or dropped. What has passed moves nobody. */
function hasMoved(before: readonly SessionRow[], sessions: readonly NewSession[], now: Date): boolean {
  const rows = new Map(before.map((row) => [row.id, row]));
  const after = new Set(sessions.map(({ id }) => id));
  const gone = before.some(({ id, ends_at: endsAt }) => !after.has(id) && endsAt > now);
  const changed = sessions.some((session) => {
    const row = rows.get(session.id);
    if (row && sameTimes(row, session)) return false;
    return session.endsAt > now || (row !== undefined && row.ends_at > now);
  });
  return gone || changed;
}

const isToCome = (sessions: readonly NewSession[], now: Date): boolean => sessions.some(({ endsAt }) => endsAt > now);

async function writeSessions(
  trx: Transaction,
  runId: string,
  before: readonly SessionRow[],
  sessions: readonly NewSession[],
): Promise<void> {
  const rows = new Map(before.map((row) => [row.id, row]));
  const after = new Set(sessions.map(({ id }) => id));
  const gone = before.filter(({ id }) => !after.has(id)).map(({ id }) => id);
  await trx('sessions').whereIn('id', gone).delete();
  for (const { id, startsAt, endsAt, topic } of sessions) {
    const columns = { starts_at: startsAt, ends_at: endsAt, topic };
    if (rows.has(id)) await trx('sessions').where({ id }).update(columns);
    else await trx('sessions').insert({ id, run_id: runId, ...columns });
  }
}
