/** The id of a record that a command will make. */
import { createHash } from 'node:crypto';

/** The same for the same command, so that a repetition finds what the first one made. */
export function newRecordId(kind: string, userId: string, idempotencyKey: string): string {
  const bytes = createHash('sha256').update(`${kind}:${userId}:${idempotencyKey}`).digest().subarray(0, 16);
  // A version 8 UUID (RFC 9562): made from other data.
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
