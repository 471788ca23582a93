/** R21 R25: whatever is changed of a match or a fund behind the software's back is found by `jalon verify`. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { foundFund } from '../../db/money/funds.ts';
import { endMatches } from '../../db/money/wake-match.ts';
import type { MatchVerb } from '../../domain/match.ts';
import { type Api, startApi, type Visitor } from './api.ts';
import { type Change, foundAfter, foundAfterEach } from './behind-the-back.ts';
import { decide } from './deciding.ts';
import { type Campaign, campaignBySql, decideOnMatch, matchBySql, PUBLISHED_AT, refundBySql } from './money-by-sql.ts';
import { planWith } from './plans.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 3, 20, hour));

let api: Api;
let projectId: string;
let matchId: string;
let campaign: Campaign;

/** Of what no event tells; each with why that is no fact of the project. */
const UNTOLD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  matches: {
    id: 'what it is called by',
    project_id: 'held by its milestone',
    version: 'counts changes',
    changed_by: 'is in the events',
    changed_at: 'is in the events',
    carried_at: 'when a story knew of it',
  },
  match_decisions: { id: 'what it is called by' },
  match_releases: {},
  match_adjustments: { id: 'what it is called by' },
  funds: {
    id: 'what it is called by',
    project_id: 'held by its milestone',
    version: 'counts changes',
    changed_by: 'is in the events',
    changed_at: 'is in the events',
  },
};

async function command(who: Visitor, verb: MatchVerb, hour: number, body: object): Promise<void> {
  const answer = await decideOnMatch(api.store, who.id, verb, matchId, at(hour), body);
  if (!answer.done) throw new Error(`${verb}: ${JSON.stringify(answer.refusal)}`);
}

/** Rejected, adopted, released for a wrong order, lowered, paid, lowered twice and repaid, ended. */
beforeAll(async () => {
  api = await startApi();
  const { staff, manager, partner, auditor } = api.people;
  const plan = planWith(['A11', 'A12', 'A13', 'A14']);
  projectId = (await api.createProject(plan, '2026-03-01', [staff, manager, partner, auditor])).id;
  campaign = await campaignBySql(api.store, projectId, { raised: 90_000 });
  matchId = (await matchBySql(api.store, campaign, 90_000)).id;
  const decision = { number: 'HCL 9', decidedOn: '2026-04-10', words: 'Motivul (exemplu)' };
  await command(partner, 'decide', 1, { ...decision, outcome: 'rejected' });
  await command(partner, 'decide', 2, { ...decision, outcome: 'adopted', words: '' });
  await command(partner, 'contract', 3, { number: '5', contractedOn: '2026-04-13', legalRoute: 'Legea nr. 350/2005' });
  const order = { amount: 90_000, orderNumber: 'OP 7', paidOn: '2026-04-16' };
  await command(manager, 'release', 4, { ...order, orderNumber: 'OP 6' });
  await command(manager, 'release', 5, order);
  await refundBySql(api.store, campaign, 10_000, at(6));
  await command(partner, 'release', 7, { ...order, amount: 80_000 });
  await command(manager, 'release', 8, { ...order, amount: 80_000 });
  await refundBySql(api.store, campaign, 1_000, at(9));
  await refundBySql(api.store, campaign, -1_000, at(10));
  await refundBySql(api.store, campaign, 5_000, at(11));
  await command(manager, 'repay', 12, { amount: 5_000, document: 'OP 9', paidOn: '2026-04-19' });
  await refundBySql(api.store, campaign, 500, at(13));
  const { id: milestoneId } = await api.milestone('A13', projectId);
  await decide(api, manager, 'waive', milestoneId, at(14), { reason: 'Exemplu' });
  await endMatches(api.store, milestoneId, at(14));
  const fund = { name: { ro: 'Fond', en: 'Fund' }, document: 'Act 3', foundedOn: '2026-04-01' };
  const found = {
    userId: staff.id,
    idempotencyKey: randomUUID(),
    verb: 'fund.found',
    targetId: randomUUID(),
    body: fund,
  };
  await foundFund(api.store, found, (await api.milestone('A14', projectId)).id, at(15));
});
afterAll(() => api.close());

/** Members, the campaign and the waived milestone were written without all their events. */
const ours = (findings: readonly string[] = []) =>
  findings.filter((finding) => /^(match|decision|release|adjustment|fund|entr|.*ledger)/.test(finding));

test('R21 R25 what happened to a match and a fund is what their events tell', async () => {
  expect(ours(await foundAfter(api, async () => {}, [projectId]))).toEqual([]);
});

/** Another value of the same type. */
function other(value: unknown): unknown {
  if (value === null) return PUBLISHED_AT;
  if (value instanceof Date) return new Date(value.getTime() + 3_600_000);
  if (typeof value === 'number') return value + 100;
  if (typeof value === 'object') return JSON.stringify({ ro: 'Altul', en: 'Another' });
  if (/^\d{4}-\d\d-\d\d$/.test(String(value))) return '2026-01-01';
  return /^[0-9a-f]{8}-/.test(String(value)) ? randomUUID() : `${value}x`;
}

test.each(Object.keys(UNTOLD))('R21 R25 a change of any fact in %s is found, and a row that is gone', async (table) => {
  // One is as good as the other.
  const rows = (await api.database.owner(table).select()).slice(0, 1);
  const changes: Record<string, Change> = {};
  for (const row of rows) {
    const which = 'id' in row ? { id: row.id } : { released_at: row.released_at };
    for (const [column, value] of Object.entries(row)) {
      if (column in (UNTOLD[table] ?? {})) continue;
      const changed = column === 'settled_entry_id' ? randomUUID() : other(value);
      changes[`${column} ${JSON.stringify(which)}`] = (owner) =>
        owner(table)
          .where(which)
          .update({ [column]: changed });
    }
    changes[`gone ${JSON.stringify(which)}`] = (owner) => owner(table).where(which).delete();
  }
  const found = await foundAfterEach(api, changes, [projectId]);
  expect([...found].filter(([, findings]) => ours(findings).length === 0).map(([change]) => change)).toEqual([]);
});
