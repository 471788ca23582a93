/** A course for tests of attendance and certificates: sessions on days of March 2026, people enrolled, commands decided. */
import { randomUUID } from 'node:crypto';
import { acceptCommand, answerOf } from '../../db/commands.ts';
import { decideRun } from '../../db/runs/decide-run.ts';
import type { Answer } from '../../domain/refusal.ts';
import type { RunVerb } from '../../domain/runs.ts';
import type { Api, Visitor } from './api.ts';
import { addPerson } from './participants.ts';
import { runWith } from './runs-by-sql.ts';

export interface Course {
  readonly id: string;
  readonly projectId: string;
  readonly milestoneId: string;
  readonly sessions: readonly string[];
}

/** A run of A8 with so many sessions from 2 March on, 10:00–14:00 in Romania, none of them closed. */
export async function courseOf(api: Api, projectId: string, sessions: number, number = 1): Promise<Course> {
  const { id: milestoneId } = await api.milestone('A8', projectId);
  const run = await runWith(api, { projectId, milestoneId }, { number, sessions, closed: false });
  return { ...run, projectId, milestoneId };
}

let codes = 0;

/** Enrols a record of the register. Answers the personal code. */
export async function enrolIn(
  api: Api,
  course: Course,
  personId: string,
  state: 'enrolled' | 'waiting' | 'withdrawn' = 'enrolled',
): Promise<string> {
  codes += 1;
  const code = `code${String(codes).padStart(20, '0')}`;
  const at = new Date('2026-03-01T10:00:00Z');
  await api.store.knex('enrolments').insert({
    id: randomUUID(),
    run_id: course.id,
    person_id: personId,
    state,
    source: 'staff',
    enrolled_at: at,
    changed_at: at,
    code,
  });
  return code;
}

/** A person of the register, enrolled in the course. */
export async function participant(
  api: Api,
  course: Course,
  familyName: string,
): Promise<{ readonly id: string; readonly code: string }> {
  const { id } = await addPerson(api.people.staff, course.projectId, { familyName });
  return { id, code: await enrolIn(api, course, id) };
}

/** Has a command on a run decided, as its story does. */
export async function decided(
  api: Api,
  verb: RunVerb,
  runId: string,
  body: unknown,
  now: Date,
  who: Visitor = api.people.staff,
): Promise<Answer> {
  const command = { userId: who.id, idempotencyKey: randomUUID(), verb: `run.${verb}`, targetId: runId, body };
  const { id } = await acceptCommand(api.store, command, now);
  await decideRun(api.store, id, now);
  const answer = await answerOf(api.store, id);
  if (!answer) throw new Error(`${verb} was not answered`);
  return answer;
}

export const marksOf = (personIds: readonly string[], present: boolean) =>
  personIds.map((personId) => ({ personId, present }));

/** Marks who was there, and closes every session: `presence` holds for each person how many of the first sessions. */
export async function held(
  api: Api,
  course: Course,
  presence: Readonly<Record<string, number>>,
  now: Date,
): Promise<void> {
  for (const [at, sessionId] of course.sessions.entries()) {
    const marks = Object.entries(presence).map(([personId, many]) => ({ personId, present: at < many }));
    const answer = await api.people.staff.command(`/api/runs/${course.id}/attendance`, {
      sessionId,
      how: 'list',
      marks,
    });
    if (answer.status !== 200) throw new Error(answer.text);
    const closed = await decided(api, 'close', course.id, { sessionId }, now);
    if (!closed.done) throw new Error(JSON.stringify(closed));
  }
}

/** The data of a project's events of one type, in their order. */
export async function eventsOf(api: Api, projectId: string, type: string): Promise<Record<string, unknown>[]> {
  const rows = await api.store
    .knex('events')
    .where({ project_id: projectId, type })
    .orderBy('seq')
    .pluck<string[]>('data');
  // What marks the records is for `jalon verify`.
  return rows.map((text) => {
    const { marks: _, ...data } = JSON.parse(text);
    return data;
  });
}
