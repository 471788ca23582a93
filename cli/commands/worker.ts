import { pino } from 'pino';
import { createTransport } from '../../mail/transport.ts';
import { fromRoot } from '../../root.ts';
import { asksForHelp, type Command } from '../command.ts';
import { demand, readSettings } from '../config.ts';
import { receiptMaker } from '../receipts.ts';
import { stopSignal } from '../signals.ts';
import { openStore } from '../store.ts';
import { runWorker } from '../worker.ts';

const USAGE = `jalon worker

Runs the workflows and hands the messages of the outbox to the mail server, until it is asked to stop.
Needs DATABASE_URL, TEMPORAL_ADDRESS, SMTP_URL, MAIL_FROM, PUBLIC_URL and SEALING_SECRET, the same
one as the server.`;

/** Longer than the SDK waits for activities that run. */
const STOP_WITHIN_MS = 20_000;

export const worker: Command = async (args, { env, out }) => {
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
    'sealingSecret',
  ]);
  const log = pino({ level: settings.logLevel, base: { part: 'worker' } });
  const store = openStore(settings);
  const transport = createTransport(settings.smtpUrl, settings.mailFrom);
  try {
    await runWorker(
      {
        store,
        databaseUrl: settings.databaseUrl,
        temporal: {
          address: settings.temporalAddress,
          namespace: settings.temporalNamespace,
          taskQueue: settings.temporalTaskQueue,
        },
        bundle: fromRoot('dist', 'workflow-bundle.js'),
        transport,
        receipt: receiptMaker(store, settings.publicUrl),
        log,
      },
      stopSignal(STOP_WITHIN_MS),
    );
  } catch (error) {
    log.fatal({ err: error }, 'the worker cannot go on');
    return 1;
  } finally {
    transport.close();
    await store.knex.destroy();
  }
  return 0;
};
