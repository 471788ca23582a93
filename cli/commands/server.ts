import { pino } from 'pino';
import { createTransport } from '../../mail/transport.ts';
import { fromRoot } from '../../root.ts';
import { homeOf } from '../../stack/home.ts';
import { asksForHelp, type Command } from '../command.ts';
import { demand, readSettings } from '../config.ts';
import { reportParts } from '../report-parts.ts';
import { runServer } from '../server.ts';
import { stopSignal } from '../signals.ts';
import { openStore } from '../store.ts';

const USAGE = `jalon server

Runs the API and the admin pages until it is asked to stop.
Needs DATABASE_URL, TEMPORAL_ADDRESS, SMTP_URL, MAIL_FROM, PUBLIC_URL, PORT, SESSION_SECRET and
SEALING_SECRET. Files lie in JALON_HOME/files.`;

/** Longer than the server waits for requests under way. */
const STOP_WITHIN_MS = 15_000;

export const server: Command = async (args, { env, out }) => {
  if (asksForHelp(args, USAGE)) {
    out(USAGE);
    return 0;
  }
  const settings = demand(readSettings(env), [
    'databaseUrl',
    'temporalAddress',
    'smtpUrl',
    'mailFrom',
    'publicUrl',
    'port',
    'sessionSecret',
    'sealingSecret',
  ]);
  const log = pino({ level: settings.logLevel, base: { part: 'server' } });
  const store = openStore(settings);
  const transport = createTransport(settings.smtpUrl, settings.mailFrom);
  try {
    await runServer(
      {
        store,
        databaseUrl: settings.databaseUrl,
        temporal: {
          address: settings.temporalAddress,
          namespace: settings.temporalNamespace,
          taskQueue: settings.temporalTaskQueue,
        },
        transport,
        ...reportParts(store, settings.publicUrl),
        host: settings.host,
        port: settings.port,
        publicUrl: settings.publicUrl,
        sessionSecret: settings.sessionSecret,
        filesDir: homeOf(env).files,
        adminUiDir: fromRoot('admin-ui', 'dist'),
        log,
      },
      stopSignal(STOP_WITHIN_MS),
    );
  } catch (error) {
    log.fatal({ err: error }, 'the server cannot go on');
    return 1;
  } finally {
    transport.close();
    await store.knex.destroy();
  }
  return 0;
};
