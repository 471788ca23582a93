/**
 * Messages a second from the outbox to a mail catcher, against nodemailer's bare pool to the same catcher.
 * Both send the same mail through a pool with the same options; the outbox also claims, commits `sending`, and marks.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import nodemailer from 'nodemailer';
import { recordEvent } from '../db/events.ts';
import { counts, enqueueMessages } from '../db/outbox.ts';
import { createSealer } from '../db/sealing.ts';
import { createStore } from '../db/store.ts';
import type { ComposedMessage, Member } from '../domain/messages.ts';
import { createComposer } from '../mail/compose.ts';
import { createDispatcher } from '../mail/dispatcher.ts';
import { createTransport, poolOptions } from '../mail/transport.ts';
import { fromRoot } from '../root.ts';
import { migrate } from '../stack/migrations.ts';
import { freePort } from '../stack/ports.ts';
import { newPostgresSecrets, ROLE_NAMES, startPostgres } from '../stack/postgres.ts';
import { type BenchOptions, count, type Measurement, median } from './measurement.ts';

const FROM = { name: 'Jalon', address: 'jalon@example.org' };
const RECIPIENT: Member = {
  id: randomUUID(),
  email: 'sample@example.org',
  name: 'Sample Recipient',
  locale: 'ro',
  role: 'staff',
};

/** Options: `--messages` a round (1000), `--rounds` (7). */
export async function run(options: BenchOptions): Promise<Measurement> {
  const messages = count(options, 'messages', 1000);
  const rounds = count(options, 'rounds', 7);
  const home = await mkdtemp(join(tmpdir(), 'jalon-bench-'));
  await chmod(home, 0o711);
  const ending: (() => Promise<unknown>)[] = [() => rm(home, { recursive: true, force: true })];
  try {
    const knex = await database(home, ending);
    const smtpUrl = await mailCatcher(join(home, 'mail'), ending);
    const composed = sampleMail();
    const bare = barePool(smtpUrl, composed, ending);
    const outbox = await dispatched(knex, smtpUrl, composed, ending);

    console.log(`${rounds} rounds of ${messages} messages each way, after one round to warm up`);
    const found: { bare: number; outbox: number; ratio: number }[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      // Neither always goes first: what the machine does beside it would favour one.
      const rates = { bare: 0, outbox: 0 };
      if (round % 2 === 0) rates.bare = await bare(messages);
      rates.outbox = await outbox(messages);
      if (round % 2 === 1) rates.bare = await bare(messages);
      const line = { ...rates, ratio: rates.outbox / rates.bare };
      console.log(
        `${round === 0 ? 'warm-up' : `round ${round}`}: bare ${Math.round(line.bare)}/s, ` +
          `outbox ${Math.round(line.outbox)}/s, ratio ${line.ratio.toFixed(3)}`,
      );
      if (round > 0) found.push(line);
    }
    return {
      figure: median(found.map(({ ratio }) => ratio)),
      unit: 'ratio',
      aim: { atLeast: 0.8 },
      details: { messages, rounds: found },
    };
  } finally {
    for (const end of ending.reverse()) await end();
  }
}

type Ending = (() => Promise<unknown>)[];
/** Sends so many messages and answers how many went out a second. */
type Rate = (messages: number) => Promise<number>;

async function database(home: string, ending: Ending): Promise<Knex> {
  const postgres = await startPostgres({
    folder: join(home, 'postgres'),
    port: await freePort(),
    secrets: newPostgresSecrets(),
    logFile: join(home, 'postgres.log'),
  });
  ending.push(() => postgres.stop());
  await migrate(postgres.url('owner'), ROLE_NAMES.app);
  const { knex } = createStore({
    databaseUrl: postgres.url('app'),
    mailDomain: 'example.org',
    compose: () => sampleMail(),
  });
  ending.push(() => knex.destroy());
  return knex;
}

async function mailCatcher(folder: string, ending: Ending): Promise<string> {
  const child: ChildProcess = fork(fromRoot('dist', 'bench', 'mail-catcher-process.js'), [folder]);
  ending.push(async () => {
    child.disconnect();
    await once(child, 'exit');
  });
  const [smtpUrl]: string[] = await once(child, 'message');
  if (!smtpUrl) throw new Error('the mail catcher did not say where it is');
  return smtpUrl;
}

/** A reminder as it is really sent. */
function sampleMail(): ComposedMessage {
  const text = (ro: string, en: string) => ({ ro, en });
  return createComposer({ publicUrl: 'http://127.0.0.1:8080', sender: 'Jalon <jalon@example.org>' })(
    {
      type: 'milestone.reminder',
      project: { slug: 'sample', title: text('Proiect de probă', 'Sample project'), endsOn: '2023-09-26' },
      publicity: text('Proiect finanțat de un finanțator de probă.', 'Funded by a sample funder.'),
      milestone: {
        id: randomUUID(),
        key: 'A9',
        title: text('Consultări publice', 'Public consultations'),
        state: 'open',
        dueAt: '2023-03-31T20:59:59Z',
      },
      daysLeft: 7,
      nextReminderAt: '2023-03-30T06:00:00Z',
      missing: { ro: ['Lista de prezență', 'Procesul-verbal'], en: ['Attendance list', 'Minutes'] },
    },
    RECIPIENT,
  );
}

function barePool(smtpUrl: string, composed: ComposedMessage, ending: Ending): Rate {
  const pool = nodemailer.createTransport(poolOptions(smtpUrl));
  ending.push(async () => pool.close());
  return async (messages) => {
    const started = performance.now();
    await Promise.all(
      Array.from({ length: messages }, () =>
        pool.sendMail({
          from: FROM,
          to: { name: RECIPIENT.name, address: RECIPIENT.email },
          messageId: `<${randomUUID()}.${RECIPIENT.id}@example.org>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': RECIPIENT.locale },
          ...composed,
        }),
      ),
    );
    return messages / ((performance.now() - started) / 1000);
  };
}

async function dispatched(knex: Knex, smtpUrl: string, composed: ComposedMessage, ending: Ending): Promise<Rate> {
  const transport = createTransport(smtpUrl, `${FROM.name} <${FROM.address}>`);
  const dispatcher = createDispatcher({ knex, transport, sealer: createSealer(null), log: console });
  ending.push(async () => {
    await dispatcher.stop();
    transport.close();
  });
  const at = new Date();
  const projectId = randomUUID();
  const { id, email, name, locale } = RECIPIENT;
  await knex('users').insert({ id, email, name, locale, created_at: at });
  await knex('projects').insert({
    id: projectId,
    slug: 'sample',
    plan: {},
    title: {},
    starts_on: '2022-07-27',
    ends_on: '2023-09-26',
    created_at: at,
  });
  const fill = (messages: number) =>
    knex.transaction(async (trx) => {
      await trx('projects').where({ id: projectId }).forUpdate().first('id');
      for (let i = 0; i < messages; i += 1) {
        const about = { projectId, milestoneId: null };
        const event = await recordEvent(trx, { ...about, type: 'milestone.reminder', at, actorId: null, data: {} });
        const message = { ...about, eventId: event.id, eventType: 'milestone.reminder' as const, createdAt: at };
        await enqueueMessages(trx, [{ ...message, to: 'user', recipient: RECIPIENT, composed }], 'example.org');
      }
    });
  return async (messages) => {
    const before = await counts(knex);
    await fill(messages);
    const started = performance.now();
    await dispatcher.drain();
    const rate = messages / ((performance.now() - started) / 1000);
    const { sent } = await counts(knex);
    if (sent !== before.sent + messages) throw new Error(`${sent - before.sent} of ${messages} messages were sent`);
    return rate;
  };
}
