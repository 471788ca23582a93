/** Invented runs, organisations and figures for tests of the report: everything that the plan asks for was done. */
import type { GateFacts } from './gate.ts';
import { type Breakdown, type CountedPersons, countsPersons, type Indicator, type Share } from './indicators.ts';
import { takesEvidence } from './lifecycle.ts';
import type { Plan, PlanMilestone } from './plan.ts';
import type { MilestoneFact, RunFact } from './report-facts.ts';

/** The same id for the same number, so that one model stays one model. */
export const sampleId = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const SESSIONS = 5;

/** As many runs as the plan counts, one where it counts none. */
function runsOf(plan: Plan, planned: PlanMilestone, index: number): GateFacts['runs'] {
  if (!planned.runs) return [];
  const many = planned.quantities.find(({ counts }) => counts === 'runs')?.target ?? 1;
  const persons = planned.quantities.find(({ counts }) => countsPersons(counts))?.target ?? 0;
  const earned = planned.runs.certificates ? Math.floor(persons / many) : 0;
  return Array.from({ length: many }, (_, place) => ({
    id: sampleId(2000 + index * 10 + place),
    number: place + 1,
    name: `Seria ${place + 1}`,
    sessions: SESSIONS,
    closed: SESSIONS,
    attended: true,
    notice: planned.kind === 'consultation' ? { days: plan.settings.noticeDays.value, inTime: true } : null,
    entitled: earned,
    certified: earned,
    evidence: Object.fromEntries(planned.evidence.filter(({ per }) => per === 'run').map(({ key, min }) => [key, min])),
  }));
}

/** As many organisations as the plan asks for, each informed. */
function organisationsOf(planned: PlanMilestone, index: number): GateFacts['organisations'] {
  const asked = planned.evidence.filter(({ per }) => per === 'organisation');
  if (asked.length === 0) return [];
  const many = planned.quantities.find(({ counts }) => counts === 'organisations')?.target ?? 1;
  return Array.from({ length: many }, (_, place) => ({
    id: sampleId(3000 + index * 10 + place),
    name: `Asociația de probă ${place + 1}`,
    evidence: Object.fromEntries(asked.map(({ key, min }) => [key, min])),
  }));
}

/** A gate with everything, or (`worked` false) with nothing. */
export function sampleGate(plan: Plan, index: number, worked: boolean): GateFacts {
  const planned = plan.milestones[index];
  if (!planned) throw new Error(`the plan has no milestone ${index}`);
  const nothing = { evidence: {}, runs: [], organisations: [], categories: [] };
  return {
    requirements: planned.evidence,
    unfinished: [],
    quantities: planned.quantities.map(({ key, title, target, counts }) => ({
      key,
      title,
      target,
      counts,
      actual: worked ? target : counts ? 0 : null,
    })),
    ...(worked
      ? {
          evidence: Object.fromEntries(
            planned.evidence.filter(({ per }) => per === 'milestone').map(({ key, min }) => [key, min]),
          ),
          runs: runsOf(plan, planned, index),
          organisations: organisationsOf(planned, index),
          categories: [],
        }
      : nothing),
  };
}

/** When and where the runs of a gate were: the week before the milestone was due, 20 persons in each. */
export function sampleRuns({ id, dueAt }: MilestoneFact, { runs }: GateFacts): RunFact[] {
  return runs.map(({ id: runId, number, name, notice }) => {
    const startsAt = new Date(dueAt.getTime() - (7 + number) * 86_400_000);
    const endsAt = new Date(startsAt.getTime() + (SESSIONS - 1) * 86_400_000);
    return {
      id: runId,
      milestoneId: id,
      number,
      title: name,
      place: 'Căminul cultural (exemplu)',
      startsAt,
      endsAt,
      present: 20,
      noticeAt: notice && new Date(startsAt.getTime() - 14 * 86_400_000),
      minutes: notice && { givenAt: endsAt },
    };
  });
}

/** Shares out `persons` as evenly as it goes. */
const shared = (shares: readonly Omit<Share, 'persons'>[], persons: number): Share[] =>
  shares.map((share, place) => ({
    ...share,
    persons: Math.floor(persons / shares.length) + (place < persons % shares.length ? 1 : 0),
  }));

function breakdown({ participants, targetGroup }: Plan, counts: CountedPersons, persons: number): Breakdown {
  const inGroup = counts === 'target-group';
  const categories = targetGroup.categories.map(({ key, name, quantity }) => ({ key, title: name, quantity }));
  return {
    incomplete: 3,
    byCategory: shared(categories, persons).map(({ key, title, persons: many }, place) => ({
      key,
      title,
      persons: many,
      target: inGroup ? (categories[place]?.quantity ?? null) : null,
    })),
    byField: participants.fields
      .filter(({ choices }) => choices.length > 0)
      .map(({ key, title, choices }) => ({ key, title, counts: shared(choices, persons) })),
    byAgeGroup: shared(
      participants.ageGroups.groups.map(({ key, title }) => ({ key, title })),
      persons,
    ),
  };
}

/** The indicators that go with these gates. */
export function sampleIndicators(
  plan: Plan,
  milestones: readonly MilestoneFact[],
  gates: Readonly<Record<string, GateFacts>>,
): Indicator[] {
  return milestones.flatMap(({ id, key: milestoneKey, title: milestoneTitle, state }) =>
    (gates[id]?.quantities ?? []).map(
      ({ key, title, target, actual, counts = null }): Indicator => ({
        milestone: { id, key: milestoneKey, title: milestoneTitle },
        key,
        title,
        target,
        actual,
        counts,
        frozen: !takesEvidence(state),
        today: counts === null ? null : actual,
        ...(counts === 'attendees' && { attendances: (actual ?? 0) + 5 }),
        breakdown: countsPersons(counts) ? breakdown(plan, counts, actual ?? 0) : null,
      }),
    ),
  );
}
