/** What the report says of campaigns, matches and funds: as they stand, with the sums of their ledgers. */
import type { CampaignFact, FundFact, MatchFact, ReportFacts } from '../../domain/report-facts.ts';
import type { Reader } from '../store.ts';
import { sumsOf } from './ledger-rows.ts';

export async function moneyFacts(reader: Reader, projectId: string): Promise<ReportFacts['money']> {
  return {
    campaigns: await withSums(reader, await campaigns(reader, projectId)),
    matches: await withSums(reader, await matches(reader, projectId)),
    funds: await withSums(reader, await funds(reader, projectId)),
  };
}

async function withSums<T extends { readonly ledgerId: string }>(reader: Reader, rows: readonly T[]) {
  const all = [];
  for (const row of rows) all.push({ ...row, sums: await sumsOf(reader, row.ledgerId) });
  return all;
}

/** Those that were cancelled raised nothing. */
function campaigns(reader: Reader, projectId: string): Promise<Omit<CampaignFact, 'sums'>[]> {
  return reader('campaigns as c')
    .join('milestones as m', 'm.id', 'c.milestone_id')
    .where('c.project_id', projectId)
    .whereNot('c.state', 'cancelled')
    .orderBy(['m.position', 'c.number'])
    .select(
      'c.id',
      'c.milestone_id as milestoneId',
      'c.ledger_id as ledgerId',
      'c.title',
      'c.state',
      'c.closes_at as closesAt',
      'c.sum_due_at as sumDueAt',
      'c.published_at as publishedAt',
      'c.raised',
    );
}

type StoredMatch = Omit<MatchFact, 'sums' | 'decisions' | 'corrections' | 'contract' | 'order'> & {
  readonly contract_number: string;
  readonly contracted_on: string | null;
  readonly order_number: string;
  readonly paid_on: string | null;
};

type OfMatch<Part extends 'decisions' | 'corrections'> = MatchFact[Part][number] & { readonly match_id: string };

const ofMatch = <T extends { readonly match_id: string }>(rows: readonly T[], id: string): Omit<T, 'match_id'>[] =>
  rows.filter(({ match_id: matchId }) => matchId === id).map(({ match_id: _, ...row }) => row);

async function matches(reader: Reader, projectId: string): Promise<Omit<MatchFact, 'sums'>[]> {
  const rows = await reader('matches as t')
    .join('milestones as m', 'm.id', 't.milestone_id')
    .where('t.project_id', projectId)
    .orderBy(['m.position', 't.created_at'])
    .select<StoredMatch[]>(
      't.id',
      't.milestone_id as milestoneId',
      't.campaign_id as campaignId',
      't.ledger_id as ledgerId',
      't.state',
      't.cap',
      't.cap_on as capOn',
      't.computed',
      't.due',
      't.paid',
      't.legal_route as legalRoute',
      't.contract_number',
      't.contracted_on',
      't.order_number',
      't.paid_on',
    );
  const ids = rows.map(({ id }) => id);
  const decisions = await reader('match_decisions')
    .whereIn('match_id', ids)
    .orderBy('place')
    .select<OfMatch<'decisions'>[]>('match_id', 'place', 'outcome', 'number', 'decided_on as decidedOn');
  const corrections = await reader('match_corrections')
    .whereIn('match_id', ids)
    .orderBy('place')
    .select<OfMatch<'corrections'>[]>(
      'match_id',
      'decision',
      'old_number as oldNumber',
      'old_day as oldDay',
      'reason',
      'recorded_at as recordedAt',
    );
  return rows.map(({ contract_number: contract, contracted_on: contractedOn, order_number: order, ...match }) => {
    const { paid_on: paidOn, ...row } = match;
    return {
      ...row,
      decisions: ofMatch(decisions, row.id),
      corrections: ofMatch(corrections, row.id),
      contract: contractedOn === null ? null : { number: contract, on: contractedOn },
      order: paidOn === null ? null : { number: order, on: paidOn },
    };
  });
}

function funds(reader: Reader, projectId: string): Promise<Omit<FundFact, 'sums'>[]> {
  return reader('funds as f')
    .join('milestones as m', 'm.id', 'f.milestone_id')
    .where('f.project_id', projectId)
    .orderBy('m.position')
    .select(
      'f.id',
      'f.milestone_id as milestoneId',
      'f.ledger_id as ledgerId',
      'f.name',
      'f.document',
      'f.founded_on as foundedOn',
    );
}
