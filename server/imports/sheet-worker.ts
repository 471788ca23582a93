/** Parses one file in a thread of its own: a hostile one can exhaust this thread's memory or time, and nothing else. */
import { parentPort, workerData } from 'node:worker_threads';
import { parseFile, type SheetKind } from './parse-file.ts';
import { type Sheet, SheetRefused } from './sheet.ts';

export interface SheetJob {
  readonly path: string;
  readonly kind: SheetKind;
}

export type SheetAnswer =
  | { readonly sheet: Sheet }
  | { readonly refused: { readonly ro: string; readonly en: string } };

const { path, kind } = workerData as SheetJob;
const answer = await parseFile(path, kind).then(
  (sheet): SheetAnswer => ({ sheet }),
  (error: unknown): SheetAnswer => {
    if (error instanceof SheetRefused) return { refused: error.reason };
    throw error;
  },
);
parentPort?.postMessage(answer);
