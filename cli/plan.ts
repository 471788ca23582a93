/**
 * `jalon plan check FILE`: what a plan says, in words, or everything that is wrong with it.
 * `jalon plan schema`: the JSON Schema of a plan's file, as published in plans/schema.json.
 */
import { parseArgs } from 'node:util';
import { FAULTS_SHOWN, loadPlanFile, PlanRefused } from '../db/plan-file.ts';
import { type Assumption, assumptionsOf } from '../domain/assumptions.ts';
import { checkBudget } from '../domain/budget.ts';
import { daysBetween } from '../domain/calendar.ts';
import { LOCALES, type Locale } from '../domain/lifecycle.ts';
import { formatDay, plural } from '../domain/locale.ts';
import type { Plan } from '../domain/plan.ts';
import { placePlan, planDays } from '../domain/plan-check.ts';
import { planJsonSchema } from '../domain/plan-shape.ts';
import { restDay } from '../domain/working-days.ts';

const USAGE = `jalon plan check FILE [--locale ro|en]   checks a plan and says what it contains
jalon plan schema                        prints the JSON Schema of a plan's file`;

/** Where a command's lines go: results to `out`, faults to `err`. */
export interface Output {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** Runs `jalon plan …`. @returns the exit code: 0 in order, 1 the plan is refused, 2 the command is not understood */
export function planCommand(args: readonly string[], output: Output): number {
  const understood = readArguments(args);
  if (understood === null) {
    output.err(USAGE);
    return 2;
  }
  if (understood.task === 'schema') {
    output.out(JSON.stringify(planJsonSchema(), null, 2));
    return 0;
  }
  return check(understood.file, understood.locale, output);
}

type Understood = { task: 'schema' } | { task: 'check'; file: string; locale: Locale };

function readArguments(args: readonly string[]): Understood | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { locale: { type: 'string', default: 'ro' } },
      allowPositionals: true,
    });
    const [task, file, ...rest] = positionals;
    const locale = LOCALES.find((known) => known === values.locale);
    if (task === 'schema' && file === undefined) return { task };
    if (task !== 'check' || file === undefined || rest.length > 0 || locale === undefined) return null;
    return { task, file, locale };
  } catch {
    return null;
  }
}

function check(file: string, locale: Locale, { out, err }: Output): number {
  try {
    for (const line of summaryOf(loadPlanFile(file), locale)) out(line);
    return 0;
  } catch (error) {
    if (!(error instanceof PlanRefused)) throw error;
    for (const { path, reason } of error.faults.slice(0, FAULTS_SHOWN)) {
      err(`${error.file}: ${path === '' ? '' : `${path}: `}${reason[locale]}`);
    }
    const more = error.faults.length - FAULTS_SHOWN;
    if (more > 0) err(locale === 'ro' ? `… și încă ${more}` : `… and ${more} more`);
    return 1;
  }
}

const HEADINGS = {
  ro: { period: 'Perioada', budget: 'Buget', group: 'Grup țintă', milestones: 'Jaloane', assumed: 'Setări presupuse' },
  en: {
    period: 'Period',
    budget: 'Budget',
    group: 'Target group',
    milestones: 'Milestones',
    assumed: 'Assumed settings',
  },
};

/** The plan in lines for a person: period, budget with its flag, milestones with their days, what is assumed. */
export function summaryOf(plan: Plan, locale: Locale): string[] {
  const words = HEADINGS[locale];
  const { start, end } = plan.period;
  const length = plural(daysBetween(start, end) + 1, locale, DAYS[locale]);
  const budget = checkBudget(plan.budget);
  const group = plan.targetGroup.categories.map(({ name, quantity }) => `${quantity} ${name[locale]}`).join(' + ');
  return [
    plan.title[locale],
    plan.codes.map(({ name, value }) => `${name} ${value}`).join(' · '),
    '',
    `${words.period}: ${formatDay(start, locale)} – ${formatDay(end, locale)}, ${length}`,
    `${words.budget}: ${budget.difference === 0 ? '' : '⚠ '}${budget.inWords(locale)}`,
    `${words.group}: ${plural(plan.targetGroup.total, locale, PERSONS[locale])} = ${group}`,
    '',
    `${words.milestones}: ${plan.milestones.length}`,
    ...plan.stages.flatMap(({ key, name }) => [`  ${name[locale]}`, ...milestonesOf(plan, key, locale)]),
    '',
    `${words.assumed}:`,
    ...assumptionsOf(plan).map((assumption) => `  ${assumptionLine(assumption, locale)}`),
  ];
}

const DAYS = { ro: { one: 'zi', few: 'zile', other: 'de zile' }, en: { one: 'day', other: 'days' } };
const PERSONS = {
  ro: { one: 'persoană', few: 'persoane', other: 'de persoane' },
  en: { one: 'person', other: 'persons' },
};

function milestonesOf(plan: Plan, stage: string, locale: Locale): string[] {
  const dueOn = new Map(placePlan(plan, plan.period.start).milestones.map((placed) => [placed.key, placed.dueOn]));
  const days = new Map(planDays(plan).map(({ key, day }) => [key, day]));
  return plan.milestones
    .filter((milestone) => milestone.stage === stage)
    .map(({ key, title, after }) => {
      const due = dueOn.get(key) ?? plan.period.end;
      const rest = restDay(due, plan.settings.bridgeDays.value);
      const day = `${locale === 'ro' ? 'ziua' : 'day'} ${days.get(key)}`;
      const order = after.length === 0 ? '' : ` ← ${after.join(', ')}`;
      const when = `${due}${rest === null ? '' : ` (${rest[locale]})`}`;
      return `    ${key.padEnd(4)} ${day.padEnd(9)} ${when}  ${title[locale]}${order}`;
    });
}

function assumptionLine({ path, value, rule, about }: Assumption, locale: Locale): string {
  const shown = Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
  return `${path} = ${shown}${rule === null ? '' : ` (${rule})`}: ${about[locale]}`;
}
