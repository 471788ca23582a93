/**
 * Single-use sign-in links. The secret is known only to who holds the link: the database keeps its hash.
 * Wall time: a link's life is no rule of a project.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Reader } from './store.ts';

const MINUTE = 60_000;
/** How long a link lives that is sent by e-mail. */
export const MAILED_LINK_LIFE = 15 * MINUTE;
/** How long a link lives that an administrator or the first start hands over. */
export const PRINTED_LINK_LIFE = 7 * 24 * 60 * MINUTE;

const TOKEN_BYTES = 32;
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export interface SignInLink {
  readonly url: string;
  readonly expiresAt: Date;
}

/**
 * Makes a link for a user.
 * @param publicUrl where people reach the installation, without a slash at the end
 * @param life milliseconds
 */
export async function createSignInLink(
  reader: Reader,
  userId: string,
  publicUrl: string,
  life: number,
): Promise<SignInLink> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const expiresAt = new Date(Date.now() + life);
  await reader('sign_in_links').insert({ token_hash: hashOf(token), user_id: userId, expires_at: expiresAt });
  // Those that nobody can use any more are of no use to anybody else either.
  await reader('sign_in_links')
    .where('expires_at', '<', new Date(Date.now() - PRINTED_LINK_LIFE))
    .delete();
  return { url: `${publicUrl}/admin/#/sign-in?token=${token}`, expiresAt };
}

/**
 * Uses a link up: of two at once, one gets the user.
 * @returns the user's id, or null for a link that is used, expired, unknown or of somebody disabled
 */
export async function useSignInLink(reader: Reader, token: string): Promise<string | null> {
  const { rows } = await reader.raw<{ rows: { user_id: string }[] }>(
    `update sign_in_links l set used_at = :now from users u
      where l.token_hash = :hash and l.used_at is null and l.expires_at > :now
        and u.id = l.user_id and u.disabled_at is null
     returning l.user_id`,
    { now: new Date(), hash: hashOf(token) },
  );
  return rows[0]?.user_id ?? null;
}
