/** The scripts of the public pages, as they lie here: small, without a build step, readable by whoever doubts them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fromRoot } from '../../root.ts';
import { RequestProblem } from '../problem.ts';
import type { PublicPage } from './site.ts';

interface Script {
  readonly text: string;
  readonly tag: string;
}

const scripts = new Map<string, Script>();

function scriptOf(names: readonly string[], name: string): Script {
  const known = names.find((each) => each === name);
  if (known === undefined) throw new RequestProblem('not-found');
  const kept = scripts.get(known);
  if (kept) return kept;
  const text = readFileSync(fromRoot('server', 'public', known), 'utf8');
  const script = { text, tag: `"${createHash('sha256').update(text).digest('base64url')}"` };
  scripts.set(known, script);
  return script;
}

/** Files of this folder under an address of their own. */
const scriptsAt = (path: string, names: readonly string[]): PublicPage => ({
  method: 'get',
  path: `${path}/:script`,
  limit: 'readPage',
  async visit({ param, request, response }) {
    const { text, tag } = scriptOf(names, param('script'));
    response.set({ ETag: tag, 'Cache-Control': 'no-cache' });
    if (request.fresh) response.status(304).end();
    else response.type('text/javascript').send(text);
    return 'answered';
  },
});

export const scriptPages: readonly PublicPage[] = [
  scriptsAt('/vote', ['voting.mjs', 'result.mjs', 'recount.mjs']),
  scriptsAt('/money', ['copying.mjs']),
];
