/** Where a vote stands and what comes next, as far as a page can tell from what the server says of it. */
import type { Vote, VoteRound } from '../api/types.ts';

/** R12: one thing that the announcement needs. */
export interface Need {
  readonly key: 'proposals' | 'decided' | 'roll' | 'challenges' | 'opening';
  readonly met: boolean;
}

type Prepared = Pick<Vote, 'proposals' | 'roll' | 'charter'>;

/** What keeps a drafted vote from being announced; the server asks the same again. */
export function needsOf({ proposals, roll, charter }: Prepared, now: number): Need[] {
  const { opensAt, challengesUntil } = charter;
  return [
    { key: 'proposals', met: proposals.eligible >= proposals.needed },
    { key: 'decided', met: proposals.undecided === 0 },
    { key: 'roll', met: roll.entries > roll.struck },
    { key: 'challenges', met: Date.parse(challengesUntil) > now && challengesUntil < opensAt },
    { key: 'opening', met: Date.parse(opensAt) > now },
  ];
}

/** The round that is on or comes next; undefined before the announcement. */
export function currentRound({ rounds, round }: Pick<Vote, 'rounds' | 'round'>): VoteRound | undefined {
  return rounds.find((each) => each.round === round);
}

/** What the page says comes next. */
export type Next =
  | 'announce'
  | 'opens'
  | 'late-opening'
  | 'closes'
  | 'closing'
  | 'first-count'
  | 'second-count'
  | 'counts-differ'
  | 'counting'
  | 'lot'
  | 'final'
  | 'cancelled';

/** @param now milliseconds; the page's clock */
export function nextOf(vote: Pick<Vote, 'state' | 'rounds' | 'round' | 'opensAt' | 'closesAt'>, now: number): Next {
  const { state, opensAt, closesAt } = vote;
  if (state === 'drafted') return 'announce';
  if (state === 'announced') return Date.parse(opensAt) > now ? 'opens' : 'late-opening';
  if (state === 'open') return Date.parse(closesAt) > now ? 'closes' : 'closing';
  if (state !== 'counting') return state;
  const paper = currentRound(vote)?.paper ?? null;
  if (paper === null) return 'counting';
  if (paper.differing.length > 0) return 'counts-differ';
  return paper.enteredBy.length === 0 ? 'first-count' : 'second-count';
}

/** The roll can still be challenged and corrected. */
export function takesChallenges({ state, charter }: Pick<Vote, 'state' | 'charter'>, now: number): boolean {
  return (state === 'drafted' || state === 'announced') && Date.parse(charter.challengesUntil) > now;
}
