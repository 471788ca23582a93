/**
 * The words of a project's life: kinds, states, verbs and roles (domain words; no rule is decided here).
 */

/** Kinds of milestone; each has a story of its own under workflows/. */
export const MILESTONE_KINDS = [
  'document',
  'course',
  'study-visit',
  'outreach',
  'campaign',
  'consultation',
  'vote',
  'fundraising',
  'statement',
  'match',
  'fund',
  'final-report',
] as const;
export type MilestoneKind = (typeof MILESTONE_KINDS)[number];

/**
 * `waiting` for its predecessors → `open` → `submitted` → `approved`, or `returned` and submitted again.
 * `adopted` (completed before the software knew it), `waived` and `cancelled` end a milestone as well.
 */
export const MILESTONE_STATES = [
  'waiting',
  'open',
  'returned',
  'submitted',
  'approved',
  'adopted',
  'waived',
  'cancelled',
] as const;
export type MilestoneState = (typeof MILESTONE_STATES)[number];

export const PROJECT_STATES = ['running', 'completed', 'cancelled'] as const;
export type ProjectState = (typeof PROJECT_STATES)[number];

/** Commands that a milestone's story takes, one workflow update each. */
export const MILESTONE_VERBS = ['submit', 'return', 'approve', 'move', 'adopt', 'waive'] as const;
export type MilestoneVerb = (typeof MILESTONE_VERBS)[number];

/** Roles that a member has in one project. */
export const PROJECT_ROLES = ['staff', 'manager', 'partner', 'auditor'] as const;
export type ProjectRole = (typeof PROJECT_ROLES)[number];

export const LOCALES = ['ro', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
/** A text that a person reads: always in both languages. */
export type LocalText = Record<Locale, string>;

/** A completed milestone opens its successors. */
export function isComplete(state: MilestoneState): boolean {
  return state === 'approved' || state === 'adopted' || state === 'waived';
}

/** An ended milestone takes no further command and sends no reminder (R7). */
export function isEnded(state: MilestoneState): boolean {
  return isComplete(state) || state === 'cancelled';
}

/** Evidence and quantities can be changed: what was submitted is what is judged (R6). */
export function takesEvidence(state: MilestoneState): boolean {
  return state === 'waiting' || state === 'open' || state === 'returned';
}

/** The state of a stage or a project's part follows from its milestones. */
export type StageState = 'waiting' | 'under-way' | 'completed' | 'cancelled';
export function stageState(states: readonly MilestoneState[]): StageState {
  if (states.length > 0 && states.every((state) => state === 'cancelled')) return 'cancelled';
  if (states.length > 0 && states.every(isEnded)) return 'completed';
  return states.every((state) => state === 'waiting') ? 'waiting' : 'under-way';
}
