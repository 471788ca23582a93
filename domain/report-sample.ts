/** Invented facts of a project for tests of the report: people are roles, nothing happened. */
import { addDays, dueInstant } from './calendar.ts';
import type { GateFacts } from './gate.ts';
import type { MilestoneState } from './lifecycle.ts';
import type { Plan } from './plan.ts';
import type { Actor, EvidenceFact, MilestoneFact, ReportFacts } from './report-facts.ts';
import { sampleGate, sampleId, sampleIndicators, sampleRuns } from './report-sample-gates.ts';

export { sampleId };

export const STAFF: Actor = { id: sampleId(1), name: 'Expert de probă', role: 'staff' };
export const MANAGER: Actor = { id: sampleId(2), name: 'Manager de probă', role: 'manager' };

/** Noon of a day in Romania in winter, an hour later in summer. */
export const noonOf = (day: string): Date => new Date(`${day}T10:00:00Z`);

function milestoneFact(plan: Plan, index: number, state: MilestoneState): MilestoneFact {
  const planned = plan.milestones[index];
  if (!planned) throw new Error(`the plan has no milestone ${index}`);
  const dueOn = 'day' in planned.due ? addDays(plan.period.start, planned.due.day) : planned.due.date;
  const isHandedIn = state === 'submitted' || state === 'approved';
  const isEnded = state !== 'waiting' && state !== 'open' && state !== 'returned' && state !== 'submitted';
  return {
    id: sampleId(100 + index),
    key: planned.key,
    stage: planned.stage,
    kind: planned.kind,
    title: planned.title,
    state,
    dueAt: dueInstant(dueOn),
    submittedAt: isHandedIn ? noonOf(addDays(dueOn, -6)) : null,
    submittedBy: isHandedIn ? STAFF : null,
    endedAt: isEnded ? noonOf(addDays(dueOn, -3)) : null,
    endedBy: isEnded ? MANAGER : null,
  };
}

/** The files of each requirement: of the milestone, of each of its runs, of each organisation. */
function evidenceFacts(
  plan: Plan,
  milestones: readonly MilestoneFact[],
  gates: Readonly<Record<string, GateFacts>>,
): EvidenceFact[] {
  let number = 1000;
  return milestones.flatMap(({ id, key, dueAt }) => {
    const requirements = plan.milestones.find((milestone) => milestone.key === key)?.evidence ?? [];
    const { runs = [], organisations = [] } = gates[id] ?? {};
    return requirements.flatMap((requirement) => {
      const parts = {
        milestone: [{ runId: null, organisationId: null }],
        run: runs.map((run) => ({ runId: run.id, organisationId: null })),
        organisation: organisations.map((organisation) => ({ runId: null, organisationId: organisation.id })),
      }[requirement.per];
      return parts.flatMap((part) =>
        Array.from({ length: requirement.min }, (_, piece): EvidenceFact => {
          number += 1;
          const isLink = !requirement.accepts.includes('file');
          return {
            id: sampleId(number),
            milestoneId: id,
            requirement: requirement.key,
            ...part,
            name: isLink ? `Anunț ${piece + 1}` : `${key.toLowerCase()}-${requirement.key}-${piece + 1}.pdf`,
            description: piece === 0 ? `${requirement.title.ro}, exemplar de probă` : '',
            datedOn: addDays(dueAt.toISOString().slice(0, 10), -10 - piece),
            file: isLink
              ? null
              : { sha256: number.toString(16).padStart(64, 'c0ffee'), size: number * 1237, type: 'application/pdf' },
            link: isLink ? `https://example.org/anunturi/${number}` : null,
            addedAt: noonOf(addDays(dueAt.toISOString().slice(0, 10), -8)),
          };
        }),
      );
    });
  });
}

/** Every milestone of the plan in the state that `states` gives by key; approved where it says nothing. */
export function sampleFacts(plan: Plan, states: Readonly<Record<string, MilestoneState>> = {}): ReportFacts {
  const milestones = plan.milestones.map(({ key }, index) => milestoneFact(plan, index, states[key] ?? 'approved'));
  const worked = milestones.filter(({ state }) => state !== 'waiting' && state !== 'open' && state !== 'waived');
  const gates = Object.fromEntries(
    milestones.map((milestone, index) => [milestone.id, sampleGate(plan, index, worked.includes(milestone))]),
  );
  return {
    project: {
      id: sampleId(10),
      slug: plan.key,
      title: plan.title,
      state: 'running',
      startsOn: plan.period.start,
      endsOn: plan.period.end,
      plan,
    },
    milestones,
    gates,
    runs: milestones.flatMap((milestone) => {
      const gate = gates[milestone.id];
      return gate ? sampleRuns(milestone, gate) : [];
    }),
    sent: [],
    indicators: sampleIndicators(plan, milestones, gates),
    submission: null,
    evidence: evidenceFacts(plan, worked, gates),
    dueDates: milestones.map(({ id, dueAt }) => ({
      milestoneId: id,
      eventId: sampleId(50),
      dueAt,
      setAt: noonOf('2022-07-27'),
      reason: null,
    })),
    endings: [],
    amendments: [],
    money: { campaigns: [], matches: [], funds: [] },
    undelivered: [],
  };
}
