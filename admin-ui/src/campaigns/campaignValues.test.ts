import { expect, test } from '@jest/globals';
import { bodyOf, type CampaignValues, faultsOf } from './campaignValues.ts';

const VALUES: CampaignValues = {
  title: { ro: '', en: '' },
  purpose: { ro: '', en: '' },
  beneficiary: '',
  accountHolder: '',
  iban: '',
  opensOn: '2024-04-01',
  closesOn: '2024-04-30',
};

test('R20 a draft may be saved before all is known', () => expect(faultsOf(VALUES)).toEqual({}));

test('R20 an account with a wrong character is held back before it is sent', () => {
  expect(faultsOf({ ...VALUES, iban: 'RO49 AAAA 1B31 0075 9384 0001' })).toEqual({ iban: 'iban' });
  expect(faultsOf({ ...VALUES, iban: 'RO49 AAAA 1B31 0075 9384 0000' })).toEqual({});
});

test.each([
  [{ opensOn: '' }, { opensOn: 'day' }],
  [{ closesOn: '0002-04-30' }, { closesOn: 'day' }],
  [{ closesOn: '2024-03-31' }, { closesOn: 'closes-first' }],
  [{ closesOn: '2024-04-01' }, {}],
])('R20 days %j have the faults %j', (days, faults) => expect(faultsOf({ ...VALUES, ...days })).toEqual(faults));

test('what is sent names the version that was read, and keeps the initiative', () => {
  const proposal = { id: '00000000-0000-4000-8000-000000000001', number: 3, title: 'Un parc' };
  expect(bodyOf(VALUES, { version: 4, proposal })).toMatchObject({ version: 4, proposalId: proposal.id, iban: '' });
  expect(bodyOf(VALUES, { version: 4, proposal: null }).proposalId).toBeNull();
});
