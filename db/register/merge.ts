/** R2: two records of one person become one. */
import { MILESTONE_STATES, takesEvidence } from '../../domain/lifecycle.ts';
import { nationalIdFaults, type PersonFields } from '../../domain/participants.ts';
import type { Answer } from '../../domain/refusal.ts';
import type { CommandInput } from '../commands.ts';
import { recordMarked } from '../marks.ts';
import { lockedRun } from '../runs/changing.ts';
import { promoteWaiting } from '../runs/enrolment.ts';
import type { Store, Transaction } from '../store.ts';
import { changedFields, columnsOf, fieldsOf, findPersonRow, samePerson } from './person-rows.ts';
import { refuseGone, writePerson } from './persons.ts';
import { refused, registering } from './registering.ts';

/** What the record that stays will hold: its own values, what it lacks from the other, the earlier first day. */
export function mergedFields(stays: PersonFields, goes: PersonFields): PersonFields {
  return {
    familyName: stays.familyName,
    givenName: stays.givenName,
    birthDate: stays.birthDate ?? goes.birthDate,
    email: stays.email ?? goes.email,
    phone: stays.phone ?? goes.phone,
    category: stays.category ?? goes.category,
    organisationId: stays.organisationId ?? goes.organisationId,
    fields: { ...goes.fields, ...stays.fields },
    consentedOn: stays.consentedOn ?? goes.consentedOn,
    startedOn: stays.startedOn < goes.startedOn ? stays.startedOn : goes.startedOn,
  };
}

/**
 * R4: the certificate of the record that goes, where the one that stays has one of the same course: a person has one.
 * Once the milestone is submitted no certificate is revoked any more; then both stay on record, and the person is one.
 */
async function certifiedTwice(trx: Transaction, goes: string, stays: string): Promise<string | null> {
  const { rows } = await trx.raw<{ rows: { number: string }[] }>(
    `select c.number
       from certificates c join persons p on p.id = c.person_id
       join runs r on r.id = c.run_id join milestones m on m.id = r.milestone_id
      where coalesce(p.merged_into, p.id) = :goes and c.revoked_at is null and m.state = any(:open)
        and exists (select 1 from certificates d join persons q on q.id = d.person_id
                     where d.run_id = c.run_id and d.revoked_at is null and coalesce(q.merged_into, q.id) = :stays)
      order by c.serial limit 1`,
    { goes, stays, open: MILESTONE_STATES.filter(takesEvidence) },
  );
  return rows[0]?.number ?? null;
}

/** The runs in which this person had two places and has one now; those that are frozen stay as they are. */
async function placesFreed(trx: Transaction, personId: string): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { run_id: string }[] }>(
    `select e.run_id
       from enrolments e join persons p on p.id = e.person_id
       join runs r on r.id = e.run_id join milestones m on m.id = r.milestone_id
      where coalesce(p.merged_into, p.id) = :person and e.state = 'enrolled' and m.state = any(:open)
      group by e.run_id having count(*) > 1 order by e.run_id`,
    { person: personId, open: MILESTONE_STATES.filter(takesEvidence) },
  );
  return rows.map(({ run_id: runId }) => runId);
}

/**
 * Merges the command's target into another record, with a reason; the target points to it from then on. Where both had a
 * place in a run, the first who waits follows.
 */
export async function mergePersons(
  store: Store,
  command: CommandInput & { readonly body: { readonly into: string; readonly reason: string } },
  projectId: string,
  now: Date,
): Promise<Answer> {
  const { into, reason } = command.body;
  const faults = nationalIdFaults({ reason });
  return registering(store, command, projectId, now, faults, async ({ trx, project, plan }) => {
    if (into === command.targetId) return refused({ code: 'merge-with-itself' });
    const goes = await findPersonRow(trx, command.targetId);
    const stays = await findPersonRow(trx, into);
    if (goes?.project_id !== projectId) return refused({ code: 'unknown-key', field: 'id', key: command.targetId });
    if (stays?.project_id !== projectId) return refused({ code: 'unknown-key', field: 'into', key: into });
    const gone = refuseGone(goes) ?? refuseGone(stays);
    if (gone) return refused(gone);
    const [before, after] = [fieldsOf(stays), mergedFields(fieldsOf(stays), fieldsOf(goes))];
    const third = await samePerson(trx, projectId, after, [goes.id, stays.id]);
    if (third !== null) return refused({ code: 'person-exists', personId: third });
    const twice = await certifiedTwice(trx, goes.id, stays.id);
    if (twice !== null) return refused({ code: 'certified-twice', number: twice });
    // What went into the one that goes now points to the one that stays: a chain of one link.
    const earlier = await trx('persons')
      .where({ merged_into: goes.id })
      .update({ merged_into: stays.id })
      .returning<{ id: string }[]>('id');
    await writePerson(trx, goes, { merged_into: stays.id }, command.userId, now);
    await writePerson(trx, stays, columnsOf(after, plan), command.userId, now);
    const event = { projectId, type: 'person.merged', at: now, actorId: command.userId, milestoneId: null };
    const data = { personId: stays.id, mergedId: goes.id, fields: changedFields(before, after) };
    const records = [stays.id, goes.id, ...earlier.map(({ id }) => id)];
    await recordMarked(trx, { ...event, data, texts: { reason } }, { person: records });
    for (const runId of await placesFreed(trx, stays.id)) {
      const run = await lockedRun(trx, runId);
      await promoteWaiting(trx, { store, project, plan, run, now, actorId: command.userId });
    }
    return { done: true, result: { id: stays.id } };
  });
}
