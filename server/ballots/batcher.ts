/**
 * Gathers ballots into batches: while one is in the database the next one fills. Nothing waits for a clock, so a lone
 * ballot goes at once, and under load a batch is as large as what came meanwhile.
 */

/** What the queue holds is all that it will: come again later. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

export interface BatchLimits {
  /** Batches under way at a time. */
  readonly flights: number;
  /** Members of a batch, at most. */
  readonly batch: number;
  /** Members that wait, at most. */
  readonly queue: number;
}

export interface Batcher<Member, Answer> {
  /** @throws QueueFull, or what its batch threw */
  add(key: string, member: Member): Promise<Answer>;
  /** Resolves when nothing waits and nothing is under way. */
  idle(): Promise<void>;
}

interface Waiting<Member, Answer> {
  readonly member: Member;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** @param send takes members of one key, and answers each in its place */
export function createBatcher<Member, Answer>(
  { flights, batch, queue }: BatchLimits,
  send: (key: string, members: readonly Member[]) => Promise<readonly Answer[]>,
): Batcher<Member, Answer> {
  /** In the order in which the keys first had somebody waiting, so that none is passed over for ever. */
  const waiting = new Map<string, Waiting<Member, Answer>[]>();
  let queued = 0;
  let underWay = 0;
  let planned = false;
  let whenIdle: (() => void)[] = [];

  /** After everything that this turn of the event loop still reads: what arrived together goes together. */
  function plan(): void {
    if (planned || underWay >= flights || queued === 0) return;
    planned = true;
    setImmediate(() => {
      planned = false;
      while (underWay < flights && queued > 0) void sendNext();
    });
  }

  function takeNext(): { readonly key: string; readonly taken: Waiting<Member, Answer>[] } | null {
    for (const [key, members] of waiting) {
      waiting.delete(key);
      const taken = members.splice(0, batch);
      if (members.length > 0) waiting.set(key, members);
      queued -= taken.length;
      return { key, taken };
    }
    return null;
  }

  async function sendNext(): Promise<void> {
    const next = takeNext();
    if (!next) return;
    const { key, taken } = next;
    underWay += 1;
    try {
      const answers = await send(
        key,
        taken.map(({ member }) => member),
      );
      taken.forEach(({ resolve, reject }, place) => {
        const answer = answers[place];
        if (answer === undefined) reject(new Error('a batch left a member without an answer'));
        else resolve(answer);
      });
    } catch (error) {
      for (const { reject } of taken) reject(error);
    } finally {
      underWay -= 1;
      plan();
      if (underWay === 0 && queued === 0) {
        for (const resolve of whenIdle) resolve();
        whenIdle = [];
      }
    }
  }

  return {
    add(key, member) {
      if (queued >= queue) return Promise.reject(new QueueFull('the queue is full'));
      return new Promise((resolve, reject) => {
        const already = waiting.get(key);
        const one = { member, resolve, reject };
        if (already) already.push(one);
        else waiting.set(key, [one]);
        queued += 1;
        plan();
      });
    },
    idle: () => (underWay === 0 && queued === 0 ? Promise.resolve() : new Promise((resolve) => whenIdle.push(resolve))),
  };
}
