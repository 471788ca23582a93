/** R28: what goes of persons who are erased. What is counted stays: category, age group, choices, days. */
import type { Plan } from '../../domain/plan.ts';
import type { MarkedIds } from '../marks.ts';
import { emptyPrintedNames } from '../runs/certificates.ts';
import type { Transaction } from '../store.ts';

/** What stands for something written: that there was a value is counted, what it was is gone. */
const GONE = '…';

export interface Anonymising {
  readonly projectId: string;
  readonly plan: Plan;
  readonly userId: string;
  readonly now: Date;
}

/**
 * Anonymises records of a project: names, birth date, contact and written fields go, and what else the database holds of
 * these persons. A bounded number of records at once; their marks are for who records the event.
 */
export async function anonymise(trx: Transaction, ids: readonly string[], anonymising: Anonymising): Promise<void> {
  await emptyTexts(trx, anonymising.projectId, ids);
  await dropRequests(trx, ids);
  await emptyRecords(trx, ids, anonymising);
  await emptyPrintedNames(trx, ids);
  await emptyCorrespondence(trx, ids);
  await forgetCommands(trx, ids);
}

/** The records that `anonymise` empties: those of the persons, and what else bears their names or codes. */
export async function recordsOfPersons(trx: Transaction, personIds: readonly string[]): Promise<MarkedIds> {
  const of = (table: string) =>
    trx(table)
      .whereRaw('person_id = any(?::uuid[])', [[...personIds]])
      .pluck<string[]>('id');
  return { person: personIds, enrolment: await of('enrolments'), certificate: await of('certificates') };
}

async function emptyRecords(
  trx: Transaction,
  ids: readonly string[],
  { plan, userId, now }: Anonymising,
): Promise<void> {
  const chosen = plan.participants.fields.filter(({ choices }) => choices.length > 0).map(({ key }) => key);
  await trx.raw(
    `update persons p
        set family_name = '', given_name = '', name_key = '', birth_date = null, email = null, phone = null,
            fields = coalesce((select jsonb_object_agg(key, case when key = any(:chosen) then value else :gone end)
                                 from jsonb_each_text(p.fields)), '{}'),
            erased_at = :now, version = p.version + 1, changed_by = :user, changed_at = :now
      where p.id = any(:ids::uuid[])`,
    { ids: [...ids], chosen, gone: GONE, now, user: userId },
  );
}

/** What people wrote about the persons in events; the salted hashes in the chain stay. */
async function emptyTexts(trx: Transaction, projectId: string, ids: readonly string[]): Promise<void> {
  await trx.raw(
    `update event_texts t set text = null from events e
      where e.id = t.event_id and e.project_id = :project and t.text is not null
        and exists (select 1 from regexp_matches(e.data, '"([0-9a-f]{8}-[0-9a-f-]{27})"', 'g') as named
                     where named[1] = any(:ids::text[]))`,
    { project: projectId, ids: [...ids] },
  );
}

/**
 * The commands hold no body; their hashes would still tell whoever guesses what was said. A key that was used for one
 * of them stays used.
 */
async function forgetCommands(trx: Transaction, ids: readonly string[]): Promise<void> {
  await trx.raw(
    `update commands set body_hash = uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
      where target_id = any(:ids::uuid[])
         or answer -> 'refusal' ->> 'personId' = any(:ids::text[])
         or answer -> 'result' ->> 'id' = any(:ids::text[])`,
    { ids: [...ids] },
  );
}

/** Enrolments by the public page that were never confirmed and may be theirs: nothing of them is counted. */
async function dropRequests(trx: Transaction, ids: readonly string[]): Promise<void> {
  await trx.raw(
    `delete from enrolment_requests q using persons p, runs r
      where r.id = q.run_id and r.project_id = p.project_id and p.id = any(:ids::uuid[])
        and (lower(q.body ->> 'email') = lower(p.email)
          or (q.body ->> 'nameKey' = p.name_key and q.body ->> 'birthDate' = p.birth_date::text))`,
    { ids: [...ids] },
  );
}

/**
 * Words and address of the messages to them; that each was sent stays. One that still waits is not sent any more. The
 * personal code goes too: it opens no page and marks nobody. So does the address that confirmed an enrolment.
 */
async function emptyCorrespondence(trx: Transaction, ids: readonly string[]): Promise<void> {
  await trx.raw(
    `update messages
        set to_address = '', to_name = '', subject = '', body_text = '', body_html = '', calendar = null,
            state = case when state = 'pending' then 'failed' else state end,
            -- The mail server's answer tends to repeat the address.
            error = case when state = 'pending' then 'The person was erased before the message was sent.' end
      where person_id = any(:ids::uuid[])`,
    { ids: [...ids] },
  );
  await trx('enrolments')
    .whereIn('person_id', [...ids])
    .update({ code: null, email: null });
}
