import { expect, test } from '@jest/globals';
import { blockersOf, needsOf, nextOf, takesEntries } from './campaignStanding.ts';

const NOW = Date.parse('2024-04-10T09:00:00Z');
const BEFORE = '2024-04-01T00:00:00Z';
const AFTER = '2024-04-30T20:59:59Z';
const WHOLE = {
  title: { ro: 'Un parc', en: 'A park' },
  purpose: { ro: 'Bănci', en: 'Benches' },
  beneficiary: 'Comuna Exemplu',
  accountHolder: 'Fundația Exemplu',
  iban: 'RO49AAAA1B31007593840000',
  opensOn: '2024-04-11',
  closesOn: '2024-04-30',
};
const unmet = (change: Partial<typeof WHOLE>) =>
  needsOf({ ...WHOLE, ...change }, '2024-04-11').flatMap(({ key, met }) => (met ? [] : [key]));

test('R20 an announcement needs a purpose in both languages, an account that is one, and days to come', () => {
  expect(unmet({})).toEqual([]);
  expect(unmet({ title: { ro: 'Un parc', en: ' ' } })).toEqual(['title']);
  expect(unmet({ purpose: { ro: '', en: 'Benches' }, beneficiary: '' })).toEqual(['purpose', 'beneficiary']);
  expect(unmet({ iban: 'RO49AAAA1B31007593840001' })).toEqual(['account']);
  expect(unmet({ opensOn: '2024-04-10' })).toEqual(['dates']);
  expect(unmet({ closesOn: '2024-04-10' })).toEqual(['dates']);
});

test.each([
  [{ state: 'drafted', opensAt: AFTER }, 'announce'],
  [{ state: 'announced', opensAt: AFTER }, 'opens'],
  [{ state: 'announced' }, 'opening'],
  [{ state: 'open' }, 'closes'],
  [{ state: 'open', closesAt: BEFORE }, 'closing'],
  [{ state: 'closed', sumDueAt: AFTER }, 'publish'],
  [{ state: 'closed', sumDueAt: BEFORE }, 'publish-late'],
  [{ state: 'published' }, 'published'],
  [{ state: 'cancelled' }, 'cancelled'],
] as const)('R22 of %j comes next: %s', (standing, next) => {
  expect(nextOf({ opensAt: BEFORE, closesAt: AFTER, sumDueAt: null, ...standing }, NOW)).toBe(next);
});

test('R20 R22 undecided lines and statements that do not reach the close keep the sum from being published', () => {
  const closesOn = '2024-04-30';
  expect(blockersOf({ closesOn, bank: { openLines: 2, statementsUntil: null, lateFrom: null } })).toEqual([
    { key: 'lines', count: 2 },
    { key: 'statements' },
  ]);
  expect(blockersOf({ closesOn, bank: { openLines: 0, statementsUntil: '2024-04-29', lateFrom: null } })).toEqual([
    { key: 'statements' },
  ]);
  const whole = { openLines: 0, statementsUntil: '2024-04-30', lateFrom: null };
  expect(blockersOf({ closesOn, bank: whole })).toEqual([]);
  expect(blockersOf({ closesOn, bank: { ...whole, lateFrom: '2024-04-10' } })).toEqual([
    { key: 'late', from: '2024-04-10' },
  ]);
});

test('R20 nothing is entered before the opening or after a cancellation', () => {
  const states = ['drafted', 'announced', 'open', 'closed', 'published', 'cancelled'] as const;
  expect(states.filter((state) => takesEntries({ state }))).toEqual(['open', 'closed', 'published']);
});
