import { useQuery } from '@tanstack/react-query';
import { get } from '../api/http.ts';
import type { Roll } from '../api/types.ts';

/** The roll of a vote in figures, and what this person may do with it. */
export function useRoll(voteId: string) {
  return useQuery({
    queryKey: ['roll', voteId],
    queryFn: ({ signal }) => get<Roll>(`votes/${voteId}/roll`, signal),
  });
}
