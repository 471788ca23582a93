import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { sampleRecord } from './sample-vote.ts';
import { ballotsCsv, recordText, sortedBallots, voteRecordSchema } from './vote-record.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const record = sampleRecord(sha256, {
  rounds: [{ online: [1, 2, 2, 0], paper: { choices: [1], spoiled: 1 } }, { online: [1, 2] }],
  drawn: 2,
});

describe('R15 the public record', () => {
  test('R15 has the shape that is published', () => {
    expect(voteRecordSchema.parse(record)).toEqual(record);
    expect(record.rounds.map(({ outcome }) => outcome)).toEqual([
      { kind: 'tie', between: [1, 2], next: 'run-off' },
      { kind: 'tie', between: [1, 2], next: 'lot' },
    ]);
    expect(record.result).toEqual({ kind: 'lot', option: 2 });
  });

  test('R15 holds no voter: a member more, as a name or a time at a ballot, is refused', () => {
    const [first] = record.rounds;
    const named = { ...record, rounds: [{ ...first, ballots: [{ receipt: '0'.repeat(16), choice: 1, at: 'now' }] }] };
    expect(voteRecordSchema.safeParse(named).success).toBe(false);
    expect(voteRecordSchema.safeParse({ ...record, voters: [] }).success).toBe(false);
  });

  test('R15 the fingerprint is that of everything else, in one spelling', () => {
    const { fingerprint, ...rest } = record;
    expect(sha256(recordText(rest))).toBe(fingerprint);
    const turned = Object.fromEntries(Object.entries(rest).reverse()) as typeof rest;
    expect(recordText(turned)).toBe(recordText(rest));
    expect(recordText(JSON.parse(recordText(rest)))).toBe(recordText(rest));
  });

  test('R15 ballots are sorted by receipt, and two with one receipt by choice', () => {
    const ballots = [
      { receipt: 'b', choice: 1 },
      { receipt: 'a', choice: 2 },
      { receipt: 'b', choice: 0 },
    ];
    expect(sortedBallots(ballots)).toEqual([ballots[1], ballots[2], ballots[0]]);
  });

  test('R15 the CSV file has one line a ballot', () => {
    const rounds = [
      { round: 1 as const, ballots: [{ receipt: 'a', choice: 2 }] },
      { round: 2 as const, ballots: [{ receipt: 'b', choice: 0 }] },
    ];
    expect(ballotsCsv(rounds)).toBe('round,receipt,choice\r\n1,a,2\r\n2,b,0\r\n');
  });
});
