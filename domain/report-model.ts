/**
 * The final report as figures and facts, in no language and on no page: what PDF, API and other forms are made from.
 * Plain JSON: instants are ISO strings, days YYYY-MM-DD, money bani. R25: every figure carries the records behind it.
 */
import { checkBudget } from './budget.ts';
import { daysBetween } from './calendar.ts';
import {
  isComplete,
  type LocalText,
  type MilestoneKind,
  type MilestoneState,
  type ProjectState,
  type StageState,
  stageState,
  takesEvidence,
} from './lifecycle.ts';
import type { Plan, PlanMilestone } from './plan.ts';
import type { Actor, EvidenceFact, MilestoneFact, ReportFacts } from './report-facts.ts';
import { type Gap, gapsOf } from './report-gaps.ts';

/** Where a figure comes from. `part` names a value inside the record, e.g. the plan's `budget.total`. */
export interface RecordRef {
  readonly kind: 'plan' | 'milestone' | 'quantity' | 'evidence' | 'event' | 'amendment' | 'message';
  readonly id: string;
  readonly part?: string;
}

/** R25: a whole number with at least one record behind it. */
export interface Figure {
  readonly value: number;
  readonly records: readonly RecordRef[];
}

export interface ReportedEvidence {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly datedOn: string | null;
  readonly addedAt: string;
  readonly file: { readonly sha256: string; readonly size: number; readonly type: string } | null;
  readonly link: string | null;
}

export interface ReportedRequirement {
  readonly key: string;
  readonly title: LocalText;
  readonly need: Figure;
  readonly have: Figure;
  readonly evidence: readonly ReportedEvidence[];
}

export interface ReportedQuantity {
  readonly key: string;
  readonly title: LocalText;
  readonly target: Figure;
  readonly actual: Figure | null;
}

/** R8: a due date that was moved, and why. */
export interface ReportedMove {
  readonly from: string;
  readonly to: string;
  readonly movedAt: string;
  /** null where the text was erased. */
  readonly reason: string | null;
  readonly records: readonly RecordRef[];
}

export interface ReportedMilestone {
  readonly id: string;
  readonly key: string;
  readonly title: LocalText;
  readonly kind: MilestoneKind;
  readonly state: MilestoneState;
  /** The due instant of the plan, and the one that holds now. */
  readonly plannedDueAt: string;
  readonly dueAt: string;
  readonly moves: readonly ReportedMove[];
  /** The submission that stands; null before it and after a return. */
  readonly submittedAt: string | null;
  readonly submittedBy: Actor | null;
  readonly endedAt: string | null;
  readonly endedBy: Actor | null;
  /** For an adopted milestone: the day on which it was really completed. */
  readonly completedOn: string | null;
  /** Why it was adopted, waived or cancelled; null otherwise, and where the text was erased. */
  readonly endReason: string | null;
  readonly quantities: readonly ReportedQuantity[];
  readonly requirements: readonly ReportedRequirement[];
}

export interface ReportedStage {
  readonly key: string;
  readonly name: LocalText;
  readonly state: StageState;
  readonly done: Figure;
  readonly total: Figure;
  readonly milestones: readonly ReportedMilestone[];
}

export interface ReportModel {
  /** When the report was made: the date in the PDF too, so that one model gives one file. */
  readonly madeAt: string;
  readonly project: {
    readonly id: string;
    readonly slug: string;
    readonly title: LocalText;
    readonly summary: LocalText;
    readonly state: ProjectState;
    readonly codes: Plan['codes'];
    readonly funder: Plan['funder'];
    readonly partners: Plan['partners'];
    readonly startsOn: string;
    readonly endsOn: string;
    /** The end before any amendment. */
    readonly plannedEndsOn: string;
    /** Both ends counted. */
    readonly days: Figure;
    readonly amendments: readonly {
      readonly number: string;
      readonly signedOn: string;
      readonly oldEnd: string;
      readonly newEnd: string;
      readonly reason: string | null;
      readonly records: readonly RecordRef[];
    }[];
    readonly cancelReason: string | null;
  };
  readonly summary: {
    readonly done: Figure;
    readonly total: Figure;
    readonly evidence: Figure;
    readonly moves: Figure;
    /** Gaps to close before submission. */
    readonly gaps: Figure;
  };
  /** Listed before anything else: what must be done before the report is submitted, then what it must explain. */
  readonly gaps: readonly Gap[];
  readonly stages: readonly ReportedStage[];
  readonly budget: {
    readonly currency: 'RON';
    readonly total: Figure;
    readonly sources: readonly { readonly key: string; readonly name: LocalText; readonly amount: Figure }[];
    readonly sum: Figure;
    /** total − sum; not 0 is flagged, never corrected. */
    readonly difference: Figure;
  };
  readonly targetGroup: {
    readonly total: Figure;
    readonly categories: readonly {
      readonly key: string;
      readonly name: LocalText;
      readonly who: LocalText;
      readonly quantity: Figure;
    }[];
  };
  readonly promises: readonly {
    readonly key: string;
    readonly title: LocalText;
    readonly have: Figure;
    readonly evidence: readonly (ReportedEvidence & { readonly milestoneKey: string })[];
  }[];
  /** R26: the funder's line. */
  readonly publicity: LocalText;
}

const reference = (kind: RecordRef['kind'], id: string, part?: string): RecordRef =>
  part === undefined ? { kind, id } : { kind, id, part };

function reportedEvidence(evidence: EvidenceFact): ReportedEvidence {
  const { id, name, description, datedOn, file, link } = evidence;
  return { id, name, description, datedOn, addedAt: evidence.addedAt.toISOString(), file, link };
}

/** How many records there are; a zero leads to the record that has none of them. */
function count(records: readonly RecordRef[], none: RecordRef): Figure {
  return { value: records.length, records: records.length > 0 ? records : [none] };
}

function requirementsOf(
  facts: ReportFacts,
  milestone: MilestoneFact,
  plan: PlanMilestone | undefined,
): ReportedRequirement[] {
  const pieces = facts.evidence.filter(({ milestoneId }) => milestoneId === milestone.id);
  return (plan?.evidence ?? []).map(({ key, title, min }) => {
    const standing = pieces.filter(({ requirement }) => requirement === key);
    return {
      key,
      title,
      need: {
        value: min,
        records: [reference('plan', facts.project.id, `milestones.${milestone.key}.evidence.${key}`)],
      },
      have: count(
        standing.map(({ id }) => reference('evidence', id)),
        reference('milestone', milestone.id),
      ),
      evidence: standing.map(reportedEvidence),
    };
  });
}

function movesOf(facts: ReportFacts, milestone: MilestoneFact): { plannedDueAt: string; moves: ReportedMove[] } {
  const [planned, ...later] = facts.dueDates.filter(({ milestoneId }) => milestoneId === milestone.id);
  let from = planned?.dueAt ?? milestone.dueAt;
  const moves = later.map(({ dueAt, setAt, reason, eventId }) => {
    const move = {
      from: from.toISOString(),
      to: dueAt.toISOString(),
      movedAt: setAt.toISOString(),
      reason,
      records: [reference('event', eventId), reference('milestone', milestone.id)],
    };
    from = dueAt;
    return move;
  });
  return { plannedDueAt: (planned?.dueAt ?? milestone.dueAt).toISOString(), moves };
}

function reportedMilestone(facts: ReportFacts, milestone: MilestoneFact): ReportedMilestone {
  const plan = facts.project.plan.milestones.find(({ key }) => key === milestone.key);
  const { id, key, title, kind, state, endedBy } = milestone;
  // A cancelled project takes its milestones with it, for its own reason.
  const endedWith = state === 'cancelled' ? null : id;
  const ending = facts.endings.findLast(({ milestoneId }) => milestoneId === endedWith);
  const isHandedIn = !takesEvidence(state);
  return {
    id,
    key,
    title,
    kind,
    state,
    dueAt: milestone.dueAt.toISOString(),
    ...movesOf(facts, milestone),
    submittedAt: (isHandedIn && milestone.submittedAt?.toISOString()) || null,
    submittedBy: isHandedIn ? milestone.submittedBy : null,
    endedAt: milestone.endedAt?.toISOString() ?? null,
    endedBy,
    completedOn: ending?.completedOn ?? null,
    endReason: ending?.reason ?? null,
    quantities: facts.quantities
      .filter(({ milestoneId }) => milestoneId === id)
      .map(({ key: part, title: words, target, actual }) => {
        const records = [reference('quantity', id, part)];
        return {
          key: part,
          title: words,
          target: { value: target, records },
          actual: actual === null ? null : { value: actual, records },
        };
      }),
    requirements: requirementsOf(facts, milestone, plan),
  };
}

function stagesOf(facts: ReportFacts): ReportedStage[] {
  const { plan } = facts.project;
  return plan.stages.map(({ key, name }) => {
    const milestones = facts.milestones.filter(({ stage }) => stage === key);
    const none = reference('plan', facts.project.id, `stages.${key}`);
    const all = milestones.map(({ id }) => reference('milestone', id));
    const done = milestones.filter(({ state }) => isComplete(state)).map(({ id }) => reference('milestone', id));
    return {
      key,
      name,
      state: stageState(milestones.map(({ state }) => state)),
      done: count(done, all[0] ?? none),
      total: count(all, none),
      milestones: milestones.map((milestone) => reportedMilestone(facts, milestone)),
    };
  });
}

/** The published figures and what they add up to, whatever that is. */
function budgetOf({ project: { id, plan } }: ReportFacts): ReportModel['budget'] {
  const { total, sum, difference } = checkBudget(plan.budget);
  const ofTotal = [reference('plan', id, 'budget.total')];
  const sources = plan.budget.sources.map(({ key, name, amount }) => ({
    key,
    name,
    amount: { value: amount, records: [reference('plan', id, `budget.sources.${key}`)] },
  }));
  const ofSources = sources.flatMap(({ amount }) => amount.records);
  return {
    currency: plan.budget.currency,
    total: { value: total, records: ofTotal },
    sources,
    sum: { value: sum, records: ofSources },
    difference: { value: difference, records: [...ofTotal, ...ofSources] },
  };
}

function targetGroupOf({ project: { id, plan } }: ReportFacts): ReportModel['targetGroup'] {
  return {
    total: { value: plan.targetGroup.total, records: [reference('plan', id, 'targetGroup.total')] },
    categories: plan.targetGroup.categories.map(({ key, name, who, quantity }) => ({
      key,
      name,
      who,
      quantity: { value: quantity, records: [reference('plan', id, `targetGroup.categories.${key}`)] },
    })),
  };
}

/** A promise is proved by evidence that was given under the promise's own key, at whichever milestone. */
function promisesOf(facts: ReportFacts): ReportModel['promises'] {
  const keys = new Map(facts.milestones.map(({ id, key }) => [id, key]));
  return facts.project.plan.promises.map(({ key, title }) => {
    const pieces = facts.evidence.filter(({ requirement }) => requirement === key);
    return {
      key,
      title,
      have: count(
        pieces.map(({ id }) => reference('evidence', id)),
        reference('plan', facts.project.id, `promises.${key}`),
      ),
      evidence: pieces.map((piece) => ({
        ...reportedEvidence(piece),
        milestoneKey: keys.get(piece.milestoneId) ?? '',
      })),
    };
  });
}

function projectHead(facts: ReportFacts): ReportModel['project'] {
  const { id, slug, title, state, startsOn, endsOn, plan } = facts.project;
  const amendments = facts.amendments.map(({ number, signedOn, oldEnd, newEnd, reason, ...amendment }) => ({
    number,
    signedOn,
    oldEnd,
    newEnd,
    reason,
    records: [reference('amendment', amendment.id), reference('event', amendment.eventId)],
  }));
  return {
    id,
    slug,
    title,
    summary: plan.summary,
    state,
    codes: plan.codes,
    funder: plan.funder,
    partners: plan.partners,
    startsOn,
    endsOn,
    plannedEndsOn: amendments[0]?.oldEnd ?? endsOn,
    days: {
      value: daysBetween(startsOn, endsOn) + 1,
      records: [reference('plan', id, 'period'), ...amendments.flatMap(({ records }) => records)],
    },
    amendments,
    cancelReason: facts.endings.findLast(({ milestoneId }) => milestoneId === null)?.reason ?? null,
  };
}

/**
 * The report of a project as its records stand.
 * @param now when the report is made; decides what is overdue
 */
export function buildReportModel(facts: ReportFacts, now: Date): ReportModel {
  const stages = stagesOf(facts);
  const milestones = stages.flatMap((stage) => stage.milestones);
  const none = reference('plan', facts.project.id, 'milestones');
  const all = milestones.map(({ id }) => reference('milestone', id));
  const moved = milestones.flatMap(({ moves }) => moves.map(({ records }) => records));
  const shown = {
    project: projectHead(facts),
    stages,
    budget: budgetOf(facts),
    targetGroup: targetGroupOf(facts),
    promises: promisesOf(facts),
  };
  const gaps = gapsOf(shown, facts, now);
  const toSolve = gaps.filter(({ weight }) => weight === 'solve');
  return {
    madeAt: now.toISOString(),
    ...shown,
    gaps,
    summary: {
      done: count(
        milestones.filter(({ state }) => isComplete(state)).map(({ id }) => reference('milestone', id)),
        all[0] ?? none,
      ),
      total: count(all, none),
      evidence: count(
        facts.evidence.map(({ id }) => reference('evidence', id)),
        none,
      ),
      moves: { value: moved.length, records: moved.length > 0 ? moved.flat() : [all[0] ?? none] },
      gaps: { value: toSolve.length, records: toSolve.length > 0 ? toSolve.flatMap(({ records }) => records) : [none] },
    },
    publicity: facts.project.plan.publicity,
  };
}
