/** What waits for somebody about money: bank lines to decide (R20), sums to publish (R22), steps of a match (R21). */
import type { CampaignRow, MatchRow, Me } from '../api/types.ts';
import { bankLinesPath, campaignPath } from '../campaigns/campaignPaths.ts';
import { matchPath } from '../matches/matchPaths.ts';

export interface MoneyTask {
  readonly id: string;
  readonly to: string;
  readonly title: MatchRow['campaign']['title'];
  readonly what: 'lines' | 'sum' | NonNullable<MatchRow['waitsFor']>;
  /** How many lines there are to decide. */
  readonly count?: number;
  /** When it is due, where it has a term. */
  readonly dueAt: string | null;
}

type Who = Pick<Me, 'id' | 'memberships'>;
type Running = Pick<CampaignRow, 'id' | 'projectId' | 'title' | 'state' | 'sumDueAt' | 'openLines'>;
type Waiting = Pick<MatchRow, 'id' | 'projectId' | 'campaign' | 'waitsFor' | 'releasers'>;

/** Lines first, without which no sum stands; then sums, those that are due soonest before the others. */
export function moneyTasks(me: Who, campaigns: readonly Running[], matches: readonly Waiting[]): MoneyTask[] {
  const roleIn = (projectId: string) => me.memberships.find((each) => each.projectId === projectId)?.role;
  const lines = campaigns
    .filter(({ openLines, projectId }) => openLines > 0 && ['staff', 'manager'].includes(roleIn(projectId) ?? ''))
    .map(({ id, title, openLines: count }) => ({
      id,
      to: bankLinesPath(id),
      title,
      what: 'lines' as const,
      count,
      dueAt: null,
    }));
  const sums = campaigns
    .filter(({ state, projectId }) => state === 'closed' && roleIn(projectId) === 'manager')
    .map(({ id, title, sumDueAt }) => ({ id, to: campaignPath(id), title, what: 'sum' as const, dueAt: sumDueAt }))
    .sort((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? ''));
  const steps = matches.flatMap(({ id, projectId, campaign, waitsFor, releasers }) => {
    const role = roleIn(projectId);
    if (waitsFor === null || (role !== 'manager' && role !== 'partner')) return [];
    const isRelease = waitsFor === 'release' || waitsFor === 'second-release';
    if (isRelease && !releasers.includes(me.id)) return [];
    return [{ id, to: matchPath(id), title: campaign.title, what: waitsFor, dueAt: null }];
  });
  return [...lines, ...sums, ...steps];
}
