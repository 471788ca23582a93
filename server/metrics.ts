/** Figures for whoever watches the installation: no address, no name, no project in any of them. */
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { counts } from '../db/outbox.ts';
import type { ServerDeps } from './deps.ts';
import type { EventStream } from './stream.ts';

export interface Metrics {
  /** Times every request by its route's template. */
  readonly timing: RequestHandler;
  /** All figures in Prometheus' text form. */
  text(): Promise<string>;
  readonly contentType: string;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(deps: Pick<ServerDeps, 'store' | 'clock'>, stream: Pick<EventStream, 'count'>): Metrics {
  const { knex } = deps.store;
  const registers = [new Registry()];
  const [registry] = registers;
  if (!registry) throw new Error('no registry');
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'jalon_http_request_seconds',
    help: 'Duration of HTTP requests by route, method and status.',
    labelNames: ['route', 'method', 'status'],
    buckets: SECONDS,
    registers,
  });
  const outbox = new Gauge({
    name: 'jalon_outbox_messages',
    help: 'Messages in the outbox by state.',
    labelNames: ['state'],
    registers,
  });
  const late = new Gauge({
    name: 'jalon_late_milestones',
    help: 'Milestones of running projects past their due instant.',
    registers,
  });
  const inFlight = new Gauge({
    name: 'jalon_http_requests_in_flight',
    help: 'Requests that are being answered, by method: those with POST are commands.',
    labelNames: ['method'],
    registers,
  });
  const streams = new Gauge({ name: 'jalon_event_streams', help: 'Open streams of server-sent events.', registers });

  async function ask(): Promise<void> {
    for (const [state, count] of Object.entries(await counts(knex))) outbox.set({ state }, count);
    const { rows } = await knex.raw<{ rows: { late: number }[] }>(
      `select count(*)::int as late from milestones m join projects p on p.id = m.project_id
        where p.state = 'running' and m.due_at < ? and m.state in ('waiting', 'open', 'returned', 'submitted')`,
      [deps.clock.now()],
    );
    late.set(rows[0]?.late ?? 0);
    streams.set(stream.count());
  }

  return {
    contentType: registry.contentType,
    timing: (request, response, next) => {
      const end = durations.startTimer();
      const { method } = request;
      inFlight.inc({ method });
      response.on('close', () => {
        inFlight.dec({ method });
        end({ route: String(response.locals.route ?? 'none'), method, status: String(response.statusCode) });
      });
      next();
    },
    async text() {
      await ask();
      return registry.metrics();
    },
  };
}
