/** Pieces of evidence as people see them: documents of one or more files, each with its earlier versions. */
import type { Evidence } from '../api/types.ts';

type Listed = Pick<Evidence, 'id' | 'documentId' | 'replaces' | 'replacedBy' | 'withdrawnAt'>;

/** A file or page that stands, with the versions that it took the place of, the latest first. */
export interface Standing<T extends Listed = Evidence> {
  readonly piece: T;
  readonly earlier: readonly T[];
}

export interface EvidenceDocument<T extends Listed = Evidence> {
  readonly id: string;
  readonly files: readonly Standing<T>[];
}

/** The documents that stand, in the order in which their first file came, and the pieces that were withdrawn. */
export function documentsOf<T extends Listed>(
  pieces: readonly T[],
): { readonly documents: readonly EvidenceDocument<T>[]; readonly withdrawn: readonly T[] } {
  const byId = new Map(pieces.map((piece) => [piece.id, piece]));
  const place = new Map(pieces.map(({ id }, index) => [id, index]));
  const standing = pieces
    .filter(({ withdrawnAt, replacedBy }) => withdrawnAt === null && replacedBy === null)
    .map((piece) => ({ piece, earlier: earlierOf(piece, byId) }));
  // A version comes later than what it takes the place of, and stands in its place.
  const cameAt = ({ piece, earlier }: Standing<T>) => place.get((earlier.at(-1) ?? piece).id) ?? 0;
  const documents = new Map<string, Standing<T>[]>();
  for (const file of standing.sort((a, b) => cameAt(a) - cameAt(b))) {
    const { documentId } = file.piece;
    documents.set(documentId, [...(documents.get(documentId) ?? []), file]);
  }
  return {
    documents: [...documents].map(([id, files]) => ({ id, files })),
    withdrawn: pieces.filter(({ withdrawnAt }) => withdrawnAt !== null),
  };
}

function earlierOf<T extends Listed>(piece: T, byId: ReadonlyMap<string, T>): T[] {
  const earlier: T[] = [];
  let older = piece.replaces === null ? undefined : byId.get(piece.replaces);
  while (older) {
    earlier.push(older);
    older = older.replaces === null ? undefined : byId.get(older.replaces);
  }
  return earlier;
}
