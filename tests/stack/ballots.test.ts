/** Casting through the route before Express: one vote a person a round, a clear answer to everything else (R14–R16). */
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { publicRecord } from '../../db/votes/vote-record.ts';
import { wakeVote } from '../../db/votes/wake-vote.ts';
import type { Charter } from '../../domain/charter.ts';
import { printedCode } from '../../domain/voting-code.ts';
import { type Answered, type Api, startApi } from './api.ts';
import { planWith } from './plans.ts';
import { type Wire, wireTo } from './severed.ts';
import { type MadeVote, newCode, newReceipt, voteBySql } from './votes-by-sql.ts';

let api: Api;
const SECOND = 1_000;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

interface Voting extends MadeVote {
  readonly projectId: string;
  readonly slug: string;
}

async function newVote(voters: number, charter: Partial<Charter> = {}, state?: 'announced'): Promise<Voting> {
  const { staff, manager } = api.people;
  const project = await api.createProject(planWith(['A9', 'A10', 'A15']), '2027-01-01', [staff, manager]);
  const { id: milestoneId } = await api.milestone('A10', project.id);
  const vote = await voteBySql(api.database.owner, {
    projectId: project.id,
    milestoneId,
    userId: manager.id,
    voters,
    charter,
    ...(state && { state }),
  });
  api.setClock(new Date(vote.opensAt.getTime() + 60 * SECOND));
  return { ...vote, projectId: project.id, slug: project.slug };
}

const codeOf = ({ voters }: MadeVote, index: number): string => voters[index]?.code ?? '';

const post = (voteId: string, body: unknown, headers?: Record<string, string>): Promise<Answered> =>
  api.visitor().send('POST', `/ballots/${voteId}`, body, headers);

const cast = (vote: MadeVote, code: string, choice = 1, receipt = newReceipt()): Promise<Answered> =>
  post(vote.id, { code, choice, receipt });

const inBox = async (vote: MadeVote, receipt: string): Promise<boolean> =>
  (await api.visitor().send('POST', `/ballots/${vote.id}/receipt`, { receipt })).json<{ inBox: boolean }>().inBox;

/** Closes and counts it. @returns the ballots of its first round */
async function closed(vote: MadeVote) {
  api.setClock(vote.closesAt);
  await wakeVote(api.store, vote.id, vote.closesAt);
  return api.store.knex('ballots').where({ round_id: vote.roundId }).select<{ receipt: string; choice: number }[]>('*');
}

const statuses = (answers: readonly Answered[]): number[] => answers.map(({ status }) => status).sort();
const typeOf = (answer: Answered): string => answer.problem().type.replace('/problems/', '');

describe('R14 one vote a person a round', () => {
  test('R14 of a code sent forty times at once one ballot is cast, and it is the one that was answered so', async () => {
    const vote = await newVote(3);
    const receipts = Array.from({ length: 40 }, newReceipt);
    const answers = await Promise.all(
      receipts.map((receipt, index) => cast(vote, codeOf(vote, 0), 1 + (index % 3), receipt)),
    );
    expect(statuses(answers)).toEqual([201, ...Array.from({ length: 39 }, () => 409)]);
    const accepted = answers.findIndex(({ status }) => status === 201);
    const ballots = await closed(vote);
    expect(ballots).toEqual([{ round_id: vote.roundId, receipt: receipts[accepted], choice: 1 + (accepted % 3) }]);
  });

  test('R14 at the desk and online at once, each person has one vote', async () => {
    const vote = await newVote(30);
    const now = new Date(vote.opensAt.getTime() + 60 * SECOND);
    const both = await Promise.all(
      vote.voters.map(async ({ id, code }, index) => {
        const atDesk = () =>
          api.store.knex
            .raw<{ rows: { answer: string }[] }>('select booth_mark_paper(?, ?, ?, ?) as answer', [
              vote.id,
              id,
              api.people.staff.id,
              now,
            ])
            .then(({ rows }) => rows[0]?.answer);
        const first = index % 2 === 0 ? atDesk() : null;
        const [online, desk] = await Promise.all([cast(vote, code), first ?? atDesk()]);
        return [online.status, desk].join(' ');
      }),
    );
    expect(both.filter((each) => each !== '201 already-voted' && each !== '409 marked')).toEqual([]);
    const { rows } = await api.store.knex.raw<{ rows: { online: number; paper: number }[] }>(
      'select * from booth_turnout(?)',
      [vote.roundId],
    );
    expect(rows).toEqual([
      {
        online: both.filter((each) => each.startsWith('201')).length,
        paper: both.filter((each) => each.startsWith('409')).length,
      },
    ]);
  });

  test('R14 a code is of use in its own vote alone, and in its own round once', async () => {
    const [one, other] = [await newVote(2), await newVote(2)];
    expect(typeOf(await cast(other, codeOf(one, 0)))).toBe('unknown-code');
    expect((await cast(one, codeOf(one, 0))).status).toBe(201);
    expect(typeOf(await cast(one, codeOf(one, 0)))).toBe('already-voted');
    await closed(one);
    expect(typeOf(await cast(one, codeOf(one, 0)))).toBe('over');
    expect(typeOf(await cast(one, codeOf(one, 1)))).toBe('over');
  });

  test('R14 a receipt that others use as well neither stops a batch nor takes a vote', async () => {
    const vote = await newVote(12);
    const receipt = newReceipt();
    const answers = await Promise.all(
      vote.voters.map(({ code }, index) => cast(vote, code, Math.min(index % 5, 3), receipt)),
    );
    expect(new Set(statuses(answers))).toEqual(new Set([201]));
    expect(await inBox(vote, receipt)).toBe(true);
    const ballots = await closed(vote);
    expect(ballots.map(({ choice }) => choice).sort()).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 3]);
    expect(await publicRecord(api.store.knex, vote.id)).toMatchObject({ rounds: [{ marks: { online: 12 } }] });
  });

  test('R14 who was struck off the roll does not vote, and a code that was replaced is none', async () => {
    const vote = await newVote(2);
    await api.database.owner('voters').where({ id: vote.voters[0]?.id }).update({ struck_at: vote.opensAt });
    await api.database
      .owner('voters')
      .where({ id: vote.voters[1]?.id })
      .update({ code_hash: Buffer.alloc(32, 1) });
    expect(typeOf(await cast(vote, codeOf(vote, 0)))).toBe('unknown-code');
    expect(typeOf(await cast(vote, codeOf(vote, 1)))).toBe('unknown-code');
  });

  test('R14 a code counts as it was meant: in groups, in capital letters, with o for 0', async () => {
    const vote = await newVote(1);
    const written = printedCode(codeOf(vote, 0)).replaceAll('0', 'O').replaceAll('1', 'l').replaceAll('-', ' ');
    expect((await cast(vote, `  ${written} `)).status).toBe(201);
  });
});

describe('R13 the window', () => {
  test('R13 a vote is taken from the second of opening and no longer at the second of closing', async () => {
    const vote = await newVote(4);
    api.setClock(new Date(vote.opensAt.getTime() - 1));
    expect(typeOf(await cast(vote, codeOf(vote, 0)))).toBe('not-open');
    api.setClock(vote.opensAt);
    expect((await cast(vote, codeOf(vote, 0))).status).toBe(201);
    api.setClock(new Date(vote.closesAt.getTime() - 1));
    expect((await cast(vote, codeOf(vote, 1))).status).toBe(201);
    api.setClock(vote.closesAt);
    expect(typeOf(await cast(vote, codeOf(vote, 2)))).toBe('over');
    expect(await closed(vote)).toHaveLength(2);
  });

  test('R13 what comes while the box is being closed is either in it or refused', async () => {
    const vote = await newVote(60);
    api.setClock(new Date(vote.closesAt.getTime() - 1));
    const casting = Promise.all(vote.voters.map(({ code }) => cast(vote, code)));
    const [answers] = await Promise.all([casting, wakeVote(api.store, vote.id, vote.closesAt)]);
    const accepted = answers.filter(({ status }) => status === 201).length;
    expect(answers.filter(({ status }) => status !== 201).every((each) => typeOf(each) === 'over')).toBe(true);
    const ballots = await api.store.knex('ballots').where({ round_id: vote.roundId });
    expect(ballots).toHaveLength(accepted);
  });

  test('R13 before the opening and without a vote nothing is taken', async () => {
    const vote = await newVote(1, {}, 'announced');
    expect(typeOf(await cast(vote, codeOf(vote, 0)))).toBe('not-open');
    const unknown = await post(randomUUID(), { code: codeOf(vote, 0), choice: 1, receipt: newReceipt() });
    expect([unknown.status, typeOf(unknown)]).toEqual([404, 'no-vote']);
  });
});

describe('R14 what is not a ballot', () => {
  let vote: Voting;
  const good = () => ({ code: codeOf(vote, 0), choice: 1, receipt: newReceipt() });
  beforeAll(async () => {
    vote = await newVote(1);
  });

  test.each<[string, () => unknown, Record<string, string>, number, string]>([
    ['an unknown code', () => ({ ...good(), code: newCode() }), {}, 403, 'unknown-code'],
    ['no code at all', () => ({ ...good(), code: 'nu' }), {}, 403, 'unknown-code'],
    ['an option that there is not', () => ({ ...good(), choice: 4 }), {}, 422, 'no-such-choice'],
    ['a choice below', () => ({ ...good(), choice: -1 }), {}, 422, 'no-such-choice'],
    ['half a choice', () => ({ ...good(), choice: 1.5 }), {}, 422, 'no-such-choice'],
    [
      'a choice beyond all numbers',
      () => `${JSON.stringify(good()).slice(0, -1)},"choice":1e400}`,
      {},
      422,
      'no-such-choice',
    ],
    ['a choice in letters', () => ({ ...good(), choice: '1' }), {}, 400, 'body-malformed'],
    ['another receipt', () => ({ ...good(), receipt: 'x' }), {}, 422, 'receipt-not-valid'],
    ['a receipt with SQL', () => ({ ...good(), receipt: "';drop table x" }), {}, 422, 'receipt-not-valid'],
    ['a receipt with a NUL', () => ({ ...good(), receipt: '\0'.repeat(16) }), {}, 422, 'receipt-not-valid'],
    ['a field too many', () => ({ ...good(), voter: 'eu' }), {}, 400, 'body-malformed'],
    ['a list', () => [good()], {}, 400, 'body-malformed'],
    ['null', () => null, {}, 400, 'body-malformed'],
    ['half a document', () => '{"code":', {}, 400, 'body-malformed'],
    ['nothing', () => '', {}, 400, 'body-malformed'],
    ['deep nesting', () => '['.repeat(1_000), {}, 400, 'body-malformed'],
    ['two kilobytes', () => ({ ...good(), code: 'a'.repeat(2_000) }), {}, 413, 'body-too-large'],
    ['a megabyte', () => 'x'.repeat(1_000_000), {}, 413, 'body-too-large'],
    [
      'a form',
      () => 'code=1',
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      415,
      'content-type-not-supported',
    ],
    [
      'another alphabet',
      good,
      { 'Content-Type': 'application/json; charset=utf-16' },
      415,
      'content-type-not-supported',
    ],
    ['a packed body', good, { 'Content-Encoding': 'gzip' }, 415, 'content-type-not-supported'],
    ['another site', good, { Origin: 'https://example.org' }, 403, 'foreign-origin'],
    ['no site', good, { Origin: 'null' }, 403, 'foreign-origin'],
  ])('%s', async (_, body, headers, status, type) => {
    const json = { 'Content-Type': 'application/json' };
    const made = body();
    const text = typeof made === 'string' ? made : JSON.stringify(made);
    const answer = await post(vote.id, text, { ...json, ...headers });
    expect([answer.status, typeOf(answer), answer.headers.get('Content-Type')]).toEqual([
      status,
      type,
      'application/problem+json',
    ]);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
  });

  test('other methods and addresses under it are answered in words as well', async () => {
    const get = await api.visitor().get(`/ballots/${vote.id}`);
    expect([get.status, typeOf(get), get.headers.get('Allow')]).toEqual([405, 'method-not-allowed', 'POST']);
    for (const path of ['/ballots/', '/ballots/1', `/ballots/${vote.id}/x`, `/ballots/${vote.id.toUpperCase()}`]) {
      const answer = await api.visitor().send('POST', path, good());
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });

  test('the words are Romanian unless English comes first', async () => {
    const wrong = { ...good(), code: newCode() };
    const [ro, en] = await Promise.all(
      ['ro-RO,ro;q=0.9,en;q=0.8', 'en'].map((language) => post(vote.id, wrong, { 'Accept-Language': language })),
    );
    expect(ro?.problem().title).toBe('Codul nu este bun');
    expect(en?.problem().title).toBe('The code is not right');
  });

  test('a client that says whose page it is is told by its headers, and forged ones change nothing', async () => {
    const forged = {
      'X-Forwarded-For': '203.0.113.7',
      'X-Forwarded-Host': 'example.org',
      'X-Forwarded-Proto': 'https',
      Forwarded: 'for=203.0.113.7;host=example.org',
      'X-HTTP-Method-Override': 'DELETE',
    };
    const answer = await post(vote.id, { ...good(), code: newCode() }, forged);
    expect(answer.status).toBe(403);
    expect(JSON.stringify([...answer.headers]) + answer.text).not.toMatch(/example\.org|203\.0\.113\.7/);
  });

  test('a body that comes too slowly is refused, and its connection ends', async () => {
    const { port, host } = new URL(api.url);
    const answer = await new Promise<string>((resolve, reject) => {
      let got = '';
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(`POST /ballots/${vote.id} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n`);
        socket.write('Content-Length: 100\r\n\r\n{"code"');
      });
      socket.on('data', (chunk) => {
        got += chunk.toString();
      });
      socket.on('end', () => socket.end());
      socket.on('close', () => resolve(got));
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toMatch(/\r\nConnection: close\r\n/i);
  });

  test('whoever goes away in the middle leaves the server standing', async () => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': '100' };
    for (let time = 0; time < 20; time += 1)
      await api.raw({ path: `/ballots/${vote.id}`, headers, chunks: ['{"code"'], abort: true });
    expect((await post(vote.id, good())).status).toBe(201);
  });
});

test('R14 with the database away nothing is cast by half: it is said, the same ballot is sent again, and it counts once', async () => {
  let made: Wire | null = null;
  const shared = api;
  api = await startApi({
    databaseUrl: async (direct) => {
      const url = new URL(direct);
      made = await wireTo(url.hostname, Number(url.port));
      url.port = String(made.port);
      return url.href;
    },
  });
  const wire = made as Wire | null;
  try {
    if (!wire) throw new Error('the database was not asked for');
    const vote = await newVote(3);
    const receipts = vote.voters.map(() => newReceipt());
    const castAll = () => Promise.all(vote.voters.map(({ code }, index) => cast(vote, code, 2, receipts[index])));
    await wire.cut();
    for (const answer of await castAll()) {
      expect([answer.status, typeOf(answer)]).toEqual([503, 'nothing-cast']);
      expect(answer.headers.get('Retry-After')).toBe('5');
    }
    await wire.mend();
    expect(statuses(await castAll())).toEqual([201, 201, 201]);
    // Broken under a batch that is on its way: nobody knows what became of it, so it is sent again.
    const next = await newVote(2);
    wire.hold();
    const waiting = Promise.all(next.voters.map(({ code }) => cast(next, code)));
    await new Promise((resolve) => setImmediate(resolve));
    await wire.cut();
    for (const answer of await waiting) expect(answer.status).toBe(503);
    await wire.mend();
    const again = await Promise.all(next.voters.map(({ code }) => cast(next, code)));
    expect(again.every(({ status }) => status === 201 || status === 409)).toBe(true);
    expect(await closed(next)).toHaveLength(2);
  } finally {
    await api.close();
    await wire?.cut();
    api = shared;
  }
});

describe('R15 receipts', () => {
  test('R15 a receipt is found before the close and after it, and says nothing else', async () => {
    const vote = await newVote(2);
    const [receipt, other] = [newReceipt(), newReceipt()];
    await cast(vote, codeOf(vote, 0), 2, receipt);
    const answer = await api.visitor().send('POST', `/ballots/${vote.id}/receipt`, { receipt: printedCode(receipt) });
    expect(answer.json()).toEqual({ inBox: true, rounds: [1] });
    expect(await inBox(vote, other)).toBe(false);
    await closed(vote);
    expect(await inBox(vote, receipt)).toBe(true);
    expect(await inBox(vote, other)).toBe(false);
  });

  test('R15 a receipt of another vote is not in this box', async () => {
    const [one, other] = [await newVote(1), await newVote(1)];
    const receipt = newReceipt();
    await cast(one, codeOf(one, 0), 1, receipt);
    expect(await inBox(other, receipt)).toBe(false);
  });
});
