import { Client, Connection } from '@temporalio/client';
import knex from 'knex';
import { asksForHelp, type Command } from '../command.ts';
import { identityOf } from '../identity.ts';
import { databaseOf, temporalOf } from '../installation.ts';
import { resumeStories } from '../resume.ts';

const USAGE = `jalon resume

Starts the story of every running project, unfinished milestone and course or visit that has none: after a backup was
restored, or Temporal lost its state. A story that runs is left alone.`;

export const resume: Command = async (args, { env, out }) => {
  if (asksForHelp(args, USAGE)) {
    out(USAGE);
    return 0;
  }
  const { temporalAddress, temporalNamespace, temporalTaskQueue } = await temporalOf(env);
  const db = knex({ client: 'pg', connection: await databaseOf(env, 'app'), pool: { min: 0, max: 2 } });
  const connection = await Connection.connect({ address: temporalAddress });
  try {
    const client = new Client({ connection, namespace: temporalNamespace, identity: identityOf('resume') });
    const started = await resumeStories({ client, knex: db, taskQueue: temporalTaskQueue });
    for (const id of started) out(id);
    out(`${started.length} stories started.`);
    return 0;
  } finally {
    await connection.close();
    await db.destroy();
  }
};
