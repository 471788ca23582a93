import { expect, test } from '@jest/globals';
import type { BankLine } from '../api/types.ts';
import { actionsOf, keyOf, suggestedStatements } from './lineActions.ts';

const PLEDGE: BankLine['pledge'] = {
  id: '00000000-0000-4000-8000-000000000001',
  number: 2,
  reference: '7K3M9QTX',
  unpaid: 10_000,
};

test.each([
  [{ state: 'open', amount: 100, pledge: null }, ['gift', 'settlement', 'setAside']],
  [{ state: 'open', amount: 100, pledge: PLEDGE }, ['settlement', 'gift', 'setAside']],
  [{ state: 'open', amount: -100, pledge: null }, ['refund', 'setAside']],
  [{ state: 'set-aside', amount: 100, pledge: null }, ['reopen']],
  [{ state: 'booked', amount: 100, pledge: null }, []],
  [{ state: 'booked', amount: -100, pledge: null }, ['correctRefund']],
  [{ state: 'new', amount: 100, pledge: null }, []],
  [{ state: 'repeated', amount: 100, pledge: null }, []],
] as const)('R20 with the line %j may be done %j', (line, actions) => expect(actionsOf(line)).toEqual(actions));

test('each decision has a letter of its own', () => {
  const letters = (['gift', 'settlement', 'refund', 'setAside'] as const).map(keyOf);
  expect(new Set(letters).size).toBe(4);
  expect(keyOf('reopen')).toBeNull();
});

test('R20 suggestions are accepted where an open line names a pledge, a statement once', () => {
  const line = (id: string, change: Partial<BankLine> = {}) => ({
    state: 'open' as const,
    amount: 100,
    pledge: PLEDGE,
    statement: { id, number: 1 },
    ...change,
  });
  expect(
    suggestedStatements([
      line('a'),
      line('a'),
      line('b', { pledge: null }),
      line('c', { state: 'booked' }),
      line('d', { amount: -100 }),
      line('e'),
    ]),
  ).toEqual(['a', 'e']);
});
