/** Votes as lists show them. */
import type { LocalText } from '../../domain/lifecycle.ts';
import type { VoteResult, VoteState } from '../../domain/votes.ts';
import { type Page, type Rows, readPage } from '../reads/page.ts';
import type { Reader } from '../store.ts';
import type { VoteOfMilestone } from './vote-rows.ts';

export interface VoteView {
  readonly id: string;
  readonly projectId: string;
  readonly milestone: { readonly id: string; readonly key: string; readonly title: LocalText };
  readonly number: number;
  readonly question: LocalText;
  readonly state: VoteState;
  readonly round: 1 | 2;
  readonly version: number;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly roll: { readonly entries: number; readonly struck: number };
  readonly announcedAt: Date | null;
  readonly finalAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly result: VoteResult | null;
  readonly winner: number | null;
}

export const VOTE_SORTS = { opensAt: 'opensAt', number: 'v.number', id: 'v.id' } as const;
export type VoteSort = keyof typeof VOTE_SORTS;

export interface VoteFilter {
  readonly id?: readonly string[] | undefined;
  readonly projectId?: readonly string[] | undefined;
  readonly milestoneId?: readonly string[] | undefined;
  readonly state?: readonly VoteState[] | undefined;
}

/** What a statement gives of a vote, beside its row. */
type Shown = VoteOfMilestone & Pick<VoteView, 'milestone' | 'opensAt' | 'closesAt' | 'roll'>;

/** Of the round that is on or comes next; before the announcement, of the charter. */
const instantOf = (column: 'opens_at' | 'closes_at', inCharter: 'opensAt' | 'closesAt'): string =>
  `coalesce((select r.${column} from vote_rounds r where r.vote_id = v.id and r.round = v.round),
            (v.charter ->> '${inCharter}')::timestamptz)`;

function shown(reader: Reader, filter: VoteFilter, memberId: string | null) {
  const query = reader('votes as v').join('milestones as m', 'm.id', 'v.milestone_id');
  if (memberId !== null)
    query.whereIn('v.project_id', reader('members').where({ user_id: memberId }).select('project_id'));
  if (filter.id) query.whereIn('v.id', filter.id);
  if (filter.projectId) query.whereIn('v.project_id', filter.projectId);
  if (filter.milestoneId) query.whereIn('v.milestone_id', filter.milestoneId);
  if (filter.state) query.whereIn('v.state', filter.state);
  return query.select(
    'v.*',
    'm.key as milestone_key',
    'm.kind as milestone_kind',
    'm.state as milestone_state',
    reader.raw(`json_build_object('id', m.id, 'key', m.key, 'title', m.title) as milestone`),
    reader.raw(`${instantOf('opens_at', 'opensAt')} as "opensAt"`),
    reader.raw(`${instantOf('closes_at', 'closesAt')} as "closesAt"`),
    reader.raw(`(select json_build_object('entries', count(*), 'struck', count(p.struck_at))
                   from voters p where p.vote_id = v.id) as roll`),
  );
}

/**
 * Votes of the projects that somebody is in.
 * @param memberId null for everybody's (administrators), else only this person's projects
 */
export async function listVotes(
  reader: Reader,
  filter: VoteFilter,
  page: Page<VoteSort>,
  memberId: string | null,
): Promise<Rows<VoteView>> {
  const { rows, total } = await readPage<VoteSort, Shown>(shown(reader, filter, memberId), page, VOTE_SORTS, 'v.id');
  return { rows: rows.map(viewOf), total };
}

/** One vote with its row; undefined where there is none. */
export async function findShownVote(
  reader: Reader,
  id: string,
): Promise<{ readonly row: VoteOfMilestone; readonly view: VoteView } | undefined> {
  const row = await shown(reader, { id: [id] }, null).first<Shown | undefined>();
  return row && { row, view: viewOf(row) };
}

const viewOf = (row: Shown): VoteView => ({
  id: row.id,
  projectId: row.project_id,
  milestone: row.milestone,
  number: row.number,
  question: row.charter.question,
  state: row.state,
  round: row.round,
  version: row.version,
  opensAt: row.opensAt,
  closesAt: row.closesAt,
  roll: row.roll,
  announcedAt: row.announced_at,
  finalAt: row.final_at,
  cancelledAt: row.cancelled_at,
  result: row.result,
  winner: row.winner,
});
