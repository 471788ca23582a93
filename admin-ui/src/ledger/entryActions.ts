/** What may be entered about an entry; the server decides, this only spares people what it would refuse (R20). */
import type { LedgerEntry } from '../api/types.ts';

export type EntryAction = 'settle' | 'refund' | 'correct' | 'correctRefund';

type About = Pick<LedgerEntry, 'kind' | 'left' | 'unpaid'>;

export function actionsOf({ kind, left, unpaid }: About): EntryAction[] {
  const came = kind === 'gift' || kind === 'settlement';
  const back = kind === 'refund' || kind === 'adjustment';
  return [
    ...(kind === 'pledge' && (unpaid ?? 0) > 0 ? (['settle'] as const) : []),
    ...(came && left > 0 ? (['refund'] as const) : []),
    ...((came || kind === 'pledge') && left > 0 ? (['correct'] as const) : []),
    // Of one that was corrected nothing is left; a correction is above zero.
    ...(back && left < 0 ? (['correctRefund'] as const) : []),
  ];
}
