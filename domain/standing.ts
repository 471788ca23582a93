/**
 * Where a project and its milestones stand, as PostgreSQL says it: what a story knows of the world.
 * These shapes enter workflow histories: ids, states and instants, never a name, an address or free text.
 */
import type { CampaignState, GiverStep } from './campaigns.ts';
import type { MilestoneKind, MilestoneState, ProjectState } from './lifecycle.ts';
import type { MatchState } from './match.ts';
import type { RunPhase } from './runs.ts';
import type { VoterStep, VoteState } from './votes.ts';

/** Every answer and every signal carries one; a story ignores one that is older than what it knows. */
export interface Standing {
  readonly version: number;
  readonly state: MilestoneState;
  /** When the next reminder is owed (ISO instant, R7), or null when none is. */
  readonly nextReminderAt: string | null;
}

/** What a decided command tells the story. The words of the answer stay in PostgreSQL. */
export interface Decided {
  readonly done: boolean;
  readonly standing: Standing;
  /** Other milestones that this command moved (R8). */
  readonly moved: readonly { readonly key: string; readonly standing: Standing }[];
}

/** What the project's story sees of its milestones. */
export interface ProjectStanding {
  readonly state: ProjectState;
  readonly milestones: readonly {
    readonly id: string;
    readonly key: string;
    readonly kind: MilestoneKind;
    readonly standing: Standing;
  }[];
}

/** What a run's story knows of the world. */
export interface RunStanding {
  readonly version: number;
  readonly phase: RunPhase;
  /** When the story has something to do next (ISO instant), or null when nothing is left. */
  readonly nextWakeAt: string | null;
  /** Its milestone has ended, or it was cancelled: nothing more happens. */
  readonly over: boolean;
}

/** What a decided command tells a run's story. */
export interface RunDecided {
  readonly done: boolean;
  readonly standing: RunStanding;
}

/** What a vote's story knows of the world. */
export interface VoteStanding {
  readonly version: number;
  readonly state: VoteState;
  /** 2 is the run-off (R17). */
  readonly round: 1 | 2;
  /** When the story has something to decide next (ISO instant), or null when nothing is left. */
  readonly nextWakeAt: string | null;
  /** What the voters are owed now, in the order in which it fell due. */
  readonly toTell: readonly VoterStep[];
  /** R15a: the roll's personal data are to be deleted now. */
  readonly rollDue: boolean;
  /** Final or cancelled, and its roll deleted: nothing more happens. */
  readonly over: boolean;
}

/** What a decided command tells a vote's story. */
export interface VoteDecided {
  readonly done: boolean;
  readonly standing: VoteStanding;
}

/** What a match's story knows of the world. */
export interface MatchStanding {
  readonly version: number;
  readonly state: MatchState;
  /** When the story has something to tell next (ISO instant), or null when it waits for commands alone. */
  readonly nextWakeAt: string | null;
  /** Ended with its milestone or without anything to pay, and nothing is to be repaid. */
  readonly over: boolean;
}

/** What a decided command tells a match's story. */
export interface MatchDecided {
  readonly done: boolean;
  readonly standing: MatchStanding;
}

/** What a campaign's story knows of the world. */
export interface CampaignStanding {
  readonly version: number;
  readonly state: CampaignState;
  /** When the story has something to decide next (ISO instant), or null when nothing comes by itself. */
  readonly nextWakeAt: string | null;
  /** What donors and subscribers are owed now, in the order in which it fell due. */
  readonly toTell: readonly GiverStep[];
  /** Published or cancelled, and everybody told: nothing more happens. */
  readonly over: boolean;
}

/** What a decided command tells a campaign's story. */
export interface CampaignDecided {
  readonly done: boolean;
  readonly standing: CampaignStanding;
}
