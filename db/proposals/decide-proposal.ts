/** R12: whether a proposal can be voted on, decided in public with a reason, and taken up again before a vote opens. */
import { nationalIdFaults } from '../../domain/participants.ts';
import type { Answer } from '../../domain/refusal.ts';
import type { CommandInput } from '../commands.ts';
import { refused } from '../register/registering.ts';
import type { Store } from '../store.ts';
import { notifyAuthors } from './notify-author.ts';
import { proposing, recordProposals, refuseStale, writeProposal } from './proposing.ts';

/** A rejection has a reason in writing: the schema and the table ask for it. */
export type Decision =
  | { readonly state: 'eligible'; readonly reason: string }
  | { readonly state: 'rejected'; readonly reason: string };

export async function decideProposal(
  store: Store,
  command: CommandInput & { readonly body: Decision & { readonly version: number } },
  now: Date,
): Promise<Answer> {
  const { state, reason, version } = command.body;
  return proposing(store, command, 'decide', now, nationalIdFaults({ reason }), async (about) => {
    const stale = await refuseStale(about, version);
    if (stale) return refused(stale);
    const proposal = await writeProposal(about, about.proposal.id, { state, reason, decided_at: now });
    const { id, number } = proposal;
    const event = await recordProposals(about, 'proposal.decided', { proposalId: id, number, to: state }, { reason }, [
      id,
    ]);
    await notifyAuthors(about, event.id, [{ type: 'proposal.decided', proposal }]);
    return { done: true, result: { id } };
  });
}

/** Undoes a decision or a merge, with a reason: the proposal waits for a decision again. */
export async function reconsiderProposal(
  store: Store,
  command: CommandInput & { readonly body: { readonly version: number; readonly reason: string } },
  now: Date,
): Promise<Answer> {
  const { reason, version } = command.body;
  return proposing(store, command, 'reconsider', now, nationalIdFaults({ reason }), async (about) => {
    const stale = await refuseStale(about, version);
    if (stale) return refused(stale);
    const { state: from } = about.proposal;
    const change = { state: 'submitted', reason: '', merged_into: null, decided_at: null } as const;
    const proposal = await writeProposal(about, about.proposal.id, change);
    const { id, number } = proposal;
    const event = await recordProposals(about, 'proposal.reconsidered', { proposalId: id, number, from }, { reason }, [
      id,
    ]);
    await notifyAuthors(about, event.id, [{ type: 'proposal.reconsidered', proposal, reason }]);
    return { done: true, result: { id } };
  });
}
