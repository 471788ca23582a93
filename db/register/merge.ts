/** R2: two records of one person become one. */
import { nationalIdFaults, type PersonFields } from '../../domain/participants.ts';
import type { Answer } from '../../domain/refusal.ts';
import type { CommandInput } from '../commands.ts';
import { recordMarked } from '../marks.ts';
import type { Store } from '../store.ts';
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

/** Merges the command's target into another record, with a reason; the target points to it from then on. */
export async function mergePersons(
  store: Store,
  command: CommandInput & { readonly body: { readonly into: string; readonly reason: string } },
  projectId: string,
  now: Date,
): Promise<Answer> {
  const { into, reason } = command.body;
  const faults = nationalIdFaults({ reason });
  return registering(store, command, projectId, now, faults, async ({ trx, plan }) => {
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
    return { done: true, result: { id: stays.id } };
  });
}
