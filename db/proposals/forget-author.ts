/** R28: who made a proposal is forgotten, on request or when the register's years are over; what was proposed stays. */
import { nationalIdFaults } from '../../domain/participants.ts';
import type { Answer } from '../../domain/refusal.ts';
import type { CommandInput } from '../commands.ts';
import { recordMarked } from '../marks.ts';
import type { Store, Transaction } from '../store.ts';
import { proposing } from './proposing.ts';

/**
 * Takes name and address out of proposals, and out of what was written to their authors; their marks are for who
 * records the event.
 */
export async function forgetAuthors(
  trx: Transaction,
  ids: readonly string[],
  { actorId, now }: { readonly actorId: string; readonly now: Date },
): Promise<void> {
  const proposals = [...ids];
  await trx('proposals')
    .whereIn('id', proposals)
    .update({
      author_name: '',
      author_email: null,
      author_shown: false,
      version: trx.raw('version + 1'),
      changed_by: actorId,
      changed_at: now,
    });
  await trx.raw(
    `update messages
        set to_address = '', to_name = '', subject = '', body_text = '', body_html = '', calendar = null,
            state = case when state = 'pending' then 'failed' else state end,
            -- The mail server's answer tends to repeat the address.
            error = case when state = 'pending' then 'The author was forgotten before the message was sent.' end
      where proposal_id = any(:ids::uuid[])`,
    { ids: proposals },
  );
  // Their hashes would tell whoever guesses what was said.
  await trx.raw(
    `update commands set body_hash = uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
      where target_id = any(:ids::uuid[])`,
    { ids: proposals },
  );
}

/** Proposals of a project that still say who made them. */
export const proposalsWithAuthor = (trx: Transaction, projectId: string): Promise<string[]> =>
  trx('proposals')
    .where({ project_id: projectId })
    .where((either) => either.whereNot({ author_name: '' }).orWhereNotNull('author_email'))
    .orderBy('number')
    .pluck<string[]>('id');

/** Those of the same author: by the address, and the parts that a proposal was split into. */
async function ofSameAuthor(trx: Transaction, id: string): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `with recursive same as (
       select p.id, p.project_id, p.split_from, p.author_email from proposals p where p.id = ?
       union
       select o.id, o.project_id, o.split_from, o.author_email from proposals o join same s
           on o.project_id = s.project_id
          and (o.id = s.split_from or o.split_from = s.id or lower(o.author_email) = lower(s.author_email)))
     select id from same order by id`,
    [id],
  );
  return rows.map((row) => row.id);
}

/** Forgets the author of the command's target, in all proposals of theirs; also in a project that has ended. */
export async function forgetAuthor(
  store: Store,
  command: CommandInput & { readonly body: { readonly reason: string } },
  now: Date,
): Promise<Answer> {
  const { reason } = command.body;
  const { userId } = command;
  return proposing(store, command, 'forget', now, nationalIdFaults({ reason }), async (about) => {
    const { trx, project, milestone, proposal } = about;
    const ids = await ofSameAuthor(trx, proposal.id);
    if (proposal.author_email !== null)
      await trx('proposal_requests')
        .where({ project_id: project.id })
        .whereRaw("lower(body ->> 'authorEmail') = lower(?)", [proposal.author_email])
        .delete();
    await forgetAuthors(trx, ids, { actorId: userId, now });
    await recordMarked(
      trx,
      {
        projectId: project.id,
        type: 'proposal.author-forgotten',
        at: now,
        actorId: userId,
        milestoneId: milestone.id,
        data: { key: milestone.key, proposalId: proposal.id, number: proposal.number, proposals: ids.length },
        texts: { reason },
      },
      { proposal: ids },
      { erased: true },
    );
    return { done: true, result: { id: proposal.id } };
  });
}
