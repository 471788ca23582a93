/** The match: what the town hall adds to what was raised (R19, R21). Amounts are bani. */
import type { LocalText } from './lifecycle.ts';
import { type Bani, bani } from './money.ts';

/** The cap's two readings, a setting of the plan: on the town hall's part, or on the total with it. */
export const CAP_READINGS = ['part', 'total'] as const;
export type CapReading = (typeof CAP_READINGS)[number];

export interface MatchCap {
  readonly cap: number;
  readonly on: CapReading;
}

/**
 * R19: the town hall doubles what was raised, as far as the cap allows.
 * @param raised settled less refunded (R20); nothing is matched where it is not above zero
 */
export function matchOf(raised: number, { cap, on }: MatchCap): Bani {
  const most = on === 'part' ? cap : cap - raised;
  return bani(Math.max(0, Math.min(bani(raised), most)));
}

/** What the town hall adds for the next leu that comes in: bani for 100 bani; negative where the reading makes it less. */
export const matchOfNextLeu = (raised: number, cap: MatchCap): Bani =>
  bani(matchOf(raised + 100, cap) - matchOf(raised, cap));

/**
 * `computed` → `adopted` (by a council decision) → `contracted` → `paid` (payment order, released by two persons).
 * `rejected` by the council is an end as well, unless it decides again (R21). `nothing-due`: nothing was raised, or
 * refunds left nothing.
 */
export const MATCH_STATES = [
  'computed',
  'rejected',
  'adopted',
  'contracted',
  'paid',
  'nothing-due',
  'cancelled',
] as const;
export type MatchState = (typeof MATCH_STATES)[number];

/** Commands that a match's story takes, one workflow update each. */
export const MATCH_VERBS = ['decide', 'contract', 'release', 'repay', 'correct'] as const;
export type MatchVerb = (typeof MATCH_VERBS)[number];

/** What a match waits for: somebody is told of each, and the managers on the next working day (R7). */
export const MATCH_STEPS = ['decide', 'contract', 'release', 'second-release', 'repay'] as const;
export type MatchStep = (typeof MATCH_STEPS)[number];

export const COUNCIL_OUTCOMES = ['adopted', 'rejected'] as const;
export type CouncilOutcome = (typeof COUNCIL_OUTCOMES)[number];

/** Adjectives of „dublarea sumei”. */
export const MATCH_STATE_WORDS: Readonly<Record<MatchState, LocalText>> = {
  computed: {
    ro: 'calculată, în așteptarea hotărârii consiliului local',
    en: 'computed, waiting for the local council',
  },
  rejected: { ro: 'respinsă de consiliul local', en: 'rejected by the local council' },
  adopted: { ro: 'aprobată prin hotărâre a consiliului local', en: 'approved by a decision of the local council' },
  contracted: { ro: 'contractată, în așteptarea plății', en: 'contracted, waiting for its payment' },
  paid: { ro: 'plătită', en: 'paid' },
  'nothing-due': { ro: 'fără sumă de plată', en: 'with nothing to pay' },
  cancelled: { ro: 'anulată', en: 'cancelled' },
};

/** The cap in words, wherever the match is shown: its reading is the plan's assumption (R19). */
export function capWords(formatted: { readonly [L in 'ro' | 'en']: string }, on: CapReading): LocalText {
  return on === 'part'
    ? {
        ro: `Primăria dublează suma strânsă; partea ei este de cel mult ${formatted.ro}.`,
        en: `The town hall doubles the sum raised; its part is at most ${formatted.en}.`,
      }
    : {
        ro: `Primăria dublează suma strânsă; suma strânsă și partea primăriei sunt împreună de cel mult ${formatted.ro}.`,
        en: `The town hall doubles the sum raised; what was raised and its part are together at most ${formatted.en}.`,
      };
}
