/**
 * The API in the test's own process, on a database of its own: for everything that needs no story.
 * Two projects with different members, so that each one's objects are somebody else's to the other.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { type Logger, pino } from 'pino';
import type { z } from 'zod';
import { createProject } from '../../db/create-project.ts';
import { loadReportFacts } from '../../db/report-data.ts';
import { createSignInLink, PRINTED_LINK_LIFE } from '../../db/sign-in-links.ts';
import { createStore, type Store } from '../../db/store.ts';
import { createUser } from '../../db/users.ts';
import { PROJECT_ROLES, type ProjectRole } from '../../domain/lifecycle.ts';
import type { Plan } from '../../domain/plan.ts';
import { buildReportModel } from '../../domain/report-model.ts';
import { createComposer } from '../../mail/compose.ts';
import {
  createEnrolmentMail,
  createGivingMail,
  createProposalMail,
  createSignInMail,
} from '../../mail/link-message.ts';
import { createTransport } from '../../mail/transport.ts';
import { renderAttendanceList } from '../../reports/attendance-list.ts';
import { renderCertificate } from '../../reports/certificate.ts';
import { writeLetters } from '../../reports/letters.ts';
import { renderReceipt } from '../../reports/receipt.ts';
import { renderSumNotice } from '../../reports/sum-notice.ts';
import { type App, createApp } from '../../server/app.ts';
import type { problem } from '../../server/schema/common.ts';
import { createWorkflows } from '../../server/workflows.ts';
import { createTestDatabase, type TestDatabase, testServer } from './database.ts';
import { planWith } from './plans.ts';

export type Problem = z.infer<typeof problem>;

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; checked by the test that asks. */
  json<T = Record<string, unknown>>(): T;
  problem(): Problem;
}

/** Somebody with a cookie jar. */
export class Visitor {
  readonly #url: string;
  readonly id: string;
  readonly email: string;
  cookie = '';
  constructor(url: string, user: { id: string; email: string }) {
    this.#url = url;
    this.id = user.id;
    this.email = user.email;
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answered> {
    const raw = typeof body === 'string' || body instanceof FormData || body instanceof Uint8Array;
    const response = await fetch(this.#url + path, {
      method,
      redirect: 'manual',
      headers: {
        'Accept-Language': 'en',
        ...(this.cookie && { Cookie: this.cookie }),
        ...(body !== undefined && !raw && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
    });
    const cookie = response.headers.getSetCookie().find((each) => each.startsWith('jalon='));
    if (cookie) this.cookie = cookie.split(';')[0] ?? '';
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: () => JSON.parse(text),
      problem: () => JSON.parse(text),
    };
  }

  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answered> {
    return this.send('GET', path, undefined, headers);
  }

  /** A command under a new key, or the one given. */
  command(path: string, body: unknown = {}, key: string = randomUUID()): Promise<Answered> {
    return this.send('POST', path, body, { 'Idempotency-Key': key });
  }

  upload(path: string, form: FormData, key: string = randomUUID()): Promise<Answered> {
    return this.send('POST', path, form, { 'Idempotency-Key': key });
  }
}

export type Who = ProjectRole | 'administrator' | 'stranger';

export interface Api {
  readonly url: string;
  readonly store: Store;
  readonly database: TestDatabase;
  readonly filesDir: string;
  /** Members of the first project by role; `stranger` manages the second one; `administrator` is in neither. */
  readonly people: Readonly<Record<Who, Visitor>>;
  readonly project: { readonly id: string; readonly slug: string };
  readonly foreign: { readonly id: string; readonly slug: string };
  /** The clock that the server reads. */
  setClock(now: Date): void;
  visitor(user?: { id: string; email: string }): Visitor;
  signInLink(userId: string): Promise<string>;
  milestone(key: string, projectId?: string): Promise<{ id: string }>;
  createProject(plan: Plan, startsOn: string, members: readonly Visitor[]): Promise<{ id: string; slug: string }>;
  /** A raw connection, for requests that no proper client would send. */
  raw(options: {
    path: string;
    headers: Record<string, string>;
    chunks: readonly (string | Uint8Array)[];
    /** Cut the connection after the last chunk. */
    abort: boolean;
  }): Promise<void>;
  close(): Promise<void>;
}

export interface ApiOptions {
  /** Where Temporal is; by default the server that the tests share. */
  readonly temporalAddress?: string;
  /** Milliseconds that a request waits for a story. */
  readonly deadline?: number;
  /** The way to the database, e.g. through something that can be cut. */
  readonly databaseUrl?: (url: string) => Promise<string>;
  /** What the server writes of itself; by default nothing. */
  readonly log?: Logger;
  /** The mail server; by default the one that the tests share. */
  readonly smtpUrl?: string;
}

export async function startApi(options: ApiOptions = {}): Promise<Api> {
  const database = await createTestDatabase();
  const home = await mkdtemp(join(testServer('TEST_HOME'), 'api-'));
  const filesDir = join(home, 'files');
  // A test that keeps this process busy for seconds must not find its connection closed under its next request.
  const http = createServer({ keepAliveTimeout: 60_000 });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const databaseUrl = await (options.databaseUrl ?? (async (direct: string) => direct))(database.appUrl);
  const store = createStore({
    databaseUrl,
    compose: createComposer({ publicUrl: url, sender: 'Jalon <jalon@example.org>' }),
    mailDomain: 'jalon.test',
    sealingSecret: randomBytes(32).toString('hex'),
    poolMax: 8,
  });
  const connection = Connection.lazy({ address: options.temporalAddress ?? testServer('TEST_TEMPORAL_ADDRESS') });
  const transport = createTransport(options.smtpUrl ?? testServer('TEST_SMTP_URL'), 'Jalon <jalon@example.org>');
  let now = new Date('2026-03-02T10:00:00Z');
  const app: App = createApp({
    store,
    databaseUrl,
    workflows: createWorkflows(new Client({ connection }), database.name, options.deadline),
    clock: { now: () => now },
    report: {
      model: async (projectId, at) => {
        const facts = await loadReportFacts(store.knex, projectId);
        if (!facts) throw new Error('no such project');
        return buildReportModel(facts, at);
      },
      pdf: async () => new TextEncoder().encode('%PDF-1.7 sample'),
    },
    papers: {
      certificate: (facts, locale) => renderCertificate(facts, locale, url),
      attendanceList: renderAttendanceList,
      letters: writeLetters,
      sumNotice: (notice, locale) => renderSumNotice(notice, locale, url),
      receipt: (facts, locale) => renderReceipt(facts, locale, url),
    },
    mailSignInLink: createSignInMail(transport, store.mailDomain),
    mailEnrolmentLink: createEnrolmentMail(transport, store.mailDomain),
    mailProposalLink: createProposalMail(transport, store.mailDomain),
    mailGivingLink: createGivingMail(transport, store.mailDomain),
    probes: {
      temporal: async () => {
        await connection.ensureConnected();
        return true;
      },
      mail: async () => {
        await transport.verify();
        return true;
      },
    },
    filesDir,
    adminUiDir: join(home, 'no-admin-ui'),
    sessionSecret: randomBytes(32).toString('hex'),
    publicUrl: url,
    log: options.log ?? pino({ level: process.env.TEST_LOG ?? 'silent' }),
  });
  http.on('request', app.listener);

  const visitor = (user = { id: '', email: '' }) => new Visitor(url, user);
  const signInLink = async (userId: string): Promise<string> =>
    (await createSignInLink(store.knex, userId, url, PRINTED_LINK_LIFE)).url;

  async function person(name: string, isAdmin: boolean): Promise<Visitor> {
    const user = { email: `${name}@example.org`, name: `${name} (exemplu)`, locale: 'en', isAdmin } as const;
    const made = visitor(await createUser(store, user, now));
    const token = (await signInLink(made.id)).split('token=')[1];
    const answer = await made.send('POST', '/api/session/link', { token });
    if (answer.status !== 204) throw new Error(`${name} could not sign in: ${answer.text}`);
    return made;
  }

  const people = {
    staff: await person('staff', false),
    manager: await person('manager', false),
    partner: await person('partner', false),
    auditor: await person('auditor', false),
    administrator: await person('administrator', true),
    stranger: await person('stranger', false),
  };

  async function makeProject(
    plan: Plan,
    startsOn: string,
    members: readonly { readonly userId: string; readonly role: ProjectRole }[],
  ): Promise<{ id: string; slug: string }> {
    const id = randomUUID();
    const slug = `p-${id.slice(0, 8)}`;
    const command = { userId: people.administrator.id, idempotencyKey: randomUUID(), targetId: id };
    const answer = await createProject(store, command, { slug, plan, startsOn, members }, now);
    if (!answer.done) throw new Error(JSON.stringify(answer));
    return { id, slug };
  }

  const everyRole = PROJECT_ROLES.map((role) => ({ userId: people[role].id, role }));
  const plan = planWith(['A1', 'A2', 'A13', 'A15']);
  const project = await makeProject(plan, '2026-03-01', everyRole);
  const foreign = await makeProject(plan, '2026-03-01', [
    { userId: people.stranger.id, role: 'manager' },
    { userId: (await person('other-staff', false)).id, role: 'staff' },
    { userId: (await person('other-partner', false)).id, role: 'partner' },
    { userId: (await person('other-manager', false)).id, role: 'manager' },
  ]);

  return {
    url,
    store,
    database,
    filesDir,
    people,
    project,
    foreign,
    setClock: (instant) => {
      now = instant;
    },
    visitor,
    signInLink,
    async milestone(key, projectId = project.id) {
      return store.knex('milestones').where({ project_id: projectId, key }).first<{ id: string }>('id');
    },
    createProject: (ofPlan, startsOn, members) =>
      makeProject(
        ofPlan,
        startsOn,
        members.map(({ id }, index) => ({ userId: id, role: PROJECT_ROLES[index] ?? 'staff' })),
      ),
    raw: ({ path, headers, chunks, abort }) =>
      new Promise((resolve, reject) => {
        const outgoing = httpRequest(url + path, { method: 'POST', headers }, (incoming) => {
          incoming.resume();
          incoming.on('end', resolve);
        });
        outgoing.on('error', (error) => (abort ? resolve() : reject(error)));
        outgoing.on('close', () => resolve());
        const last = chunks.length - 1;
        chunks.forEach((chunk, index) => {
          outgoing.write(chunk, () => {
            if (abort && index === last) outgoing.destroy();
          });
        });
        if (!abort) outgoing.end();
      }),
    async close() {
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
      await app.close();
      transport.close();
      await connection.close();
      await store.knex.destroy();
      await database.destroy();
      await rm(home, { recursive: true, force: true });
    },
  };
}
