/** A migrated database of one's own for a test file, copied from the template that global-setup.ts made. */
import { randomBytes } from 'node:crypto';
import knex, { type Knex } from 'knex';
import { createStore } from '../../db/store.ts';

export interface TestDatabase {
  readonly name: string;
  /** Connection address of the role that owns the tables. */
  readonly ownerUrl: string;
  /** Connection address of the role the server and the worker use. */
  readonly appUrl: string;
  readonly owner: Knex;
  readonly app: Knex;
  /** Closes both and drops the database. */
  destroy(): Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `jalon_test_${randomBytes(6).toString('hex')}`;
  const template = new URL(testServer('TEST_DATABASE_OWNER_URL'));
  // Copying a database needs it idle, so the one who copies sits in another one.
  const maintenanceUrl = withDatabase(template, 'postgres');
  await once(maintenanceUrl, (db) => db.raw('create database ?? template ??', [name, template.pathname.slice(1)]));
  const ownerUrl = withDatabase(template, name);
  const appUrl = withDatabase(new URL(testServer('TEST_DATABASE_URL')), name);
  const owner = open(ownerUrl);
  const app = open(appUrl);
  return {
    name,
    ownerUrl,
    appUrl,
    owner,
    app,
    async destroy() {
      await Promise.all([owner.destroy(), app.destroy()]);
      // Forced: a worker process that was killed leaves connections behind.
      await once(maintenanceUrl, (db) => db.raw('drop database if exists ?? with (force)', [name]));
    },
  };
}

/** An address that global-setup.ts exported. */
export function testServer(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: tests/stack/global-setup.ts did not run`);
  return value;
}

/** The pool as the programs open it, so that values come as they get them. */
function open(databaseUrl: string): Knex {
  return createStore({
    databaseUrl,
    compose: () => {
      throw new Error('this test gave no way to compose messages');
    },
    mailDomain: 'jalon.test',
    poolMax: 5,
  }).knex;
}

async function once(url: string, work: (db: Knex) => PromiseLike<unknown>): Promise<void> {
  const db = knex({ client: 'pg', connection: url, pool: { min: 0, max: 1 } });
  try {
    await work(db);
  } finally {
    await db.destroy();
  }
}

function withDatabase(url: URL, name: string): string {
  const copy = new URL(url);
  copy.pathname = `/${name}`;
  return copy.href;
}
