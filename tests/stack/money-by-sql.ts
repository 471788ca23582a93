/** Campaigns, matches and their money for tests: a campaign whose sum is published, without the story that leads there. */
import { randomUUID } from 'node:crypto';
import { acceptCommand, answerOf } from '../../db/commands.ts';
import { adjustMatch } from '../../db/money/adjust-match.ts';
import { computeMatch } from '../../db/money/compute-match.ts';
import { decideMatch } from '../../db/money/decide-match.ts';
import { addEntries, type NewEntry } from '../../db/money/entries.ts';
import { type EntryRow, openLedger } from '../../db/money/ledger-rows.ts';
import type { MatchOfMilestone } from '../../db/money/match-rows.ts';
import type { Deciding } from '../../db/money/matching.ts';
import { lockProject, planOf } from '../../db/projects.ts';
import type { Store, Transaction } from '../../db/store.ts';
import type { MatchVerb } from '../../domain/match.ts';
import type { Answer } from '../../domain/refusal.ts';
import { newAccount } from './made-statements.ts';

/** The day of the gifts, of the close, and after it. */
export const GIVEN_ON = '2026-03-10';
export const CLOSED_ON = '2026-03-31';
export const PUBLISHED_AT = new Date('2026-04-03T09:00:00Z');

export interface Campaign {
  readonly iban: string;
  readonly id: string;
  readonly ledgerId: string;
  readonly projectId: string;
  readonly milestoneId: string;
  /** Where something was raised: the gift of all of it. */
  readonly gift: EntryRow | null;
}

/** Runs under the project's lock, as every command does. */
export async function deciding<Result>(
  store: Store,
  projectId: string,
  now: Date,
  work: (deciding: Deciding) => Promise<Result>,
): Promise<Result> {
  return store.knex.transaction(async (trx) => {
    const project = await lockProject(trx, projectId);
    if (!project) throw new Error(`no project ${projectId}`);
    return work({ store, trx, project, plan: await planOf(trx, projectId), now, actorId: null });
  });
}

const bankGift = (amount: number): NewEntry => ({
  kind: 'gift',
  nature: 'money',
  channel: 'bank',
  amount,
  bookedOn: GIVEN_ON,
  document: 'Extras de cont (exemplu)',
});

/** A campaign of one milestone, in one state; `raised` bani came by bank, in one gift. */
export async function campaignBySql(
  store: Store,
  projectId: string,
  {
    raised,
    state = 'published',
    key = 'A11',
    iban = newAccount(),
  }: {
    readonly raised: number;
    readonly state?: 'open' | 'closed' | 'published';
    readonly key?: string;
    readonly iban?: string;
  },
): Promise<Campaign> {
  const milestone = await store.knex('milestones').where({ project_id: projectId, key }).first<{ id: string }>('id');
  return deciding(store, projectId, PUBLISHED_AT, async ({ trx }) => {
    const ledgerId = await openLedger(trx, projectId, 'campaign', PUBLISHED_AT);
    const id = randomUUID();
    const closed = state !== 'open';
    await trx('campaigns').insert({
      id,
      project_id: projectId,
      milestone_id: milestone.id,
      ledger_id: ledgerId,
      number: 1,
      state: closed ? 'closed' : state,
      title: JSON.stringify({ ro: 'Iluminat inteligent (exemplu)', en: 'Smart lighting (example)' }),
      purpose: JSON.stringify({ ro: 'Iluminat', en: 'Lighting' }),
      beneficiary: 'Asociația Exemplu',
      account_holder: 'Asociația Exemplu',
      iban,
      reference: id.slice(0, 8),
      opens_at: new Date('2026-03-05T06:00:00Z'),
      closes_at: new Date('2026-03-31T20:59:59Z'),
      opened_at: new Date('2026-03-05T06:00:00Z'),
      closed_at: closed ? new Date('2026-03-31T20:59:59Z') : null,
      sum_due_at: closed ? new Date('2026-04-07T20:59:59Z') : null,
      created_at: PUBLISHED_AT,
      changed_at: PUBLISHED_AT,
    });
    const campaign = { id, ledgerId, projectId, milestoneId: milestone.id, iban };
    const gifts = raised === 0 ? [] : await entered(trx, campaign, [bankGift(raised)], PUBLISHED_AT);
    if (state === 'published')
      await trx('campaigns').where({ id }).update({ state, published_at: PUBLISHED_AT, raised });
    return { ...campaign, gift: gifts[0] ?? null };
  });
}

async function entered(
  trx: Transaction,
  { projectId, milestoneId, ledgerId }: Omit<Campaign, 'gift'>,
  entries: readonly NewEntry[],
  now: Date,
): Promise<EntryRow[]> {
  return (await addEntries({ trx, projectId, milestoneId, ledgerId, now, actorId: null }, entries)).entries;
}

/** One of each kind of thing that money has in a project, by that kind (`ObjectKind`). */
export async function moneyBySql(
  store: Store,
  projectId: string,
  { userId, campaignKey, fundKey }: { readonly userId: string; readonly campaignKey: string; readonly fundKey: string },
): Promise<Record<string, string>> {
  const { knex } = store;
  const campaign = await campaignBySql(store, projectId, { raised: 500, key: campaignKey });
  const match = await matchBySql(store, campaign, 500);
  const [fund, donor, statement, line] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const of = { project_id: projectId, created_at: PUBLISHED_AT, changed_at: PUBLISHED_AT };
  await deciding(store, projectId, PUBLISHED_AT, async ({ trx }) => {
    const milestone = await trx('milestones')
      .where({ project_id: projectId, key: fundKey })
      .first<{ id: string }>('id');
    const ledgerId = await openLedger(trx, projectId, 'fund', PUBLISHED_AT);
    const name = JSON.stringify({ ro: 'Fond (exemplu)', en: 'Fund (example)' });
    const founded = { milestone_id: milestone.id, ledger_id: ledgerId, name, document: 'Act 1', founded_on: GIVEN_ON };
    await trx('funds').insert({ id: fund, ...of, ...founded });
  });
  await knex('donors').insert({ id: donor, ...of, kind: 'person', name: 'Ana Exemplu', name_key: 'ana exemplu' });
  await knex('bank_statements').insert({
    id: statement,
    ledger_id: campaign.ledgerId,
    format: 'csv',
    file_name: 'extras.csv',
    sha256: Buffer.alloc(32),
    iban: 'RO49AAAA1B31007593840000',
    starts_on: GIVEN_ON,
    ends_on: CLOSED_ON,
    opening: 0,
    closing: 500,
    lines: 1,
    made_by: userId,
    made_at: PUBLISHED_AT,
  });
  await knex('bank_lines').insert({
    id: line,
    statement_id: statement,
    ledger_id: campaign.ledgerId,
    place: 1,
    booked_on: GIVEN_ON,
    amount: 500,
    line_key: Buffer.alloc(32),
  });
  return {
    campaign: campaign.id,
    ledger: campaign.ledgerId,
    'ledger-entry': campaign.gift?.id ?? '',
    donor,
    match: match.id,
    fund,
    'bank-statement': statement,
    'bank-line': line,
  };
}

/** The match of a published campaign, as its publication computes it. */
export async function matchBySql(
  store: Store,
  campaign: Campaign,
  raised: number,
  now: Date = PUBLISHED_AT,
): Promise<MatchOfMilestone> {
  const { id, milestoneId, ledgerId, projectId } = campaign;
  const published = { id, milestone_id: milestoneId, ledger_id: ledgerId, raised };
  const match = await deciding(store, projectId, now, (each) => computeMatch(each, published));
  if (!match) throw new Error('the plan has no match');
  return match;
}

/** A refund after the close: an adjustment about an entry, followed in the match (R20). */
export async function refundBySql(
  store: Store,
  campaign: Campaign,
  amount: number,
  now: Date,
  about: EntryRow | null = campaign.gift,
): Promise<EntryRow> {
  return deciding(store, campaign.projectId, now, async (each) => {
    const [entry] = await entered(
      each.trx,
      campaign,
      [
        {
          kind: 'adjustment',
          nature: 'money',
          channel: 'bank',
          amount: -amount,
          bookedOn: '2026-04-02',
          afterClose: true,
          aboutId: about?.id ?? null,
          document: 'Restituire (exemplu)',
        },
      ],
      now,
    );
    if (!entry) throw new Error('nothing was entered');
    await adjustMatch(each, campaign.id, [entry]);
    return entry;
  });
}

/** A gift that came after the close: it is listed, and not matched. */
export async function lateGiftBySql(store: Store, campaign: Campaign, amount: number, now: Date): Promise<EntryRow> {
  return deciding(store, campaign.projectId, now, async ({ trx }) => {
    const [gift] = await entered(
      trx,
      campaign,
      [{ ...bankGift(amount), bookedOn: '2026-04-01', afterClose: true }],
      now,
    );
    if (!gift) throw new Error('nothing was entered');
    return gift;
  });
}

/** A stored command on a match, decided by its own transaction; amounts are bani. */
export async function decideOnMatch(
  store: Store,
  userId: string,
  verb: MatchVerb,
  matchId: string,
  now: Date,
  body: object,
): Promise<Answer> {
  const input = { userId, idempotencyKey: randomUUID(), verb: `match.${verb}`, targetId: matchId, body };
  const { id } = await acceptCommand(store, input, now);
  await decideMatch(store, id, now);
  const answer = await answerOf(store, id);
  if (!answer) throw new Error(`${verb} was not decided`);
  return answer;
}
