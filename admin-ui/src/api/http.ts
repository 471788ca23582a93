/** One way to the server: same origin, the session's cookie, the reader's language, problem documents as errors. */
import { HttpError } from 'react-admin';
import { currentLocale, i18nProvider } from '../i18n/i18nProvider.ts';
import { NO_ANSWER, readProblem } from './problem.ts';

export const API = '/api';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  readonly json: unknown;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The error for an answer that is none of 2xx: its `body` is a problem document, with `errors` by field. */
export function refused(status: number, text: string): HttpError {
  const fallback =
    status === NO_ANSWER
      ? i18nProvider.translate('app.problem.noAnswer')
      : i18nProvider.translate('app.problem.unreadable', { status });
  const problem = readProblem(parse(text), status, fallback);
  return new HttpError(problem.detail, status, problem);
}

/**
 * As react-admin's `fetchJson`.
 * @throws HttpError with a problem document as `body`; status 0 when no answer came
 */
export async function httpClient(url: string, options: RequestInit = {}): Promise<Answer> {
  const headers = new Headers(options.headers);
  headers.set('Accept', 'application/json');
  headers.set('Accept-Language', currentLocale());
  if (typeof options.body === 'string') headers.set('Content-Type', 'application/json');
  let status = NO_ANSWER;
  let body = '';
  let response: Response;
  try {
    response = await fetch(url, { ...options, headers, credentials: 'same-origin' });
    body = await response.text();
    status = response.status;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw refused(NO_ANSWER, '');
  }
  if (!response.ok) throw refused(status, body);
  return { status, headers: response.headers, body, json: parse(body) };
}

/** Reads one address of the API, e.g. `get<Me>('session')`. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const { json } = await httpClient(`${API}/${path}`, signal ? { signal } : {});
  return json as T;
}

/** Writes to one address of the API. */
export async function send<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  idempotencyKey?: string,
): Promise<T> {
  const { json } = await httpClient(`${API}/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(idempotencyKey === undefined ? {} : { headers: { 'Idempotency-Key': idempotencyKey } }),
  });
  return json as T;
}
