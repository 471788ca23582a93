/**
 * What the stories of runs, votes, campaigns and matches share: commands one by one, waiting for the next instant or
 * signal, and doing whatever is due then. What is special about each stands in its own file.
 */
import type { UpdateDefinition } from '@temporalio/common';
import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  type SignalDefinition,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { millisecondsUntil } from './time.ts';
import { Turns } from './turns.ts';

/** Where what a story carries stands, as PostgreSQL says it. */
export interface CarriedStanding {
  readonly version: number;
  /** When there is something to do next (ISO instant); null where nothing comes by itself. */
  readonly nextWakeAt: string | null;
  /** Nothing more happens. */
  readonly over: boolean;
}

export interface Decided<S extends CarriedStanding> {
  readonly done: boolean;
  readonly standing: S;
}

/** What a story of one kind does; everything but the definitions asks the world. */
export interface Carrying<S extends CarriedStanding> {
  /** Of the story: a history that has become long begins again with it. */
  readonly input: object;
  /** Each carries the id of a stored command. */
  readonly updates: readonly UpdateDefinition<Decided<S>, [string]>[];
  /** Something changed without the story: it looks again. */
  readonly changed: SignalDefinition;
  readonly load: () => Promise<S>;
  readonly decide: (commandId: string) => Promise<Decided<S>>;
  /** Does what is due now; asked twice it does nothing more. */
  readonly wake: () => Promise<S>;
  /** The next bounded piece of what is owed to many; null where none is. */
  readonly serve?: (standing: S) => (() => Promise<unknown>) | null;
}

/**
 * A story that carries one thing from where it stands until it is over. Made before anything is awaited: a command that
 * arrives with the first task must find its handler.
 */
export class CarriedStory<S extends CarriedStanding> {
  readonly #carrying: Carrying<S>;
  #standing: S | undefined;
  /** Signals that came, and how many of them had come when the story looked last. */
  #signals = 0;
  #seen = 0;
  #carried: Promise<void> = Promise.resolve();
  readonly #turns = new Turns();

  constructor(carrying: Carrying<S>) {
    this.#carrying = carrying;
    for (const update of carrying.updates) {
      setHandler(update, (commandId: string) => this.#decide(commandId), {
        validator: (_commandId: string) => this.#refuseWhenOver(),
      });
    }
    setHandler(carrying.changed, () => {
      this.#signals += 1;
    });
  }

  /** Loads where it stands and begins to do what is due. */
  async begin(): Promise<void> {
    // In a turn: a command may have arrived with the first task.
    await this.#turns.take(async () => {
      this.#standing = await this.#carrying.load();
    });
    this.#carried = this.#carryUntilOver();
  }

  /** Waits until it no longer stands so, or is over. */
  async past(stands: (standing: S) => boolean): Promise<void> {
    const passed = () => this.#standing !== undefined && (this.#standing.over || !stands(this.#standing));
    await Promise.race([condition(passed), this.#carried]);
  }

  async over(): Promise<void> {
    await this.#carried;
    await condition(allHandlersFinished);
  }

  /** What the database answered to a question that was asked when `seen` was known; a later answer stands. */
  #believe(standing: S, seen: S | undefined): void {
    if (this.#standing === seen || standing.version >= (this.#standing?.version ?? 0)) this.#standing = standing;
  }

  #refuseWhenOver(): void {
    // The server answers a command on what is over from PostgreSQL.
    if (this.#standing?.over) throw ApplicationFailure.nonRetryable('it is over', 'StoryOver');
  }

  async #decide(commandId: string): Promise<Decided<S>> {
    return this.#turns.take(async () => {
      const seen = this.#standing;
      const decided = await this.#carrying.decide(commandId);
      this.#believe(decided.standing, seen);
      return decided;
    });
  }

  async #carryUntilOver(): Promise<void> {
    while (!this.#standing?.over) {
      if (workflowInfo().continueAsNewSuggested) {
        await condition(allHandlersFinished);
        await continueAsNew(this.#carrying.input);
      }
      const known = this.#standing;
      const owed = known && this.#carrying.serve?.(known);
      if (owed) {
        await this.#turns.take(owed);
        // What falls due meanwhile comes first.
        await this.#look();
        continue;
      }
      const wait = this.#signals > this.#seen ? 0 : millisecondsUntil(known?.nextWakeAt ?? null);
      const changed = () =>
        this.#standing !== known || this.#signals > this.#seen || workflowInfo().continueAsNewSuggested;
      if (wait === null) await condition(changed);
      else if (wait > 0) await condition(changed, wait);
      else await this.#look();
    }
  }

  async #look(): Promise<void> {
    await this.#turns.take(async () => {
      const seen = this.#standing;
      this.#seen = this.#signals;
      this.#believe(await this.#carrying.wake(), seen);
    });
  }
}
