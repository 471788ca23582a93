import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { recordEvent } from '../../db/events.ts';
import {
  claim,
  counts,
  enqueueMessages,
  mark,
  messageIdOf,
  type NewMessage,
  releaseExpired,
  resend,
} from '../../db/outbox.ts';
import { createSealer } from '../../db/sealing.ts';
import type { Member } from '../../domain/messages.ts';
import { createComposer } from '../../mail/compose.ts';
import { createDispatcher, type Dispatcher, type DispatcherOptions } from '../../mail/dispatcher.ts';
import { createTransport, type MailTransport } from '../../mail/transport.ts';
import { fromRoot } from '../../root.ts';
import { freePort } from '../../stack/ports.ts';
import { newAddress } from './addresses.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import type { DispatcherProcess } from './dispatcher-process.ts';
import { type Behaviour, type MailServer, startMailServer } from './mail-server.ts';

const DOMAIN = 'jalon.test';
const AT = new Date('2023-03-01T07:00:00Z');
const QUIET = { info: () => {}, warn: () => {}, error: () => {} };
const SOON = { firstSeconds: 0.05, factor: 1, mostSeconds: 0.05 };

let database: TestDatabase;
let projectId: string;
let member: Member;

beforeAll(async () => {
  database = await createTestDatabase();
  member = await createMember('ana@example.org', 'Ana Exemplu');
  projectId = randomUUID();
  await database.app('projects').insert({
    id: projectId,
    slug: 'sample',
    plan: {},
    title: { ro: 'Proiect', en: 'Project' },
    starts_on: '2022-07-27',
    ends_on: '2023-09-26',
    created_at: AT,
  });
});
afterAll(() => database.destroy());

let ending: (() => Promise<unknown>)[] = [];
beforeEach(() => database.owner('messages').delete());
afterEach(async () => {
  for (const end of ending.reverse()) await end();
  ending = [];
});

async function createMember(email: string, name: string): Promise<Member> {
  const user = { id: randomUUID(), email, name, locale: 'ro' as const };
  await database.app('users').insert({ ...user, created_at: AT });
  return { ...user, role: 'staff' };
}

async function createPerson(): Promise<string> {
  const id = randomUUID();
  const name = { family_name: 'Exemplu', given_name: 'Ana', name_key: `ana ${id}` };
  await database
    .app('persons')
    .insert({ id, project_id: projectId, ...name, started_on: '2023-03-01', created_at: AT });
  return id;
}

/** Events as a deciding transaction records them. */
async function createEvents(count: number): Promise<string[]> {
  return database.app.transaction(async (trx) => {
    await trx('projects').where({ id: projectId }).forUpdate().first('id');
    const ids: string[] = [];
    for (let i = 0; i < count; i += 1) {
      const event = { projectId, type: 'milestone.opened', at: AT, actorId: null, milestoneId: null, data: {} };
      ids.push((await recordEvent(trx, event)).id);
    }
    return ids;
  });
}
const createEvent = async (): Promise<string> => (await createEvents(1))[0] ?? '';

const message = (eventId: string, recipient = member, composed: Partial<NewMessage['composed']> = {}): NewMessage => ({
  projectId,
  eventId,
  eventType: 'milestone.opened',
  milestoneId: null,
  createdAt: AT,
  to: 'user',
  recipient,
  composed: { subject: 'Subiect', text: 'Text', html: '<p>Text</p>', ...composed },
});

const enqueue = (...messages: NewMessage[]) =>
  database.app.transaction((trx) => enqueueMessages(trx, messages, DOMAIN));

/** `count` messages of as many events. */
async function fill(count: number): Promise<void> {
  await enqueue(...(await createEvents(count)).map((eventId) => message(eventId)));
}

async function mailServer(behaviour: Behaviour = {}, port = 0): Promise<MailServer> {
  const server = await startMailServer(behaviour, port);
  ending.push(() => server.stop());
  return server;
}

function transportTo(url: string): MailTransport {
  const transport = createTransport(url, 'Jalon <jalon@example.org>');
  ending.push(async () => transport.close());
  return transport;
}

function dispatcher(url: string, options: Partial<DispatcherOptions> = {}): Dispatcher {
  const made = createDispatcher({
    knex: database.app,
    transport: transportTo(url),
    sealer: createSealer(null),
    log: QUIET,
    refused: { ...SOON, attempts: 5 },
    unreached: SOON,
    ...options,
  });
  ending.push(() => made.stop());
  return made;
}

interface Row {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly error: string | null;
  readonly sent_at: Date | null;
  readonly message_id: string;
}
const rows = (): Promise<Row[]> => database.owner('messages').orderBy('created_at').select('*');

async function onlyRow(): Promise<Row> {
  const [row, ...others] = await rows();
  if (!row || others.length > 0) throw new Error(`${others.length + (row ? 1 : 0)} rows where one was expected`);
  return row;
}

/** Waits until something that happens elsewhere has happened; the test's own time limit bounds it. */
async function until(happened: () => Promise<boolean>): Promise<void> {
  while (!(await happened())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('R24 one message an event and recipient', () => {
  test('R24 the same event retried leaves one message', async () => {
    const eventId = await createEvent();
    await enqueue(message(eventId));
    await enqueue(message(eventId, member, { subject: 'Another rendering' }));
    expect(await onlyRow()).toMatchObject({ subject: 'Subiect', message_id: messageIdOf(eventId, member.id, DOMAIN) });

    const server = await mailServer();
    await dispatcher(server.url).drain();
    await enqueue(message(eventId));
    await dispatcher(server.url).drain();
    expect(server.taken).toHaveLength(1);
    expect(await onlyRow()).toMatchObject({ state: 'sent', attempts: 1 });
  });

  test('R24 twice in one call leaves one message', async () => {
    const eventId = await createEvent();
    await enqueue(message(eventId), message(eventId));
    await onlyRow();
  });

  test('R24 any interleaving of retries, some of them rolled back, leaves one row for each pair', async () => {
    const people = await Promise.all(['b', 'c'].map((name) => createMember(newAddress(name), name)));
    const attempt = fc.record({ event: fc.nat(1), person: fc.nat(1), commits: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 1, maxLength: 8 }), async (attempts) => {
        const events = await createEvents(2);
        const wanted = new Set<string>();
        await Promise.all(
          attempts.map(async ({ event, person, commits }) => {
            const eventId = events[event] ?? '';
            const recipient = people[person] ?? member;
            if (commits) wanted.add(messageIdOf(eventId, recipient.id, DOMAIN));
            await database.app
              .transaction(async (trx) => {
                await enqueueMessages(trx, [message(eventId, recipient)], DOMAIN);
                if (!commits) throw new Error('rolled back');
              })
              .catch((error: Error) => expect(error.message).toBe('rolled back'));
          }),
        );
        const found = await database.app('messages').whereIn('event_id', events).pluck('message_id');
        expect(found.sort()).toEqual([...wanted].sort());
      }),
      { numRuns: 30 },
    );
  });

  test('R24 a claim that ran out while its message waited here is made again, and the message goes out once', async () => {
    await fill(8);
    const seen = new Map<string, number>();
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const waiting = () => database.owner('messages').where({ state: 'pending' }).where('lease_until', '>', new Date());
    let reclaimed: Promise<void> | undefined;
    const server = await mailServer({
      async mail({ messageId }) {
        const times = (seen.get(messageId) ?? 0) + 1;
        seen.set(messageId, times);
        // Four are in hand and four wait; the claims of those run out, and the next look at the outbox makes them again.
        reclaimed ??= (async () => {
          await until(async () => (await rows()).filter(({ state }) => state === 'sending').length === 4);
          await database
            .owner('messages')
            .where({ state: 'pending' })
            .update({ lease_until: new Date(0) });
          await until(async () => (await waiting()).length === 4);
          await fill(1);
        })();
        await reclaimed;
        // The sixth to the eighth stay in hand until the ninth or a second copy is there.
        if (times > 1 || seen.size === 9) release();
        if (seen.size > 5) await released;
        return undefined;
      },
    });
    const sends = dispatcher(server.url, { concurrency: 4, batch: 8, leaseSeconds: 60, pollSeconds: 0.05 });
    sends.start();
    await until(async () => (await rows()).every(({ state }) => state === 'sent'));
    expect([...server.timesTaken().values()]).toEqual(Array(9).fill(1));
  });

  test('R24 a dispatcher killed between sending and marking leaves unknown, is not sent twice', async () => {
    await fill(1);
    const { id } = await onlyRow();
    let release = async (): Promise<void> => {};
    // While the server has the mail and has not answered, the row is locked: the mark that follows the answer waits.
    const server = await mailServer({
      async mail() {
        const lock = await database.owner.transaction();
        await lock('messages').where({ id }).forUpdate().first('id');
        release = async () => {
          await lock.rollback();
        };
        return undefined;
      },
    });

    const argument: DispatcherProcess = { databaseUrl: database.appUrl, smtpUrl: server.url, leaseSeconds: 5 };
    const child = spawn(
      process.execPath,
      [
        '--no-warnings',
        '--import',
        fromRoot('tests', 'stack', 'run-source.mjs'),
        fromRoot('tests', 'stack', 'dispatcher-process.ts'),
        JSON.stringify(argument),
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const exited = once(child, 'exit');
    const waitingFor = async (statement: string): Promise<number[]> => {
      const { rows: waiting } = await database.app.raw<{ rows: { pid: number }[] }>(
        `select pid from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query like ?`,
        [statement],
      );
      return waiting.map(({ pid }) => pid);
    };
    await until(async () => (await waitingFor('with settled as%')).length > 0);
    child.kill('SIGKILL');
    await exited;
    // A statement that waits for a lock does not see that its client is gone.
    for (const pid of await waitingFor('%update messages%'))
      await database.app.raw('select pg_terminate_backend(?)', [pid]);
    await until(async () => (await waitingFor('%update messages%')).length === 0);
    await release();

    expect(server.taken).toHaveLength(1);
    expect(await onlyRow()).toMatchObject({ state: 'sending' });
    await dispatcher(server.url).drain();
    expect(await onlyRow()).toMatchObject({ state: 'unknown', attempts: 1, sent_at: null });
    expect(server.taken).toHaveLength(1);

    // Only a person sends it again, under the same Message-ID.
    expect(await resend(database.app, id)).toBe(true);
    await server.stop();
    const second = await mailServer();
    await dispatcher(second.url).drain();
    expect(await onlyRow()).toMatchObject({ state: 'sent' });
    expect(second.taken[0]?.messageId).toBe(server.taken[0]?.messageId);
  });

  test('R24 a connection that breaks after handover leaves unknown, is not sent twice', async () => {
    await fill(1);
    const server = await mailServer({ mail: () => 'drop' });
    await dispatcher(server.url).drain();
    expect(await onlyRow()).toMatchObject({ state: 'unknown', attempts: 1 });
    await dispatcher(server.url).drain();
    expect(server.taken).toHaveLength(1);
  });

  test('R24 two dispatchers at once send each of 500 messages exactly once', async () => {
    await fill(500);
    const server = await mailServer();
    const two = [dispatcher(server.url, { batch: 20 }), dispatcher(server.url, { batch: 30 })];
    await Promise.all(two.map((each) => each.drain()));
    expect(server.taken).toHaveLength(500);
    expect(server.timesTaken().size).toBe(500);
    expect(await counts(database.app)).toEqual({ pending: 0, sending: 0, sent: 500, failed: 0, unknown: 0 });
  });
});

describe('a mail server that is not there', () => {
  test('it comes back: nothing is lost, nothing has failed', async () => {
    await fill(30);
    const port = await freePort();
    const running = dispatcher(`smtp://127.0.0.1:${port}`, { pollSeconds: 0.1 });
    running.start();
    await until(async () => (await rows()).some(({ error }) => error !== null));
    for (const row of await rows()) expect(row).toMatchObject({ attempts: 0, sent_at: null });
    expect(await counts(database.app)).toMatchObject({ sent: 0, failed: 0, unknown: 0 });

    const server = await mailServer({}, port);
    await running.drain();
    expect(server.timesTaken().size).toBe(30);
    expect(server.taken).toHaveLength(30);
    expect(await counts(database.app)).toMatchObject({ sent: 30 });
    for (const row of await rows()) expect(row.error).toBeNull();
  });

  test('it goes while mails are handed over: each is taken once at the most, and what is not known is said', async () => {
    await fill(200);
    const first = await mailServer();
    const running = dispatcher(first.url);
    running.start();
    await first.until(50);
    await first.stop();
    const second = await mailServer({}, first.port);
    await running.drain();

    const times = [...first.taken, ...second.taken].map(({ messageId }) => messageId);
    expect(new Set(times).size).toBe(times.length);
    const taken = new Set(times);
    for (const row of await rows()) {
      expect(['sent', 'unknown']).toContain(row.state);
      if (row.state === 'sent') expect(taken).toContain(row.message_id);
    }
    expect((await counts(database.app)).sent).toBeGreaterThan(100);
  });

  test('a server that lets nobody in is no reason to fail a message', async () => {
    await fill(2);
    const server = await mailServer();
    // The server offers no TLS; to insist on it fails before any mail.
    const running = dispatcher(`${server.url}?requireTLS=true`);
    await expect(running.drain({ timeoutSeconds: 0.5 })).rejects.toThrow('2 messages are left');
    expect(server.taken).toEqual([]);
    for (const row of await rows()) expect(row).toMatchObject({ state: 'pending', attempts: 0 });
  });
});

test('connections to PostgreSQL that break while mails go out: none is sent twice, and the rest goes on', async () => {
  await fill(200);
  let taken = 0;
  const server = await mailServer({
    async mail() {
      taken += 1;
      if (taken % 50 === 0) {
        await database.app.raw(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`,
        );
      }
      return undefined;
    },
  });
  const running = dispatcher(server.url, { leaseSeconds: 2, pollSeconds: 0.2 });
  running.start();
  // Looked at by the other role: its connections stand.
  await until(async () => {
    const { pending, sending } = await counts(database.owner);
    return pending + sending === 0;
  });
  for (const times of server.timesTaken().values()) expect(times).toBe(1);
  const known = server.timesTaken();
  for (const row of await rows()) {
    expect(['sent', 'unknown']).toContain(row.state);
    if (row.state === 'sent') expect(known.has(row.message_id)).toBe(true);
  }
  expect((await counts(database.owner)).sent).toBeGreaterThan(100);
});

describe('a mail server that refuses', () => {
  test('for now, then takes it', async () => {
    await fill(1);
    let asked = 0;
    const server = await mailServer({
      recipient: () => (++asked < 3 ? { code: 450, words: 'busy, later' } : undefined),
    });
    await dispatcher(server.url).drain();
    expect(await onlyRow()).toMatchObject({ state: 'sent', attempts: 3, error: null });
    expect(server.taken).toHaveLength(1);
  });

  test('for now after it has read the whole: tried again, for it said that it did not take it', async () => {
    await fill(1);
    let asked = 0;
    const server = await mailServer({ mail: () => (++asked < 2 ? { code: 451, words: 'disk full' } : undefined) });
    await dispatcher(server.url).drain();
    expect(await onlyRow()).toMatchObject({ state: 'sent', attempts: 2 });
    expect(server.taken).toHaveLength(1);
  });

  test('for now, for ever: it has failed after the last attempt', async () => {
    await fill(1);
    const server = await mailServer({ recipient: () => ({ code: 450, words: 'busy, later' }) });
    await dispatcher(server.url).drain();
    expect(await onlyRow()).toMatchObject({ state: 'failed', attempts: 5, error: expect.stringContaining('busy') });
  });

  test('for good: it has failed with the answer, and the others go out', async () => {
    const nobody = await createMember('nobody@example.org', 'Nobody');
    const tooLong = await createMember('long@example.org', 'Long');
    const eventId = await createEvent();
    await enqueue(message(eventId), message(eventId, nobody), message(eventId, tooLong));
    const server = await mailServer({
      recipient: (address) => (address.startsWith('nobody') ? { code: 550, words: 'no such mailbox' } : undefined),
      mail: ({ to }) => (to.startsWith('long') ? { code: 554, words: 'content refused \u0000 \u{1F600}' } : undefined),
    });
    await dispatcher(server.url).drain();
    expect(server.taken.map(({ to }) => to)).toEqual([member.email]);
    const failed = (await rows())
      .filter(({ state }) => state === 'failed')
      .map(({ error, attempts }) => [error, attempts]);
    expect(failed.sort()).toEqual([
      [expect.stringContaining('550 no such mailbox'), 1],
      [expect.stringContaining('554 content refused'), 1],
    ]);
  });

  test('a person may send again what failed or is unknown, nothing else', async () => {
    await fill(1);
    const { id } = await onlyRow();
    expect(await resend(database.app, id)).toBe(false);
    let refuses = true;
    const server = await mailServer({ recipient: () => (refuses ? { code: 550, words: 'no' } : undefined) });
    const running = dispatcher(server.url);
    await running.drain();
    expect(await onlyRow()).toMatchObject({ state: 'failed' });
    refuses = false;
    expect(await resend(database.app, id)).toBe(true);
    await running.drain();
    expect(await onlyRow()).toMatchObject({ state: 'sent', error: null });
    expect(await resend(database.app, id)).toBe(false);
    expect(await resend(database.app, randomUUID())).toBe(false);
  });
});

describe('leases', () => {
  test('a claim whose dispatcher died before handover is free again when its lease runs out', async () => {
    await fill(3);
    const dead = randomUUID();
    expect(await claim(database.app, dead, 10, 0.3)).toHaveLength(3);
    expect(await claim(database.app, randomUUID(), 10, 60)).toEqual([]);
    const server = await mailServer();
    await dispatcher(server.url).drain();
    expect(server.taken).toHaveLength(3);
    // The dead one wakes up: its claims are gone.
    const ids = (await rows()).map((row) => row.id);
    expect(await mark(database.app, dead, { sending: ids, settlements: [] }, 60)).toEqual(new Set());
  });

  test('a late answer corrects what was declared unknown, unless a person has sent it again', async () => {
    await fill(1);
    const slow = randomUUID();
    const [claimed] = await claim(database.app, slow, 1, 60);
    const id = claimed?.id ?? '';
    expect(await mark(database.app, slow, { sending: [id], settlements: [] }, 0)).toEqual(new Set([id]));
    expect(await releaseExpired(database.app)).toBe(1);
    expect(await onlyRow()).toMatchObject({ state: 'unknown' });
    await mark(database.app, slow, { sending: [], settlements: [{ id, state: 'sent' }] }, 0);
    expect(await onlyRow()).toMatchObject({ state: 'sent', error: null });

    await database.app('messages').update({ state: 'unknown', lease_owner: slow });
    await resend(database.app, id);
    await mark(database.app, slow, { sending: [], settlements: [{ id, state: 'failed', error: 'too late' }] }, 0);
    expect(await onlyRow()).toMatchObject({ state: 'pending', error: null });
  });

  test('stopping frees what was only claimed', async () => {
    await fill(60);
    let letGo = (): void => {};
    const held = new Promise<undefined>((resolve) => {
      letGo = () => resolve(undefined);
    });
    const server = await mailServer({ mail: () => held });
    const stopped = dispatcher(server.url, { concurrency: 2 });
    stopped.start();
    await until(async () => (await counts(database.app)).sending > 0);
    const end = stopped.stop();
    letGo();
    await end;
    const { pending, sending, sent } = await counts(database.app);
    expect(sending).toBe(0);
    expect(sent).toBe(server.taken.length);
    expect(pending).toBe(60 - sent);
    // Nobody has to wait for a lease.
    expect(await claim(database.app, randomUUID(), 100, 60)).toHaveLength(pending);
  });

  test('an announcement wakes a dispatcher that would sleep for an hour', async () => {
    const server = await mailServer();
    dispatcher(server.url, { pollSeconds: 3600, listen: database.appUrl }).start();
    await until(async () => {
      const { rows: listening } = await database.app.raw(
        "select 1 from pg_stat_activity where datname = current_database() and query = 'listen jalon_outbox'",
      );
      return listening.length > 0;
    });
    await fill(1);
    await server.until(1);
    await until(async () => (await onlyRow()).state === 'sent');
  });
});

describe('what goes over the wire', () => {
  test('hostile names, subjects and bodies arrive as what they are', async () => {
    const name = 'Ana "x" <evil@example.org>,\r\nBcc: victim@example.org\r\n\r\nș';
    const recipient = await createMember('odd@example.org', name);
    const text = `.\r\n.. two dots\nQUIT\n& < > „ș” ${'y'.repeat(10_000)}\n`;
    const html = `<p>.</p>\n.\n<p>&amp; ș ${'z'.repeat(10_000)}</p>`;
    await enqueue(message(await createEvent(), recipient, { subject: 'Ședință: =?utf-8?Q?x?= ț', text, html }));
    const server = await mailServer();
    await dispatcher(server.url).drain();
    const [mail] = server.taken;
    expect(mail?.to).toBe('odd@example.org');
    expect(mail?.raw).not.toMatch(/^Bcc:/im);
    expect(mail?.parsed.to).toMatchObject({ value: [{ address: 'odd@example.org' }] });
    expect(mail?.parsed.from?.value).toEqual([{ name: 'Jalon', address: 'jalon@example.org' }]);
    expect(mail?.parsed.subject).toBe('Ședință: =?utf-8?Q?x?= ț');
    expect(mail?.parsed.text?.trim()).toBe(text.replaceAll('\r\n', '\n').trim());
    expect(mail?.parsed.html).toBe(html);
    expect(mail?.parsed.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.parsed.headers.get('content-language')).toBe('ro');
    // When the event happened, however late it goes out.
    expect(mail?.parsed.date).toEqual(AT);
  });

  test.each([
    ['run.moved', 'REQUEST'],
    ['run.cancelled', 'CANCEL'],
  ] as const)('a calendar of %s goes along as %s, and the reply where it should go', async (type, method) => {
    const compose = createComposer({ publicUrl: 'https://jalon.example.org', sender: 'Jalon <jalon@example.org>' });
    const recipient = {
      id: await createPerson(),
      email: 'participant@example.org',
      name: 'Ana',
      locale: 'ro' as const,
    };
    const at = { startsAt: '2023-03-06T07:00:00.000Z', endsAt: '2023-03-06T12:00:00.000Z', topic: '' };
    const session = { id: randomUUID(), ...at };
    const composed = compose(
      {
        type,
        project: { slug: 'sample', title: { ro: 'Proiect', en: 'Project' } },
        publicity: { ro: 'Finanțat', en: 'Funded' },
        run: { id: 'r', title: 'Curs', place: 'Sala mare', ledBy: '', kind: 'course', revision: 3 },
        sessions: [session],
        removed: [],
        session: null,
        code: null,
        withdrawals: 0,
        at: AT,
      },
      recipient,
    );
    const eventId = await createEvent();
    const message = { projectId, eventId, eventType: type, milestoneId: null, createdAt: AT, composed };
    await database.app.transaction((trx) =>
      // R24: retried, it is one.
      enqueueMessages(
        trx,
        Array(2).fill({ ...message, to: 'person', recipient, replyTo: 'staff@example.org' }),
        DOMAIN,
      ),
    );
    const server = await mailServer();
    await dispatcher(server.url).drain();
    const [mail, ...more] = server.taken;
    expect(more).toEqual([]);
    expect(mail?.parsed.replyTo?.text).toBe('staff@example.org');
    expect(mail?.raw).toMatch(new RegExp(`Content-Type: text/calendar; charset=utf-8;\\s+method=${method}`, 'i'));
    const file = mail?.parsed.attachments.find(({ filename }) => filename === 'invite.ics');
    expect(file?.content.toString()).toContain(`UID:session-${session.id}@jalon`);
    expect(file?.content.toString()).toContain('SEQUENCE:300');
  });

  test('a sender that is not one address is refused at the start', () => {
    expect(() => createTransport('smtp://127.0.0.1:1', 'nobody')).toThrow('not one address');
    expect(() => createTransport('smtp://127.0.0.1:1', 'a@example.org, b@example.org')).toThrow('not one address');
  });
});
