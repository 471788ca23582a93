/** Proposals of the community: where one stands (R12). */
import type { LocalText } from './lifecycle.ts';

/** `submitted` → `eligible` or `rejected` (with a written reason); `merged` into another; `split` into several. */
export const PROPOSAL_STATES = ['submitted', 'eligible', 'rejected', 'merged', 'split'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** By the public page, or entered by staff at a meeting. */
export const PROPOSAL_SOURCES = ['public', 'meeting'] as const;
export type ProposalSource = (typeof PROPOSAL_SOURCES)[number];

/** What can be done to one; `forget` takes its author out (R28). */
export const PROPOSAL_VERBS = ['change', 'decide', 'merge', 'split', 'reconsider', 'forget'] as const;
export type ProposalVerb = (typeof PROPOSAL_VERBS)[number];

/** Characters. */
export const PROPOSAL_LENGTHS = { title: 200, summary: 4000, reason: 4000, authorName: 200 } as const;

/** R12: a vote needs so many eligible proposals. */
export const LEAST_ELIGIBLE = 3;

/** Adjectives of „propunerea”. */
export const PROPOSAL_STATE_WORDS: Readonly<Record<ProposalState, LocalText>> = {
  submitted: { ro: 'înregistrată', en: 'submitted' },
  eligible: { ro: 'eligibilă', en: 'eligible' },
  rejected: { ro: 'respinsă', en: 'rejected' },
  merged: { ro: 'unită cu alta', en: 'merged into another' },
  split: { ro: 'împărțită în mai multe', en: 'split into several' },
};
