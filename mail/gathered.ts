/**
 * Many small writes as few statements: what arrives within `gatherMs`, or while one statement is under way,
 * goes into the next one.
 * @param work does all of it at once and returns the answer for each item
 * @returns a function that does one item and resolves with its answer, or rejects as the statement did
 */
export function gathered<Item, Answer>(
  work: (items: Item[]) => Promise<(item: Item) => Answer>,
  gatherMs: number,
): (item: Item) => Promise<Answer> {
  interface Waiting {
    readonly item: Item;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (reason: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let running = false;

  async function run(): Promise<void> {
    const batch = waiting;
    waiting = [];
    try {
      const answerOf = await work(batch.map(({ item }) => item));
      for (const { item, resolve } of batch) resolve(answerOf(item));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    running = false;
    if (waiting.length > 0) begin();
  }

  function begin(): void {
    running = true;
    setTimeout(run, gatherMs);
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!running) begin();
    });
}
