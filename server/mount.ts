/**
 * Puts described routes on the application. Every request passes the same gates in the same order:
 * who asks → may they → idempotency key → query → body → handler → answer.
 */
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { z } from 'zod';
import { type Caller, findTarget, type Target } from '../db/reads/access.ts';
import { sessionCaller } from './auth/sessions.ts';
import type { Server } from './deps.ts';
import { fieldErrors } from './field-words.ts';
import { checkFields } from './fields.ts';
import { contentRange, readListQuery } from './lists.ts';
import { localeOf } from './locale.ts';
import { RequestProblem } from './problem.ts';
import { type Access, isRaw, type Route } from './route.ts';

/** A text of 10,000 characters fits many times over; files do not come this way. */
const BODY_LIMIT = 256 * 1024;
const jsonParser = (limit: number) => express.json({ limit, type: ['application/json', 'application/*+json'] });
type JsonParser = ReturnType<typeof jsonParser>;
const IDEMPOTENCY_KEY = /^[\x20-\x7e]{8,200}$/;

interface Granted {
  readonly caller: Caller | null;
  readonly target: Target | null;
}

/** The one place where access is decided. */
async function grant(access: Access, request: Request, deps: Server): Promise<Granted> {
  if (access.who === 'anyone') return { caller: null, target: null };
  const caller = sessionCaller(request);
  if (!caller) throw new RequestProblem('not-signed-in');
  if (access.who !== 'member') return { caller, target: null };
  return { caller, target: await findTarget(deps.store.knex, caller, access.object, String(request.params.id)) };
}

/** Called when the language of the caller is known, so that a refusal is in it. */
function checkGranted(access: Access, { caller, target }: Granted): void {
  if (access.who === 'administrator' && !caller?.isAdmin) throw new RequestProblem('not-allowed');
  if (access.who !== 'member') return;
  if (!target) throw new RequestProblem('not-found');
  const { roles, administrators } = access;
  if (!roles || (administrators && caller?.isAdmin)) return;
  if (target.role === null || !roles.includes(target.role)) throw new RequestProblem('not-allowed');
}

function idempotencyKey(request: Request): string {
  const key = request.get('Idempotency-Key');
  if (key === undefined || !IDEMPOTENCY_KEY.test(key)) throw new RequestProblem('idempotency-key-missing');
  return key;
}

async function readBody(route: Route, parseJson: JsonParser, request: Request, response: Response): Promise<unknown> {
  const empty = request.get('Transfer-Encoding') === undefined && Number(request.get('Content-Length') ?? 0) === 0;
  if (empty) return {};
  if (!request.is(['application/json', 'application/*+json']))
    throw new RequestProblem('content-type-not-supported', {
      facts: { expected: route.upload ? 'application/json, multipart/form-data' : 'application/json' },
    });
  await new Promise<void>((resolve, reject) => {
    parseJson(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
  return request.body;
}

/** `GET` parameters, each a single text. */
function checkQuery(schema: z.ZodType, request: Request): unknown {
  const parsed = schema.safeParse({ ...request.query }, { reportInput: true });
  if (parsed.success) return parsed.data;
  const errors = fieldErrors(parsed.error.issues);
  const [parameter = '', rule] = Object.entries(errors)[0] ?? [];
  throw new RequestProblem('query-not-valid', {
    facts: { parameter, rule: rule ?? '' },
    errors,
  });
}

function handle(route: Route, deps: Server) {
  const parseJson = jsonParser(route.bodyLimit ?? BODY_LIMIT);
  return async (request: Request, response: Response): Promise<void> => {
    response.locals.route = route.path;
    const granted = await grant(route.access, request, deps);
    if (granted.caller) response.locals.locale = granted.caller.locale;
    checkGranted(route.access, granted);
    const key = route.idempotent ? idempotencyKey(request) : null;
    const locale = localeOf(response);
    const list = route.list ? readListQuery(route.list, request.query) : null;
    const query = route.query ? checkQuery(route.query, request) : undefined;
    const multipart = route.upload !== null && request.is('multipart/form-data') !== false;
    if (route.upload && !route.body && !multipart)
      throw new RequestProblem('content-type-not-supported', { facts: { expected: 'multipart/form-data' } });
    const body =
      route.body && !multipart
        ? checkFields(route.body, await readBody(route, parseJson, request, response))
        : undefined;
    const { caller, target } = granted;
    const answer = await route.run(
      {
        deps,
        caller,
        target,
        query,
        body,
        locale,
        now: deps.clock.now(),
        request,
        response,
        command: (verb, targetId, commandBody) => {
          if (key === null || !caller) throw new Error(`${route.path} is no command`);
          return { userId: caller.id, idempotencyKey: key, verb, targetId, body: commandBody };
        },
      },
      list,
    );
    // After the deadline (deadline.ts) the answer comes too late; asked again with its key a command gives it.
    if (isRaw(route.answer) || response.headersSent) return;
    response.status(Number(response.locals.status ?? route.status)).set('Cache-Control', 'no-store');
    if (route.answer === null) {
      response.end();
      return;
    }
    if (list && route.list) {
      const { rows, total } = answer as { rows: unknown[]; total: number };
      response.set('Content-Range', contentRange(route.list.name, list.from, rows.length, total));
      response.json(route.answer.parse(rows));
      return;
    }
    // What leaves is what the description says: a column too many is dropped here, and a missing one is a fault.
    response.json(route.answer.parse(answer));
  };
}

/** Mounts the routes; a known address with another method is a 405 that names what it takes. */
export function mount(app: Express, routes: readonly Route[], deps: Server): void {
  const methods = new Map<string, string[]>();
  for (const route of routes) {
    app[route.method](route.path, handle(route, deps));
    methods.set(route.path, [...(methods.get(route.path) ?? []), route.method.toUpperCase()]);
  }
  for (const [path, allowed] of methods) {
    const allow = allowed.join(', ');
    app.all(path, (_request: Request, _response: Response, next: NextFunction) =>
      next(new RequestProblem('method-not-allowed', { facts: { allow }, headers: { Allow: allow } })),
    );
  }
}
