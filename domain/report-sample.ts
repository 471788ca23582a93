/** Invented facts of a project for tests of the report: people are roles, nothing happened. */
import { addDays, dueInstant } from './calendar.ts';
import type { MilestoneState } from './lifecycle.ts';
import type { Plan } from './plan.ts';
import type { Actor, EvidenceFact, MilestoneFact, ReportFacts } from './report-facts.ts';

/** The same id for the same number, so that one model stays one model. */
export const sampleId = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

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

function evidenceFacts(plan: Plan, milestones: readonly MilestoneFact[]): EvidenceFact[] {
  let number = 1000;
  return milestones.flatMap(({ id, key, dueAt }) => {
    const requirements = plan.milestones.find((milestone) => milestone.key === key)?.evidence ?? [];
    return requirements.flatMap((requirement) =>
      Array.from({ length: requirement.min }, (_, piece): EvidenceFact => {
        number += 1;
        const isLink = !requirement.accepts.includes('file');
        return {
          id: sampleId(number),
          milestoneId: id,
          requirement: requirement.key,
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
}

/** Every milestone of the plan in the state that `states` gives by key; approved where it says nothing. */
export function sampleFacts(plan: Plan, states: Readonly<Record<string, MilestoneState>> = {}): ReportFacts {
  const milestones = plan.milestones.map(({ key }, index) => milestoneFact(plan, index, states[key] ?? 'approved'));
  const worked = milestones.filter(({ state }) => state !== 'waiting' && state !== 'open' && state !== 'waived');
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
    quantities: plan.milestones.flatMap(({ quantities }, index) =>
      quantities.map(({ key, title, target }) => {
        const isWorked = worked.some(({ id }) => id === sampleId(100 + index));
        return { milestoneId: sampleId(100 + index), key, title, target, actual: isWorked ? target : null };
      }),
    ),
    evidence: evidenceFacts(plan, worked),
    dueDates: milestones.map(({ id, dueAt }) => ({
      milestoneId: id,
      eventId: sampleId(50),
      dueAt,
      setAt: noonOf('2022-07-27'),
      reason: null,
    })),
    endings: [],
    amendments: [],
    undelivered: [],
  };
}
