/** The roll as its keepers see it: whether somebody voted and how, never when, never what (R15). */

import type { Locale } from '../../domain/lifecycle.ts';
import { searchKey } from '../../domain/locale.ts';
import { containing, type Page, type Rows, takePage } from '../reads/page.ts';
import type { Reader } from '../store.ts';
import type { VoteOfMilestone } from './vote-rows.ts';

export interface VoterView {
  readonly id: string;
  readonly voteId: string;
  readonly number: number;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string | null;
  readonly address: string;
  readonly email: string | null;
  readonly locale: Locale;
  readonly code: 'mail' | 'letter' | null;
  readonly struck: boolean;
  readonly voted: 'online' | 'paper' | null;
  readonly markedBy: string | null;
}

/** By name as a Romanian dictionary sorts it, or by number: nothing by which people could be put in the order of their votes. */
export const VOTER_SORTS = ['name', 'number'] as const;
export type VoterSort = (typeof VOTER_SORTS)[number];

export interface VoterFilter {
  readonly id?: readonly string[] | undefined;
  readonly voteId: string;
  /** Part of a name, or a number of the roll. */
  readonly q?: string | undefined;
  readonly voted?: boolean | undefined;
  readonly code?: 'mail' | 'letter' | 'none' | undefined;
  readonly struck?: boolean | undefined;
}

export async function listVoters(
  reader: Reader,
  vote: Pick<VoteOfMilestone, 'id' | 'round'>,
  filter: VoterFilter,
  page: Page<VoterSort>,
): Promise<Rows<VoterView>> {
  const query = reader('voters as v')
    .leftJoin(
      reader.raw(
        `(select m.voter_id, m.channel, u.name as marked_by
            from vote_rounds r, booth_marked(r.id) m left join users u on u.id = m.marked_by
           where r.vote_id = ? and r.round = ?) as b`,
        [vote.id, vote.round],
      ),
      'b.voter_id',
      'v.id',
    )
    .where('v.vote_id', vote.id);
  if (filter.id) query.whereIn('v.id', [...filter.id]);
  if (filter.voted !== undefined) query[filter.voted ? 'whereNotNull' : 'whereNull']('b.voter_id');
  if (filter.struck !== undefined) query[filter.struck ? 'whereNotNull' : 'whereNull']('v.struck_at');
  if (filter.code === 'none') query.whereNull('v.code_by');
  else if (filter.code) query.where('v.code_by', filter.code);
  for (const word of searchKey(filter.q ?? '').split(/\s+/)) {
    if (word === '') continue;
    if (/^\d{1,6}$/.test(word)) query.where('v.number', Number(word));
    else query.where('v.name_key', 'like', containing(word));
  }
  query.select(
    'v.id',
    'v.vote_id as voteId',
    'v.number',
    'v.family_name as familyName',
    'v.given_name as givenName',
    'v.birth_date as birthDate',
    'v.address',
    'v.email',
    'v.locale',
    'v.code_by as code',
    reader.raw('v.struck_at is not null as struck'),
    'b.channel as voted',
    'b.marked_by as markedBy',
  );
  return takePage<VoterView>(query, page, (sorted) =>
    page.sort === 'number'
      ? sorted.orderBy('v.number', page.order)
      : sorted.orderByRaw(
          `v.family_name collate "ro-x-icu" ${page.order}, v.given_name collate "ro-x-icu" ${page.order}, v.number`,
        ),
  );
}

export interface RollSummary {
  readonly entries: number;
  readonly struck: number;
  readonly withEmail: number;
  readonly codes: { readonly mail: number; readonly letter: number; readonly none: number };
  /** Of the round that is on, or was the last; null where the charter keeps it to itself until the close (R16). */
  readonly voted: number | null;
  readonly openChallenges: number;
}

/** The roll in figures, in one statement. */
export async function rollSummary(
  reader: Reader,
  vote: Pick<VoteOfMilestone, 'id' | 'round' | 'state' | 'charter'>,
): Promise<RollSummary> {
  const { rows } = await reader.raw<{ rows: RollSummary[] }>(
    `select count(*)::int as entries, count(struck_at)::int as struck,
            count(email) filter (where struck_at is null)::int as "withEmail",
            json_build_object(
              'mail', count(*) filter (where struck_at is null and code_by = 'mail'),
              'letter', count(*) filter (where struck_at is null and code_by = 'letter'),
              'none', count(*) filter (where struck_at is null and code_by is null)) as codes,
            coalesce((select t.online + t.paper from vote_rounds r, booth_turnout(r.id) t
                       where r.vote_id = :vote and r.round = :round), 0) as voted,
            (select count(*)::int from roll_challenges c where c.vote_id = :vote and c.state = 'open') as "openChallenges"
       from voters where vote_id = :vote`,
    { vote: vote.id, round: vote.round },
  );
  const [summary] = rows;
  if (!summary) throw new Error('an aggregate without a row');
  return vote.state === 'open' && !vote.charter.turnoutShown ? { ...summary, voted: null } : summary;
}
