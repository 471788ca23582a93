/** The desk's search: which entry Enter means, and what is said of it. */
import type { Voter } from '../api/types.ts';

/** No entry is chosen. */
export const NONE = -1;

/** The next entry by the arrow keys, around the ends. */
export function moved(chosen: number, by: 1 | -1, many: number): number {
  if (many === 0) return NONE;
  if (chosen === NONE) return by === 1 ? 0 : many - 1;
  return (chosen + by + many) % many;
}

/** What Enter means: an entry, that one of several has to be chosen first, or that nobody was found. */
export type Meant<V> = { readonly voter: V } | 'choose' | 'nobody';

/** The only entry needs no choice. Of several none is guessed: a mark on the wrong person takes away their vote. */
export function meant<V>(found: readonly V[], chosen: number): Meant<V> {
  const voter = found[chosen] ?? (found.length === 1 ? found[0] : undefined);
  if (voter !== undefined) return { voter };
  return found.length === 0 ? 'nobody' : 'choose';
}

/** Why somebody gets no ballot at the desk; null for whoever may vote. */
export function noBallot({ struck, voted }: Pick<Voter, 'struck' | 'voted'>): 'struck' | 'online' | 'paper' | null {
  return struck ? 'struck' : voted;
}
