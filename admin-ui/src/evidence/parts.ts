/** Evidence of a requirement by the run or the organisation that it is of. */
import type { Evidence, Requirement } from '../api/types.ts';

type Given = Pick<Evidence, 'run' | 'organisation'>;

export interface Part<T extends Given = Evidence> {
  readonly id: string;
  readonly name: string;
  /** Not so for a run that was cancelled: what was given of it stays on record. */
  readonly counts: boolean;
  readonly pieces: readonly T[];
  /** R5: no paper was given, and a message that Jalon sent counts as the document. */
  readonly bySentMessage: boolean;
}

/** The runs or organisations that count, each with its pieces, then those that no longer do. */
export function partsOf<T extends Given>({ parts }: Pick<Requirement, 'parts'>, evidence: readonly T[]): Part<T>[] {
  const of = ({ run, organisation }: T) => run?.id ?? organisation?.id ?? '';
  const known = new Set(parts.map(({ id }) => id));
  const others = new Map<string, string>();
  for (const piece of evidence) {
    const id = of(piece);
    if (id !== '' && !known.has(id)) others.set(id, piece.run?.title ?? piece.organisation?.name ?? '');
  }
  const pieces = (id: string) => evidence.filter((piece) => of(piece) === id);
  return [
    ...parts.map(({ id, name, have }) => {
      const own = pieces(id);
      return { id, name, counts: true, pieces: own, bySentMessage: have > 0 && own.length === 0 };
    }),
    ...[...others].map(([id, name]) => ({ id, name, counts: false, pieces: pieces(id), bySentMessage: false })),
  ];
}
