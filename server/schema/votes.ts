/** Votes: the charter, the ballot, rounds and their counts, notes, and the commands that a vote's story carries. */
import { z } from 'zod';
import { charterSchema } from '../../domain/charter.ts';
import { NOTE_KINDS, VOTE_RESULTS, VOTE_STATES, VOTE_VERBS } from '../../domain/votes.ts';
import { id, instant, localText, sentence, person as user } from './common.ts';

const count = z.int().min(0).max(1_000_000);
const option = z.int().min(1).max(1000);
const optionVotes = z.object({ option: z.int(), votes: z.int() });

export const voteRow = z.object({
  id,
  projectId: id,
  milestone: z.object({ id, key: z.string(), title: localText }),
  number: z.int(),
  question: localText,
  state: z.enum(VOTE_STATES),
  /** 2 is the run-off. */
  round: z.union([z.literal(1), z.literal(2)]),
  version: z.int(),
  /** Of the round that is on or comes next; before the announcement, of the charter as it is drafted. */
  opensAt: instant,
  closesAt: instant,
  /** Entries of the roll, those struck off among them. */
  roll: z.object({ entries: z.int(), struck: z.int() }),
  announcedAt: instant.nullable(),
  finalAt: instant.nullable(),
  cancelledAt: instant.nullable(),
  result: z.enum(VOTE_RESULTS).nullable(),
  /** Number of the option that was elected. */
  winner: z.int().nullable(),
});

/** One person's count of the paper ballots of a round. */
const paperCount = z.object({ counts: z.array(optionVotes), blank: z.int(), spoiled: z.int() });

/** As `Outcome` in domain/vote-count.ts. */
const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('elected'), option: z.int() }),
  z.object({ kind: z.literal('tie'), between: z.array(z.int()), next: z.enum(['run-off', 'lot']) }),
  z.object({ kind: z.literal('no-votes') }),
  z.object({ kind: z.literal('quorum-missed'), need: z.int(), have: z.int() }),
  z.object({ kind: z.literal('minimum-missed'), need: z.int(), have: z.int() }),
]);

export const voteRound = z.object({
  id,
  round: z.union([z.literal(1), z.literal(2)]),
  opensAt: instant,
  closesAt: instant,
  /** The close before it was extended. */
  extendedFrom: instant.nullable(),
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
  countedAt: instant.nullable(),
  /** Options that can be chosen, by number; empty until the round opens. */
  options: z.array(z.int()),
  blankAllowed: z.boolean(),
  /** At the close. */
  roll: z.object({ entries: z.int(), struck: z.int() }).nullable(),
  /** R16: how many took part. While it is open in total only, and null where the charter keeps it to itself. */
  turnout: z.object({ total: z.int(), online: z.int().nullable(), paper: z.int().nullable() }).nullable(),
  /** The paper ballots, once they are due; null where nobody was ever marked at the desk. */
  paper: z
    .object({
      /** Persons who are marked at the desk, and marks that were taken back: a ballot may lie under them too. */
      marked: z.int(),
      takenBack: z.int(),
      /** Who of the team marked how many. */
      desk: z.array(z.object({ person: user, marked: z.int() })),
      /** Those of the roll who did not vote online: no box holds more. */
      possible: z.int(),
      /** Null until the round is counted. */
      inTheBox: z.int().nullable(),
      /** Who has entered a count. */
      enteredBy: z.array(z.object({ person: user, at: instant })),
      /** What the caller entered; nobody sees another's count before the round is counted. */
      own: paperCount.nullable(),
      /** Two or more counts that do not agree: in which figures, by `option:<number>`, `blank`, `spoiled`. */
      differing: z.array(z.string()),
      protocol: z.string(),
    })
    .nullable(),
  /** R16: null until the round is counted. */
  result: z
    .object({
      counts: z.array(z.object({ option: z.int(), online: z.int(), paper: z.int(), votes: z.int() })),
      blank: z.int(),
      spoiled: z.int(),
      outcome,
    })
    .nullable(),
});

export const vote = z.object({
  ...voteRow.shape,
  charter: charterSchema,
  /** The charter in plain words, as the public page has them. */
  articles: z.array(z.object({ title: localText, text: localText })),
  /** SHA-256 of the charter's canonical text, once it is frozen (R13). */
  charterHash: z.string().nullable(),
  frozenAt: instant.nullable(),
  /** The ballot; before the opening, as it would be now: the eligible proposals. */
  options: z.array(
    z.object({
      number: z.int(),
      proposal: z.object({ id, number: z.int() }),
      title: z.string(),
      summary: z.string(),
    }),
  ),
  /** R12 */
  proposals: z.object({ eligible: z.int(), undecided: z.int(), needed: z.int() }),
  rounds: z.array(voteRound),
  notes: z.array(z.object({ id, kind: z.enum(NOTE_KINDS), text: z.string(), at: instant })),
  /** R17 */
  lot: z
    .object({
      heldAt: instant,
      place: z.string(),
      witnesses: z.array(z.string()),
      winner: z.int(),
      text: z.string(),
      recordedBy: user,
    })
    .nullable(),
  /** Of the public record, once the vote is final. */
  fingerprint: z.string().nullable(),
  /** R15a: since when the roll holds no personal data any more, and when that is due. */
  rollDeletedAt: instant.nullable(),
  rollDeletionDueAt: instant.nullable(),
  /** The public page. */
  publicUrl: z.string(),
  /** The latest close that an extension may set now; null where none is possible. */
  latestClose: instant.nullable(),
  changedBy: user.nullable(),
  /** What the caller may do now. */
  allowed: z.array(z.enum(VOTE_VERBS)),
});

/** Without `opensAt` the draft leaves room for the challenges of the roll; everything can be amended. */
export const voteCreate = z.strictObject({ opensAt: instant.optional() });
/** The whole charter. `reason`: needed once the vote is announced; it is published. */
export const voteAmend = z.strictObject({
  version: z.int(),
  charter: charterSchema,
  reason: sentence(4000).optional(),
});
/** `version`: what is announced is what was read. */
export const voteAnnounce = z.strictObject({ version: z.int() });
export const voteExtend = z.strictObject({ closesAt: instant, reason: sentence(4000) });
export const voteNote = z.strictObject({ text: sentence(4000) });
/** What one person counted of a round's paper ballots: each option once. `protocol`: why it differs from the marks. */
export const voteCount = z.strictObject({
  counts: z
    .array(z.strictObject({ option, votes: count }))
    .min(1)
    .max(1000),
  blank: count,
  spoiled: count,
  protocol: sentence(4000).optional(),
});
export const voteLot = z.strictObject({
  heldAt: instant,
  place: sentence(300),
  witnesses: z.array(sentence(200)).min(1).max(20),
  winner: option,
  text: sentence(4000),
});
export const voteCancel = z.strictObject({ reason: sentence(4000) });

export const voteCommandDone = z.object({
  id,
  state: z.enum(VOTE_STATES),
  round: z.int(),
  version: z.int(),
  /** Of a count: the first one, one that agrees with another's, or one that differs, and in what. */
  paper: z.enum(['first', 'agreed', 'differs']).optional(),
  differing: z.array(z.string()).optional(),
});
