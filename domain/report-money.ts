/**
 * The report's section on money that is none of the grant's (R23): what the campaign raised (R20), how the town hall
 * matched it (R19, R21), and what lies in the fund. Bani; each figure leads to the ledger that it adds up from (R25).
 */

import { balanceOf, campaignFigures, type EntryKind, type LedgerSum } from './ledger.ts';
import type { LocalText } from './lifecycle.ts';
import { type Bani, bani } from './money.ts';
import type { CampaignFact, FundFact, MatchFact, ReportFacts } from './report-facts.ts';
import type { Figure, RecordRef } from './report-model.ts';
import { reference } from './report-records.ts';

interface OfMilestone {
  readonly id: string;
  readonly milestone: { readonly id: string; readonly key: string; readonly title: LocalText };
}

export interface ReportedCampaign extends OfMilestone {
  readonly title: LocalText;
  readonly state: CampaignFact['state'];
  readonly closesAt: string;
  /** R22: until when the sum is to be published, and when it was; null before. */
  readonly sumDueAt: string | null;
  readonly publishedAt: string | null;
  readonly pledged: Figure;
  readonly bank: Figure;
  readonly cash: Figure;
  readonly refunded: Figure;
  readonly raised: Figure;
  readonly inKind: Figure;
  /** After the close: refunds and other adjustments, and what came too late to be matched. */
  readonly adjusted: Figure;
  readonly late: Figure;
}

/** R21: a number or a day that was copied wrong: what stood there before, when that was put right, and why. */
export interface ReportedCorrection {
  readonly oldNumber: string;
  readonly oldDay: string;
  readonly on: string;
  readonly reason: string;
}

interface Corrected {
  readonly corrections: readonly ReportedCorrection[];
}

export interface ReportedMatch extends OfMilestone {
  readonly state: MatchFact['state'];
  readonly cap: Figure;
  readonly capOn: MatchFact['capOn'];
  readonly computed: Figure;
  /** After adjustments (R20). */
  readonly due: Figure;
  readonly paid: Figure | null;
  /** Given back to the town hall. */
  readonly repaid: Figure;
  /** What is to be given back and was not yet. */
  readonly owed: Figure;
  readonly decisions: readonly (Omit<MatchFact['decisions'][number], 'place'> & Corrected)[];
  readonly contract: ({ readonly number: string; readonly on: string; readonly legalRoute: string } & Corrected) | null;
  readonly order: { readonly number: string; readonly on: string } | null;
}

export interface ReportedFund extends OfMilestone {
  readonly name: LocalText;
  readonly document: string;
  readonly foundedOn: string;
  readonly received: Figure;
  readonly spent: Figure;
  readonly balance: Figure;
}

export interface ReportedMoney {
  readonly campaigns: readonly ReportedCampaign[];
  readonly matches: readonly ReportedMatch[];
  readonly funds: readonly ReportedFund[];
}

const money = (value: number, ...records: readonly RecordRef[]): Figure => ({ value, records });

function milestoneOf({ milestones }: Pick<ReportFacts, 'milestones'>, milestoneId: string): OfMilestone['milestone'] {
  const found = milestones.find(({ id }) => id === milestoneId);
  if (!found) throw new Error(`no milestone ${milestoneId}`);
  return { id: found.id, key: found.key, title: found.title };
}

/** What entries of a kind add up to, whichever way they go. */
const sumOf = (sums: readonly LedgerSum[], ...kinds: readonly EntryKind[]): Bani =>
  sums
    .filter(({ kind, nature }) => nature === 'money' && kinds.includes(kind))
    .reduce((sum, { amount }) => bani(sum + amount), bani(0));

function reportedCampaign(facts: ReportFacts, campaign: CampaignFact): ReportedCampaign {
  const { id, ledgerId, title, state, closesAt, sumDueAt, publishedAt, sums } = campaign;
  const said = campaignFigures(sums);
  const part = (value: number, narrowed?: string) => money(value, reference('ledger', ledgerId, narrowed));
  return {
    id,
    milestone: milestoneOf(facts, campaign.milestoneId),
    title,
    state,
    closesAt: closesAt.toISOString(),
    sumDueAt: sumDueAt?.toISOString() ?? null,
    publishedAt: publishedAt?.toISOString() ?? null,
    pledged: part(said.pledged, 'kind=pledge'),
    // Refunds went out by the same ways: what came in by each is shown before they are taken off.
    bank: part(cameBy(sums, 'bank'), 'channel=bank'),
    cash: part(cameBy(sums, 'cash'), 'channel=cash'),
    refunded: part(said.refunded, 'kind=refund'),
    raised: money(campaign.raised ?? said.raised, reference('campaign', id), reference('ledger', ledgerId)),
    inKind: part(said.inKind, 'nature=in-kind'),
    adjusted: part(said.adjusted, 'kind=adjustment'),
    late: part(said.late, 'afterClose=true'),
  };
}

/** Money that came this way until the close, corrections taken off; refunds are a line of their own. */
const cameBy = (sums: readonly LedgerSum[], channel: LedgerSum['channel']): Bani =>
  sumOf(
    sums.filter((sum) => sum.channel === channel && !sum.afterClose),
    'gift',
    'settlement',
    'correction',
  );

/** @param of the place of a decision; null for the contract */
const correctionsOf = ({ corrections }: MatchFact, of: number | null): ReportedCorrection[] =>
  corrections
    .filter(({ decision }) => decision === of)
    .map(({ oldNumber, oldDay, reason, recordedAt }) => ({ oldNumber, oldDay, on: recordedAt.toISOString(), reason }));

function reportedMatch(facts: ReportFacts, match: MatchFact): ReportedMatch {
  const { id, ledgerId, state, capOn, computed, due, paid, decisions, legalRoute } = match;
  const itself = reference('match', id);
  const repaid = bani(-sumOf(match.sums, 'repayment'));
  return {
    id,
    milestone: milestoneOf(facts, match.milestoneId),
    state,
    cap: money(match.cap, reference('plan', facts.project.id, 'settings.matchCap')),
    capOn,
    computed: money(computed, itself, reference('campaign', match.campaignId)),
    due: money(due, itself),
    paid: paid === null ? null : money(paid, itself, reference('ledger', ledgerId, 'kind=payment')),
    repaid: money(repaid, itself, reference('ledger', ledgerId, 'kind=repayment')),
    owed: money(paid === null ? 0 : Math.max(0, paid - repaid - due), itself),
    decisions: decisions.map(({ place, ...decision }) => ({ ...decision, corrections: correctionsOf(match, place) })),
    contract: match.contract && { ...match.contract, legalRoute, corrections: correctionsOf(match, null) },
    order: match.order,
  };
}

function reportedFund(facts: ReportFacts, fund: FundFact): ReportedFund {
  const { id, ledgerId, name, document, foundedOn, sums } = fund;
  const of = reference('ledger', ledgerId);
  return {
    id,
    milestone: milestoneOf(facts, fund.milestoneId),
    name,
    document,
    foundedOn,
    received: money(sumOf(sums, 'transfer'), of),
    spent: money(bani(-sumOf(sums, 'payment', 'correction')), of),
    balance: money(balanceOf(sums), of),
  };
}

/** Campaigns that were cancelled raised nothing and are not reported. */
export function reportedMoney(facts: ReportFacts): ReportedMoney {
  const { campaigns, matches, funds } = facts.money;
  return {
    campaigns: campaigns.map((campaign) => reportedCampaign(facts, campaign)),
    matches: matches.map((match) => reportedMatch(facts, match)),
    funds: funds.map((fund) => reportedFund(facts, fund)),
  };
}
