/**
 * A campaign's ledger under 500 hands at once: gifts, payments, refunds, corrections and pledges, among them receipts that
 * are used twice, refunds of more than there is and wrong refunds that several correct, while the campaign closes, its sum is published, and its page is read.
 * What has to hold (R19, R20, R22): sums, figures, match and statement agree with a recount by SQL of the entries, at every
 * moment and at the end; every accepted command has its one entry, and no refused one has any.
 */
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { acceptCommand, answerOf } from '../../db/commands.ts';
import { createProject } from '../../db/create-project.ts';
import { campaignById } from '../../db/money/campaign-rows.ts';
import { decideCampaign } from '../../db/money/decide-campaign.ts';
import { draftCampaign } from '../../db/money/draft-campaign.ts';
import { type EntryBody, enterEntry } from '../../db/money/enter.ts';
import { sumsOf } from '../../db/money/ledger-rows.ts';
import { campaignPage } from '../../db/money/list-campaigns.ts';
import { verifyLedgers } from '../../db/money/verify-ledgers.ts';
import { wakeCampaign } from '../../db/money/wake-campaign.ts';
import { loadKnownPlan } from '../../db/plan-file.ts';
import { createStore, newId, type Store } from '../../db/store.ts';
import { createUser } from '../../db/users.ts';
import { campaignFigures } from '../../domain/ledger.ts';
import { PROJECT_ROLES, type ProjectRole } from '../../domain/lifecycle.ts';
import { matchOf } from '../../domain/match.ts';
import type { Answer } from '../../domain/refusal.ts';
import { readSumFigures } from '../../domain/sum-statement.ts';
import { createComposer } from '../../mail/compose.ts';
import { migrate } from '../../stack/migrations.ts';
import { freePort } from '../../stack/ports.ts';
import { newPostgresSecrets, ROLE_NAMES, startPostgres } from '../../stack/postgres.ts';

export interface LedgerChaos {
  readonly runs: number;
  /** Commands of a run, all at once. */
  readonly entries: number;
  readonly say: (line: string) => void;
}

export interface LedgerOutcome {
  readonly runs: number;
  readonly commands: number;
  readonly accepted: number;
  readonly refused: number;
  /** Commands that got no connection in time and were sent again under their key. */
  readonly repeated: number;
  /** Looks at a ledger while it was written to. */
  readonly looks: number;
  readonly published: number;
  readonly seconds: number;
  /** Everything below is zero, or something is wrong. */
  readonly sumsThatDiffer: number;
  readonly figuresThatDiffer: number;
  readonly entriesThatDiffer: number;
  readonly overdrawn: number;
  readonly receiptsTwice: number;
  /** Wrong refunds that were corrected more than once, or not to nothing. */
  readonly correctedWrong: number;
  readonly statementsThatDiffer: number;
  readonly matchesThatDiffer: number;
  readonly chainFindings: number;
}

const WRONG = [
  'sumsThatDiffer',
  'figuresThatDiffer',
  'entriesThatDiffer',
  'overdrawn',
  'receiptsTwice',
  'correctedWrong',
  'statementsThatDiffer',
  'matchesThatDiffer',
  'chainFindings',
] as const;

export const isSoundLedger = (outcome: LedgerOutcome): boolean => WRONG.every((name) => outcome[name] === 0);

const OPENS_ON = '2023-06-01';
const CLOSES_ON = '2023-06-30';
const OPENED = new Date('2023-06-01T09:00:00Z');
const LAST_HOUR = new Date('2023-06-30T19:00:00Z');
const CLOSED = new Date('2023-07-01T06:00:00Z');

export async function runLedgerChaos({ runs, entries, say }: LedgerChaos): Promise<LedgerOutcome> {
  const home = await mkdtemp(join(tmpdir(), 'jalon-ledger-'));
  // As root, the user `postgres` walks through it.
  await chmod(home, 0o711);
  const ending: (() => Promise<unknown>)[] = [() => rm(home, { recursive: true, force: true, maxRetries: 5 })];
  try {
    const secrets = newPostgresSecrets();
    const postgres = await startPostgres({
      folder: join(home, 'postgres'),
      port: await freePort(),
      secrets,
      logFile: join(home, 'postgres.log'),
    });
    ending.push(() => postgres.stop());
    await migrate(postgres.url('owner'), ROLE_NAMES.app);
    const open = (): Store => {
      const store = createStore({
        databaseUrl: postgres.url('app'),
        compose: createComposer({ publicUrl: 'http://127.0.0.1', sender: 'Jalon <jalon@example.org>' }),
        mailDomain: 'example.org',
      });
      ending.push(() => store.knex.destroy());
      return store;
    };
    // Whoever looks has a pool of their own, as another process has.
    const [store, looker] = [open(), open()];
    const people = await teamOf(store);
    let all: LedgerOutcome | undefined;
    for (let run = 1; run <= runs; run += 1) {
      const one = await oneRun({ store, looker }, people, entries, run);
      all = all ? together(all, one) : one;
      say(
        `run ${run}: ${one.accepted} accepted, ${one.refused} refused, ${one.repeated} repeated, ${one.seconds.toFixed(1)} s, ` +
          (isSoundLedger(one) ? 'all held' : 'NOT all held'),
      );
    }
    if (!all) throw new RangeError('no run');
    return all;
  } finally {
    for (const end of ending.reverse()) await end();
  }
}

const together = (all: LedgerOutcome, one: LedgerOutcome): LedgerOutcome =>
  Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name, value + one[name as keyof LedgerOutcome]]),
  ) as unknown as LedgerOutcome;

type Team = Readonly<Record<ProjectRole, string>>;

async function teamOf(store: Store): Promise<Team> {
  const people: Partial<Record<ProjectRole, string>> = {};
  for (const role of PROJECT_ROLES) {
    const user = { email: `${role}@example.org`, name: `${role} (exemplu)`, locale: 'ro', isAdmin: false } as const;
    people[role] = (await createUser(store, user, OPENED)).id;
  }
  return people as Team;
}

interface Campaign {
  readonly id: string;
  readonly projectId: string;
  readonly ledgerId: string;
}

const both = (text: string) => ({ ro: text, en: text });

async function openCampaign(store: Store, team: Team): Promise<Campaign> {
  const plan = loadKnownPlan('cojocna');
  if (!plan) throw new Error('the Cojocna plan is missing');
  const projectId = newId();
  const members = PROJECT_ROLES.map((role) => ({ userId: team[role], role }));
  const create = { userId: team.manager, idempotencyKey: randomUUID(), targetId: projectId };
  const body = { slug: `p-${projectId.slice(0, 8)}`, plan, startsOn: '2022-07-27', members };
  taken(await createProject(store, create, body, OPENED));
  const milestone = await store
    .knex('milestones')
    .where({ project_id: projectId, key: 'A11' })
    .first<{ id: string }>('id');
  const id = newId();
  const draft = { userId: team.staff, idempotencyKey: randomUUID(), verb: 'campaign.draft', targetId: id, body: {} };
  taken(await draftCampaign(store, draft, milestone.id, OPENED));
  const terms = {
    version: 1,
    title: both('Loc de joacă (exemplu)'),
    purpose: both('Leagăne.'),
    beneficiary: 'Satul Exemplu',
    accountHolder: 'Fundația Exemplu',
    iban: 'RO49AAAA1B31007593840000',
    opensOn: OPENS_ON,
    closesOn: CLOSES_ON,
    proposalId: null,
  };
  taken(await decide(store, team.manager, 'change', id, terms, OPENED));
  taken(await decide(store, team.manager, 'announce', id, { version: 2 }, OPENED));
  await wakeCampaign(store, id, OPENED);
  const { ledger_id: ledgerId } = await campaignById(store.knex, id);
  return { id, projectId, ledgerId };
}

function taken(answer: Answer): void {
  if (!answer.done) throw new Error(JSON.stringify(answer));
}

async function decide(store: Store, userId: string, verb: string, targetId: string, body: object, now: Date) {
  const command = { userId, idempotencyKey: randomUUID(), verb: `campaign.${verb}`, targetId, body };
  const { id } = await acceptCommand(store, command, now);
  await decideCampaign(store, id, now);
  const answer = await answerOf(store, id);
  if (!answer) throw new Error(`${verb} was not decided`);
  return answer;
}

interface Sent {
  readonly id: string;
  readonly answer: Answer;
  /** How often it was sent again. */
  readonly again: number;
}

/** As a client does: without an answer the same command again, under the same key. */
async function send(store: Store, { staff }: Team, { ledgerId }: Campaign, body: EntryBody, now: Date): Promise<Sent> {
  const id = newId();
  const command = { userId: staff, idempotencyKey: randomUUID(), verb: 'ledger.enter', targetId: id, body };
  for (let again = 0; ; again += 1) {
    try {
      return { id, again, answer: await enterEntry(store, command, ledgerId, now) };
    } catch (error) {
      if (!(error instanceof Error && error.name === 'KnexTimeoutError')) throw error;
    }
  }
}

/** Numbers that look drawn and are the same each time. */
function drawing(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const STANDING = 60;
const WRONG_REFUNDS = 20;
const LOOK_AGAIN_MS = 50;

async function oneRun(
  { store, looker }: { readonly store: Store; readonly looker: Store },
  team: Team,
  entries: number,
  run: number,
): Promise<LedgerOutcome> {
  const draw = drawing(run);
  const campaign = await openCampaign(store, team);
  const before: Sent[] = [];
  const enter = (body: EntryBody, now: Date) => send(store, team, campaign, body, now);
  for (let place = 0; place < STANDING; place += 1) before.push(await enter(first(place, draw), LAST_HOUR));
  const refunds: Sent[] = [];
  for (const { id } of gifts(before).slice(0, WRONG_REFUNDS))
    refunds.push(await enter(refund(id, 1 + draw(100), refunds.length), LAST_HOUR));
  await statement(store, team, campaign);

  let over = false;
  let looks = 0;
  let sumsWrong = 0;
  const looking = (async () => {
    while (!over) {
      sumsWrong += await sumsThatDiffer(looker, campaign.ledgerId);
      await campaignPage(looker.knex, campaign.id, { role: 'staff', projectState: 'running' });
      looks += 1;
      await pause(LOOK_AGAIN_MS);
    }
  })();
  const began = performance.now();
  const sent = Array.from({ length: entries }, (_, place) => {
    const body = next(place, before, refunds, draw);
    const late = 'bookedOn' in body && body.bookedOn > CLOSES_ON;
    return enter(body, late || draw(2) === 0 ? CLOSED : LAST_HOUR);
  });
  const closing = closeAndPublish(store, team, campaign);
  const answers = await Promise.all(sent);
  await closing;
  over = true;
  await looking;
  const seconds = (performance.now() - began) / 1000;
  // Where the sum kept moving, nobody could publish what they had read: now it stands.
  await publish(store, team, campaign);
  const accepted = [...before, ...refunds, ...answers].filter(({ answer }) => answer.done);
  return {
    runs: 1,
    commands: entries,
    accepted: answers.filter(({ answer }) => answer.done).length,
    refused: answers.filter(({ answer }) => !answer.done).length,
    repeated: answers.reduce((sum, { again }) => sum + again, 0),
    looks,
    published: (await campaignById(store.knex, campaign.id)).state === 'published' ? 1 : 0,
    seconds,
    sumsThatDiffer: sumsWrong + (await sumsThatDiffer(store, campaign.ledgerId)),
    entriesThatDiffer: await entriesThatDiffer(store, campaign, accepted),
    ...(await recounted(store, campaign)),
    chainFindings: await chainFindings(store, campaign),
  };
}

/** What stands before: a third of it pledges. */
const first = (place: number, draw: (below: number) => number): EntryBody =>
  place % 3 === 0
    ? {
        kind: 'pledge',
        amount: 100 + draw(50_000),
        bookedOn: OPENS_ON,
        donor: { kind: 'person', name: `Donator ${place}`, email: null, locale: 'ro', shown: 'initials' },
      }
    : {
        kind: 'gift',
        channel: 'cash',
        amount: 100 + draw(50_000),
        bookedOn: OPENS_ON,
        document: `Chitanța A ${place}`,
      };

const gifts = (before: readonly Sent[]): readonly Sent[] => before.filter((_, place) => place % 3 !== 0);

const refund = (aboutId: string, amount: number, place: number): EntryBody => ({
  kind: 'refund',
  aboutId,
  channel: 'cash',
  amount,
  bookedOn: CLOSES_ON,
  document: `DP A ${place}`,
});

/** A tenth of the receipts is used twice; refunds and corrections meet at the same few entries. */
function next(
  place: number,
  before: readonly Sent[],
  refunds: readonly Sent[],
  draw: (below: number) => number,
): EntryBody {
  const amount = 1 + draw(40_000);
  const bookedOn = draw(5) === 0 ? '2023-07-01' : CLOSES_ON;
  const document = `Chitanța B ${draw(10) === 0 ? place - (place % 10) : place}`;
  const one = before[draw(before.length)]?.id ?? '';
  switch (place % 6) {
    case 0:
    case 1:
      return { kind: 'gift', channel: 'cash', amount, bookedOn, document };
    case 2:
      return { kind: 'settlement', aboutId: one, channel: 'cash', amount, bookedOn, document };
    case 3:
      return { kind: 'refund', aboutId: one, channel: 'cash', amount, bookedOn, document: `DP ${place}` };
    case 4:
      return { kind: 'correction', aboutId: refunds[draw(refunds.length)]?.id ?? '', amount: 0, note: 'Alt dar.' };
    default:
      return { kind: 'correction', aboutId: one, amount: draw(50_000), note: 'Altă sumă pe chitanță.' };
  }
}

async function statement(store: Store, team: Team, { ledgerId }: Campaign): Promise<void> {
  const id = newId();
  await store.knex('bank_statements').insert({
    ...{ id, ledger_id: ledgerId, format: 'csv', file_name: 'extras.csv', sha256: Buffer.alloc(32), iban: '' },
    ...{ starts_on: OPENS_ON, ends_on: CLOSES_ON, opening: 0, closing: 0, lines: 0 },
    ...{ made_by: team.staff, made_at: CLOSED },
  });
  await store.knex('bank_statements').where({ id }).update({ state: 'committed', number: 1 });
}

/** In the midst of it the campaign closes, and its sum is published as soon as what was read still stands. */
async function closeAndPublish(store: Store, team: Team, campaign: Campaign): Promise<void> {
  await patiently(() => wakeCampaign(store, campaign.id, CLOSED));
  for (let turn = 0; turn < 5; turn += 1) await patiently(() => publish(store, team, campaign));
}

async function publish(store: Store, team: Team, { id, ledgerId }: Campaign): Promise<void> {
  const { raised } = campaignFigures(await sumsOf(store.knex, ledgerId));
  await decide(store, team.manager, 'publish', id, { raised, words: both('Consiliul hotărăște.') }, CLOSED);
}

async function patiently(work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (!(error instanceof Error && error.name === 'KnexTimeoutError')) throw error;
    }
  }
}

async function counted(store: Store, sql: string, bindings: object): Promise<number> {
  const { rows } = await store.knex.raw<{ rows: { count: number }[] }>(
    `select count(*)::int as count from (${sql}) x`,
    {
      ...bindings,
    },
  );
  return rows[0]?.count ?? 0;
}

/** In one statement, so that it sees one moment of both. */
const sumsThatDiffer = (store: Store, ledgerId: string): Promise<number> =>
  counted(
    store,
    `select 1 from (
       select kind, nature, channel, after_close, count(*) as entries, sum(amount) as amount
         from ledger_entries where ledger_id = :id group by 1, 2, 3, 4) counted
     full join (select kind, nature, channel, after_close, entries, amount from ledger_sums where ledger_id = :id) kept
       using (kind, nature, channel, after_close)
     where counted.entries is distinct from kept.entries or counted.amount is distinct from kept.amount`,
    { id: ledgerId },
  );

/** Every accepted command has its entry, no other one is there, and they are numbered without a gap. */
async function entriesThatDiffer(store: Store, { ledgerId }: Campaign, accepted: readonly Sent[]): Promise<number> {
  const rows = await store
    .knex('ledger_entries')
    .where({ ledger_id: ledgerId })
    .orderBy('number')
    .select<{ id: string; number: number }[]>('id', 'number');
  const ids = new Set(rows.map(({ id }) => id));
  const missing = accepted.filter(({ id }) => !ids.has(id)).length;
  const gaps = rows.filter(({ number }, place) => number !== place + 1).length;
  return missing + gaps + Math.abs(rows.length - accepted.length);
}

/** R19, R20: the figures, the published sum and the match, each from the entries alone and in another way. */
async function recounted(store: Store, { id, ledgerId }: Campaign) {
  const { knex } = store;
  const { rows } = await knex.raw<{
    rows: Record<'settled' | 'refunded' | 'pledged' | 'late' | 'adjusted' | 'balance', number>[];
  }>(
    `select coalesce(sum(amount) filter (where nature = 'money' and not after_close and kind <> 'refund'), 0)::bigint as settled,
            coalesce(-sum(amount) filter (where nature = 'money' and kind = 'refund' and not after_close), 0)::bigint as refunded,
            coalesce(sum(amount) filter (where nature = 'promise'), 0)::bigint as pledged,
            coalesce(sum(amount) filter (where nature = 'money' and after_close and kind <> 'adjustment'), 0)::bigint as late,
            coalesce(sum(amount) filter (where nature = 'money' and kind = 'adjustment'), 0)::bigint as adjusted,
            coalesce(sum(amount) filter (where nature = 'money'), 0)::bigint as balance
       from ledger_entries where ledger_id = ?`,
    [ledgerId],
  );
  const [sql] = rows;
  const { figures } = (await campaignPage(knex, id, { role: 'staff', projectState: 'running' })) ?? {};
  if (!sql || !figures) throw new Error(`no campaign ${id}`);
  const raised = sql.settled - sql.refunded;
  const same = { ...sql, raised };
  const { raised: fixed } = await campaignById(knex, id);
  const published = await knex('sum_statements')
    .where({ campaign_id: id })
    .first<{ figures: string } | undefined>('figures');
  const told = published && readSumFigures(published.figures);
  const match = await knex('matches').where({ campaign_id: id }).first();
  const adjusting = await knex('ledger_entries as e')
    .join('ledger_entries as a', 'a.id', 'e.about_id')
    .where({ 'e.ledger_id': ledgerId, 'e.kind': 'adjustment', 'e.nature': 'money', 'a.after_close': false })
    .orderBy('e.number')
    .pluck<number[]>('e.amount');
  return {
    figuresThatDiffer: Object.entries(same).filter(([name, value]) => figures[name as keyof typeof figures] !== value)
      .length,
    overdrawn:
      (sql.balance < 0 ? 1 : 0) +
      (await counted(
        store,
        `select a.id from ledger_entries a join ledger_entries e on e.about_id = a.id and e.kind <> 'settlement'
          where a.ledger_id = :id group by a.id, a.amount having a.amount + sum(e.amount) < 0`,
        { id: ledgerId },
      )),
    receiptsTwice: await counted(
      store,
      `select document from ledger_entries where ledger_id = :id and channel = 'cash' and kind in ('gift', 'settlement')
        group by document having count(*) > 1`,
      { id: ledgerId },
    ),
    correctedWrong: await counted(
      store,
      `select w.id from ledger_entries w join ledger_entries c on c.corrects_id = w.id
        where w.ledger_id = :id group by w.id, w.amount having count(*) > 1 or w.amount + sum(c.amount) <> 0`,
      { id: ledgerId },
    ),
    statementsThatDiffer: told?.raised === raised && fixed === raised ? 0 : 1,
    matchesThatDiffer:
      match && match.due === dueOf(raised, adjusting) && match.computed === matchOf(raised, CAP) ? 0 : 1,
  };
}

/** The plan's. */
const CAP = { cap: 1_000_000, on: 'part' } as const;

/** What adjustments leave of it; never more than was computed. */
function dueOf(raised: number, adjustments: readonly number[]): number {
  const left = adjustments.reduce((sum, amount) => sum + amount, raised);
  return Math.min(matchOf(raised, CAP), matchOf(left, CAP));
}

async function chainFindings(store: Store, { projectId }: Campaign): Promise<number> {
  let findings = 0;
  await verifyLedgers(store.knex, projectId, () => {
    findings += 1;
  });
  return findings;
}
