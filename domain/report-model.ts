/**
 * The final report as figures and facts, in no language and on no page: what PDF, API and other forms are made from.
 * Plain JSON: instants are ISO strings, days YYYY-MM-DD, money bani. R25: every figure carries the records behind it.
 */
import { checkBudget } from './budget.ts';
import { daysBetween } from './calendar.ts';
import { minutesOf } from './consultations.ts';
import { piecesOf } from './gate.ts';
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
import { messageRequirement } from './outreach.ts';
import type { Plan, PlanMilestone } from './plan.ts';
import type { Actor, EvidenceFact, MilestoneFact, ReportFacts, SentFact } from './report-facts.ts';
import { type Gap, gapsOf } from './report-gaps.ts';
import { type ReportedIndicators, reportedIndicators } from './report-indicators.ts';
import { type ReportedMoney, reportedMoney } from './report-money.ts';
import { gateOf, recordsBehind, reference } from './report-records.ts';

/** Where a figure comes from. `part` names a value inside the record, e.g. the plan's `budget.total`. */
export interface RecordRef {
  readonly kind:
    | 'plan'
    | 'milestone'
    | 'quantity'
    | 'evidence'
    | 'event'
    | 'amendment'
    | 'message'
    | 'run'
    | 'organisation'
    | 'campaign'
    /** A ledger's entries, narrowed by `part` as `kind=refund`. */
    | 'ledger'
    | 'match'
    | 'fund'
    /** The register's list of who attended a run of the milestone with this id; `part` narrows it. */
    | 'persons';
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
  readonly per: 'milestone' | 'run' | 'organisation';
  /** Documents that the plan asks for: in all, or of each part. */
  readonly need: Figure;
  /** Documents that count, in all. */
  readonly have: Figure;
  /** Empty where it is asked of each run or organisation: then each part has its own. */
  readonly evidence: readonly ReportedEvidence[];
  readonly parts: readonly ReportedPart[];
}

/** What one run or one organisation gave. */
export interface ReportedPart {
  readonly id: string;
  readonly name: string;
  readonly have: Figure;
  readonly evidence: readonly ReportedEvidence[];
}

export interface ReportedRun {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly place: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly sessions: Figure;
  /** Sessions whose attendance is complete. */
  readonly closed: Figure;
  /** Unique persons who were present. */
  readonly present: Figure;
  /** R4: certificates that stand, of the persons who earned one; null where none are given. */
  readonly certificates: { readonly certified: Figure; readonly entitled: Figure } | null;
  /** R11: when the notice of a consultation became public; null before, and of other runs. */
  readonly noticeAt: string | null;
  /** R11: days after the last one for the minutes on which they came, or are missing still; null where none are asked. */
  readonly minutesLate: Figure | null;
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
  readonly runs: readonly ReportedRun[];
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
  /** What was raised, matched and put into the fund: outside of the budget (R23). */
  readonly money: ReportedMoney;
  readonly targetGroup: {
    readonly total: Figure;
    readonly categories: readonly {
      readonly key: string;
      readonly name: LocalText;
      readonly who: LocalText;
      readonly quantity: Figure;
      /** R1: who took part, with a complete record; null where the plan counts it nowhere. */
      readonly present: Figure | null;
    }[];
    readonly present: Figure | null;
  };
  /** Every quantity of the plan; of persons, who they are. */
  readonly indicators: ReportedIndicators;
  readonly promises: readonly {
    readonly key: string;
    readonly title: LocalText;
    readonly have: Figure;
    readonly evidence: readonly (ReportedEvidence & { readonly milestoneKey: string })[];
  }[];
  /** R26: the funder's line. */
  readonly publicity: LocalText;
}

function reportedEvidence(evidence: EvidenceFact): ReportedEvidence {
  const { id, name, description, datedOn, file, link } = evidence;
  return { id, name, description, datedOn, addedAt: evidence.addedAt.toISOString(), file, link };
}

/** A value with the records behind it; where there are none it leads to the record that has none of them. */
const figure = (value: number, records: readonly RecordRef[], none: RecordRef): Figure => ({
  value,
  records: records.length > 0 ? records : [none],
});

/** How many records there are; a zero leads to the record that has none of them. */
function count(records: readonly RecordRef[], none: RecordRef): Figure {
  return { value: records.length, records: records.length > 0 ? records : [none] };
}

function requirementsOf(
  facts: ReportFacts,
  milestone: MilestoneFact,
  plan: PlanMilestone | undefined,
): ReportedRequirement[] {
  const { id } = milestone;
  const pieces = facts.evidence.filter(({ milestoneId }) => milestoneId === id);
  const { requirements, evidence, runs, organisations } = gateOf(facts, id);
  const message = messageRequirement(requirements);
  return (plan?.evidence ?? []).map(({ key, title, min, per }) => {
    const standing = pieces.filter(({ requirement }) => requirement === key);
    const itself = reference('milestone', id);
    const parts =
      per === 'milestone'
        ? []
        : (per === 'run' ? runs : organisations).map((part): ReportedPart => {
            const own = standing.filter(({ runId, organisationId }) => (runId ?? organisationId) === part.id);
            const sent = facts.sent.filter(
              ({ milestoneId, organisationId }) => key === message && milestoneId === id && organisationId === part.id,
            );
            return {
              id: part.id,
              name: part.name,
              have: figure(
                piecesOf(part.evidence, key),
                [...ofEvidence(own), ...ofMessages(sent)],
                reference(per, part.id),
              ),
              evidence: own.map(reportedEvidence),
            };
          });
    const whole = standing.filter(({ runId, organisationId }) => runId === null && organisationId === null);
    return {
      key,
      title,
      per,
      need: {
        value: min,
        records: [reference('plan', facts.project.id, `milestones.${milestone.key}.evidence.${key}`)],
      },
      have:
        per === 'milestone'
          ? figure(piecesOf(evidence, key), ofEvidence(whole), itself)
          : figure(
              parts.reduce((sum, { have }) => sum + have.value, 0),
              parts.filter(({ have }) => have.value > 0).flatMap(({ have }) => have.records),
              itself,
            ),
      evidence: per === 'milestone' ? whole.map(reportedEvidence) : [],
      parts,
    };
  });
}

const ofEvidence = (pieces: readonly EvidenceFact[]): RecordRef[] => pieces.map(({ id }) => reference('evidence', id));
const ofMessages = (sent: readonly SentFact[]): RecordRef[] => sent.map(({ id }) => reference('message', id));

function runsOf(
  facts: ReportFacts,
  milestone: MilestoneFact,
  plan: PlanMilestone | undefined,
  now: Date,
): ReportedRun[] {
  const { recordsDue } = facts.project.plan.settings;
  const { runs } = gateOf(facts, milestone.id);
  return runs.flatMap(({ id, sessions, closed, entitled, certified }) => {
    const run = facts.runs.find((known) => known.id === id);
    if (!run) return [];
    const records = [reference('run', id)];
    const { number, title, place, startsAt, endsAt, present, noticeAt, minutes } = run;
    return [
      {
        id,
        number,
        title,
        place,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        sessions: { value: sessions, records },
        closed: { value: closed, records },
        present: { value: present, records },
        certificates: plan?.runs?.certificates
          ? { certified: { value: certified, records }, entitled: { value: entitled, records } }
          : null,
        noticeAt: noticeAt?.toISOString() ?? null,
        minutesLate:
          minutes && endsAt <= now
            ? { value: minutesOf(endsAt, minutes.givenAt, recordsDue.value, now).lateDays, records }
            : null,
      },
    ];
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

function reportedMilestone(facts: ReportFacts, milestone: MilestoneFact, now: Date): ReportedMilestone {
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
    quantities: gateOf(facts, id).quantities.map(({ key: part, title: words, target, actual, counts }) => ({
      key: part,
      title: words,
      target: { value: target, records: [reference('quantity', id, part)] },
      actual: actual === null ? null : { value: actual, records: recordsBehind(facts, id, part, counts ?? null) },
    })),
    requirements: requirementsOf(facts, milestone, plan),
    runs: runsOf(facts, milestone, plan, now),
  };
}

function stagesOf(facts: ReportFacts, now: Date): ReportedStage[] {
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
      milestones: milestones.map((milestone) => reportedMilestone(facts, milestone, now)),
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

function targetGroupOf(
  { project: { id, plan } }: ReportFacts,
  { rows }: ReportedIndicators,
): ReportModel['targetGroup'] {
  const counted = rows.find(({ counts }) => counts === 'target-group');
  return {
    total: { value: plan.targetGroup.total, records: [reference('plan', id, 'targetGroup.total')] },
    present: counted?.actual ?? null,
    categories: plan.targetGroup.categories.map(({ key, name, who, quantity }) => ({
      key,
      name,
      who,
      quantity: { value: quantity, records: [reference('plan', id, `targetGroup.categories.${key}`)] },
      present: counted?.breakdown?.byCategory.find((category) => category.key === key)?.persons ?? null,
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
  const stages = stagesOf(facts, now);
  const milestones = stages.flatMap((stage) => stage.milestones);
  const none = reference('plan', facts.project.id, 'milestones');
  const all = milestones.map(({ id }) => reference('milestone', id));
  const moved = milestones.flatMap(({ moves }) => moves.map(({ records }) => records));
  const indicators = reportedIndicators(facts);
  const shown = {
    project: projectHead(facts),
    stages,
    budget: budgetOf(facts),
    money: reportedMoney(facts),
    indicators,
    targetGroup: targetGroupOf(facts, indicators),
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
