/** What may be done with a line of a bank statement, and the key that does it (R20). */
import type { BankLine } from '../api/types.ts';

export type LineAction = 'gift' | 'settlement' | 'refund' | 'setAside' | 'reopen' | 'correctRefund';

/** Letters that work while a line has the focus. */
export const LINE_KEYS: Readonly<Record<string, LineAction>> = {
  d: 'gift',
  p: 'settlement',
  r: 'refund',
  s: 'setAside',
};
export const keyOf = (action: LineAction): string | null =>
  Object.entries(LINE_KEYS).find(([, named]) => named === action)?.[0] ?? null;

/** What came in is a gift or pays a pledge; what went out is a refund; either may be set aside. */
export function actionsOf({ state, amount, pledge }: Pick<BankLine, 'state' | 'amount' | 'pledge'>): LineAction[] {
  if (state === 'set-aside') return ['reopen'];
  // R20: what went back on the wrong gift.
  if (state === 'booked' && amount < 0) return ['correctRefund'];
  if (state !== 'open') return [];
  if (amount < 0) return ['refund', 'setAside'];
  // What it seems to be comes first.
  return pledge === null ? ['gift', 'settlement', 'setAside'] : ['settlement', 'gift', 'setAside'];
}

/** Statements whose lines name a pledge: what is accepted for all of them at once. */
export function suggestedStatements(
  lines: readonly Pick<BankLine, 'state' | 'amount' | 'pledge' | 'statement'>[],
): string[] {
  const named = lines.filter(({ state, amount, pledge }) => state === 'open' && amount > 0 && pledge !== null);
  return [...new Set(named.map(({ statement }) => statement.id))];
}
