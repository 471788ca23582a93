import { expect, test } from '@jest/globals';
import { Turns } from './turns.ts';

test('work that is asked for meanwhile begins when the one before has ended, also where that failed', async () => {
  const turns = new Turns();
  const seen: string[] = [];
  let fail: (error: Error) => void = () => undefined;
  const first = turns.take(() => {
    seen.push('first begins');
    return new Promise<string>((_resolve, reject) => {
      fail = reject;
    });
  });
  const second = turns.take(async () => {
    seen.push('second begins');
    return 'done';
  });
  // Every step that needs nobody's answer is taken by then.
  await new Promise(setImmediate);
  expect(seen).toEqual(['first begins']);
  fail(new Error('it failed'));
  await expect(first).rejects.toThrow('it failed');
  expect(await second).toBe('done');
  expect(seen).toEqual(['first begins', 'second begins']);
});
