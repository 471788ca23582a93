/** A record that somebody changed: the recount finds it, or this file says that it cannot. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { charterText } from '../../domain/charter.ts';
import { type SampleVote, sampleRecord } from '../../domain/sample-vote.ts';
import { recordText, sortedBallots, type VoteRecord } from '../../domain/vote-record.ts';
import { recount } from './recount.mjs';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const sealed = ({ fingerprint: _, ...rest }: VoteRecord): VoteRecord => ({
  ...rest,
  fingerprint: sha256(recordText(rest)),
});
const codes = async (...args: Parameters<typeof recount>) => (await recount(...args)).findings.map(({ code }) => code);

const ELECTED: SampleVote = { rounds: [{ online: [1, 2, 2, 3, 2, 0, 1], paper: { choices: [2, 3, 0], spoiled: 1 } }] };
const RUN_OFF: SampleVote = {
  rounds: [{ online: [1, 1, 2, 3, 0], paper: { choices: [2, 3], spoiled: 0 } }, { online: [1, 1, 3, 2, 3, 0, 3] }],
  extendedDays: 3,
};
const LOT: SampleVote = {
  rounds: [{ online: [1, 1, 2, 2, 3, 0] }, { online: [1, 2, 0], paper: { choices: [1, 2], spoiled: 0 } }],
  drawn: 2,
};
const PROTOCOL: SampleVote = {
  rounds: [
    { online: [1, 2], paper: { choices: [1, 1, 3], spoiled: 1, marked: 5, protocol: 'Un buletin nu s-a găsit.' } },
  ],
};

describe('R15 random changes of a record', () => {
  const RUNS = 1000;
  type Tamper = (record: VoteRecord, random: (below: number) => number) => void;
  const pick = <Item>(items: readonly Item[], random: (below: number) => number): Item => {
    const item = items[random(items.length)];
    if (item === undefined) throw new Error('there is nothing to choose from');
    return item;
  };
  const receipt = (random: (below: number) => number) =>
    Array.from({ length: 16 }, () => '0123456789abcdefghjkmnpqrstvwxyz'[random(32)]).join('');
  const by = (random: (below: number) => number) => 1 + random(3);
  const round = (record: VoteRecord, random: (below: number) => number) => pick(record.rounds, random);

  /** The changes that a record is in for; each leaves it another one than it was. */
  const TAMPERS: Readonly<Record<string, Tamper>> = {
    'a ballot changed': (record, random) => {
      const ballot = pick(round(record, random).ballots, random);
      ballot.choice = (ballot.choice + by(random)) % 4;
    },
    'a receipt changed': (record, random) => {
      const of = round(record, random);
      pick(of.ballots, random).receipt = receipt(random);
      of.ballots = sortedBallots(of.ballots);
    },
    'a ballot added': (record, random) => {
      const of = round(record, random);
      of.ballots = sortedBallots([...of.ballots, { receipt: receipt(random), choice: random(4) }]);
    },
    'a ballot added with its mark': (record, random) => {
      const of = round(record, random);
      of.ballots = sortedBallots([...of.ballots, { receipt: receipt(random), choice: random(4) }]);
      of.marks.online += 1;
    },
    'a ballot removed': (record, random) => {
      const of = round(record, random);
      of.ballots.splice(random(of.ballots.length), 1);
    },
    'a ballot removed with its mark': (record, random) => {
      const of = round(record, random);
      of.ballots.splice(random(of.ballots.length), 1);
      of.marks.online -= 1;
    },
    'two ballots swapped in place': (record, random) => {
      const of = round(record, random);
      const from = random(of.ballots.length - 1);
      of.ballots.splice(from, 2, ...of.ballots.slice(from, from + 2).reverse());
    },
    'the choices of two ballots swapped': (record, random) => {
      const of = round(record, random);
      const one = pick(of.ballots, random);
      const other = pick(
        of.ballots.filter(({ choice }) => choice !== one.choice),
        random,
      );
      [one.choice, other.choice] = [other.choice, one.choice];
    },
    'a paper count': (record, random) => {
      const counts = record.rounds.flatMap(({ paperCount }) => paperCount?.counts ?? []);
      pick(counts, random).votes += by(random);
    },
    'a paper vote moved': (record, random) => {
      const { counts } = pick(
        record.rounds.flatMap(({ paperCount }) => paperCount ?? []),
        random,
      );
      const from = pick(
        counts.filter(({ votes }) => votes > 0),
        random,
      );
      from.votes -= 1;
      pick(
        counts.filter((line) => line !== from),
        random,
      ).votes += 1;
    },
    'spoiled or blank paper ballots': (record, random) => {
      const paper = pick(
        record.rounds.flatMap(({ paperCount }) => paperCount ?? []),
        random,
      );
      paper[pick(['spoiled', 'blank'] as const, random)] += by(random);
    },
    'a word of the charter': (record, random) => {
      const words = pick([record.charter.question, record.charter.residence], random);
      const language = pick(['ro', 'en'] as const, random);
      const at = random(words[language].length);
      words[language] = `${words[language].slice(0, at)}x${words[language].slice(at)}`;
    },
    'a figure of the charter': (record, random) => {
      const figures = [
        'minimumAge',
        'quorumPercent',
        'minimumVotes',
        'runOffDays',
        'extensionDays',
        'witnesses',
      ] as const;
      record.charter[pick(figures, random)] += by(random);
    },
    'the hash of the charter with the charter': (record, random) => {
      record.charter.quorumPercent += by(random);
      record.charterHash = sha256(charterText(record.charter));
    },
    'the total of the roll': (record, random) => {
      round(record, random).roll[pick(['entries', 'struck'] as const, random)] += by(random);
    },
    marks: (record, random) => {
      round(record, random).marks[pick(['online', 'paper', 'takenBack'] as const, random)] += by(random);
    },
    'a count': (record, random) => {
      pick(round(record, random).counts, random)[pick(['online', 'paper', 'votes'] as const, random)] += by(random);
    },
    'a note': (record, random) => {
      pick(record.notes, random).text += ` ${receipt(random)}`;
    },
    'a note removed': (record, random) => {
      record.notes.splice(random(record.notes.length), 1);
    },
    'an outcome': (record, random) => {
      const of = round(record, random);
      const was = of.outcome.kind === 'elected' ? of.outcome.option : 0;
      of.outcome = {
        kind: 'elected',
        option: pick(
          [1, 2, 3].filter((option) => option !== was),
          random,
        ),
      };
    },
    'the result': (record, random) => {
      const others = [1, 2, 3].filter((option) => option !== record.result.option);
      record.result.option = pick(others, random);
    },
    'the words of an option': (record, random) => {
      pick(record.options, random)[pick(['title', 'summary'] as const, random)] += 'x';
    },
  };
  const BASES = [ELECTED, RUN_OFF, LOT, PROTOCOL].map((vote) => sampleRecord(sha256, vote));
  const ON_PAPER = BASES.filter(({ rounds }) => rounds.some(({ paperCount }) => paperCount));

  /** A stream of numbers that a seed gives: every run changes the same records in the same way. */
  function seeded(seed: number) {
    let turn = 0;
    return (below: number) => {
      turn += 1;
      return Number.parseInt(sha256(`${seed}/${turn}`).slice(0, 12), 16) % below;
    };
  }

  /** So many records, each changed in one way; all ways take turns. */
  function tampered(): { readonly name: string; readonly record: VoteRecord; readonly original: VoteRecord }[] {
    const ways = Object.entries(TAMPERS);
    return Array.from({ length: RUNS }, (_, index) => {
      const random = seeded(index);
      const [name, tamper] = ways[index % ways.length] ?? pick(ways, random);
      const original = pick(name.includes('paper') ? ON_PAPER : BASES, random);
      const record = structuredClone(original);
      tamper(record, random);
      return { name, record, original };
    });
  }

  const missedIn = async (
    given: (one: ReturnType<typeof tampered>[number]) => Parameters<typeof recount>,
  ): Promise<string[]> => {
    const missed: string[] = [];
    for (const one of tampered()) {
      expect(recordText(one.record)).not.toBe(recordText(one.original));
      if ((await codes(...given(one))).length === 0) missed.push(one.name);
    }
    return missed;
  };

  test(`R15 ${RUNS} changes, the fingerprint noted elsewhere and that in the record written anew: none is missed`, async () => {
    expect(await missedIn(({ record, original }) => [sealed(record), { fingerprint: original.fingerprint }])).toEqual(
      [],
    );
  });

  test(`R15 ${RUNS} changes, no fingerprint given and that in the record left as it was: none is missed`, async () => {
    expect(await missedIn(({ record }) => [record])).toEqual([]);
  });

  test(`R15 ${RUNS} changes, no fingerprint given and that in the record written anew: what is missed is known`, async () => {
    const missed = await missedIn(({ record }) => [sealed(record)]);
    // Nothing in the record contradicts these; the voter whose receipt they concern, or a fingerprint noted elsewhere, does.
    // Where a protocol explains a difference on paper, other figures on paper are explained as well.
    expect(new Set(missed)).toEqual(
      new Set([
        'a receipt changed',
        'the choices of two ballots swapped',
        'a note',
        'a note removed',
        'the words of an option',
        'the total of the roll',
        'marks',
        'spoiled or blank paper ballots',
        'the hash of the charter with the charter',
      ]),
    );
  });

  test('R15 a whole vote invented anew agrees with itself: only a fingerprint noted elsewhere tells', async () => {
    const original = sampleRecord(sha256, ELECTED);
    const invented = sampleRecord(sha256, { ...ELECTED, rounds: [{ online: [1, 1, 1, 1, 2, 3, 0] }] });
    expect(invented.result).not.toEqual(original.result);
    expect(await codes(invented)).toEqual([]);
    expect(await codes(invented, { fingerprint: original.fingerprint })).toEqual(['fingerprint-given']);
  });
});
