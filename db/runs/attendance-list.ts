/** What the printed attendance list of one session says. */
import type { AttendanceListFacts } from '../../domain/attendance-list.ts';
import type { LocalText } from '../../domain/lifecycle.ts';
import { planOf } from '../projects.ts';
import type { Reader } from '../store.ts';
import { enrolledIn } from './attending.ts';
import { findRun, sessionsOf } from './run-rows.ts';

/** @returns null when the run or its session is not there */
export async function findAttendanceList(
  reader: Reader,
  runId: string,
  sessionId: string,
): Promise<AttendanceListFacts | null> {
  const run = await findRun(reader, runId);
  const sessions = await sessionsOf(reader, runId);
  const at = sessions.findIndex(({ id }) => id === sessionId);
  const session = sessions[at];
  if (!run || !session) return null;
  const plan = await planOf(reader, run.project_id);
  const project = await reader('projects').where({ id: run.project_id }).first<{ title: LocalText }>('title');
  const categories = new Map(plan.targetGroup.categories.map(({ key, name }) => [key, name]));
  const persons = await personsOf(reader, [...(await enrolledIn(reader, runId))]);
  return {
    project: { title: project.title, codes: plan.codes, publicity: plan.publicity },
    run: {
      milestoneKey: run.milestone_key,
      number: run.number,
      title: run.title,
      place: run.place,
      ledBy: run.led_by,
    },
    session: {
      startsAt: session.starts_at,
      endsAt: session.ends_at,
      topic: session.topic,
      number: at + 1,
      of: sessions.length,
    },
    persons: persons.map(({ category, ...person }) => ({
      ...person,
      category: categories.get(category ?? '') ?? null,
    })),
  };
}

interface Listed {
  readonly familyName: string;
  readonly givenName: string;
  readonly organisation: string | null;
  readonly category: string | null;
}

/** Who is erased signs nothing any more. */
async function personsOf(reader: Reader, ids: readonly string[]): Promise<Listed[]> {
  return reader('persons as p')
    .leftJoin('organisations as o', 'o.id', 'p.organisation_id')
    .whereIn('p.id', [...ids])
    .whereNull('p.erased_at')
    .select<Listed[]>(
      'p.family_name as familyName',
      'p.given_name as givenName',
      'o.name as organisation',
      'p.category',
    );
}
