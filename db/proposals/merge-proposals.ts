/**
 * Proposals that ask for the same become one. Only those without a decision are merged, and one that was merged has a
 * decision: so no chain of merges ever comes back to where it began.
 */
import { nationalIdFaults } from '../../domain/participants.ts';
import type { Answer } from '../../domain/refusal.ts';
import type { CommandInput } from '../commands.ts';
import { refused } from '../register/registering.ts';
import type { Store } from '../store.ts';
import type { ProposalText } from './change-proposal.ts';
import { notifyAuthors } from './notify-author.ts';
import type { ProposalRow } from './proposal-rows.ts';
import { proposing, recordProposals, refuseStale, writeProposal } from './proposing.ts';

export interface MergeBody extends ProposalText {
  /** Of the one that stays, the command's target. */
  readonly version: number;
  /** Those that go into it. */
  readonly ids: readonly string[];
  readonly reason: string;
}

export async function mergeProposals(
  store: Store,
  command: CommandInput & { readonly body: MergeBody },
  now: Date,
): Promise<Answer> {
  const { title, summary, reason, version } = command.body;
  return proposing(store, command, 'merge', now, nationalIdFaults({ title, summary, reason }), async (about) => {
    const { trx, proposal, milestone } = about;
    const stale = await refuseStale(about, version);
    if (stale) return refused(stale);
    const ids = [...new Set(command.body.ids.map((id) => id.toLowerCase()))];
    if (ids.includes(proposal.id)) return refused({ code: 'merge-needs-others' });
    const others = await trx('proposals')
      .where({ milestone_id: milestone.id })
      .whereIn('id', ids)
      .orderBy('number')
      .select<ProposalRow[]>();
    const unknown = ids.find((id) => !others.some((other) => other.id === id));
    if (unknown !== undefined) return refused({ code: 'unknown-key', field: 'ids', key: unknown });
    const decided = others.find(({ state }) => state !== 'submitted');
    if (decided) return refused({ code: 'proposal-decided', state: decided.state });
    const kept = await writeProposal(about, proposal.id, { title, summary });
    const merged: ProposalRow[] = [];
    for (const { id } of others)
      merged.push(await writeProposal(about, id, { state: 'merged', merged_into: kept.id, reason, decided_at: now }));
    const data = {
      proposalId: kept.id,
      number: kept.number,
      merged: merged.map(({ id, number }) => ({ proposalId: id, number })),
    };
    const event = await recordProposals(about, 'proposal.merged', data, { title, summary, reason }, [kept.id, ...ids]);
    await notifyAuthors(about, event.id, [
      { type: 'proposal.joined', proposal: kept, others: merged, reason },
      ...merged.map((each) => ({ type: 'proposal.merged' as const, proposal: each, into: kept })),
    ]);
    return { done: true, result: { id: kept.id } };
  });
}
