/** What came of the campaign, the match and the fund (R18–R23), in bani: as the API says it, and as PostgreSQL counts it. */
import type { Knex } from 'knex';
import type { Person } from './person.ts';
import type { PlayedMoney } from './play.ts';
import { tally } from './tally.ts';

export interface MoneyFigures {
  readonly campaign: {
    readonly pledged: number;
    readonly settled: number;
    readonly refunded: number;
    readonly inKind: number;
  };
  readonly match: { readonly computed: number; readonly paid: number; readonly cap: number };
  readonly fund: { readonly balance: number };
}

export interface RehearsedMoney extends MoneyFigures {
  /** What stands beside the figures: states, days, what the refunds after the close changed. */
  readonly money: {
    readonly raised: number | null;
    readonly closesOn: string;
    readonly sumDueAt: string | null;
    readonly publishedAt: string | null;
    readonly matchState: string;
    readonly due: number;
    readonly decisions: readonly string[];
    readonly adjustments: readonly {
      readonly raisedAfter: number;
      readonly dueAfter: number;
      readonly state: string;
    }[];
    /** Bani that are left in the campaign's and the match's ledger once they moved on (R23). */
    readonly left: { readonly campaign: number; readonly match: number };
    /** Lines of the accepted statements by what became of them. */
    readonly lines: Readonly<Record<string, number>>;
  };
}

interface CampaignPage {
  readonly ledgerId: string;
  readonly raised: number | null;
  readonly closesOn: string;
  readonly sumDueAt: string | null;
  readonly publishedAt: string | null;
  readonly figures: MoneyFigures['campaign'] & { readonly balance: number };
}

interface MatchPage {
  readonly state: string;
  readonly computed: number;
  readonly paid: number | null;
  readonly cap: number;
  readonly due: number;
  readonly balance: number;
  readonly decisions: readonly { readonly outcome: string }[];
  readonly adjustments: readonly { readonly raisedAfter: number; readonly dueAfter: number; readonly state: string }[];
}

export async function moneyOf(
  { staff, auditor }: { readonly staff: Person; readonly auditor: Person },
  { campaignId, matchId, fundId }: PlayedMoney,
): Promise<RehearsedMoney> {
  const campaign = await auditor.get<CampaignPage>(`/api/campaigns/${campaignId}`);
  const match = await auditor.get<MatchPage>(`/api/matches/${matchId}`);
  const fund = await auditor.get<{ balance: number }>(`/api/funds/${fundId}`);
  const lines = await staff.list<{ state: string }>('/api/bank-lines', { campaignId });
  const { pledged, settled, refunded, inKind, balance } = campaign.figures;
  return {
    campaign: { pledged, settled, refunded, inKind },
    match: { computed: match.computed, paid: match.paid ?? 0, cap: match.cap },
    fund: { balance: fund.balance },
    money: {
      raised: campaign.raised,
      closesOn: campaign.closesOn,
      sumDueAt: campaign.sumDueAt,
      publishedAt: campaign.publishedAt,
      matchState: match.state,
      due: match.due,
      decisions: match.decisions.map(({ outcome }) => outcome),
      adjustments: match.adjustments.map(({ raisedAfter, dueAfter, state }) => ({ raisedAfter, dueAfter, state })),
      left: { campaign: balance, match: match.balance },
      lines: tally(lines.map(({ state }) => state)),
    },
  };
}

/** The same figures from the entries alone; the match is computed anew from what was raised until the close (R19). */
export async function moneyBySql(
  db: Knex,
  { campaignId, matchId, fundId }: PlayedMoney,
  cap: { readonly value: number; readonly on: 'part' | 'total' },
): Promise<MoneyFigures> {
  const { rows } = await db.raw<{ rows: Readonly<Record<string, string>>[] }>(
    `with given as (
       select e.kind, e.nature, e.amount,
              e.booked_on <= (c.closes_at at time zone 'Europe/Bucharest')::date
                and (c.published_at is null or e.recorded_at <= c.published_at) as in_time
         from ledger_entries e join campaigns c on c.ledger_id = e.ledger_id where c.id = :campaign
     ), raised as (
       select coalesce(sum(amount) filter (where nature = 'promise'), 0) as pledged,
              coalesce(sum(amount) filter (where nature = 'money' and in_time and kind not in ('refund', 'transfer')), 0) as settled,
              coalesce(-sum(amount) filter (where nature = 'money' and in_time and kind = 'refund'), 0) as refunded,
              coalesce(sum(amount) filter (where nature = 'in-kind'), 0) as in_kind
         from given
     )
     select pledged, settled, refunded, in_kind,
            greatest(0, least(settled - refunded, case when :on = 'part' then :cap else :cap - settled + refunded end)) as computed,
            (select coalesce(sum(e.amount), 0) from ledger_entries e join matches m on m.ledger_id = e.ledger_id
              where m.id = :match and e.kind = 'payment') as paid,
            (select coalesce(sum(e.amount), 0) from ledger_entries e join funds f on f.ledger_id = e.ledger_id
              where f.id = :fund) as balance
       from raised`,
    { campaign: campaignId, match: matchId, fund: fundId, cap: cap.value, on: cap.on },
  );
  const bani = (name: string): number => Number(rows[0]?.[name]);
  return {
    campaign: {
      pledged: bani('pledged'),
      settled: bani('settled'),
      refunded: bani('refunded'),
      inKind: bani('in_kind'),
    },
    match: { computed: bani('computed'), paid: bani('paid'), cap: cap.value },
    fund: { balance: bani('balance') },
  };
}
