/**
 * Typst in a worker thread: made when it is first needed, kept for the next report, and no reason for a process to stay.
 */
import { Worker } from 'node:worker_threads';
import { fromRoot } from '../root.ts';
import { FONT_FILES } from './fonts.ts';

export interface TypesetJob {
  /** File name under reports/templates/. */
  readonly template: string;
  /** What the template reads as `sys.inputs`: data, never Typst source. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The date in the file: the same job gives the same bytes. */
  readonly madeAt: Date;
}

interface Pending {
  readonly resolve: (pdf: Buffer) => void;
  readonly reject: (error: Error) => void;
}

type WorkerAnswer = { number: number; pdf: Uint8Array } | { number: number; fault: string };

const TEMPLATES = fromRoot('reports', 'templates');
/** Of the compiler's own words: enough to find the place, and no more than a log's line. */
const FAULT_LENGTH = 1000;
const pending = new Map<number, Pending>();
let worker: Worker | undefined;
let jobs = 0;

function startWorker(): Worker {
  const started = new Worker(fromRoot('reports', 'typeset-worker.mjs'), {
    workerData: { workspace: TEMPLATES, fontFiles: FONT_FILES },
  });
  started.on('message', (answer: WorkerAnswer) => {
    const job = pending.get(answer.number);
    pending.delete(answer.number);
    if (pending.size === 0) started.unref();
    if ('pdf' in answer) job?.resolve(Buffer.from(answer.pdf));
    else job?.reject(new Error(`The report could not be typeset: ${answer.fault.slice(0, FAULT_LENGTH)}`));
  });
  // A worker that dies takes its jobs with it; the next job starts another one.
  const died = (why: unknown): void => {
    if (worker !== started) return;
    worker = undefined;
    for (const { reject } of pending.values()) reject(new Error(`The typesetter ended: ${String(why)}`));
    pending.clear();
  };
  started.on('error', died);
  started.on('exit', (code) => died(`exit ${code}`));
  return started;
}

/**
 * Typesets a PDF/A-2b file.
 * @throws Error with the compiler's own words when the template fails, or when the worker ends
 */
export function typeset(job: TypesetJob): Promise<Buffer> {
  worker ??= startWorker();
  const current = worker;
  jobs += 1;
  const number = jobs;
  return new Promise((resolve, reject) => {
    pending.set(number, { resolve, reject });
    current.ref();
    current.postMessage({
      number,
      template: fromRoot('reports', 'templates', job.template),
      inputs: job.inputs,
      madeAtSeconds: Math.floor(job.madeAt.getTime() / 1000),
    });
  });
}
