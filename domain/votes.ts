/**
 * A vote's life in words: states, verbs, and the settings that its charter is drafted from (R13–R17). The count stands in
 * vote-count.ts, the charter in charter.ts.
 */
import type { LocalText } from './lifecycle.ts';
import type { PlanSettings } from './plan.ts';

/**
 * `drafted` → `announced` → `open` → `counting` → `final`. A tie leads from `counting` back to `announced`, as the second
 * round (the run-off); a second tie to `lot` (R17). A final vote never changes; `cancelled` is neither counted nor published.
 */
export const VOTE_STATES = ['drafted', 'announced', 'open', 'counting', 'lot', 'final', 'cancelled'] as const;
export type VoteState = (typeof VOTE_STATES)[number];

/** How a vote ended: elected by votes or by lot, or nobody was (R17). */
export const VOTE_RESULTS = ['elected', 'lot', 'no-votes', 'quorum-missed', 'minimum-missed'] as const;
export type VoteResult = (typeof VOTE_RESULTS)[number];

/** Commands that a vote's story takes, one workflow update each. */
export const VOTE_VERBS = ['amend', 'announce', 'extend', 'note', 'count', 'lot', 'cancel'] as const;
export type VoteVerb = (typeof VOTE_VERBS)[number];

/** What the voters are told: that the vote is open (with their codes), closes soon or later, has a run-off, is cancelled. */
export const VOTER_STEPS = ['opened', 'reminder', 'run-off', 'extended', 'cancelled'] as const;
export type VoterStep = (typeof VOTER_STEPS)[number];

/** What is to be done with a vote now is over: nobody casts, nothing is counted any more. */
export const isVoteOver = (state: VoteState): boolean => state === 'final' || state === 'cancelled';

/** Public notes: what changed after the announcement, with its reason (R13). */
export const NOTE_KINDS = ['amended', 'extended', 'note', 'roll-corrected', 'cancelled'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

/** What the plan says of a vote, as the charter's draft takes it. */
export function charterSettings(settings: PlanSettings) {
  return {
    minimumAge: settings.voteMinimumAge.value,
    windowDays: settings.voteWindowDays.value,
    quorumPercent: settings.voteQuorum.value,
    minimumVotes: settings.voteMinimum.value,
    blankAllowed: settings.voteBlank.value,
    runOffDays: settings.runOffDays.value,
    extensionDays: settings.voteExtensionDays.value,
    challengeDays: settings.rollChallengeDays.value,
    turnoutShown: settings.turnoutShown.value,
    witnesses: settings.lotWitnesses.value,
  };
}

/** Adjectives of „votul”. */
export const VOTE_STATE_WORDS: Readonly<Record<VoteState, LocalText>> = {
  drafted: { ro: 'în pregătire', en: 'being prepared' },
  announced: { ro: 'anunțat', en: 'announced' },
  open: { ro: 'deschis', en: 'open' },
  counting: { ro: 'închis, în curs de numărare', en: 'closed and being counted' },
  lot: { ro: 'în așteptarea tragerii la sorți', en: 'waiting for the lot' },
  final: { ro: 'încheiat', en: 'final' },
  cancelled: { ro: 'anulat', en: 'cancelled' },
};
