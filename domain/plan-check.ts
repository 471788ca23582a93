/**
 * What a plan's shape cannot say: whether its parts fit together. And where a plan's days fall.
 */
import { addDays, daysBetween } from './calendar.ts';
import { LOCALES, type LocalText, type MilestoneKind } from './lifecycle.ts';
import { searchKey } from './locale.ts';
import type { Counted, Plan, PlanMilestone } from './plan.ts';
import { parseDuration } from './reminders.ts';

/** One thing that is wrong with a plan: where (as `milestones[3].after[0]`), and why. */
export interface PlanFault {
  readonly path: string;
  readonly reason: LocalText;
}

/** Where a milestone stands in the plan. */
export interface PlanDay {
  readonly key: string;
  /** Days after the start; day 0 is the first day. */
  readonly day: number;
}

function dayOfMilestone(plan: Pick<Plan, 'period'>, { due }: PlanMilestone): number {
  return 'day' in due ? due.day : daysBetween(plan.period.start, due.date);
}

/** Each milestone's due day as days after the start, whichever way the plan writes it. */
export function planDays(plan: Pick<Plan, 'period' | 'milestones'>): PlanDay[] {
  return plan.milestones.map((milestone) => ({ key: milestone.key, day: dayOfMilestone(plan, milestone) }));
}

export interface PlacedPlan {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly milestones: readonly { readonly key: string; readonly dueOn: string }[];
}

/** The plan's true days for a project that starts on `startsOn`; all distances stay as the plan has them. */
export function placePlan(plan: Pick<Plan, 'period' | 'milestones'>, startsOn: string): PlacedPlan {
  return {
    startsOn,
    endsOn: addDays(startsOn, daysBetween(plan.period.start, plan.period.end)),
    milestones: planDays(plan).map(({ key, day }) => ({ key, dueOn: addDays(startsOn, day) })),
  };
}

/** Everything that does not fit, in the order of the plan. An empty list means that a project can be made from it. */
export function checkPlan(plan: Plan): PlanFault[] {
  const milestoneKeys = keysOf(plan.milestones);
  return [
    ...checkPeriod(plan),
    ...checkBudgetSize(plan),
    ...checkTargetGroup(plan),
    ...repeatedKeys('partners', plan.partners),
    ...repeatedKeys('budget.sources', plan.budget.sources),
    ...repeatedKeys('targetGroup.categories', plan.targetGroup.categories),
    ...repeatedKeys('promises', plan.promises),
    ...repeatedKeys('stages', plan.stages),
    ...repeatedKeys('milestones', plan.milestones),
    ...checkStages(plan),
    ...plan.milestones.flatMap((milestone, index) => [
      ...repeatedKeys(`milestones[${index}].quantities`, milestone.quantities),
      ...repeatedKeys(`milestones[${index}].evidence`, milestone.evidence),
      ...checkPredecessors(milestone, index, milestoneKeys),
      ...checkRuns(milestone, index),
      ...checkConsultation(milestone, index),
      ...checkOfKind(milestone, index),
      ...checkOutreach(milestone, index),
      ...checkCountedTargets(milestone, index, plan),
    ]),
    ...checkCycle(plan),
    ...checkDays(plan),
    ...checkFinalReport(plan),
    ...checkParticipants(plan),
    ...checkReminders(plan),
  ];
}

type Keyed = { readonly key: string };
const keysOf = (items: readonly Keyed[]): Set<string> => new Set(items.map((item) => item.key));
const fault = (path: string, ro: string, en: string): PlanFault => ({ path, reason: { ro, en } });

function repeatedKeys(path: string, items: readonly Keyed[]): PlanFault[] {
  const seen = new Set<string>();
  return items.flatMap(({ key }, index) => {
    const repeated = seen.has(key);
    seen.add(key);
    return repeated
      ? [fault(`${path}[${index}].key`, `cheia ${key} apare de două ori`, `the key ${key} appears twice`)]
      : [];
  });
}

function checkPeriod({ period }: Plan): PlanFault[] {
  if (period.end >= period.start) return [];
  return [fault('period.end', 'sfârșitul este înaintea începutului', 'the end is before the start')];
}

/** Figures that do not add up are shown as they are; figures that cannot be added are refused (R18). */
function checkBudgetSize({ budget }: Plan): PlanFault[] {
  const sum = budget.sources.reduce((total, { amount }) => total + BigInt(amount), 0n);
  if (sum <= BigInt(Number.MAX_SAFE_INTEGER)) return [];
  return [fault('budget.sources', 'suma surselor este prea mare', 'the sum of the sources is too large')];
}

function checkTargetGroup({ targetGroup }: Plan): PlanFault[] {
  const sum = targetGroup.categories.reduce((total, { quantity }) => total + quantity, 0);
  if (sum === targetGroup.total) return [];
  return [
    fault(
      'targetGroup.total',
      `categoriile însumează ${sum}, nu ${targetGroup.total}`,
      `the categories add up to ${sum}, not ${targetGroup.total}`,
    ),
  ];
}

function checkStages(plan: Plan): PlanFault[] {
  const stages = keysOf(plan.stages);
  const used = new Set(plan.milestones.map((milestone) => milestone.stage));
  return [
    ...plan.stages.flatMap(({ key }, index) =>
      used.has(key)
        ? []
        : [fault(`stages[${index}]`, `etapa ${key} nu are niciun jalon`, `the stage ${key} has no milestone`)],
    ),
    ...plan.milestones.flatMap(({ stage }, index) =>
      stages.has(stage)
        ? []
        : [fault(`milestones[${index}].stage`, `nu există etapa ${stage}`, `there is no stage ${stage}`)],
    ),
  ];
}

function checkPredecessors(milestone: PlanMilestone, index: number, keys: ReadonlySet<string>): PlanFault[] {
  return milestone.after.flatMap((key, place) => {
    const path = `milestones[${index}].after[${place}]`;
    if (!keys.has(key)) return [fault(path, `nu există jalonul ${key}`, `there is no milestone ${key}`)];
    if (milestone.after.indexOf(key) < place) {
      return [fault(path, `${key} apare de două ori`, `${key} appears twice`)];
    }
    return [];
  });
}

/** Figures of what is done in runs. */
const OF_RUNS: readonly Counted[] = ['runs', 'participants', 'target-group', 'attendees'];

/** What is done in runs, and what is counted of them. */
function checkRuns({ kind, runs, quantities, evidence }: PlanMilestone, index: number): PlanFault[] {
  const path = `milestones[${index}]`;
  if (runs && kind !== 'course' && kind !== 'study-visit' && kind !== 'consultation') {
    return [
      fault(
        `${path}.runs`,
        'numai cursurile (course), vizitele (study-visit) și consultările (consultation) se țin pe serii',
        'only courses (course), visits (study-visit) and consultations (consultation) are done in runs',
      ),
    ];
  }
  if (runs?.certificates && kind !== 'course') {
    return [fault(`${path}.runs.certificates`, 'numai cursurile dau certificate', 'only courses give certificates')];
  }
  if (runs) return [];
  return [
    ...quantities.flatMap(({ counts }, place) =>
      counts && OF_RUNS.includes(counts)
        ? [
            fault(
              `${path}.quantities[${place}].counts`,
              `${counts} se numără numai la un jalon cu runs`,
              `${counts} is counted only where the milestone has runs`,
            ),
          ]
        : [],
    ),
    ...evidence.flatMap(({ per }, place) =>
      per === 'run'
        ? [
            fault(
              `${path}.evidence[${place}].per`,
              'o dovadă pentru fiecare curs, vizită sau consultare cere un jalon cu runs',
              'evidence for each run needs a milestone with runs',
            ),
          ]
        : [],
    ),
  ];
}

/** What only milestones of one kind count (R17, R21–R23). */
const COUNTED_BY: Partial<Record<Counted, MilestoneKind>> = {
  initiatives: 'vote',
  campaigns: 'fundraising',
  'sum-statements': 'statement',
  matches: 'match',
  funds: 'fund',
};

function checkOfKind({ kind, quantities }: PlanMilestone, index: number): PlanFault[] {
  return quantities.flatMap(({ counts }, place) => {
    const only = counts && COUNTED_BY[counts];
    return only === undefined || only === kind
      ? []
      : [
          fault(
            `milestones[${index}].quantities[${place}].counts`,
            `${counts} se numără numai la un jalon de tipul ${only}`,
            `${counts} are counted only by a milestone of the kind ${only}`,
          ),
        ];
  });
}

/** R10, R11: whoever comes to a consultation counts there, and nowhere else; so do proposals, and minutes are its own. */
function checkConsultation({ kind, quantities, evidence }: PlanMilestone, index: number): PlanFault[] {
  const path = `milestones[${index}]`;
  const isOne = kind === 'consultation';
  return [
    ...quantities.flatMap(({ counts }, place) => {
      const where = `${path}.quantities[${place}].counts`;
      if (!isOne && (counts === 'attendees' || counts === 'proposals')) {
        return [
          fault(
            where,
            `${counts} se numără numai la un jalon de consultări (consultation)`,
            `${counts} is counted only by a consultation milestone`,
          ),
        ];
      }
      if (isOne && (counts === 'participants' || counts === 'target-group')) {
        return [
          fault(
            where,
            'la consultări se numără attendees: toți cei prezenți, cu fișa completă sau nu (R10)',
            'a consultation counts attendees: whoever was present, with a complete record or not (R10)',
          ),
        ];
      }
      return [];
    }),
    ...evidence.flatMap(({ minutes, per }, place) =>
      minutes && !(isOne && per === 'run')
        ? [
            fault(
              `${path}.evidence[${place}].minutes`,
              'procesul-verbal (minutes) se cere numai la consultări, pentru fiecare (per: run)',
              'minutes are asked only of a consultation milestone, for each run (per: run)',
            ),
          ]
        : [],
    ),
  ];
}

/** R5: organisations are informed by an outreach milestone, and counted by the evidence that each needs. */
function checkOutreach({ kind, quantities, evidence }: PlanMilestone, index: number): PlanFault[] {
  const path = `milestones[${index}]`;
  const proved = evidence.some(({ per }) => per === 'organisation');
  const elsewhere = (where: string): PlanFault[] =>
    kind === 'outreach'
      ? []
      : [
          fault(
            where,
            'organizațiile se informează numai la un jalon de informare (outreach)',
            'organisations are informed only by an outreach milestone',
          ),
        ];
  return [
    ...quantities.flatMap(({ counts }, place) => {
      if (counts !== 'organisations') return [];
      const where = `${path}.quantities[${place}].counts`;
      if (kind !== 'outreach' || proved) return elsewhere(where);
      return [
        fault(
          where,
          'nicio dovadă nu se cere pentru fiecare organizație (per: organisation), deci niciuna nu s-ar număra',
          'no evidence is asked of each organisation (per: organisation), so that none would count',
        ),
      ];
    }),
    ...evidence.flatMap(({ per }, place) =>
      per === 'organisation' ? elsewhere(`${path}.evidence[${place}].per`) : [],
    ),
  ];
}

/** R1: the target group is the sum of its categories, and so is the figure that counts it. */
function checkCountedTargets({ quantities }: PlanMilestone, index: number, { targetGroup }: Plan): PlanFault[] {
  return quantities.flatMap(({ counts, target }, place) =>
    counts === 'target-group' && target !== targetGroup.total
      ? [
          fault(
            `milestones[${index}].quantities[${place}].target`,
            `ținta este ${target}, iar totalul grupului țintă ${targetGroup.total}`,
            `the target is ${target}, while the target group adds up to ${targetGroup.total}`,
          ),
        ]
      : [],
  );
}

/** One fault with the whole circle in it, so that its author sees which link to cut. */
function checkCycle({ milestones }: Plan): PlanFault[] {
  const after = new Map(milestones.map((milestone) => [milestone.key, milestone.after]));
  const done = new Set<string>();
  const circleFrom = (key: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(key)) return [...path.slice(path.indexOf(key)), key];
    if (done.has(key)) return null;
    for (const predecessor of after.get(key) ?? []) {
      const circle = circleFrom(predecessor, [...path, key]);
      if (circle) return circle;
    }
    done.add(key);
    return null;
  };
  for (const [index, { key }] of milestones.entries()) {
    const circle = circleFrom(key, [])?.join(' → ');
    if (circle) {
      return [
        fault(
          `milestones[${index}].after`,
          `ordinea se închide în cerc: ${circle}`,
          `the order runs in a circle: ${circle}`,
        ),
      ];
    }
  }
  return [];
}

function checkDays(plan: Plan): PlanFault[] {
  const last = daysBetween(plan.period.start, plan.period.end);
  const days = new Map(planDays(plan).map(({ key, day }) => [key, day]));
  return plan.milestones.flatMap((milestone, index) => {
    const day = dayOfMilestone(plan, milestone);
    const path = `milestones[${index}]`;
    if (day < 0 || day > last) {
      return [
        fault(
          `${path}.due`,
          `termenul (ziua ${day}) este în afara proiectului (zilele 0–${last})`,
          `the due day (day ${day}) is outside the project (days 0–${last})`,
        ),
      ];
    }
    return milestone.after.flatMap((key) => {
      const distance = day - (days.get(key) ?? day);
      if (distance < 0) {
        return [
          fault(
            `${path}.due`,
            `termenul este înaintea termenului lui ${key}, după care vine`,
            `the due day is before that of ${key}, which it comes after`,
          ),
        ];
      }
      if (milestone.gap !== undefined && days.has(key) && distance < milestone.gap.days) {
        return [
          fault(
            `${path}.gap`,
            `planul însuși lasă numai ${distance} zile după ${key}`,
            `the plan itself leaves only ${distance} days after ${key}`,
          ),
        ];
      }
      return [];
    });
  });
}

function checkFinalReport({ milestones }: Plan): PlanFault[] {
  const reports = milestones.filter(({ kind }) => kind === 'final-report');
  if (reports.length !== 1) {
    return [
      fault(
        'milestones',
        `un plan are exact un raport final (final-report); acesta are ${reports.length}`,
        `a plan has exactly one final report (final-report); this one has ${reports.length}`,
      ),
    ];
  }
  return milestones.flatMap(({ after }, index) =>
    after.some((key) => key === reports[0]?.key)
      ? [
          fault(
            `milestones[${index}].after`,
            'nimic nu vine după raportul final',
            'nothing comes after the final report',
          ),
        ]
      : [],
  );
}

function seconds(duration: string): number {
  const length = parseDuration(duration);
  return 'days' in length ? length.days * 86_400 : length.seconds;
}

function checkReminders({ settings }: Plan): PlanFault[] {
  const lengths = settings.reminders.value.map(seconds);
  const faults = lengths.flatMap((length, index) =>
    index > 0 && length >= (lengths[index - 1] ?? 0)
      ? [
          fault(
            `settings.reminders.value[${index}]`,
            'reamintirile stau de la cel mai devreme la cel mai târziu, fiecare o singură dată',
            'reminders stand from the earliest to the latest, each once',
          ),
        ]
      : [],
  );
  if (seconds(settings.overdue.value) === 0) {
    faults.push(
      fault(
        'settings.overdue.value',
        'întârzierea se anunță după termen, nu la termen',
        'lateness is told after the due day, not on it',
      ),
    );
  }
  if (seconds(settings.escalation.value) < seconds(settings.overdue.value)) {
    faults.push(
      fault(
        'settings.escalation.value',
        'managerul află după responsabil, nu înaintea lui',
        'the manager is told after the owner, not before',
      ),
    );
  }
  return faults;
}

function checkParticipants({ participants }: Plan): PlanFault[] {
  const { fields, ageGroups } = participants;
  return [
    ...repeatedKeys('participants.fields', fields),
    ...repeatedTitles('participants.fields', fields),
    ...fields.flatMap(({ choices }, index) => [
      ...repeatedKeys(`participants.fields[${index}].choices`, choices),
      ...repeatedTitles(`participants.fields[${index}].choices`, choices),
    ]),
    ...repeatedKeys('participants.ageGroups.groups', ageGroups.groups),
    ...checkAgeGroups(ageGroups.groups),
  ];
}

/** An import reads columns and choices by their titles, so two must not look the same. */
function repeatedTitles(path: string, items: Plan['participants']['fields'][number]['choices']): PlanFault[] {
  return LOCALES.flatMap((locale) => {
    const seen = new Set<string>();
    return items.flatMap(({ title }, index) => {
      const name = searchKey(title[locale]);
      const repeated = seen.has(name);
      seen.add(name);
      return repeated
        ? [
            fault(
              `${path}[${index}].title.${locale}`,
              `titlul „${title[locale]}” apare de două ori`,
              `the title “${title[locale]}” appears twice`,
            ),
          ]
        : [];
    });
  });
}

/** From the youngest to the oldest, one after another: nobody is in two groups, and nobody between two. */
function checkAgeGroups(groups: Plan['participants']['ageGroups']['groups']): PlanFault[] {
  return groups.flatMap(({ key, from, to }, index) => {
    const path = `participants.ageGroups.groups[${index}]`;
    const before = groups[index - 1];
    if (to !== null && to < from) {
      return [
        fault(`${path}.to`, `grupa ${key} se încheie înainte să înceapă`, `the group ${key} ends before it begins`),
      ];
    }
    if (before === undefined || from === (before.to ?? Number.NaN) + 1) return [];
    return before.to === null || from <= before.to
      ? [fault(`${path}.from`, `grupa ${key} se suprapune cu ${before.key}`, `the group ${key} overlaps ${before.key}`)]
      : [
          fault(
            `${path}.from`,
            `între grupele ${before.key} și ${key} rămân vârste fără grupă`,
            `between the groups ${before.key} and ${key} some ages are in none`,
          ),
        ];
  });
}
