/** The way to the mail server: a pool of SMTP connections that sends a message at most once. */
import type { Readable } from 'node:stream';
import nodemailer, { type NodemailerError } from 'nodemailer';
import addressparser from 'nodemailer/lib/addressparser';
import { judge, type Outcome } from './outcome.ts';

/** A file that goes along with a message. */
export interface Attachment {
  readonly name: string;
  /** `application/pdf` */
  readonly type: string;
  readonly content: Uint8Array;
}

export interface OutgoingMessage {
  /** Fixed Message-ID in angle brackets (R24). */
  readonly messageId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly locale: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** An iCalendar file that goes along. */
  readonly calendar: string | null;
  /** Where a reply goes, if not to the sender. */
  readonly replyTo: string | null;
  /** Where one click ends the subscription that it is sent by. */
  readonly unsubscribe: string | null;
  readonly attachment: Attachment | null;
  /** When its event happened: the Date of the message, however late it goes out. */
  readonly date: Date;
}

export interface MailTransport {
  /** Sends one message, once; never throws for what a server or a network does. */
  send(message: OutgoingMessage): Promise<Outcome>;
  /** Whether the server can be reached and lets us in; rejects with the reason. */
  verify(): Promise<void>;
  /** Ends the connections; one that is delivering finishes first. */
  close(): void;
}

const CONNECTIONS = 5;
// Shorter than a dispatcher's lease, so that an answer comes before somebody gives the message up.
const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, dnsTimeout: 15_000, socketTimeout: 60_000 };

/** Options of the pool; the bench uses the same ones for the bare pool that it compares with. */
export const poolOptions = (smtpUrl: string, connections = CONNECTIONS) =>
  ({
    url: smtpUrl,
    pool: true,
    maxConnections: connections,
    // A message goes back to the outbox, not to a queue in memory: only there it is known what was handed over.
    maxRequeues: 0,
    ...TIMEOUTS,
  }) as const;

/**
 * @param smtpUrl e.g. `smtp://127.0.0.1:1025` or `smtps://user:password@mail.example.org`
 * @param from sender, e.g. `Jalon <jalon@example.org>`
 * @throws when `from` is not exactly one address
 */
export function createTransport(smtpUrl: string, from: string, options: { connections?: number } = {}): MailTransport {
  const sender = parseSender(from);
  const mailer = nodemailer.createTransport(poolOptions(smtpUrl, options.connections), {
    // Whatever stands in a message, nothing is read from disk or fetched for it.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const streams = new Map<string, Readable>();
  // The pool reads a message only after the server agreed to DATA: a stream that was read is a message handed over.
  mailer.use('stream', ({ message }, done) => {
    const create = message.createReadStream.bind(message);
    message.createReadStream = (streamOptions) => {
      const stream = create(streamOptions);
      streams.set(message.messageId(), stream);
      return stream;
    };
    done();
  });

  return {
    async send({ messageId, to, locale, subject, text, html, calendar, replyTo, unsubscribe, attachment, date }) {
      try {
        await mailer.sendMail({
          // Objects, never "name <address>" strings: a name with a comma, a quote or a line break stays a name.
          from: sender,
          to: { name: to.name, address: to.address },
          envelope: { from: sender.address, to: [to.address] },
          messageId,
          date,
          subject,
          text,
          html,
          ...(calendar !== null && {
            icalEvent: { method: methodOf(calendar), filename: 'invite.ics', content: calendar },
          }),
          ...(attachment !== null && {
            attachments: [
              { filename: attachment.name, contentType: attachment.type, content: Buffer.from(attachment.content) },
            ],
          }),
          ...(replyTo !== null && { replyTo: { name: '', address: replyTo } }),
          headers: {
            'Auto-Submitted': 'auto-generated',
            'Content-Language': locale,
            ...(unsubscribe !== null && {
              'List-Unsubscribe': { prepared: true, value: `<${unsubscribe}>` },
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            }),
          },
        });
        return { kind: 'accepted' };
      } catch (error) {
        return judge(error as NodemailerError, streams.get(messageId)?.readableDidRead ?? false);
      } finally {
        streams.delete(messageId);
      }
    },
    async verify() {
      await mailer.verify();
    },
    close() {
      mailer.close();
    },
  };
}

/** @throws when `from` is not exactly one address */
export function parseSender(from: string): { name: string; address: string } {
  const [sender, ...others] = addressparser(from, { flatten: true });
  if (!sender?.address || others.length > 0) throw new Error(`The sender of messages is not one address: ${from}`);
  return { name: sender.name, address: sender.address };
}

/** The calendar's METHOD: a mail program takes it from the part's type and not from the file. */
function methodOf(calendar: string): string {
  return /^METHOD:(\w+)\r?$/m.exec(calendar)?.[1] ?? 'PUBLISH';
}
