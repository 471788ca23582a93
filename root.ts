/**
 * Where the project's own data files lie (plans, mail and report templates).
 * The same answer from the sources (jest) and from `dist/` (everything else).
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json')) && existsSync(join(from, 'plans'))) return from;
  const parent = dirname(from);
  if (parent === from)
    throw new Error('Jalon cannot find its own folder: no package.json beside plans/ above this file.');
  return findRoot(parent);
}

/** Absolute path of the project's folder. */
export const ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Absolute path of a file of the project, e.g. `fromRoot('plans', 'cojocna')`. */
export function fromRoot(...parts: string[]): string {
  return join(ROOT, ...parts);
}
