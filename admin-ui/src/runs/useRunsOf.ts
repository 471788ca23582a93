import { useGetList } from 'react-admin';
import type { RunRow } from '../api/types.ts';

/** The runs of a milestone by their number. */
export function useRunsOf(milestoneId: string) {
  return useGetList<RunRow>('runs', {
    filter: { milestoneId },
    sort: { field: 'number', order: 'ASC' },
    pagination: { page: 1, perPage: 200 },
  });
}
