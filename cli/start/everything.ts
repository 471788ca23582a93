/** Starts all parts in their order, up to the moment when the first page works. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '../../db/store.ts';
import type { MailCatcher } from '../../stack/mail-catcher.ts';
import { migrate, pendingMigrations } from '../../stack/migrations.ts';
import { createSupervisor, type Supervisor } from '../../stack/supervisor.ts';
import { SettingsRefused } from '../config.ts';
import { openStore } from '../store.ts';
import type { Links } from './instance.ts';
import { type Addresses, addressesOf, catcher, foundations, type Layout, programs } from './parts.ts';
import { makeSamples, type SampleUser, sampleLinks } from './samples.ts';

export interface Everything {
  readonly links: Links;
  /** Sample users with their single-use links; null when it is not the first start. */
  readonly samples: readonly (SampleUser & { readonly url: string })[] | null;
}

const READY_WITHIN_MS = 60_000;

/** One attempt to start everything, on the ports of its layout. */
export interface Attempt {
  /** @throws when a part does not start, or the page does not work within a minute */
  readonly everything: Promise<Everything>;
  /** Rejects when a part cannot be kept running. */
  readonly failed: Promise<never>;
  /** Stops what was started, also what is still starting. */
  stop(): Promise<void>;
}

/** @param changed is told who runs now, after every start of a part */
export function beginEverything(
  layout: Layout,
  env: NodeJS.ProcessEnv,
  withSamples: boolean,
  changed: (pids: Readonly<Record<string, number>>) => Promise<void>,
): Attempt {
  const supervisor = createSupervisor({ say: layout.say, changed });
  const mailStarts = catcher(layout);
  const everything = startParts(layout, supervisor, mailStarts, env, withSamples);
  const failed = supervisor.gaveUp.then((reason): never => {
    throw reason;
  });
  // Somebody who was asked to stop looks at neither any more.
  for (const unheard of [mailStarts, everything, failed]) unheard.catch(() => undefined);
  return {
    everything,
    failed,
    async stop() {
      await supervisor.stop();
      await (await mailStarts.catch(() => null))?.stop();
    },
  };
}

async function startParts(
  layout: Layout,
  supervisor: Supervisor,
  mailStarts: Promise<MailCatcher | null>,
  env: NodeJS.ProcessEnv,
  withSamples: boolean,
): Promise<Everything> {
  const addresses = addressesOf(layout);
  const [mail] = await Promise.all([mailStarts, ...foundations(layout).map((part) => supervisor.add(part))]);
  const store = openStore(addresses);
  try {
    await prepareDatabase(store, addresses);
    const users = withSamples ? await makeSamples(store, layout.home, new Date()) : null;
    await Promise.all(programs(layout, addresses, env).map((part) => supervisor.add(part)));
    await pageWorks(layout, addresses);
    return {
      links: linksOf(layout, addresses, mail),
      samples: users === null ? null : await sampleLinks(store, users, addresses.publicUrl),
    };
  } finally {
    await store.knex.destroy();
  }
}

async function prepareDatabase(store: Store, { databaseUrl, databaseOwnerUrl }: Addresses): Promise<void> {
  if (databaseOwnerUrl !== null) {
    await migrate(databaseOwnerUrl, decodeURIComponent(new URL(databaseUrl).username));
    return;
  }
  const pending = await pendingMigrations(store.knex);
  if (pending.length > 0) {
    throw new SettingsRefused(
      `the database lacks ${pending.join(', ')}: run "jalon migrate", or set DATABASE_OWNER_URL so that start does it`,
    );
  }
}

async function pageWorks({ settings, home }: Layout, { port }: Addresses): Promise<void> {
  const host = ['0.0.0.0', '::'].includes(settings.host) ? '127.0.0.1' : settings.host;
  const until = performance.now() + READY_WITHIN_MS;
  let answer = 'no answer';
  while (performance.now() < until) {
    try {
      const response = await fetch(`http://${host.includes(':') ? `[${host}]` : host}:${port}/healthz`);
      answer = await response.text();
      if (response.ok && (JSON.parse(answer) as { status?: unknown }).status === 'ok') return;
    } catch {
      // It does not listen yet.
    }
    await pause(100);
  }
  throw new Error(`not everything works after ${READY_WITHIN_MS / 1000} s: ${answer} (logs: ${home.path}/log)`);
}

function linksOf({ settings, ports }: Layout, { publicUrl }: Addresses, mail: MailCatcher | null): Links {
  const ui = `http://127.0.0.1:${ports.temporalUi}/namespaces/${settings.temporalNamespace}/workflows`;
  return {
    public: `${publicUrl}/`,
    admin: `${publicUrl}/admin/`,
    api: `${publicUrl}/api/openapi.json`,
    mail: mail?.webUrl ?? null,
    temporal: settings.temporalAddress === null ? ui : null,
  };
}
