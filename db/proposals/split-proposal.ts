/** A proposal that asks for several things goes on as several, each with a decision of its own; the old one stays to be seen. */
import { nationalIdFaults } from '../../domain/participants.ts';
import type { Answer } from '../../domain/refusal.ts';
import type { CommandInput } from '../commands.ts';
import { refused } from '../register/registering.ts';
import { newId, type Store } from '../store.ts';
import type { ProposalText } from './change-proposal.ts';
import { notifyAuthors } from './notify-author.ts';
import { nextNumber, type ProposalRow } from './proposal-rows.ts';
import { proposing, recordProposals, refuseStale, writeProposal } from './proposing.ts';

export interface SplitBody {
  readonly version: number;
  /** At least two. */
  readonly parts: readonly ProposalText[];
  readonly reason: string;
}

const textsOf = (parts: readonly ProposalText[]): Record<string, string> =>
  Object.fromEntries(
    parts.flatMap(({ title, summary }, at) => [
      [`parts.${at}.title`, title],
      [`parts.${at}.summary`, summary],
    ]),
  );

/** The parts keep author, source and meeting, so that their author is told of each. */
export async function splitProposal(
  store: Store,
  command: CommandInput & { readonly body: SplitBody },
  now: Date,
): Promise<Answer> {
  const { parts, reason, version } = command.body;
  const texts = { ...textsOf(parts), reason };
  return proposing(store, command, 'split', now, nationalIdFaults(texts), async (about) => {
    const { trx, actorId } = about;
    const stale = await refuseStale(about, version);
    if (stale) return refused(stale);
    const old = await writeProposal(about, about.proposal.id, { state: 'split', reason, decided_at: now });
    const first = await nextNumber(trx, old.project_id);
    const rows = parts.map(({ title, summary }, at) => ({
      id: newId(),
      project_id: old.project_id,
      milestone_id: old.milestone_id,
      number: first + at,
      title,
      summary,
      source: old.source,
      run_id: old.run_id,
      author_name: old.author_name,
      author_email: old.author_email,
      author_locale: old.author_locale,
      author_shown: old.author_shown,
      split_from: old.id,
      created_at: now,
      changed_by: actorId,
      changed_at: now,
    }));
    const made = await trx('proposals').insert(rows).returning<ProposalRow[]>('*');
    made.sort((a, b) => a.number - b.number);
    const data = {
      proposalId: old.id,
      number: old.number,
      parts: made.map(({ id, number }) => ({ proposalId: id, number })),
    };
    const ids = made.map(({ id }) => id);
    const event = await recordProposals(about, 'proposal.split', data, texts, [old.id, ...ids]);
    await notifyAuthors(about, event.id, [{ type: 'proposal.split', proposal: old, others: made }]);
    return { done: true, result: { id: old.id } };
  });
}
