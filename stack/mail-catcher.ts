/**
 * Takes every mail and delivers none: each one becomes an `.eml` file, and a small page on the loopback interface
 * shows them. For the embedded stack, the rehearsal, the tests and the measurements.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { serveMailPage } from './mail-page.ts';
import { LOOPBACK } from './ports.ts';

export interface MailCatcherOptions {
  /** Folder of the `.eml` files; those of earlier runs are shown too. */
  readonly dir: string;
  /** 0 takes any free port. */
  readonly smtpPort: number;
  /** 0 takes any free port; null leaves the page out. */
  readonly webPort: number | null;
}

export interface MailCatcher {
  readonly smtpUrl: string;
  readonly webUrl: string | null;
  /** Names of the caught mails' files, oldest first. */
  names(): readonly string[];
  /** A caught mail as it came over the wire. */
  read(name: string): Promise<Buffer>;
  /** Resolves when at least `count` mails are there. */
  until(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** A single mail may be this large; the attachments of a report fit. */
const LARGEST_MAIL = 30 * 1024 * 1024;

export async function startMailCatcher(options: MailCatcherOptions): Promise<MailCatcher> {
  await mkdir(options.dir, { recursive: true, mode: 0o700 });
  const names = (await readdir(options.dir)).filter((name) => name.endsWith('.eml')).sort();
  let waiting: { count: number; resolve: () => void }[] = [];
  let next = 0;

  const keep = async (mail: Buffer): Promise<void> => {
    const name = `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${String(next++).padStart(8, '0')}.eml`;
    await writeFile(join(options.dir, name), mail, { mode: 0o600 });
    names.push(name);
    waiting = waiting.filter(({ count, resolve }) => {
      if (names.length < count) return true;
      resolve();
      return false;
    });
  };

  const smtp = new SMTPServer({
    banner: 'Jalon mail catcher',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: LARGEST_MAIL,
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      let size = 0;
      stream.on('data', (part: Buffer) => {
        size += part.length;
        if (size <= LARGEST_MAIL) parts.push(part);
      });
      stream.on('end', () => {
        if (stream.sizeExceeded || size > LARGEST_MAIL) {
          done(Object.assign(new Error('the mail is too large'), { responseCode: 552 }));
          return;
        }
        keep(Buffer.concat(parts)).then(
          () => done(),
          (error: Error) => done(Object.assign(error, { responseCode: 451 })),
        );
      });
      stream.on('error', done);
    },
  });
  // A client that breaks the connection is no reason to stop.
  smtp.on('error', () => undefined);
  await listen((ready) => smtp.listen(options.smtpPort, LOOPBACK, ready), smtp.server);

  const read = (name: string) => readFile(join(options.dir, name));
  let web: Server | null = null;
  if (options.webPort !== null) {
    const page = serveMailPage({ names: () => names, read });
    web = page;
    const port = options.webPort;
    try {
      await listen((ready) => page.listen(port, LOOPBACK, ready), page);
    } catch (error) {
      await new Promise<void>((resolve) => smtp.close(resolve));
      throw error;
    }
  }

  return {
    smtpUrl: `smtp://${LOOPBACK}:${portOf(smtp.server)}`,
    webUrl: web === null ? null : `http://${LOOPBACK}:${portOf(web)}/`,
    names: () => names,
    read,
    until: (count) =>
      names.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
    async stop() {
      web?.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => smtp.close(resolve)),
        new Promise<void>((resolve) => (web === null ? resolve() : web.close(() => resolve()))),
      ]);
    },
  };
}

interface Listening {
  once(event: 'error', listener: (error: Error) => void): unknown;
  removeListener(event: 'error', listener: (error: Error) => void): unknown;
  address(): AddressInfo | string | null;
}

function listen(start: (ready: () => void) => unknown, server: Listening): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    start(() => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

function portOf(server: Listening): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the mail catcher does not listen on a port');
  return address.port;
}
