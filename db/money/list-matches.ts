/** Matches as lists and their page show them. Amounts are bani. */
import type { LocalText, ProjectRole, ProjectState } from '../../domain/lifecycle.ts';
import {
  type CapReading,
  capWords,
  MATCH_VERBS,
  type MatchState,
  type MatchStep,
  type MatchVerb,
} from '../../domain/match.ts';
import { waitsFor } from '../../domain/match-schedule.ts';
import { formatLei } from '../../domain/money.ts';
import { namesPartners } from '../projects.ts';
import type { Person } from '../reads/milestones.ts';
import { type Page, type Rows, readPage } from '../reads/page.ts';
import type { Reader } from '../store.ts';
import { refuseMatchVerb } from './decide-match.ts';
import { balanceInLedger } from './ledger-rows.ts';
import {
  type AdjustmentRow,
  type DecisionRow,
  type MatchOfMilestone,
  matchesOfMilestones,
  matchFacts,
  type ReleaseRow,
  toRepayOf,
} from './match-rows.ts';
import { releasersOf } from './releasers.ts';

export interface MatchView {
  readonly id: string;
  readonly projectId: string;
  readonly milestone: { readonly id: string; readonly key: string; readonly title: LocalText };
  readonly campaign: { readonly id: string; readonly number: number; readonly title: LocalText };
  readonly ledgerId: string;
  readonly state: MatchState;
  readonly version: number;
  readonly raised: number;
  readonly cap: number;
  readonly capOn: CapReading;
  readonly computed: number;
  readonly due: number;
  readonly paid: number | null;
  readonly toRepay: number;
  readonly waitsFor: MatchStep | null;
  /** R21: who can give the release that it waits for; nobody where it waits for something else. */
  readonly releasers: readonly string[];
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

export const MATCH_SORTS = { createdAt: 'x.created_at', id: 'x.id' } as const;
export type MatchSort = keyof typeof MATCH_SORTS;

export interface MatchFilter {
  readonly id?: readonly string[] | undefined;
  readonly projectId?: readonly string[] | undefined;
  readonly milestoneId?: readonly string[] | undefined;
  readonly campaignId?: readonly string[] | undefined;
  readonly state?: readonly MatchState[] | undefined;
}

/** What a statement gives of a match, beside its row. */
type Shown = MatchOfMilestone & Pick<MatchView, 'milestone' | 'campaign'>;

function shown(reader: Reader, filter: MatchFilter, memberId: string | null) {
  const query = matchesOfMilestones(reader).select(
    reader.raw(`json_build_object('id', m.id, 'key', m.key, 'title', m.title) as milestone`),
    reader.raw(`json_build_object('id', c.id, 'number', c.number, 'title', c.title) as campaign`),
  );
  if (memberId !== null)
    query.whereIn('x.project_id', reader('members').where({ user_id: memberId }).select('project_id'));
  if (filter.id) query.whereIn('x.id', [...filter.id]);
  if (filter.projectId) query.whereIn('x.project_id', [...filter.projectId]);
  if (filter.milestoneId) query.whereIn('x.milestone_id', [...filter.milestoneId]);
  if (filter.campaignId) query.whereIn('x.campaign_id', [...filter.campaignId]);
  if (filter.state) query.whereIn('x.state', [...filter.state]);
  return query;
}

/**
 * Matches of the projects that somebody is in.
 * @param memberId null for everybody's (administrators), else only this person's projects
 */
export async function listMatches(
  reader: Reader,
  filter: MatchFilter,
  page: Page<MatchSort>,
  memberId: string | null,
): Promise<Rows<MatchView>> {
  const { rows, total } = await readPage<MatchSort, Shown>(shown(reader, filter, memberId), page, MATCH_SORTS, 'x.id');
  return { rows: await Promise.all(rows.map((row) => viewOf(reader, row))), total };
}

async function viewOf(reader: Reader, row: Shown): Promise<MatchView> {
  const waiting = waitsFor(matchFacts(row));
  return {
    id: row.id,
    projectId: row.project_id,
    milestone: row.milestone,
    campaign: row.campaign,
    ledgerId: row.ledger_id,
    state: row.state,
    version: row.version,
    raised: row.raised,
    cap: row.cap,
    capOn: row.cap_on,
    computed: row.computed,
    due: row.due,
    paid: row.paid,
    toRepay: toRepayOf(row),
    waitsFor: waiting,
    releasers:
      waiting === 'release' || waiting === 'second-release' ? (await releasersOf(reader, row)).map(({ id }) => id) : [],
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
}

/** A match with all that happened to it. */
export interface MatchPage extends MatchView {
  readonly capText: LocalText;
  readonly decisions: readonly {
    readonly place: number;
    readonly outcome: DecisionRow['outcome'];
    readonly number: string;
    readonly decidedOn: string;
    readonly words: string;
    readonly recordedAt: Date;
    readonly recordedBy: Person;
  }[];
  /** Of numbers and days of decisions and of the contract (`decision` null): what stood there before, and why. */
  readonly corrections: readonly {
    readonly decision: number | null;
    readonly oldNumber: string;
    readonly oldDay: string;
    readonly number: string;
    readonly day: string;
    readonly reason: string;
    readonly recordedAt: Date;
    readonly recordedBy: Person;
  }[];
  readonly contract: { readonly number: string; readonly contractedOn: string; readonly legalRoute: string } | null;
  readonly payment: {
    readonly orderNumber: string;
    readonly paidOn: string;
    readonly amount: number;
    readonly entryId: string;
  } | null;
  readonly releases: readonly {
    readonly person: Person;
    readonly role: ReleaseRow['role'];
    readonly amount: number;
    readonly orderNumber: string;
    readonly paidOn: string;
    readonly releasedAt: Date;
    readonly voidAt: Date | null;
  }[];
  readonly adjustments: readonly {
    readonly id: string;
    readonly entry: {
      readonly id: string;
      readonly number: number;
      readonly amount: number;
      readonly bookedOn: string;
    };
    readonly raisedBefore: number;
    readonly raisedAfter: number;
    readonly dueBefore: number;
    readonly dueAfter: number;
    readonly state: AdjustmentRow['state'];
    readonly openedAt: Date;
    readonly settledEntryId: string | null;
    readonly settledAt: Date | null;
  }[];
  readonly repaid: number;
  readonly balance: number;
  readonly changedBy: Person | null;
  readonly allowed: readonly MatchVerb[];
}

interface MatchReader {
  readonly id: string;
  readonly role: ProjectRole | null;
  readonly projectState: ProjectState;
}

export async function matchPage(reader: Reader, id: string, caller: MatchReader): Promise<MatchPage | undefined> {
  const row: Shown | undefined = await shown(reader, { id: [id] }, null).first();
  if (!row) return undefined;
  const cap = { ro: formatLei(row.cap, 'ro'), en: formatLei(row.cap, 'en') };
  return {
    ...(await viewOf(reader, row)),
    capText: capWords(cap, row.cap_on),
    decisions: await decisions(reader, id),
    corrections: await corrections(reader, id),
    contract:
      row.contracted_on === null
        ? null
        : { number: row.contract_number, contractedOn: row.contracted_on, legalRoute: row.legal_route },
    payment: await payment(reader, row),
    releases: await releases(reader, id),
    adjustments: await adjustments(reader, id),
    repaid: row.repaid,
    balance: await balanceInLedger(reader, row.ledger_id),
    changedBy:
      row.changed_by === null ? null : await reader('users').where({ id: row.changed_by }).first<Person>('id', 'name'),
    allowed: await allowedWith(reader, row, caller),
  };
}

/** Whoever names partners does not release (R21). */
async function allowedWith(reader: Reader, row: Shown, { id, role, projectState }: MatchReader): Promise<MatchVerb[]> {
  const allowed = MATCH_VERBS.filter((verb) => refuseMatchVerb(verb, row, role, projectState) === null);
  if (!allowed.includes('release') || !(await namesPartners(reader, row.project_id, id))) return allowed;
  return allowed.filter((verb) => verb !== 'release');
}

const PERSON = `json_build_object('id', u.id, 'name', u.name)`;

async function decisions(reader: Reader, matchId: string): Promise<MatchPage['decisions']> {
  return reader('match_decisions as d')
    .join('users as u', 'u.id', 'd.recorded_by')
    .where('d.match_id', matchId)
    .orderBy('d.place')
    .select(
      'd.place',
      'd.outcome',
      'd.number',
      'd.decided_on as decidedOn',
      'd.words',
      'd.recorded_at as recordedAt',
      reader.raw(`${PERSON} as "recordedBy"`),
    );
}

async function corrections(reader: Reader, matchId: string): Promise<MatchPage['corrections']> {
  return reader('match_corrections as c')
    .join('users as u', 'u.id', 'c.recorded_by')
    .where('c.match_id', matchId)
    .orderBy('c.place')
    .select(
      'c.decision',
      'c.old_number as oldNumber',
      'c.old_day as oldDay',
      'c.number',
      'c.day',
      'c.reason',
      'c.recorded_at as recordedAt',
      reader.raw(`${PERSON} as "recordedBy"`),
    );
}

async function releases(reader: Reader, matchId: string): Promise<MatchPage['releases']> {
  return reader('match_releases as r')
    .join('users as u', 'u.id', 'r.user_id')
    .where('r.match_id', matchId)
    .orderBy([
      { column: 'r.released_at', order: 'desc' },
      { column: 'r.user_id', order: 'asc' },
    ])
    .select(
      reader.raw(`${PERSON} as person`),
      'r.role',
      'r.amount',
      'r.order_number as orderNumber',
      'r.paid_on as paidOn',
      'r.released_at as releasedAt',
      'r.void_at as voidAt',
    );
}

async function adjustments(reader: Reader, matchId: string): Promise<MatchPage['adjustments']> {
  // As columns: whole numbers beyond 2^53 do not survive JSON, and bani are read as such.
  const rows = await reader('match_adjustments as a')
    .join('ledger_entries as e', 'e.id', 'a.entry_id')
    .where('a.match_id', matchId)
    .orderBy('e.number')
    .select<(AdjustmentRow & { number: number; amount: number; booked_on: string })[]>(
      'a.*',
      'e.number',
      'e.amount',
      'e.booked_on',
    );
  return rows.map((row) => ({
    id: row.id,
    entry: { id: row.entry_id, number: row.number, amount: row.amount, bookedOn: row.booked_on },
    raisedBefore: row.raised_before,
    raisedAfter: row.raised_after,
    dueBefore: row.due_before,
    dueAfter: row.due_after,
    state: row.state,
    openedAt: row.opened_at,
    settledEntryId: row.settled_entry_id,
    settledAt: row.settled_at,
  }));
}

async function payment(reader: Reader, { ledger_id, paid, paid_on: paidOn, order_number }: Shown) {
  if (paid === null || paidOn === null) return null;
  const entry = await reader('ledger_entries').where({ ledger_id, kind: 'payment' }).first<{ id: string }>('id');
  return { orderNumber: order_number, paidOn, amount: paid, entryId: entry.id };
}
