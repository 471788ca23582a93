/**
 * An event's messages: composed and put into the outbox by the transaction that records the event (R24).
 */
import type { MessageFacts, TeamRecipient } from '../domain/messages.ts';
import { enqueueMessages } from './outbox.ts';
import type { Store, Transaction } from './store.ts';

export interface Notice {
  readonly eventId: string;
  readonly projectId: string;
  readonly at: Date;
  readonly facts: MessageFacts;
  readonly recipients: readonly TeamRecipient[];
}

/** Writes one message a recipient; the same event again adds none. */
export async function notify(
  store: Pick<Store, 'compose' | 'mailDomain'>,
  trx: Transaction,
  notice: Notice,
): Promise<void> {
  const { eventId, projectId, at, facts, recipients } = notice;
  await enqueueMessages(
    trx,
    recipients.map((recipient) => ({
      projectId,
      eventId,
      eventType: facts.type,
      milestoneId: facts.milestone?.id ?? null,
      createdAt: at,
      to: 'user' as const,
      recipient,
      composed: store.compose(facts, recipient),
    })),
    store.mailDomain,
  );
}
