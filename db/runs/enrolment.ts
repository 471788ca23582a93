/** Places of a run: who gets one, who waits, and who follows when one becomes free. */
import type { Locale } from '../../domain/lifecycle.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Answer } from '../../domain/refusal.ts';
import type { CommandInput } from '../commands.ts';
import { recordMarked } from '../marks.ts';
import type { ProjectRow } from '../projects.ts';
import { randomCode } from '../random-code.ts';
import { refused } from '../register/registering.ts';
import { newId, type Store, type Transaction } from '../store.ts';
import { countedAs } from './attending.ts';
import { changingRun } from './changing.ts';
import { enrolledOf, queueOf } from './enrolled.ts';
import { notifyEnrolled } from './notify-enrolled.ts';
import { type RunOfMilestone, sessionsOf } from './run-rows.ts';

/** What changes places: the project's lock is held. */
export interface Placing {
  readonly store: Store;
  readonly trx: Transaction;
  readonly project: ProjectRow;
  readonly plan: Plan;
  readonly run: RunOfMilestone;
  readonly now: Date;
  /** Null where no user acted: somebody enrolled or withdrew on a public page. */
  readonly actorId: string | null;
}

export interface Placed {
  readonly enrolled: readonly { readonly id: string; readonly personId: string }[];
  readonly waiting: readonly { readonly id: string; readonly personId: string }[];
  /** How many were enrolled or waiting before. */
  readonly already: number;
  /** The event that tells of it; null where nobody was new. */
  readonly eventId: string | null;
}

interface EnrolledBy {
  readonly source: 'staff' | 'public';
  readonly locale: Locale;
  /** Of the public: the address that confirmed, where the register has none. */
  readonly email: string | null;
}

/**
 * Enrols persons in the order given, as far as there are places; the others wait. Who withdrew before comes anew, at the
 * end of the list. Merged records are one person (R2).
 */
export async function place(placing: Placing, personIds: readonly string[], by: EnrolledBy): Promise<Placed> {
  const { trx, project, run, now, actorId } = placing;
  const there = await enrolledOf(trx, run.id, ['enrolled', 'waiting']);
  const known = new Set(there.map(({ personId }) => personId));
  const fresh = [...new Set(personIds)].filter((id) => !known.has(id));
  // Who waits longer is not passed by.
  const queue = queueOf(there).length > 0;
  const taken = new Set(there.filter(({ state }) => state === 'enrolled').map(({ personId }) => personId)).size;
  const free = queue ? 0 : run.capacity === null ? fresh.length : Math.max(0, run.capacity - taken);
  const rows: { id: string; personId: string; state: 'enrolled' | 'waiting' }[] = [];
  for (const [index, personId] of fresh.entries()) {
    const state = index < free ? 'enrolled' : 'waiting';
    // A millisecond apart: the waiting list keeps the order in which they were named.
    rows.push({ id: await writeEnrolment(placing, personId, state, by, index), personId, state });
  }
  const those = (state: 'enrolled' | 'waiting') =>
    rows.filter((row) => row.state === state).map(({ id, personId }) => ({ id, personId }));
  const [enrolled, waiting] = [those('enrolled'), those('waiting')];
  const already = personIds.length - fresh.length;
  if (fresh.length === 0) return { enrolled, waiting, already, eventId: null };
  const told = { projectId: project.id, type: 'enrolment.added', at: now, actorId, milestoneId: run.milestone_id };
  const data = { runId: run.id, key: run.milestone_key, source: by.source, enrolled, waiting };
  const event = await recordMarked(trx, { ...told, data }, { enrolment: rows.map(({ id }) => id) });
  return { enrolled, waiting, already, eventId: event.id };
}

/** A new row, or the one of somebody who withdrew before. */
async function writeEnrolment(
  { trx, run, now }: Placing,
  personId: string,
  state: 'enrolled' | 'waiting',
  { source, locale, email }: EnrolledBy,
  position: number,
): Promise<string> {
  const enrolledAt = new Date(now.getTime() + position);
  const [row] = await trx('enrolments')
    .insert({
      id: newId(),
      run_id: run.id,
      person_id: personId,
      state,
      source,
      locale,
      enrolled_at: enrolledAt,
      changed_at: now,
      code: randomCode(),
      email,
    })
    .onConflict(['run_id', 'person_id'])
    .merge({ state, enrolled_at: enrolledAt, changed_at: now, email })
    .returning<{ id: string }[]>('id');
  if (!row) throw new Error('an enrolment was not written');
  return row.id;
}

/**
 * Gives free places to those who wait, in their order, and tells them. Nobody is promoted into what has passed.
 * @returns how many were promoted
 */
export async function promoteWaiting(trx: Transaction, placing: Omit<Placing, 'trx'>): Promise<number> {
  const { store, project, plan, run, now, actorId } = placing;
  if (run.state === 'cancelled') return 0;
  const sessions = await sessionsOf(trx, run.id);
  if (sessions.every(({ ends_at: endsAt }) => endsAt <= now)) return 0;
  const there = await enrolledOf(trx, run.id, ['enrolled', 'waiting']);
  const taken = new Set(there.filter(({ state }) => state === 'enrolled').map(({ personId }) => personId)).size;
  const waiting = queueOf(there);
  const free = run.capacity === null ? waiting.length : Math.max(0, run.capacity - taken);
  const promoted = waiting.slice(0, free).map(({ id }) => id);
  if (promoted.length === 0) return 0;
  await trx('enrolments').whereIn('id', promoted).update({ state: 'enrolled', changed_at: now });
  const told = { projectId: project.id, type: 'enrolment.promoted', at: now, actorId, milestoneId: run.milestone_id };
  const data = { runId: run.id, key: run.milestone_key, enrolmentIds: promoted };
  const event = await recordMarked(trx, { ...told, data }, { enrolment: promoted });
  await notifyEnrolled(store, trx, {
    type: 'enrolment.promoted',
    eventId: event.id,
    at: now,
    project,
    plan,
    run,
    sessions,
    enrolmentIds: promoted,
  });
  return promoted.length;
}

/** Enrols persons of the register; the command's target is the run. Answers how many are `enrolled`, `waiting`, `already` there. */
export async function enrolPersons(
  store: Store,
  command: CommandInput & { readonly body: { readonly personIds: readonly string[] } },
  now: Date,
): Promise<Answer> {
  const { body, targetId, userId } = command;
  return changingRun(store, command, targetId, now, [], async ({ trx, project, plan, run }) => {
    const persons = await countedAs(trx, project.id, body.personIds);
    const stranger = body.personIds.find((id) => !persons.has(id));
    if (stranger !== undefined) return refused({ code: 'unknown-key', field: 'personIds', key: stranger });
    const ids = [...persons.values()];
    const erased = await trx('persons').whereIn('id', ids).whereNotNull('erased_at').first('id');
    if (erased) return refused({ code: 'person-erased' });
    const placed = await place({ store, trx, project, plan, run, now, actorId: userId }, ids, {
      source: 'staff',
      locale: 'ro',
      email: null,
    });
    return {
      done: true,
      result: { enrolled: placed.enrolled.length, waiting: placed.waiting.length, already: placed.already },
    };
  });
}

/** Frees somebody's place; the first who waits follows. The command's target is the enrolment. */
export async function withdrawPerson(store: Store, command: CommandInput, now: Date): Promise<Answer> {
  const enrolment = await store
    .knex('enrolments')
    .where({ id: command.targetId })
    .first<{ run_id: string } | undefined>('run_id');
  if (!enrolment) return refused({ code: 'unknown-key', field: 'id', key: command.targetId });
  return changingRun(store, command, enrolment.run_id, now, [], async ({ trx, project, plan, run }) => {
    const placing = { store, trx, project, plan, run, now, actorId: command.userId };
    return withdraw(placing, command.targetId);
  });
}

/** R2: whoever was enrolled under two records that were merged is one, and leaves with both. */
async function enrolmentsOfSame(trx: Transaction, runId: string, personId: string): Promise<string[]> {
  return trx('enrolments as e')
    .join('persons as p', 'p.id', 'e.person_id')
    .where('e.run_id', runId)
    .whereNot('e.state', 'withdrawn')
    .whereRaw('coalesce(p.merged_into, p.id) = (select coalesce(merged_into, id) from persons where id = ?)', [
      personId,
    ])
    .pluck<string[]>('e.id');
}

/** Messages that put the run into a calendar, from where it must go again. */
const INTO_CALENDAR: readonly string[] = ['run.invited', 'run.moved', 'enrolment.promoted'];

/**
 * Whoever has the run in a calendar is told, by whomever they were withdrawn. Withdrawn before: nothing is left to do,
 * and that is what was asked for. Presence that was marked stays on record.
 */
export async function withdraw(placing: Placing, enrolmentId: string): Promise<Answer> {
  const { store, trx, project, plan, run, now, actorId } = placing;
  const row = await trx('enrolments')
    .where({ id: enrolmentId, run_id: run.id })
    .first<{ person_id: string; state: string } | undefined>('person_id', 'state');
  if (!row) return refused({ code: 'unknown-key', field: 'id', key: enrolmentId });
  if (row.state !== 'withdrawn') {
    const ids = await enrolmentsOfSame(trx, run.id, row.person_id);
    const expecting = (await enrolledOf(trx, run.id, ['enrolled'])).filter(
      ({ id, told }) => ids.includes(id) && told.some((type) => INTO_CALENDAR.includes(type)),
    );
    await trx('enrolments').whereIn('id', ids).update({ state: 'withdrawn', changed_at: now });
    const event = {
      projectId: project.id,
      type: 'enrolment.withdrawn',
      at: now,
      actorId,
      milestoneId: run.milestone_id,
    };
    const data = { runId: run.id, key: run.milestone_key, enrolmentId, personId: row.person_id };
    const recorded = await recordMarked(trx, { ...event, data }, { enrolment: ids });
    const sessions = await sessionsOf(trx, run.id);
    if (sessions.some(({ ends_at: endsAt }) => endsAt > now))
      await notifyEnrolled(store, trx, {
        type: 'enrolment.withdrawn',
        eventId: recorded.id,
        at: now,
        project,
        plan,
        run,
        sessions,
        enrolmentIds: expecting.map(({ id }) => id),
      });
    await promoteWaiting(trx, placing);
  }
  return { done: true, result: { id: enrolmentId } };
}
