/** What a campaign's story waits for, and what is owed on the way (R7, R22). Pure: a function of its dates and the plan. */
import { addDays, atLocalTime, dayOf, dueInstant } from './calendar.ts';
import type { CampaignState, GiverStep } from './campaigns.ts';
import type { PlanSettings } from './plan.ts';
import { parseDuration } from './reminders.ts';
import { addWorkingDays } from './working-days.ts';

/** What the team is told while the sum is to be published (R22). */
export const SUM_STEPS = ['sum-due', 'sum-overdue', 'sum-escalated'] as const;
export type SumStep = (typeof SUM_STEPS)[number];

export interface CampaignFacts {
  readonly state: CampaignState;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
  readonly sumDueAt: Date | null;
  readonly publishedAt: Date | null;
  readonly cancelledAt: Date | null;
}

export interface CampaignNotice<Step extends string = SumStep | GiverStep> {
  readonly step: Step;
  /** The instant that it is about: what is moved is told anew. */
  readonly aboutAt: Date;
  readonly owedAt: Date;
}

type Settings = Pick<PlanSettings, 'sumDays' | 'bridgeDays' | 'reminderTime' | 'campaignWord' | 'pledgeReminder'>;

/** A campaign takes gifts from the first minute of this day. */
export const openingOf = (day: string): Date => atLocalTime(day, '00:00');
/** Until the last second of this one (R8). */
export const closingOf = (day: string): Date => dueInstant(day);

/**
 * R22: the last instant at which the sum is in time, so many working days after the campaign's last day, however late
 * it was found to have closed.
 */
export function sumDueAt(closesAt: Date, { sumDays, bridgeDays }: Pick<Settings, 'sumDays' | 'bridgeDays'>): Date {
  return dueInstant(addWorkingDays(dayOf(closesAt), sumDays.value, bridgeDays.value));
}

/** R22: the sum came after the last day on which it was in time. */
export const isSumLate = (publishedAt: Date, dueAt: Date): boolean => dayOf(publishedAt) > dayOf(dueAt);

const SECOND_MS = 1_000;

/**
 * R22: what the team is owed from the close on: the owner on the working day before the sum is due, and the second in
 * which it is late; the managers the next morning.
 */
export function sumNotices(facts: CampaignFacts, { bridgeDays, reminderTime }: Settings): CampaignNotice<SumStep>[] {
  const { state, closedAt, sumDueAt: due } = facts;
  if (state !== 'closed' || !closedAt || !due) return [];
  const dayBefore = addWorkingDays(dayOf(due), -1, bridgeDays.value);
  const notices: CampaignNotice<SumStep>[] = [
    { step: 'sum-due', aboutAt: due, owedAt: atLocalTime(dayBefore, reminderTime.value) },
    { step: 'sum-overdue', aboutAt: due, owedAt: new Date(due.getTime() + SECOND_MS) },
    { step: 'sum-escalated', aboutAt: due, owedAt: atLocalTime(addDays(dayOf(due), 1), reminderTime.value) },
  ];
  // At the close everybody is told by when it is due.
  return notices.filter(({ step, owedAt }) => step !== 'sum-due' || owedAt > closedAt);
}

/** What donors and subscribers are owed in this state, in the order of its time, up to `now` and the next after it. */
export function giverNotices(facts: CampaignFacts, settings: Settings, now: Date): CampaignNotice<GiverStep>[] {
  const { state, openedAt, publishedAt, cancelledAt } = facts;
  if (state === 'published' && publishedAt) return [{ step: 'published', aboutAt: publishedAt, owedAt: publishedAt }];
  // Before it opened nobody was written to.
  if (state === 'cancelled' && cancelledAt && openedAt)
    return [{ step: 'cancelled', aboutAt: cancelledAt, owedAt: cancelledAt }];
  if (state !== 'open' || !openedAt) return [];
  return [
    { step: 'opened' as const, aboutAt: openedAt, owedAt: openedAt },
    ...weeklyNotices(facts, settings, now),
    ...pledgeReminders(facts, settings),
  ].sort((a, b) => a.owedAt.getTime() - b.owedAt.getTime());
}

/** Of the words that have fallen due the last one alone: after downtime nobody gets three at once (R7). */
function weeklyNotices(
  { opensAt, closesAt }: CampaignFacts,
  { campaignWord, reminderTime }: Settings,
  now: Date,
): CampaignNotice<GiverStep>[] {
  const every = parseDuration(campaignWord.value);
  const length = 'days' in every ? every.days : every.seconds;
  if (length === 0) return [];
  const at = (count: number): Date =>
    'days' in every
      ? atLocalTime(addDays(dayOf(opensAt), count * every.days), reminderTime.value)
      : new Date(opensAt.getTime() + count * every.seconds * SECOND_MS);
  const passed = countPassed(at, opensAt, now, length * ('days' in every ? 86_400 : 1));
  return [passed, passed + 1]
    .filter((count) => count > 0)
    .map(at)
    .filter((word) => word < closesAt)
    .map((word) => ({ step: 'weekly', aboutAt: word, owedAt: word }));
}

/** How many of the instants have come. The clock's changes move one by an hour, so the guess is corrected. */
function countPassed(at: (count: number) => Date, from: Date, now: Date, seconds: number): number {
  let count = Math.max(0, Math.floor((now.getTime() - from.getTime()) / (seconds * SECOND_MS)) - 1);
  while (at(count + 1) <= now) count += 1;
  return count;
}

/** Once before the close; where the whole campaign is shorter than that, whoever pledged has just been told how to pay. */
function pledgeReminders(
  { opensAt, closesAt }: CampaignFacts,
  { pledgeReminder, reminderTime }: Settings,
): CampaignNotice<GiverStep>[] {
  const before = parseDuration(pledgeReminder.value);
  const owedAt =
    'days' in before
      ? atLocalTime(addDays(dayOf(closesAt), -before.days), reminderTime.value)
      : new Date(closesAt.getTime() - before.seconds * SECOND_MS);
  return owedAt > opensAt && owedAt < closesAt ? [{ step: 'pledge-reminder', aboutAt: closesAt, owedAt }] : [];
}

/**
 * When its story has something to decide next; what is owed already is due at once.
 * @param owed notices that were neither sent nor let pass
 */
export function nextCampaignLookAt(facts: CampaignFacts, owed: readonly CampaignNotice[]): Date | null {
  const looks = owed.map(({ owedAt }) => owedAt.getTime());
  if (facts.state === 'announced') looks.push(facts.opensAt.getTime());
  // The second after its last one.
  if (facts.state === 'open') looks.push(facts.closesAt.getTime() + SECOND_MS);
  return looks.length === 0 ? null : new Date(Math.min(...looks));
}

/** The last second of its last day has passed (R8). */
export const hasClosed = ({ closesAt }: Pick<CampaignFacts, 'closesAt'>, now: Date): boolean =>
  now.getTime() >= closesAt.getTime() + SECOND_MS;
