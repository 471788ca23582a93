/**
 * The outbox in PostgreSQL: one row a message, from the transaction that writes it to the mark that it went out.
 * Leases and back-off count wall time (SQL `now()`): no rule depends on them.
 */
import type { Knex } from 'knex';
import type { GiverMessageType } from '../domain/giver-messages.ts';
import type { Locale } from '../domain/lifecycle.ts';
import type {
  ComposedMessage,
  MessageType,
  ParticipantMessageType,
  ProposalMessageType,
  VoterMessageType,
} from '../domain/messages.ts';
import { newId, type Reader, type Transaction } from './store.ts';

/** Whom a message is to: a user, a person of the register, an organisation, who made a proposal (then `id` is its), a voter, a donor, or a subscription. */
export interface Recipient {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
}

/** A message as the transaction of its event writes it. */
export interface NewMessage {
  readonly projectId: string;
  readonly eventId: string;
  readonly eventType:
    | MessageType
    | ParticipantMessageType
    | ProposalMessageType
    | VoterMessageType
    | GiverMessageType
    | 'outreach.sent';
  readonly milestoneId: string | null;
  readonly createdAt: Date;
  readonly to: 'user' | 'person' | 'organisation' | 'proposal' | 'voter' | 'donor' | 'subscription';
  readonly recipient: Recipient;
  readonly runId?: string;
  readonly voteId?: string;
  readonly campaignId?: string;
  /** The entry whose receipt is attached when the message is handed over. */
  readonly receiptOf?: string;
  /** What stands where the words hold `SEALED_DOTS`, sealed for this message. */
  readonly sealed?: Buffer;
  readonly replyTo?: string;
  readonly composed: ComposedMessage;
}

/** A row that a dispatcher has claimed, with what it needs to send it. */
export interface ClaimedMessage {
  readonly id: string;
  readonly event_type: string;
  readonly to_address: string;
  readonly to_name: string;
  readonly locale: Locale;
  readonly subject: string;
  readonly body_text: string;
  readonly body_html: string;
  readonly calendar: string | null;
  readonly reply_to: string | null;
  readonly unsubscribe: string | null;
  /** The ledger entry whose receipt goes along. */
  readonly receipt_of: string | null;
  readonly sealed: Buffer | null;
  readonly message_id: string;
  readonly attempts: number;
  readonly created_at: Date;
}

/** What became of one message that was handed over, or could not be. */
export type Settlement =
  | { readonly id: string; readonly state: 'sent' }
  /** Refused for good; `error` is the server's answer. */
  | { readonly id: string; readonly state: 'failed'; readonly error: string }
  /** Handed over, and nobody knows whether it was accepted: only a person sends it again. */
  | { readonly id: string; readonly state: 'unknown'; readonly error: string }
  /** Refused for now: tried again after `delaySeconds`, and counted. */
  | { readonly id: string; readonly state: 'deferred'; readonly error: string; readonly delaySeconds: number }
  /** Never reached the server: free again after `delaySeconds`, and not counted. */
  | { readonly id: string; readonly state: 'unreached'; readonly error: string | null; readonly delaySeconds: number };

export type MessageState = 'pending' | 'sending' | 'sent' | 'failed' | 'unknown';

/** What a person needs of a server's answer: a short line, without what PostgreSQL's JSON cannot hold. */
const shortLine = (answer: string): string =>
  answer
    .slice(0, 500)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();

/** R24: fixed by event and recipient, so that the same message has the same identity whatever is retried. */
export const messageIdOf = (eventId: string, recipientId: string, domain: string): string =>
  `<${eventId}.${recipientId}@${domain}>`;

/**
 * R24: writes one row a (event, recipient) in the transaction of the event; a row that is there already stays as it is.
 * @param domain the part of the Message-ID after the "@"
 */
export async function enqueueMessages(
  trx: Transaction,
  messages: readonly NewMessage[],
  domain: string,
): Promise<void> {
  if (messages.length === 0) return;
  await trx('messages')
    .insert(
      messages.map(({ recipient, composed, ...message }) => ({
        id: newId(),
        project_id: message.projectId,
        event_id: message.eventId,
        event_type: message.eventType,
        milestone_id: message.milestoneId,
        recipient_id: message.to === 'user' ? recipient.id : null,
        person_id: message.to === 'person' ? recipient.id : null,
        organisation_id: message.to === 'organisation' ? recipient.id : null,
        proposal_id: message.to === 'proposal' ? recipient.id : null,
        voter_id: message.to === 'voter' ? recipient.id : null,
        donor_id: message.to === 'donor' ? recipient.id : null,
        subscription_id: message.to === 'subscription' ? recipient.id : null,
        vote_id: message.voteId ?? null,
        campaign_id: message.campaignId ?? null,
        receipt_of: message.receiptOf ?? null,
        sealed: message.sealed ?? null,
        run_id: message.runId ?? null,
        reply_to: message.replyTo ?? null,
        to_address: recipient.email,
        to_name: recipient.name,
        locale: recipient.locale,
        subject: composed.subject,
        body_text: composed.text,
        body_html: composed.html,
        calendar: composed.calendar ?? null,
        unsubscribe: composed.unsubscribe ?? null,
        message_id: messageIdOf(message.eventId, recipient.id, domain),
        created_at: message.createdAt,
      })),
    )
    // Any conflict: two transactions at once may meet at the Message-ID first.
    .onConflict()
    .ignore();
}

/**
 * Claims messages that are due, by a lease; a claim whose lease ran out before `sending` is free again.
 * @param owner identity of the dispatcher
 */
export async function claim(knex: Knex, owner: string, limit: number, leaseSeconds: number): Promise<ClaimedMessage[]> {
  const { rows } = await knex.raw<{ rows: ClaimedMessage[] }>(
    `with due as (
       select id from messages
        where state = 'pending' and next_attempt_at <= now() and (lease_until is null or lease_until <= now())
        order by next_attempt_at, created_at limit ? for update skip locked)
     update messages m set lease_owner = ?, lease_until = now() + make_interval(secs => ?)
       from due where m.id = due.id
     returning m.id, event_type, to_address, to_name, locale, subject, body_text, body_html, calendar, reply_to,
               unsubscribe, receipt_of, sealed, message_id, attempts, m.created_at`,
    [limit, owner, leaseSeconds],
  );
  return rows.sort((a, b) => a.created_at.getTime() - b.created_at.getTime());
}

/**
 * One committed statement for everything that a dispatcher has to write at a time:
 * messages that it is about to hand over become `sending`, others get marked with what became of them.
 *
 * Repeating it changes nothing more. A message declared `unknown` because its lease ran out is corrected by its
 * owner's late answer, unless somebody has sent it again since.
 * @returns the ids that this dispatcher may hand over: a claim that ran out meanwhile belongs to somebody else
 */
export async function mark(
  knex: Knex,
  owner: string,
  marks: { readonly sending: readonly string[]; readonly settlements: readonly Settlement[] },
  leaseSeconds: number,
): Promise<Set<string>> {
  const lines = marks.settlements.map((settlement) => ({
    id: settlement.id,
    state: settlement.state === 'deferred' || settlement.state === 'unreached' ? 'pending' : settlement.state,
    error: 'error' in settlement && settlement.error !== null ? shortLine(settlement.error) : null,
    counted: settlement.state === 'unreached' ? 0 : 1,
    delay: 'delaySeconds' in settlement ? settlement.delaySeconds : 0,
  }));
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(
    `with settled as (
       update messages m set
         -- R28: one that was emptied while it went out is not tried again, and keeps no answer that names anybody.
         state = case when s.state = 'pending' and m.to_address = '' then 'failed' else s.state end,
         error = case when m.to_address <> '' then s.error end, attempts = m.attempts + s.counted,
         sent_at = case when s.state = 'sent' then now() end,
         -- A code lies here no longer than it has to.
         sealed = case when s.state not in ('sent', 'failed') then m.sealed end,
         next_attempt_at = now() + make_interval(secs => s.delay),
         lease_owner = null, lease_until = null
       from json_to_recordset(?::json) as s(id uuid, state text, error text, counted integer, delay double precision)
       where m.id = s.id and m.lease_owner = ? and m.state in ('pending', 'sending', 'unknown'))
     update messages set state = 'sending', lease_until = now() + make_interval(secs => ?)
      where id = any(?) and state in ('pending', 'sending') and lease_owner = ? and lease_until > now()
     returning id`,
    [JSON.stringify(lines), owner, leaseSeconds, [...marks.sending], owner],
  );
  return new Set(rows.map((row) => row.id));
}

/**
 * Messages whose dispatcher died between `sending` and the mark become `unknown`: they may have gone out.
 * @returns how many
 */
export async function releaseExpired(knex: Knex): Promise<number> {
  const { rowCount } = await knex.raw<{ rowCount: number }>(
    `update messages set state = 'unknown', attempts = attempts + 1,
       error = 'The dispatcher stopped after handing the message over; whether it was accepted is not known.'
      where state = 'sending' and lease_until <= now()`,
  );
  return rowCount;
}

/**
 * A person sends a message again that failed or whose fate is unknown; its Message-ID stays. One that was emptied with
 * its person (R28) has nobody to go to any more.
 * @returns whether the message was in such a state
 */
export async function resend(reader: Reader, id: string): Promise<boolean> {
  const { rows } = await reader.raw<{ rows: unknown[] }>(
    `with again as (
       update messages set state = 'pending', attempts = 0, next_attempt_at = now(), error = null,
         lease_owner = null, lease_until = null
        where id = ? and state in ('failed', 'unknown') and to_address <> ''
          -- Of a message with a code only one whose fate is unknown still has it.
          and (event_type <> 'voter.code' or sealed is not null)
       returning id)
     select pg_notify('jalon_outbox', '') from again`,
    [id],
  );
  return rows.length === 1;
}

/** How many messages stand in each state. */
export async function counts(reader: Reader): Promise<Record<MessageState, number>> {
  const { rows } = await reader.raw<{ rows: { state: MessageState; count: number }[] }>(
    'select state, count(*)::integer as count from messages group by state',
  );
  const none: Record<MessageState, number> = { pending: 0, sending: 0, sent: 0, failed: 0, unknown: 0 };
  return Object.assign(none, Object.fromEntries(rows.map(({ state, count }) => [state, count])));
}

/**
 * What is still to be done.
 * @returns messages pending or in somebody's hands, and seconds until the next one is due (null when none is pending)
 */
export async function outstanding(reader: Reader): Promise<{ count: number; dueInSeconds: number | null }> {
  const { rows } = await reader.raw<{ rows: { pending: number; sending: number; due: number | null }[] }>(
    `select
       (select count(*)::integer from messages where state = 'sending') as sending,
       count(*)::integer as pending,
       extract(epoch from min(greatest(next_attempt_at, lease_until)) - now())::double precision as due
     from messages where state = 'pending'`,
  );
  const [row] = rows;
  return { count: (row?.pending ?? 0) + (row?.sending ?? 0), dueInSeconds: row?.due ?? null };
}
