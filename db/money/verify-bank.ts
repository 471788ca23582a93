/** R20: what became of each line of an accepted statement, held against the entry that it was booked as, and against events. */
import type { Reader } from '../store.ts';
import { STANDS } from './bank-rows.ts';

/**
 * A line is booked by the entry that names it, set aside by an event with a reason, or still to be decided. What the bank
 * wrote in it is covered by its statement's mark.
 * @param fault takes what does not agree: the record, and what is wrong with it
 */
export async function verifyBankLines(
  reader: Reader,
  projectId: string,
  fault: (record: string, what: string) => void,
): Promise<void> {
  const { rows } = await reader.raw<{ rows: { number: number; place: number }[] }>(
    `with decided as (
       select distinct on (e.data::jsonb ->> 'lineId') (e.data::jsonb ->> 'lineId')::uuid as line_id,
              e.type, e.at, e.actor_id, t.text as reason
         from events e left join event_texts t on t.event_id = e.id and t.name = 'reason'
        where e.project_id = :project and e.type in ('bank.set-aside', 'bank.reopened')
        order by e.data::jsonb ->> 'lineId', e.seq desc
     )
     select s.number, l.place
       from ledgers g
       join bank_statements s on s.ledger_id = g.id and s.state = 'committed'
       join bank_lines l on l.statement_id = s.id
       left join ledger_entries b on b.bank_line_id = l.id and ${STANDS}
       left join decided d on d.line_id = l.id
      where g.project_id = :project and not coalesce(case
        when b.id is not null then
          (l.state, l.amount, l.booked_on, l.set_aside_reason, l.decided_by, l.decided_at)
            is not distinct from ('booked', b.amount, b.booked_on, '', b.recorded_by, b.recorded_at)
        when d.type = 'bank.set-aside' then
          (l.state, l.set_aside_reason, l.decided_by, l.decided_at)
            -- A reason that was erased says nothing (R28).
            is not distinct from ('set-aside', coalesce(d.reason, l.set_aside_reason), d.actor_id, d.at)
        else (l.state, l.set_aside_reason, l.decided_by, l.decided_at)
            is not distinct from (case when l.repeats_id is null then 'open' else 'repeated' end, '', null, null)
        end, false)
      order by 1, 2`,
    { project: projectId },
  );
  for (const { number, place } of rows)
    fault(`line ${place} of bank statement ${number}`, 'is not what was decided of it');
}
