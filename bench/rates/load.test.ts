import { expect, test } from '@jest/globals';
import { load, percentile } from './load.ts';

test('a percentile is a value that was measured', () => {
  const values = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect(percentile(values, 0.5)).toBe(100);
  expect(percentile(values, 0.99)).toBe(198);
  expect(percentile([7], 0.99)).toBe(7);
  expect(() => percentile([], 0.5)).toThrow('no values');
});

test('every client has its own targets: none is called twice at a time, and more clients than targets do no harm', async () => {
  const busy = new Set<number>();
  const met = new Set<number>();
  const call = async (target: number) => {
    expect(busy.has(target)).toBe(false);
    busy.add(target);
    met.add(target);
    await new Promise((resolve) => setImmediate(resolve));
    busy.delete(target);
  };
  const { latencies, perSecond } = await load([0, 1, 2, 3, 4], 2, 0.5, call);
  expect([...met].sort()).toEqual([0, 1, 2, 3, 4]);
  expect(latencies.length).toBeGreaterThan(0);
  expect(perSecond).toBeGreaterThan(0);
  await load([0, 1], 8, 0.01, call);
});

test('a call that fails ends the measurement', async () => {
  const failing = () => Promise.reject(new Error('refused'));
  await expect(load([1], 1, 0.01, failing)).rejects.toThrow('refused');
});
