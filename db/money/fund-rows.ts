/** Funds, and the ledgers that their money comes from (R23). Amounts are bani. */
import type { CampaignState } from '../../domain/campaigns.ts';
import type { LedgerKind } from '../../domain/ledger.ts';
import type { LocalText } from '../../domain/lifecycle.ts';
import type { MatchState } from '../../domain/match.ts';
import { CommandNotFound } from '../commands.ts';
import type { Reader } from '../store.ts';
import { balanceInLedger } from './ledger-rows.ts';
import { type MatchOfMilestone, matchesOfMilestones, toRepayOf } from './match-rows.ts';

export interface FundRow {
  readonly id: string;
  readonly project_id: string;
  readonly milestone_id: string;
  readonly ledger_id: string;
  readonly name: LocalText;
  readonly document: string;
  readonly founded_on: string;
  readonly version: number;
  readonly created_at: Date;
  readonly changed_by: string | null;
  readonly changed_at: Date;
}

/** A fund with its milestone's key. */
export interface FundOfMilestone extends FundRow {
  readonly milestone_key: string;
}

/** @throws CommandNotFound */
export async function fundById(reader: Reader, id: string): Promise<FundOfMilestone> {
  const fund = await reader('funds as f')
    .join('milestones as m', 'm.id', 'f.milestone_id')
    .where('f.id', id)
    .first<FundOfMilestone | undefined>('f.*', 'm.key as milestone_key');
  if (!fund) throw new CommandNotFound(id);
  return fund;
}

/** A ledger that money can come from and go back to. */
export interface SourceLedger {
  readonly ledgerId: string;
  readonly kind: Exclude<LedgerKind, 'fund'>;
  readonly milestoneId: string;
  /** Of the campaign. */
  readonly title: LocalText;
  readonly state: CampaignState | MatchState;
  /** The sum is published, or the match paid: money may leave. */
  readonly settled: boolean;
  readonly balance: number;
  /** R20: what has to stay, because it goes back to the town hall. */
  readonly toRepay: number;
}

/** What can be transferred now. */
export const availableOf = ({ settled, balance, toRepay }: SourceLedger): number =>
  settled ? Math.max(0, balance - toRepay) : 0;

/** The campaigns' and the matches' ledgers of a project, in the order of their campaigns; cancelled ones are none. */
export async function sourcesOf(reader: Reader, projectId: string): Promise<SourceLedger[]> {
  const campaigns = await reader('campaigns')
    .where({ project_id: projectId })
    .whereNot({ state: 'cancelled' })
    .orderBy(['created_at', 'id'])
    .select<{ id: string; ledger_id: string; milestone_id: string; title: LocalText; state: CampaignState }[]>(
      'id',
      'ledger_id',
      'milestone_id',
      'title',
      'state',
    );
  const matches: MatchOfMilestone[] = await matchesOfMilestones(reader).where('x.project_id', projectId);
  const sources: SourceLedger[] = [];
  for (const { id, ledger_id: ledgerId, milestone_id: milestoneId, title, state } of campaigns) {
    const balance = await balanceInLedger(reader, ledgerId);
    const settled = state === 'published';
    sources.push({ ledgerId, kind: 'campaign', milestoneId, title, state, settled, balance, toRepay: 0 });
    for (const match of matches.filter(({ campaign_id: of }) => of === id))
      sources.push({
        ledgerId: match.ledger_id,
        kind: 'match',
        milestoneId: match.milestone_id,
        title,
        state: match.state,
        settled: match.state === 'paid',
        balance: await balanceInLedger(reader, match.ledger_id),
        toRepay: toRepayOf(match),
      });
  }
  return sources;
}
