import { useGetList } from 'react-admin';
import type { ProposalRow, ProposalState } from '../api/types.ts';

/** The proposals of a milestone by their number. */
export function useProposalsOf(milestoneId: string, state?: ProposalState) {
  return useGetList<ProposalRow>('proposals', {
    filter: { milestoneId, ...(state && { state }) },
    sort: { field: 'number', order: 'ASC' },
    pagination: { page: 1, perPage: 500 },
  });
}
