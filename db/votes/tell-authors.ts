/** Those whose proposals stood on the ballot are told what came of the vote, if an address of theirs is kept. */
import type { LocalText } from '../../domain/lifecycle.ts';
import type { MilestoneRow } from '../milestones.ts';
import { notifyAuthors } from '../proposals/notify-author.ts';
import type { ProposalRow } from '../proposals/proposal-rows.ts';
import type { OptionRow } from './vote-rows.ts';
import type { Voting } from './voting.ts';

/** @param result in one sentence, as it stands on the public page */
export async function tellAuthors(
  voting: Voting,
  eventId: string,
  options: readonly OptionRow[],
  result: LocalText,
): Promise<void> {
  const { trx, vote } = voting;
  const ids = options.map(({ proposal_id: id }) => id);
  const proposals = await trx('proposals').whereIn('id', ids).orderBy('number').select<ProposalRow[]>();
  const milestone = await trx('milestones').where({ id: vote.milestone_id }).first<MilestoneRow>();
  await notifyAuthors(
    { ...voting, milestone },
    eventId,
    proposals.map((proposal) => ({ type: 'proposal.voted', proposal, reason: result[proposal.author_locale] })),
  );
}
