/**
 * What a report is made of, as PostgreSQL says it: read in one transaction by `loadReportFacts`.
 * Instants are Dates, days are YYYY-MM-DD.
 */
import type { CampaignState } from './campaigns.ts';
import type { GateFacts } from './gate.ts';
import type { Indicator } from './indicators.ts';
import type { LedgerSum } from './ledger.ts';
import type { LocalText, MilestoneKind, MilestoneState, ProjectRole, ProjectState } from './lifecycle.ts';
import type { CapReading, CouncilOutcome, MatchState } from './match.ts';
import type { Plan } from './plan.ts';

/** Somebody who acted, with the role they have in the project (null when they are no member any more). */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: ProjectRole | null;
}

export interface ProjectFact {
  readonly id: string;
  readonly slug: string;
  readonly title: LocalText;
  readonly state: ProjectState;
  readonly startsOn: string;
  readonly endsOn: string;
  /** The plan that the project was made from; its figures are reported as they were published. */
  readonly plan: Plan;
}

export interface MilestoneFact {
  readonly id: string;
  readonly key: string;
  readonly stage: string;
  readonly kind: MilestoneKind;
  readonly title: LocalText;
  readonly state: MilestoneState;
  readonly dueAt: Date;
  readonly submittedAt: Date | null;
  readonly submittedBy: Actor | null;
  readonly endedAt: Date | null;
  readonly endedBy: Actor | null;
}

/** A run that was not cancelled. */
export interface RunFact {
  readonly id: string;
  readonly milestoneId: string;
  readonly number: number;
  readonly title: string;
  readonly place: string;
  /** From the first session's beginning to the last one's end. */
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Unique persons who were present, whether their records are complete or not. */
  readonly present: number;
  /** R11: since when the notice of a consultation has been public. */
  readonly noticeAt: Date | null;
  /** R11: when its minutes were given; null where the plan asks for none. */
  readonly minutes: { readonly givenAt: Date | null } | null;
}

/** R5: a message that Jalon sent to an organisation for a milestone. */
export interface SentFact {
  readonly id: string;
  readonly milestoneId: string;
  readonly organisationId: string;
}

/** A piece of evidence that stands (not withdrawn, not replaced): a file or the address of a public page. */
export interface EvidenceFact {
  readonly id: string;
  readonly milestoneId: string;
  readonly requirement: string;
  /** Where the plan asks for it for each run or each organisation. */
  readonly runId: string | null;
  readonly organisationId: string | null;
  readonly name: string;
  readonly description: string;
  readonly datedOn: string | null;
  readonly file: { readonly sha256: string; readonly size: number; readonly type: string } | null;
  readonly link: string | null;
  readonly addedAt: Date;
}

/** One due date that a milestone had; the first is the planned one (R8). */
export interface DueDateFact {
  readonly milestoneId: string;
  readonly eventId: string;
  readonly dueAt: Date;
  readonly setAt: Date;
  /** null for the planned date, and where the text was erased. */
  readonly reason: string | null;
}

/** An adoption, a waiver, or the cancelling of the project, with the reason somebody gave. */
export interface EndingFact {
  readonly eventId: string;
  /** null for an event about the whole project. */
  readonly milestoneId: string | null;
  readonly reason: string | null;
  /** For an adoption: the day on which the milestone was really completed. */
  readonly completedOn: string | null;
}

export interface AmendmentFact {
  readonly id: string;
  readonly eventId: string;
  readonly number: string;
  readonly signedOn: string;
  readonly oldEnd: string;
  readonly newEnd: string;
  readonly reason: string | null;
}

/** A message that was not delivered, or of which nobody knows. */
export interface UndeliveredFact {
  readonly id: string;
  readonly state: 'failed' | 'unknown';
}

/** A campaign that was not cancelled, with the sums of its ledger; bani. */
export interface CampaignFact {
  readonly id: string;
  readonly milestoneId: string;
  readonly ledgerId: string;
  readonly title: LocalText;
  readonly state: CampaignState;
  readonly closesAt: Date;
  readonly sumDueAt: Date | null;
  readonly publishedAt: Date | null;
  /** As it was published (R22); null before. */
  readonly raised: number | null;
  readonly sums: readonly LedgerSum[];
}

export interface MatchFact {
  readonly id: string;
  readonly milestoneId: string;
  readonly campaignId: string;
  readonly ledgerId: string;
  readonly state: MatchState;
  readonly cap: number;
  readonly capOn: CapReading;
  readonly computed: number;
  readonly due: number;
  readonly paid: number | null;
  /** In their order. */
  readonly decisions: readonly {
    /** Which of them; what corrects it names it. */
    readonly place: number;
    readonly outcome: CouncilOutcome;
    readonly number: string;
    readonly decidedOn: string;
  }[];
  /** R21: of a decision, by its place, or of the contract (null): what stood there, when it was put right and why. */
  readonly corrections: readonly {
    readonly decision: number | null;
    readonly oldNumber: string;
    readonly oldDay: string;
    readonly reason: string;
    readonly recordedAt: Date;
  }[];
  readonly legalRoute: string;
  readonly contract: { readonly number: string; readonly on: string } | null;
  readonly order: { readonly number: string; readonly on: string } | null;
  readonly sums: readonly LedgerSum[];
}

export interface FundFact {
  readonly id: string;
  readonly milestoneId: string;
  readonly ledgerId: string;
  readonly name: LocalText;
  readonly document: string;
  readonly foundedOn: string;
  readonly sums: readonly LedgerSum[];
}

export interface ReportFacts {
  readonly project: ProjectFact;
  /** In the plan's order. */
  readonly milestones: readonly MilestoneFact[];
  /** By milestone id: what its gate looks at, quantities with what was reached among it. */
  readonly gates: Readonly<Record<string, GateFacts>>;
  readonly runs: readonly RunFact[];
  readonly sent: readonly SentFact[];
  /** Of the plan's every quantity; those that the report was submitted with, while it is submitted (R28). */
  readonly indicators: readonly Indicator[];
  /** The submission that they were kept by; null where they are counted now. */
  readonly submission: { readonly eventId: string; readonly at: Date } | null;
  readonly evidence: readonly EvidenceFact[];
  /** In the order of their events. */
  readonly dueDates: readonly DueDateFact[];
  readonly endings: readonly EndingFact[];
  readonly amendments: readonly AmendmentFact[];
  /** None of it is the grant's (R23). */
  readonly money: {
    readonly campaigns: readonly CampaignFact[];
    readonly matches: readonly MatchFact[];
    readonly funds: readonly FundFact[];
  };
  readonly undelivered: readonly UndeliveredFact[];
}
