/** What the public asked for and nobody confirmed in time: it is personal data without a reason to be kept (R28). */
import type { Reader } from './store.ts';

/** Tables of requests that wait to be confirmed by e-mail, each with `expires_at`. */
const REQUESTS = ['enrolment_requests', 'proposal_requests', 'giving_requests'] as const;

/**
 * Removes the requests that nobody can confirm any more, and those that were answered so long ago.
 * @returns how many were removed
 */
export async function dropExpiredRequests(reader: Reader, now: Date): Promise<number> {
  let dropped = 0;
  for (const table of REQUESTS) dropped += await reader(table).where('expires_at', '<=', now).delete();
  return dropped;
}
