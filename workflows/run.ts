/**
 * The piece that every run's story shares: its commands, its notices (R7), its end. What is special about a course or a
 * visit stands in that kind's own story.
 */
import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { RUN_VERBS, type RunPhase } from '../domain/runs.ts';
import type { RunActivities } from './contract/activities.ts';
import { type RunDecided, type RunInput, type RunStanding, runChanged, runUpdates } from './contract/index.ts';
import { millisecondsUntil, workflowNow } from './time.ts';
import { Turns } from './turns.ts';

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
  readonly #input: RunInput;
  #standing: RunStanding | undefined;
  /** Signals that came, and how many of them had come when the story looked last. */
  #signals = 0;
  #seen = 0;
  #carried: Promise<void> = Promise.resolve();
  readonly #turns = new Turns();

  constructor(input: RunInput) {
    this.#input = input;
    // Handlers before anything is awaited: a command that arrives with the first task must find them.
    for (const verb of RUN_VERBS) {
      setHandler(runUpdates[verb], (commandId) => this.#decide(commandId), {
        validator: (_commandId: string) => this.#refuseWhenOver(),
      });
    }
    setHandler(runChanged, () => {
      this.#signals += 1;
    });
  }

  /** Loads where the run stands and begins to send what is owed. */
  async begin(): Promise<void> {
    this.#standing = await loadRun(this.#input.runId, workflowNow());
    this.#carried = this.#carryUntilOver();
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
  async over(): Promise<void> {
    await this.#carried;
    await condition(allHandlersFinished);
  }

  get #isOver(): boolean {
    return this.#standing?.over ?? false;
  }

  /** A run that goes back (a session more) is where the database says; its story does not wait for the same thing twice. */
  async #past(phases: readonly RunPhase[]): Promise<void> {
    const passed = () => this.#isOver || (this.#standing !== undefined && !phases.includes(this.#standing.phase));
    // Also while it waits a long history ends in a new run, which is thrown where the notices are carried.
    await Promise.race([condition(passed), this.#carried]);
  }

  /** What the database answered to a question that was asked when `seen` was known; a later answer stands. */
  #believe(standing: RunStanding, seen: RunStanding | undefined): void {
    if (this.#standing === seen || standing.version >= (this.#standing?.version ?? 0)) this.#standing = standing;
  }

  #refuseWhenOver(): void {
    // The server answers a command on a run that is over from PostgreSQL.
    if (this.#isOver) throw ApplicationFailure.nonRetryable('the run is over', 'RunOver');
  }

  async #decide(commandId: string): Promise<RunDecided> {
    return this.#turns.take(async () => {
      const seen = this.#standing;
      const decided = await decideRun(commandId, workflowNow());
      this.#believe(decided.standing, seen);
      return decided;
    });
  }

  async #carryUntilOver(): Promise<void> {
    while (!this.#isOver) {
      if (workflowInfo().continueAsNewSuggested) {
        await condition(allHandlersFinished);
        await continueAsNew<(input: RunInput) => Promise<void>>(this.#input);
      }
      const known = this.#standing;
      const wait = this.#signals > this.#seen ? 0 : millisecondsUntil(known?.nextWakeAt ?? null);
      const changed = () =>
        this.#standing !== known || this.#signals > this.#seen || workflowInfo().continueAsNewSuggested;
      if (wait === null) await condition(changed);
      else if (wait > 0) await condition(changed, wait);
      else await this.#turns.take(() => this.#look());
    }
  }

  async #look(): Promise<void> {
    const known = this.#standing;
    this.#seen = this.#signals;
    this.#believe(await wakeRun(this.#input.runId, workflowNow()), known);
  }
}

/** Takes up a run where it stands. */
export async function carryRun(input: RunInput): Promise<RunStory> {
  const story = new RunStory(input);
  await story.begin();
  return story;
}
