/**
 * Many small writes as few statements: what arrives while one statement is under way goes into the next one.
 * @param work does all of it at once and returns the answer for each item
 * @returns a function that does one item and resolves with its answer, or rejects as the statement did
 */
export function gathered<Item, Answer>(
  work: (items: Item[]) => Promise<(item: Item) => Answer>,
): (item: Item) => Promise<Answer> {
  interface Waiting {
    readonly item: Item;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (reason: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let running = false;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        const answerOf = await work(batch.map(({ item }) => item));
        for (const { item, resolve } of batch) resolve(answerOf(item));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (running) return;
      running = true;
      // Later in this turn of the loop others may come.
      setImmediate(run);
    });
}
