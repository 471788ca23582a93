/** Campaigns as lists and their pages show them. */
import { dayOf } from '../../domain/calendar.ts';
import { CAMPAIGN_VERBS, type CampaignState, type CampaignVerb } from '../../domain/campaigns.ts';
import { type CampaignFigures, campaignFigures, type LedgerSum } from '../../domain/ledger.ts';
import type { LocalText, ProjectRole, ProjectState } from '../../domain/lifecycle.ts';
import { type CapReading, matchOf, matchOfNextLeu } from '../../domain/match.ts';
import { planOf } from '../projects.ts';
import type { Person } from '../reads/milestones.ts';
import { type Page, type Rows, readPage } from '../reads/page.ts';
import type { Reader } from '../store.ts';
import type { CampaignOfMilestone } from './campaign-rows.ts';
import { hasReceived } from './cancel-campaign.ts';
import { refuseCampaignVerb } from './decide-campaign.ts';
import { type BankStanding, bankStanding, lateBeginning } from './publish-sum.ts';

/** Bani, as they are answered. */
type Figures = Readonly<Record<keyof CampaignFigures, number>>;

export interface CampaignView {
  readonly id: string;
  readonly projectId: string;
  readonly milestone: { readonly id: string; readonly key: string; readonly title: LocalText };
  readonly ledgerId: string;
  readonly number: number;
  readonly title: LocalText;
  readonly state: CampaignState;
  readonly version: number;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly sumDueAt: Date | null;
  readonly publishedAt: Date | null;
  readonly raised: number | null;
  readonly figures: Figures;
  /** Lines of accepted statements that nobody has decided. */
  readonly openLines: number;
}

export interface CampaignPage extends CampaignView {
  readonly purpose: LocalText;
  readonly beneficiary: string;
  readonly accountHolder: string;
  readonly iban: string;
  readonly reference: string;
  readonly proposal: { readonly id: string; readonly number: number; readonly title: string } | null;
  readonly extendedFrom: Date | null;
  readonly extensionReason: string;
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly cancelReason: string;
  readonly match: {
    readonly id: string | null;
    readonly cap: number;
    readonly on: CapReading;
    readonly forSum: number;
    readonly forNextLeu: number;
  } | null;
  /** `lateFrom`: the first day of the statements, where money of the campaign may have come before it (R22). */
  readonly bank: BankStanding & { readonly lateFrom: string | null };
  readonly statement: {
    readonly words: LocalText;
    readonly hash: string;
    readonly publishedAt: Date;
    readonly publishedBy: Person;
  } | null;
  readonly subscribers: number;
  readonly changedBy: Person | null;
  readonly allowed: readonly CampaignVerb[];
}

export const CAMPAIGN_SORTS = { opensAt: 'c.opens_at', number: 'c.number', id: 'c.id' } as const;
export type CampaignSort = keyof typeof CAMPAIGN_SORTS;

export interface CampaignFilter {
  readonly id?: readonly string[] | undefined;
  readonly projectId?: readonly string[] | undefined;
  readonly milestoneId?: readonly string[] | undefined;
  readonly state?: readonly CampaignState[] | undefined;
}

type Shown = CampaignOfMilestone &
  Pick<CampaignView, 'milestone' | 'openLines'> & { readonly sums: readonly LedgerSum[] };

function shown(reader: Reader, filter: CampaignFilter, memberId: string | null) {
  const query = reader('campaigns as c').join('milestones as m', 'm.id', 'c.milestone_id');
  if (memberId !== null)
    query.whereIn('c.project_id', reader('members').where({ user_id: memberId }).select('project_id'));
  if (filter.id) query.whereIn('c.id', filter.id);
  if (filter.projectId) query.whereIn('c.project_id', filter.projectId);
  if (filter.milestoneId) query.whereIn('c.milestone_id', filter.milestoneId);
  if (filter.state) query.whereIn('c.state', filter.state);
  return query.select(
    'c.*',
    'm.key as milestone_key',
    'm.kind as milestone_kind',
    'm.state as milestone_state',
    reader.raw(`json_build_object('id', m.id, 'key', m.key, 'title', m.title) as milestone`),
    reader.raw(
      `(select coalesce(json_agg(json_build_object('kind', s.kind, 'nature', s.nature, 'channel', s.channel,
                 'afterClose', s.after_close, 'entries', s.entries, 'amount', s.amount)), '[]')
          from ledger_sums s where s.ledger_id = c.ledger_id) as sums`,
    ),
    reader.raw(
      `(select count(*)::int from bank_lines l where l.ledger_id = c.ledger_id and l.state = 'open') as "openLines"`,
    ),
  );
}

/**
 * Campaigns of the projects that somebody is in.
 * @param memberId null for everybody's (administrators), else only this person's projects
 */
export async function listCampaigns(
  reader: Reader,
  filter: CampaignFilter,
  page: Page<CampaignSort>,
  memberId: string | null,
): Promise<Rows<CampaignView>> {
  const query = shown(reader, filter, memberId);
  const { rows, total } = await readPage<CampaignSort, Shown>(query, page, CAMPAIGN_SORTS, 'c.id');
  return { rows: rows.map(viewOf), total };
}

const viewOf = (row: Shown): CampaignView => ({
  id: row.id,
  projectId: row.project_id,
  milestone: row.milestone,
  ledgerId: row.ledger_id,
  number: row.number,
  title: row.title,
  state: row.state,
  version: row.version,
  opensOn: dayOf(row.opens_at),
  closesOn: dayOf(row.closes_at),
  opensAt: row.opens_at,
  closesAt: row.closes_at,
  sumDueAt: row.sum_due_at,
  publishedAt: row.published_at,
  raised: row.raised,
  figures: campaignFigures(row.sums),
  openLines: row.openLines,
});

/** The page of one campaign with what the caller may do now; undefined where there is none. */
export async function campaignPage(
  reader: Reader,
  id: string,
  caller: { readonly role: ProjectRole | null; readonly projectState: ProjectState },
): Promise<CampaignPage | undefined> {
  const row = await shown(reader, { id: [id] }, null).first<Shown | undefined>();
  if (!row) return undefined;
  const view = viewOf(row);
  return {
    ...view,
    purpose: row.purpose,
    beneficiary: row.beneficiary,
    accountHolder: row.account_holder,
    iban: row.iban,
    reference: row.reference,
    extendedFrom: row.extended_from,
    extensionReason: row.extension_reason,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    cancelledAt: row.cancelled_at,
    cancelReason: row.cancel_reason,
    ...(await besides(reader, row)),
    match: await matchNow(reader, row, row.raised ?? view.figures.raised),
    bank: { ...(await bankStanding(reader, row.ledger_id)), lateFrom: await lateBeginning(reader, row) },
    allowed: await allowedWith(reader, row, caller),
  };
}

/** What was given is accounted for, so that a campaign which received something is not cancelled any more. */
async function allowedWith(
  reader: Reader,
  row: Shown,
  { role, projectState }: { readonly role: ProjectRole | null; readonly projectState: ProjectState },
): Promise<CampaignVerb[]> {
  const allowed = CAMPAIGN_VERBS.filter((verb) => !refuseCampaignVerb(verb, row, role, projectState));
  if (!allowed.includes('cancel') || !(await hasReceived(reader, row.ledger_id))) return allowed;
  return allowed.filter((verb) => verb !== 'cancel');
}

type Besides = Pick<CampaignPage, 'proposal' | 'statement' | 'subscribers' | 'changedBy'>;

async function besides(reader: Reader, { id }: Shown): Promise<Besides> {
  const { rows } = await reader.raw<{
    rows: (Omit<Besides, 'statement'> & {
      words: LocalText | null;
      hash: string;
      published_at: Date;
      publisher: Person;
    })[];
  }>(
    `select case when p.id is not null then json_build_object('id', p.id, 'number', p.number, 'title', p.title) end as proposal,
            case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as "changedBy",
            (select count(*)::int from subscriptions s where s.project_id = c.project_id and s.ended_at is null) as subscribers,
            t.words, encode(t.hash, 'hex') as hash, t.published_at,
            json_build_object('id', w.id, 'name', w.name) as publisher
       from campaigns c
       left join proposals p on p.id = c.proposal_id
       left join users u on u.id = c.changed_by
       left join sum_statements t on t.campaign_id = c.id
       left join users w on w.id = t.published_by
      where c.id = ?`,
    [id],
  );
  const [row] = rows;
  if (!row) throw new Error(`no campaign ${id}`);
  const { proposal, changedBy, subscribers, words, hash, published_at: publishedAt, publisher } = row;
  const statement = words && { words, hash, publishedAt, publishedBy: publisher };
  return { proposal, changedBy, subscribers, statement };
}

/** R19: what the town hall adds, by the plan; once it is computed, by what was computed. */
async function matchNow(reader: Reader, { id, project_id: projectId }: Shown, raised: number) {
  const { milestones, settings } = await planOf(reader, projectId);
  const match = await reader('matches')
    .where({ campaign_id: id })
    .first<{ id: string; cap: number; on: CapReading } | undefined>('id', 'cap', 'cap_on as on');
  if (!match && !milestones.some(({ kind }) => kind === 'match')) return null;
  const { cap, on } = match ?? { cap: settings.matchCap.value, on: settings.matchCapOn.value };
  const terms = { cap, on };
  return { id: match?.id ?? null, ...terms, forSum: matchOf(raised, terms), forNextLeu: matchOfNextLeu(raised, terms) };
}
