import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../api/types.ts';
import { type Mark, MarkQueue, unsavedOf } from './markQueue.ts';

const NO_ANSWER: Problem = { type: 'about:blank', title: '', status: 0, detail: '' };
const REFUSED: Problem = { type: '/problems/not-enrolled', title: '', status: 409, detail: '' };

/** A server that answers when the test says so. */
function server() {
  const asked: { marks: readonly Mark[]; answer: (problem: Problem | null) => Promise<void> }[] = [];
  let time = 0;
  const queue = new MarkQueue(
    (_, marks) =>
      new Promise((resolve) => {
        asked.push({
          marks,
          answer: async (problem) => {
            time += 1;
            resolve(problem);
            // The queue goes on in microtasks.
            for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
          },
        });
      }),
    () => time,
  );
  const states = () => [...queue.marked()].map(([person, { present, state }]) => `${person} ${present} ${state}`);
  const sent = () =>
    asked.map(({ marks }) => marks.map(({ personId, present }) => `${personId} ${present}`).join(', '));
  const answer = (problem: Problem | null) => asked.at(-1)?.answer(problem);
  return { queue, states, sent, answer };
}

describe('marks on their way', () => {
  test('those tapped while one is saved go together in the next request', async () => {
    const { queue, sent, answer, states } = server();
    queue.mark('tablet', [{ personId: 'a', present: true }]);
    queue.mark('tablet', [{ personId: 'b', present: true }]);
    queue.mark('tablet', [{ personId: 'c', present: false }]);
    expect(sent()).toEqual(['a true']);
    await answer(null);
    expect(sent()).toEqual(['a true', 'b true, c false']);
    await answer(null);
    expect(states()).toEqual(['a true saved', 'b true saved', 'c false saved']);
    expect(unsavedOf(queue.marked())).toEqual([]);
  });

  test('the last tap wins, also over one that is being saved', async () => {
    const { queue, sent, answer, states } = server();
    queue.mark('tablet', [{ personId: 'a', present: true }]);
    queue.mark('tablet', [{ personId: 'a', present: false }]);
    await answer(null);
    expect(sent()).toEqual(['a true', 'a false']);
    expect(states()).toEqual(['a false saving']);
    await answer(null);
    expect(states()).toEqual(['a false saved']);
  });

  test('without an answer a mark stays as not saved, and goes along with the next', async () => {
    const { queue, sent, answer, states } = server();
    queue.mark('tablet', [{ personId: 'a', present: true }]);
    await answer(NO_ANSWER);
    expect(states()).toEqual(['a true failed']);
    expect(unsavedOf(queue.marked())).toHaveLength(1);
    queue.mark('tablet', [{ personId: 'b', present: true }]);
    expect(sent().at(-1)).toBe('a true, b true');
    await answer(null);
    expect(states()).toEqual(['a true saved', 'b true saved']);
  });

  test('one that is refused does not hold up the others, and is not sent again by itself', async () => {
    const { queue, sent, answer, states } = server();
    queue.mark('list', [
      { personId: 'a', present: true },
      { personId: 'b', present: true },
    ]);
    await answer(REFUSED);
    await answer(REFUSED);
    await answer(null);
    expect(sent()).toEqual(['a true, b true', 'a true', 'b true']);
    expect(states()).toEqual(['a true failed', 'b true saved']);
    queue.retry();
    expect(sent()).toHaveLength(3);
    queue.retryAll();
    expect(sent().at(-1)).toBe('a true');
    await answer(REFUSED);
    queue.giveUp();
    expect(states()).toEqual(['b true saved']);
  });

  test('what was saved is shown until the page has read it again', async () => {
    const { queue, answer, states } = server();
    queue.mark('tablet', [{ personId: 'a', present: true }]);
    await answer(null);
    queue.settle(1);
    expect(states()).toEqual(['a true saved']);
    queue.settle(2);
    expect(states()).toEqual([]);
  });
});
