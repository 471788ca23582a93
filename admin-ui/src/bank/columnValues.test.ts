import { expect, test } from '@jest/globals';
import type { CsvColumns } from '../api/types.ts';
import { columnsOf, faultsOf, valuesOf } from './columnValues.ts';

const KNOWN: CsvColumns = {
  date: 0,
  amount: 3,
  debit: null,
  credit: null,
  balance: 4,
  details: [1, 2],
  counterparty: null,
  counterpartyIban: null,
  reference: null,
  decimal: 'comma',
};

test('R20 columns that are known are sent as they were', () => expect(columnsOf(valuesOf(KNOWN))).toEqual(KNOWN));

test('R20 money in and out may have a column each', () => {
  const split = { ...KNOWN, amount: null, debit: 3, credit: 5 };
  expect(valuesOf(split).split).toBe(true);
  expect(columnsOf(valuesOf(split))).toEqual(split);
});

test('R20 a day and an amount are needed', () => {
  expect(faultsOf(valuesOf(null))).toEqual({ date: 'missing', amount: 'missing' });
  expect(faultsOf({ ...valuesOf(null), split: true })).toEqual({
    date: 'missing',
    debit: 'missing',
    credit: 'missing',
  });
});

test('R20 no column is two things; what is not asked for does not count', () => {
  const values = valuesOf(KNOWN);
  expect(faultsOf({ ...values, single: { ...values.single, balance: 3 } })).toEqual({ balance: 'twice' });
  expect(faultsOf({ ...values, single: { ...values.single, debit: 3 } })).toEqual({});
});

test('R20 a further column of details that became something else is none any more', () => {
  const values = valuesOf(KNOWN);
  expect(columnsOf({ ...values, single: { ...values.single, counterparty: 2 } }).details).toEqual([1]);
});
