/** Whether each part answers. */
import type { ServerDeps } from './deps.ts';

export const PARTS = ['postgres', 'temporal', 'worker', 'mail'] as const;
export type Part = (typeof PARTS)[number];
export type PartState = 'ok' | 'down';

export interface Health {
  readonly status: 'ok' | 'degraded';
  readonly parts: Readonly<Record<Part, PartState>>;
}

/** A worker that has not said for this long that it lives is taken for dead (it says so every 5 s). */
const WORKER_SILENCE_SECONDS = 15;
const PROBE_MS = 3_000;
/** Asking the mail server costs it a connection; its answer is good for this long. */
const MAIL_ANSWER_MS = 5_000;

function within(milliseconds: number, work: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  return Promise.race([work.catch(() => false), late]).finally(() => clearTimeout(timer));
}

/** @returns asks every part at once and answers within a few seconds, whatever hangs */
export function createHealthCheck(deps: Pick<ServerDeps, 'store' | 'probes'>): () => Promise<Health> {
  const { knex } = deps.store;
  let mail: { readonly at: number; readonly answer: Promise<boolean> } | null = null;

  const probes: Record<Part, () => Promise<boolean>> = {
    postgres: async () => {
      await knex.raw('select 1');
      return true;
    },
    temporal: deps.probes.temporal,
    worker: async () => {
      const { rows } = await knex.raw<{ rows: { alive: boolean }[] }>(
        `select beat_at > now() - make_interval(secs => ?) as alive from heartbeats where part = 'worker'`,
        [WORKER_SILENCE_SECONDS],
      );
      return rows[0]?.alive ?? false;
    },
    mail: () => {
      if (!mail || Date.now() - mail.at > MAIL_ANSWER_MS) mail = { at: Date.now(), answer: deps.probes.mail() };
      return mail.answer;
    },
  };

  return async () => {
    const answers = await Promise.all(
      PARTS.map(async (part) => [part, await within(PROBE_MS, probes[part]())] as const),
    );
    const parts = Object.fromEntries(
      answers.map(([part, alive]): [Part, PartState] => [part, alive ? 'ok' : 'down']),
    ) as Record<Part, PartState>;
    return { status: answers.every(([, alive]) => alive) ? 'ok' : 'degraded', parts };
  };
}
