/** Proposals as the transactions and the pages read them. */
import type { Locale } from '../../domain/lifecycle.ts';
import type { ProposalSource, ProposalState } from '../../domain/proposals.ts';
import type { Reader, Transaction } from '../store.ts';

export interface ProposalRow {
  readonly id: string;
  readonly project_id: string;
  readonly milestone_id: string;
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly source: ProposalSource;
  readonly run_id: string | null;
  readonly author_name: string;
  readonly author_email: string | null;
  readonly author_locale: Locale;
  readonly author_shown: boolean;
  readonly state: ProposalState;
  readonly reason: string;
  readonly merged_into: string | null;
  readonly split_from: string | null;
  readonly version: number;
  readonly created_at: Date;
  readonly decided_at: Date | null;
  readonly changed_by: string | null;
  readonly changed_at: Date;
}

export const findProposal = (reader: Reader, id: string): Promise<ProposalRow | undefined> =>
  reader('proposals').where({ id }).first<ProposalRow | undefined>();

/** The number that the project's next proposal gets; the project's row must be locked. */
export async function nextNumber(trx: Transaction, projectId: string): Promise<number> {
  const row = await trx('proposals')
    .where({ project_id: projectId })
    .max<{ max: number | null }>({ max: 'number' })
    .first();
  return (row?.max ?? 0) + 1;
}

/**
 * Whether a vote on proposals of this milestone has opened. One that elected nothing is followed by another (R17), and
 * a cancelled one counts for nothing: after either the proposals can be changed again.
 */
export async function isVotedOn(reader: Reader, milestoneId: string): Promise<boolean> {
  const { rows } = await reader.raw<{ rows: unknown[] }>(
    `select 1 from votes v join vote_options o on o.vote_id = v.id join proposals p on p.id = o.proposal_id
      where p.milestone_id = ? and v.frozen_at is not null and v.state <> 'cancelled'
        and (v.state <> 'final' or v.winner is not null) limit 1`,
    [milestoneId],
  );
  return rows.length > 0;
}
