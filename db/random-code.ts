/** Codes that stand in an address and cannot be guessed. */
import { randomInt } from 'node:crypto';

/** 36^20 is more than 2^103. */
const LENGTH = 20;

/** Twenty random digits and small letters: easy to read out and to type from paper, in no need of escaping. */
export function randomCode(): string {
  return Array.from({ length: LENGTH }, () => randomInt(36).toString(36)).join('');
}
