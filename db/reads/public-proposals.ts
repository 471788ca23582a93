/** R12: the proposals of a project as anybody may read them: decision, reason, what was merged and split. */
import type { ProposalState } from '../../domain/proposals.ts';
import type { Reader } from '../store.ts';

/** A proposal named by another one. */
export interface PublicNamed {
  readonly number: number;
  readonly title: string;
}

export interface PublicProposal extends PublicNamed {
  readonly id: string;
  readonly summary: string;
  readonly state: ProposalState;
  readonly reason: string;
  /** Where it may be shown, else empty. */
  readonly author: string;
  /** Title of the consultation at which it was made; null for one by the public page. */
  readonly meeting: string | null;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  readonly mergedInto: PublicNamed | null;
  readonly splitFrom: PublicNamed | null;
}

export interface PublicProposalPage extends PublicProposal {
  readonly merged: readonly PublicNamed[];
  readonly parts: readonly PublicNamed[];
}

const named = (alias: string): string =>
  `case when ${alias}.id is not null then json_build_object('number', ${alias}.number, 'title', ${alias}.title) end`;

const query = (reader: Reader, projectId: string) =>
  reader('proposals as p')
    .leftJoin('proposals as i', 'i.id', 'p.merged_into')
    .leftJoin('proposals as f', 'f.id', 'p.split_from')
    .leftJoin('runs as r', 'r.id', 'p.run_id')
    .where('p.project_id', projectId)
    .select(
      'p.id',
      'p.number',
      'p.title',
      'p.summary',
      'p.state',
      'p.reason',
      reader.raw("case when p.author_shown then p.author_name else '' end as author"),
      'r.title as meeting',
      'p.created_at as createdAt',
      'p.decided_at as decidedAt',
      reader.raw(`${named('i')} as "mergedInto"`),
      reader.raw(`${named('f')} as "splitFrom"`),
    );

/**
 * A page of a project's proposals by their number.
 * @returns one more than asked for where there are more
 */
export const listPublicProposals = (
  reader: Reader,
  projectId: string,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<PublicProposal[]> =>
  query(reader, projectId)
    .orderBy('p.number')
    .offset(from)
    .limit(limit + 1);

export async function findPublicProposal(
  reader: Reader,
  projectId: string,
  number: number,
): Promise<PublicProposalPage | null> {
  const found = await query(reader, projectId).where('p.number', number).first<PublicProposal | undefined>();
  if (!found) return null;
  const others = (where: object): Promise<PublicNamed[]> =>
    reader('proposals').where(where).orderBy('number').select<PublicNamed[]>('number', 'title');
  return {
    ...found,
    merged: await others({ merged_into: found.id }),
    parts: await others({ split_from: found.id }),
  };
}
