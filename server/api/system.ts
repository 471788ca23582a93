/** What machines ask: is it alive, how is it doing, what does it offer. */
import { z } from 'zod';
import { PARTS } from '../health.ts';
import { RequestProblem } from '../problem.ts';
import { route } from '../route.ts';

const tag = 'system';
const state = z.enum(['ok', 'down']);
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

export const systemRoutes = [
  route({
    method: 'get',
    path: '/api/openapi.json',
    summary: 'This description.',
    tag,
    access: { who: 'anyone' },
    answer: z.looseObject({ openapi: z.string() }),
    handler: async ({ deps }) => ({ openapi: '3.1.1', ...deps.openapi() }),
  }),
  route({
    method: 'get',
    path: '/healthz',
    summary: 'The state of every part; 503 when one is down.',
    tag,
    access: { who: 'anyone' },
    answer: z.object({ status: z.enum(['ok', 'degraded']), parts: z.record(z.enum(PARTS), state) }),
    handler: async ({ deps, response }) => {
      const health = await deps.health();
      if (health.status !== 'ok') response.locals.status = 503;
      return health;
    },
  }),
  route({
    method: 'get',
    path: '/readyz',
    summary: 'Whether requests can be taken: PostgreSQL and Temporal answer.',
    tag,
    access: { who: 'anyone' },
    answer: z.object({ ready: z.boolean() }),
    handler: async ({ deps, response }) => {
      const { parts } = await deps.health();
      const ready = parts.postgres === 'ok' && parts.temporal === 'ok';
      if (!ready) response.locals.status = 503;
      return { ready };
    },
  }),
  route({
    method: 'get',
    path: '/metrics',
    summary: 'Figures in Prometheus’ text form; answered on this machine only.',
    tag,
    access: { who: 'anyone' },
    answer: { produces: 'text/plain' },
    handler: async ({ deps, request, response }) => {
      const near = LOOPBACK.has(request.socket.remoteAddress ?? '') && request.get('X-Forwarded-For') === undefined;
      if (!near) throw new RequestProblem('not-found');
      response
        .status(200)
        .set('Content-Type', deps.metrics.contentType)
        .end(await deps.metrics.text());
    },
  }),
];
