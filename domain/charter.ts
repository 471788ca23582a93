/**
 * The charter of a vote (R13): who may vote, when, and what decides. Drafted from the plan's settings, frozen and hashed
 * when the vote opens. Its plain words stand in charter-words.ts.
 */
import { z } from 'zod';
import { addDays, atLocalTime, dayOf, dueInstant, timeOf } from './calendar.ts';
import { canonicalJson } from './canonical.ts';
import type { LocalText } from './lifecycle.ts';
import type { FieldFault } from './participants.ts';
import { cleanText } from './text.ts';

const words = z.string().overwrite(cleanText).min(1).max(500);
const text = z.strictObject({ ro: words, en: words });

/** An instant in one spelling, `2027-05-03T05:00:00.000Z`, whatever zone it was written in. */
const instant = z.iso.datetime({ offset: true }).overwrite((value) => {
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? value : at.toISOString();
});

export const charterSchema = z.strictObject({
  question: text,
  /** Completed years on voting day: the day in Romania on which the vote opens. */
  minimumAge: z.int().min(0).max(120),
  /** Who belongs to the commune, in words. */
  residence: text,
  opensAt: instant,
  /** From this instant on nobody votes. */
  closesAt: instant,
  /** Of the roll's entries that stand, in per cent, who must take part in the first round; 0 is no quorum. */
  quorumPercent: z.int().min(0).max(100),
  /** Votes for an option, blank ones not counted, that the first round needs; 0 is no minimum. */
  minimumVotes: z.int().min(0).max(1_000_000),
  blankAllowed: z.boolean(),
  /** R17 */
  runOffDays: z.int().min(1).max(30),
  /** By so many days at most the close of a round may be moved out, once, before it; 0 is never. */
  extensionDays: z.int().min(0).max(30),
  /** The roll can be challenged and corrected before this instant. */
  challengesUntil: instant,
  /** R16: no total to anybody before the close. */
  resultsVisible: z.literal('after-close'),
  /** R16: whether turnout is shown before the close, in total only. */
  turnoutShown: z.boolean(),
  /** R17: the least witnesses of a lot. */
  witnesses: z.int().min(1).max(20),
});
export type Charter = z.infer<typeof charterSchema>;

/** What the plan says of a vote. */
export interface CharterSettings
  extends Pick<
    Charter,
    | 'minimumAge'
    | 'quorumPercent'
    | 'minimumVotes'
    | 'blankAllowed'
    | 'runOffDays'
    | 'extensionDays'
    | 'turnoutShown'
    | 'witnesses'
  > {
  /** The vote closes so many days after the day on which it opens. */
  readonly windowDays: number;
  /** The challenges of the roll end with the day that is so many days before the opening; one at the least. */
  readonly challengeDays: number;
}

/** What the plan does not say. */
export interface CharterStart {
  readonly opensAt: Date;
  readonly question: LocalText;
  readonly residence: LocalText;
}

/** When votes are taken: from `opensAt`, and no longer at `closesAt`. */
export interface VoteWindow {
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/** Romanian time. The draft's hour of closing, which its author may change, and the hour at which a run-off opens. */
const DRAFT_CLOSES = '20:00';
const RUN_OFF_OPENS = '08:00';

export function draftCharter(settings: CharterSettings, start: CharterStart): Charter {
  const day = dayOf(start.opensAt);
  const { windowDays, challengeDays, ...same } = settings;
  return {
    ...same,
    question: start.question,
    residence: start.residence,
    opensAt: start.opensAt.toISOString(),
    closesAt: atLocalTime(addDays(day, windowDays), DRAFT_CLOSES).toISOString(),
    challengesUntil: dueInstant(addDays(day, -Math.max(1, challengeDays))).toISOString(),
    resultsVisible: 'after-close',
  };
}

export interface CharterFault extends FieldFault {
  readonly field: keyof Charter;
  readonly rule: string;
}

/** What no single field can say: the order of the instants. An empty list is a charter that can be announced. */
export function charterFaults(charter: Charter): CharterFault[] {
  const { opensAt, closesAt } = windowOf(charter);
  const faults: CharterFault[] = [];
  if (closesAt <= opensAt) {
    faults.push({
      field: 'closesAt',
      rule: 'R13',
      reason: {
        ro: 'Votul trebuie să se închidă după ce se deschide. Alegeți o închidere mai târzie.',
        en: 'The vote has to close after it opens. Choose a later close.',
      },
    });
  }
  if (new Date(charter.challengesUntil) >= opensAt) {
    faults.push({
      field: 'challengesUntil',
      rule: 'R13',
      reason: {
        ro: 'Contestarea listei alegătorilor se încheie înainte de deschiderea votului. Alegeți o dată mai devreme.',
        en: 'The challenges of the roll end before the vote opens. Choose an earlier date.',
      },
    });
  }
  return faults;
}

/** The window of the first round, before any extension. */
export function windowOf(charter: Pick<Charter, 'opensAt' | 'closesAt'>): VoteWindow {
  return { opensAt: new Date(charter.opensAt), closesAt: new Date(charter.closesAt) };
}

/** The day on which a voter has to have the age. */
export const votingDay = (charter: Pick<Charter, 'opensAt'>): string => dayOf(new Date(charter.opensAt));

export type WindowPhase = 'before' | 'open' | 'over';

/** Where an instant stands; the very instant of closing is over. */
export function windowAt({ opensAt, closesAt }: VoteWindow, now: Date): WindowPhase {
  if (now >= closesAt) return 'over';
  return now >= opensAt ? 'open' : 'before';
}

/** The text whose SHA-256 is the charter's hash. Who reads it back has the charter as it was frozen. */
export const charterText = (charter: Charter): string => canonicalJson(charter).normalize('NFC');

/** R17: the run-off opens on the morning after the count and closes at the hour at which the first round was to close. */
export function runOffWindow(countedAt: Date, charter: Pick<Charter, 'closesAt' | 'runOffDays'>): VoteWindow {
  const day = addDays(dayOf(countedAt), 1);
  const closes = timeOf(new Date(charter.closesAt));
  return {
    opensAt: atLocalTime(day, RUN_OFF_OPENS),
    closesAt: atLocalTime(addDays(day, charter.runOffDays), closes),
  };
}

export type Extended =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** The round is over; the charter allows none; it was extended before; not after the close that stands; too far. */
      readonly why: 'over' | 'not-allowed' | 'already-extended' | 'not-later' | 'too-late';
      /** The latest close that is possible; null where none is. */
      readonly latest: Date | null;
    };

/** R13: whether the close of a round may be moved to `newClose` now. */
export function extended(
  round: VoteWindow & { readonly extendedFrom: Date | null },
  charter: Pick<Charter, 'extensionDays'>,
  newClose: Date,
  now: Date,
): Extended {
  const no = (why: Extract<Extended, { ok: false }>['why'], latest: Date | null = null): Extended => ({
    ok: false,
    why,
    latest,
  });
  if (windowAt(round, now) === 'over') return no('over');
  if (charter.extensionDays === 0) return no('not-allowed');
  if (round.extendedFrom) return no('already-extended');
  const latest = latestClose(round.closesAt, charter);
  if (newClose <= round.closesAt) return no('not-later', latest);
  return newClose > latest ? no('too-late', latest) : { ok: true };
}

/** The same hour in Romania, as many days later as the charter allows. */
export function latestClose(closesAt: Date, { extensionDays }: Pick<Charter, 'extensionDays'>): Date {
  const at = atLocalTime(addDays(dayOf(closesAt), extensionDays), timeOf(closesAt));
  const withinMinute = closesAt.getTime() % 60_000;
  return new Date(at.getTime() + withinMinute);
}
