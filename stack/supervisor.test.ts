import { describe, expect, test } from '@jest/globals';
import type { Ending } from './guarded.ts';
import { createSupervisor, type Part, type Running } from './supervisor.ts';

/** A part whose ends the test decides; it writes down what happens to it. */
function partOf(name: string, journal: string[]) {
  let number = 0;
  let end: (ending: Ending) => void = () => undefined;
  let faulty: string | null = null;
  let started: () => void = () => undefined;
  const part: Part = {
    name,
    async start(): Promise<Running> {
      if (faulty !== null) throw new Error(faulty);
      journal.push(`${name} starts`);
      const ended = new Promise<Ending>((resolve) => {
        end = resolve;
      });
      number += 1;
      setImmediate(started);
      return {
        pid: number,
        ended,
        async stop() {
          journal.push(`${name} stops`);
          end({ code: 0, signal: null });
        },
      };
    },
  };
  return {
    part,
    die: (signal: NodeJS.Signals) => end({ code: null, signal }),
    breakDown: (reason: string) => {
      faulty = reason;
    },
    nextStart: () =>
      new Promise<void>((resolve) => {
        started = resolve;
      }),
  };
}

const quiet = { say: () => undefined, changed: async () => undefined, backOff: 1 };

describe('the supervisor', () => {
  test('stops in the opposite order of the starts', async () => {
    const journal: string[] = [];
    const supervisor = createSupervisor(quiet);
    for (const name of ['database', 'worker', 'server']) await supervisor.add(partOf(name, journal).part);
    await supervisor.stop();
    expect(journal.slice(3)).toEqual(['server stops', 'worker stops', 'database stops']);
  });

  test('starts a part that died again, tells who runs now, and says so', async () => {
    const said: string[] = [];
    const told: Readonly<Record<string, number>>[] = [];
    const worker = partOf('worker', []);
    const supervisor = createSupervisor({
      say: (line) => said.push(line),
      changed: async (pids) => {
        told.push(pids);
      },
      backOff: 1,
    });
    await supervisor.add(worker.part);
    const again = worker.nextStart();
    worker.die('SIGKILL');
    await again;
    expect(supervisor.pids()).toEqual({ worker: 2 });
    expect(told).toEqual([{ worker: 1 }, { worker: 2 }]);
    expect(said[0]).toBe('worker ended (SIGKILL); starting it again');
    await supervisor.stop();
  });

  test('gives up, with the reason, on a part that cannot be kept running', async () => {
    const worker = partOf('worker', []);
    const supervisor = createSupervisor(quiet);
    await supervisor.add(worker.part);
    worker.breakDown('the disk is full');
    worker.die('SIGKILL');
    const reason = await supervisor.gaveUp;
    expect(reason.message).toBe('worker ended 6 times in a row, the last time with: the disk is full');
    await supervisor.stop();
  });

  test('a part that dies while everything stops stays down', async () => {
    const journal: string[] = [];
    const [first, second] = [partOf('first', journal), partOf('second', journal)];
    const supervisor = createSupervisor(quiet);
    await supervisor.add(first.part);
    await supervisor.add(second.part);
    const stopped = supervisor.stop();
    first.die('SIGTERM');
    await stopped;
    expect(journal.filter((line) => line === 'first starts')).toHaveLength(1);
  });

  test('what cannot start the first time is not watched', async () => {
    const broken = partOf('broken', []);
    broken.breakDown('no such program');
    const supervisor = createSupervisor(quiet);
    await expect(supervisor.add(broken.part)).rejects.toThrow('no such program');
    expect(supervisor.pids()).toEqual({});
    await supervisor.stop();
  });
});
