/** Messages to who made a proposal (R12), written by the transaction of the event: one a proposal and event (R24). */
import type { ProposalMessageType, ToldProposal } from '../../domain/messages.ts';
import { enqueueMessages } from '../outbox.ts';
import type { ProposalRow } from './proposal-rows.ts';
import type { Proposing } from './proposing.ts';

export interface AuthorNotice {
  readonly type: ProposalMessageType;
  /** As it is now; whose author has no address is left out. */
  readonly proposal: ProposalRow;
  readonly into?: ToldProposal;
  readonly others?: readonly ToldProposal[];
  /** Where it is not the proposal's own. */
  readonly reason?: string;
}

export async function notifyAuthors(
  { store, trx, project, plan, milestone, now }: Proposing,
  eventId: string,
  notices: readonly AuthorNotice[],
): Promise<void> {
  await enqueueMessages(
    trx,
    notices.flatMap(({ type, proposal, into = null, others = [], reason = proposal.reason }) => {
      const { id, author_email: email, author_name: name, author_locale: locale, state } = proposal;
      if (email === null) return [];
      const recipient = { id, email, name, locale };
      const facts = { type, project, publicity: plan.publicity, proposal, state, reason, into, others };
      return {
        projectId: project.id,
        eventId,
        eventType: type,
        milestoneId: milestone.id,
        createdAt: now,
        to: 'proposal' as const,
        recipient,
        composed: store.compose(facts, recipient),
      };
    }),
    store.mailDomain,
  );
}
