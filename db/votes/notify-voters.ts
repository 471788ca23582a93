/** Messages to voters: a code is sealed in its message, and stands nowhere else in the clear (R15, R24). */
import type { VoterMessageType } from '../../domain/messages.ts';
import { printedCode } from '../../domain/voting-code.ts';
import { enqueueMessages, messageIdOf } from '../outbox.ts';
import { SEALED_DOTS } from '../sealing.ts';
import type { RoundRow } from './vote-rows.ts';
import type { VoterRow } from './voter-rows.ts';
import type { Voting } from './voting.ts';

export interface ToldVoter {
  readonly voter: VoterRow;
  /** In the clear, for `voter.code`. */
  readonly code: string | null;
}

/** Writes one message a voter; those without an address are left out. */
export async function notifyVoters(
  { store, trx, project, plan, vote, now }: Voting,
  {
    type,
    eventId,
    round,
    reason,
  }: {
    readonly type: VoterMessageType;
    readonly eventId: string;
    readonly round: RoundRow | undefined;
    /** As it is public. */
    readonly reason?: string | undefined;
  },
  told: readonly ToldVoter[],
): Promise<void> {
  const facts = {
    type,
    project: { slug: project.slug, title: project.title },
    publicity: plan.publicity,
    voteId: vote.id,
    question: vote.charter.question,
    opensAt: round?.opens_at.toISOString() ?? vote.charter.opensAt,
    closesAt: round?.closes_at.toISOString() ?? vote.charter.closesAt,
    code: SEALED_DOTS,
    ...(reason !== undefined && { reason }),
  };
  await enqueueMessages(
    trx,
    told.flatMap(({ voter, code }) => {
      if (voter.email === null) return [];
      const name = `${voter.given_name} ${voter.family_name}`.trim();
      const recipient = { id: voter.id, email: voter.email, name, locale: voter.locale };
      const messageId = messageIdOf(eventId, voter.id, store.mailDomain);
      return [
        {
          projectId: project.id,
          eventId,
          eventType: type,
          milestoneId: vote.milestone_id,
          createdAt: now,
          to: 'voter' as const,
          recipient,
          voteId: vote.id,
          ...(code !== null && { sealed: store.sealer.seal(messageId, printedCode(code)) }),
          composed: store.compose(facts, recipient),
        },
      ];
    }),
    store.mailDomain,
  );
}
