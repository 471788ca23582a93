/** One vote: announced, open, closed, counted; a tie leads to the run-off, a second one to the lot (R12–R17). */
import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { VOTE_VERBS, type VoteState } from '../domain/votes.ts';
import type { VoteActivities } from './contract/activities.ts';
import { type VoteDecided, type VoteInput, type VoteStanding, voteChanged, voteUpdates } from './contract/index.ts';
import { millisecondsUntil, workflowNow } from './time.ts';
import { Turns } from './turns.ts';

// Local activities, as in milestone.ts: each is one short transaction on the database beside the worker.
const { loadVote, decideVote, wakeVote, tellVoters, deleteRoll } = proxyLocalActivities<VoteActivities>({
  startToCloseTimeout: '30 seconds',
  retry: {
    initialInterval: '200 milliseconds',
    maximumInterval: '5 seconds',
    nonRetryableErrorTypes: ['CommandNotFound'],
  },
});

const BEFORE_IT_OPENS: readonly VoteState[] = ['drafted', 'announced'];
const UNTIL_THE_RESULT: readonly VoteState[] = [...BEFORE_IT_OPENS, 'open', 'counting', 'lot'];

export async function communityVote(input: VoteInput): Promise<void> {
  const vote = new VoteStory(input);
  await vote.begin();
  // It opens by itself at its time, once there is something to choose from (R12).
  await vote.past(BEFORE_IT_OPENS);
  // Codes, reminders, the close, the count; after a tie the same once more, then the lot.
  await vote.past(UNTIL_THE_RESULT);
  // R15a: until nothing personal is left of the roll.
  await vote.over();
}

class VoteStory {
  readonly #input: VoteInput;
  #standing: VoteStanding | undefined;
  /** Signals that came, and how many of them had come when the story looked last. */
  #signals = 0;
  #seen = 0;
  #carried: Promise<void> = Promise.resolve();
  readonly #turns = new Turns();

  constructor(input: VoteInput) {
    this.#input = input;
    // Handlers before anything is awaited: a command that arrives with the first task must find them.
    for (const verb of VOTE_VERBS) {
      setHandler(voteUpdates[verb], (commandId) => this.#decide(commandId), {
        validator: (_commandId: string) => this.#refuseWhenOver(),
      });
    }
    setHandler(voteChanged, () => {
      this.#signals += 1;
    });
  }

  /** Loads where the vote stands and begins to do what is due. */
  async begin(): Promise<void> {
    this.#standing = await loadVote(this.#input.voteId, workflowNow());
    this.#carried = this.#carryUntilOver();
  }

  /** Waits until the vote is in none of these states; a run-off leads back to some of them, and is not waited for twice. */
  async past(states: readonly VoteState[]): Promise<void> {
    const passed = () => this.#isOver || (this.#standing !== undefined && !states.includes(this.#standing.state));
    await Promise.race([condition(passed), this.#carried]);
  }

  async over(): Promise<void> {
    await this.#carried;
    await condition(allHandlersFinished);
  }

  get #isOver(): boolean {
    return this.#standing?.over ?? false;
  }

  /** What the database answered to a question that was asked when `seen` was known; a later answer stands. */
  #believe(standing: VoteStanding, seen: VoteStanding | undefined): void {
    if (this.#standing === seen || standing.version >= (this.#standing?.version ?? 0)) this.#standing = standing;
  }

  #refuseWhenOver(): void {
    // The server answers a command on a vote that is over from PostgreSQL.
    if (this.#isOver) throw ApplicationFailure.nonRetryable('the vote is over', 'VoteOver');
  }

  async #decide(commandId: string): Promise<VoteDecided> {
    return this.#turns.take(async () => {
      const seen = this.#standing;
      const decided = await decideVote(commandId, workflowNow());
      this.#believe(decided.standing, seen);
      return decided;
    });
  }

  async #carryUntilOver(): Promise<void> {
    while (!this.#isOver) {
      if (workflowInfo().continueAsNewSuggested) {
        await condition(allHandlersFinished);
        await continueAsNew<(input: VoteInput) => Promise<void>>(this.#input);
      }
      const known = this.#standing;
      if (known && (known.toTell.length > 0 || known.rollDue)) {
        await this.#turns.take(() => this.#serveVoters(known));
        continue;
      }
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
    this.#believe(await wakeVote(this.#input.voteId, workflowNow()), known);
  }

  /** What voters are owed, a chunk at a time: a close that falls due meanwhile comes first. */
  async #serveVoters(known: VoteStanding): Promise<void> {
    const { voteId } = this.#input;
    const [step] = known.toTell;
    if (step === undefined) await deleteRoll(voteId, workflowNow());
    else await tellVoters(voteId, step, workflowNow());
    await this.#look();
  }
}
