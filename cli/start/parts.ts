/** The parts of an installation on one machine: each our own, or one that the environment names. */
import { fileURLToPath } from 'node:url';
import { findTemporal } from '../../stack/finding.ts';
import { spawnGuarded } from '../../stack/guarded.ts';
import type { Home } from '../../stack/home.ts';
import { startMailCatcher } from '../../stack/mail-catcher.ts';
import { LOOPBACK } from '../../stack/ports.ts';
import { databaseUrlOf, startPostgres } from '../../stack/postgres.ts';
import type { Secrets } from '../../stack/secrets.ts';
import type { Part } from '../../stack/supervisor.ts';
import { startTemporal } from '../../stack/temporal.ts';
import { type Settings, SettingsRefused } from '../config.ts';
import type { Ports } from './ports.ts';

/** Sender of mails that nobody gets. */
const CAUGHT_MAIL_FROM = 'Jalon <jalon@example.org>';

export interface Layout {
  readonly settings: Settings;
  readonly home: Home;
  readonly secrets: Secrets;
  readonly ports: Ports;
  readonly say: (line: string) => void;
}

/** Names of our own processes, in the order in which they start. */
export const PART_NAMES = ['postgres', 'temporal', 'worker', 'server'] as const;

/** PostgreSQL and Temporal's server where they are ours. */
export function foundations({ settings, home, secrets, ports, say }: Layout): Part[] {
  const postgres: Part = {
    name: 'postgres',
    start: () =>
      startPostgres({
        folder: `${home.path}/postgres`,
        port: ports.postgres,
        secrets: secrets.postgres,
        logFile: home.log('postgres'),
      }),
  };
  const temporal: Part = {
    name: 'temporal',
    async start() {
      const { program, way } = await findTemporal(say);
      say(`Temporal: ${program} (${way})`);
      return startTemporal({
        program,
        port: ports.temporal,
        uiPort: ports.temporalUi,
        namespace: settings.temporalNamespace,
        file: `${home.state}/temporal.sqlite`,
        logFile: home.log('temporal'),
      });
    },
  };
  return [
    ...(settings.databaseUrl === null ? [postgres] : []),
    ...(settings.temporalAddress === null ? [temporal] : []),
  ];
}

/** Everything that worker and server are told, whoever owns the parts. */
export interface Addresses {
  readonly databaseUrl: string;
  readonly databaseOwnerUrl: string | null;
  readonly temporalAddress: string;
  readonly smtpUrl: string;
  readonly mailFrom: string;
  readonly publicUrl: string;
  readonly sessionSecret: string;
  readonly sealingSecret: string;
  readonly port: number;
}

export function addressesOf({ settings, secrets, ports }: Layout): Addresses {
  if (settings.smtpUrl !== null && settings.mailFrom === null) {
    throw new SettingsRefused('MAIL_FROM is not set: a real mail server needs a real sender');
  }
  const own = (role: 'app' | 'owner') => databaseUrlOf(secrets.postgres, role, ports.postgres);
  return {
    databaseUrl: settings.databaseUrl ?? own('app'),
    databaseOwnerUrl: settings.databaseUrl === null ? own('owner') : settings.databaseOwnerUrl,
    temporalAddress: settings.temporalAddress ?? `${LOOPBACK}:${ports.temporal}`,
    smtpUrl: settings.smtpUrl ?? `smtp://${LOOPBACK}:${ports.smtp}`,
    mailFrom: settings.mailFrom ?? CAUGHT_MAIL_FROM,
    publicUrl: settings.publicUrl ?? `http://${settings.host}:${ports.http}`,
    sessionSecret: settings.sessionSecret ?? secrets.session,
    sealingSecret: settings.sealingSecret ?? secrets.sealing,
    port: ports.http,
  };
}

/** The mail catcher where no mail server is named. */
export async function catcher({ settings, home, ports }: Layout) {
  if (settings.smtpUrl !== null) return null;
  return startMailCatcher({ dir: home.mail, smtpPort: ports.smtp, webPort: ports.mailPage });
}

/** Worker and server, as processes of their own: what one of them does cannot stop the other. */
export function programs(layout: Layout, addresses: Addresses, env: NodeJS.ProcessEnv): Part[] {
  const { settings, home } = layout;
  const { DATABASE_OWNER_URL: _onlyForMigrations, ...passedOn } = env;
  const told: NodeJS.ProcessEnv = {
    NODE_ENV: 'production',
    ...passedOn,
    JALON_HOME: home.path,
    DATABASE_URL: addresses.databaseUrl,
    TEMPORAL_ADDRESS: addresses.temporalAddress,
    TEMPORAL_NAMESPACE: settings.temporalNamespace,
    TEMPORAL_TASK_QUEUE: settings.temporalTaskQueue,
    SMTP_URL: addresses.smtpUrl,
    MAIL_FROM: addresses.mailFrom,
    PUBLIC_URL: addresses.publicUrl,
    HOST: settings.host,
    PORT: String(addresses.port),
    SESSION_SECRET: addresses.sessionSecret,
    SEALING_SECRET: addresses.sealingSecret,
    LOG_LEVEL: settings.logLevel,
  };
  const program = (name: 'worker' | 'server', saysReady: boolean) =>
    spawnGuarded({
      program: process.execPath,
      args: ['--enable-source-maps', fileURLToPath(new URL('../main.js', import.meta.url)), name],
      stopSignal: 'TERM',
      logFile: home.log(name),
      env: told,
      saysReady,
    });
  return [
    { name: 'worker', start: async () => program('worker', false) },
    {
      name: 'server',
      async start() {
        const server = program('server', true);
        try {
          // Somebody else may answer on its port by now; only our own process can say that it listens there.
          await server.ready('the server');
        } catch (error) {
          await server.stop();
          throw error;
        }
        return server;
      },
    },
  ];
}
