/**
 * Plans from files: hostile until read. Size and kind are checked before a byte is parsed.
 */
import { closeSync, constants, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { type Document, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { LocalText } from '../domain/lifecycle.ts';
import type { Plan } from '../domain/plan.ts';
import type { PlanFault } from '../domain/plan-check.ts';
import { readPlan } from '../domain/plan-shape.ts';
import { fromRoot } from '../root.ts';

/** The largest plan that is read. The one of Cojocna has 17 kB. */
export const PLAN_FILE_LIMIT = 1_000_000;
/** A plan may repeat a text by an alias; a file that multiplies itself by aliases is refused. */
const ALIAS_LIMIT = 50;
/** A person mends the first ones and looks again; a hostile file has as many as it likes. */
export const FAULTS_SHOWN = 50;

/** A file that is no plan: every fault with its path inside the file (empty for the file as a whole) and the reason. */
export class PlanRefused extends Error {
  override readonly name = 'PlanRefused';
  readonly file: string;
  readonly faults: readonly PlanFault[];
  constructor(file: string, faults: readonly PlanFault[]) {
    super(
      faults
        .slice(0, FAULTS_SHOWN)
        .map(({ path, reason }) => `${file}: ${path === '' ? '' : `${path}: `}${reason.en}`)
        .join('\n'),
    );
    this.file = file;
    this.faults = faults;
  }
}

/** Reads and checks one plan. Throws `PlanRefused` with everything that is wrong with it. */
export function loadPlanFile(file: string): Plan {
  const { plan, faults } = readPlan(parseYaml(file, readText(file)));
  if (plan === null) throw new PlanRefused(file, faults);
  return plan;
}

export interface KnownPlan {
  /** The name of its folder under plans/, and the plan's own key. */
  readonly key: string;
  readonly file: string;
}

/** The plans that this installation has, in plans/<key>/plan.yaml, by key. They are not read. */
export function knownPlans(): KnownPlan[] {
  return readdirSync(fromRoot('plans'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ key: name, file: fromRoot('plans', name, 'plan.yaml') }))
    .filter(({ file }) => existsSync(file))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The plan of this key, or null where this installation has none. Throws `PlanRefused` where its file is faulty. */
export function loadKnownPlan(key: string): Plan | null {
  const known = knownPlans().find((plan) => plan.key === key);
  if (known === undefined) return null;
  const plan = loadPlanFile(known.file);
  if (plan.key === key) return plan;
  const reason: LocalText = {
    ro: `trebuie să fie ${key}, ca dosarul planului`,
    en: `has to be ${key}, as the plan's folder is`,
  };
  throw new PlanRefused(known.file, [{ path: 'key', reason }]);
}

function whole(file: string, ro: string, en: string): PlanRefused {
  return new PlanRefused(file, [{ path: '', reason: { ro, en } }]);
}

/** The file's text. The size is asked of the opened file, and no more than the limit is ever read. */
function readText(file: string): string {
  const bytes = readBytes(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw whole(file, 'fișierul nu este text UTF-8', 'the file is not UTF-8 text');
  }
}

function readBytes(file: string): Uint8Array {
  const descriptor = open(file);
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw whole(file, 'nu este un fișier obișnuit', 'is not an ordinary file');
    const buffer = new Uint8Array(Math.min(stat.size, PLAN_FILE_LIMIT) + 1);
    let length = 0;
    if (stat.size <= PLAN_FILE_LIMIT) {
      for (let read = -1; read !== 0 && length < buffer.length; length += read) {
        read = readSync(descriptor, buffer, length, buffer.length - length, null);
      }
    }
    if (stat.size > PLAN_FILE_LIMIT || length > PLAN_FILE_LIMIT) {
      throw whole(file, 'fișierul are peste 1 MB', 'the file is over 1 MB');
    }
    return buffer.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

function open(file: string): number {
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    return openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
    throw whole(file, `fișierul nu se poate citi (${code})`, `the file cannot be read (${code})`);
  }
}

function parseYaml(file: string, text: string): unknown {
  const lineCounter = new LineCounter();
  const at = (position: number, reason: LocalText): PlanFault => ({
    path: `line ${lineCounter.linePos(position).line}`,
    reason,
  });
  try {
    // `uniqueKeys` would compare each key with all before it: 1 MB of short keys would take a minute.
    const document = parseDocument(text, { lineCounter, prettyErrors: false, stringKeys: true, uniqueKeys: false });
    const problems = [...document.errors, ...document.warnings];
    // Parts nested by the thousand, or by the hundred thousand: `yaml` meets its own limit, or the engine's.
    if (problems.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) throw tooMuch(file);
    const faults = [
      ...problems.map(({ message, pos }) =>
        at(pos[0], { ro: `nu este YAML valid: ${message}`, en: `is not valid YAML: ${message}` }),
      ),
      ...repeatedKeys(document).map((position) =>
        at(position, { ro: 'aceeași cheie apare de două ori', en: 'the same key appears twice' }),
      ),
    ];
    if (faults.length > 0) throw new PlanRefused(file, faults);
    return document.toJS({ maxAliasCount: ALIAS_LIMIT });
  } catch (error) {
    if (error instanceof PlanRefused) throw error;
    // `yaml` says so of an alias without its anchor and of too many aliases.
    if (error instanceof ReferenceError) {
      throw whole(
        file,
        'prea multe aliasuri YAML, sau unul fără ancoră',
        'too many YAML aliases, or one without anchor',
      );
    }
    if (error instanceof RangeError) throw tooMuch(file);
    throw error;
  }
}

const tooMuch = (file: string) =>
  whole(file, 'are prea multe părți, sau prea adânc imbricate', 'has too many parts, or too deeply nested ones');

/** Where a group repeats one of its keys: positions in the text. */
function repeatedKeys(document: Document): number[] {
  const positions: number[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) positions.push(key.range?.[0] ?? 0);
        seen.add(key.value);
      }
    },
  });
  return positions;
}
