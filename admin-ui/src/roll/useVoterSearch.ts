import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { get } from '../api/http.ts';
import type { Voter } from '../api/types.ts';

/** So many entries are shown: more letters find the others. */
const SHOWN = 8;
/** Somebody who types fast is not answered letter by letter. */
const PAUSE_MS = 120;

function find(filter: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Voter[]> {
  const asked = new URLSearchParams({
    filter: JSON.stringify(filter),
    range: JSON.stringify([0, SHOWN - 1]),
    sort: JSON.stringify(['name', 'ASC']),
  });
  return get<Voter[]>(`voters?${asked}`, signal);
}

/** One entry as it stands now. */
export async function findVoter({ id, voteId }: Pick<Voter, 'id' | 'voteId'>): Promise<Voter | undefined> {
  return (await find({ voteId, id }))[0];
}

function queryOf(voteId: string, q: string) {
  return {
    queryKey: ['voters', 'desk', voteId, q],
    queryFn: ({ signal }: { signal: AbortSignal }) => find({ voteId, q }, signal),
    retry: false,
    gcTime: 0,
  };
}

/** The entries that what is typed finds: as it is typed, and at once for Enter. */
export function useVoterSearch(voteId: string, text: string) {
  const queryClient = useQueryClient();
  const q = text.trim();
  const [paused, setPaused] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setPaused(q), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [q]);
  const settled = q !== '' && paused === q;
  const { data, error } = useQuery({ ...queryOf(voteId, paused), enabled: paused !== '' });
  return {
    /** Undefined while the list of what is typed is not there yet. */
    found: settled ? data : undefined,
    error: settled ? error : null,
    /** Always asked anew: somebody may have voted online a moment ago. */
    search: () => queryClient.fetchQuery({ ...queryOf(voteId, q), staleTime: 0 }),
  };
}
