/** What waits for somebody about money: sums to be published (R22) and steps of a match (R21). */
import type { CampaignRow, MatchRow, Me } from '../api/types.ts';
import { campaignPath } from '../campaigns/campaignPaths.ts';
import { matchPath } from '../matches/matchPaths.ts';

export interface MoneyTask {
  readonly id: string;
  readonly to: string;
  readonly title: MatchRow['campaign']['title'];
  readonly what: 'sum' | NonNullable<MatchRow['waitsFor']>;
  /** When it is due, where it has a term. */
  readonly dueAt: string | null;
}

type Who = Pick<Me, 'memberships'>;
type Closed = Pick<CampaignRow, 'id' | 'projectId' | 'title' | 'state' | 'sumDueAt'>;
type Waiting = Pick<MatchRow, 'id' | 'projectId' | 'campaign' | 'waitsFor'>;

/** Sums first, those that are due soonest before the others. */
export function moneyTasks(me: Who, campaigns: readonly Closed[], matches: readonly Waiting[]): MoneyTask[] {
  const roleIn = (projectId: string) => me.memberships.find((each) => each.projectId === projectId)?.role;
  const sums = campaigns
    .filter(({ state, projectId }) => state === 'closed' && roleIn(projectId) === 'manager')
    .map(({ id, title, sumDueAt }) => ({ id, to: campaignPath(id), title, what: 'sum' as const, dueAt: sumDueAt }))
    .sort((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? ''));
  const steps = matches.flatMap(({ id, projectId, campaign, waitsFor }) => {
    const role = roleIn(projectId);
    if (waitsFor === null || (role !== 'manager' && role !== 'partner')) return [];
    return [{ id, to: matchPath(id), title: campaign.title, what: waitsFor, dueAt: null }];
  });
  return [...sums, ...steps];
}
