/** `jalon server`: the API and the admin UI. */
import { createServer, type Server } from 'node:http';
import { Client, Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Store } from '../db/store.ts';
import { createEnrolmentMail, createGivingMail, createProposalMail, createSignInMail } from '../mail/link-message.ts';
import type { MailTransport } from '../mail/transport.ts';
import { createApp } from '../server/app.ts';
import type { ServerDeps } from '../server/deps.ts';
import { createWorkflows } from '../server/workflows.ts';
import { READY } from '../stack/guarded.ts';
import { identityOf } from './identity.ts';

/** A client that sends its headers or its body slower than this is not waited for. */
const HEADERS_MS = 20_000;
const REQUEST_MS = 10 * 60_000;
/** How long a request waits for Temporal to be reachable at all. */
const CONNECT_MS = 5_000;
/** How long requests under way may take after the end was asked for. */
const LAST_REQUESTS_MS = 10_000;

export interface ServerOptions {
  readonly store: Store;
  readonly databaseUrl: string;
  readonly temporal: { readonly address: string; readonly namespace: string; readonly taskQueue: string };
  readonly transport: MailTransport;
  readonly report: ServerDeps['report'];
  readonly papers: ServerDeps['papers'];
  readonly host: string;
  readonly port: number;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly sessionSecret: string;
  readonly filesDir: string;
  readonly adminUiDir: string;
  readonly log: Logger;
}

/**
 * Serves until `stop` is aborted; then lets requests under way finish. Temporal and the mail server may be away:
 * the server starts all the same, says so in `/healthz`, and answers with 503 what needs them.
 */
export async function runServer(options: ServerOptions, stop: AbortSignal): Promise<void> {
  const { store, temporal, transport, log } = options;
  const connection = Connection.lazy({ address: temporal.address, connectTimeout: CONNECT_MS });
  const client = new Client({ connection, namespace: temporal.namespace, identity: identityOf('server') });
  const app = createApp({
    store,
    databaseUrl: options.databaseUrl,
    workflows: createWorkflows(client, temporal.taskQueue),
    clock: { now: () => new Date() },
    report: options.report,
    papers: options.papers,
    mailSignInLink: createSignInMail(transport, store.mailDomain),
    mailEnrolmentLink: createEnrolmentMail(transport, store.mailDomain),
    mailProposalLink: createProposalMail(transport, store.mailDomain),
    mailGivingLink: createGivingMail(transport, store.mailDomain),
    probes: {
      temporal: async () => {
        await client.connection.withDeadline(Date.now() + 2_000, () =>
          client.workflowService.describeNamespace({ namespace: temporal.namespace }),
        );
        return true;
      },
      mail: async () => {
        await transport.verify();
        return true;
      },
    },
    filesDir: options.filesDir,
    adminUiDir: options.adminUiDir,
    sessionSecret: options.sessionSecret,
    publicUrl: options.publicUrl,
    log,
  });
  const http = createServer({ headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS }, app.listener);
  try {
    await listening(http, options.host, options.port);
    log.info({ host: options.host, port: options.port }, 'server listens');
    process.send?.(READY);
    await aborted(stop);
    await ended(http, app.endStreams);
  } finally {
    await app.close();
    await connection.close().catch(() => {});
  }
}

function listening(http: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      resolve();
    });
  });
}

function aborted(stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
}

/** No new connections, streams end, the rest may finish for a while. */
async function ended(http: Server, endStreams: () => Promise<void>): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  await endStreams();
  http.closeIdleConnections();
  const impatience = setTimeout(() => http.closeAllConnections(), LAST_REQUESTS_MS);
  await closed;
  clearTimeout(impatience);
}
