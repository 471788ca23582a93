/** Writes come from this installation's own page, or from a program; never from another site's page. */
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
 * Refuses a write whose `Origin` is foreign, or which a browser says is cross-site.
 * A request without both comes from no browser page.
 */
export function checkOrigin(publicUrl: string): RequestHandler {
  const own = ownOrigins(publicUrl);
  return (request, _response, next) => {
    if (READS.has(request.method)) return next();
    const origin = request.get('Origin');
    const site = request.get('Sec-Fetch-Site');
    const foreign = origin === undefined ? site === 'cross-site' || site === 'same-site' : !own.has(origin);
    next(foreign ? new RequestProblem('foreign-origin', { facts: { origin: publicUrl } }) : undefined);
  };
}
