/**
 * The public record of a vote (R15): everything that its result rests on, so that anybody can count again
 * (server/public/recount.mjs). It names no voter.
 */
import { z } from 'zod';
import { canonicalJson } from './canonical.ts';
import { charterSchema } from './charter.ts';
import { NOTE_KINDS, VOTE_RESULTS } from './votes.ts';

const count = z.int().min(0);
const option = z.int().min(1);
const instant = z.iso.datetime({ precision: 3 });
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const receipt = z.string().regex(/^[0-9a-hjkmnp-tv-z]{16}$/);
const words = z.string().min(1);
const text = z.strictObject({ ro: words, en: words });

/** As `Outcome` in vote-count.ts. */
const outcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('elected'), option }),
  z.strictObject({ kind: z.literal('tie'), between: z.array(option).min(2), next: z.enum(['run-off', 'lot']) }),
  z.strictObject({ kind: z.literal('no-votes') }),
  z.strictObject({ kind: z.literal('quorum-missed'), need: count, have: count }),
  z.strictObject({ kind: z.literal('minimum-missed'), need: count, have: count }),
]);

const paperCount = z.strictObject({
  /** One for each option of the round, in their order. */
  counts: z.array(z.strictObject({ option, votes: count })),
  blank: count,
  /** Not to be read, or marked twice: who cast them took part, but they are no votes. */
  spoiled: count,
  /** Two people counted, each on their own, and agreed. */
  enteredBy: z.literal(2),
  /** Why the box holds another number of ballots than people were marked at the desk; needed where it does. */
  protocol: words.nullable(),
});

const round = z.strictObject({
  round: z.union([z.literal(1), z.literal(2)]),
  opensAt: instant,
  /** As it was in the end, extended or not. */
  closesAt: instant,
  closedAt: instant,
  countedAt: instant,
  extended: z.strictObject({ from: instant, to: instant }).nullable(),
  /** Numbers of the options that could be chosen in it, ascending. */
  options: z.array(option).min(1),
  /** At the close: all entries, and how many of them were struck. */
  roll: z.strictObject({ entries: count, struck: count }),
  /** Persons who took part; and how many marks of the desk were taken back, under which a ballot may lie in the box. */
  marks: z.strictObject({ online: count, paper: count, takenBack: count }),
  /** By receipt, then choice; 0 is blank. */
  ballots: z.array(z.strictObject({ receipt, choice: count })),
  /** Null where nobody was ever marked at the desk. */
  paperCount: paperCount.nullable(),
  counts: z.array(z.strictObject({ option, online: count, paper: count, votes: count })),
  /** Online and on paper. */
  blank: count,
  outcome,
});

export const voteRecordSchema = z.strictObject({
  version: z.literal(1),
  project: z.strictObject({ slug: words, title: text, publicity: text }),
  voteId: z.uuid(),
  /** As it was frozen: read back from the text that was hashed. */
  charter: charterSchema,
  charterHash: hash,
  options: z.array(z.strictObject({ number: option, proposal: z.int().min(1), title: words, summary: words })).min(1),
  notes: z.array(z.strictObject({ at: instant, kind: z.enum(NOTE_KINDS), text: words })),
  rounds: z.array(round).min(1).max(2),
  lot: z
    .strictObject({ at: instant, place: words, witnesses: z.array(words).min(1), winner: option, text: words })
    .nullable(),
  /** The option is null where nobody was elected. */
  result: z.strictObject({ kind: z.enum(VOTE_RESULTS), option: option.nullable() }),
  /** SHA-256 of the canonical JSON of everything else (`recordText`). Noted elsewhere, it proves that nothing changed. */
  fingerprint: hash,
});
export type VoteRecord = z.infer<typeof voteRecordSchema>;
export type RecordedRound = VoteRecord['rounds'][number];
export type RecordedBallot = RecordedRound['ballots'][number];

/** The text whose SHA-256, in hexadecimal digits, is the record's fingerprint. */
export const recordText = (record: Omit<VoteRecord, 'fingerprint'>): string => canonicalJson(record);

/** The order in which ballots are published: it says nothing of the order in which they were cast. */
export function sortedBallots(ballots: readonly RecordedBallot[]): RecordedBallot[] {
  return ballots.toSorted((a, b) => (a.receipt === b.receipt ? a.choice - b.choice : a.receipt < b.receipt ? -1 : 1));
}

/** `round,receipt,choice` with a heading, in the order of the record, lines ended as RFC 4180 asks. */
export function ballotsCsv(rounds: readonly Pick<RecordedRound, 'round' | 'ballots'>[]): string {
  const lines = rounds.flatMap(({ round, ballots }) =>
    ballots.map(({ receipt, choice }) => `${round},${receipt},${choice}`),
  );
  return ['round,receipt,choice', ...lines].map((line) => `${line}\r\n`).join('');
}
