/**
 * From any value to a plan, or to everything that is wrong with it, in words of both languages.
 */
import { z } from 'zod';
import type { LocalText } from './lifecycle.ts';
import { type Plan, planSchema } from './plan.ts';
import { checkPlan, type PlanFault } from './plan-check.ts';
import { cleanText } from './text.ts';

export type PlanReading =
  | { readonly plan: Plan; readonly faults: readonly [] }
  | { readonly plan: null; readonly faults: readonly PlanFault[] };

type Issue = z.core.$ZodIssue;

/** Reads a plan: first its shape, then whether its parts fit together (see `checkPlan`). */
export function readPlan(value: unknown): PlanReading {
  const parsed = planSchema.safeParse(value);
  if (!parsed.success) return { plan: null, faults: parsed.error.issues.flatMap((issue) => faultsOf(issue, value)) };
  const faults = checkPlan(parsed.data);
  return faults.length === 0 ? { plan: parsed.data, faults: [] } : { plan: null, faults };
}

/** The JSON Schema (draft 2020-12) of a plan's file; published as plans/schema.json. */
export function planJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(planSchema, { io: 'input' }), title: 'Jalon plan' };
}

/** An unknown key is hostile text: it is shown cleaned, and cut to this length. */
const KEY_SHOWN = 80;

/** `['milestones', 3, 'title']` → `milestones[3].title`. */
export function pathOf(parts: readonly PropertyKey[]): string {
  return parts.reduce<string>(
    (path, part) =>
      typeof part === 'number' ? `${path}[${part}]` : path === '' ? String(part) : `${path}.${String(part)}`,
    '',
  );
}

function faultsOf(issue: Issue, value: unknown): PlanFault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: pathOf([...issue.path, cleanText(key).slice(0, KEY_SHOWN)]),
      reason: { ro: 'cheie necunoscută', en: 'unknown key' },
    }));
  }
  if (issue.code === 'invalid_union') {
    // The one way of writing it whose keys are all known is the one that was meant.
    const meant = issue.errors.find((branch) => branch.every(({ code }) => code !== 'unrecognized_keys'));
    const inside = meant?.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
    if (inside?.every(({ path }) => path.length > issue.path.length)) {
      return inside.flatMap((inner) => faultsOf(inner, value));
    }
  }
  return [{ path: pathOf(issue.path), reason: reasonOf(issue, valueAt(value, issue.path)) }];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inside, part) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, part) : undefined),
    value,
  );
}

const TYPES: Readonly<Record<string, LocalText>> = {
  string: { ro: 'un text', en: 'a text' },
  number: { ro: 'un număr', en: 'a number' },
  int: { ro: 'un număr întreg', en: 'a whole number' },
  object: { ro: 'un grup de chei', en: 'a group of keys' },
  array: { ro: 'o listă', en: 'a list' },
};

const FORMATS: Readonly<Record<string, LocalText>> = {
  date: { ro: 'trebuie să fie o zi, AAAA-LL-ZZ', en: 'has to be a day, YYYY-MM-DD' },
  time: { ro: 'trebuie să fie o oră, HH:MM', en: 'has to be a time, HH:MM' },
};

function reasonOf(issue: Exclude<Issue, { code: 'unrecognized_keys' }>, found: unknown): LocalText {
  if (found === undefined) return { ro: 'lipsește', en: 'is missing' };
  switch (issue.code) {
    case 'invalid_type': {
      const type = TYPES[issue.expected] ?? { ro: issue.expected, en: issue.expected };
      return { ro: `trebuie să fie ${type.ro}`, en: `has to be ${type.en}` };
    }
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return { ro: `trebuie să fie una dintre: ${values}`, en: `has to be one of: ${values}` };
    }
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'invalid_format': {
      const format = FORMATS[issue.format];
      return format ?? { ro: `nu are forma cerută: ${issue.message}`, en: `is not of the form: ${issue.message}` };
    }
    case 'invalid_union':
      return {
        ro: 'trebuie să fie { day, source } sau { date, source }, nimic altceva',
        en: 'has to be { day, source } or { date, source }, nothing else',
      };
    default:
      return { ro: `nu este valid: ${issue.message}`, en: `is not valid: ${issue.message}` };
  }
}

function tooSmall(origin: string, least: number): LocalText {
  if (origin === 'string') return { ro: 'textul lipsește', en: 'the text is missing' };
  if (origin === 'array') {
    return { ro: `lista are nevoie de cel puțin ${least}`, en: `the list needs at least ${least}` };
  }
  return { ro: `trebuie să fie cel puțin ${least}`, en: `has to be at least ${least}` };
}

function tooBig(origin: string, most: number): LocalText {
  if (origin === 'string') return { ro: `are peste ${most} de caractere`, en: `has more than ${most} characters` };
  if (origin === 'array') return { ro: `lista are peste ${most}`, en: `the list has more than ${most}` };
  return { ro: `trebuie să fie cel mult ${most}`, en: `has to be at most ${most}` };
}
