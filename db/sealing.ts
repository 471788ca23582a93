/**
 * What a message must not show while it waits, a voting code: sealed in the outbox with a key of the installation, opened
 * just before it is handed over, erased once it was sent. Where it belongs the words hold dots of the same length.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export interface Sealer {
  /** @param messageId the message that it belongs to: in another one it cannot be opened */
  seal(messageId: string, secret: string): Buffer;
  /** @throws when it was sealed with another key, for another message, or was changed */
  open(messageId: string, sealed: Uint8Array): string;
}

/** Stands in a message where the code comes, and for who reads the message afterwards. */
export const SEALED_DOTS = '••••-••••-••••-••••-••••';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @param secret SEALING_SECRET; null where a program was given none, and then nothing can be sealed */
export function createSealer(secret: string | null): Sealer {
  const key = secret === null ? null : Buffer.from(hkdfSync('sha256', secret, '', 'jalon:sealed-messages', KEY_BYTES));
  const needed = (): Buffer => {
    if (key === null) throw new Error('SEALING_SECRET is not set: voting codes cannot be sent by e-mail without it');
    return key;
  };
  return {
    seal(messageId, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, needed(), nonce).setAAD(Buffer.from(messageId));
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    open(messageId, sealed) {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv(CIPHER, needed(), bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(messageId))
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}
