/** The name of a reminder's step, taken apart: `before:P30D`, `overdue:P1D`, `escalation:P3D`. */

export type ReminderStep =
  | { readonly kind: 'before'; readonly days: number }
  | { readonly kind: 'overdue' | 'escalation' | 'other' };

/** A step in seconds (a demonstration's plan) has no days to speak of and is `other`, unless it is past the due date. */
export function readStep(step: string): ReminderStep {
  const [, kind, days] = /^(before|overdue|escalation):P(?:(\d+)D|T\d+S)$/.exec(step) ?? [];
  if (kind === 'overdue' || kind === 'escalation') return { kind };
  if (kind === 'before' && days !== undefined) return { kind, days: Number(days) };
  return { kind: 'other' };
}
