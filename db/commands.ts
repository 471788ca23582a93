/**
 * Commands: each is stored as it arrived, decided once, and answered the same however often it is asked again.
 */
import type { Answer } from '../domain/refusal.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import { newId, type Reader, type Store, type Transaction } from './store.ts';

export interface CommandInput {
  readonly userId: string;
  /** The caller's `Idempotency-Key`. */
  readonly idempotencyKey: string;
  /** `<resource>.<verb>`, e.g. `milestone.submit`. */
  readonly verb: string;
  /** What the command is about: a milestone, a project, or the id that a new record will have. */
  readonly targetId: string;
  readonly body: unknown;
  /** What is stored of the body, where that is not the whole: personal data of participants stay out (R28). */
  readonly kept?: unknown;
}

/** The same key came with another content. */
export class IdempotencyKeyReused extends Error {
  override readonly name = 'IdempotencyKeyReused';
}

/** No command has this id: whoever asks is wrong, and asking again changes nothing. */
export class CommandNotFound extends Error {
  override readonly name = 'CommandNotFound';
}

interface StoredCommand {
  readonly id: string;
  readonly body_hash: Buffer;
  readonly answer: Answer | null;
}

/**
 * Stores a command, or finds the one that this key stored before.
 * @returns its id, and its answer when it was decided already
 * @throws IdempotencyKeyReused when verb, target or body differ from the first time
 */
export async function acceptCommand(
  store: { readonly knex: Reader },
  input: CommandInput,
  receivedAt: Date,
): Promise<{ id: string; answer: Answer | null }> {
  const { userId, idempotencyKey, verb, targetId, body, kept = body } = input;
  const bodyHash = sha256(canonicalJson({ verb, targetId, body }));
  const [created] = await store
    .knex('commands')
    .insert({
      id: newId(),
      user_id: userId,
      idempotency_key: idempotencyKey,
      verb,
      target_id: targetId,
      body_hash: bodyHash,
      body: JSON.stringify(kept ?? {}),
      received_at: receivedAt,
    })
    .onConflict(['user_id', 'idempotency_key'])
    .ignore()
    .returning<{ id: string }[]>('id');
  if (created) return { id: created.id, answer: null };
  const stored = await store
    .knex('commands')
    .where({ user_id: userId, idempotency_key: idempotencyKey })
    .first<StoredCommand | undefined>('id', 'body_hash', 'answer');
  if (!stored) throw new CommandNotFound(idempotencyKey);
  if (!bodyHash.equals(stored.body_hash)) throw new IdempotencyKeyReused(idempotencyKey);
  return { id: stored.id, answer: stored.answer };
}

/** The recorded answer, or null while the command is not decided. */
export async function answerOf(store: { readonly knex: Reader }, commandId: string): Promise<Answer | null> {
  const row = await store
    .knex('commands')
    .where({ id: commandId })
    .first<{ answer: Answer | null } | undefined>('answer');
  if (!row) throw new CommandNotFound(commandId);
  return row.answer;
}

/** Writes the answer in the transaction that decided. */
export async function recordAnswer(
  trx: Transaction,
  commandId: string,
  answer: Answer,
  answeredAt: Date,
): Promise<void> {
  await trx('commands')
    .where({ id: commandId })
    .update({ answer: JSON.stringify(answer), answered_at: answeredAt });
}

/**
 * A command that no story waits for: accepted, decided and answered in one transaction.
 * The command's row is locked first, so that the same key twice at once has one effect.
 */
export async function runCommand(
  store: Store,
  input: CommandInput,
  now: Date,
  decide: (trx: Transaction, command: { id: string; body: unknown }) => Promise<Answer>,
): Promise<Answer> {
  return store.knex.transaction(async (trx) => {
    const { id } = await acceptCommand({ knex: trx }, input, now);
    const command = await trx('commands').where({ id }).forUpdate().first<{ answer: Answer | null; body: unknown }>();
    if (command.answer) return command.answer;
    const answer = await decide(trx, { id, body: command.body });
    await recordAnswer(trx, id, answer, now);
    return answer;
  });
}
