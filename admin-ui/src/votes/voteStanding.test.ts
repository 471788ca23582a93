import { describe, expect, test } from '@jest/globals';
import type { Vote, VoteRound } from '../api/types.ts';
import { needsOf, nextOf } from './voteStanding.ts';

const now = Date.parse('2027-05-01T10:00:00.000Z');
const charter = {
  opensAt: '2027-05-10T05:00:00.000Z',
  challengesUntil: '2027-05-08T20:59:59.000Z',
} as Vote['charter'];
const ready = {
  charter,
  proposals: { eligible: 3, undecided: 0, needed: 3 },
  roll: { entries: 10, struck: 1 },
};
const unmet = (prepared: typeof ready, at = now) => needsOf(prepared, at).flatMap(({ key, met }) => (met ? [] : [key]));

describe('R12 what the announcement needs', () => {
  test('nothing is missing', () => expect(unmet(ready)).toEqual([]));
  test('too few proposals, and one without a decision', () =>
    expect(unmet({ ...ready, proposals: { eligible: 2, undecided: 1, needed: 3 } })).toEqual(['proposals', 'decided']));
  test('a roll on which everybody is struck off is none', () =>
    expect(unmet({ ...ready, roll: { entries: 2, struck: 2 } })).toEqual(['roll']));
  test('R13 an opening that has passed, and challenges that ended', () =>
    expect(unmet(ready, Date.parse('2027-05-10T05:00:00.000Z'))).toEqual(['challenges', 'opening']));
});

const paper = (entered: number, differing: string[]) => [
  {
    round: 1,
    paper: {
      marked: 2,
      takenBack: 0,
      desk: [],
      possible: 9,
      inTheBox: null,
      enteredBy: Array.from({ length: entered }),
      own: null,
      differing,
      protocol: '',
    },
  } as unknown as VoteRound,
];
const vote = (state: Vote['state'], rounds: VoteRound[] = []) => ({
  state,
  round: 1 as const,
  rounds,
  opensAt: '2027-05-01T09:00:00.000Z',
  closesAt: '2027-05-01T11:00:00.000Z',
});

describe('what comes next', () => {
  test('an announced vote that should be open waits for something', () =>
    expect(nextOf(vote('announced'), now)).toBe('late-opening'));
  test('an open one closes, or is about to', () =>
    expect([nextOf(vote('open'), now), nextOf(vote('open'), now + 3_600_000)]).toEqual(['closes', 'closing']));
  test('paper is counted by two; what differs is counted again', () =>
    expect([
      nextOf(vote('counting'), now),
      nextOf(vote('counting', paper(0, [])), now),
      nextOf(vote('counting', paper(1, [])), now),
      nextOf(vote('counting', paper(2, ['blank'])), now),
    ]).toEqual(['counting', 'first-count', 'second-count', 'counts-differ']));
});
