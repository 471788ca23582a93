/** `npm run bench -- <name> [--option value]…`: runs bench/<name>, writes its figures as JSON, prints the one that counts last. */
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fromRoot } from '../root.ts';
import type { Measurement, Run } from './measurement.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
/** Files beside this one that measure nothing themselves. */
const NOT_MEASUREMENTS = ['main', 'measurement', 'mail-catcher-process'];

function names(): string[] {
  return readdirSync(HERE)
    .filter((file) => file.endsWith('.js'))
    .map((file) => file.slice(0, -'.js'.length))
    .filter((name) => !NOT_MEASUREMENTS.includes(name) && !name.includes('.'))
    .sort();
}

/** `--name value` pairs; what they mean is for the measurement to say. */
function readOptions(args: readonly string[]): Record<string, string> {
  const options: Record<string, string> = {};
  for (let i = 0; i < args.length; i += 2) {
    const name = /^--([a-z][a-z-]*)$/.exec(args[i] ?? '')?.[1];
    const value = args[i + 1];
    if (name === undefined || value === undefined) throw new Error(`"${args[i]}" is not "--option value"`);
    options[name] = value;
  }
  return options;
}

function lastLine(name: string, { figure, unit, aim }: Measurement): string {
  const found = `${name}: ${figure.toFixed(unit === 'ratio' ? 3 : 0)} ${unit}`;
  if (aim === null) return found;
  return `${found} (aim: ${'atLeast' in aim ? `at least ${aim.atLeast}` : `at most ${aim.atMost}`})`;
}

const [name = '', ...args] = process.argv.slice(2);
const file = join(HERE, `${name}.js`);
if (!names().includes(name) || !existsSync(file)) {
  console.error(`Usage: npm run bench -- <${names().join(' | ')}> [--option value]`);
  process.exitCode = 2;
} else {
  const { run }: { run: Run } = await import(pathToFileURL(file).href);
  const options = readOptions(args);
  const measured = await run(options);
  const results = fromRoot('bench', 'results');
  await mkdir(results, { recursive: true });
  const machine = { cpus: cpus().length, memoryMB: Math.round(totalmem() / 2 ** 20), node: process.version };
  const record = { name, at: new Date().toISOString(), machine, options, ...measured };
  await writeFile(join(results, `${name}.json`), `${JSON.stringify(record, null, 2)}\n`);
  console.log(lastLine(name, measured));
}
