/** Who is in a run, as its own commands and messages see it: ids, and whether an address is known. */
import type { EnrolmentState } from '../../domain/runs.ts';
import type { Reader } from '../store.ts';

export interface Enrolled {
  readonly id: string;
  /** The record that counts, where it was merged into another one (R2). */
  readonly personId: string;
  readonly state: EnrolmentState;
  readonly hasAddress: boolean;
  readonly erased: boolean;
  /** Types of the messages that this person had about the run, since they left it the last time. */
  readonly told: readonly string[];
}

/** Of a person `o` enrolled by `e`, in SQL: the register's address, else the one that confirmed; null for neither. */
export const ADDRESS = `coalesce(nullif(o.email, ''), e.email)`;

/** Of a message `m`, in SQL: the person was not told later that they left the run. */
export const SINCE_RETURN = `not exists (
  select 1 from messages l join events le on le.id = l.event_id join events me on me.id = m.event_id
   where l.run_id = m.run_id and l.person_id = m.person_id and l.event_type = 'enrolment.withdrawn' and le.seq >= me.seq)`;

/** The enrolments of a run in these states, in the order in which they came. */
export async function enrolledOf(
  reader: Reader,
  runId: string,
  states: readonly EnrolmentState[],
): Promise<Enrolled[]> {
  return reader('enrolments as e')
    .join('persons as p', 'p.id', 'e.person_id')
    .join('persons as o', (on) => on.on('o.id', reader.raw('coalesce(p.merged_into, p.id)')))
    .where('e.run_id', runId)
    .whereIn('e.state', states)
    .orderBy(['e.enrolled_at', 'e.id'])
    .select<Enrolled[]>(
      'e.id',
      'o.id as personId',
      'e.state',
      reader.raw('o.erased_at is not null as erased'),
      reader.raw(`${ADDRESS} is not null as "hasAddress"`),
      reader.raw(
        `array(select distinct m.event_type from messages m
                where m.run_id = e.run_id and m.person_id in (p.id, o.id) and ${SINCE_RETURN}) as told`,
      ),
    );
}

/** Whose turn comes: erased persons wait for nothing (R28), nor does who has a place under another record (R2). */
export function queueOf(there: readonly Enrolled[]): Enrolled[] {
  const placed = new Set(there.filter(({ state }) => state === 'enrolled').map(({ personId }) => personId));
  return there.filter(({ state, erased, personId }) => state === 'waiting' && !erased && !placed.has(personId));
}

/** Those whom a message can reach. */
export const reachable = (enrolled: readonly Enrolled[]): Enrolled[] => enrolled.filter(({ hasAddress }) => hasAddress);
