/**
 * R18–R23: a project's money as anybody may read it: campaign, match and fund, their sums and entries. Amounts are bani.
 * Sums are those that the database keeps with the entries; nothing here adds entries up (R20).
 */
import type { CampaignState } from '../../domain/campaigns.ts';
import type { DonorShown, EntryChannel, EntryKind, EntryNature, LedgerSum } from '../../domain/ledger.ts';
import type { LocalText } from '../../domain/lifecycle.ts';
import type { CapReading, CouncilOutcome, MatchState } from '../../domain/match.ts';
import { plannedOnce, type Reader } from '../store.ts';

export interface PublicMatch {
  readonly id: string;
  readonly campaignId: string;
  readonly ledgerId: string;
  readonly state: MatchState;
  readonly raised: number;
  readonly cap: number;
  readonly capOn: CapReading;
  readonly computed: number;
  /** What is to be paid, or was to be, after adjustments. */
  readonly due: number;
  readonly legalRoute: string;
  readonly contractNumber: string;
  readonly contractedOn: string | null;
  readonly orderNumber: string;
  readonly paidOn: string | null;
  readonly paid: number | null;
  readonly createdAt: Date;
}

export interface PublicCampaign {
  readonly id: string;
  readonly ledgerId: string;
  readonly number: number;
  readonly state: CampaignState;
  readonly title: LocalText;
  readonly purpose: LocalText;
  readonly beneficiary: string;
  readonly accountHolder: string;
  readonly iban: string;
  readonly reference: string;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly extendedFrom: Date | null;
  readonly extensionReason: string;
  readonly closedAt: Date | null;
  readonly sumDueAt: Date | null;
  readonly publishedAt: Date | null;
  /** Fixed when the sum is published. */
  readonly raised: number | null;
  readonly cancelledAt: Date | null;
  readonly cancelReason: string;
  /** The proposal that was elected; null where no vote was held for it. */
  readonly initiative: { readonly number: number; readonly title: string } | null;
  readonly sums: readonly LedgerSum[];
  readonly match: PublicMatch | null;
}

export interface PublicFund {
  readonly id: string;
  readonly ledgerId: string;
  readonly name: LocalText;
  /** The founding document. */
  readonly document: string;
  readonly foundedOn: string;
  readonly sums: readonly LedgerSum[];
}

/** Everything about a project's money that its pages begin with. */
export interface PublicMoney {
  /** Latest first; never one that is still being prepared. */
  readonly campaigns: readonly PublicCampaign[];
  readonly funds: readonly PublicFund[];
}

/** A campaign that is on the public pages: one that was cancelled before it was announced never was. Expects `campaigns as c`. */
export const PUBLIC_CAMPAIGN = `(c.state not in ('drafted', 'cancelled') or c.state = 'cancelled' and exists (
  select from events v where v.milestone_id = c.milestone_id and v.type = 'campaign.announced'
    and v.data::jsonb ->> 'campaignId' = c.id::text))`;

const CAMPAIGNS = `
  select c.id, c.ledger_id as "ledgerId", c.number, c.state, c.title, c.purpose, c.beneficiary,
    c.account_holder as "accountHolder", c.iban, c.reference, c.opens_at as "opensAt", c.closes_at as "closesAt",
    c.extended_from as "extendedFrom", c.extension_reason as "extensionReason", c.closed_at as "closedAt",
    c.sum_due_at as "sumDueAt", c.published_at as "publishedAt", c.raised, c.cancelled_at as "cancelledAt",
    c.cancel_reason as "cancelReason", p.number as initiative_number, p.title as initiative_title
  from campaigns c left join proposals p on p.id = c.proposal_id
  where c.project_id = ? and ${PUBLIC_CAMPAIGN}
  order by c.created_at desc, c.id`;

type CampaignHead = Omit<PublicCampaign, 'initiative' | 'sums' | 'match'> & {
  readonly initiative_number: number | null;
  readonly initiative_title: string | null;
};

/** @returns no campaign and no fund where there is nothing to see yet */
export async function publicMoneyOf(reader: Reader, projectId: string): Promise<PublicMoney> {
  const [campaigns, matches, funds, sums] = await Promise.all([
    reader
      .raw<{ rows: CampaignHead[] }>(CAMPAIGNS, [projectId])
      .options(plannedOnce('public-campaigns'))
      .then(({ rows }) => rows),
    reader('matches')
      .options(plannedOnce('public-matches'))
      .where({ project_id: projectId })
      .select<PublicMatch[]>(
        'id',
        'campaign_id as campaignId',
        'ledger_id as ledgerId',
        'state',
        'raised',
        'cap',
        'cap_on as capOn',
        'computed',
        'due',
        'legal_route as legalRoute',
        'contract_number as contractNumber',
        'contracted_on as contractedOn',
        'order_number as orderNumber',
        'paid_on as paidOn',
        'paid',
        'created_at as createdAt',
      ),
    reader('funds')
      .options(plannedOnce('public-funds'))
      .where({ project_id: projectId })
      .orderBy(['founded_on', 'id'])
      .select<Omit<PublicFund, 'sums'>[]>('id', 'ledger_id as ledgerId', 'name', 'document', 'founded_on as foundedOn'),
    reader('ledger_sums as s')
      .options(plannedOnce('public-sums'))
      .join('ledgers as l', 'l.id', 's.ledger_id')
      .where('l.project_id', projectId)
      .select<(LedgerSum & { ledgerId: string })[]>(
        's.ledger_id as ledgerId',
        's.kind',
        's.nature',
        's.channel',
        's.after_close as afterClose',
        's.entries',
        's.amount',
      ),
  ]);
  const sumsOf = (ledgerId: string) => sums.filter((sum) => sum.ledgerId === ledgerId);
  return {
    campaigns: campaigns.map(({ initiative_number: number, initiative_title: title, ...campaign }) => ({
      ...campaign,
      initiative: number === null || title === null ? null : { number, title },
      sums: sumsOf(campaign.ledgerId),
      match: matches.find(({ campaignId }) => campaignId === campaign.id) ?? null,
    })),
    funds: funds.map((fund) => ({ ...fund, sums: sumsOf(fund.ledgerId) })),
  };
}

/** A gift as the page lists it. What it says of the donor is said by `shownDonor` alone (R22). */
export interface PublicGift {
  readonly number: number;
  readonly kind: EntryKind;
  readonly nature: EntryNature;
  readonly channel: EntryChannel;
  readonly amount: number;
  /** Given back or corrected of it since; zero or less. */
  readonly taken: number;
  readonly bookedOn: string;
  readonly afterClose: boolean;
  /** What was given in kind; public, and empty where it was erased. */
  readonly note: string;
  readonly donor: PublicDonor | null;
}

/** As it lies in the register of donors: only for `shownDonor`. */
export interface PublicDonor {
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly shown: DonorShown;
  readonly erasedAt: Date | null;
}

/**
 * Of each kind the latest before a number, by its own index: a million pledges between two gifts are never walked. The
 * limit is part of the text: without knowing it the planner would plan each time anew.
 */
const giftsBefore = (limit: number): string => `
  with found as (
    (select * from ledger_entries where ledger_id = :ledgerId and kind = 'gift' and number < :before
      order by number desc limit ${limit})
    union all
    (select * from ledger_entries where ledger_id = :ledgerId and kind = 'settlement' and number < :before
      order by number desc limit ${limit})
    order by number desc limit ${limit})
  select f.number, f.kind, f.nature, f.channel, f.amount, f.booked_on as "bookedOn", f.after_close as "afterClose",
    coalesce(n.words, '') as note, taken.amount as taken,
    case when d.id is not null then json_build_object(
      'kind', d.kind, 'name', d.name, 'shown', d.shown, 'erasedAt', d.erased_at) end as donor
  from found f
  left join donors d on d.id = f.donor_id
  left join ledger_notes n on n.entry_id = f.id and f.nature = 'in-kind'
  cross join lateral (
    select coalesce(sum(e.amount), 0)::bigint as amount from ledger_entries e where e.about_id = f.id) as taken
  order by f.number desc`;

/**
 * The latest gifts and settled pledges of a campaign, by their number in the ledger, which never changes.
 * @param page.before only those with a smaller number; null for the latest
 * @returns one more than asked for where there are more
 */
export async function latestGifts(
  reader: Reader,
  ledgerId: string,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<PublicGift[]> {
  const { rows } = await reader
    .raw<{ rows: PublicGift[] }>(giftsBefore(limit + 1), { ledgerId, before: before ?? 2_147_483_647 })
    .options(plannedOnce(`public-gifts-${limit}`));
  return rows;
}

export interface PublicDecision {
  readonly place: number;
  readonly outcome: CouncilOutcome;
  readonly number: string;
  readonly decidedOn: string;
  readonly words: string;
}

export interface PublicAdjustment {
  /** The entry of the campaign's ledger that changed what was raised. */
  readonly entry: number;
  /** Where that entry corrects a refund: the wrong refund's number, and why. */
  readonly corrects: number | null;
  readonly reason: string;
  readonly raisedBefore: number;
  readonly raisedAfter: number;
  readonly dueBefore: number;
  readonly dueAfter: number;
  readonly state: 'open' | 'settled' | 'nothing-due';
  readonly openedAt: Date;
  readonly settledOn: string | null;
  readonly settledDocument: string | null;
}

/** A number or a day that was written wrong, of a decision or (null) of the contract: what stood there, and why. */
export interface PublicCorrection {
  readonly decision: number | null;
  readonly oldNumber: string;
  readonly oldDay: string;
  readonly reason: string;
  readonly recordedAt: Date;
}

export interface PublicMatchSteps {
  readonly decisions: readonly PublicDecision[];
  readonly corrections: readonly PublicCorrection[];
  readonly adjustments: readonly PublicAdjustment[];
}

/** What the council decided and what refunds changed, in their order (R20, R21). */
export async function matchSteps(reader: Reader, matchId: string): Promise<PublicMatchSteps> {
  const [decisions, corrections, adjustments] = await Promise.all([
    reader('match_decisions')
      .where({ match_id: matchId })
      .orderBy('place')
      .select<PublicDecision[]>('place', 'outcome', 'number', 'decided_on as decidedOn', 'words'),
    reader('match_corrections')
      .where({ match_id: matchId })
      .orderBy('place')
      .select<PublicCorrection[]>(
        'decision',
        'old_number as oldNumber',
        'old_day as oldDay',
        'reason',
        'recorded_at as recordedAt',
      ),
    reader('match_adjustments as a')
      .join('ledger_entries as e', 'e.id', 'a.entry_id')
      .leftJoin('ledger_entries as s', 's.id', 'a.settled_entry_id')
      .leftJoin('ledger_entries as w', 'w.id', 'e.corrects_id')
      .leftJoin('ledger_notes as n', (on) => on.on('n.entry_id', 'e.id').andOnNotNull('w.id'))
      .where('a.match_id', matchId)
      .orderBy(['a.opened_at', 'e.number'])
      .select<PublicAdjustment[]>(
        'e.number as entry',
        'w.number as corrects',
        reader.raw(`coalesce(n.words, '') as reason`),
        'a.raised_before as raisedBefore',
        'a.raised_after as raisedAfter',
        'a.due_before as dueBefore',
        'a.due_after as dueAfter',
        'a.state',
        'a.opened_at as openedAt',
        's.booked_on as settledOn',
        's.document as settledDocument',
      ),
  ]);
  return { decisions, corrections, adjustments };
}

/** An entry of the match's or the fund's ledger, with the ledger that a transfer came from or went to. */
export interface PublicEntry {
  readonly number: number;
  readonly kind: EntryKind;
  readonly channel: EntryChannel;
  readonly amount: number;
  readonly bookedOn: string;
  readonly document: string;
  readonly note: string;
  readonly other: 'campaign' | 'match' | 'fund' | null;
  /** The number of the wrong entry that it corrects. */
  readonly about: number | null;
}

/**
 * A page of a short ledger's entries, latest first.
 * @returns one more than asked for where there are more
 */
export async function latestEntries(
  reader: Reader,
  ledgerId: string,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<PublicEntry[]> {
  const { rows } = await reader.raw<{ rows: PublicEntry[] }>(
    `select e.number, e.kind, e.channel, e.amount, e.booked_on as "bookedOn", e.document,
       coalesce(n.words, '') as note, l.kind as other, a.number as about
     from ledger_entries e
     left join ledger_notes n on n.entry_id = e.id
     left join ledger_entries o on o.transfer_id = e.transfer_id and o.id <> e.id
     left join ledgers l on l.id = o.ledger_id
     left join ledger_entries a on a.id = e.about_id
     where e.ledger_id = :ledgerId and e.number < :before
     order by e.number desc limit :limit`,
    { ledgerId, before: before ?? 2_147_483_647, limit: limit + 1 },
  );
  return rows;
}
