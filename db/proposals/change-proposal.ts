/** The text of a proposal, which can be changed until there is a decision on it. */
import { nationalIdFaults } from '../../domain/participants.ts';
import type { Answer } from '../../domain/refusal.ts';
import type { CommandInput } from '../commands.ts';
import { refused } from '../register/registering.ts';
import type { Store } from '../store.ts';
import { proposing, recordProposals, refuseStale, writeProposal } from './proposing.ts';

export interface ProposalText {
  readonly title: string;
  readonly summary: string;
}

export async function changeProposal(
  store: Store,
  command: CommandInput & { readonly body: ProposalText & { readonly version: number } },
  now: Date,
): Promise<Answer> {
  const { title, summary, version } = command.body;
  return proposing(store, command, 'change', now, nationalIdFaults({ title, summary }), async (about) => {
    const stale = await refuseStale(about, version);
    if (stale) return refused(stale);
    const { id } = about.proposal;
    const done: Answer = { done: true, result: { id } };
    if (about.proposal.title === title && about.proposal.summary === summary) return done;
    const changed = await writeProposal(about, id, { title, summary });
    const data = { proposalId: id, number: changed.number, version: changed.version };
    await recordProposals(about, 'proposal.changed', data, { title, summary }, [id]);
    return done;
  });
}
