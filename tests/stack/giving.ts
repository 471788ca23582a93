/** A campaign, a match and a fund written straight into the tables, with entries by the one way in: for tests of what is shown. */
import { canonicalJson, sha256 } from '../../db/canonical.ts';
import { addEntries, type NewEntry } from '../../db/money/entries.ts';
import type { EntryRow } from '../../db/money/ledger-rows.ts';
import { sumsOf } from '../../db/money/ledger-rows.ts';
import { lockProject } from '../../db/projects.ts';
import { newId } from '../../db/store.ts';
import type { CampaignState } from '../../domain/campaigns.ts';
import { campaignFigures, type DonorShown, type LedgerKind } from '../../domain/ledger.ts';
import type { CapReading } from '../../domain/match.ts';
import type { PlanSettings } from '../../domain/plan.ts';
import { sumFigures } from '../../domain/sum-statement.ts';
import type { Api } from './api.ts';
import { planWith } from './plans.ts';

/** While the campaign is open. */
export const GIVING = new Date('2026-03-20T10:00:00Z');
export const OPENS = new Date('2026-03-10T06:00:00Z');
export const CLOSES = new Date('2026-03-31T20:59:59Z');
export const SUM_DUE = new Date('2026-04-07T20:59:59Z');
export const IBAN = 'RO49AAAA1B31007593840000';
export const CAMPAIGN_CODE = '7K3M9QTX';

export interface Giving {
  readonly projectId: string;
  readonly slug: string;
  readonly milestoneId: string;
  readonly campaignId: string;
  readonly ledgerId: string;
}

const both = (text: string) => ({ ro: text, en: text });

async function newLedger(api: Api, projectId: string, kind: LedgerKind): Promise<string> {
  const id = newId();
  await api.store.knex('ledgers').insert({ id, project_id: projectId, kind, created_at: OPENS });
  return id;
}

/** A project of its own with a campaign in this state. */
export async function givingOf(
  api: Api,
  state: CampaignState = 'open',
  {
    keys = ['A11', 'A12', 'A13', 'A14'],
    settings = {},
    title = 'Loc de joacă (exemplu)',
  }: { keys?: readonly string[]; settings?: Partial<PlanSettings>; title?: string } = {},
): Promise<Giving> {
  const { staff, manager, partner, auditor } = api.people;
  api.setClock(GIVING);
  const members = [staff, manager, partner, auditor];
  const { id: projectId, slug } = await api.createProject(planWith(keys, settings), '2026-03-01', members);
  const { id: milestoneId } = await api.milestone('A11', projectId);
  const ledgerId = await newLedger(api, projectId, 'campaign');
  const campaignId = newId();
  const over = state === 'closed' || state === 'published';
  await api.database.owner('campaigns').insert({
    id: campaignId,
    project_id: projectId,
    milestone_id: milestoneId,
    ledger_id: ledgerId,
    number: 1,
    state,
    title: JSON.stringify(both(title)),
    purpose: JSON.stringify({ ro: 'Leagăne și un tobogan.\n\nPe strada Morii.', en: 'Swings and a slide.' }),
    beneficiary: 'Satul Exemplu',
    account_holder: 'Fundația Exemplu',
    iban: IBAN,
    reference: CAMPAIGN_CODE,
    opens_at: OPENS,
    closes_at: CLOSES,
    opened_at: state === 'open' || over ? OPENS : null,
    closed_at: over ? CLOSES : null,
    sum_due_at: over ? SUM_DUE : null,
    published_at: state === 'published' ? SUM_DUE : null,
    raised: state === 'published' ? 0 : null,
    cancelled_at: state === 'cancelled' ? GIVING : null,
    cancel_reason: state === 'cancelled' ? 'Terenul nu este al comunei.' : '',
    created_at: OPENS,
    changed_at: OPENS,
  });
  return { projectId, slug, milestoneId, campaignId, ledgerId };
}

/** Adds entries as the software does. */
export const enter = (
  api: Api,
  { projectId, milestoneId, ledgerId }: Pick<Giving, 'projectId' | 'milestoneId' | 'ledgerId'>,
  entries: readonly NewEntry[],
): Promise<EntryRow[]> =>
  api.store.knex.transaction(async (trx) => {
    await lockProject(trx, projectId);
    const about = { trx, projectId, milestoneId, ledgerId, now: GIVING, actorId: null };
    return (await addEntries(about, entries)).entries;
  });

export async function donorOf(
  api: Api,
  { projectId }: Pick<Giving, 'projectId'>,
  name: string,
  shown: DonorShown,
  more: { email?: string | null; kind?: 'person' | 'organisation' } = {},
): Promise<string> {
  const id = newId();
  await api.store.knex('donors').insert({
    id,
    project_id: projectId,
    kind: 'person',
    name,
    shown,
    created_at: GIVING,
    changed_at: GIVING,
    ...more,
  });
  return id;
}

export const byBank = (amount: number, more: Partial<NewEntry> = {}): NewEntry => ({
  kind: 'gift',
  nature: 'money',
  channel: 'bank',
  amount,
  bookedOn: '2026-03-15',
  document: 'Extras 1, poziția 1',
  ...more,
});
export const inCash = (amount: number, receipt: string, more: Partial<NewEntry> = {}): NewEntry =>
  byBank(amount, { channel: 'cash', document: receipt, ...more });
export const inKind = (amount: number, what: string, more: Partial<NewEntry> = {}): NewEntry =>
  byBank(amount, { nature: 'in-kind', channel: 'none', document: 'Proces-verbal 3', note: what, ...more });
export const pledged = (amount: number, donorId: string, reference: string): NewEntry => ({
  kind: 'pledge',
  nature: 'promise',
  channel: 'none',
  amount,
  bookedOn: '2026-03-12',
  donorId,
  document: reference,
  reference,
});

/** The sum as it is published, of the entries that there are. */
export async function publishedSum(
  api: Api,
  { campaignId, ledgerId }: Giving,
  match: { computed: number; cap: number; on: CapReading } | null,
  words = both('Consiliul local hotărăște în aprilie.'),
): Promise<void> {
  const { owner } = api.database;
  const figures = campaignFigures(await sumsOf(api.store.knex, ledgerId));
  const { last_number: lastEntry } = await owner('ledgers').where({ id: ledgerId }).first<{ last_number: number }>();
  const told = sumFigures(
    {
      campaignId,
      ledgerId,
      lastEntry,
      opensOn: '2026-03-10',
      closesOn: '2026-03-31',
      publishedAt: SUM_DUE.toISOString(),
      match,
    },
    figures,
  );
  const text = canonicalJson(told);
  await owner('campaigns')
    .where({ id: campaignId, state: 'open' })
    .update({ state: 'closed', closed_at: CLOSES, sum_due_at: SUM_DUE });
  await owner('campaigns')
    .where({ id: campaignId })
    .update({ state: 'published', published_at: SUM_DUE, raised: figures.raised });
  await owner('sum_statements').insert({
    campaign_id: campaignId,
    figures: text,
    hash: sha256(text),
    words: JSON.stringify(words),
    published_at: SUM_DUE,
    published_by: api.people.manager.id,
  });
}

export interface MadeMatch {
  readonly id: string;
  readonly milestoneId: string;
  readonly ledgerId: string;
}

/** A match of the campaign, with whatever of its row is given. */
export async function matchBySql(api: Api, { projectId, campaignId }: Giving, row: object): Promise<MadeMatch> {
  const ledgerId = await newLedger(api, projectId, 'match');
  const { id: milestoneId } = await api.milestone('A13', projectId);
  const id = newId();
  await api.database.owner('matches').insert({
    id,
    project_id: projectId,
    milestone_id: milestoneId,
    campaign_id: campaignId,
    ledger_id: ledgerId,
    cap: 1_000_000,
    cap_on: 'part',
    created_at: SUM_DUE,
    changed_at: SUM_DUE,
    waits_since: SUM_DUE,
    ...row,
  });
  return { id, milestoneId, ledgerId };
}

export async function fundBySql(api: Api, { projectId }: Pick<Giving, 'projectId'>): Promise<MadeMatch> {
  const ledgerId = await newLedger(api, projectId, 'fund');
  const { id: milestoneId } = await api.milestone('A14', projectId);
  const id = newId();
  await api.database.owner('funds').insert({
    id,
    project_id: projectId,
    milestone_id: milestoneId,
    ledger_id: ledgerId,
    name: JSON.stringify({ ro: 'Fondul satului Exemplu', en: 'Fund of Exemplu' }),
    document: 'Actul constitutiv nr. 4',
    founded_on: '2026-03-18',
    created_at: GIVING,
    changed_at: GIVING,
  });
  return { id, milestoneId, ledgerId };
}

/** R23: both sides of a transfer. */
export async function transferred(
  api: Api,
  projectId: string,
  from: Pick<MadeMatch, 'ledgerId' | 'milestoneId'>,
  to: Pick<MadeMatch, 'ledgerId' | 'milestoneId'>,
  amount: number,
): Promise<void> {
  const transferId = newId();
  const side = (signed: number): NewEntry => ({
    kind: 'transfer',
    nature: 'money',
    channel: 'none',
    amount: signed,
    // After the sum is published nothing else comes into a campaign's ledger.
    afterClose: true,
    bookedOn: '2026-03-19',
    transferId,
    document: 'Ordin de transfer 7',
  });
  await api.store.knex.transaction(async (trx) => {
    await lockProject(trx, projectId);
    const about = { trx, projectId, now: GIVING, actorId: null };
    await addEntries({ ...about, milestoneId: from.milestoneId, ledgerId: from.ledgerId }, [side(-amount)]);
    await addEntries({ ...about, milestoneId: to.milestoneId, ledgerId: to.ledgerId }, [side(amount)]);
  });
}

export interface Opened {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
}

export async function open(api: Api, path: string, headers: Record<string, string> = {}): Promise<Opened> {
  const answer = await fetch(api.url + path, { redirect: 'manual', headers });
  return { status: answer.status, html: await answer.text(), headers: answer.headers };
}

/** Sends a form of a public page. */
export async function send(
  api: Api,
  path: string,
  form: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = { Origin: api.url },
): Promise<Opened> {
  const answer = await fetch(api.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form),
    redirect: 'manual',
  });
  return { status: answer.status, html: await answer.text(), headers: answer.headers };
}
