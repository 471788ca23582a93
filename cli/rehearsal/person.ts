/** A simulated person: somebody with a browser, who knows the public API and nothing else. */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { problem } from '../../server/schema/common.ts';

export type Problem = z.infer<typeof problem>;

export interface Reply<T> {
  readonly status: number;
  /** The answer, or null for a refusal. */
  readonly body: T | null;
  readonly problem: Problem | null;
}

export class Person {
  readonly role: string;
  readonly #publicUrl: string;
  #cookie = '';

  constructor(role: string, publicUrl: string) {
    this.role = role;
    this.#publicUrl = publicUrl;
  }

  /** Signs in with a single-use link. */
  async signIn(link: string): Promise<void> {
    const token = /token=([\w-]+)/.exec(link)?.[1];
    const response = await this.#send('POST', '/api/session/link', JSON.stringify({ token }));
    if (!response.ok) throw new Error(`${this.role} could not sign in: ${response.status}`);
    const cookie = response.headers.getSetCookie().find((each) => each.startsWith('jalon='));
    this.#cookie = cookie?.split(';')[0] ?? '';
  }

  /** Reads; what cannot be read is an error of the rehearsal. */
  async get<T>(path: string): Promise<T> {
    const response = await this.#send('GET', path);
    if (!response.ok)
      throw new Error(`${this.role}: GET ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  async download(path: string): Promise<Buffer> {
    const response = await this.#send('GET', path);
    if (!response.ok)
      throw new Error(`${this.role}: GET ${path} answered ${response.status}: ${await response.text()}`);
    return Buffer.from(await response.arrayBuffer());
  }

  /** A command that answers a document. */
  async print(path: string, body: object): Promise<Buffer> {
    const response = await this.#send('POST', path, JSON.stringify(body), randomUUID());
    if (!response.ok)
      throw new Error(`${this.role}: POST ${path} answered ${response.status}: ${await response.text()}`);
    return Buffer.from(await response.arrayBuffer());
  }

  /** What an address answers, whatever it is. */
  async look(path: string): Promise<{ readonly status: number; readonly text: string }> {
    const response = await this.#send('GET', path);
    return { status: response.status, text: await response.text() };
  }

  /** Reads a list to its end. */
  async list<T>(path: string, filter: object): Promise<T[]> {
    const rows: T[] = [];
    const page = 100;
    for (;;) {
      const range = JSON.stringify([rows.length, rows.length + page - 1]);
      const query = new URLSearchParams({ filter: JSON.stringify(filter), range });
      const more = await this.get<T[]>(`${path}?${query}`);
      rows.push(...more);
      if (more.length < page) return rows;
    }
  }

  /** Tries a command; a refusal is an answer. */
  async attempt<T = Record<string, unknown>>(path: string, body: object | FormData, key?: string): Promise<Reply<T>> {
    const form = body instanceof FormData;
    const response = await this.#send('POST', path, form ? body : JSON.stringify(body), key ?? randomUUID());
    const answer: unknown = response.status === 204 ? {} : await response.json();
    return response.ok
      ? { status: response.status, body: answer as T, problem: null }
      : { status: response.status, body: null, problem: answer as Problem };
  }

  /** A command that must succeed. */
  async post<T = Record<string, unknown>>(path: string, body: object | FormData): Promise<T> {
    const reply = await this.attempt<T>(path, body);
    if (reply.body === null) {
      throw new Error(`${this.role}: POST ${path} was refused with ${reply.status}: ${JSON.stringify(reply.problem)}`);
    }
    return reply.body;
  }

  #send(method: string, path: string, body?: string | FormData, key?: string): Promise<Response> {
    return fetch(`${this.#publicUrl}${path}`, {
      method,
      headers: {
        Origin: this.#publicUrl,
        'Accept-Language': 'ro',
        ...(this.#cookie ? { Cookie: this.#cookie } : {}),
        ...(typeof body === 'string' ? { 'Content-Type': 'application/json' } : {}),
        ...(key ? { 'Idempotency-Key': key } : {}),
      },
      ...(body === undefined ? {} : { body }),
    });
  }
}
