/**
 * What an installation is told by its environment, read in this one place; the table in docs/configuration.md says
 * the same in words. An empty variable counts as one that is not set.
 */
import { isIP } from 'node:net';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What was set, checked; null where nothing was. */
export interface Settings {
  /** Connection of the role that works with the tables. */
  readonly databaseUrl: string | null;
  /** Connection of the role that owns them: for migrations only. */
  readonly databaseOwnerUrl: string | null;
  /** Host and port of Temporal's server. */
  readonly temporalAddress: string | null;
  readonly temporalNamespace: string;
  readonly temporalTaskQueue: string;
  readonly smtpUrl: string | null;
  /** Sender of every mail, e.g. `Jalon <jalon@example.org>`. */
  readonly mailFrom: string | null;
  /** Where people reach the installation, without a slash at the end. */
  readonly publicUrl: string | null;
  readonly host: string;
  readonly port: number | null;
  readonly sessionSecret: string | null;
  /** Seals the voting codes that wait in the outbox. */
  readonly sealingSecret: string | null;
  readonly logLevel: LogLevel;
}

/** The settings are wrong or incomplete; the message names each variable. */
export class SettingsRefused extends Error {
  override readonly name = 'SettingsRefused';
}

const SHORTEST_SECRET = 32;

/** @throws SettingsRefused with everything that is wrong, not only the first thing */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const faults: string[] = [];
  const text = (name: string): string | null => env[name]?.trim() || null;
  const checked = (name: string, fits: (value: string) => boolean, what: string): string | null => {
    const value = text(name);
    if (value === null || fits(value)) return value;
    // The value itself may hold a password.
    faults.push(`${name} is not ${what}`);
    return null;
  };
  const url = (name: string, protocols: readonly string[], what: string) =>
    checked(name, (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), what);

  const secret = (name: string) =>
    checked(name, (value) => value.length >= SHORTEST_SECRET, `at least ${SHORTEST_SECRET} characters long`);

  const port = checked('PORT', (value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535, 'a port, 0 to 65535');
  const level = text('LOG_LEVEL') ?? 'info';
  const logLevel = LOG_LEVELS.find((known) => known === level);
  if (logLevel === undefined) faults.push(`LOG_LEVEL is not one of ${LOG_LEVELS.join(', ')}`);
  const settings: Settings = {
    databaseUrl: url('DATABASE_URL', POSTGRES, 'an address such as postgres://user:password@host/database'),
    databaseOwnerUrl: url('DATABASE_OWNER_URL', POSTGRES, 'an address such as postgres://owner:password@host/database'),
    temporalAddress: checked('TEMPORAL_ADDRESS', isHostAndPort, 'a host and a port such as temporal.example.org:7233'),
    temporalNamespace: text('TEMPORAL_NAMESPACE') ?? 'default',
    temporalTaskQueue: text('TEMPORAL_TASK_QUEUE') ?? 'jalon',
    smtpUrl: url('SMTP_URL', ['smtp:', 'smtps:'], 'an address such as smtps://user:password@mail.example.org'),
    mailFrom: text('MAIL_FROM'),
    publicUrl:
      url('PUBLIC_URL', ['http:', 'https:'], 'an address such as https://jalon.example.org')?.replace(/\/+$/, '') ??
      null,
    host: checked('HOST', isHost, 'an address or a name of this machine') ?? '127.0.0.1',
    port: port === null ? null : Number(port),
    sessionSecret: secret('SESSION_SECRET'),
    sealingSecret: secret('SEALING_SECRET'),
    logLevel: logLevel ?? 'info',
  };
  if (faults.length > 0) throw new SettingsRefused(faults.join('\n'));
  return settings;
}

const POSTGRES = ['postgres:', 'postgresql:'];
const HOST = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/;

function isHost(value: string): boolean {
  return isIP(value) !== 0 || HOST.test(value);
}

function isHostAndPort(value: string): boolean {
  const [, host = '', port = ''] = /^(.+):(\d{1,5})$/.exec(value) ?? [];
  return isHost(host.replace(/^\[(.*)\]$/, '$1')) && Number(port) > 0 && Number(port) <= 65_535;
}

/** The variables that each of the settings comes from. */
const VARIABLES = {
  databaseUrl: 'DATABASE_URL',
  databaseOwnerUrl: 'DATABASE_OWNER_URL',
  temporalAddress: 'TEMPORAL_ADDRESS',
  smtpUrl: 'SMTP_URL',
  mailFrom: 'MAIL_FROM',
  publicUrl: 'PUBLIC_URL',
  port: 'PORT',
  sessionSecret: 'SESSION_SECRET',
  sealingSecret: 'SEALING_SECRET',
} as const satisfies Partial<Record<keyof Settings, string>>;

type Demandable = keyof typeof VARIABLES;

/** The settings with those that this program cannot do without. @throws SettingsRefused naming all that are missing */
export function demand<Name extends Demandable>(
  settings: Settings,
  names: readonly Name[],
): Settings & { readonly [Key in Name]: NonNullable<Settings[Key]> } {
  const missing = names.filter((name) => settings[name] === null).map((name) => VARIABLES[name]);
  if (missing.length > 0) throw new SettingsRefused(`not set: ${missing.join(', ')} (see docs/configuration.md)`);
  return settings as Settings & { readonly [Key in Name]: NonNullable<Settings[Key]> };
}
