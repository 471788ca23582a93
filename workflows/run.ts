/**
 * The piece that every run's story shares: its commands, its notices (R7), its end. What is special about a course or a
 * visit stands in that kind's own story.
 */
import { proxyLocalActivities } from '@temporalio/workflow';
import type { RunPhase } from '../domain/runs.ts';
import { CarriedStory } from './carrying.ts';
import type { RunActivities } from './contract/activities.ts';
import { type RunInput, type RunStanding, runChanged, runUpdates } from './contract/index.ts';
import { workflowNow } from './time.ts';

// Local activities, as in milestone.ts: each is one short transaction on the database beside the worker.
const { loadRun, decideRun, wakeRun } = proxyLocalActivities<RunActivities>({
  startToCloseTimeout: '30 seconds',
  retry: {
    initialInterval: '200 milliseconds',
    maximumInterval: '5 seconds',
    nonRetryableErrorTypes: ['CommandNotFound'],
  },
});

const BEFORE_IT_BEGINS: readonly RunPhase[] = ['scheduled', 'announced', 'invited'];
const UNTIL_IT_IS_HELD: readonly RunPhase[] = [...BEFORE_IT_BEGINS, 'under-way'];
const UNTIL_ATTENDANCE_IS_COMPLETE: readonly RunPhase[] = [...UNTIL_IT_IS_HELD, 'attendance-due'];
const UNTIL_RECORDS_ARE_COMPLETE: readonly RunPhase[] = [...UNTIL_ATTENDANCE_IS_COMPLETE, 'records-due'];

export class RunStory {
  readonly #carried: CarriedStory<RunStanding>;

  constructor(input: RunInput) {
    const { runId } = input;
    this.#carried = new CarriedStory<RunStanding>({
      input,
      updates: Object.values(runUpdates),
      changed: runChanged,
      load: () => loadRun(runId, workflowNow()),
      decide: (commandId) => decideRun(commandId, workflowNow()),
      wake: () => wakeRun(runId, workflowNow()),
    });
  }

  /** Loads where the run stands and begins to send what is owed. */
  begin(): Promise<void> {
    return this.#carried.begin();
  }

  /** Waits until those enrolled are invited (or it begins without an invitation). */
  invited(): Promise<void> {
    return this.#past(['scheduled', 'announced']);
  }

  /** R11: waits until the notice is public (or it begins without one, and does not count). */
  announced(): Promise<void> {
    return this.#past(['scheduled']);
  }

  /** Waits for the first session. Whoever is enrolled is reminded before it, wherever it is moved. */
  begun(): Promise<void> {
    return this.#past(BEFORE_IT_BEGINS);
  }

  /** Waits until a session has ended whose attendance is not complete yet. From then on the owner is told. */
  held(): Promise<void> {
    return this.#past(UNTIL_IT_IS_HELD);
  }

  /** Waits until the attendance of every session is complete. */
  attended(): Promise<void> {
    return this.#past(UNTIL_ATTENDANCE_IS_COMPLETE);
  }

  /** Waits until whatever the gate asks of this run is there. */
  recorded(): Promise<void> {
    return this.#past(UNTIL_RECORDS_ARE_COMPLETE);
  }

  /** Waits for the end: its milestone has ended, or it was cancelled. Every story ends with this. */
  over(): Promise<void> {
    return this.#carried.over();
  }

  /** A run that goes back (a session more) is where the database says; its story does not wait for the same thing twice. */
  #past(phases: readonly RunPhase[]): Promise<void> {
    return this.#carried.past(({ phase }) => phases.includes(phase));
  }
}

/** Takes up a run where it stands. */
export async function carryRun(input: RunInput): Promise<RunStory> {
  const story = new RunStory(input);
  await story.begin();
  return story;
}
