/** The HTTP application: what stands before the routes, the routes, and what answers when something goes wrong. */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import helmet from 'helmet';
import { fromRoot } from '../root.ts';
import { ROUTES } from './api/index.ts';
import { createLimits } from './auth/limits.ts';
import { checkOrigin } from './auth/origin.ts';
import { createSessions } from './auth/sessions.ts';
import { openBallots } from './ballots/ballots.ts';
import { createBallotListener } from './ballots/listener.ts';
import { answerWithin } from './deadline.ts';
import type { Server, ServerDeps } from './deps.ts';
import { prepareFilesDir } from './files/upload.ts';
import { createHealthCheck } from './health.ts';
import { localeOf, preferredLocale } from './locale.ts';
import { loggedError } from './log-error.ts';
import { createMetrics } from './metrics.ts';
import { mount } from './mount.ts';
import { describeApi } from './openapi.ts';
import { createPlanShelf } from './plans.ts';
import { problemOf, RequestProblem, sendProblem } from './problem.ts';
import { PAGES } from './public/index.ts';
import { mountPages } from './public/site.ts';
import { createEventStream } from './stream.ts';

const YEAR_SECONDS = 31_536_000;
/** Longer than a request waits for a story (workflows.ts), so that the better answer comes first. */
const ANSWER_WITHIN_MS = 15_000;

export interface App {
  /** Answers every request: ballots at once, the rest through Express. */
  readonly listener: RequestListener;
  /** Ends the open streams, which would keep the server from closing. */
  endStreams(): Promise<void>;
  /** Ends the connections that are the server's own, after the last request. The store is the caller's. */
  close(): Promise<void>;
}

/** Headers that keep a page from running or embedding what is not this installation's own. */
function securityHeaders(publicUrl: string): RequestHandler {
  const secure = publicUrl.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // The admin UI's components write their styles into the page.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        // A message's HTML is shown in a frame without rights.
        frameSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: secure ? { maxAge: YEAR_SECONDS } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });
}

/** Names the request, and logs how it went: no address, no query, no body, nobody's name. */
function requestLog(log: ServerDeps['log']): RequestHandler {
  return (request, response, next) => {
    const id = randomUUID();
    const start = performance.now();
    response.locals.requestId = id;
    response.locals.locale = preferredLocale(request);
    response.set('X-Request-Id', id);
    response.on('close', () => {
      const { statusCode } = response;
      log[statusCode >= 500 ? 'warn' : 'debug'](
        {
          id,
          method: request.method,
          route: response.locals.route ?? null,
          status: statusCode,
          ms: Math.round(performance.now() - start),
        },
        'request',
      );
    });
    next();
  };
}

function adminUi(folder: string): RequestHandler {
  return express.static(folder, {
    index: 'index.html',
    redirect: true,
    setHeaders(response, path) {
      // The build names what lies in assets/ by its content; everything else may change under its name.
      const hashed = path.startsWith(join(folder, 'assets'));
      response.setHeader('Cache-Control', hashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
    },
  });
}

function answerErrors(log: ServerDeps['log']): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    const locale = localeOf(response);
    const answer = problemOf(error, locale);
    if (answer.body.status >= 500)
      log.error({ id: response.locals.requestId, error: loggedError(error) }, 'a request could not be answered');
    sendProblem(response, answer, locale);
  };
}

function programVersion(): string {
  const read: unknown = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'));
  const version = read !== null && typeof read === 'object' && 'version' in read ? read.version : undefined;
  return typeof version === 'string' ? version : 'unknown';
}

/** Builds the application. Nothing listens yet. */
export function createApp(deps: ServerDeps): App {
  prepareFilesDir(deps.filesDir);
  const stream = createEventStream(deps);
  const sessions = createSessions(deps);
  const metrics = createMetrics(deps, stream);
  // Written when it is first asked for: a start does not wait for it.
  let description: object | undefined;
  const server: Server = {
    ...deps,
    plans: createPlanShelf(),
    ballots: openBallots(deps),
    limits: createLimits(),
    stream,
    metrics,
    health: createHealthCheck(deps),
    openapi: () => {
      description ??= describeApi(ROUTES, programVersion());
      return description;
    },
  };

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  // Behind TLS a proxy on this machine or in the private network says who asks; otherwise nobody is believed.
  app.set('trust proxy', deps.publicUrl.startsWith('https:') ? ['loopback', 'uniquelocal'] : false);
  app.use(requestLog(deps.log), metrics.timing, securityHeaders(deps.publicUrl));
  app.use('/api', answerWithin(ANSWER_WITHIN_MS), checkOrigin(deps.publicUrl), sessions.middleware);
  mount(app, ROUTES, server);
  mountPages(app, PAGES, server);
  if (existsSync(deps.adminUiDir)) app.use('/admin', adminUi(deps.adminUiDir));
  app.use(() => {
    throw new RequestProblem('not-found');
  });
  app.use(answerErrors(deps.log));

  const takesBallot = createBallotListener(server);
  return {
    listener: (request, response) => {
      if (!takesBallot(request, response)) app(request, response);
    },
    endStreams: () => stream.close(),
    close: async () => {
      await stream.close();
      await server.ballots.close();
      await sessions.close();
    },
  };
}
