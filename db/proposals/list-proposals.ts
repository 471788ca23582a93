/** Proposals as the team's list and pages show them. */
import type { LocalText, MilestoneState, ProjectRole, ProjectState } from '../../domain/lifecycle.ts';
import { allowedOnProposal } from '../../domain/proposal-rules.ts';
import type { ProposalSource, ProposalState, ProposalVerb } from '../../domain/proposals.ts';
import { planMilestone } from '../milestones.ts';
import { planOf } from '../projects.ts';
import { type Page, type Rows, readPage } from '../reads/page.ts';
import { REGISTER_READERS } from '../register/registering.ts';
import type { Reader } from '../store.ts';
import { isVotedOn } from './proposal-rows.ts';

/** A proposal named by another one. */
export interface ProposalNamed {
  readonly id: string;
  readonly number: number;
  readonly title: string;
}

export interface ProposalListed {
  readonly id: string;
  readonly projectId: string;
  readonly milestone: { readonly id: string; readonly key: string; readonly title: LocalText };
  readonly number: number;
  readonly title: string;
  readonly state: ProposalState;
  readonly source: ProposalSource;
  readonly reason: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  readonly mergedInto: ProposalNamed | null;
  readonly splitFrom: ProposalNamed | null;
}

export interface ProposalPage extends ProposalListed {
  readonly summary: string;
  /** `name` and `email` only for who reads the register; the name also where it is public. */
  readonly author: {
    readonly known: boolean;
    readonly name: string;
    readonly email: string | null;
    readonly shown: boolean;
  };
  readonly run: { readonly id: string; readonly title: string } | null;
  /** Those that went into it, and its parts, by number. */
  readonly merged: readonly ProposalNamed[];
  readonly parts: readonly ProposalNamed[];
  readonly changedBy: { readonly id: string; readonly name: string } | null;
  readonly changedAt: Date;
  readonly allowed: readonly ProposalVerb[];
}

const PROPOSAL_SORTS = { number: 'p.number', createdAt: 'p.created_at', title: 'p.title', id: 'p.id' } as const;
export type ProposalSort = keyof typeof PROPOSAL_SORTS;

export interface ProposalFilter {
  readonly id?: readonly string[] | undefined;
  readonly projectId?: readonly string[] | undefined;
  readonly milestoneId?: readonly string[] | undefined;
  readonly runId?: readonly string[] | undefined;
  readonly state?: readonly ProposalState[] | undefined;
  readonly source?: readonly ProposalSource[] | undefined;
}

const named = (alias: string): string =>
  `case when ${alias}.id is not null then json_build_object('id', ${alias}.id, 'number', ${alias}.number, 'title', ${alias}.title) end`;

function proposalQuery(reader: Reader) {
  return reader('proposals as p')
    .join('milestones as m', 'm.id', 'p.milestone_id')
    .leftJoin('proposals as i', 'i.id', 'p.merged_into')
    .leftJoin('proposals as f', 'f.id', 'p.split_from')
    .select(
      'p.id',
      'p.project_id as projectId',
      reader.raw(`json_build_object('id', m.id, 'key', m.key, 'title', m.title) as milestone`),
      'p.number',
      'p.title',
      'p.state',
      'p.source',
      'p.reason',
      'p.version',
      'p.created_at as createdAt',
      'p.decided_at as decidedAt',
      reader.raw(`${named('i')} as "mergedInto"`),
      reader.raw(`${named('f')} as "splitFrom"`),
    );
}

/** @param memberId only what lies in this person's projects; null for all */
export async function listProposals(
  reader: Reader,
  filter: ProposalFilter,
  page: Page<ProposalSort>,
  memberId: string | null,
): Promise<Rows<ProposalListed>> {
  const query = proposalQuery(reader);
  if (memberId !== null)
    query.whereIn('p.project_id', reader('members').where({ user_id: memberId }).select('project_id'));
  if (filter.id) query.whereIn('p.id', filter.id);
  if (filter.projectId) query.whereIn('p.project_id', filter.projectId);
  if (filter.milestoneId) query.whereIn('p.milestone_id', filter.milestoneId);
  if (filter.runId) query.whereIn('p.run_id', filter.runId);
  if (filter.state) query.whereIn('p.state', filter.state);
  if (filter.source) query.whereIn('p.source', filter.source);
  return readPage(query, page, PROPOSAL_SORTS, 'p.id');
}

type PageRow = Omit<ProposalPage, 'author' | 'merged' | 'parts' | 'allowed'> & {
  readonly authorName: string;
  readonly authorEmail: string | null;
  readonly authorShown: boolean;
  readonly milestoneState: MilestoneState;
};

/** The page of a proposal as somebody of the project sees it. */
export async function proposalPage(
  reader: Reader,
  id: string,
  caller: { readonly projectState: ProjectState; readonly role: ProjectRole | null },
): Promise<ProposalPage | null> {
  const row = await proposalQuery(reader)
    .leftJoin('runs as r', 'r.id', 'p.run_id')
    .leftJoin('users as u', 'u.id', 'p.changed_by')
    .where('p.id', id)
    .first<PageRow | undefined>(
      'p.summary',
      'p.author_name as authorName',
      'p.author_email as authorEmail',
      'p.author_shown as authorShown',
      reader.raw(`case when r.id is not null then json_build_object('id', r.id, 'title', r.title) end as run`),
      reader.raw(`case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as "changedBy"`),
      'p.changed_at as changedAt',
      'm.state as milestoneState',
    );
  if (!row) return null;
  const { authorName, authorEmail, authorShown, milestoneState, ...page } = row;
  const plan = await planOf(reader, page.projectId);
  const reads = REGISTER_READERS.some((role) => role === caller.role);
  return {
    ...page,
    author: {
      known: authorName !== '' || authorEmail !== null,
      name: reads || authorShown ? authorName : '',
      email: reads ? authorEmail : null,
      shown: authorShown,
    },
    merged: await namedWhere(reader, { merged_into: id }),
    parts: await namedWhere(reader, { split_from: id }),
    allowed: allowedOnProposal(page.state, {
      ...caller,
      milestoneState,
      voting: await isVotedOn(reader, page.milestone.id),
      plan: planMilestone(plan, page.milestone.key),
    }),
  };
}

/** Proposals by what they came from or went into. */
const namedWhere = (
  reader: Reader,
  where: { readonly merged_into: string } | { readonly split_from: string },
): Promise<ProposalNamed[]> =>
  reader('proposals').where(where).orderBy('number').select<ProposalNamed[]>('id', 'number', 'title');
