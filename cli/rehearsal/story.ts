/**
 * What the simulated people do with each milestone. Most work as they should; these are late, absent or mistaken.
 * A key that a plan does not have is of no consequence, so any plan can be rehearsed.
 */

export interface Habit {
  /** Tries to submit on the first morning, with nothing to show. */
  readonly tooEarly?: true;
  /** Days before (negative: after) the due day on which it is submitted. */
  readonly daysBeforeDue?: number;
  /** Records less than was planned first, is refused, and then records the rest. */
  readonly short?: { readonly quantity: string; readonly actual: number };
  /** The manager submits, tries to approve it too, is refused, and gives it back for the owner to submit. */
  readonly ownApproval?: true;
  /** The approver returns it once before approving. */
  readonly returned?: string;
  /** Tries to submit so many days before it is due, is refused, and then puts right what was missing. */
  readonly triesBeforeDue?: number;
  /** The approver is away for so many days. */
  readonly approverAway?: number;
  /** The manager moves the due day by so many days, so many days before it falls due. */
  readonly moved?: { readonly by: number; readonly daysBefore: number; readonly reason: string };
  /** The move leads past the project's end: refused without, confirmed with this additional act. */
  readonly amendment?: { readonly number: string; readonly reason: string };
}

export const ORDINARY_DAYS_BEFORE_DUE = 3;

export const HABITS: Readonly<Record<string, Habit>> = {
  A1: { tooEarly: true },
  A2: { daysBeforeDue: -5 },
  A3: { returned: 'Lipsesc fotografiile de la a doua vizită; vă rugăm să completați.' },
  // R5: one organisation has not replied.
  A5: { approverAway: 6, triesBeforeDue: 6 },
  A6: { ownApproval: true },
  // R1: 25, 25 and 11 persons.
  A8: { triesBeforeDue: 40 },
  A9: {
    // R10: thirty-nine persons, one less than forty.
    triesBeforeDue: 8,
    moved: { by: 10, daysBefore: 40, reason: 'Sala este ocupată în săptămâna planificată.' },
  },
  A11: { daysBeforeDue: -2 },
  A13: { tooEarly: true, approverAway: 2 },
  A15: {
    moved: { by: 30, daysBefore: 20, reason: 'Auditul cere încă o lună.' },
    amendment: { number: '1', reason: 'Prelungirea perioadei de implementare.' },
  },
};
