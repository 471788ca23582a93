/**
 * One piece of work after another. Of two local activities that are under way at once, a history does not say whether the
 * worker heard of them together: a story that went on differently in each case could not be replayed after a crash.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Does the work once all that was asked before is done, whatever became of it. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
