/**
 * The hot route, answered before Express: `POST /ballots/<vote>` casts, `POST /ballots/<vote>/receipt` says whether a
 * receipt is in the box. Both take JSON, and both keep what they are sent out of addresses, which proxies write down.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { boothHas } from '../../db/votes/booth.ts';
import { findVote, roundsOf } from '../../db/votes/vote-rows.ts';
import type { Locale } from '../../domain/lifecycle.ts';
import { readReceipt } from '../../domain/voting-code.ts';
import { foreignOrigin } from '../auth/origin.ts';
import type { ServerDeps } from '../deps.ts';
import { loggedError } from '../log-error.ts';
import { type AnsweredProblem, problemOf, RETRY_AFTER_SECONDS, RequestProblem } from '../problem.ts';
import { addressOf, createTally } from './address.ts';
import { BALLOT_FAULTS, type BallotFaultName, castingFault } from './answers.ts';
import type { Ballots, WrittenBallot } from './ballots.ts';
import { BodyCut, BodyTooLarge, BodyTooSlow, readBody } from './body.ts';

/** @returns false where the address is somebody else's */
export type BallotListener = (request: IncomingMessage, response: ServerResponse) => boolean;

const PREFIX = '/ballots/';
const ADDRESS = /^\/ballots\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\/receipt)?$/;
const BODY_BYTES = 1024;
const BODY_MS = 5_000;

/**
 * A village may stand behind one address, and one in ten may mistype: a right code is taken however many wrong ones came
 * before. 100 random bits need no more; this only keeps the noise down.
 */
const WRONG_CODES = { minutes: 15, most: 1_000 };
const NOISE_WAITS_MS = 1_000;
const RECEIPTS = { minutes: 15, most: 5_000 };

/** In the order of the header, which is most often that of preference; Romanian without one. */
function localeFor({ 'accept-language': accepted }: IncomingMessage['headers']): Locale {
  return /\b(ro|en)\b/i.exec(accepted ?? '')?.[1]?.toLowerCase() === 'en' ? 'en' : 'ro';
}

interface Answer {
  readonly status: number;
  readonly type: 'application/json' | 'application/problem+json';
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The same object each time, so that its headers are put together once. */
const CAST: Answer = { status: 201, type: 'application/json', body: '{"answer":"cast"}' };

const JSON_TYPE = /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i;

function faultAnswer(name: BallotFaultName, locale: Locale): Answer {
  const { status, title, detail } = BALLOT_FAULTS[name];
  return {
    status,
    type: 'application/problem+json',
    body: JSON.stringify({ type: `/problems/${name}`, title: title[locale], status, detail: detail[locale] }),
    ...((status === 503 || status === 429) && { headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) } }),
  };
}

const problemAnswer = ({ body, headers }: AnsweredProblem): Answer => ({
  status: body.status,
  type: 'application/problem+json',
  body: JSON.stringify(body),
  headers,
});

interface Asked {
  readonly request: IncomingMessage;
  readonly voteId: string;
  readonly locale: Locale;
}

export function createBallotListener(
  deps: Pick<ServerDeps, 'store' | 'publicUrl' | 'log'> & { readonly ballots: Ballots },
): BallotListener {
  const { knex } = deps.store;
  const secure = deps.publicUrl.startsWith('https:');
  const isForeign = foreignOrigin(deps.publicUrl);
  const wrongCodes = createTally(WRONG_CODES);
  const receipts = createTally(RECEIPTS);
  const always = {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(secure && { 'Strict-Transport-Security': 'max-age=31536000' }),
  };

  /** Names and values in turn, as they are written. */
  const headersOf = ({ type, body, headers }: Answer): string[] =>
    Object.entries({
      ...always,
      ...headers,
      'Content-Type': type,
      'Content-Length': String(Buffer.byteLength(body)),
    }).flat();
  const headersOfCast = headersOf(CAST);

  function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
    if (response.headersSent || response.destroyed) return;
    const headers = answer === CAST ? headersOfCast : headersOf(answer);
    // What is left of the request is thrown away, so that the answer arrives.
    response.writeHead(answer.status, request.complete ? headers : [...headers, 'Connection', 'close']);
    response.end(answer.body);
    request.resume();
  }

  /** @throws RequestProblem, BodyTooLarge, BodyTooSlow */
  async function jsonOf(request: IncomingMessage): Promise<Record<string, unknown>> {
    const { method, headers } = request;
    if (method !== 'POST')
      throw new RequestProblem('method-not-allowed', { facts: { allow: 'POST' }, headers: { Allow: 'POST' } });
    if (isForeign(headers)) throw new RequestProblem('foreign-origin', { facts: { origin: deps.publicUrl } });
    if (!JSON_TYPE.test(headers['content-type'] ?? ''))
      throw new RequestProblem('content-type-not-supported', { facts: { expected: 'application/json' } });
    if (headers['content-encoding'] !== undefined)
      throw new RequestProblem('content-type-not-supported', { facts: { expected: 'application/json' } });
    const body = await readBody(request, BODY_BYTES, BODY_MS);
    try {
      const read: unknown = JSON.parse(body.toString('utf8'));
      if (read !== null && typeof read === 'object' && !Array.isArray(read)) return read as Record<string, unknown>;
    } catch {}
    throw new RequestProblem('body-malformed');
  }

  async function cast({ request, voteId, locale }: Asked): Promise<Answer> {
    const written = await jsonOf(request);
    const { code, choice, receipt } = written;
    const wellFormed = typeof code === 'string' && typeof receipt === 'string' && typeof choice === 'number';
    if (!wellFormed || Object.keys(written).length > 3) throw new RequestProblem('body-malformed');
    const ballot: WrittenBallot = { code, choice, receipt };
    const answer = await deps.ballots.cast(voteId, ballot);
    if (answer === 'cast') return CAST;
    if (answer !== 'unknown-code' || wrongCodes.count(addressOf(request, secure))) return faultAnswer(answer, locale);
    await new Promise((resolve) => setTimeout(resolve, NOISE_WAITS_MS));
    return faultAnswer('too-many-wrong-codes', locale);
  }

  async function lookUp({ request, voteId, locale }: Asked): Promise<Answer> {
    const { receipt } = await jsonOf(request);
    if (!receipts.count(addressOf(request, secure))) return faultAnswer('too-many-receipts', locale);
    const read = typeof receipt === 'string' ? readReceipt(receipt) : null;
    if (read === null) return faultAnswer('receipt-not-valid', locale);
    const vote = await findVote(knex, voteId);
    if (!vote || vote.state === 'drafted') return faultAnswer('no-vote', locale);
    const opened = (await roundsOf(knex, voteId)).filter(({ opened_at: at }) => at !== null);
    const rounds: number[] = [];
    for (const { id, round } of opened) if (await boothHas(knex, id, read)) rounds.push(round);
    return { status: 200, type: 'application/json', body: JSON.stringify({ inBox: rounds.length > 0, rounds }) };
  }

  function fault(error: unknown, locale: Locale): Answer {
    if (error instanceof BodyTooSlow) return faultAnswer('too-slow', locale);
    if (error instanceof BodyCut) return problemAnswer(problemOf(new RequestProblem('body-malformed'), locale));
    if (error instanceof BodyTooLarge)
      return problemAnswer(problemOf(new RequestProblem('body-too-large', { facts: { limit: '1 kB' } }), locale));
    const name = castingFault(error);
    const answer = name ? faultAnswer(name, locale) : problemAnswer(problemOf(error, locale));
    if (name === null && answer.status >= 500)
      deps.log.error({ error: loggedError(error) }, 'a ballot could not be answered');
    return answer;
  }

  async function answered(request: IncomingMessage, path: string): Promise<Answer> {
    const locale = localeFor(request.headers);
    try {
      const [, voteId, receipt] = ADDRESS.exec(path) ?? [];
      if (voteId === undefined) throw new RequestProblem('not-found');
      const asked = { request, voteId, locale };
      return await (receipt === undefined ? cast(asked) : lookUp(asked));
    } catch (error) {
      return fault(error, locale);
    }
  }

  return (request, response) => {
    const { url = '' } = request;
    if (!url.startsWith(PREFIX)) return false;
    void answered(request, url.split('?', 1)[0] ?? url).then((answer) => send(request, response, answer));
    return true;
  };
}
