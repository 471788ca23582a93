/** The types of recount.mjs, which is plain JavaScript for its readers. */
import type { JointVotes, Outcome } from '../../domain/vote-count.ts';
import type { VoteResult } from '../../domain/votes.ts';

export interface RecountFinding {
  readonly code: string;
  readonly ro: string;
  readonly en: string;
}

export interface RecountedRound {
  readonly round: 1 | 2;
  readonly counts: readonly JointVotes[];
  readonly blank: number;
  readonly spoiled: number;
  readonly turnout: number;
  readonly entitled: number;
  readonly outcome: Outcome;
}

export interface Recounted {
  /** What does not agree; empty is the good answer. */
  readonly findings: readonly RecountFinding[];
  /** What may be so, and should be known: paper ballots that a protocol explains, marks that were taken back. */
  readonly notes: readonly RecountFinding[];
  /** Computed from this record; null where it has not the shape of one. */
  readonly fingerprint: string | null;
  readonly rounds: readonly RecountedRound[];
  /** What follows from the rounds and the lot; a tie only where the round or the lot after it is missing. */
  readonly result: { readonly kind: VoteResult | 'tie'; readonly option: number | null } | null;
}

export function recount(
  record: unknown,
  given?: { readonly csv?: string | undefined; readonly fingerprint?: string | undefined },
): Promise<Recounted>;
