/**
 * Matches from the council's decision to the repayment while everything crashes: at each step a worker or an API process
 * is killed with the command under way, and the release is sent many times at once over two API processes. What has to
 * hold (R21, R24): two persons release once, one payment, one repayment, one message an event and recipient.
 */
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { dayOf } from '../../domain/calendar.ts';
import type { MatchVerb } from '../../domain/match.ts';
import { type Jalon, type Process, until } from '../../tests/stack/jalon.ts';
import { type Campaign, campaignBySql, matchBySql, refundBySql } from '../../tests/stack/money-by-sql.ts';
import { planWith } from '../../tests/stack/plans.ts';

export interface MatchChaos {
  readonly matches: number;
  /** Releases of each match, all at once. */
  readonly releases: number;
  readonly say: (line: string) => void;
}

export interface MatchOutcome {
  readonly matches: number;
  readonly commands: number;
  /** Requests, the repeated ones among them. */
  readonly requests: number;
  /** Requests without an answer, or told to come again. */
  readonly lost: number;
  readonly kills: number;
  readonly seconds: number;
  /** Everything below is zero, or something is wrong. */
  readonly paymentsTooMany: number;
  readonly repaymentsTooMany: number;
  readonly decisionsThatDiffer: number;
  readonly releasesThatDiffer: number;
  readonly eventsTooMany: number;
  readonly messagesTooMany: number;
  readonly mailsTwice: number;
  readonly notPaid: number;
}

const COUNTED = [
  'paymentsTooMany',
  'repaymentsTooMany',
  'decisionsThatDiffer',
  'releasesThatDiffer',
  'eventsTooMany',
  'messagesTooMany',
  'mailsTwice',
  'notPaid',
] as const;
export const isSoundMatch = (outcome: MatchOutcome): boolean => COUNTED.every((name) => outcome[name] === 0);

/** Just above the cap, so that the refund is seen to go below it. */
const RAISED = 1_000_001;
const CAP = 1_000_000;
const REFUND = 30_001;
const TO_REPAY = REFUND - (RAISED - CAP);
/** At each step of a match: the worker and an API process, or one of them alone; the other API process stays. */
const VICTIMS: readonly ((step: number) => readonly Process[])[] = [
  (step) => ['worker', serverOf(step)],
  () => ['worker'],
  (step) => [serverOf(step)],
];
const serverOf = (step: number): Process => (step % 2 === 0 ? 'server' : 'second-server');
/** Milliseconds between a command and the kill: before it is stored, while it is decided, while it is answered. */
const DELAYS = [0, 3, 8, 15, 25, 40, 60, 90, 140];
/** How long a command is sent again: longer than everything is away at once. */
const PATIENCE_MS = 120_000;
const AGAIN_MS = 150;

interface Tally {
  commands: number;
  requests: number;
  lost: number;
  kills: number;
}

interface Command {
  readonly who: 'manager' | 'partner';
  readonly verb: MatchVerb;
  readonly body: object;
}

interface Carried {
  readonly projectId: string;
  readonly matchId: string;
  /** Releases that were done, not refused. */
  readonly released: number;
}

/** @param jalon with its worker and both servers running */
export async function runMatchChaos(jalon: Jalon, { matches, releases, say }: MatchChaos): Promise<MatchOutcome> {
  const began = performance.now();
  const tally: Tally = { commands: 0, requests: 0, lost: 0, kills: 0 };
  const carried: Carried[] = [];
  for (let number = 0; number < matches; number += 1) {
    carried.push(await carryOne(jalon, number, releases, tally));
    say(`${number + 1} of ${matches} matches, ${tally.kills} processes killed`);
  }
  await endLeases(jalon, carried);
  await until('every message is handed over', async () => (await waiting(jalon, carried)) === 0);
  const seconds = (performance.now() - began) / 1000;
  return { matches, ...tally, seconds, ...(await recount(jalon, carried)) };
}

/** One match through every step, with a kill at each. */
async function carryOne(jalon: Jalon, number: number, releases: number, tally: Tally): Promise<Carried> {
  const today = dayOf(new Date());
  const { id: projectId } = await jalon.project(planWith(['A11', 'A12', 'A13', 'A14']), today);
  const campaign: Campaign = await campaignBySql(jalon.store, projectId, { raised: RAISED });
  const { id: matchId } = await matchBySql(jalon.store, campaign, RAISED);
  let step = number;
  const take = async (commands: readonly Command[]) => {
    step += 1;
    const victims = VICTIMS[number % VICTIMS.length]?.(step) ?? [];
    const sent = commands.map((command, place) => carry(jalon, matchId, command, place + step, tally));
    await pause(DELAYS[(step + number) % DELAYS.length]);
    await Promise.all(victims.map((victim) => jalon.kill(victim)));
    tally.kills += victims.length;
    await Promise.all(victims.map((victim) => jalon.start(victim)));
    return Promise.all(sent);
  };
  const decision = { number: `HCL ${number}`, decidedOn: today };
  await take([{ who: 'partner', verb: 'decide', body: { ...decision, outcome: 'rejected', words: 'Exemplu.' } }]);
  await take([{ who: 'partner', verb: 'decide', body: { ...decision, outcome: 'adopted' } }]);
  const contract = { number: '5 (exemplu)', contractedOn: today, legalRoute: 'Legea nr. 350/2005' };
  await take([{ who: 'manager', verb: 'contract', body: contract }]);
  const order = { amount: '10.000,00', orderNumber: 'OP 7', paidOn: today };
  const released = await take(
    Array.from({ length: releases }, (_, place) => ({
      who: place % 2 === 0 ? 'manager' : 'partner',
      verb: 'release',
      body: order,
    })),
  );
  await refundBySql(jalon.store, campaign, REFUND, new Date());
  await take([{ who: 'manager', verb: 'repay', body: { amount: '300,00', document: 'OP 9', paidOn: today } }]);
  return { projectId, matchId, released: released.filter(Boolean).length };
}

/** Sends one command under one key to either server until one says what became of it. @returns whether it was done */
async function carry(
  jalon: Jalon,
  matchId: string,
  { who, verb, body }: Command,
  turn: number,
  tally: Tally,
): Promise<boolean> {
  const key = randomUUID();
  tally.commands += 1;
  const deadline = performance.now() + PATIENCE_MS;
  for (let time = turn; performance.now() < deadline; time += 1) {
    const people = time % 2 === 0 ? jalon.people : jalon.atSecond;
    tally.requests += 1;
    const reply = await people[who].attempt(`/api/matches/${matchId}/${verb}`, body, key).catch(() => null);
    if (reply && reply.status < 500) {
      if (reply.body === null && verb !== 'release') throw new Error(`${verb}: ${JSON.stringify(reply.problem)}`);
      return reply.body !== null;
    }
    tally.lost += 1;
    await pause(AGAIN_MS);
  }
  throw new Error(`${verb} got no answer`);
}

const ids = (carried: readonly Carried[]): string[] => carried.map(({ projectId }) => projectId);

async function waiting({ store }: Jalon, carried: readonly Carried[]): Promise<number> {
  const rows = await store
    .knex('messages')
    .whereIn('project_id', ids(carried))
    .whereIn('state', ['pending', 'sending'])
    .select('id');
  return rows.length;
}

/**
 * The two minutes for which a dispatcher that was killed still holds what it was handing over are over at once: such a
 * message is then `unknown`. One of the living dispatcher gets its true mark all the same.
 */
async function endLeases({ store }: Jalon, carried: readonly Carried[]): Promise<void> {
  await store
    .knex('messages')
    .whereIn('project_id', ids(carried))
    .whereNotNull('lease_until')
    .update({ lease_until: store.knex.raw('now()') });
}

/** By SQL, from what was written. */
async function recount(jalon: Jalon, carried: readonly Carried[]) {
  const { knex } = jalon.store;
  const wrong = Object.fromEntries(COUNTED.map((name) => [name, 0])) as Record<(typeof COUNTED)[number], number>;
  for (const { projectId, matchId, released } of carried) {
    const match = await knex('matches').where({ id: matchId }).first();
    const entries = await knex('ledger_entries').where({ ledger_id: match.ledger_id }).select('kind', 'amount');
    const of = (kind: string) => entries.filter((entry) => entry.kind === kind);
    if (match.state !== 'paid' || match.paid !== CAP || of('payment')[0]?.amount !== CAP) wrong.notPaid += 1;
    wrong.paymentsTooMany += Math.abs(of('payment').length - 1);
    wrong.repaymentsTooMany += Math.abs(of('repayment').length - 1);
    if (of('repayment')[0]?.amount !== -TO_REPAY) wrong.repaymentsTooMany += 1;
    const decisions = await knex('match_decisions').where({ match_id: matchId }).orderBy('place').pluck('outcome');
    if (decisions.join() !== 'rejected,adopted') wrong.decisionsThatDiffer += 1;
    const standing = await knex('match_releases').where({ match_id: matchId, void_at: null }).pluck('role');
    if (standing.toSorted().join() !== 'manager,partner' || released !== 2) wrong.releasesThatDiffer += 1;
    const events = await knex('events').where({ project_id: projectId }).whereLike('type', 'match.%').pluck('type');
    const many = (type: string) => events.filter((each) => each === type).length;
    for (const [type, expected] of Object.entries(EVENTS)) wrong.eventsTooMany += Math.abs(many(type) - expected);
    const notices = await knex('match_notices').where({ match_id: matchId, outcome: 'sent' }).select('step');
    wrong.eventsTooMany += Math.abs(many('match.due') - notices.length);
    for (const [type, expected] of Object.entries(MESSAGES)) {
      const told = await knex('messages').where({ project_id: projectId, event_type: type }).pluck('recipient_id');
      wrong.messagesTooMany += Math.abs(told.length - expected);
    }
  }
  wrong.mailsTwice = await mailsTwice(jalon, carried);
  return wrong;
}

const EVENTS: Readonly<Record<string, number>> = {
  'match.computed': 1,
  'match.decided': 2,
  'match.contracted': 1,
  'match.released': 1,
  'match.paid': 1,
  'match.adjusted': 1,
  'match.repaid': 1,
};
/** Of a manager and a partner, whoever acted is not told; of a refund both are. */
const MESSAGES: Readonly<Record<string, number>> = { 'match.rejected': 1, 'match.paid': 1, 'match.adjusted': 2 };

/** Messages that the mail server was handed more than once. */
async function mailsTwice({ store }: Jalon, carried: readonly Carried[]): Promise<number> {
  const known = new Set(await store.knex('messages').whereIn('project_id', ids(carried)).pluck('message_id'));
  const folder = process.env.TEST_MAIL_DIR ?? '';
  const times = new Map<string, number>();
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.eml')) continue;
    const id = /^message-id:\s*(<[^>]+>)/im.exec(await readFile(join(folder, name), 'utf8'))?.[1] ?? '';
    if (known.has(id)) times.set(id, (times.get(id) ?? 0) + 1);
  }
  return [...times.values()].filter((many) => many > 1).length;
}
