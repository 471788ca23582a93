/** Courses and visits for tests: scheduled through the API, commands decided without the story that would carry them. */
import { randomUUID } from 'node:crypto';
import { acceptCommand, answerOf } from '../../db/commands.ts';
import { decideRun } from '../../db/runs/decide-run.ts';
import type { Store } from '../../db/store.ts';
import type { Answer } from '../../domain/refusal.ts';
import type { EnrolmentState, RunVerb } from '../../domain/runs.ts';
import type { Api, Visitor } from './api.ts';
import { HELD } from './runs-by-sql.ts';

export interface ScheduledRun {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly phase: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly enrolled: number;
  readonly waiting: number;
  readonly sessions: readonly { id: string; startsAt: string; endsAt: string; topic: string; unmarked: number }[];
  readonly allowed: readonly string[];
  readonly nextNoticeAt: string | null;
  readonly enrolmentUrl: string | null;
}

export const sessionAt = (day: string, from = '07:00', to = '11:00') => ({
  startsAt: `${day}T${from}:00.000Z`,
  endsAt: `${day}T${to}:00.000Z`,
  topic: '',
});

/** A course as the API takes one; times are UTC. */
export const runBody = (change: Readonly<Record<string, unknown>> = {}) => ({
  title: 'Seria 1 (exemplu)',
  place: 'Căminul cultural (exemplu)',
  ledBy: 'Formator (exemplu)',
  capacity: null,
  public: false,
  sessions: [sessionAt('2026-03-16'), sessionAt('2026-03-17')],
  ...change,
});

/** Schedules a run that must be taken. */
export async function scheduled(
  who: Visitor,
  milestoneId: string,
  change: Readonly<Record<string, unknown>> = {},
): Promise<ScheduledRun> {
  const answer = await who.command(`/api/milestones/${milestoneId}/runs`, runBody(change));
  if (answer.status !== 201) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.json();
}

/** The run as a form would send it back. */
export const formOf = (run: ScheduledRun, change: Readonly<Record<string, unknown>> = {}) => ({
  ...runBody(),
  version: run.version,
  sessions: run.sessions.map(({ id, startsAt, endsAt, topic }) => ({ id, startsAt, endsAt, topic })),
  ...change,
});

/** A stored command on a run, decided by its own transaction. */
export async function decideOn(
  store: Store,
  userId: string,
  verb: RunVerb,
  runId: string,
  now: Date,
  body: object = {},
): Promise<Answer> {
  const input = { userId, idempotencyKey: randomUUID(), verb: `run.${verb}`, targetId: runId, body };
  const { id } = await acceptCommand(store, input, now);
  await decideRun(store, id, now);
  const answer = await answerOf(store, id);
  if (!answer) throw new Error(`${verb} was not decided`);
  return answer;
}

/** So many persons of the register in a run, each with an address of their own unless said otherwise. */
export async function enrolledBySql(
  api: Pick<Api, 'store'>,
  projectId: string,
  runId: string,
  many: number,
  { state = 'enrolled', address = true }: { state?: EnrolmentState; address?: boolean } = {},
): Promise<{ readonly personIds: string[]; readonly enrolmentIds: string[] }> {
  const { knex } = api.store;
  const personIds = Array.from({ length: many }, () => randomUUID());
  await knex('persons').insert(
    personIds.map((id) => ({
      id,
      project_id: projectId,
      family_name: 'Exemplu',
      given_name: `Participant ${id}`,
      name_key: `exemplu participant ${id}`,
      email: address ? `${id}@example.org` : null,
      fields: '{}',
      started_on: '2026-03-01',
      created_at: HELD,
    })),
  );
  const rows = personIds.map((person_id, place) => ({
    id: randomUUID(),
    run_id: runId,
    person_id,
    state,
    source: 'staff',
    enrolled_at: new Date(Date.UTC(2026, 2, 1, 8, place)),
    changed_at: new Date(Date.UTC(2026, 2, 1, 8, place)),
    code: randomUUID().replaceAll('-', ''),
  }));
  await knex('enrolments').insert(rows);
  return { personIds, enrolmentIds: rows.map(({ id }) => id) };
}

/** How many messages of each type a run has sent, and whether any person has one of an event twice (R24). */
export async function messagesOf(store: Store, runId: string): Promise<Record<string, number>> {
  const rows = await store
    .knex('messages')
    .where({ run_id: runId })
    .groupBy('event_type')
    .select<{ type: string; many: number }[]>('event_type as type', store.knex.raw('count(*)::int as many'));
  return Object.fromEntries(rows.map(({ type, many }) => [type, many]));
}
