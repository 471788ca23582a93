import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CountedRound, outcomeOf, quorumOf, tally, together } from './vote-count.ts';

const OPTIONS = [1, 2, 3];
const FREE = { quorumPercent: 0, minimumVotes: 0 };

/** A round of so many votes for the options 1, 2, 3, …, with as many blank ones; on a roll of 100 unless told. */
function round(votes: readonly number[], more: Partial<CountedRound> & { blank?: number } = {}): CountedRound {
  const { blank = 0, ...rest } = more;
  return {
    round: 1,
    counts: votes.map((count, index) => ({ option: index + 1, votes: count })),
    turnout: votes.reduce((sum, count) => sum + count, blank),
    roll: 100,
    charter: FREE,
    ...rest,
  };
}

describe('R17 the votes of one box', () => {
  test('R17 every option has a line, in the order of the ballot, and blank stands apart', () => {
    expect(tally([2, 0, 2, 3, 0, 0], OPTIONS)).toEqual({
      counts: [
        { option: 1, votes: 0 },
        { option: 2, votes: 2 },
        { option: 3, votes: 1 },
      ],
      blank: 3,
    });
  });

  test.each([4, -1, 1.5, Number.NaN])('R17 a choice %p that is not on the ballot is counted as nothing', (choice) => {
    expect(() => tally([1, choice], OPTIONS)).toThrow(RangeError);
  });

  test('R17 both boxes are added option by option', () => {
    expect(together(tally([1, 1, 2, 0], OPTIONS), tally([2, 3, 0, 0], OPTIONS))).toEqual({
      counts: [
        { option: 1, online: 2, paper: 0, votes: 2 },
        { option: 2, online: 1, paper: 1, votes: 2 },
        { option: 3, online: 0, paper: 1, votes: 1 },
      ],
      blank: 3,
    });
    expect(together(tally([1], [1]), null)).toEqual({
      counts: [{ option: 1, online: 1, paper: 0, votes: 1 }],
      blank: 0,
    });
  });

  test('R17 paper votes for an option of another round are refused', () => {
    expect(() => together(tally([1], [1, 2]), tally([3], OPTIONS))).toThrow(RangeError);
  });
});

describe('R17 what comes of a round', () => {
  test('R17 most votes win, also far from half of them', () => {
    expect(outcomeOf(round([3, 4, 3]))).toEqual({ kind: 'elected', option: 2 });
    expect(outcomeOf(round([0, 0, 1]))).toEqual({ kind: 'elected', option: 3 });
  });

  test('R17 blank votes never win and never make a tie', () => {
    expect(outcomeOf(round([1, 0, 0], { blank: 50 }))).toEqual({ kind: 'elected', option: 1 });
    expect(outcomeOf(round([2, 1, 0], { blank: 2 }))).toEqual({ kind: 'elected', option: 1 });
  });

  test('R17 a tie leads to a run-off between the tied alone', () => {
    expect(outcomeOf(round([4, 1, 4]))).toEqual({ kind: 'tie', between: [1, 3], next: 'run-off' });
    expect(outcomeOf(round([2, 2, 2]))).toEqual({ kind: 'tie', between: [1, 2, 3], next: 'run-off' });
  });

  test('R17 a second tie leads to a lot, and has no winner of its own', () => {
    expect(outcomeOf(round([4, 4], { round: 2 }))).toEqual({ kind: 'tie', between: [1, 2], next: 'lot' });
    expect(outcomeOf(round([5, 4], { round: 2 }))).toEqual({ kind: 'elected', option: 1 });
  });

  test.each([1, 2] as const)('R17 without any vote in round %i nobody wins, and nothing is tied', (number) => {
    expect(outcomeOf(round([0, 0, 0], { round: number }))).toEqual({ kind: 'no-votes' });
    expect(outcomeOf(round([0, 0, 0], { round: number, blank: 9 }))).toEqual({ kind: 'no-votes' });
  });
});

describe('R13 quorum and minimum', () => {
  const quorum = { quorumPercent: 30, minimumVotes: 0 };
  const minimum = { quorumPercent: 0, minimumVotes: 5 };

  test.each([
    [100, 30, 30],
    [101, 30, 31],
    [99, 30, 30],
    [0, 30, 0],
    [7, 100, 7],
    [1000, 0, 0],
    [1, 1, 1],
    [100, 29, 29],
    [300, 7, 21],
  ])('R13 of a roll of %i, %i per cent are %i persons', (roll, percent, need) => {
    expect(quorumOf(roll, percent)).toBe(need);
  });

  test('R13 one person too few misses the quorum, and one more meets it', () => {
    expect(outcomeOf(round([29], { charter: quorum }))).toEqual({ kind: 'quorum-missed', need: 30, have: 29 });
    expect(outcomeOf(round([30], { charter: quorum }))).toEqual({ kind: 'elected', option: 1 });
  });

  test('R13 blank and spoiled ballots count for the quorum', () => {
    expect(outcomeOf(round([2, 1], { blank: 27, charter: quorum }))).toEqual({ kind: 'elected', option: 1 });
    expect(outcomeOf(round([2, 1], { turnout: 30, charter: quorum }))).toEqual({ kind: 'elected', option: 1 });
  });

  test('R13 one valid vote too few misses the minimum, whatever the blank ones', () => {
    expect(outcomeOf(round([3, 1], { blank: 40, charter: minimum }))).toEqual({
      kind: 'minimum-missed',
      need: 5,
      have: 4,
    });
    expect(outcomeOf(round([3, 2], { charter: minimum }))).toEqual({ kind: 'elected', option: 1 });
  });

  test('R13 the quorum comes before all else, and no votes before the minimum', () => {
    const both = { quorumPercent: 30, minimumVotes: 5 };
    expect(outcomeOf(round([0, 0], { charter: both })).kind).toBe('quorum-missed');
    expect(outcomeOf(round([0, 0], { blank: 30, charter: both })).kind).toBe('no-votes');
    expect(outcomeOf(round([2, 2], { charter: both })).kind).toBe('quorum-missed');
    expect(outcomeOf(round([2, 2], { blank: 26, charter: both })).kind).toBe('minimum-missed');
  });

  test('R13 a run-off has neither', () => {
    const both = { quorumPercent: 100, minimumVotes: 100 };
    expect(outcomeOf(round([1, 0], { round: 2, charter: both }))).toEqual({ kind: 'elected', option: 1 });
  });
});

describe('R17 against a second count, written naively', () => {
  /** Ballot by ballot, person by person, without a line of the first. */
  function naive(choices: readonly number[], options: readonly number[], spoiled: number, of: CountedRound) {
    const piles: Record<number, number> = {};
    for (const choice of choices) piles[choice] = (piles[choice] ?? 0) + 1;
    const present = choices.length + spoiled;
    let missing = 0;
    while ((present + missing) * 100 < of.roll * of.charter.quorumPercent) missing += 1;
    if (of.round === 1 && missing > 0) return { kind: 'quorum-missed', need: present + missing, have: present };
    const valid = choices.filter((choice) => choice > 0).length;
    if (valid === 0) return { kind: 'no-votes' };
    if (of.round === 1 && valid < of.charter.minimumVotes) {
      return { kind: 'minimum-missed', need: of.charter.minimumVotes, have: valid };
    }
    const unbeaten = options.filter((one) => options.every((other) => (piles[other] ?? 0) <= (piles[one] ?? 0)));
    return unbeaten.length === 1
      ? { kind: 'elected', option: unbeaten[0] }
      : { kind: 'tie', between: unbeaten, next: of.round === 1 ? 'run-off' : 'lot' };
  }

  const votes = fc.record({
    number: fc.constantFrom<1 | 2>(1, 2),
    options: fc.integer({ min: 2, max: 6 }),
    online: fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 30 }),
    paper: fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 12 }),
    spoiled: fc.integer({ min: 0, max: 3 }),
    absent: fc.integer({ min: 0, max: 60 }),
    quorumPercent: fc.integer({ min: 0, max: 100 }),
    minimumVotes: fc.integer({ min: 0, max: 20 }),
  });

  test('R17 R13 both counts agree on every round', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(votes, ({ number, options, online, paper, spoiled, absent, quorumPercent, minimumVotes }) => {
        const numbers = Array.from({ length: options }, (_, index) => index + 1);
        const [web, desk] = [online, paper].map((box) => box.filter((choice) => choice <= options));
        const all = [...(web ?? []), ...(desk ?? [])];
        const turnout = all.length + spoiled;
        const joint = together(tally(web ?? [], numbers), tally(desk ?? [], numbers));
        const counted: CountedRound = {
          round: number,
          counts: joint.counts,
          turnout,
          roll: turnout + absent,
          charter: { quorumPercent, minimumVotes },
        };
        const outcome = outcomeOf(counted);
        kinds.add(outcome.kind);
        expect(outcome).toEqual(naive(all, numbers, spoiled, counted));
        expect(joint.counts.reduce((sum, { votes: of }) => sum + of, joint.blank)).toBe(all.length);
      }),
      { numRuns: 2000 },
    );
    expect([...kinds].sort()).toEqual(['elected', 'minimum-missed', 'no-votes', 'quorum-missed', 'tie']);
  });

  test('R17 the order of the ballots changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 })), (choices) => {
        expect(tally(choices.toReversed(), OPTIONS)).toEqual(tally(choices, OPTIONS));
      }),
    );
  });
});
