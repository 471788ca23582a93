/** What a rehearsal leaves behind, read back through the public API and from the mail that arrived. */
import { simpleParser } from 'mailparser';
import { contentPath } from '../../db/files.ts';
import { verify } from '../../db/verify.ts';
import { type CountedPlan, figuresBySql } from './counted.ts';
import { type DeliberatingPlan, type Deliberation, deliberationBySql, deliberationOf } from './deliberation.ts';
import { type Figures, figuresOf, type RehearsedIndicator, type RehearsedRegister } from './figures.ts';
import { type MoneyFigures, moneyBySql, moneyOf, type RehearsedMoney } from './money-figures.ts';
import type { MilestoneRow, People, Played } from './play.ts';
import type { Erasure } from './run-player.ts';
import { tally } from './tally.ts';
import { type RehearsedVote, type VoteFigures, voteBySql, voteOf } from './vote-figures.ts';
import type { World } from './world.ts';

export interface Rehearsal {
  readonly project: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly skippedDays: number;
  readonly wallSeconds: number;
  readonly milestones: readonly (Pick<MilestoneRow, 'key' | 'stage' | 'kind' | 'state' | 'dueAt' | 'submittedAt'> & {
    approvedAt: string | null;
  })[];
  /** Refused at a gate, with what was missing in words. */
  readonly refusals: readonly { milestone: string; missing: readonly string[] }[];
  /** Refused for another reason: role, state, own submission, an amendment that is needed. */
  readonly mistakes: readonly {
    milestone: string;
    role: string;
    tried: string;
    status: number;
    type: string;
    detail: string;
    fields?: Readonly<Record<string, string>>;
  }[];
  /** `confirmations`: mails beside the outbox that ask somebody from the public to confirm. */
  readonly messages: { total: number; byEvent: Record<string, number>; duplicates: number; confirmations: number };
  readonly reminders: { sent: number; overtaken: number };
  readonly register: RehearsedRegister;
  readonly indicators: readonly RehearsedIndicator[];
  /** R10, R11, R12. */
  readonly consultations: Deliberation['consultations'];
  readonly proposals: Deliberation['proposals'];
  /** R12–R17; null where the plan has no vote. */
  readonly vote: RehearsedVote | null;
  /** R18–R23, in bani; null where the plan raises no money. */
  readonly campaign: MoneyFigures['campaign'] | null;
  readonly match: MoneyFigures['match'] | null;
  readonly fund: MoneyFigures['fund'] | null;
  readonly money: RehearsedMoney['money'] | null;
  /** The same, counted by PostgreSQL alone. */
  readonly sql: Figures & Deliberation & { readonly vote: VoteFigures | null } & Nullable<MoneyFigures>;
  /** R28: what was counted before and after somebody was erased. */
  readonly erasure: Erasure | null;
  /** What `jalon verify` says of it all. */
  readonly verified: { readonly events: number; readonly files: number; readonly findings: readonly string[] };
  /** Bani. */
  readonly budget: { total: number; sources: number; difference: number };
}

type Nullable<T> = { readonly [K in keyof T]: T[K] | null };

interface Budget {
  readonly total: number;
  readonly sum: number;
  readonly difference: number;
}

/** What the match's cap is. */
export interface CappingPlan {
  readonly settings: {
    readonly matchCap: { readonly value: number };
    readonly matchCapOn: { readonly value: 'part' | 'total' };
  };
}

const NO_MONEY = { campaign: null, match: null, fund: null } as const;

export async function recordOf(
  world: World,
  { staff, auditor, manager }: Pick<People, 'staff' | 'auditor' | 'manager'>,
  projectId: string,
  plan: CountedPlan & DeliberatingPlan & CappingPlan,
  played: Played,
  run: { readonly startedAt: Date; readonly wallSeconds: number },
): Promise<Rehearsal> {
  const project = await auditor.get<{ slug: string; budget: Budget }>(`/api/projects/${projectId}`);
  const rows = await auditor.list<MilestoneRow>('/api/milestones', { projectId });
  const reminders = { sent: 0, overtaken: 0 };
  for (const { id } of rows) {
    const page = await auditor.get<{ reminders: { outcome: 'sent' | 'overtaken' }[] }>(`/api/milestones/${id}`);
    for (const { outcome } of page.reminders) reminders[outcome] += 1;
  }
  const { matchCap, matchCapOn } = plan.settings;
  const cap = { value: matchCap.value, on: matchCapOn.value };
  const money = played.money && (await moneyOf({ staff, auditor }, played.money));
  const moneySql = played.money ? await moneyBySql(world.store.knex, played.money, cap) : NO_MONEY;
  for (const part of ['campaign', 'match', 'fund'] as const)
    if (JSON.stringify(money?.[part] ?? null) !== JSON.stringify(moneySql[part]))
      throw new Error(
        `the API says of the ${part} ${JSON.stringify(money?.[part])}, PostgreSQL counts ${JSON.stringify(moneySql[part])}`,
      );
  const messages = await manager.list<{ eventType: string }>('/api/messages', { projectId });
  return {
    project: project.slug,
    startedAt: run.startedAt.toISOString(),
    endedAt: world.now().toISOString(),
    skippedDays: played.days,
    wallSeconds: run.wallSeconds,
    milestones: rows.map(({ key, stage, kind, state, dueAt, submittedAt, endedAt }) => ({
      key,
      stage,
      kind,
      state,
      dueAt,
      submittedAt,
      approvedAt: state === 'approved' ? endedAt : null,
    })),
    refusals: played.refused
      .filter(({ missing }) => missing.length > 0)
      .map(({ milestone, missing }) => ({ milestone, missing })),
    mistakes: played.refused.filter(({ missing }) => missing.length === 0).map(({ missing: _, ...mistake }) => mistake),
    messages: {
      total: messages.length,
      byEvent: tally(messages.map(({ eventType }) => eventType)),
      duplicates: await duplicates(world),
      confirmations: played.confirmations,
    },
    reminders,
    ...(await figuresOf(auditor, projectId)),
    ...(await deliberationOf(auditor, projectId, plan)),
    vote: played.vote && (await voteOf({ staff, auditor }, played.vote)),
    ...(money ?? { ...NO_MONEY, money: null }),
    sql: {
      ...(await figuresBySql(world.store.knex, projectId, plan)),
      ...(await deliberationBySql(world.store.knex, projectId, plan)),
      vote: played.vote && (await voteBySql(world.store.knex, played.vote.id)),
      ...moneySql,
    },
    erasure: played.erasure,
    verified: await verified(world),
    budget: { total: project.budget.total, sources: project.budget.sum, difference: project.budget.difference },
  };
}

async function verified({ store, filesDir }: World): Promise<Rehearsal['verified']> {
  const { events, files, findings } = await verify(store.knex, (sha256) => contentPath(filesDir, sha256));
  return { events, files, findings: findings.map(({ record, what }) => `${record} ${what}`) };
}

/** Mails that arrived twice (R24), by their Message-ID. */
async function duplicates(world: World): Promise<number> {
  const ids = new Set<string>();
  const names = world.mail.names();
  for (const name of names) {
    const { messageId } = await simpleParser(await world.mail.read(name));
    ids.add(messageId ?? name);
  }
  return names.length - ids.size;
}
