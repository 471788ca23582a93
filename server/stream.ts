/**
 * Server-sent events: pages hear what changed from one connection that listens to PostgreSQL.
 * What is sent tells where to look again, and nothing more.
 */
import type { Request, Response } from 'express';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Store } from '../db/store.ts';
import { audienceOf } from '../db/users.ts';
import { RequestProblem } from './problem.ts';
import { pushed } from './schema/records.ts';

const HEARTBEAT_MS = 25_000;
/** A stream ends after this long and the page opens another one, which passes the door again. */
const STREAM_LIFE_MS = 60 * 60_000;
const STREAMS_PER_USER = 10;
const STREAMS = 2_000;
const RECONNECT_MS = { first: 250, most: 10_000 };

interface Listener {
  readonly userId: string;
  readonly response: Response;
}

export interface EventStream {
  /** Keeps this response open and tells it of changes; the caller has been let in. */
  open(request: Request, response: Response, userId: string): void;
  /** Listeners at this moment. */
  count(): number;
  close(): Promise<void>;
}

/** Listens on `jalon_events` and reconnects by itself; after a gap, every page is told to look again. */
export function createEventStream(options: {
  readonly store: Store;
  readonly databaseUrl: string;
  readonly log: Logger;
}): EventStream {
  const { store, databaseUrl, log } = options;
  const listeners = new Set<Listener>();
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let delay = RECONNECT_MS.first;
  let closed = false;
  let gap = false;
  /** One after another, so that a page hears of events in their order. */
  let told = Promise.resolve();

  async function tell(payload: string): Promise<void> {
    if (listeners.size === 0) return;
    const event = pushed.parse(JSON.parse(payload));
    const audience = await audienceOf(store.knex, event.projectId);
    const frame = `event: change\ndata: ${JSON.stringify(event)}\n\n`;
    for (const { userId, response } of listeners) if (audience.has(userId)) response.write(frame);
  }

  function lookAgain(): void {
    for (const { response } of listeners) response.write('event: refresh\ndata: {}\n\n');
  }

  function lost(gone: pg.Client): void {
    if (closed || gone !== client) return;
    client = null;
    gap = true;
    gone.end().catch(() => {});
    timer = setTimeout(connect, delay);
    delay = Math.min(delay * 2, RECONNECT_MS.most);
  }

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'jalon-stream',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    client = next;
    next.on('error', () => lost(next));
    next.on('end', () => lost(next));
    next.on('notification', ({ payload }) => {
      told = told
        .then(() => tell(payload ?? ''))
        .catch((error: unknown) => {
          log.warn({ reason: error instanceof Error ? error.message : 'unknown' }, 'a change could not be told');
          // Whoever missed it looks again.
          lookAgain();
        });
    });
    try {
      await next.connect();
      await next.query('listen jalon_events');
      delay = RECONNECT_MS.first;
      if (gap) lookAgain();
      gap = false;
    } catch {
      lost(next);
    }
  }

  const heartbeat = setInterval(() => {
    for (const { response } of listeners) response.write(': still here\n\n');
  }, HEARTBEAT_MS);
  heartbeat.unref();
  void connect();

  return {
    open(request, response, userId) {
      // Whoever went away while being let in has no ending left that would free the place.
      if (response.destroyed) return;
      const own = [...listeners].filter((listener) => listener.userId === userId).length;
      if (own >= STREAMS_PER_USER || listeners.size >= STREAMS) throw new RequestProblem('too-many-streams');
      response.status(200).set({
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
        // A proxy that gathers answers would hold the events back.
        'X-Accel-Buffering': 'no',
      });
      response.write('retry: 2000\n\n');
      const listener = { userId, response };
      listeners.add(listener);
      const life = setTimeout(() => response.end(), STREAM_LIFE_MS);
      life.unref();
      request.socket.setKeepAlive(true);
      response.on('close', () => {
        clearTimeout(life);
        listeners.delete(listener);
      });
    },
    count: () => listeners.size,
    async close() {
      closed = true;
      clearTimeout(timer);
      clearInterval(heartbeat);
      for (const { response } of listeners) response.end();
      const ended = client;
      client = null;
      await ended?.end().catch(() => {});
    },
  };
}
