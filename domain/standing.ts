/**
 * Where a project and its milestones stand, as PostgreSQL says it: what a story knows of the world.
 * These shapes enter workflow histories: ids, states and instants, never a name, an address or free text.
 */
import type { MilestoneKind, MilestoneState, ProjectState } from './lifecycle.ts';
import type { RunPhase } from './runs.ts';

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
