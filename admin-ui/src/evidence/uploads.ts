/** The files that a person chose for one requirement, from the choice to the server's answer. */
import { CommandKey } from '../api/commandKey.ts';
import type { Evidence, EvidenceFields, Problem } from '../api/types.ts';
import { MAX_FILE_BYTES } from '../format/size.ts';

export interface Chosen {
  readonly id: string;
  readonly file: File;
  /** One key a file: a retry after a lost answer adds it once. */
  readonly key: CommandKey;
  readonly state: 'waiting' | 'uploading' | 'done' | 'refused' | 'too-big' | 'empty';
  /** 0…1 of what was handed over. */
  readonly share: number;
  readonly problem: Problem | null;
  /** What the server made of it. */
  readonly given: Evidence | null;
}

/** A file as it was chosen; one that the server would refuse for its size is said so at once and never sent. */
export function choose(file: File): Chosen {
  const state = file.size > MAX_FILE_BYTES ? 'too-big' : file.size === 0 ? 'empty' : 'waiting';
  return { id: crypto.randomUUID(), file, key: new CommandKey(), state, share: 0, problem: null, given: null };
}

/** Still to be sent: chosen, or refused before and tried again. */
export function isToSend({ state }: Pick<Chosen, 'state'>): boolean {
  return state === 'waiting' || state === 'refused';
}

/** The fields of the next file where several make one document: the first that was taken is what the others go to. */
export function sameDocument(fields: EvidenceFields, first: Pick<Evidence, 'documentId'> | null): EvidenceFields {
  return first === null ? fields : { ...fields, documentId: first.documentId };
}
