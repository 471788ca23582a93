/** What a vote's story waits for, and what is owed on the way (R7). The rules of the window stand in charter.ts. */
import { addDays, atLocalTime, dayOf, dueInstant } from './calendar.ts';
import type { PlanSettings } from './plan.ts';
import { parseDuration } from './reminders.ts';
import { isVoteOver, type VoterStep, type VoteState } from './votes.ts';

/** What the team is told while the vote waits for somebody: the paper count, the lot (R17). */
export type TeamStep = 'count-due' | 'count-late' | 'lot-due' | 'lot-late';

/** The team was told that the vote could not open: of what it lacks, or that its window went by. */
export const BLOCKED_STEPS = ['blocked', 'window-missed'] as const;

export interface VoteFacts {
  readonly state: VoteState;
  readonly round: 1 | 2;
  /** Of this round; null before the announcement. */
  readonly window: {
    readonly opensAt: Date;
    readonly closesAt: Date;
    /** When its close was put off. */
    readonly extendedAt: Date | null;
    readonly openedAt: Date | null;
    readonly closedAt: Date | null;
    readonly countedAt: Date | null;
  } | null;
  /** Since when it is final or cancelled. */
  readonly endedAt: Date | null;
  readonly rollDeletedAt: Date | null;
}

export interface VoteNotice<Step extends string = VoterStep | TeamStep> {
  readonly step: Step;
  /** The instant that it is about: what is moved is told anew. */
  readonly aboutAt: Date;
  readonly owedAt: Date;
}

type Settings = Pick<PlanSettings, 'voteReminder' | 'reminderTime' | 'rollKeptDays'>;

/** What voters are owed in this state, in the order of its time. */
export function voterNotices(facts: VoteFacts, settings: Settings): VoteNotice<VoterStep>[] {
  const { state, round, window } = facts;
  if (!window) return [];
  if (state === 'cancelled') return cancelledNotice(facts);
  const { opensAt, closesAt, extendedAt } = window;
  // Owed as soon as there is a second round.
  const runOff: VoteNotice<VoterStep>[] =
    round === 2 ? [{ step: 'run-off', aboutAt: opensAt, owedAt: new Date(0) }] : [];
  if (state === 'announced') return runOff;
  if (state !== 'open') return [];
  const opened: VoteNotice<VoterStep>[] =
    round === 1 ? [{ step: 'opened', aboutAt: opensAt, owedAt: opensAt }] : [...runOff];
  if (extendedAt) opened.push({ step: 'extended', aboutAt: closesAt, owedAt: extendedAt });
  const remindAt = reminderAt(closesAt, settings);
  // Where the whole window is shorter than that, or the close was put off later, everybody has just been told.
  if (remindAt <= (extendedAt ?? opensAt)) return opened;
  return [...opened, { step: 'reminder', aboutAt: closesAt, owedAt: remindAt }];
}

/** Whoever got a code is told; before the first opening nobody was written to, and without a roll there is nobody. */
function cancelledNotice({ round, window, endedAt, rollDeletedAt }: VoteFacts): VoteNotice<VoterStep>[] {
  if (!endedAt || rollDeletedAt || (round === 1 && !window?.openedAt)) return [];
  return [{ step: 'cancelled', aboutAt: endedAt, owedAt: endedAt }];
}

/** Whole days are sent at the plan's time of the day, seconds count from the close. */
function reminderAt(closesAt: Date, { voteReminder, reminderTime }: Settings): Date {
  const before = parseDuration(voteReminder.value);
  return 'days' in before
    ? atLocalTime(addDays(dayOf(closesAt), -before.days), reminderTime.value)
    : new Date(closesAt.getTime() - before.seconds * 1000);
}

/** What the team is owed while somebody has to act: at once, and again the next morning. */
export function teamNotices({ state, window }: VoteFacts, { reminderTime }: Settings): VoteNotice<TeamStep>[] {
  const since = state === 'counting' ? window?.closedAt : state === 'lot' ? window?.countedAt : null;
  if (!since) return [];
  const morning = atLocalTime(addDays(dayOf(since), 1), reminderTime.value);
  const [due, late] =
    state === 'counting' ? (['count-due', 'count-late'] as const) : (['lot-due', 'lot-late'] as const);
  return [
    { step: due, aboutAt: since, owedAt: since },
    { step: late, aboutAt: since, owedAt: morning },
  ];
}

/** R15a: when the roll's personal data go; null while the vote is not over, or where they are gone. */
export function rollDeletionDueAt({ endedAt, rollDeletedAt }: VoteFacts, settings: Settings): Date | null {
  if (endedAt === null || rollDeletedAt !== null) return null;
  return dueInstant(addDays(dayOf(endedAt), settings.rollKeptDays.value));
}

/** A vote that should have opened and could not looks again so soon: a proposal may have been decided. */
const LOOK_AGAIN_MS = 3_600_000;

/**
 * When its story has something to decide next; what is owed already is due at once.
 * @param waiting what its notices say: those that are still owed, and whether the team was told that it could not open
 */
export function nextVoteLookAt(
  facts: VoteFacts,
  waiting: { readonly owed: readonly VoteNotice[]; readonly blocked: boolean },
  settings: Settings,
  now: Date,
): Date | null {
  if (isVoteOver(facts.state)) return rollDeletionDueAt(facts, settings);
  const looks = waiting.owed.map(({ owedAt }) => owedAt);
  const turn = nextTurnAt(facts, waiting.blocked, now);
  if (turn) looks.push(turn);
  return looks.length === 0 ? null : new Date(Math.min(...looks.map((at) => at.getTime())));
}

/** When the vote opens or closes. */
function nextTurnAt({ state, window }: VoteFacts, blocked: boolean, now: Date): Date | null {
  if (!window) return null;
  if (state === 'open') return window.closesAt;
  if (state !== 'announced') return null;
  if (!blocked) return window.opensAt;
  // A window that went by without opening needs another charter.
  return now < window.closesAt ? new Date(now.getTime() + LOOK_AGAIN_MS) : null;
}
