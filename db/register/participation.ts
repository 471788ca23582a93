/** The runs that a person of the register was in: enrolled, present, with a certificate. */
import type { EnrolmentState } from '../../domain/runs.ts';
import type { Reader } from '../store.ts';

export interface Participation {
  readonly run: { readonly id: string; readonly title: string; readonly milestoneKey: string };
  readonly state: EnrolmentState;
  /** Sessions at which the person was present, of all sessions of the run. */
  readonly attended: number;
  readonly sessions: number;
  /** The day in Romania of the first session at which the person was present. */
  readonly firstDay: string | null;
  /** The one that stands; else the last one that was revoked. */
  readonly certificate: { readonly id: string; readonly number: string; readonly revoked: boolean } | null;
}

/**
 * R2: the records that were merged into this one count as it does: enrolled twice in a run is in it once, and the
 * enrolment that says the most is shown.
 * @param personId a record that was not merged into another one
 * @returns in the order of the runs' first sessions
 */
export async function participationOf(reader: Reader, personId: string): Promise<Participation[]> {
  const { rows } = await reader.raw<{ rows: Participation[] }>(
    `with records as (select id from persons where id = :person or merged_into = :person),
     enrolled as (
       select distinct on (e.run_id) e.run_id, e.state
         from enrolments e join records on records.id = e.person_id
        order by e.run_id, array_position(array['enrolled', 'waiting', 'withdrawn'], e.state)),
     present as (
       select a.run_id, count(*)::int as attended, min(s.starts_at) as first_at
         from attendance_of_persons a join sessions s on s.id = a.session_id
        where a.person_id = :person and a.present
        group by a.run_id),
     certified as (
       select distinct on (c.run_id) c.run_id, c.id, c.number, c.revoked_at is not null as revoked
         from certificates c join records on records.id = c.person_id
        order by c.run_id, c.revoked_at desc nulls first, c.serial desc),
     held as (
       select s.run_id, count(*)::int as sessions, min(s.starts_at) as starts_at from sessions s group by s.run_id)
     select json_build_object('id', r.id, 'title', r.title, 'milestoneKey', m.key) as run, e.state,
            coalesce(p.attended, 0) as attended, coalesce(h.sessions, 0) as sessions,
            (p.first_at at time zone 'Europe/Bucharest')::date as "firstDay",
            case when c.id is not null
              then json_build_object('id', c.id, 'number', c.number, 'revoked', c.revoked) end as certificate
       from enrolled e
       join runs r on r.id = e.run_id
       join milestones m on m.id = r.milestone_id
       left join held h on h.run_id = r.id
       left join present p on p.run_id = r.id
       left join certified c on c.run_id = r.id
      order by h.starts_at, r.id`,
    { person: personId },
  );
  return rows;
}
