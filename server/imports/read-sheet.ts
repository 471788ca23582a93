/** Reads a participants' file beside the event loop, bounded in memory and time. */
import { Worker } from 'node:worker_threads';
import { fromRoot } from '../../root.ts';
import type { SheetKind } from './parse-file.ts';
import { type Sheet, SheetRefused } from './sheet.ts';
import type { SheetAnswer, SheetJob } from './sheet-worker.ts';

const WITHIN_MS = 30_000;
const MEMORY_MB = 256;
/** Each may take its whole memory. */
const AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

const tooMuch = () =>
  new SheetRefused(
    'Fișierul cere prea mult timp sau prea multă memorie pentru o listă de persoane. Copiați datele într-un fișier nou.',
    'The file takes too much time or memory for a list of persons. Copy the data into a new file.',
  );

/** @throws SheetRefused when the file is no list of persons, in words */
export async function readSheet(path: string, kind: SheetKind): Promise<Sheet> {
  if (running < AT_ONCE) running += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await parse({ path, kind });
  } finally {
    // Whoever waits longest takes this one's place.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function parse(job: SheetJob): Promise<Sheet> {
  // The compiled file: a worker's code is loaded by Node itself.
  const worker = new Worker(fromRoot('dist', 'server', 'imports', 'sheet-worker.js'), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return new Promise<Sheet>((resolve, reject) => {
    const timer = setTimeout(() => reject(tooMuch()), WITHIN_MS);
    worker.once('message', (answer: SheetAnswer) => {
      if ('sheet' in answer) resolve(answer.sheet);
      else reject(new SheetRefused(answer.refused.ro, answer.refused.en));
    });
    worker.once('error', (error) => reject(isOutOfMemory(error) ? tooMuch() : error));
    worker.once('exit', (code) => reject(new Error(`The thread that reads files ended with ${code}.`)));
    worker.once('exit', () => clearTimeout(timer));
  }).finally(() => worker.terminate());
}

const isOutOfMemory = (error: Error): boolean => 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
