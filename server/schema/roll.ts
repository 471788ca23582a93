/** The roll of a vote: who may vote, their codes, challenges, and the desk. When somebody voted is asked and told nowhere. */
import { z } from 'zod';
import { cleanText } from '../../domain/text.ts';
import { day, id, instant, locale, sentence, person as user, writtenDay } from './common.ts';

const optionalText = (max: number) => z.string().overwrite(cleanText).max(max).default('');

export const voterRow = z.object({
  id,
  voteId: id,
  /** On the roll. */
  number: z.int(),
  familyName: z.string(),
  givenName: z.string(),
  birthDate: day.nullable(),
  address: z.string(),
  email: z.string().nullable(),
  locale,
  /** How the code that is valid was given; null while there is none. */
  code: z.enum(['mail', 'letter']).nullable(),
  struck: z.boolean(),
  /** In the round that is on, or was the last: how, never when, never what. */
  voted: z.enum(['online', 'paper']).nullable(),
  /** Who of the team marked them at the desk. */
  markedBy: z.string().nullable(),
});

/** The roll in figures. */
export const roll = z.object({
  voteId: id,
  entries: z.int(),
  struck: z.int(),
  withEmail: z.int(),
  /** Of those who stand: with a code by mail, by letter, without one. */
  codes: z.object({ mail: z.int(), letter: z.int(), none: z.int() }),
  /** R16: null while the charter keeps the turnout to itself. */
  voted: z.int().nullable(),
  /** R13: until when it can be challenged and corrected. */
  challengesUntil: instant,
  openChallenges: z.int(),
  deletedAt: instant.nullable(),
  /** What the caller may do now. */
  allowed: z.array(z.enum(['import', 'add', 'correct', 'strike', 'challenge', 'codes', 'desk', 'unmark'])),
});

const voterFields = {
  familyName: sentence(100),
  givenName: sentence(100),
  birthDate: writtenDay,
  address: optionalText(300),
  email: z.string().overwrite(cleanText).max(254).nullable().default(null),
  locale: locale.default('ro'),
};
/** After the roll's date has passed, a change needs a manager and a public reason, which names nobody (R13). */
const publicReason = sentence(2000).optional();

export const voterAdd = z.strictObject({ ...voterFields, publicReason });
export const voterCorrect = z.strictObject({ ...voterFields, publicReason });
export const voterStrike = z.strictObject({ reason: sentence(2000), publicReason });
export const voterRestore = z.strictObject({ reason: sentence(2000), publicReason });
export const voterDone = z.object({ id });

/** A re-issued code by mail cancels the earlier one. */
export const codeByMail = z.strictObject({});
/** Which voters get a letter; `reissue`: also those who have a code already, which is then void. */
export const lettersFor = z.strictObject({
  who: z.union([z.literal('without-email'), z.literal('without-code'), z.array(id).min(1).max(20_000)]),
  reissue: z.boolean().default(false),
});

/** Why somebody's paper mark is taken back. */
export const paperUnmark = z.strictObject({ reason: sentence(2000) });
export const paperMarked = z.object({ answer: z.enum(['marked', 'unmarked']) });

export const rollImportRow = z.object({
  /** Row of the sheet, as a person counts it (the heading is row 1). */
  row: z.int(),
  outcome: z.enum(['new', 'known', 'refused']),
  name: z.string(),
  birthDate: day.nullable(),
  reasons: z.array(z.object({ column: z.string().nullable(), text: z.string() })),
});
/** `known`: on the roll already, or twice in the file; such a row adds nobody (R14). */
export const rollImport = z.object({
  id,
  voteId: id,
  fileName: z.string(),
  state: z.enum(['previewed', 'committed', 'dropped']),
  columns: z.array(z.object({ heading: z.string(), field: z.string().nullable() })),
  counts: z.object({ new: z.int(), known: z.int(), refused: z.int() }),
  rows: z.array(rollImportRow),
});
export const rollImportDone = z.object({ id, added: z.int(), known: z.int() });

export const CHALLENGE_KINDS = ['missing', 'wrong', 'not-entitled'] as const;
export const challenge = z.object({
  id,
  voteId: id,
  voter: z.object({ id, number: z.int(), name: z.string() }).nullable(),
  kind: z.enum(CHALLENGE_KINDS),
  /** Who asks, and what; empty once the roll is deleted. */
  text: z.string(),
  state: z.enum(['open', 'accepted', 'refused']),
  reason: z.string(),
  madeBy: user,
  madeAt: instant,
  decidedBy: user.nullable(),
  decidedAt: instant.nullable(),
});
export const challengeMade = z.strictObject({
  kind: z.enum(CHALLENGE_KINDS),
  voterId: id.nullable().default(null),
  text: sentence(2000),
});
/** What follows from an accepted one (adding, correcting, striking) is a command of its own. */
export const challengeDecided = z.strictObject({ accepted: z.boolean(), reason: sentence(2000) });
