/** Voting codes and the desk: what is given to whom, what becomes void, and that a code lies nowhere in the clear. */
import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { codeHash } from '../../db/votes/code-hash.ts';
import { tellVoters } from '../../db/votes/tell-voters.ts';
import { printedCode, readCode } from '../../domain/voting-code.ts';
import { createDispatcher } from '../../mail/dispatcher.ts';
import { createTransport } from '../../mail/transport.ts';
import { type Api, startApi, type Visitor } from './api.ts';
import { cast, decideOnVote, doneBy } from './ballot-box.ts';
import { type MailServer, startMailServer } from './mail-server.ts';
import { added, lettersFor, votersOf, voteWithRoll, wholeDatabase } from './voters.ts';
import type { MadeVote } from './votes-by-sql.ts';

const BEFORE = new Date('2027-04-20T10:00:00Z');
const OPEN = new Date('2027-05-10T10:00:00Z');
const PRINTED = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}/;

let api: Api;
let mail: MailServer;
let staff: Visitor;
let manager: Visitor;
const logged: string[] = [];

beforeAll(async () => {
  mail = await startMailServer();
  const stream = new Writable({ write: (chunk, _encoding, done) => done(void logged.push(String(chunk))) });
  api = await startApi({ log: pino({ level: 'trace' }, stream) });
  ({ staff, manager } = api.people);
});
afterAll(async () => {
  await api.close();
  await mail.stop();
});
beforeEach(() => api.setClock(OPEN));

const of = (voterId: string, verb: string, body: object = {}, who = staff) =>
  who.command(`/api/voters/${voterId}/${verb}`, body);
const kindOf = (answer: { problem(): { type: string } }) => answer.problem().type.replace('/problems/', '');
const hashOf = (voteId: string, printed: string) => codeHash(voteId, readCode(printed) ?? '');
/** One vote with a code as it was printed or drawn. */
const castWith = async (vote: Pick<MadeVote, 'id'>, code: string, now = OPEN): Promise<string | undefined> =>
  (await cast(api.store, vote.id, now, [{ voter: { id: '', code: hashOf(vote.id, code) }, choice: 1 }]))[0];

/** Hands over everything that waits in the outbox. */
async function deliver(): Promise<void> {
  const { knex, sealer } = api.store;
  const transport = createTransport(mail.url, 'Jalon <jalon@example.org>');
  const log = pino({ level: 'silent' });
  const dispatcher = createDispatcher({ knex, sealer, transport, log });
  await dispatcher.drain();
  await dispatcher.stop();
  transport.close();
}
const mailsTo = (address: string) => mail.taken.filter(({ to }) => to === address);
const textOf = ({ parsed }: MailServer['taken'][number]) => `${parsed.subject}\n${parsed.text}\n${parsed.html}`;

/** @throws when one of these codes can be read anywhere */
async function expectNowhere(voteId: string, codes: readonly string[]): Promise<void> {
  const messages = await staff.get(`/api/messages?range=${encodeURIComponent('[0,999]')}`);
  expect(messages.status).toBe(200);
  const bodies = await Promise.all(
    messages.json<{ id: string }[]>().map(async ({ id }) => (await staff.get(`/api/messages/${id}`)).text),
  );
  const places = [await wholeDatabase(api), messages.text, ...bodies, logged.join('\n')].map((text) =>
    text.toLowerCase(),
  );
  for (const code of codes) {
    const plain = readCode(code) ?? '';
    for (const form of [
      plain,
      printedCode(plain),
      Buffer.from(printedCode(plain)).toString('hex'),
      Buffer.from(plain).toString('hex'),
    ])
      for (const place of places) expect(place.includes(form.toLowerCase())).toBe(false);
  }
  expect(await wholeDatabase(api)).toContain(hashOf(voteId, codes[0] ?? '').toString('hex'));
}

describe('letters', () => {
  test('R14 R15 are one PDF with a page a voter; its codes vote once each, and are printed nowhere else', async () => {
    api.setClock(BEFORE);
    const vote = await voteWithRoll(api);
    await added(staff, vote.id, { givenName: 'Ana', address: 'Str. Zorilor 2' });
    await added(staff, vote.id, { givenName: 'Ilie', address: 'Str. Albă 1' });
    await added(staff, vote.id, { givenName: 'Maria', address: 'Str. Albă 1', email: 'maria@example.org' });
    const key = randomUUID();
    const first = await lettersFor(api, staff, vote.id, { who: 'without-email' }, key);
    expect([first.status, first.pages.length, new Set(first.codes).size]).toEqual([200, 2, 2]);
    expect(first.pages[0]).toContain('Ilie');
    expect(first.pages[1]).toContain('Ana');
    await expectNowhere(vote.id, first.codes);
    expect((await lettersFor(api, staff, vote.id, { who: 'without-email' }, key)).status).toBe(409);
    expect((await lettersFor(api, staff, vote.id, { who: 'without-email' })).status).toBe(409);
    const again = await lettersFor(api, staff, vote.id, { who: 'without-email', reissue: true });
    expect(again.codes).toHaveLength(2);
    expect((await votersOf(staff, vote.id)).map(({ code }) => code).sort()).toEqual(['letter', 'letter', null]);
    const roundId = vote.roundId;
    await api.store
      .knex('votes')
      .where({ id: vote.id })
      .update({ charter_text: '{}', charter_hash: Buffer.alloc(32), frozen_at: vote.opensAt });
    await api.store.knex.raw('select booth_open(?, ?)', [vote.id, vote.opensAt]);
    expect(await castWith(vote, first.codes[0] ?? '')).toBe('unknown-code');
    expect(await castWith(vote, again.codes[0] ?? '')).toBe('cast');
    expect(await castWith(vote, again.codes[0] ?? '')).toBe('already-voted');
    // R15a: who has voted gets no letter any more.
    const [voted] = (await api.store.knex.raw('select voter_id from booth_marked(?)', [roundId])).rows;
    expect((await lettersFor(api, staff, vote.id, { who: [voted.voter_id], reissue: true })).status).toBe(409);
  });
});

describe('codes by e-mail', () => {
  test('R15 a code is sealed until it is handed over, then erased; an earlier one is not sent any more', async () => {
    const vote = await voteWithRoll(api, { voters: 1, state: 'open' });
    const [voter] = vote.voters;
    if (!voter) throw new Error('nobody');
    expect(kindOf(await of(voter.id, 'code'))).toBe('voter-unreachable');
    const email = `v-${voter.id}@example.org`;
    await api.store.knex('voters').where({ id: voter.id }).update({ email });
    expect((await of(voter.id, 'code')).status).toBe(200);
    expect(await castWith(vote, voter.code)).toBe('unknown-code');
    expect((await of(voter.id, 'code')).status).toBe(200);
    const waiting = await api.store.knex('messages').where({ voter_id: voter.id }).whereNotNull('sealed');
    expect(waiting).toHaveLength(1);
    await deliver();
    const [sent, ...more] = mailsTo(email);
    expect(more).toEqual([]);
    const words = sent ? textOf(sent) : '';
    const code = PRINTED.exec(words)?.[0] ?? '';
    expect(words).not.toContain('••••');
    expect(words).toContain(`/vote?vote=${vote.id}#${code}`);
    await expectNowhere(vote.id, [code]);
    const kept = await api.store
      .knex('messages')
      .where({ voter_id: voter.id })
      .orderBy('state')
      .select('state', 'sealed', 'body_text');
    expect(kept.map(({ state, sealed }) => [state, sealed])).toEqual([
      ['failed', null],
      ['sent', null],
    ]);
    expect(kept[1].body_text).toContain('••••');
    expect(await castWith(vote, code)).toBe('cast');
    expect(kindOf(await of(voter.id, 'code'))).toBe('already-voted');
  });

  test('R24 at the opening each voter with an address is told once; the reminder goes to those who have not voted', async () => {
    const vote = await voteWithRoll(api, { voters: 5, state: 'open' });
    const { knex } = api.store;
    for (const { id } of vote.voters.slice(0, 4))
      await knex('voters')
        .where({ id })
        .update({ email: `o-${id}@example.org` });
    const [byLetter, ...others] = vote.voters.slice(0, 4);
    await knex('voters')
      .whereIn(
        'id',
        others.map(({ id }) => id),
      )
      .update({ code_hash: null, code_by: null });
    const told = async (step: 'opened' | 'reminder', now: Date) => {
      while ((await tellVoters(api.store, vote.id, step, now)).more);
    };
    await told('opened', OPEN);
    await told('opened', OPEN);
    await deliver();
    const codes = others.map(({ id }) => {
      const mails = mailsTo(`o-${id}@example.org`);
      expect(mails).toHaveLength(1);
      return PRINTED.exec(mails[0] ? textOf(mails[0]) : '')?.[0] ?? '';
    });
    expect(mailsTo(`o-${byLetter?.id}@example.org`)).toEqual([]);
    expect(await castWith(vote, codes[0] ?? '')).toBe('cast');
    const late = new Date(vote.closesAt.getTime() - 3_600_000);
    await told('reminder', late);
    await told('reminder', late);
    await deliver();
    const reminded = vote.voters.filter(({ id }) =>
      mailsTo(`o-${id}@example.org`).some((each) => !PRINTED.test(textOf(each))),
    );
    expect(reminded.map(({ id }) => id)).toEqual([byLetter, ...others.slice(1)].map((voter) => voter?.id));
  });
});

describe('what voters are told of a vote that changes', () => {
  /** Three with an address, the first of whom has voted, and one without. */
  async function running() {
    const vote = await voteWithRoll(api, { voters: 4, state: 'open' });
    for (const { id } of vote.voters.slice(0, 3))
      await api.store
        .knex('voters')
        .where({ id })
        .update({ email: `o-${id}@example.org` });
    expect(await castWith(vote, vote.voters[0]?.code ?? '')).toBe('cast');
    return vote;
  }
  async function told(vote: MadeVote, step: 'extended' | 'cancelled' | 'reminder', now = OPEN) {
    for (const _twice of [1, 2]) while ((await tellVoters(api.store, vote.id, step, now)).more);
    await deliver();
    return vote.voters.map(({ id }) => mailsTo(`o-${id}@example.org`).map(textOf));
  }

  test('R13 those who have not voted are told that the vote closes later, with the public reason', async () => {
    const vote = await running();
    const closesAt = new Date(vote.closesAt.getTime() + 86_400_000).toISOString();
    doneBy(await decideOnVote(api.store, manager.id, 'extend', vote.id, OPEN, { closesAt, reason: 'A nins.' }));
    const [voted, one, other, letter] = await told(vote, 'extended');
    expect([voted, letter]).toEqual([[], []]);
    for (const mails of [one, other]) {
      expect(mails).toHaveLength(1);
      expect(mails?.[0]).toContain('18 mai 2027');
      expect(mails?.[0]).toContain('A nins.');
      // R17: the project may vote again, and this message is about this vote.
      expect(mails?.[0]).toContain(`/vote?vote=${vote.id}`);
      expect(mails?.[0]).not.toMatch(PRINTED);
    }
  });

  test('R13 everybody who had a code is told that the vote is cancelled, whoever has voted too', async () => {
    const vote = await running();
    doneBy(await decideOnVote(api.store, manager.id, 'cancel', vote.id, OPEN, { reason: 'Lista era greșită.' }));
    const [voted, one, other, letter] = await told(vote, 'cancelled');
    expect(letter).toEqual([]);
    for (const mails of [voted, one, other]) expect(mails).toEqual([expect.stringContaining('Lista era greșită.')]);
  });

  test.each([true, false])(
    'R16 how many were reminded stands in the event only where the charter shows the turnout (%s)',
    async (turnoutShown) => {
      const vote = await voteWithRoll(api, { voters: 2, state: 'open', charter: { turnoutShown } });
      for (const { id } of vote.voters)
        await api.store
          .knex('voters')
          .where({ id })
          .update({ email: `o-${id}@example.org` });
      await told(vote, 'reminder', new Date(vote.closesAt.getTime() - 3_600_000));
      const events = await api.store
        .knex('events')
        .where({ type: 'vote.voters-told' })
        .whereRaw("data::jsonb ->> 'voteId' = ?", [vote.id])
        .pluck('data');
      expect(events.map((data) => JSON.parse(data).voters)).toEqual([turnoutShown ? 2 : undefined]);
    },
  );

  test('R15a a code that is replaced while its message is handed over is not tried again', async () => {
    const vote = await voteWithRoll(api, { voters: 1, state: 'open' });
    const [voter] = vote.voters as [MadeVote['voters'][number]];
    await api.store
      .knex('voters')
      .where({ id: voter.id })
      .update({ email: `o-${voter.id}@example.org` });
    expect((await of(voter.id, 'code')).status).toBe(200);
    const first = api.store.knex('messages').where({ voter_id: voter.id }).orderBy('created_at').first();
    const { id } = await first;
    await api.store.knex('messages').where({ id }).update({ state: 'sending' });
    expect((await of(voter.id, 'code')).status).toBe(200);
    const held = await api.store.knex('messages').where({ id }).first('state', 'sealed');
    expect(held).toEqual({ state: 'sending', sealed: null });
    // The mail server said “later”: it is claimed again.
    await api.store.knex('messages').where({ id }).update({ state: 'pending' });
    await deliver();
    expect(await api.store.knex('messages').where({ id }).first('state')).toEqual({ state: 'failed' });
    const mails = mailsTo(`o-${voter.id}@example.org`).map(textOf);
    expect(mails).toHaveLength(1);
    expect(await castWith(vote, PRINTED.exec(mails[0] ?? '')?.[0] ?? '')).toBe('cast');
  });
});

describe('the desk', () => {
  test('R14 who is marked votes no more, online or at the desk; only a manager takes a mark back, never a vote', async () => {
    const vote = await voteWithRoll(api, { voters: 2, state: 'open' });
    const [one, two] = vote.voters as [MadeVote['voters'][number], MadeVote['voters'][number]];
    expect((await of(one.id, 'mark')).json()).toEqual({ answer: 'marked' });
    expect([(await of(one.id, 'mark')).status, kindOf(await of(one.id, 'mark'))]).toEqual([409, 'already-voted']);
    expect(await castWith(vote, one.code)).toBe('already-voted');
    expect(await castWith(vote, two.code)).toBe('cast');
    expect(kindOf(await of(two.id, 'mark'))).toBe('already-voted');
    expect((await votersOf(staff, vote.id, { voted: true })).map(({ voted }) => voted).sort()).toEqual([
      'online',
      'paper',
    ]);
    const reason = { reason: 'Am bifat pe altcineva.' };
    expect((await of(one.id, 'unmark', reason)).status).toBe(403);
    expect(kindOf(await of(two.id, 'unmark', reason, manager))).toBe('not-marked-on-paper');
    expect((await of(one.id, 'unmark', reason, manager)).json()).toEqual({ answer: 'unmarked' });
    expect(kindOf(await of(one.id, 'unmark', reason, manager))).toBe('not-marked-on-paper');
    const { rows } = await api.store.knex.raw('select marks_taken_back from vote_rounds where id = ?', [vote.roundId]);
    expect(rows).toEqual([{ marks_taken_back: 1 }]);
    expect(await castWith(vote, one.code)).toBe('cast');
    expect(kindOf(await of(one.id, 'strike', { reason: 'Mutat.', publicReason: 'Mutat.' }, manager))).toBe(
      'already-voted',
    );
  });

  test('R14 a mark says who of the team set it, and whoever set it does not take it back alone', async () => {
    const vote = await voteWithRoll(api, { voters: 3, state: 'open' });
    const [one, two, three] = vote.voters as [
      MadeVote['voters'][number],
      MadeVote['voters'][number],
      MadeVote['voters'][number],
    ];
    for (const [voter, who] of [
      [one, manager],
      [two, staff],
    ] as const)
      expect((await of(voter.id, 'mark', {}, who)).status).toBe(200);
    expect(await castWith(vote, three.code)).toBe('cast');
    const reason = { reason: 'Am bifat pe altcineva.' };
    expect(kindOf(await of(one.id, 'unmark', reason, manager))).toBe('own-mark');
    expect((await of(two.id, 'unmark', reason, manager)).json()).toEqual({ answer: 'unmarked' });
    expect((await of(two.id, 'mark', {}, manager)).status).toBe(200);
    const shown = await votersOf(staff, vote.id, { voted: true });
    expect(shown.map(({ voted, markedBy }) => [voted, markedBy]).sort()).toEqual(
      [
        ['online', null],
        ['paper', 'manager (exemplu)'],
        ['paper', 'manager (exemplu)'],
      ].sort(),
    );
  });

  test('R15 a mark leaves no time: no command, no event, no message, nothing in the logs', async () => {
    const vote = await voteWithRoll(api, { voters: 1, state: 'open' });
    const [voter] = vote.voters;
    await votersOf(staff, vote.id);
    const before = await wholeDatabase(api);
    const from = logged.length;
    expect((await of(voter?.id ?? '', 'mark')).status).toBe(200);
    const changed = (await wholeDatabase(api)).split('\n').filter((line) => !before.includes(line));
    expect(changed).toEqual([...[1, 2].map(() => `(${vote.roundId},${voter?.id},paper,${staff.id})`)]);
    expect(logged.slice(from).join('\n')).not.toContain(voter?.id);
  });

  test('R14 two hundred people at the desk and online at once vote once each', async () => {
    const vote = await voteWithRoll(api, { voters: 200, state: 'open' });
    const answers = await Promise.all(
      vote.voters.map(async ({ id, code }) => {
        const [marked, voted] = await Promise.all([of(id, 'mark'), castWith(vote, code)]);
        return `${marked.status} ${voted}`;
      }),
    );
    for (const answer of answers) expect(['200 already-voted', '409 cast']).toContain(answer);
    const { rows } = await api.store.knex.raw('select online, paper from booth_turnout(?)', [vote.roundId]);
    const paper = answers.filter((answer) => answer.startsWith('200')).length;
    expect(rows).toEqual([{ online: 200 - paper, paper }]);
  }, 60_000);

  test('R15a a code that is issued again while its voter casts: either the vote stands, or the code is void', async () => {
    const vote = await voteWithRoll(api, { voters: 40, state: 'open' });
    await api.store.knex('voters').where({ vote_id: vote.id }).update({ email: 'nobody@example.org' });
    const answers = await Promise.all(
      vote.voters.map(async ({ id, code }) => {
        const [again, voted] = await Promise.all([of(id, 'code'), castWith(vote, code)]);
        return `${again.status} ${voted}`;
      }),
    );
    for (const answer of answers) expect(['200 unknown-code', '409 cast']).toContain(answer);
  }, 60_000);
});
