/** Who is enrolled in a run and who was present, with merged records as the one that they went into (R2). */
import type { MarkedHow } from '../../domain/runs.ts';
import type { Reader, Transaction } from '../store.ts';

/** Persons enrolled in the run. */
export async function enrolledIn(reader: Reader, runId: string): Promise<Set<string>> {
  const { rows } = await reader.raw<{ rows: { id: string }[] }>(
    `select distinct coalesce(p.merged_into, p.id) as id
       from enrolments e join persons p on p.id = e.person_id
      where e.run_id = ? and e.state = 'enrolled'`,
    [runId],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Presence by person in one session; who is not marked is not in it. */
export async function presenceIn(reader: Reader, sessionId: string): Promise<Map<string, boolean>> {
  const rows = await reader('attendance_of_persons')
    .where({ session_id: sessionId })
    .select<{ person_id: string; present: boolean }[]>('person_id', 'present');
  return new Map(rows.map(({ person_id, present }) => [person_id, present]));
}

/** The record that each of these ids counts as; an id that the project's register does not have is left out. */
export async function countedAs(
  reader: Reader,
  projectId: string,
  personIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await reader('persons')
    .where({ project_id: projectId })
    .whereIn('id', [...personIds])
    .select<{ id: string; merged_into: string | null }[]>('id', 'merged_into');
  return new Map(rows.map(({ id, merged_into }) => [id, merged_into ?? id]));
}

export interface Mark {
  readonly personId: string;
  readonly present: boolean;
}

/** Writes presence; marks of records that were merged into a person follow that person's. */
export async function writeMarks(
  trx: Transaction,
  sessionId: string,
  marks: readonly Mark[],
  by: { readonly how: MarkedHow; readonly actorId: string; readonly at: Date },
): Promise<void> {
  if (marks.length === 0) return;
  const written = { how: by.how, marked_by: by.actorId, marked_at: by.at };
  await trx('attendances')
    .insert(marks.map(({ personId, present }) => ({ session_id: sessionId, person_id: personId, present, ...written })))
    .onConflict(['session_id', 'person_id'])
    .merge(['present', 'how', 'marked_by', 'marked_at']);
  const absent = marks.filter(({ present }) => !present).map(({ personId }) => personId);
  await trx('attendances')
    .where({ session_id: sessionId, present: true })
    .whereIn('person_id', trx('persons').whereIn('merged_into', absent).select('id'))
    .update({ present: false, ...written });
}

/** What is shown at the door after a check-in; null when person or session is gone. `name` is empty once erased. */
export async function checkedInNow(
  reader: Reader,
  runId: string,
  sessionId: string,
  personId: string,
): Promise<{
  readonly name: string;
  readonly session: { readonly id: string; readonly startsAt: Date; readonly topic: string };
  /** At this session, of those enrolled in the run. */
  readonly present: number;
  readonly enrolled: number;
} | null> {
  const session = await reader('sessions')
    .where({ id: sessionId, run_id: runId })
    .first<{ id: string; starts_at: Date; topic: string } | undefined>('id', 'starts_at', 'topic');
  const person = await reader('persons')
    .where({ id: personId })
    .first<{ given_name: string; family_name: string } | undefined>('given_name', 'family_name');
  if (!session || !person) return null;
  const enrolled = await enrolledIn(reader, runId);
  const presence = await presenceIn(reader, sessionId);
  return {
    name: `${person.given_name} ${person.family_name}`.trim(),
    session: { id: session.id, startsAt: session.starts_at, topic: session.topic },
    present: [...enrolled].filter((id) => presence.get(id) === true).length,
    enrolled: enrolled.size,
  };
}
