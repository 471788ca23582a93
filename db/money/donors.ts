/** Donors: personal data, which stands here alone and can be erased (R28). */
import { type DonorFields, donorFaults } from '../../domain/donors.ts';
import type { ProjectState } from '../../domain/lifecycle.ts';
import { nameParts } from '../../domain/person-key.ts';
import type { Answer } from '../../domain/refusal.ts';
import { type CommandInput, CommandNotFound, runCommand } from '../commands.ts';
import { recordMarked } from '../marks.ts';
import { lockProject, roleOf } from '../projects.ts';
import { refused } from '../register/registering.ts';
import { newId, type Store, type Transaction } from '../store.ts';
import { CAMPAIGN_WRITERS } from './draft-campaign.ts';
import { forgetDonors } from './forget-givers.ts';

export interface DonorRow {
  readonly id: string;
  readonly project_id: string;
  readonly kind: DonorFields['kind'];
  readonly name: string;
  readonly email: string | null;
  readonly locale: DonorFields['locale'];
  readonly shown: DonorFields['shown'];
  readonly version: number;
  readonly created_at: Date;
  readonly erased_at: Date | null;
}

const columnsOf = ({ kind, name, email, locale, shown }: DonorFields) => ({
  kind,
  name,
  name_key: nameParts(name).join(' '),
  email,
  locale,
  shown,
});

interface Who {
  readonly projectId: string;
  readonly actorId: string | null;
  readonly now: Date;
}

/** Writes a new donor, whose fields were checked (`donorFaults`). The project's row is locked. @returns the id */
export async function addDonor(
  trx: Transaction,
  { projectId, actorId, now }: Who,
  donor: DonorFields,
): Promise<string> {
  const id = newId();
  await trx('donors').insert({
    id,
    project_id: projectId,
    ...columnsOf(donor),
    created_at: now,
    changed_by: actorId,
    changed_at: now,
  });
  const event = {
    projectId,
    type: 'donor.added',
    at: now,
    actorId,
    milestoneId: null,
    data: { donorId: id, shown: donor.shown },
  };
  await recordMarked(trx, event, { donor: [id] });
  return id;
}

/** Changes the command's target from the version that was read; receipts and pages show what stands from then on. */
export async function changeDonor(
  store: Store,
  command: CommandInput & { readonly body: DonorFields & { readonly version: number } },
  now: Date,
): Promise<Answer> {
  const { version, ...donor } = command.body;
  const faults = donorFaults(donor);
  if (faults.length > 0) return refused({ code: 'fields-refused', faults });
  return onDonor(store, command, now, { ended: false }, async (trx, row) => {
    if (row.version !== version) return refused({ code: 'record-changed', by: null });
    await trx('donors')
      .where({ id: row.id })
      .update({
        ...columnsOf(donor),
        version: trx.raw('version + 1'),
        changed_by: command.userId,
        changed_at: now,
      });
    const event = {
      projectId: row.project_id,
      type: 'donor.changed',
      at: now,
      actorId: command.userId,
      milestoneId: null,
      data: { donorId: row.id, shown: donor.shown },
    };
    await recordMarked(trx, event, { donor: [row.id] });
    return { done: true, result: { id: row.id } };
  });
}

/**
 * R28: takes name and address out of the donor, out of the words of their entries and of their bank lines, and out of
 * what was written to them.
 * Entries and sums stay as they are. Also in a project that has ended.
 */
export async function eraseDonor(store: Store, command: CommandInput, now: Date): Promise<Answer> {
  return onDonor(store, command, now, { ended: true }, async (trx, row) => {
    await forgetRequests(trx, row);
    const records = await forgetDonors(trx, [row.id], { userId: command.userId, now });
    const entries = await trx('ledger_entries').where({ donor_id: row.id }).pluck<string[]>('id');
    const event = {
      projectId: row.project_id,
      type: 'donor.erased',
      at: now,
      actorId: command.userId,
      milestoneId: null,
      data: { donorId: row.id, entries: entries.length },
    };
    await recordMarked(trx, event, records, { erased: true });
    return { done: true, result: { id: row.id } };
  });
}

/** A pledge or a subscription that waits for its confirmation says who asked for it. */
async function forgetRequests(trx: Transaction, { project_id: projectId, email }: DonorRow): Promise<void> {
  if (email === null) return;
  await trx('giving_requests')
    .where({ project_id: projectId })
    .whereRaw("lower(body ->> 'email') = lower(?)", [email])
    .delete();
}

async function onDonor(
  store: Store,
  command: CommandInput,
  now: Date,
  { ended }: { readonly ended: boolean },
  decide: (trx: Transaction, row: DonorRow) => Promise<Answer>,
): Promise<Answer> {
  return runCommand(store, { ...command, kept: {} }, now, async (trx) => {
    const target = await trx('donors')
      .where({ id: command.targetId })
      .first<{ project_id: string } | undefined>('project_id');
    const project = target && (await lockProject(trx, target.project_id));
    if (!project) throw new CommandNotFound(command.targetId);
    const role = await roleOf(trx, project.id, command.userId);
    if (!CAMPAIGN_WRITERS.some((writer) => writer === role))
      return refused({ code: 'role-missing', roles: CAMPAIGN_WRITERS });
    if (!ended && project.state !== ('running' satisfies ProjectState))
      return refused({ code: 'project-ended', state: project.state });
    const row = await trx('donors').where({ id: command.targetId }).first<DonorRow>();
    if (row.erased_at !== null) return refused({ code: 'donor-erased' });
    return decide(trx, row);
  });
}
