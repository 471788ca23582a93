/** The scripts of the vote's pages, as they lie here: small, without a build step, readable by whoever doubts them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fromRoot } from '../../root.ts';
import { RequestProblem } from '../problem.ts';
import type { PublicPage } from './site.ts';

const NAMES = ['voting.mjs', 'result.mjs', 'recount.mjs'] as const;

interface Script {
  readonly text: string;
  readonly tag: string;
}

const scripts = new Map<string, Script>();

function scriptOf(name: string): Script {
  const known = NAMES.find((each) => each === name);
  if (!known) throw new RequestProblem('not-found');
  const kept = scripts.get(known);
  if (kept) return kept;
  const text = readFileSync(fromRoot('server', 'public', known), 'utf8');
  const script = { text, tag: `"${createHash('sha256').update(text).digest('base64url')}"` };
  scripts.set(known, script);
  return script;
}

export const voteScripts: PublicPage = {
  method: 'get',
  path: '/vote/:script',
  limit: 'readPage',
  async visit({ param, request, response }) {
    const { text, tag } = scriptOf(param('script'));
    response.set({ ETag: tag, 'Cache-Control': 'no-cache' });
    if (request.fresh) response.status(304).end();
    else response.type('text/javascript').send(text);
    return 'answered';
  },
};
