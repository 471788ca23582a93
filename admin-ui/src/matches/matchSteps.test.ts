import { expect, test } from '@jest/globals';
import { type Release, releaseNeeds, releasingOf, stepsOf } from './matchSteps.ts';

type Standing = Parameters<typeof stepsOf>[0];

const COMPUTED: Standing = {
  state: 'computed',
  waitsFor: 'decide',
  contract: null,
  payment: null,
  decisions: [],
  toRepay: 0,
  repaid: 0,
};
const decided = (outcome: 'adopted' | 'rejected'): Standing['decisions'][number] => ({
  place: 1,
  outcome,
  number: '12',
  decidedOn: '2024-05-06',
  words: '',
  recordedAt: '2024-05-07T08:00:00Z',
  recordedBy: { id: '00000000-0000-4000-8000-000000000001', name: 'Ana Exemplu' },
});
const CONTRACT = { number: '7', contractedOn: '2024-05-20', legalRoute: 'acord de parteneriat' };
const PAYMENT = {
  orderNumber: '31',
  paidOn: '2024-06-03',
  amount: 500_000,
  entryId: '00000000-0000-4000-8000-000000000002',
};
const states = (match: Partial<Standing>) => stepsOf({ ...COMPUTED, ...match }).map(({ key, state }) => [key, state]);

test('R21 a match that was computed waits for the council', () => {
  expect(states({})).toEqual([
    ['computed', 'done'],
    ['council', 'now'],
    ['contract', 'later'],
    ['payment', 'later'],
  ]);
});

test('R21 a rejection is no decision to pay: the council may decide again', () => {
  expect(states({ state: 'rejected', waitsFor: null, decisions: [decided('rejected')] })[1]).toEqual([
    'council',
    'later',
  ]);
});

test('R21 the payment waits for each of its two releases', () => {
  const contracted: Partial<Standing> = { state: 'contracted', decisions: [decided('adopted')], contract: CONTRACT };
  expect(states({ ...contracted, waitsFor: 'release' })[3]).toEqual(['payment', 'now']);
  expect(states({ ...contracted, waitsFor: 'second-release' })[3]).toEqual(['payment', 'now']);
});

test('R20 a repayment is a step only where one is or was due', () => {
  const paid: Partial<Standing> = {
    state: 'paid',
    decisions: [decided('adopted')],
    contract: CONTRACT,
    payment: PAYMENT,
  };
  expect(states({ ...paid, waitsFor: null })).toHaveLength(4);
  expect(states({ ...paid, waitsFor: 'repay', toRepay: 100 })[4]).toEqual(['repayment', 'now']);
  expect(states({ ...paid, waitsFor: null, repaid: 100 })[4]).toEqual(['repayment', 'done']);
});

test('R20 what will not come any more is not shown as to be done later', () => {
  expect(states({ state: 'nothing-due', waitsFor: null }).slice(1)).toEqual([
    ['council', 'never'],
    ['contract', 'never'],
    ['payment', 'never'],
  ]);
});

const release = (role: Release['role'], voidAt: string | null = null): Release => ({
  person: { id: '00000000-0000-4000-8000-000000000003', name: 'Barbu Exemplu' },
  role,
  amount: 500_000,
  orderNumber: '31',
  paidOn: '2024-06-03',
  releasedAt: '2024-06-03T08:00:00Z',
  voidAt,
});

test('R21 one of the two who release is of the town hall', () => {
  expect(releaseNeeds({ releases: [], payment: null })).toBe('first');
  expect(releaseNeeds({ releases: [release('manager')], payment: null })).toBe('partner');
  expect(releaseNeeds({ releases: [release('partner')], payment: null })).toBe('second');
  expect(releaseNeeds({ releases: [release('partner', '2024-06-03T09:00:00Z')], payment: null })).toBe('first');
  expect(releaseNeeds({ releases: [release('partner'), release('manager')], payment: PAYMENT })).toBeNull();
});

test('R21 whoever looks learns whether the release is theirs to give, theirs already, others’ or nobody’s', () => {
  const projectId = '00000000-0000-4000-8000-000000000004';
  const first = release('manager');
  const me = (id: string, role: 'manager' | 'partner' | 'staff') => ({
    id,
    memberships: [{ projectId, slug: 'exemplu', role }],
  });
  const waiting = { projectId, waitsFor: 'second-release' as const, releases: [first], releasers: ['p'] };
  expect(releasingOf(waiting, me('p', 'partner'))).toBe('yours');
  expect(releasingOf(waiting, me(first.person.id, 'manager'))).toBe('mine');
  expect(releasingOf(waiting, me('other', 'manager'))).toBe('others');
  expect(releasingOf({ ...waiting, releasers: [] }, me('other', 'manager'))).toBe('nobody');
  expect(releasingOf(waiting, me('s', 'staff'))).toBeNull();
  expect(releasingOf({ ...waiting, waitsFor: 'contract' }, me('p', 'partner'))).toBeNull();
  expect(releasingOf(waiting, { id: 'p', memberships: [] })).toBeNull();
});
