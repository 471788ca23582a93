/**
 * Why a command was refused: a stable code with figures, stored with the command.
 * The words, in ro and en, are made by `describeRefusal` when somebody asks.
 */
import type { CampaignState } from './campaigns.ts';
import type { Missing } from './gate.ts';
import type { LocalText, MilestoneState, ProjectRole, ProjectState } from './lifecycle.ts';
import type { MatchState } from './match.ts';
import type { FieldFault } from './participants.ts';
import type { ProposalState } from './proposals.ts';
import type { VoteState } from './votes.ts';

/** A milestone that cannot move, and why (R8). */
export interface Conflict {
  readonly key: string;
  readonly title: LocalText;
  readonly why: 'completed' | 'frozen' | 'past-end';
}

export type Refusal =
  /** R6: what the gate still misses. */
  | { readonly code: 'gate-not-passed'; readonly missing: readonly Missing[] }
  | { readonly code: 'wrong-state'; readonly state: MilestoneState; readonly verb: string }
  | { readonly code: 'project-ended'; readonly state: ProjectState }
  /** R6: nobody approves their own submission. */
  | { readonly code: 'own-submission' }
  | { readonly code: 'role-missing'; readonly roles: readonly ProjectRole[] }
  /** R8: what was previewed is no longer what would happen. */
  | { readonly code: 'preview-stale' }
  | { readonly code: 'move-conflict'; readonly conflicts: readonly Conflict[] }
  /** R8: past the project's end without an additional act. */
  | { readonly code: 'amendment-needed'; readonly endsOn: string; readonly latestDay: string }
  | { readonly code: 'amendment-number-used'; readonly number: string }
  | { readonly code: 'amendment-too-short'; readonly newEnd: string; readonly latestDay: string }
  | { readonly code: 'date-in-past'; readonly day: string; readonly today: string }
  | { readonly code: 'date-in-future'; readonly day: string; readonly today: string }
  | { readonly code: 'date-before-start'; readonly day: string; readonly startsOn: string }
  | { readonly code: 'date-unchanged' }
  | { readonly code: 'unknown-key'; readonly field: string; readonly key: string }
  | { readonly code: 'evidence-frozen'; readonly state: MilestoneState }
  | { readonly code: 'evidence-form'; readonly accepts: readonly ('file' | 'link')[] }
  | { readonly code: 'slug-taken'; readonly slug: string }
  | { readonly code: 'not-a-member'; readonly field: string }
  | { readonly code: 'last-manager' }
  /** R21: a manager who could name the partner would have both signatures. */
  | { readonly code: 'partner-by-administrator' }
  /** Somebody who still owns milestones cannot leave the project. */
  | { readonly code: 'still-owner' }
  /** Whoever owns a milestone must be able to submit it. */
  | { readonly code: 'owner-cannot-submit'; readonly roles: readonly ProjectRole[] }
  | { readonly code: 'approver-missing'; readonly roles: readonly ProjectRole[] }
  /** Fields that cannot stay as they are; such a command is not even stored (R14). */
  | { readonly code: 'fields-refused'; readonly faults: readonly FieldFault[] }
  /** Somebody changed the record meanwhile; `by` is their name, null where nobody is known. */
  | { readonly code: 'record-changed'; readonly by: string | null }
  /** R2: one record a person and project. */
  | { readonly code: 'person-exists'; readonly personId: string }
  | { readonly code: 'person-merged'; readonly into: string }
  | { readonly code: 'person-erased' }
  | { readonly code: 'merge-with-itself' }
  | { readonly code: 'organisation-exists'; readonly organisationId: string }
  | { readonly code: 'import-ended'; readonly state: 'committed' | 'dropped' }
  /** All or nothing: numbers of the sheet's rows that were refused. */
  | { readonly code: 'import-has-refused'; readonly rows: readonly number[] }
  /** Rows that need a decision. */
  | { readonly code: 'import-undecided'; readonly rows: readonly number[] }
  /** This milestone is not done in runs. */
  | { readonly code: 'no-runs' }
  | { readonly code: 'run-cancelled' }
  /** The milestone was submitted or has ended: its runs and their attendance stay as they are. */
  | { readonly code: 'run-frozen'; readonly state: MilestoneState }
  /** A session with attendance can be neither moved nor removed. */
  | { readonly code: 'session-held'; readonly sessionId: string }
  | { readonly code: 'session-not-begun'; readonly startsAt: string }
  /** Attendance is complete, and certificates are earned, only once it is over. */
  | { readonly code: 'session-not-ended'; readonly endsAt: string }
  | { readonly code: 'session-closed'; readonly sessionId: string }
  /** After attendance is complete, a change is a correction and needs its reason. */
  | { readonly code: 'correction-reason-missing' }
  | { readonly code: 'not-enrolled'; readonly personId: string }
  | { readonly code: 'capacity-below-enrolled'; readonly capacity: number; readonly enrolled: number }
  | { readonly code: 'nobody-to-invite' }
  /** The last session has ended. */
  | { readonly code: 'run-past' }
  | { readonly code: 'public-not-allowed' }
  | { readonly code: 'code-unknown' }
  | { readonly code: 'no-session-now' }
  /** R4: nobody attended enough sessions, or some attendance is not complete. */
  | { readonly code: 'certificates-not-given' }
  | { readonly code: 'attendance-not-complete'; readonly sessions: number }
  | { readonly code: 'nobody-entitled'; readonly needed: number }
  /** A correction would take away what a certificate stands on: it has to be revoked first. */
  | { readonly code: 'certified-twice'; readonly number: string }
  | { readonly code: 'certificate-stands'; readonly number: string }
  | { readonly code: 'certificate-revoked' }
  /** The plan asks for this evidence for each run or organisation: which one is it? */
  | { readonly code: 'evidence-part-missing'; readonly per: 'run' | 'organisation' }
  | { readonly code: 'evidence-date-missing' }
  | { readonly code: 'version-replaced'; readonly by: string }
  /** A figure that Jalon counts is not written by hand. */
  | { readonly code: 'quantity-counted'; readonly key: string }
  /** This milestone informs no organisations (R5). */
  | { readonly code: 'no-outreach' }
  | { readonly code: 'organisation-unreachable'; readonly organisationId: string }
  /** The register is kept until this day. */
  | { readonly code: 'retention-not-over'; readonly until: string }
  /**
   * R11: the notice has to be public so many days before; the first day that is possible.
   * `field` names the session that is too early, where sessions were written.
   */
  | { readonly code: 'notice-too-late'; readonly days: number; readonly firstDay: string; readonly field?: string }
  | { readonly code: 'notice-published' }
  /** This milestone has no consultations, so no notices and no proposals. */
  | { readonly code: 'no-consultations' }
  | { readonly code: 'proposal-decided'; readonly state: ProposalState }
  /** There is no decision on it to be undone. */
  | { readonly code: 'proposal-undecided' }
  | { readonly code: 'proposals-frozen'; readonly state: MilestoneState | 'voting' }
  | { readonly code: 'merge-needs-others' }
  /** This milestone is no vote. */
  | { readonly code: 'no-vote' }
  | { readonly code: 'vote-exists'; readonly voteId: string }
  | { readonly code: 'vote-state'; readonly state: VoteState; readonly verb: string }
  /** R12: proposals that can be voted on, and those that nobody has decided yet. */
  | { readonly code: 'too-few-options'; readonly need: number; readonly have: number; readonly undecided: number }
  /** R12, R13: what keeps a vote from being announced or opened: no roll, codes that were not issued. */
  | { readonly code: 'roll-empty' }
  /** R13: what the charter allows. */
  | { readonly code: 'extension-not-allowed'; readonly days: number; readonly latest: string | null }
  | { readonly code: 'vote-closed' }
  | { readonly code: 'vote-not-open' }
  /** R14: this person's vote is in. */
  | { readonly code: 'already-voted' }
  | { readonly code: 'not-marked-on-paper' }
  | { readonly code: 'voter-exists'; readonly voterId: string }
  | { readonly code: 'voter-struck' }
  /** Whoever marked somebody at the desk does not take the mark back. */
  | { readonly code: 'own-mark' }
  | { readonly code: 'voter-unreachable' }
  /** Nobody of those who were asked for can get a code. */
  | { readonly code: 'nobody-for-code' }
  /** R15: codes exist in the one download alone. */
  | { readonly code: 'codes-shown-once' }
  | { readonly code: 'roll-closed'; readonly since: string }
  | { readonly code: 'roll-deleted' }
  | { readonly code: 'challenge-decided' }
  /** No paper ballots wait to be counted. */
  | { readonly code: 'paper-not-expected' }
  /** R15: as many paper ballots as persons marked; a difference needs a written protocol. */
  | { readonly code: 'paper-protocol-missing'; readonly marked: number; readonly counted: number }
  /** `possible`: those of the roll who did not vote online. */
  | { readonly code: 'paper-too-many'; readonly possible: number; readonly counted: number }
  /** R17. */
  | { readonly code: 'lot-not-due' }
  | { readonly code: 'lot-witnesses-missing'; readonly need: number; readonly have: number }
  | { readonly code: 'lot-not-among-tied'; readonly option: number }
  /** This milestone raises no funds. */
  | { readonly code: 'no-campaign' }
  | { readonly code: 'campaign-exists'; readonly campaignId: string }
  | { readonly code: 'campaign-state'; readonly state: CampaignState; readonly verb: string }
  /** R20: what was given has to be accounted for. */
  | { readonly code: 'campaign-received' }
  /** R20: before a campaign opens, and after it was cancelled. */
  | { readonly code: 'entries-not-taken'; readonly state: CampaignState }
  /** R20: entries of this kind are not about such an entry; its number in the ledger. */
  | { readonly code: 'entry-about'; readonly number: number }
  /** R20: a refund is corrected once; its number in the ledger. */
  | { readonly code: 'refund-corrected'; readonly number: number }
  /** R20: what is left of an entry, in bani. */
  | { readonly code: 'more-than-entry'; readonly number: number; readonly left: number }
  /** R23: bani. */
  | { readonly code: 'ledger-short'; readonly balance: number }
  | { readonly code: 'receipt-used'; readonly document: string; readonly number: number }
  | { readonly code: 'reference-unknown'; readonly reference: string }
  | { readonly code: 'donor-erased' }
  | { readonly code: 'statement-known'; readonly number: number }
  | { readonly code: 'statement-ended' }
  | { readonly code: 'statement-account'; readonly iban: string; readonly expected: string }
  /** Bani; R20: what does not add up is not accepted. */
  | { readonly code: 'statement-sum'; readonly opening: number; readonly lines: number; readonly closing: number }
  | { readonly code: 'statement-gap'; readonly known: number; readonly opening: number; readonly startsOn: string }
  | { readonly code: 'line-decided' }
  /** R23: it is booked in the ledger of another campaign with the same account. */
  | { readonly code: 'line-elsewhere' }
  | { readonly code: 'line-sign' }
  /** R20, R22: what keeps the sum from being published. */
  | { readonly code: 'lines-open'; readonly count: number }
  | { readonly code: 'statements-short'; readonly until: string | null; readonly need: string }
  | { readonly code: 'statements-late'; readonly from: string; readonly need: string }
  | { readonly code: 'match-state'; readonly state: MatchState; readonly verb: string }
  /** R21. */
  | { readonly code: 'match-sponsorship' }
  | { readonly code: 'released-already' }
  | { readonly code: 'release-partner-missing' }
  /** R21: whoever names partners, as an administrator or in this project, does not release. */
  | { readonly code: 'release-by-giver' }
  | { readonly code: 'release-differs'; readonly amount: number; readonly orderNumber: string; readonly paidOn: string }
  /** Bani that go back to the town hall (R20). */
  | { readonly code: 'adjustments-open'; readonly amount: number }
  | { readonly code: 'no-adjustment' }
  /** This milestone founds no fund. */
  | { readonly code: 'no-fund' }
  | { readonly code: 'fund-exists'; readonly fundId: string }
  /** The register changed since the preview: these rows are no longer what was shown. */
  | { readonly code: 'import-changed'; readonly rows: readonly number[] };

/** The answer to a command, as it is stored: the facts of what was done, or the refusal. */
export type Answer =
  | { readonly done: true; readonly result: Readonly<Record<string, unknown>> }
  | { readonly done: false; readonly refusal: Refusal };
