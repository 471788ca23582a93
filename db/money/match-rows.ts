/** Matches and what belongs to them, as the transactions and the pages read them. Amounts are bani. */
import type { LocalText, MilestoneState } from '../../domain/lifecycle.ts';
import type { CapReading, CouncilOutcome, MatchState } from '../../domain/match.ts';
import { isMatchDone, type MatchFacts } from '../../domain/match-schedule.ts';
import { CommandNotFound } from '../commands.ts';
import type { Reader } from '../store.ts';

export interface MatchRow {
  readonly id: string;
  readonly project_id: string;
  readonly milestone_id: string;
  readonly campaign_id: string;
  readonly ledger_id: string;
  readonly state: MatchState;
  readonly raised: number;
  readonly cap: number;
  readonly cap_on: CapReading;
  readonly computed: number;
  readonly due: number;
  readonly legal_route: string;
  readonly contract_number: string;
  readonly contracted_on: string | null;
  readonly order_number: string;
  readonly paid_on: string | null;
  readonly paid: number | null;
  readonly waits_since: Date;
  readonly version: number;
  readonly created_at: Date;
  readonly ended_at: Date | null;
  readonly changed_by: string | null;
  readonly changed_at: Date;
  readonly carried_at: Date | null;
}

/** A match with what its milestone says of it, and what was repaid of it (R20). */
export interface MatchOfMilestone extends MatchRow {
  readonly milestone_key: string;
  readonly milestone_state: MilestoneState;
  /** Its campaign's. */
  readonly title: LocalText;
  readonly repaid: number;
  /** Somebody's release stands, and waits for a second person's. */
  readonly released: boolean;
}

export interface DecisionRow {
  readonly place: number;
  readonly outcome: CouncilOutcome;
  readonly number: string;
  readonly decided_on: string;
  readonly words: string;
  readonly recorded_at: Date;
  readonly recorded_by: string;
}

export interface ReleaseRow {
  readonly user_id: string;
  readonly role: 'manager' | 'partner';
  readonly amount: number;
  readonly order_number: string;
  readonly paid_on: string;
  readonly released_at: Date;
  readonly void_at: Date | null;
}

export interface AdjustmentRow {
  readonly id: string;
  readonly entry_id: string;
  readonly raised_before: number;
  readonly raised_after: number;
  readonly due_before: number;
  readonly due_after: number;
  readonly state: 'open' | 'settled' | 'nothing-due';
  readonly opened_at: Date;
  readonly settled_entry_id: string | null;
  readonly settled_at: Date | null;
}

/** Every match with what `MatchOfMilestone` says; `x` is the match, `m` its milestone, `c` its campaign. */
export const matchesOfMilestones = (reader: Reader) =>
  reader('matches as x')
    .join('milestones as m', 'm.id', 'x.milestone_id')
    .join('campaigns as c', 'c.id', 'x.campaign_id')
    .select(
      'x.*',
      'm.key as milestone_key',
      'm.state as milestone_state',
      'c.title',
      reader.raw(
        `(select coalesce(-sum(s.amount), 0)::bigint from ledger_sums s
           where s.ledger_id = x.ledger_id and s.kind = 'repayment') as repaid`,
      ),
      reader.raw(
        `x.state = 'contracted'
           and exists (select from match_releases r where r.match_id = x.id and r.void_at is null) as released`,
      ),
    );

export async function findMatch(reader: Reader, id: string): Promise<MatchOfMilestone | undefined> {
  return matchesOfMilestones(reader).where('x.id', id).first<MatchOfMilestone | undefined>();
}

/** @throws CommandNotFound */
export async function matchById(reader: Reader, id: string): Promise<MatchOfMilestone> {
  const match = await findMatch(reader, id);
  if (!match) throw new CommandNotFound(id);
  return match;
}

/** A campaign has one, or none where its plan has no match. */
export async function matchOfCampaign(reader: Reader, campaignId: string): Promise<MatchOfMilestone | undefined> {
  return matchesOfMilestones(reader).where('x.campaign_id', campaignId).first<MatchOfMilestone | undefined>();
}

/** In the order in which the council decided (R21). */
export async function decisionsOf(reader: Reader, matchId: string): Promise<DecisionRow[]> {
  return reader('match_decisions').where({ match_id: matchId }).orderBy('place').select<DecisionRow[]>();
}

/** The latest first; the void ones too. */
export async function releasesOf(reader: Reader, matchId: string): Promise<ReleaseRow[]> {
  return reader('match_releases')
    .where({ match_id: matchId })
    .orderBy([
      { column: 'released_at', order: 'desc' },
      { column: 'user_id', order: 'asc' },
    ])
    .select<ReleaseRow[]>();
}

/** R20: what goes back to the town hall: whatever it paid beyond what is due now, and was not repaid yet. */
export const toRepayOf = ({ paid, repaid, due }: Pick<MatchOfMilestone, 'paid' | 'repaid' | 'due'>): number =>
  paid === null ? 0 : Math.max(0, paid - repaid - due);

/** What its schedule follows from. */
export const matchFacts = (match: MatchOfMilestone): MatchFacts => ({
  state: match.state,
  waitsSince: match.waits_since,
  released: match.released,
  toRepay: toRepayOf(match),
  endedAt: match.ended_at,
});

/** Its story has nothing more to wait for. */
export const isMatchOver = (match: MatchOfMilestone): boolean => isMatchDone(matchFacts(match));
