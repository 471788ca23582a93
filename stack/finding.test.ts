import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { findTemporal, firstFound, type Way } from './finding.ts';

let folder: string;
const environment = { ...process.env };

function program(name: string, mode = 0o755): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, mode);
  return path;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jalon-finding-'));
});
afterEach(() => {
  process.env = { ...environment };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const way = (name: string, find: Way['find']): Way => ({ name, find });

describe('finding a program', () => {
  test('the environment comes before PATH, and the answer says so', async () => {
    process.env.TEMPORAL_PROGRAM = program('named/temporal');
    process.env.PATH = join(program('path/temporal'), '..');
    expect(await findTemporal()).toEqual({
      program: join(folder, 'named/temporal'),
      way: 'the environment (TEMPORAL_PROGRAM)',
    });
    process.env.TEMPORAL_PROGRAM = '';
    expect(await findTemporal()).toEqual({ program: join(folder, 'path/temporal'), way: 'on PATH' });
  });

  test('a folder, a file that cannot be run and a relative entry of PATH are no program', async () => {
    mkdirSync(join(folder, 'first/temporal'), { recursive: true });
    program('second/temporal', 0o644);
    const real = program('third/temporal');
    process.env.TEMPORAL_PROGRAM = '';
    process.env.PATH = ['', '.', join(folder, 'first'), join(folder, 'second'), join(folder, 'third')].join(':');
    expect((await findTemporal()).program).toBe(real);
  });

  test('the first way that leads to one is taken, and none after it is tried', async () => {
    const tried: string[] = [];
    const attempt = (name: string, answer: string | null) =>
      way(name, async () => {
        tried.push(name);
        return answer;
      });
    const ways = [attempt('a', null), attempt('b', '/b'), attempt('c', '/c')];
    expect(await firstFound('It', () => undefined, ways)).toEqual({ program: '/b', way: 'b' });
    expect(tried).toEqual(['a', 'b']);
  });

  test('when no way leads to it, the error names all of them and why', async () => {
    const ways = [
      way('on PATH', async () => null),
      way('built', async () => {
        throw new Error('there is no program "go"\nsecond line');
      }),
    ];
    await expect(firstFound('It', () => undefined, ways)).rejects.toThrow(
      'It was not found. Tried:\n  1. on PATH: not there\n  2. built: there is no program "go"',
    );
  });
});
