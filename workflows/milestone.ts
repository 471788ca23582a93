/**
 * The piece that every milestone's story shares: its commands, its deadline's reminders (R7), its end.
 * It knows nothing of a kind: what is special about one stands in that kind's own story.
 */
import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  log,
  proxyLocalActivities,
  type SignalDefinition,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { isEnded, MILESTONE_VERBS } from '../domain/lifecycle.ts';
import type { MilestoneActivities } from './contract/activities.ts';
import {
  type Decided,
  type MilestoneInput,
  milestoneEnded,
  milestoneUpdates,
  milestoneWorkflowId,
  projectWorkflowId,
  type Standing,
  standingChanged,
} from './contract/index.ts';
import { millisecondsUntil, workflowNow } from './time.ts';
import { Turns } from './turns.ts';

// Local activities: each is one short transaction on the database beside the worker, and a command's answer
// then takes one workflow task instead of two. They retry until the database is back.
const { loadMilestone, decideMilestone, remindMilestone } = proxyLocalActivities<MilestoneActivities>({
  startToCloseTimeout: '30 seconds',
  retry: {
    initialInterval: '200 milliseconds',
    maximumInterval: '5 seconds',
    nonRetryableErrorTypes: ['CommandNotFound'],
  },
});

export class MilestoneStory {
  readonly #input: MilestoneInput;
  #standing: Standing | undefined;
  #carried: Promise<void> = Promise.resolve();
  readonly #turns = new Turns();

  constructor(input: MilestoneInput) {
    this.#input = input;
    // Handlers before anything is awaited: a command that arrives with the first task must find them.
    for (const verb of MILESTONE_VERBS) {
      setHandler(milestoneUpdates[verb], (commandId) => this.#decide(commandId), {
        validator: (_commandId: string) => this.#refuseWhenEnded(),
      });
    }
    setHandler(standingChanged, (standing) => this.#learn(standing));
  }

  /** Loads where the milestone stands and begins to remind. */
  async begin(): Promise<void> {
    // In a turn: a command may have arrived with the first task.
    await this.#turns.take(async () => {
      this.#learn(await loadMilestone(this.#input.milestoneId, workflowNow()));
    });
    this.#carried = this.#remindUntilEnded();
  }

  /** Waits until the predecessors are completed and work may begin (or the milestone has ended without it). */
  async opened(): Promise<void> {
    // Also while it waits a long history ends in a new run, which is thrown where the reminders are carried.
    await Promise.race([condition(() => this.#state !== 'waiting'), this.#carried]);
  }

  /** Waits for the end: approved by another person, adopted, waived or cancelled. Every story ends with this. */
  async ended(): Promise<void> {
    await this.#carried;
    await condition(allHandlersFinished);
    await this.#tell(projectWorkflowId(this.#input.slug), milestoneEnded, {
      key: this.#input.key,
      version: this.#standing?.version ?? 0,
    });
  }

  get #state(): Standing['state'] {
    return this.#standing?.state ?? 'waiting';
  }

  #learn(standing: Standing): void {
    if (this.#standing === undefined || standing.version >= this.#standing.version) this.#standing = standing;
  }

  /**
   * What the database answered to a question that was asked when `seen` was known. If nothing was learned meanwhile it
   * is believed whatever its version: an older one tells of a backup that was restored.
   */
  #believe(standing: Standing, seen: Standing | undefined): void {
    if (this.#standing === seen) this.#standing = standing;
    else this.#learn(standing);
  }

  #refuseWhenEnded(): void {
    // The server answers a command on an ended milestone from PostgreSQL.
    if (isEnded(this.#state)) throw ApplicationFailure.nonRetryable('the milestone has ended', 'MilestoneEnded');
  }

  async #decide(commandId: string): Promise<Decided> {
    const decided = await this.#turns.take(async () => {
      const seen = this.#standing;
      const answer = await decideMilestone(commandId, workflowNow());
      this.#believe(answer.standing, seen);
      return answer;
    });
    for (const { key, standing } of decided.moved) {
      await this.#tell(milestoneWorkflowId(this.#input.slug, key), standingChanged, standing);
    }
    return decided;
  }

  async #remindUntilEnded(): Promise<void> {
    while (!isEnded(this.#state)) {
      if (workflowInfo().continueAsNewSuggested) {
        await condition(allHandlersFinished);
        await continueAsNew<(input: MilestoneInput) => Promise<void>>(this.#input);
      }
      const seen = this.#standing;
      const wait = millisecondsUntil(seen?.nextReminderAt ?? null);
      const changed = () => this.#standing !== seen || workflowInfo().continueAsNewSuggested;
      if (wait === null) await condition(changed);
      else if (wait > 0) await condition(changed, wait);
      else await this.#turns.take(() => this.#remind());
    }
  }

  async #remind(): Promise<void> {
    const seen = this.#standing;
    this.#believe(await remindMilestone(this.#input.milestoneId, workflowNow()), seen);
  }

  /** A story that is gone does not keep this one from going on: it loads where it stands when it comes back. */
  async #tell<T>(workflowId: string, signal: SignalDefinition<[T]>, message: T): Promise<void> {
    try {
      await getExternalWorkflowHandle(workflowId).signal(signal, message);
    } catch {
      log.warn('a story could not be told', { workflowId, signal: signal.name });
    }
  }
}

/** Takes up a milestone where it stands. */
export async function carryMilestone(input: MilestoneInput): Promise<MilestoneStory> {
  const story = new MilestoneStory(input);
  await story.begin();
  return story;
}
