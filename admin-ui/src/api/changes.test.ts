import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { listenForChanges, waitBeforeRetry } from './changes.ts';
import type { Pushed } from './types.ts';

/** Stands in for the browser's own, which Node does not have. */
class Stream extends EventTarget {
  static readonly CLOSED = 2;
  static opened: Stream[] = [];
  readyState = 0;
  constructor() {
    super();
    Stream.opened.push(this);
  }
  close(): void {
    this.readyState = Stream.CLOSED;
  }
  tell(type: string, data = ''): void {
    this.dispatchEvent(new MessageEvent(type, { data }));
  }
}

const browser = globalThis as { EventSource?: unknown };
let heard: (Pushed | null)[];
let connected: boolean[];
let stop: () => void;

beforeEach(() => {
  jest.useFakeTimers();
  browser.EventSource = Stream;
  Stream.opened = [];
  heard = [];
  connected = [];
  stop = listenForChanges('/api/events/stream', {
    onChange: (pushed) => heard.push(pushed),
    onConnected: (now) => connected.push(now),
  });
});
afterEach(() => {
  stop();
  jest.useRealTimers();
  delete browser.EventSource;
});

function latest(): Stream {
  const stream = Stream.opened.at(-1);
  if (!stream) throw new Error('no stream was opened');
  return stream;
}

test('a change is told; the first connection tells nothing', () => {
  latest().tell('open');
  const change = { projectId: 'p', seq: 7, type: 'milestone.approved', milestoneId: 'm' };
  latest().tell('change', JSON.stringify(change));
  expect(heard).toEqual([change]);
});

test('after a broken line, and when the server says so, everything is looked at again', () => {
  latest().tell('open');
  latest().tell('error');
  latest().tell('open');
  latest().tell('refresh', '{}');
  expect(heard).toEqual([null, null]);
  expect(connected).toEqual([true, false, true]);
  expect(Stream.opened).toHaveLength(1);
});

test('where the browser has given up it is opened again, later with every failure', () => {
  const refuse = () => {
    latest().close();
    latest().tell('error');
  };
  refuse();
  jest.advanceTimersByTime(waitBeforeRetry(1));
  refuse();
  jest.advanceTimersByTime(waitBeforeRetry(2) - 1);
  expect(Stream.opened).toHaveLength(2);
  jest.advanceTimersByTime(1);
  expect(Stream.opened).toHaveLength(3);
  expect([1, 2, 3, 10].map(waitBeforeRetry)).toEqual([1_000, 2_000, 4_000, 30_000]);
});

test('nothing is opened any more once nobody listens', () => {
  latest().close();
  latest().tell('error');
  stop();
  jest.runAllTimers();
  expect(Stream.opened).toHaveLength(1);
});
