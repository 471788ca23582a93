/**
 * A vote under attack while everything crashes: each code is posted many times at once over two API processes, which are
 * killed over and over, and so is PostgreSQL. What has to hold (R14): nobody has two votes, every accepted answer is a
 * ballot, and what is published is what was cast.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { wakeVote } from '../../db/votes/wake-vote.ts';
import { type VoteRecord, voteRecordSchema } from '../../domain/vote-record.ts';
import { fromRoot } from '../../root.ts';
import { newReceipt } from '../../tests/stack/votes-by-sql.ts';
import { type ApiProcess, type BoothStack, startBooth } from '../ballots/booth-stack.ts';

export interface VoteChaos {
  readonly voters: number;
  /** Posts of each code, all at once. */
  readonly posts: number;
  /** kill -9 of an API process, spread over the vote. */
  readonly serverKills: number;
  /** kill -9 of PostgreSQL. */
  readonly databaseKills: number;
  readonly say: (line: string) => void;
}

export interface ChaosOutcome {
  readonly posts: number;
  readonly accepted: number;
  /** Posts without an answer. */
  readonly lost: number;
  readonly away: number;
  readonly ballots: number;
  readonly serverKills: number;
  readonly databaseKills: number;
  readonly seconds: number;
  /** Everything below is zero, or something is wrong. */
  readonly doubleVotes: number;
  readonly acceptedTwice: number;
  readonly acceptedWithoutBallot: number;
  readonly votersWithoutBallot: number;
  readonly strangeBallots: number;
  readonly countsThatDiffer: number;
  readonly recountFindings: number;
}

export const isSound = (outcome: ChaosOutcome): boolean =>
  outcome.doubleVotes +
    outcome.acceptedTwice +
    outcome.acceptedWithoutBallot +
    outcome.votersWithoutBallot +
    outcome.strangeBallots +
    outcome.countsThatDiffer +
    outcome.recountFindings ===
  0;

/** People whose codes are under attack at the same time. */
const AT_ONCE = 4;
/** How long a voter tries: longer than everything is away at once. */
const PATIENCE_MS = 300_000;

interface Posted {
  readonly voter: number;
  readonly choice: number;
}

/** What was posted and what came back, kept apart from everything that is measured. */
interface Ledger {
  /** By receipt. */
  readonly posted: Map<string, Posted>;
  readonly accepted: Map<number, string[]>;
  posts: number;
  lost: number;
  away: number;
}

export async function runVoteChaos(chaos: VoteChaos): Promise<ChaosOutcome> {
  const { voters, say } = chaos;
  const stack = await startBooth({ voters, servers: 2 });
  try {
    say(`${voters} voters, each code ${chaos.posts} times at once over ${stack.servers.length} processes`);
    const ledger: Ledger = { posted: new Map(), accepted: new Map(), posts: 0, lost: 0, away: 0 };
    const began = performance.now();
    const killed = await castAll(stack, chaos, ledger);
    const seconds = (performance.now() - began) / 1000;
    say(`cast in ${seconds.toFixed(0)} s; closing and counting`);
    const { closesAt, id } = stack.vote;
    await wakeVote(stack.store, id, closesAt);
    const { record, findings } = await published(stack);
    return { ...killed, seconds, ...compare(ledger, record, voters), recountFindings: findings };
  } finally {
    await stack.stop();
  }
}

/** Casts everybody's votes while things are killed whenever so many are done. */
async function castAll(stack: BoothStack, chaos: VoteChaos, ledger: Ledger) {
  const { voters, serverKills, databaseKills, say } = chaos;
  const agents = new Map(
    stack.servers.map((server) => [server, new Agent({ keepAlive: true, maxSockets: AT_ONCE * chaos.posts })]),
  );
  let next = 0;
  let done = 0;
  let over = false;
  const killed = { serverKills: 0, databaseKills: 0 };

  async function killing(
    times: number,
    shift: number,
    name: keyof typeof killed,
    kill: (time: number) => Promise<void>,
  ) {
    for (let time = 0; time < times; time += 1) {
      while (!over && done < ((time + shift) / times) * voters) await pause(2);
      if (over) return;
      await kill(time);
      killed[name] += 1;
    }
  }

  async function casting(): Promise<void> {
    for (let voter = next++; voter < voters; voter = next++) {
      await castOne(stack, agents, chaos.posts, voter, ledger);
      done += 1;
      if (done % Math.ceil(voters / 10) === 0)
        say(`${done} voters, ${killed.serverKills} API processes and ${killed.databaseKills} databases killed`);
    }
  }

  const kills = [
    // One after the other, and PostgreSQL in between: mostly somebody is there to be asked.
    ...stack.servers.map((server, place) => {
      const own = Math.floor(serverKills / 2) + (place === 0 ? serverKills % 2 : 0);
      return killing(own, 0.25 + place * 0.5, 'serverKills', () => server.crash());
    }),
    killing(databaseKills, 0.5, 'databaseKills', () => stack.crashPostgres()),
  ];
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, casting));
  } finally {
    over = true;
    await Promise.all(kills);
  }
  for (const agent of agents.values()) agent.destroy();
  return killed;
}

/** Posts one code many times at once, each with its own receipt and choice; again, until somebody said what became of it. */
async function castOne(
  { vote, servers }: BoothStack,
  agents: ReadonlyMap<ApiProcess, Agent>,
  posts: number,
  voter: number,
  ledger: Ledger,
): Promise<void> {
  const code = vote.voters[voter]?.code ?? '';
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const statuses = await Promise.all(
      Array.from({ length: posts }, async (_, number) => {
        const server = servers[number % servers.length];
        const agent = server && agents.get(server);
        if (!server || !agent) throw new Error('no such server');
        const receipt = newReceipt();
        // Not all alike, so that a count that mixes them up is seen.
        const choice = [1, 2, 2, 3, 0, 2][(voter + number) % 6] ?? 0;
        ledger.posted.set(receipt, { voter, choice });
        ledger.posts += 1;
        const status = await post(server.port, agent, `/ballots/${vote.id}`, { code, choice, receipt });
        if (status === 201) ledger.accepted.set(voter, [...(ledger.accepted.get(voter) ?? []), receipt]);
        else if (status === null) ledger.lost += 1;
        else if (status === 503) ledger.away += 1;
        else if (status !== 409) throw new Error(`a right code was answered with ${status}`);
        return status;
      }),
    );
    if (statuses.some((status) => status === 201 || status === 409)) return;
    await pause(250);
  }
  throw new Error(`voter ${voter} got no answer`);
}

/** @returns the status, null where no answer came */
function post(port: number, agent: Agent, path: string, body: object): Promise<number | null> {
  const text = JSON.stringify(body);
  return new Promise((resolve) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) };
    const outgoing = request({ host: '127.0.0.1', port, agent, path, method: 'POST', headers }, (incoming) => {
      incoming.resume();
      incoming.on('end', () => resolve(incoming.statusCode ?? null));
      incoming.on('error', () => resolve(null));
      incoming.on('close', () => resolve(null));
    });
    outgoing.on('error', () => resolve(null));
    outgoing.end(text);
  });
}

/** The record as anybody downloads it, and what the recount finds in it. */
async function published({ servers, slug }: BoothStack): Promise<{ record: VoteRecord; findings: number }> {
  const [server] = servers;
  const from = `http://127.0.0.1:${server?.port}`;
  const folder = await mkdtemp(join(tmpdir(), 'jalon-chaos-'));
  try {
    for (const name of ['record.json', 'ballots.csv']) {
      const answer = await fetch(`${from}/p/${slug}/vote/${name}`);
      if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
      await writeFile(join(folder, name), await answer.text());
    }
    const program = fromRoot('server', 'public', 'recount.mjs');
    const args = [program, 'record.json', 'ballots.csv', '--lang', 'en'];
    const findings = await promisify(execFile)(process.execPath, args, { cwd: folder }).then(
      () => 0,
      () => 1,
    );
    const record = voteRecordSchema.parse(JSON.parse(await readFile(join(folder, 'record.json'), 'utf8')));
    return { record, findings };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function compare(ledger: Ledger, { rounds }: VoteRecord, voters: number) {
  const [round] = rounds;
  if (!round) throw new Error('the record has no round');
  const ballotsOf = new Map<number, number>();
  const expected = new Map<number, number>();
  let strangeBallots = 0;
  for (const { receipt, choice } of round.ballots) {
    const posted = ledger.posted.get(receipt);
    if (!posted || posted.choice !== choice) strangeBallots += 1;
    else {
      ballotsOf.set(posted.voter, (ballotsOf.get(posted.voter) ?? 0) + 1);
      expected.set(choice, (expected.get(choice) ?? 0) + 1);
    }
  }
  const inBox = new Set(round.ballots.map(({ receipt }) => receipt));
  const accepted = [...ledger.accepted.values()];
  const differ = round.counts.filter(({ option, votes }) => votes !== (expected.get(option) ?? 0)).length;
  return {
    posts: ledger.posts,
    accepted: accepted.length,
    lost: ledger.lost,
    away: ledger.away,
    ballots: round.ballots.length,
    doubleVotes: [...ballotsOf.values()].filter((count) => count > 1).length,
    acceptedTwice: accepted.filter((receipts) => receipts.length > 1).length,
    acceptedWithoutBallot: accepted.flat().filter((receipt) => !inBox.has(receipt)).length,
    votersWithoutBallot: voters - ballotsOf.size,
    strangeBallots,
    countsThatDiffer: differ + (round.blank === (expected.get(0) ?? 0) ? 0 : 1),
  };
}
