/** R13: until when the roll changes freely. */
import type { Roll, Vote } from '../api/types.ts';

/**
 * Who may vote changes now only by a manager, with a reason that is published.
 * @param now milliseconds; the page's clock
 */
export function isLate(
  { state, round }: Pick<Vote, 'state' | 'round'>,
  { challengesUntil }: Pick<Roll, 'challengesUntil'>,
  now: number,
): boolean {
  if (state === 'drafted') return false;
  return state !== 'announced' || round !== 1 || now >= Date.parse(challengesUntil);
}
