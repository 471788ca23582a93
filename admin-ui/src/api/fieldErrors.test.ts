import { expect, test } from '@jest/globals';
import { fieldErrors } from './fieldErrors.ts';

const problem = (name: string, errors?: Record<string, string>) => ({
  type: `/problems/${name}`,
  title: 'Titlu',
  status: 409,
  detail: 'De ce',
  ...(errors && { errors }),
});

test('R20 a receipt number that is used is said at the document', () => {
  expect(fieldErrors(problem('receipt-used'))).toEqual({ document: 'De ce' });
});

test('R20 an entry that cannot be given back is said where its number was typed', () => {
  expect(fieldErrors(problem('entry-about'))).toEqual({ entryId: 'De ce' });
});

test('what the server says of a field goes before', () => {
  expect(fieldErrors(problem('more-than-entry', { amount: 'Prea mult' }))).toEqual({ amount: 'Prea mult' });
});

test('other refusals belong to no field', () => {
  expect([fieldErrors(problem('campaign-state')), fieldErrors(null)]).toEqual([{}, {}]);
});
