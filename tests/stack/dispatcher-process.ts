/** A dispatcher in a process of its own, for a test that kills it. Argument: JSON of `DispatcherProcess`. */
import pino from 'pino';
import { createStore } from '../../db/store.ts';
import { createDispatcher } from '../../mail/dispatcher.ts';
import { createTransport } from '../../mail/transport.ts';

export interface DispatcherProcess {
  readonly databaseUrl: string;
  readonly smtpUrl: string;
  readonly leaseSeconds: number;
}

const { databaseUrl, smtpUrl, leaseSeconds }: DispatcherProcess = JSON.parse(process.argv[2] ?? '');
const { knex, sealer } = createStore({
  databaseUrl,
  mailDomain: 'jalon.test',
  compose: () => {
    throw new Error('this process only sends');
  },
});
createDispatcher({
  knex,
  sealer,
  transport: createTransport(smtpUrl, 'Jalon <jalon@example.org>'),
  log: pino(pino.destination(2)),
  leaseSeconds,
}).start();
