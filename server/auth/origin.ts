/** Writes come from this installation's own page, or from a program; never from another site's page. */
import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import { RequestProblem } from '../problem.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The origins that the public address may have: on loopback all of its names. */
function ownOrigins(publicUrl: string): Set<string> {
  const { protocol, hostname, port, origin } = new URL(publicUrl);
  if (!LOOPBACK.has(hostname)) return new Set([origin]);
  return new Set([...LOOPBACK].map((host) => new URL(`${protocol}//${host}:${port}`).origin));
}

/**
 * Whether a request comes from another site's page: its `Origin` is foreign, or a browser says that it is cross-site.
 * A request without both comes from no browser page.
 */
export function foreignOrigin(publicUrl: string): (headers: IncomingHttpHeaders) => boolean {
  const own = ownOrigins(publicUrl);
  return ({ origin, 'sec-fetch-site': site }) =>
    origin === undefined ? site === 'cross-site' || site === 'same-site' : !own.has(origin);
}

/** Refuses a write that comes from another site's page. */
export function checkOrigin(publicUrl: string): RequestHandler {
  const isForeign = foreignOrigin(publicUrl);
  return (request, _response, next) => {
    const refused = !READS.has(request.method) && isForeign(request.headers);
    next(refused ? new RequestProblem('foreign-origin', { facts: { origin: publicUrl } }) : undefined);
  };
}
