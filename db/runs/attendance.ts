/** Attendance: marked from the list or in the room, checked in by code, corrected with a reason, closed. */

import { nationalIdFaults } from '../../domain/participants.ts';
import type { Answer, Refusal } from '../../domain/refusal.ts';
import { doorsOpenAt, type MarkedHow } from '../../domain/runs.ts';
import type { CommandInput } from '../commands.ts';
import { recordMarked } from '../marks.ts';
import { refused } from '../register/registering.ts';
import type { Store, Transaction } from '../store.ts';
import { countedAs, enrolledIn, type Mark, presenceIn, writeMarks } from './attending.ts';
import { type ChangingRun, changingRun } from './changing.ts';
import type { DecidingRun } from './decide-run.ts';
import { certificateRule, type SessionRow, sessionsOf } from './run-rows.ts';

const doorsOpen = ({ starts_at }: SessionRow): Date => doorsOpenAt(starts_at);

const notBegun = (session: SessionRow): Answer =>
  refused({ code: 'session-not-begun', startsAt: session.starts_at.toISOString() });

export interface AttendanceBody {
  readonly sessionId: string;
  readonly how: MarkedHow;
  readonly marks: readonly Mark[];
  readonly reason?: string | undefined;
}

/**
 * Marks presence in one session; the command's target is the run. Only what differs from what is marked is written.
 * A session whose attendance is complete takes corrections, with a reason. Answers `sessionId` and how many `changed`.
 */
export async function markAttendance(
  store: Store,
  command: CommandInput & { readonly body: AttendanceBody },
  now: Date,
): Promise<Answer> {
  const { sessionId, how, marks, reason } = command.body;
  const faults = nationalIdFaults({ reason });
  return changingRun(store, command, command.targetId, now, faults, async (changing) => {
    const { trx, run } = changing;
    const session = (await sessionsOf(trx, run.id)).find(({ id }) => id === sessionId);
    if (!session) return refused({ code: 'unknown-key', field: 'sessionId', key: sessionId });
    if (now < doorsOpen(session)) return notBegun(session);
    const persons = await markedPersons(changing, marks);
    if ('code' in persons) return refused(persons);
    const before = await presenceIn(trx, sessionId);
    const changes = persons.filter(({ personId, present }) => before.get(personId) !== present);
    if (changes.length === 0) return { done: true, result: { sessionId, changed: 0 } };
    if (await someErased(trx, changes)) return refused({ code: 'person-erased' });
    const corrects = session.closed_at !== null;
    if (corrects && reason === undefined) return refused({ code: 'correction-reason-missing' });
    const lost = changes.filter(({ personId, present }) => !present && before.get(personId) === true);
    const standing = await certificateOfThoseUnder(changing, lost);
    if (standing !== null) return refused({ code: 'certificate-stands', number: standing });
    await writeMarks(trx, sessionId, changes, { how, actorId: command.userId, at: now });
    await recordMarks(
      changing,
      { sessionId, how, changes, actorId: command.userId, at: now },
      corrects ? reason : null,
    );
    return { done: true, result: { sessionId, changed: changes.length } };
  });
}

/** R28: nobody can say any more who an erased person was, so nobody can say whether they were there. */
async function someErased(trx: Transaction, marks: readonly Mark[]): Promise<boolean> {
  const ids = marks.map(({ personId }) => personId);
  const erased = await trx('persons').whereIn('id', ids).whereNotNull('erased_at').first('id');
  return erased !== undefined;
}

/** The marks by the persons that they count for; who is marked twice, once as present, is present (R2). */
async function markedPersons({ trx, project, run }: ChangingRun, marks: readonly Mark[]): Promise<Mark[] | Refusal> {
  const persons = await countedAs(
    trx,
    project.id,
    marks.map(({ personId }) => personId),
  );
  const enrolled = await enrolledIn(trx, run.id);
  const present = new Map<string, boolean>();
  for (const mark of marks) {
    const personId = persons.get(mark.personId);
    if (personId === undefined || !enrolled.has(personId)) return { code: 'not-enrolled', personId: mark.personId };
    present.set(personId, mark.present || present.get(personId) === true);
  }
  return [...present].map(([personId, is]) => ({ personId, present: is }));
}

/**
 * R4: the number of a certificate that would stand on too few sessions if these persons had not been at one of those
 * they were at, or null.
 */
async function certificateOfThoseUnder(
  { trx, run, plan, planned }: ChangingRun,
  lost: readonly Mark[],
): Promise<string | null> {
  if (lost.length === 0) return null;
  const { needed } = certificateRule(plan, planned, (await sessionsOf(trx, run.id)).length);
  const { rows } = await trx.raw<{ rows: { number: string }[] }>(
    `select c.number from certificates c join persons p on p.id = c.person_id
      where c.run_id = :run and c.revoked_at is null and coalesce(p.merged_into, p.id) = any(:lost)
        and (select count(*) from attendance_of_persons a
              where a.run_id = :run and a.person_id = coalesce(p.merged_into, p.id) and a.present) - 1 < :needed
      order by c.serial limit 1`,
    { run: run.id, lost: lost.map(({ personId }) => personId), needed },
  );
  return rows[0]?.number ?? null;
}

/** @param reason null where nothing is corrected */
async function recordMarks(
  { trx, project, run }: Pick<ChangingRun, 'trx' | 'project' | 'run'>,
  marked: {
    readonly sessionId: string;
    readonly how: MarkedHow;
    readonly changes: readonly Mark[];
    readonly actorId: string;
    readonly at: Date;
  },
  reason: string | null | undefined,
): Promise<void> {
  const { sessionId, how, changes, actorId, at } = marked;
  const those = (is: boolean) => changes.filter(({ present }) => present === is).map(({ personId }) => personId);
  const corrects = typeof reason === 'string';
  const event = {
    projectId: project.id,
    type: corrects ? 'attendance.corrected' : 'attendance.marked',
    at,
    actorId,
    milestoneId: run.milestone_id,
    data: { runId: run.id, key: run.milestone_key, sessionId, how, present: those(true), absent: those(false) },
    ...(corrects && { texts: { reason } }),
  };
  await recordMarked(trx, event, { attendance: [sessionId] });
}

/**
 * Marks the person with this personal code as present at the session that is on or begins within two hours. The
 * command's target is the run. Answers `outcome` (`marked`, `already`, `waiting-list`), `personId` and `sessionId`.
 */
export async function checkIn(
  store: Store,
  command: CommandInput & { readonly body: { readonly code: string } },
  now: Date,
): Promise<Answer> {
  return changingRun(store, command, command.targetId, now, [], async (changing) => {
    const { trx, run } = changing;
    const personId = await personWithCode(trx, run.id, command.body.code);
    if (personId === null) return refused({ code: 'code-unknown' });
    const on = (await sessionsOf(trx, run.id)).filter((each) => doorsOpen(each) <= now && now < each.ends_at);
    const session = on.find(({ closed_at }) => closed_at === null) ?? on[0];
    if (!session) return refused({ code: 'no-session-now' });
    const answer = (outcome: 'marked' | 'already' | 'waiting-list'): Answer => ({
      done: true,
      result: { outcome, personId, sessionId: session.id },
    });
    if (!(await enrolledIn(trx, run.id)).has(personId)) return answer('waiting-list');
    if ((await presenceIn(trx, session.id)).get(personId) === true) return answer('already');
    if (session.closed_at !== null) return refused({ code: 'session-closed', sessionId: session.id });
    const changes = [{ personId, present: true }];
    const by = { how: 'code', actorId: command.userId, at: now } as const;
    await writeMarks(trx, session.id, changes, by);
    await recordMarks(changing, { sessionId: session.id, changes, ...by }, null);
    return answer('marked');
  });
}

/** Who has this code in this run, enrolled or on the waiting list. */
async function personWithCode(trx: Transaction, runId: string, code: string): Promise<string | null> {
  const row = await trx('enrolments as e')
    .join('persons as p', 'p.id', 'e.person_id')
    .where({ 'e.code': code, 'e.run_id': runId })
    .whereIn('e.state', ['enrolled', 'waiting'])
    .first<{ id: string } | undefined>(trx.raw('coalesce(p.merged_into, p.id) as id'));
  return row?.id ?? null;
}

/**
 * Attendance of a session that has ended is complete: who is enrolled and not marked was absent. Answers `sessionId` and how many
 * were `present` and `absent`.
 */
export async function closeSession(
  { trx, project, run, now, actorId }: DecidingRun,
  { sessionId }: { readonly sessionId: string },
): Promise<Answer> {
  const session = (await sessionsOf(trx, run.id)).find(({ id }) => id === sessionId);
  if (!session) return refused({ code: 'unknown-key', field: 'sessionId', key: sessionId });
  if (session.closed_at !== null) return refused({ code: 'session-closed', sessionId });
  if (now < session.ends_at) return refused({ code: 'session-not-ended', endsAt: session.ends_at.toISOString() });
  const marked = await presenceIn(trx, sessionId);
  const absentIds = [...(await enrolledIn(trx, run.id))].filter((id) => !marked.has(id)).sort();
  await writeMarks(
    trx,
    sessionId,
    absentIds.map((personId) => ({ personId, present: false })),
    { how: 'list', actorId, at: now },
  );
  await trx('sessions').where({ id: sessionId }).update({ closed_at: now, closed_by: actorId });
  const present = [...marked.values()].filter((is) => is).length;
  const counted = { present, absent: marked.size - present + absentIds.length };
  const event = { projectId: project.id, type: 'session.closed', at: now, actorId, milestoneId: run.milestone_id };
  const data = { runId: run.id, key: run.milestone_key, sessionId, ...counted, absentIds };
  // A session to which nobody was enrolled is closed without a list.
  const attendance = counted.present + counted.absent > 0 ? [sessionId] : [];
  await recordMarked(trx, { ...event, data }, { run: [run.id], attendance });
  return { done: true, result: { sessionId, ...counted } };
}
