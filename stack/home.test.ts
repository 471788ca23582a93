import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Home, homeOf, lockHome, makeHome, readState, writeState } from './home.ts';
import { record } from './processes.ts';
import { keepSecrets, readSecrets } from './secrets.ts';

let home: Home;

beforeEach(async () => {
  home = homeOf({ JALON_HOME: mkdtempSync(join(tmpdir(), 'jalon-home-')) });
  await makeHome(home, []);
});
afterEach(() => rmSync(home.path, { recursive: true, force: true }));

const lockFile = () => join(home.state, 'lock');

describe('the home and its lock', () => {
  test('of many that want it at once, one gets it', async () => {
    const locks = await Promise.all(Array.from({ length: 8 }, () => lockHome(home)));
    expect(locks.filter((lock) => 'release' in lock)).toHaveLength(1);
    const others = locks.filter((lock) => 'by' in lock);
    expect(others.map((lock) => 'by' in lock && lock.by.pid)).toEqual(Array(7).fill(process.pid));
  });

  test('a lock that was given back can be taken again', async () => {
    const lock = await lockHome(home);
    if (!('release' in lock)) throw new Error('the lock was taken');
    await lock.release();
    expect('release' in (await lockHome(home))).toBe(true);
  });

  test.each([
    ['of a process that is gone', { pid: 2 ** 22 + 1, began: 'long ago' }],
    ['whose number belongs to another process now', { ...record(process.pid), began: 'long ago' }],
    ['that was cut off', ''],
  ])('a lock %s holds nobody up', async (_, left) => {
    writeFileSync(lockFile(), left === '' ? '' : JSON.stringify(left));
    expect('release' in (await lockHome(home))).toBe(true);
    expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid });
  });

  test('a state that was cut off counts as none', async () => {
    await writeState(home, 'ports', { http: 1 });
    expect(await readState(home, 'ports')).toEqual({ http: 1 });
    writeFileSync(join(home.state, 'ports.json'), '{"http":');
    expect(await readState(home, 'ports')).toBeNull();
  });

  test('secrets are drawn once, differ, and are readable by their owner only', async () => {
    expect(await readSecrets(home.path)).toBeNull();
    const secrets = await keepSecrets(home.path);
    expect(await keepSecrets(home.path)).toEqual(secrets);
    const all = [...Object.values(secrets.postgres), secrets.session, secrets.sealing];
    expect(new Set(all).size).toBe(all.length);
    expect(statSync(join(home.path, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  test('R15 a home from before codes were sealed gets the secret it lacks, and keeps the others', async () => {
    const { sealing, ...before } = await keepSecrets(home.path);
    writeFileSync(join(home.path, 'secrets.json'), JSON.stringify(before));
    const secrets = await keepSecrets(home.path);
    expect(secrets).toEqual({ ...before, sealing: expect.stringMatching(/^[\w-]{43}$/) });
    expect(secrets.sealing).not.toBe(sealing);
  });

  test('secrets that cannot be read are never replaced', async () => {
    writeFileSync(join(home.path, 'secrets.json'), '{"postgres":');
    await expect(keepSecrets(home.path)).rejects.toThrow('stays closed');
  });
});
