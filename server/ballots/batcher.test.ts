import { describe, expect, test } from '@jest/globals';
import { createBatcher, QueueFull } from './batcher.ts';

/** A sender that answers when it is told to. */
function slowSender() {
  const sent: { readonly key: string; readonly members: readonly number[]; answer(): void; fail(): void }[] = [];
  const send = (key: string, members: readonly number[]) =>
    new Promise<number[]>((resolve, reject) => {
      sent.push({
        key,
        members,
        answer: () => resolve(members.map((member) => member * 10)),
        fail: () => reject(new Error('away')),
      });
    });
  return { sent, send };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('R14 batches of ballots', () => {
  test('one goes at once, and what comes while it is under way goes together', async () => {
    const { sent, send } = slowSender();
    const batcher = createBatcher({ flights: 1, batch: 3, queue: 10 }, send);
    const first = batcher.add('v', 1);
    await turn();
    expect(sent.map(({ members }) => members)).toEqual([[1]]);
    const others = [2, 3, 4, 5].map((member) => batcher.add('v', member));
    await turn();
    expect(sent).toHaveLength(1);
    sent[0]?.answer();
    await expect(first).resolves.toBe(10);
    await turn();
    expect(sent.map(({ members }) => members)).toEqual([[1], [2, 3, 4]]);
    sent[1]?.answer();
    await turn();
    await turn();
    sent[2]?.answer();
    await expect(Promise.all(others)).resolves.toEqual([20, 30, 40, 50]);
  });

  test('votes never share a batch, and none waits for ever behind another', async () => {
    const { sent, send } = slowSender();
    const batcher = createBatcher({ flights: 1, batch: 2, queue: 10 }, send);
    for (const member of [1, 2, 3, 4]) void batcher.add('a', member);
    void batcher.add('b', 5);
    for (let time = 0; time < 3; time += 1) {
      await turn();
      sent[time]?.answer();
      await turn();
    }
    expect(sent.map(({ key, members }) => [key, members])).toEqual([
      ['a', [1, 2]],
      ['b', [5]],
      ['a', [3, 4]],
    ]);
  });

  test('a batch that fails fails for its own members alone, and the next one goes', async () => {
    const { sent, send } = slowSender();
    const batcher = createBatcher({ flights: 1, batch: 1, queue: 10 }, send);
    const [one, other] = [batcher.add('v', 1), batcher.add('v', 2)];
    await turn();
    sent[0]?.fail();
    await expect(one).rejects.toThrow('away');
    await turn();
    sent[1]?.answer();
    await expect(other).resolves.toBe(20);
  });

  test('more than the queue holds is refused, and idle waits for all that was taken', async () => {
    const { sent, send } = slowSender();
    const batcher = createBatcher({ flights: 1, batch: 2, queue: 2 }, send);
    const taken = [batcher.add('v', 1), batcher.add('v', 2)];
    await expect(batcher.add('v', 3)).rejects.toBeInstanceOf(QueueFull);
    let idle = false;
    const whenIdle = batcher.idle().then(() => {
      idle = true;
    });
    await turn();
    expect(idle).toBe(false);
    sent[0]?.answer();
    await Promise.all(taken);
    await whenIdle;
    expect(idle).toBe(true);
  });
});
