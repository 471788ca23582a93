import { parseArgs } from 'node:util';
import knex, { type Knex } from 'knex';
import { z } from 'zod';
import { createSignInLink, PRINTED_LINK_LIFE } from '../../db/sign-in-links.ts';
import { createUser, EmailTaken, findByEmail } from '../../db/users.ts';
import { userCreate } from '../../server/schema/users.ts';
import { type Command, NotUnderstood, notUnderstood, type Surroundings } from '../command.ts';
import { databaseOf, publicUrlOf } from '../installation.ts';

const USAGE = `jalon user add EMAIL --name NAME [--locale ro|en] [--admin]   makes a user and prints a sign-in link
jalon user link EMAIL                                          prints a sign-in link for a user who exists

A link signs in once, and is good for seven days.`;

export const user: Command = async (args, surroundings) => {
  const { values, positionals } = understand(args);
  const [task, email, ...rest] = positionals;
  if (values.help) {
    surroundings.out(USAGE);
    return 0;
  }
  if (email === undefined || rest.length > 0 || (task !== 'add' && task !== 'link')) throw new NotUnderstood(USAGE);
  const [url, publicUrl] = await Promise.all([databaseOf(surroundings.env, 'app'), publicUrlOf(surroundings.env)]);
  const db = knex({ client: 'pg', connection: url, pool: { min: 0, max: 2 } });
  try {
    const id = task === 'add' ? await add(db, email, values, surroundings) : await find(db, email, surroundings);
    if (id === null) return 1;
    const link = await createSignInLink(db, id, publicUrl, PRINTED_LINK_LIFE);
    surroundings.out(link.url);
    return 0;
  } finally {
    await db.destroy();
  }
};

function understand(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        name: { type: 'string' },
        locale: { type: 'string', default: 'ro' },
        admin: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw notUnderstood(error, USAGE);
  }
}

async function add(
  db: Knex,
  email: string,
  { name, locale, admin }: { name?: string | undefined; locale: string; admin: boolean },
  { err }: Surroundings,
): Promise<string | null> {
  const checked = userCreate.safeParse({ email, name, locale, isAdmin: admin });
  if (!checked.success) {
    err(z.prettifyError(checked.error));
    return null;
  }
  try {
    return (await createUser({ knex: db }, checked.data, new Date())).id;
  } catch (error) {
    if (!(error instanceof EmailTaken)) throw error;
    err(`Somebody with the address ${checked.data.email} exists already.`);
    return null;
  }
}

async function find(db: Knex, email: string, { err }: Surroundings): Promise<string | null> {
  const found = await findByEmail(db, email.trim().toLowerCase());
  if (found === undefined) err(`Nobody who may sign in has the address ${email}.`);
  return found?.id ?? null;
}
