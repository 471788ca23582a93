import { migrate } from '../../stack/migrations.ts';
import { asksForHelp, type Command } from '../command.ts';
import { databaseOf } from '../installation.ts';

const USAGE = `jalon migrate

Brings the database's tables up to date and gives the working role its rights.
Connects as DATABASE_OWNER_URL; the working role is the user of DATABASE_URL. Without them: the embedded database
of JALON_HOME, while it runs.`;

export const migrateCommand: Command = async (args, { env, out }) => {
  if (asksForHelp(args, USAGE)) {
    out(USAGE);
    return 0;
  }
  const [ownerUrl, appUrl] = await Promise.all([databaseOf(env, 'owner'), databaseOf(env, 'app')]);
  const { ran } = await migrate(ownerUrl, decodeURIComponent(new URL(appUrl).username));
  out(ran.length === 0 ? 'The database is up to date.' : `Done: ${ran.join(', ')}.`);
  return 0;
};
