/**
 * Takes messages out of the outbox to the mail server, each at most once (R24).
 *
 * A row is claimed by a lease, committed as `sending` just before handover, and marked with what became of it.
 * No transaction is open while the server is spoken to. Several dispatchers may work on one outbox.
 */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { type ClaimedMessage, claim, mark, outstanding, releaseExpired, type Settlement } from '../db/outbox.ts';
import { SEALED_DOTS, type Sealer } from '../db/sealing.ts';
import type { Locale } from '../domain/lifecycle.ts';
import type { VoterMessageType } from '../domain/messages.ts';
import { listenForMessages } from './announcements.ts';
import { gathered } from './gathered.ts';
import type { Outcome } from './outcome.ts';
import type { Attachment, MailTransport } from './transport.ts';

/** The part of a pino logger that the dispatcher uses. */
export interface DispatcherLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** A wait that grows with each failure. */
export interface BackOff {
  readonly firstSeconds: number;
  readonly factor: number;
  readonly mostSeconds: number;
}

/** @throws where the receipt cannot be made: the message waits, with the reason */
export type MakeReceipt = (entryId: string, locale: Locale) => Promise<Attachment>;

export interface DispatcherOptions {
  readonly knex: Knex;
  readonly transport: MailTransport;
  /** Opens what is sealed in a message, just before it is handed over. */
  readonly sealer: Sealer;
  /** Makes the receipt of a ledger entry, for the message that it goes along with. */
  readonly receipt?: MakeReceipt;
  readonly log: DispatcherLog;
  /** Connection string to hear of new messages by; without it they are found by polling. */
  readonly listen?: string | undefined;
  /** Rows claimed at a time. */
  readonly batch?: number;
  /** Messages in hand at a time; more than the connections of the pool, so that marking and sending overlap. */
  readonly concurrency?: number;
  /** How long a claim or a handover may take before others judge its dispatcher dead. */
  readonly leaseSeconds?: number;
  readonly pollSeconds?: number;
  /** After "not now" from the server (4xx); after `attempts` of them a message has failed. */
  readonly refused?: BackOff & { readonly attempts: number };
  /** While the server cannot be reached. Never makes a message fail. */
  readonly unreached?: BackOff;
}

export interface Dispatcher {
  /** Begins to send whatever is and comes into the outbox. */
  start(): void;
  /** Takes nothing more, finishes what is being handed over, and frees what was only claimed. */
  stop(): Promise<void>;
  /**
   * Sends until no message is pending or being sent, also before `start`.
   * @throws after `timeoutSeconds`, with the number that is left
   */
  drain(options?: { timeoutSeconds?: number }): Promise<void>;
}

const DEFAULTS = {
  batch: 100,
  concurrency: 50,
  leaseSeconds: 120,
  pollSeconds: 5,
  // About a day in all: half a minute, then three times as long each time, up to four hours.
  refused: { firstSeconds: 30, factor: 3, mostSeconds: 4 * 3600, attempts: 12 },
  unreached: { firstSeconds: 1, factor: 2, mostSeconds: 60 },
};

/** How long a mark that cannot be written is tried again while stopping; then the lease decides (`unknown`). */
const LAST_MARKS_MS = 10_000;
const MARK_AGAIN_MS = 500;
/** Marks of this long go into one statement. */
const GATHER_MS = 5;
const LOOK_AGAIN_MS = 50;
/** The one kind of message whose words hold a secret. */
const CODED = 'voter.code' satisfies VoterMessageType;
const DRAIN_LOOK_MS = 250;

const seconds = (backOff: BackOff, failures: number): number =>
  Math.min(backOff.firstSeconds * backOff.factor ** failures, backOff.mostSeconds);

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** @see Dispatcher */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { knex, transport, sealer, log } = options;
  const { batch, concurrency, leaseSeconds, pollSeconds, refused, unreached } = { ...DEFAULTS, ...options };
  const owner = randomUUID();

  const queue: ClaimedMessage[] = [];
  /** Ids in the queue and in hand. A claim that runs out while its message waits here can be made again, by us too. */
  const held = new Set<string>();
  let inHand = 0;
  /** Outcomes whose mark is under way; they hold up no other message. */
  let unmarked = 0;
  let claiming = false;
  /** There may be more in the outbox than was claimed. */
  let more = false;
  let stopping = false;
  let stoppedAt = Number.POSITIVE_INFINITY;
  let started = false;
  let timer: NodeJS.Timeout | undefined;
  let endListening = async (): Promise<void> => {};
  const waitingForRest: (() => void)[] = [];
  /** The server cannot be reached: nothing is handed over until this instant (wall time). */
  let pausedUntil = 0;
  let failuresInARow = 0;

  const paused = (): boolean => Date.now() < pausedUntil;
  const atRest = (): boolean => inHand + unmarked + queue.length === 0 && !claiming && (!more || paused() || stopping);

  /** An id is about to be handed over; a settlement says what became of it. Answers whether it may be, for an id. */
  const write = gathered<string | Settlement, boolean>(async (items) => {
    const sending = items.filter((item) => typeof item === 'string');
    const settlements = items.filter((item) => typeof item !== 'string');
    for (;;) {
      try {
        const mine = await mark(knex, owner, { sending, settlements }, leaseSeconds);
        return (item) => typeof item === 'string' && mine.has(item);
      } catch (error) {
        log.error({ err: error, messages: items.length }, 'messages could not be marked; trying again');
        if (Date.now() - stoppedAt > LAST_MARKS_MS) throw error;
        await pause(MARK_AGAIN_MS);
      }
    }
  }, GATHER_MS);

  /** Hands over what is in the queue, claims what is missing in it, and tells those who wait for rest. */
  function pump(): void {
    while (queue.length > 0 && inHand < concurrency) {
      const message = queue.shift();
      if (message) void carry(message);
    }
    if (more && !claiming && !stopping && !paused() && queue.length <= batch / 2) void refill();
    if (!atRest()) return;
    for (const rested of waitingForRest.splice(0)) rested();
  }

  async function carry(message: ClaimedMessage): Promise<void> {
    inHand += 1;
    try {
      const mayGo = !stopping && !paused();
      // Before it is marked: whoever dies over a receipt has handed nothing over.
      const attached = mayGo ? await attachmentOf(message) : null;
      if (attached && 'fault' in attached) {
        void settle(settlementOf(message, attached.fault));
        return;
      }
      if (mayGo && !(await write(message.id))) return;
      // The server may have gone while it was written.
      const outcome = mayGo && !paused() ? await handOver(message, attached) : null;
      void settle(outcome ? settlementOf(message, outcome) : free(message.id));
    } catch (error) {
      // Without a mark the lease decides: the row is free again, or `unknown`.
      log.error({ err: error }, 'a message could not be carried');
    } finally {
      inHand -= 1;
      held.delete(message.id);
      pump();
    }
  }

  async function settle(settlement: Settlement): Promise<void> {
    unmarked += 1;
    try {
      await write(settlement);
    } catch (error) {
      log.error({ err: error, id: settlement.id, state: settlement.state }, 'what became of a message is not marked');
    } finally {
      unmarked -= 1;
      pump();
    }
  }

  /** The words as they go out; without its secret a message of dots would be no use to anybody. */
  function opened({ message_id: id, event_type: type, sealed, body_text, body_html }: ClaimedMessage) {
    // Dots in any other message are somebody's own words, the title of a proposal for example.
    if (type !== CODED) return { text: body_text, html: body_html };
    if (sealed === null) return null;
    try {
      const secret = sealer.open(id, sealed);
      return { text: body_text.replaceAll(SEALED_DOTS, secret), html: body_html.replaceAll(SEALED_DOTS, secret) };
    } catch (error) {
      log.error({ err: error }, 'a sealed message cannot be opened');
      return null;
    }
  }

  /** The receipt that goes along; where it cannot be made, the message waits as after a "not now". */
  async function attachmentOf({
    receipt_of: entryId,
    locale,
  }: ClaimedMessage): Promise<Attachment | { readonly fault: Outcome } | null> {
    if (entryId === null) return null;
    try {
      if (!options.receipt) throw new Error('this dispatcher makes no receipts');
      return await options.receipt(entryId, locale);
    } catch (error) {
      log.error({ err: error }, 'a receipt could not be made');
      const answer = `Its receipt could not be made: ${error instanceof Error ? error.message : String(error)}`;
      return { fault: { kind: 'refused', permanent: false, answer } };
    }
  }

  async function handOver(message: ClaimedMessage, attachment: Attachment | null): Promise<Outcome> {
    const words = opened(message);
    if (words === null) return { kind: 'refused', permanent: true, answer: 'its code is void or cannot be opened' };
    return transport.send({
      messageId: message.message_id,
      to: { name: message.to_name, address: message.to_address },
      locale: message.locale,
      subject: message.subject,
      ...words,
      calendar: message.calendar,
      replyTo: message.reply_to,
      attachment,
      unsubscribe: message.unsubscribe,
      date: message.created_at,
    });
  }

  const free = (id: string): Settlement => ({ id, state: 'unreached', error: null, delaySeconds: restOfPause() });

  const restOfPause = (): number => Math.max(0, pausedUntil - Date.now()) / 1000;

  function settlementOf({ id, attempts }: ClaimedMessage, outcome: Outcome): Settlement {
    switch (outcome.kind) {
      case 'accepted':
        failuresInARow = 0;
        return { id, state: 'sent' };
      case 'refused': {
        failuresInARow = 0;
        const last = outcome.permanent || attempts + 1 >= refused.attempts;
        log.warn({ id, permanent: outcome.permanent, last }, 'a message was refused');
        if (last) return { id, state: 'failed', error: outcome.answer };
        return { id, state: 'deferred', error: outcome.answer, delaySeconds: seconds(refused, attempts) };
      }
      case 'uncertain':
        log.warn({ id, reason: outcome.reason }, 'the connection broke after a message was handed over');
        return { id, state: 'unknown', error: outcome.reason };
      case 'unreached':
        if (!paused()) {
          const delay = seconds(unreached, failuresInARow);
          pausedUntil = Date.now() + delay * 1000;
          failuresInARow += 1;
          log.warn({ reason: outcome.reason, delay }, 'the mail server cannot be reached');
          wakeIn(delay);
        }
        return { id, state: 'unreached', error: outcome.reason, delaySeconds: restOfPause() };
    }
  }

  async function refill(): Promise<void> {
    claiming = true;
    more = false;
    try {
      const rows = await claim(knex, owner, batch, leaseSeconds);
      // R24: of two copies of a message each would be handed over.
      for (const row of rows.filter(({ id }) => !held.has(id))) {
        held.add(row.id);
        queue.push(row);
      }
      if (rows.length === batch) more = true;
    } catch (error) {
      log.error({ err: error }, 'the outbox cannot be read');
    } finally {
      claiming = false;
      pump();
    }
  }

  function wake(): void {
    more = true;
    pump();
  }

  /** The next look at the outbox, unless an earlier one is planned already. */
  function wakeIn(delaySeconds: number): void {
    if (!started || stopping) return;
    clearTimeout(timer);
    timer = setTimeout(look, delaySeconds * 1000);
  }

  async function look(): Promise<void> {
    let next = pollSeconds;
    try {
      const lost = await releaseExpired(knex);
      if (lost > 0) log.warn({ lost }, 'messages of a dispatcher that died are marked unknown');
      const { dueInSeconds } = await outstanding(knex);
      if (dueInSeconds !== null && dueInSeconds <= 0 && !paused()) wake();
      else next = Math.min(next, Math.max(dueInSeconds ?? next, restOfPause()));
    } catch (error) {
      log.error({ err: error }, 'the outbox cannot be read');
    }
    wakeIn(Math.max(next, LOOK_AGAIN_MS / 1000));
  }

  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      waitingForRest.push(resolve);
      pump();
    });

  return {
    start() {
      if (started || stopping) return;
      started = true;
      if (options.listen) endListening = listenForMessages(options.listen, wake);
      void look();
    },

    async stop() {
      stopping = true;
      stoppedAt = Date.now();
      clearTimeout(timer);
      await endListening();
      await rest();
    },

    async drain({ timeoutSeconds = 60 } = {}) {
      const deadline = Date.now() + timeoutSeconds * 1000;
      for (;;) {
        await releaseExpired(knex);
        wake();
        await rest();
        const { count, dueInSeconds } = await outstanding(knex);
        if (count === 0) return;
        if (stopping) throw new Error(`The dispatcher was stopped while ${count} messages were left.`);
        if (Date.now() > deadline) throw new Error(`${count} messages are left after ${timeoutSeconds} seconds.`);
        // What another dispatcher has claimed may be done long before its lease ends.
        await pause(Math.min(Math.max((dueInSeconds ?? 0) * 1000, LOOK_AGAIN_MS), DRAIN_LOOK_MS));
      }
    },
  };
}
