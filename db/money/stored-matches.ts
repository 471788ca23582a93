/** A project's matches and funds as the records that events are held against (see ../stored.ts). */
import type { Reader } from '../store.ts';
import type { Records } from '../told.ts';
import type { FundOfMilestone } from './fund-rows.ts';
import {
  type AdjustmentRow,
  decisionsOf,
  type MatchOfMilestone,
  matchesOfMilestones,
  releasesOf,
} from './match-rows.ts';
import { matchRecordOf } from './told-matches.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export async function storeMatches(reader: Reader, projectId: string, records: Records): Promise<void> {
  const matches: MatchOfMilestone[] = await matchesOfMilestones(reader).where('x.project_id', projectId);
  for (const match of matches) {
    storeMatch(match, records);
    await storeDecisions(reader, match.id, records);
    await storeReleases(reader, match.id, records);
    await storeAdjustments(reader, match.id, records);
  }
  await storeFunds(reader, projectId, records);
}

function storeMatch(match: MatchOfMilestone, records: Records): void {
  records.set(matchRecordOf.match(match.id), {
    milestone: match.milestone_key,
    campaignId: match.campaign_id,
    ledgerId: match.ledger_id,
    raised: match.raised,
    cap: match.cap,
    capOn: match.cap_on,
    computed: match.computed,
    due: match.due,
    state: match.state,
    contractNumber: match.contract_number,
    contractedOn: match.contracted_on,
    legalRoute: match.legal_route,
    orderNumber: match.order_number,
    paidOn: match.paid_on,
    paid: match.paid,
    createdAt: iso(match.created_at),
    waitsSince: iso(match.waits_since),
    endedAt: iso(match.ended_at),
  });
}

async function storeDecisions(reader: Reader, matchId: string, records: Records): Promise<void> {
  for (const { place, outcome, decided_on, number, words, recorded_at, recorded_by } of await decisionsOf(
    reader,
    matchId,
  ))
    records.set(matchRecordOf.decision(matchId, place), {
      outcome,
      decidedOn: decided_on,
      number,
      words,
      recordedAt: iso(recorded_at),
      recordedBy: recorded_by,
    });
}

async function storeReleases(reader: Reader, matchId: string, records: Records): Promise<void> {
  for (const { user_id, role, amount, order_number, paid_on, released_at, void_at } of await releasesOf(
    reader,
    matchId,
  ))
    records.set(matchRecordOf.release(matchId, user_id, released_at.toISOString()), {
      amount,
      paidOn: paid_on,
      role,
      orderNumber: order_number,
      voidAt: iso(void_at),
    });
}

async function storeAdjustments(reader: Reader, matchId: string, records: Records): Promise<void> {
  const rows = await reader('match_adjustments').where({ match_id: matchId }).select<AdjustmentRow[]>();
  for (const row of rows)
    records.set(matchRecordOf.adjustment(matchId, row.id), {
      match: matchId,
      entry: row.entry_id,
      raisedBefore: row.raised_before,
      raisedAfter: row.raised_after,
      dueBefore: row.due_before,
      dueAfter: row.due_after,
      state: row.state,
      openedAt: iso(row.opened_at),
      settledEntry: row.settled_entry_id,
      settledAt: iso(row.settled_at),
    });
}

async function storeFunds(reader: Reader, projectId: string, records: Records): Promise<void> {
  const funds = await reader('funds as f')
    .join('milestones as m', 'm.id', 'f.milestone_id')
    .where('f.project_id', projectId)
    .select<FundOfMilestone[]>('f.*', 'm.key as milestone_key');
  for (const {
    id,
    milestone_key: milestone,
    ledger_id: ledgerId,
    founded_on: foundedOn,
    document,
    name,
    ...row
  } of funds)
    records.set(matchRecordOf.fund(id), {
      milestone,
      ledgerId,
      foundedOn,
      document,
      ro: name.ro,
      en: name.en,
      createdAt: iso(row.created_at),
    });
}
