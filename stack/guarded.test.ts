import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fromRoot } from '../root.ts';
import { spawnGuarded } from './guarded.ts';
import { type Recorded, record, stillRuns } from './processes.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jalon-guarded-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that waits for its signal, says which one came, and ends. */
const OBEDIENT = [
  '-e',
  'process.on("SIGTERM",()=>{console.log("term");process.exit(3)});setInterval(()=>{},1e6);console.log("up")',
];
const STUBBORN = ['-e', 'process.on("SIGTERM",()=>{});setInterval(()=>{},1e6);console.log("up")'];

async function until(what: () => boolean): Promise<void> {
  while (!what()) await pause(20);
}

function start(name: string, args: readonly string[]) {
  const logFile = join(folder, `${name}.log`);
  const program = spawnGuarded({ program: process.execPath, args, stopSignal: 'TERM', logFile });
  return { program, log: () => readFileSync(logFile, 'utf8') };
}

describe('a guarded program', () => {
  test('has the process id that is told, and gets its signal when it is stopped', async () => {
    const { program, log } = start('obedient', OBEDIENT);
    await until(() => log() === 'up\n');
    expect(record(program.pid)).not.toBeNull();
    expect(await program.stop()).toEqual({ code: 3, signal: null });
    expect(log()).toBe('up\nterm\n');
    expect(record(program.pid)).toBeNull();
  });

  test('is killed when it does not listen', async () => {
    const { program, log } = start('stubborn', STUBBORN);
    await until(() => log() === 'up\n');
    expect(await program.stop(200)).toEqual({ code: null, signal: 'SIGKILL' });
  });

  test('that is not there ends at once, and says so', async () => {
    const { program } = start('missing', []);
    await program.stop();
    const absent = spawnGuarded({
      program: join(folder, 'no-such-program'),
      args: [],
      stopSignal: 'TERM',
      logFile: join(folder, 'absent.log'),
    });
    expect(await absent.ended).toEqual({ code: 127, signal: null });
    expect(readFileSync(join(folder, 'absent.log'), 'utf8')).toContain('no-such-program');
  });

  test('that says when it is ready is waited for, and is heard by nobody once it has ended', async () => {
    const ready = (name: string, script: string) => {
      const logFile = join(folder, `${name}.log`);
      const program = spawnGuarded({
        program: process.execPath,
        args: ['-e', script],
        stopSignal: 'TERM',
        logFile,
        saysReady: true,
      });
      return { program, log: () => readFileSync(logFile, 'utf8') };
    };
    const [wait] = OBEDIENT.slice(1);
    const polite = ready('polite', `${wait}; process.send('hello'); process.send('ready')`);
    await polite.program.ready('polite');
    expect(polite.log()).toBe('up\n');
    expect(await polite.program.stop()).toEqual({ code: 3, signal: null });
    const broken = ready('broken', 'process.exit(7)');
    await expect(broken.program.ready('broken')).rejects.toThrow('broken ended while it started (exit code 7)');
  });

  test('stops when the one who started it is killed', async () => {
    const logFile = join(folder, 'orphan.log');
    const parent = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { spawnGuarded } from ${JSON.stringify(fromRoot('dist', 'stack', 'guarded.js'))};
         const program = ${JSON.stringify({ program: process.execPath, args: OBEDIENT, stopSignal: 'TERM', logFile })};
         console.log(spawnGuarded(program).pid); setInterval(() => {}, 1e6);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (text) => resolve(Number(text))));
    await until(() => readFileSync(logFile, 'utf8') === 'up\n');
    const orphan = record(pid) as Recorded;
    parent.kill('SIGKILL');
    await until(() => !stillRuns(orphan));
    expect(readFileSync(logFile, 'utf8')).toBe('up\nterm\n');
  });
});
