/** A campaign on its way through the API of a test, its commands decided without the story that would carry them. */
import { createHash, randomUUID } from 'node:crypto';
import { acceptCommand, answerOf } from '../../db/commands.ts';
import { type CampaignOfMilestone, campaignById } from '../../db/money/campaign-rows.ts';
import { decideCampaign } from '../../db/money/decide-campaign.ts';
import { draftCampaign } from '../../db/money/draft-campaign.ts';
import { wakeCampaign } from '../../db/money/wake-campaign.ts';
import { newId, type Store } from '../../db/store.ts';
import type { CampaignVerb } from '../../domain/campaigns.ts';
import type { PlanSettings } from '../../domain/plan.ts';
import type { Answer } from '../../domain/refusal.ts';
import type { Answered, Api, Visitor } from './api.ts';
import { newAccount } from './made-statements.ts';
import { planWith } from './plans.ts';

export const IBAN = 'RO49AAAA1B31007593840000';
const both = (text: string) => ({ ro: text, en: text });

export interface Fundraising {
  readonly projectId: string;
  readonly slug: string;
  readonly milestoneId: string;
  readonly id: string;
  readonly ledgerId: string;
  /** Its own, once it is open. */
  readonly iban: string;
}

/** A command decided by its own transaction. */
export async function decideOn(
  store: Store,
  who: { readonly id: string },
  verb: CampaignVerb,
  campaignId: string,
  body: object,
  now: Date,
): Promise<Answer> {
  const command = { idempotencyKey: randomUUID(), verb: `campaign.${verb}`, targetId: campaignId, body };
  const { id } = await acceptCommand(store, { ...command, userId: who.id }, now);
  await decideCampaign(store, id, now);
  const answer = await answerOf(store, id);
  if (!answer) throw new Error(`${verb} was not decided`);
  return answer;
}

export const terms = (opensOn: string, closesOn: string, more: object = {}) => ({
  title: both('Loc de joacă (exemplu)'),
  purpose: both('Leagăne și un tobogan.'),
  beneficiary: 'Satul Exemplu',
  accountHolder: 'Fundația Exemplu',
  iban: IBAN,
  proposalId: null,
  opensOn,
  closesOn,
  ...more,
});

/** Drafted, on a project of its own. */
export async function draftedCampaign(
  api: Api,
  now: Date,
  settings: Partial<PlanSettings> = {},
  keys: readonly string[] = ['A11', 'A12', 'A13', 'A14'],
): Promise<Fundraising> {
  const { staff, manager, partner, auditor } = api.people;
  api.setClock(now);
  const members = [staff, manager, partner, auditor];
  const { id: projectId, slug } = await api.createProject(planWith(keys, settings), '2022-07-27', members);
  const { id: milestoneId } = await api.milestone('A11', projectId);
  const id = newId();
  const command = { userId: staff.id, idempotencyKey: randomUUID(), verb: 'campaign.draft', targetId: id, body: {} };
  const drafted = await draftCampaign(api.store, command, milestoneId, now);
  if (!drafted.done) throw new Error(JSON.stringify(drafted));
  const { ledger_id: ledgerId } = await campaignById(api.store.knex, id);
  return { projectId, slug, milestoneId, id, ledgerId, iban: newAccount() };
}

/** Announced at an instant of its first day, and open. */
export async function openCampaign(
  api: Api,
  days: { readonly now: Date; readonly opensOn: string; readonly closesOn: string },
  settings: Partial<PlanSettings> = {},
  keys?: readonly string[],
): Promise<Fundraising> {
  const { now, opensOn, closesOn } = days;
  const campaign = await draftedCampaign(api, now, settings, keys);
  const { manager } = api.people;
  await done(
    api.store,
    manager,
    'change',
    campaign.id,
    { version: 1, ...terms(opensOn, closesOn, { iban: campaign.iban }) },
    now,
  );
  await done(api.store, manager, 'announce', campaign.id, { version: 2 }, now);
  await wakeCampaign(api.store, campaign.id, now);
  return campaign;
}

async function done(...args: Parameters<typeof decideOn>): Promise<void> {
  const answer = await decideOn(...args);
  if (!answer.done) throw new Error(JSON.stringify(answer));
}

export const row = (api: Api, { id }: Pick<Fundraising, 'id'>): Promise<CampaignOfMilestone> =>
  campaignById(api.store.knex, id);

/** Enters something through the API. */
export const enter = (who: Visitor, { ledgerId }: Pick<Fundraising, 'ledgerId'>, body: object): Promise<Answered> =>
  who.command(`/api/ledgers/${ledgerId}/entries`, body);

export interface Entry {
  readonly id: string;
  readonly number: number;
  readonly kind: string;
  readonly amount: number;
  readonly afterClose: boolean;
  readonly reference: string | null;
  readonly left: number;
  readonly unpaid: number | null;
  readonly donor: { readonly id: string; readonly shownAs: string | null } | null;
}

/** The same where it has to be taken. */
export async function entered(who: Visitor, campaign: Pick<Fundraising, 'ledgerId'>, body: object): Promise<Entry> {
  const answered = await enter(who, campaign, body);
  if (answered.status !== 201) throw new Error(answered.text);
  return answered.json<Entry & Record<string, unknown>>();
}

/** An accepted statement of the account up to a day, without a line. */
export async function statementUntil(api: Api, { ledgerId, iban }: Fundraising, day: string): Promise<void> {
  const [last] = await api.store
    .knex('bank_statements')
    .where({ ledger_id: ledgerId })
    .max<{ max: number | null }[]>({ max: 'number' });
  await api.database.owner('bank_statements').insert({
    id: newId(),
    ledger_id: ledgerId,
    number: (last?.max ?? 0) + 1,
    format: 'csv',
    file_name: `extras-${day}.csv`,
    sha256: createHash('sha256').update(`${ledgerId} ${day}`).digest(),
    iban,
    starts_on: '2022-08-01',
    ends_on: day,
    opening: 0,
    closing: 0,
    lines: 0,
    state: 'committed',
    made_by: api.people.staff.id,
    made_at: new Date(`${day}T23:00:00Z`),
    ended_at: new Date(`${day}T23:00:00Z`),
  });
}

export const publication = (raised: number) => ({ raised, words: both('Consiliul local hotărăște.') });

/** Messages of a campaign, as `type → addresses`. */
export async function told(api: Api, type: string, projectId: string): Promise<string[]> {
  return api.store
    .knex('messages')
    .where({ event_type: type, project_id: projectId })
    .orderBy('to_address')
    .pluck<string[]>('to_address');
}

/** Every sum of a ledger, counted from its entries, beside the one that the database keeps. */
export async function sumsThatDiffer(api: Pick<Api, 'store'>, ledgerId: string): Promise<unknown[]> {
  const { rows } = await api.store.knex.raw<{ rows: unknown[] }>(
    `select * from (
       select kind, nature, channel, after_close, count(*)::int as entries, sum(amount)::bigint as amount
         from ledger_entries where ledger_id = :id group by 1, 2, 3, 4) counted
     full join (select kind, nature, channel, after_close, entries, amount from ledger_sums where ledger_id = :id) kept
       using (kind, nature, channel, after_close)
     where counted.entries is distinct from kept.entries or counted.amount is distinct from kept.amount`,
    { id: ledgerId },
  );
  return rows;
}
