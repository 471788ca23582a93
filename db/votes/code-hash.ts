/** How a voting code is kept (R14): as a hash that is of use in one vote only. */
import { hash } from 'node:crypto';

/**
 * SHA-256 of the code with the vote that it is for. A code has 100 random bits, so it needs neither salt nor slowness.
 * @param code as `readCode` gives it
 */
export const codeHash = (voteId: string, code: string): Buffer =>
  hash('sha256', `jalon:voting-code:${voteId}:${code}`, 'buffer');
