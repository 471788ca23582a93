import { expect, test } from '@jest/globals';
import { rebase } from './rebase.ts';

const base = { name: 'Ana', phone: '', village: 'Cojocna' };

test('what was typed stays, what was left alone becomes what is there now', () => {
  const typed = { ...base, phone: '0700 000 001' };
  const current = { ...base, village: 'Boj-Cătun' };
  expect(rebase(base, typed, current)).toEqual({
    values: { name: 'Ana', phone: '0700 000 001', village: 'Boj-Cătun' },
    clashes: [],
    taken: ['village'],
  });
});

test('a field that both changed keeps what was typed and is named', () => {
  const typed = { ...base, phone: '0700 000 001' };
  const current = { ...base, phone: '0700 000 002' };
  expect(rebase(base, typed, current)).toEqual({ values: typed, clashes: ['phone'], taken: [] });
});

test('the same change by both is no clash', () => {
  const both = { ...base, phone: '0700 000 001' };
  expect(rebase(base, both, both)).toEqual({ values: both, clashes: [], taken: [] });
});

test('a field that was emptied counts as typed', () => {
  const typed = { ...base, village: '' };
  const current = { ...base, village: 'Boj-Cătun' };
  expect(rebase(base, typed, current)).toEqual({ values: typed, clashes: ['village'], taken: [] });
});
