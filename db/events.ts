/**
 * The events of a project: append-only, each with the hash of the one before it, so that a change in the past shows.
 * Texts that a person wrote lie elsewhere and can be erased (R28); the event keeps a salted hash of each.
 */
import { randomBytes } from 'node:crypto';
import { canonicalJson, sha256 } from './canonical.ts';
import { newId, type Transaction } from './store.ts';

export interface NewEvent {
  readonly projectId: string;
  readonly type: string;
  readonly at: Date;
  readonly actorId: string | null;
  readonly milestoneId: string | null;
  /** Ids, keys, days and figures only: never a name, an address or free text. */
  readonly data: Readonly<Record<string, unknown>>;
  /** What a person wrote, by name (e.g. `reason`). */
  readonly texts?: Readonly<Record<string, string>>;
}

export interface RecordedEvent {
  readonly id: string;
  readonly seq: number;
}

/** The chain's first link: bound to the project, so that a chain cannot be moved to another. */
export const firstLink = (projectId: string): Buffer => sha256('jalon:events:', projectId);

/** Hash of one event and all before it. */
export function eventHash(
  event: {
    id: string;
    projectId: string;
    seq: number;
    type: string;
    at: Date;
    actorId: string | null;
    milestoneId: string | null;
    data: string;
  },
  previous: Uint8Array,
): Buffer {
  const { id, projectId, seq, type, actorId, milestoneId, data } = event;
  return sha256(
    previous,
    canonicalJson({ id, projectId, seq, type, at: event.at.toISOString(), actorId, milestoneId, data }),
  );
}

export const SALT_BYTES = 16;

/** The salted hash that stands in the event for a text. */
export const textHash = (salt: Uint8Array, text: string): string => sha256(salt, text).toString('hex');

/**
 * Appends one event to the project's chain. The project's row must be locked by this transaction:
 * it is what keeps the sequence without gaps and the chain without forks.
 */
export async function recordEvent(trx: Transaction, event: NewEvent): Promise<RecordedEvent> {
  const { projectId, type, at, actorId, milestoneId } = event;
  const last = await trx('events')
    .where({ project_id: projectId })
    .orderBy('seq', 'desc')
    .first<{ seq: number; hash: Buffer } | undefined>('seq', 'hash');
  const previous = last?.hash ?? firstLink(projectId);
  const seq = (last?.seq ?? 0) + 1;
  const texts = Object.entries(event.texts ?? {}).map(([name, text]) => ({
    name,
    text,
    salt: randomBytes(SALT_BYTES),
  }));
  const hashes = Object.fromEntries(texts.map(({ name, text, salt }) => [name, textHash(salt, text)]));
  const data = canonicalJson(texts.length > 0 ? { ...event.data, textHashes: hashes } : event.data);
  const id = newId();
  await trx('events').insert({
    id,
    project_id: projectId,
    seq,
    type,
    at,
    actor_id: actorId,
    milestone_id: milestoneId,
    data,
    previous_hash: previous,
    hash: eventHash({ id, projectId, seq, type, at, actorId, milestoneId, data }, previous),
  });
  if (texts.length > 0) await trx('event_texts').insert(texts.map((text) => ({ event_id: id, ...text })));
  return { id, seq };
}
