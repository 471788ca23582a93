import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findTemporal } from './finding.ts';
import { freePort } from './ports.ts';
import { startTemporal, type TemporalOptions } from './temporal.ts';

let folder: string;
let real: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jalon-temporal-'));
  real = (await findTemporal(() => undefined)).program;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Temporal's own program, after so many starts that end as one does whose port is taken. */
async function failingFirst(failures: number): Promise<{ options: TemporalOptions; starts: () => number }> {
  const name = `after-${failures}`;
  const [program, begun] = [join(folder, name), join(folder, `${name}.begun`)];
  writeFileSync(begun, '');
  writeFileSync(
    program,
    `#!/bin/sh\necho x >> '${begun}'\n[ $(wc -l < '${begun}') -gt ${failures} ] || exit 1\nexec '${real}' "$@"\n`,
  );
  chmodSync(program, 0o755);
  const port = await freePort();
  const options = {
    program,
    port,
    uiPort: null,
    namespace: 'default',
    file: null,
    logFile: join(folder, `${name}.log`),
  };
  return { options, starts: () => readFileSync(begun, 'utf8').length / 2 };
}

describe('a Temporal that ends while it starts', () => {
  test('is started again', async () => {
    const { options, starts } = await failingFirst(2);
    const temporal = await startTemporal(options);
    expect(starts()).toBe(3);
    await temporal.stop();
  });

  test('and never gets up is given up, with where to look', async () => {
    const { options, starts } = await failingFirst(1_000);
    await expect(startTemporal(options)).rejects.toThrow(
      `Temporal (log: ${options.logFile}) ended while it started (exit code 1)`,
    );
    expect(starts()).toBe(3);
  });
});
