/**
 * Where the parts of this installation are, for commands that look at one which exists: from the environment, and
 * from the home of an embedded stack that runs.
 */
import { homeOf, readState } from '../stack/home.ts';
import { LOOPBACK } from '../stack/ports.ts';
import { databaseUrlOf, type PostgresRole } from '../stack/postgres.ts';
import { readSecrets } from '../stack/secrets.ts';
import { readSettings, type Settings, SettingsRefused } from './config.ts';
import type { Ports } from './start/ports.ts';

/** @throws SettingsRefused when neither says where it is */
export async function databaseOf(env: NodeJS.ProcessEnv, role: Exclude<PostgresRole, 'superuser'>): Promise<string> {
  const settings = readSettings(env);
  const set = role === 'owner' ? settings.databaseOwnerUrl : settings.databaseUrl;
  if (set !== null) return set;
  const variable = role === 'owner' ? 'DATABASE_OWNER_URL' : 'DATABASE_URL';
  const home = homeOf(env);
  const [secrets, ports] = await Promise.all([readSecrets(home.path), readState<Ports>(home, 'ports')]);
  if (settings.databaseUrl !== null || secrets === null || ports === null) {
    throw new SettingsRefused(`${variable} is not set, and ${home.path} holds no database of its own`);
  }
  return databaseUrlOf(secrets.postgres, role, ports.postgres);
}

/** Settings with the address of Temporal's server filled in. @throws SettingsRefused */
export async function temporalOf(env: NodeJS.ProcessEnv): Promise<Settings & { readonly temporalAddress: string }> {
  const settings = readSettings(env);
  const ports = await readState<Ports>(homeOf(env), 'ports');
  const temporalAddress = settings.temporalAddress ?? (ports === null ? null : `${LOOPBACK}:${ports.temporal}`);
  if (temporalAddress === null) throw new SettingsRefused('TEMPORAL_ADDRESS is not set, and nothing was started here');
  return { ...settings, temporalAddress };
}

/** Where people reach this installation. @throws SettingsRefused */
export async function publicUrlOf(env: NodeJS.ProcessEnv): Promise<string> {
  const settings = readSettings(env);
  const ports = await readState<Ports>(homeOf(env), 'ports');
  const url = settings.publicUrl ?? (ports === null ? null : `http://${LOOPBACK}:${ports.http}`);
  if (url === null) throw new SettingsRefused('PUBLIC_URL is not set, and nothing was started here');
  return url;
}
