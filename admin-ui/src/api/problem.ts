/** Problem documents (RFC 9457): what the server refused, in words for the person who asked. */
import type { Problem } from './types.ts';

/** The request may or may not have reached the server: nobody knows what became of it. */
export const NO_ANSWER = 0;

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'detail' in body && typeof body.detail === 'string';
}

/**
 * The problem document that an answer carries. Where a proxy or a broken connection answered in the server's place
 * there is none, and `fallback` (words in the reader's language) says so.
 */
export function readProblem(body: unknown, status: number, fallback: string): Problem {
  if (isProblem(body)) return body;
  return { type: 'about:blank', title: fallback, status, detail: fallback };
}

/** The last part of a problem's type: `/problems/preview-stale` → `preview-stale`. */
export function problemName(problem: Pick<Problem, 'type'>): string {
  return problem.type.slice(problem.type.lastIndexOf('/') + 1);
}

/**
 * The server has decided: asking again is a new question. Without an answer, with 5xx, 408, 425 and 429 the same
 * question may be asked again under the same key.
 */
export function isDecided(status: number): boolean {
  return status >= 200 && status < 500 && status !== 408 && status !== 425 && status !== 429;
}
