/** Subscriptions to the news of campaigns (R22): begun by who confirmed the address, ended by whoever has the message. */
import { randomBytes } from 'node:crypto';
import type { Locale } from '../../domain/lifecycle.ts';
import { lockProject } from '../projects.ts';
import { newId, type Reader, type Store, type Transaction } from '../store.ts';

const TOKEN_BYTES = 32;

/**
 * Subscribes a confirmed address; one that is subscribed already stays so.
 * The project's row is locked.
 */
export async function subscribe(
  trx: Transaction,
  projectId: string,
  { email, locale }: { readonly email: string; readonly locale: Locale },
  now: Date,
): Promise<{ readonly id: string }> {
  const held = await trx('subscriptions')
    .where({ project_id: projectId, email })
    .first<{ id: string } | undefined>('id');
  if (held) return held;
  const id = newId();
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  await trx('subscriptions').insert({ id, project_id: projectId, email, locale, token, confirmed_at: now });
  return { id };
}

/** Whether a subscription with this token is on or has ended; null for a token that was never given. */
export async function findSubscription(
  reader: Reader,
  projectId: string,
  token: string,
): Promise<{ readonly ended: boolean } | null> {
  const row = await reader('subscriptions')
    .where({ project_id: projectId, token })
    .first<{ ended_at: Date | null } | undefined>('ended_at');
  return row ? { ended: row.ended_at !== null } : null;
}

/**
 * Ends a subscription: its address goes, also from its messages, and what has not gone out yet never does (R28). Ended
 * again, nothing more happens.
 */
export async function endSubscription(store: Store, projectId: string, token: string, now: Date): Promise<void> {
  await store.knex.transaction(async (trx) => {
    // Whoever tells subscribers holds this lock: nobody is told who has just left.
    await lockProject(trx, projectId);
    const [ended] = await trx('subscriptions')
      .where({ project_id: projectId, token })
      .whereNull('ended_at')
      .update({ ended_at: now, email: null })
      .returning<{ id: string }[]>('id');
    if (!ended) return;
    await trx('messages')
      .where({ subscription_id: ended.id })
      .update({
        to_address: '',
        to_name: '',
        subject: '',
        body_text: '',
        body_html: '',
        unsubscribe: null,
        error: null,
        state: trx.raw("case when state = 'sent' then 'sent' else 'failed' end"),
      });
  });
}
