/** The match (R19–R21): computed, decided by the council, contracted, released by two, adjusted, repaid; every branch. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { changeMember } from '../../db/change-project.ts';
import { contentPath } from '../../db/files.ts';
import { matchPage } from '../../db/money/list-matches.ts';
import { type MatchOfMilestone, matchById, releasesOf, toRepayOf } from '../../db/money/match-rows.ts';
import { endMatches, loadMatch, wakeMatch } from '../../db/money/wake-match.ts';
import { loadReportFacts } from '../../db/report-data.ts';
import { createStore, type Store } from '../../db/store.ts';
import { createUser, updateUser } from '../../db/users.ts';
import { verify } from '../../db/verify.ts';
import type { MatchVerb } from '../../domain/match.ts';
import type { PlanSettings } from '../../domain/plan.ts';
import type { Answer } from '../../domain/refusal.ts';
import { buildReportModel } from '../../domain/report-model.ts';
import { newAddress } from './addresses.ts';
import { type Api, startApi, type Visitor } from './api.ts';
import { decide } from './deciding.ts';
import {
  type Campaign,
  campaignBySql,
  decideOnMatch,
  lateGiftBySql,
  matchBySql,
  PUBLISHED_AT,
  refundBySql,
} from './money-by-sql.ts';
import { cojocnaPlan, planWith } from './plans.ts';

const NOW = new Date('2026-04-20T10:00:00Z');
const KEYS = ['A11', 'A12', 'A13', 'A14'];
const DECISION = { outcome: 'adopted', number: 'HCL 12/2026', decidedOn: '2026-04-10', words: '' };
const REJECTION = { ...DECISION, outcome: 'rejected', words: 'Consiliul nu a aprobat proiectul.' };
const CONTRACT = {
  number: '5/2026',
  contractedOn: '2026-04-13',
  legalRoute: 'Finanțare nerambursabilă, Legea nr. 350/2005',
};

let api: Api;
/** Another manager and another partner, so that two of one kind can release. */
let others: Record<'manager' | 'partner', string>;

beforeAll(async () => {
  api = await startApi();
  const user = (name: string) =>
    createUser(api.store, { email: `${name}@example.org`, name, locale: 'ro', isAdmin: false }, NOW);
  others = { manager: (await user('manager-doi')).id, partner: (await user('partener-doi')).id };
});
afterAll(() => api.close());

interface Case {
  readonly campaign: Campaign;
  readonly match: MatchOfMilestone;
  readonly projectId: string;
}

async function project(settings: Partial<PlanSettings> = {}): Promise<string> {
  const { staff, manager, partner, auditor } = api.people;
  const { id } = await api.createProject(planWith(KEYS, settings), '2026-03-01', [staff, manager, partner, auditor]);
  for (const [role, userId] of Object.entries(others))
    await api.store.knex('members').insert({ project_id: id, user_id: userId, role });
  return id;
}

/** A project of its own, with a published campaign and its match. */
async function computed(raised: number, settings: Partial<PlanSettings> = {}): Promise<Case> {
  const projectId = await project(settings);
  const campaign = await campaignBySql(api.store, projectId, { raised });
  return { campaign, projectId, match: await matchBySql(api.store, campaign, raised) };
}

const command = (who: Visitor | string, verb: MatchVerb, { match }: Case, body: object, store: Store = api.store) =>
  decideOnMatch(store, typeof who === 'string' ? who : who.id, verb, match.id, NOW, body);
const commandOf = (userId: string, projectId: string) => ({
  userId,
  idempotencyKey: randomUUID(),
  verb: 'project.member',
  targetId: projectId,
});
const row = ({ match }: Case) => matchById(api.store.knex, match.id);
const order = (amount: number, change: object = {}) => ({
  amount,
  orderNumber: 'OP 77',
  paidOn: '2026-04-15',
  ...change,
});
const code = (answer: Answer) => (answer.done ? 'done' : answer.refusal.code);
const field = (answer: Answer) =>
  !answer.done && answer.refusal.code === 'fields-refused' ? answer.refusal.faults.map((fault) => fault.field) : answer;

async function contracted(raised: number): Promise<Case> {
  const made = await computed(raised);
  expect(code(await command(api.people.partner, 'decide', made, DECISION))).toBe('done');
  expect(code(await command(api.people.manager, 'contract', made, CONTRACT))).toBe('done');
  return made;
}

async function paid(raised: number): Promise<Case> {
  const made = await contracted(raised);
  const { due } = await row(made);
  expect(code(await command(api.people.manager, 'release', made, order(due)))).toBe('done');
  expect(code(await command(api.people.partner, 'release', made, order(due)))).toBe('done');
  return made;
}

const entries = ({ match }: Case) =>
  api.store
    .knex('ledger_entries')
    .where({ ledger_id: match.ledger_id })
    .orderBy('number')
    .select('kind', 'amount', 'document');
const messages = async ({ projectId }: Case, type: string): Promise<string[]> =>
  api.store
    .knex('messages as m')
    .join('users as u', 'u.id', 'm.recipient_id')
    .where({ 'm.project_id': projectId, 'm.event_type': type })
    .orderBy('u.email')
    .pluck('u.email');
const everybody = ['manager-doi@example.org', 'manager@example.org', 'partener-doi@example.org', 'partner@example.org'];

describe('R19 the match of a published campaign', () => {
  test.each([
    [1, 1],
    [999_999, 999_999],
    [1_000_000, 1_000_000],
    [1_000_001, 1_000_000],
    [123_456_789, 1_000_000],
  ])('R19 of %i bani raised it is %i', async (raised, due) => {
    const { match } = await computed(raised);
    expect(match).toMatchObject({ state: 'computed', raised, computed: due, due, cap: 1_000_000, cap_on: 'part' });
  });

  test('R19 with the plan’s other reading the total with it is capped', async () => {
    const { matchCapOn } = cojocnaPlan().settings;
    const { match } = await computed(600_000, { matchCapOn: { ...matchCapOn, value: 'total' } });
    expect(match).toMatchObject({ cap_on: 'total', computed: 400_000, due: 400_000 });
  });

  test('R19 of nothing raised nothing is due: it is over, and has no story', async () => {
    const made = await computed(0);
    expect(made.match).toMatchObject({
      state: 'nothing-due',
      due: 0,
      ended_at: PUBLISHED_AT,
      carried_at: PUBLISHED_AT,
    });
    expect(code(await command(api.people.partner, 'decide', made, DECISION))).toBe('match-state');
    expect(await loadMatch(api.store, made.match.id, NOW)).toMatchObject({ over: true, nextWakeAt: null });
  });

  test('R23 its ledger is its own, and empty until it is paid', async () => {
    const made = await computed(500);
    const ledger = await api.store.knex('ledgers').where({ id: made.match.ledger_id }).first();
    expect(ledger).toMatchObject({ kind: 'match', last_number: 0 });
    expect(made.match.ledger_id).not.toBe(made.campaign.ledgerId);
  });

  test('R20 what was refunded between the close and the publication lowers what is due at once', async () => {
    const projectId = await project();
    const campaign = await campaignBySql(api.store, projectId, { raised: 90_000 });
    await refundBySql(api.store, campaign, 30_000, PUBLISHED_AT);
    const match = await matchBySql(api.store, campaign, 90_000);
    expect(match).toMatchObject({ raised: 90_000, computed: 90_000, due: 60_000, state: 'computed' });
  });

  test('a plan whose match milestone has ended has none any more', async () => {
    const projectId = await project();
    await api.store
      .knex('milestones')
      .where({ project_id: projectId, key: 'A13' })
      .update({ state: 'waived', ended_at: NOW });
    const campaign = await campaignBySql(api.store, projectId, { raised: 100 });
    await expect(matchBySql(api.store, campaign, 100)).rejects.toThrow('the plan has no match');
  });
});

describe('R21 the council', () => {
  test('R21 adopts it; it may have decided before the sum was known, never after today or before the project', async () => {
    const made = await computed(50_000);
    const decideOn = (decidedOn: string) => command(api.people.partner, 'decide', made, { ...DECISION, decidedOn });
    expect(code(await decideOn('2026-04-21'))).toBe('date-in-future');
    expect(code(await decideOn('2026-02-28'))).toBe('date-before-start');
    expect(code(await decideOn('2026-03-01'))).toBe('done');
    expect(await row(made)).toMatchObject({ state: 'adopted', changed_by: api.people.partner.id });
    expect(code(await decideOn('2026-04-10'))).toBe('match-state');
  });

  test('R21 a rejection needs its public words, is told, and the council may decide again', async () => {
    const made = await computed(50_000);
    expect(field(await command(api.people.manager, 'decide', made, { ...REJECTION, words: '' }))).toEqual(['words']);
    expect(code(await command(api.people.manager, 'decide', made, REJECTION))).toBe('done');
    expect(await row(made)).toMatchObject({ state: 'rejected', ended_at: null });
    expect(await messages(made, 'match.rejected')).toEqual(
      everybody.filter((email) => email !== 'manager@example.org'),
    );
    expect(code(await command(api.people.manager, 'contract', made, CONTRACT))).toBe('match-state');
    expect(code(await command(api.people.manager, 'decide', made, { ...REJECTION, number: 'HCL 14/2026' }))).toBe(
      'done',
    );
    expect(code(await command(api.people.partner, 'decide', made, { ...DECISION, number: 'HCL 15/2026' }))).toBe(
      'done',
    );
    const page = await matchPage(api.store.knex, made.match.id, {
      id: api.people.manager.id,
      role: 'manager',
      projectState: 'running',
    });
    expect(page?.decisions.map(({ place, outcome, number }) => [place, outcome, number])).toEqual([
      [1, 'rejected', 'HCL 12/2026'],
      [2, 'rejected', 'HCL 14/2026'],
      [3, 'adopted', 'HCL 15/2026'],
    ]);
    expect(page?.state).toBe('adopted');
  });

  test('R21 a rejection is an honest end: the milestone is waived with its reason, and it stays rejected', async () => {
    const made = await computed(50_000);
    await command(api.people.manager, 'decide', made, REJECTION);
    const milestone = await api.milestone('A13', made.projectId);
    const waived = await decide(api, api.people.manager, 'waive', milestone.id, NOW, {
      reason: 'Consiliul a respins.',
    });
    expect(waived.done).toBe(true);
    expect(await endMatches(api.store, milestone.id, NOW)).toEqual([{ matchId: made.match.id }]);
    expect(await row(made)).toMatchObject({ state: 'rejected', ended_at: NOW });
    expect(await wakeMatch(api.store, made.match.id, NOW)).toMatchObject({ state: 'rejected', over: true });
    expect(code(await command(api.people.manager, 'decide', made, DECISION))).toBe('wrong-state');
    expect(await messages(made, 'match.cancelled')).toEqual([]);
  });

  test('a match on its way is cancelled with its milestone, and its team told once', async () => {
    const made = await contracted(50_000);
    const milestone = await api.milestone('A13', made.projectId);
    await decide(api, api.people.manager, 'waive', milestone.id, NOW, { reason: 'Nu mai este cazul.' });
    await endMatches(api.store, milestone.id, NOW);
    await endMatches(api.store, milestone.id, NOW);
    await wakeMatch(api.store, made.match.id, NOW);
    expect(await row(made)).toMatchObject({ state: 'cancelled', ended_at: NOW });
    expect(await messages(made, 'match.cancelled')).toEqual(everybody);
  });

  test('R21 the auditor and staff decide nothing; nobody does once the project has ended', async () => {
    const made = await computed(50_000);
    for (const who of [api.people.auditor, api.people.staff, api.people.stranger])
      for (const [verb, body] of [
        ['decide', DECISION],
        ['contract', CONTRACT],
        ['release', order(50_000)],
        ['repay', { amount: 1, document: 'x', paidOn: '2026-04-15' }],
      ] as const)
        expect(code(await command(who, verb, made, body))).toBe('role-missing');
    await api.store.knex('projects').where({ id: made.projectId }).update({ state: 'cancelled', cancelled_at: NOW });
    expect(code(await command(api.people.manager, 'decide', made, DECISION))).toBe('project-ended');
  });
});

describe('R21 the contract', () => {
  test('R21 names its legal route, which is no sponsorship, and no earlier than the decision', async () => {
    const made = await computed(50_000);
    const contract = (change: object) => command(api.people.partner, 'contract', made, { ...CONTRACT, ...change });
    expect(code(await contract({}))).toBe('match-state');
    await command(api.people.partner, 'decide', made, DECISION);
    for (const change of [
      { legalRoute: 'Contract de sponsorizare' },
      { legalRoute: 'Legea nr. 32 din 1994' },
      { number: 'Sponsorizare 5' },
    ])
      expect(code(await contract(change))).toBe('match-sponsorship');
    expect(field(await contract({ contractedOn: '2026-04-09' }))).toEqual(['contractedOn']);
    expect(code(await contract({ contractedOn: '2026-04-21' }))).toBe('date-in-future');
    expect((await row(made)).state).toBe('adopted');
    expect(code(await contract({}))).toBe('done');
    expect(await row(made)).toMatchObject({
      state: 'contracted',
      contract_number: '5/2026',
      contracted_on: '2026-04-13',
      legal_route: CONTRACT.legalRoute,
    });
    expect(code(await contract({}))).toBe('match-state');
  });
});

describe('R21 what was copied wrong from a decision or the contract', () => {
  const reason = 'Greșeală de scriere (exemplu).';
  const correct = (made: Case, change: object, who: Visitor = api.people.manager) =>
    command(who, 'correct', made, { decision: 1, number: 'HCL 12/2026', day: '2026-04-10', reason, ...change });
  const page = async ({ match }: Case) =>
    matchPage(api.store.knex, match.id, { id: api.people.manager.id, role: 'manager', projectState: 'running' });

  test('R21 is corrected with a reason; what stood there is public beside it', async () => {
    const made = await contracted(50_000);
    expect(code(await correct(made, { number: 'HCL 21/2026', day: '2026-04-09' }))).toBe('done');
    expect(code(await correct(made, { decision: null, number: '6/2026', day: '2026-04-14' }, api.people.partner))).toBe(
      'done',
    );
    expect(await page(made)).toMatchObject({
      state: 'contracted',
      decisions: [{ place: 1, outcome: 'adopted', number: 'HCL 21/2026', decidedOn: '2026-04-09' }],
      contract: { number: '6/2026', contractedOn: '2026-04-14', legalRoute: CONTRACT.legalRoute },
      corrections: [
        { decision: 1, oldNumber: 'HCL 12/2026', oldDay: '2026-04-10', number: 'HCL 21/2026', reason },
        { decision: null, oldNumber: '5/2026', oldDay: '2026-04-13', number: '6/2026', day: '2026-04-14', reason },
      ],
    });
    const { slug } = await api.store.knex('projects').where({ id: made.projectId }).first<{ slug: string }>('slug');
    const html = (await api.visitor().send('GET', `/p/${slug}/match`, undefined, { 'Accept-Language': 'ro' })).text;
    expect(html).toContain('scria nr. HCL 12/2026 din 10 aprilie 2026');
    expect(html).toContain('scria nr. 5/2026 din 13 aprilie 2026');
    expect(html).toContain(reason);
    expect(html).toContain('6/2026');
    const facts = await loadReportFacts(api.store.knex, made.projectId);
    expect(facts && buildReportModel(facts, NOW).money.matches[0]).toMatchObject({
      decisions: [{ number: 'HCL 21/2026', corrections: [{ oldNumber: 'HCL 12/2026', oldDay: '2026-04-10', reason }] }],
      contract: { number: '6/2026', corrections: [{ oldNumber: '5/2026', oldDay: '2026-04-13', reason }] },
    });
    const { findings } = await verify(api.store.knex, (sha256) => contentPath(api.filesDir, sha256));
    expect(findings.filter(({ record }) => record.includes(made.match.id))).toEqual([]);
  });

  test('R21 decision, contract and payment keep their order, and a contract is still no sponsorship', async () => {
    const made = await contracted(50_000);
    expect(field(await correct(made, { day: '2026-04-14' }))).toEqual(['day']);
    expect(code(await correct(made, { day: '2026-02-28' }))).toBe('date-before-start');
    expect(field(await correct(made, {}))).toEqual(['number']);
    expect(field(await correct(made, { decision: 2, number: 'X' }))).toEqual(['decision']);
    const contract = { decision: null, number: '5/2026' };
    expect(field(await correct(made, { ...contract, day: '2026-04-09' }))).toEqual(['day']);
    expect(code(await correct(made, { ...contract, day: '2026-04-21' }))).toBe('date-in-future');
    expect(code(await correct(made, { ...contract, number: 'Sponsorizare 5', day: '2026-04-13' }))).toBe(
      'match-sponsorship',
    );
    for (const who of [api.people.staff, api.people.auditor])
      expect(code(await correct(made, { number: 'X' }, who))).toBe('role-missing');
    const open = await computed(50_000);
    expect(code(await correct(open, { number: 'X' }))).toBe('match-state');
    expect(await api.store.knex('match_corrections').where({ match_id: made.match.id })).toEqual([]);
  });

  test('R21 before the payment whoever released it releases again; after it no sum, order or payment changes', async () => {
    const made = await contracted(50_000);
    const { manager, partner } = api.people;
    expect(code(await command(manager, 'release', made, order(50_000)))).toBe('done');
    expect(code(await correct(made, { decision: null, number: '6/2026', day: '2026-04-13' }))).toBe('done');
    expect((await row(made)).released).toBe(false);
    expect(code(await command(partner, 'release', made, order(50_000)))).toBe('done');
    expect(await row(made)).toMatchObject({ state: 'contracted' });
    expect(code(await command(manager, 'release', made, order(50_000)))).toBe('done');
    const before = await row(made);
    expect(field(await correct(made, { decision: null, number: '6/2026', day: '2026-04-16' }))).toEqual(['day']);
    expect(code(await correct(made, { decision: null, number: '7/2026', day: '2026-04-15' }))).toBe('done');
    expect(await row(made)).toMatchObject({
      ...{ state: 'paid', paid: 50_000, due: before.due, paid_on: before.paid_on, order_number: before.order_number },
      ...{ contract_number: '7/2026', contracted_on: '2026-04-15', legal_route: CONTRACT.legalRoute },
    });
    expect((await entries(made)).length).toBe(1);
  });

  test('R21 nor is any of it changed past the software', async () => {
    const made = await contracted(50_000);
    const { knex } = api.store;
    const decisions = () => knex('match_decisions').where({ match_id: made.match.id });
    await expect(decisions().update({ number: 'X' })).rejects.toMatchObject({ code: 'JA020' });
    const { owner } = api.database;
    await expect(owner('match_decisions').where({ match_id: made.match.id }).delete()).rejects.toMatchObject({
      code: 'JA020',
    });
    for (const change of [{ contract_number: 'X' }, { contracted_on: '2026-04-14' }, { legal_route: 'X' }])
      await expect(knex('matches').where({ id: made.match.id }).update(change)).rejects.toMatchObject({
        code: 'JA024',
      });
    expect(code(await correct(made, { number: 'HCL 13/2026' }))).toBe('done');
    await expect(decisions().update({ number: 'X' })).rejects.toMatchObject({ code: 'JA020' });
    await expect(owner('match_corrections').update({ reason: 'X' })).rejects.toMatchObject({ code: 'JA020' });
  });
});

describe('R21 the release', () => {
  test('R21 two persons, one of them the partner’s, in either order; the second one writes the one payment', async () => {
    for (const [first, second] of [
      [api.people.manager.id, api.people.partner.id],
      [api.people.partner.id, api.people.manager.id],
      [others.partner, api.people.partner.id],
    ] as const) {
      const made = await contracted(1_000_001);
      expect(code(await command(first, 'release', made, order(1_000_000)))).toBe('done');
      expect(await entries(made)).toEqual([]);
      expect(await row(made)).toMatchObject({ state: 'contracted', released: true });
      expect(code(await command(second, 'release', made, order(1_000_000)))).toBe('done');
      expect(await entries(made)).toEqual([{ kind: 'payment', amount: 1_000_000, document: 'Ordin de plată OP 77' }]);
      expect(await row(made)).toMatchObject({
        state: 'paid',
        paid: 1_000_000,
        order_number: 'OP 77',
        paid_on: '2026-04-15',
      });
      expect(new Set(await messages(made, 'match.paid')).size).toBe(3);
      expect((await messages(made, 'match.paid')).length).toBe(3);
      expect(code(await command(first, 'release', made, order(1_000_000)))).toBe('match-state');
    }
  });

  test('R21 nobody releases twice, and two managers are not enough', async () => {
    const made = await contracted(50_000);
    expect(code(await command(api.people.manager, 'release', made, order(50_000)))).toBe('done');
    expect(code(await command(api.people.manager, 'release', made, order(50_000)))).toBe('released-already');
    expect(code(await command(others.manager, 'release', made, order(50_000)))).toBe('release-partner-missing');
    expect((await releasesOf(api.store.knex, made.match.id)).length).toBe(1);
    const path = `/api/matches?filter=${encodeURIComponent(JSON.stringify({ id: made.match.id }))}`;
    const releasers = async () => (await api.people.partner.get(path)).json<{ releasers: string[] }[]>()[0]?.releasers;
    expect(await releasers()).toContain(api.people.partner.id);
    for (const id of [api.people.manager.id, others.manager]) expect(await releasers()).not.toContain(id);
    expect(code(await command(api.people.partner, 'release', made, order(50_000)))).toBe('done');
    expect((await row(made)).state).toBe('paid');
    expect(await releasers()).toEqual([]);
  });

  test('R21 no administrator releases, nor whoever made somebody a partner, with the project or later', async () => {
    const { administrator, manager, stranger } = api.people;
    const made = await contracted(50_000);
    const member = (userId: string) => ({ project_id: made.projectId, user_id: userId, role: 'manager' });
    // The administrator created the project with its partner.
    await api.store.knex('members').insert([member(administrator.id), member(stranger.id)]);
    expect(code(await command(administrator, 'release', made, order(50_000)))).toBe('release-by-giver');
    const { releasers } = (await matchPage(api.store.knex, made.match.id, {
      id: manager.id,
      role: 'manager',
      projectState: 'running',
    })) ?? { releasers: [] };
    expect(releasers).toContain(manager.id);
    expect(releasers).not.toContain(administrator.id);
    const offered = async (id: string) =>
      (await matchPage(api.store.knex, made.match.id, { id, role: 'manager', projectState: 'running' }))?.allowed;
    expect(await offered(administrator.id)).not.toContain('release');
    expect(await offered(manager.id)).toContain('release');
    const lent = await createUser(
      api.store,
      { email: newAddress('cineva'), name: 'X', locale: 'ro', isAdmin: false },
      NOW,
    );
    const give = (by: string) =>
      changeMember(api.store, { ...commandOf(by, made.projectId), body: { userId: lent.id, role: 'partner' } }, NOW);
    expect(code(await give(stranger.id))).toBe('partner-by-administrator');
    await updateUser(api.store, stranger.id, { isAdmin: true }, NOW);
    // An administrator, also before they named anybody: they make sign-in links.
    expect(code(await command(stranger, 'release', made, order(50_000)))).toBe('release-by-giver');
    expect(code(await give(stranger.id))).toBe('done');
    await updateUser(api.store, stranger.id, { isAdmin: false }, NOW);
    expect(code(await command(stranger, 'release', made, order(50_000)))).toBe('release-by-giver');
    expect(await releasesOf(api.store.knex, made.match.id)).toEqual([]);
    expect(code(await command(manager, 'release', made, order(50_000)))).toBe('done');
    expect(code(await command(lent.id, 'release', made, order(50_000)))).toBe('done');
  });

  test('R21 both for the same sum, order and day: who differs is told, and whoever was wrong releases again', async () => {
    const made = await contracted(50_000);
    const by = (who: Visitor, change: object) => command(who, 'release', made, order(50_000, change));
    const { manager, partner } = api.people;
    expect(field(await command(manager, 'release', made, order(50_001)))).toEqual(['amount']);
    expect(field(await by(manager, { paidOn: '2026-04-12' }))).toEqual(['paidOn']);
    expect(code(await by(manager, { paidOn: '2026-04-21' }))).toBe('date-in-future');
    expect(code(await by(manager, { orderNumber: 'OP 78' }))).toBe('done');
    const differing = await by(partner, {});
    expect(differing).toMatchObject({
      done: false,
      refusal: { code: 'release-differs', amount: 50_000, orderNumber: 'OP 78', paidOn: '2026-04-15' },
    });
    expect(code(await by(manager, {}))).toBe('done');
    const releases = await releasesOf(api.store.knex, made.match.id);
    expect(releases.map(({ order_number: number, void_at: voidAt }) => [number, voidAt !== null]).toSorted()).toEqual([
      ['OP 77', false],
      ['OP 78', true],
    ]);
    expect(code(await by(partner, {}))).toBe('done');
    expect((await entries(made)).length).toBe(1);
  });

  test('R21 many releases at once over two instances pay once, and tell each once', async () => {
    const second = createStore({
      databaseUrl: api.database.appUrl,
      compose: api.store.compose,
      mailDomain: api.store.mailDomain,
      poolMax: 8,
    });
    try {
      for (let round = 0; round < 2; round += 1) {
        const made = await contracted(50_000);
        const who = [api.people.manager.id, api.people.partner.id, others.manager, others.partner];
        const answers = await Promise.all(
          Array.from({ length: 24 }, (_, place) =>
            command(who[place % who.length] ?? '', 'release', made, order(50_000), place % 8 < 4 ? api.store : second),
          ),
        );
        expect(answers.filter(({ done }) => done).length).toBe(2);
        expect((await entries(made)).length).toBe(1);
        const standing = (await releasesOf(api.store.knex, made.match.id)).filter(
          ({ void_at: voidAt }) => voidAt === null,
        );
        expect([standing.length, standing.some(({ role }) => role === 'partner')]).toEqual([2, true]);
        const told = await messages(made, 'match.paid');
        expect(told.length).toBe(new Set(told).size);
        expect(told.length).toBe(3);
      }
    } finally {
      await second.knex.destroy();
    }
  });

  test('R21 the database itself pays a match once, whoever asks', async () => {
    const made = await paid(50_000);
    const { knex } = api.store;
    const [entry] = await knex('ledger_entries').where({ ledger_id: made.match.ledger_id });
    const again = { ...entry, id: randomUUID(), number: 2 };
    await expect(knex('ledger_entries').insert(again)).rejects.toThrow('ledger_entries_match_paid');
    await expect(knex('matches').where({ id: made.match.id }).update({ paid: 1 })).rejects.toThrow(/never changes/);
  });
});

describe('R20 a refund after the close', () => {
  test('R20 before the payment lowers what is due, and a release for the old sum is void', async () => {
    const made = await contracted(1_000_100);
    await command(api.people.manager, 'release', made, order(1_000_000));
    // Above the cap nothing changes, and it is on record.
    await refundBySql(api.store, made.campaign, 100, NOW);
    expect(await row(made)).toMatchObject({ due: 1_000_000, released: true });
    await refundBySql(api.store, made.campaign, 1, NOW);
    expect(await row(made)).toMatchObject({ state: 'contracted', due: 999_999, released: false, carried_at: null });
    expect(field(await command(api.people.partner, 'release', made, order(1_000_000)))).toEqual(['amount']);
    expect(code(await command(api.people.partner, 'release', made, order(999_999)))).toBe('done');
    expect((await entries(made)).length).toBe(0);
    expect(code(await command(api.people.manager, 'release', made, order(999_999)))).toBe('done');
    expect(await entries(made)).toMatchObject([{ kind: 'payment', amount: 999_999 }]);
    const page = await matchPage(api.store.knex, made.match.id, {
      id: api.people.manager.id,
      role: 'manager',
      projectState: 'running',
    });
    expect(page?.adjustments).toMatchObject([
      {
        raisedBefore: 1_000_100,
        raisedAfter: 1_000_000,
        dueBefore: 1_000_000,
        dueAfter: 1_000_000,
        state: 'nothing-due',
      },
      { raisedBefore: 1_000_000, raisedAfter: 999_999, dueBefore: 1_000_000, dueAfter: 999_999, state: 'nothing-due' },
    ]);
    expect(await messages(made, 'match.adjusted')).toEqual(everybody);
  });

  test('R20 of everything leaves nothing due: the match is over, whatever state it was in', async () => {
    for (const make of [computed, contracted]) {
      const made = await make(40_000);
      await refundBySql(api.store, made.campaign, 40_000, NOW);
      expect(await row(made)).toMatchObject({ state: 'nothing-due', due: 0, ended_at: NOW });
      expect(code(await command(api.people.manager, 'release', made, order(40_000)))).toBe('match-state');
      expect(await wakeMatch(api.store, made.match.id, NOW)).toMatchObject({ over: true });
    }
  });

  test('R20 after the payment the difference is open until it is repaid, with its document', async () => {
    const made = await paid(50_000);
    const repay = (amount: number, change: object = {}) =>
      command(api.people.manager, 'repay', made, { amount, document: 'OP 81', paidOn: '2026-04-18', ...change });
    expect(code(await repay(1))).toBe('no-adjustment');
    await refundBySql(api.store, made.campaign, 10_000, NOW);
    await refundBySql(api.store, made.campaign, 5_000, NOW);
    expect(toRepayOf(await row(made))).toBe(15_000);
    expect(await row(made)).toMatchObject({ state: 'paid', paid: 50_000, due: 35_000, carried_at: null });
    expect(field(await repay(10_000))).toEqual(['amount']);
    expect(field(await repay(15_000, { paidOn: '2026-04-14' }))).toEqual(['paidOn']);
    expect(code(await repay(15_000))).toBe('done');
    expect(await entries(made)).toEqual([
      { kind: 'payment', amount: 50_000, document: 'Ordin de plată OP 77' },
      { kind: 'repayment', amount: -15_000, document: 'OP 81' },
    ]);
    const page = await matchPage(api.store.knex, made.match.id, {
      id: api.people.manager.id,
      role: 'manager',
      projectState: 'running',
    });
    expect(page).toMatchObject({ toRepay: 0, repaid: 15_000, balance: 35_000, due: 35_000 });
    expect(page?.adjustments.map(({ state }) => state)).toEqual(['settled', 'settled']);
    expect(page?.adjustments.every(({ settledEntryId }) => settledEntryId !== null)).toBe(true);
    expect(code(await repay(15_000))).toBe('no-adjustment');
  });

  test('R20 a difference that opens once the milestone has ended is waited for again, and is repaid without a story', async () => {
    const made = await paid(50_000);
    await api.store
      .knex('milestones')
      .where({ project_id: made.projectId, key: 'A13' })
      .update({ state: 'adopted', ended_at: NOW });
    expect(await wakeMatch(api.store, made.match.id, NOW)).toMatchObject({ state: 'paid', over: true });
    await refundBySql(api.store, made.campaign, 10_000, NOW);
    expect(await loadMatch(api.store, made.match.id, NOW)).toMatchObject({ over: false });
    expect(
      code(
        await command(api.people.partner, 'repay', made, { amount: 10_000, document: 'OP 9', paidOn: '2026-04-18' }),
      ),
    ).toBe('done');
    expect(await wakeMatch(api.store, made.match.id, NOW)).toMatchObject({ over: true });
  });

  test('R20 of money that came after the close changes nothing: it was never matched', async () => {
    const made = await computed(50_000);
    const late = await lateGiftBySql(api.store, made.campaign, 7_000, NOW);
    await refundBySql(api.store, made.campaign, 7_000, NOW, late);
    expect(await row(made)).toMatchObject({ due: 50_000 });
    expect(await api.store.knex('match_adjustments').where({ match_id: made.match.id })).toEqual([]);
  });

  test('R20 a refund that was a mistake is taken back: never above what was computed, and nothing goes back any more', async () => {
    const made = await paid(50_000);
    await refundBySql(api.store, made.campaign, 10_000, NOW);
    expect(toRepayOf(await row(made))).toBe(10_000);
    await refundBySql(api.store, made.campaign, -10_000, NOW);
    expect(await row(made)).toMatchObject({ due: 50_000 });
    await refundBySql(api.store, made.campaign, -1_000, NOW);
    expect(await row(made)).toMatchObject({ due: 50_000, paid: 50_000 });
    const states = await api.store.knex('match_adjustments').where({ match_id: made.match.id }).pluck('state');
    expect(states).toEqual(['nothing-due', 'nothing-due', 'nothing-due']);
  });

  test('R20 with the cap on the total a refund would raise the match; it never does', async () => {
    const { matchCapOn } = cojocnaPlan().settings;
    const made = await computed(600_000, { matchCapOn: { ...matchCapOn, value: 'total' } });
    await refundBySql(api.store, made.campaign, 50_000, NOW);
    expect((await row(made)).due).toBe(400_000);
    await refundBySql(api.store, made.campaign, 300_000, NOW);
    expect((await row(made)).due).toBe(250_000);
  });
});

describe('R7 what is waited for', () => {
  const steps = ({ match }: Case) =>
    api.store.knex('match_notices').where({ match_id: match.id }).orderBy('owed_at').select('step', 'outcome');
  const later = (day: string, hour = '10') => new Date(`${day}T${hour}:00:00Z`);

  /** What a wake told: the words of `match.due`, by address. */
  const wokenAt = async ({ projectId, match }: Case, at: Date): Promise<Record<string, string>> => {
    await wakeMatch(api.store, match.id, at);
    const rows = await api.store
      .knex('messages')
      .where({ project_id: projectId, event_type: 'match.due', created_at: at })
      .orderBy('to_address')
      .select<{ to_address: string; body_text: string }[]>('to_address', 'body_text');
    return Object.fromEntries(rows.map((row) => [row.to_address, row.body_text]));
  };

  test('R7 is told at once and once, to the managers as well on the next working day', async () => {
    const made = await computed(50_000);
    // A Friday: the next working day is Monday.
    const first = await wakeMatch(api.store, made.match.id, PUBLISHED_AT);
    expect(await messages(made, 'match.due')).toEqual(['partener-doi@example.org', 'partner@example.org']);
    expect(first.nextWakeAt).toBe('2026-04-06T06:00:00.000Z');
    await wakeMatch(api.store, made.match.id, later('2026-04-05'));
    expect(await steps(made)).toEqual([{ step: 'decide', outcome: 'sent' }]);
    const last = await wakeMatch(api.store, made.match.id, later('2026-04-06'));
    await wakeMatch(api.store, made.match.id, later('2026-04-07'));
    expect(await steps(made)).toEqual([
      { step: 'decide', outcome: 'sent' },
      { step: 'decide-late', outcome: 'sent' },
    ]);
    expect(last.nextWakeAt).toBeNull();
    expect(await messages(made, 'match.due')).toEqual([
      'manager-doi@example.org',
      'manager@example.org',
      'partener-doi@example.org',
      'partener-doi@example.org',
      'partner@example.org',
      'partner@example.org',
    ]);
  });

  test('R7 late after downtime, and then only once', async () => {
    const made = await computed(50_000);
    await wakeMatch(api.store, made.match.id, later('2026-04-15'));
    expect(await steps(made)).toEqual([
      { step: 'decide', outcome: 'overtaken' },
      { step: 'decide-late', outcome: 'sent' },
    ]);
    expect(await messages(made, 'match.due')).toEqual(everybody);
  });

  test('R7 R21 for the second release those are told who can give it', async () => {
    const made = await contracted(50_000);
    await wakeMatch(api.store, made.match.id, NOW);
    expect(await messages(made, 'match.due')).toEqual(everybody);
    await command(api.people.partner, 'release', made, order(50_000));
    await wakeMatch(api.store, made.match.id, NOW);
    expect(await messages(made, 'match.due')).toEqual(
      [...everybody, ...everybody.filter((email) => email !== 'partner@example.org')].toSorted(),
    );
  });

  test('R7 R21 of a release those are told who can give it, and on the next working day the managers who can', async () => {
    const made = await contracted(50_000);
    const { administrator, manager, partner } = api.people;
    await api.store.knex('members').insert({ project_id: made.projectId, user_id: administrator.id, role: 'manager' });
    expect(Object.keys(await wokenAt(made, NOW))).toEqual(everybody);
    await command(manager, 'release', made, order(50_000));
    const partners = ['partener-doi@example.org', 'partner@example.org'];
    expect(Object.keys(await wokenAt(made, new Date(NOW.getTime() + 1)))).toEqual(partners);
    const told = await wokenAt(made, later('2026-04-22'));
    expect(Object.keys(told)).toEqual([
      administrator.email,
      'manager-doi@example.org',
      'partener-doi@example.org',
      partner.email,
    ]);
    expect(told[administrator.email]).toContain('partener-doi');
    expect(told[partner.email]).not.toContain('partener-doi');
  });

  test('R7 R21 where nobody can release, administrators and managers are told who is missing', async () => {
    const made = await contracted(50_000);
    const { administrator, manager, partner } = api.people;
    const partners = api.store.knex('members').where({ project_id: made.projectId, role: 'partner' });
    await partners.clone().delete();
    await command(manager, 'release', made, order(50_000));
    const told = await wokenAt(made, NOW);
    expect(Object.keys(told)).toEqual([administrator.email, 'manager-doi@example.org', manager.email]);
    for (const words of Object.values(told)) expect(words).toMatch(/nu o poate elibera nimeni|Nobody can release/);
    await api.store.knex('members').insert({ project_id: made.projectId, user_id: partner.id, role: 'partner' });
    expect(Object.keys(await wokenAt(made, later('2026-04-22')))).toEqual(['manager-doi@example.org', partner.email]);
  });

  test('R7 R20 what is to be repaid is told', async () => {
    const made = await paid(50_000);
    await refundBySql(api.store, made.campaign, 10_000, NOW);
    await wakeMatch(api.store, made.match.id, NOW);
    expect(await steps(made)).toEqual([{ step: 'repay', outcome: 'sent' }]);
    const [message] = await api.store
      .knex('messages')
      .where({ project_id: made.projectId, event_type: 'match.due', to_name: 'manager (exemplu)' });
    expect(message?.body_text).toContain('100.00');
  });
});

test('R18 every sum of a match agrees with a recount by SQL, whatever was repaid', async () => {
  const made = await paid(50_000);
  await refundBySql(api.store, made.campaign, 10_000, NOW);
  await command(api.people.partner, 'repay', made, { amount: 10_000, document: 'OP 90', paidOn: '2026-04-18' });
  const recount = await api.store
    .knex('ledger_entries')
    .where({ ledger_id: made.match.ledger_id })
    .first(api.store.knex.raw('sum(amount)::bigint as sum'));
  const page = await matchPage(api.store.knex, made.match.id, {
    id: api.people.manager.id,
    role: 'manager',
    projectState: 'running',
  });
  expect(page?.balance).toBe(recount.sum);
});
