/** What may be entered about an entry; the server decides, this only spares people what it would refuse (R20). */
import type { LedgerEntry } from '../api/types.ts';

export type EntryAction = 'settle' | 'refund' | 'correct';

type About = Pick<LedgerEntry, 'kind' | 'left' | 'unpaid'>;

export function actionsOf({ kind, left, unpaid }: About): EntryAction[] {
  const came = kind === 'gift' || kind === 'settlement';
  return [
    ...(kind === 'pledge' && (unpaid ?? 0) > 0 ? (['settle'] as const) : []),
    ...(came && left > 0 ? (['refund'] as const) : []),
    ...((came || kind === 'pledge') && left > 0 ? (['correct'] as const) : []),
  ];
}
