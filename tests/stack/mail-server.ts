/** A real SMTP server that answers as a test wants it: it refuses, holds an answer back, or breaks the connection. */
import type { AddressInfo, Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** An answer that is no: 4xx for now, 5xx for good. */
export interface No {
  readonly code: number;
  readonly words: string;
}

export interface Behaviour {
  /** The answer to RCPT. */
  recipient?(address: string): No | undefined;
  /** Once the whole mail is there, before the answer; `drop` takes it and breaks the connection instead of answering. */
  mail?(mail: TakenMail): Promise<No | 'drop' | undefined> | No | 'drop' | undefined;
}

export interface TakenMail {
  readonly messageId: string;
  readonly to: string;
  readonly raw: string;
  readonly parsed: ParsedMail;
}

export interface MailServer {
  readonly url: string;
  readonly port: number;
  /** Everything that was taken, also where the answer never went out. */
  readonly taken: readonly TakenMail[];
  /** How often each Message-ID was taken. */
  timesTaken(): Map<string, number>;
  /** Resolves when `count` mails were taken. */
  until(count: number): Promise<void>;
  /** Breaks all connections and takes no more. */
  stop(): Promise<void>;
}

export async function startMailServer(behaviour: Behaviour = {}, port = 0): Promise<MailServer> {
  const taken: TakenMail[] = [];
  const sockets = new Set<Socket>();
  let waiting: { count: number; resolve: () => void }[] = [];

  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo({ address }, _session, done) {
      const no = behaviour.recipient?.(address);
      done(no ? refusal(no) : null);
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        take(Buffer.concat(parts), session.envelope.rcptTo[0]?.address ?? '').then((answer) => {
          if (answer === 'drop') [...sockets].find(({ remotePort }) => remotePort === session.remotePort)?.destroy();
          else done(answer ? refusal(answer) : null);
        }, done);
      });
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  async function take(raw: Buffer, to: string): Promise<No | 'drop' | undefined> {
    const parsed = await simpleParser(raw);
    const mail = { messageId: parsed.messageId ?? '', to, raw: raw.toString('utf8'), parsed };
    const answer = await behaviour.mail?.(mail);
    if (answer === undefined || answer === 'drop') taken.push(mail);
    waiting = waiting.filter(({ count, resolve }) => {
      if (taken.length < count) return true;
      resolve();
      return false;
    });
    return answer;
  }

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: listening } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${listening}`,
    port: listening,
    taken,
    timesTaken() {
      const times = new Map<string, number>();
      for (const { messageId } of taken) times.set(messageId, (times.get(messageId) ?? 0) + 1);
      return times;
    },
    until: (count) =>
      taken.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

const refusal = ({ code, words }: No): Error => Object.assign(new Error(words), { responseCode: code });
