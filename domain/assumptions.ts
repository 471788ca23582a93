/**
 * Everything in a plan that its author assumed: shown as a setting with its reason, never buried (domain, [A]).
 */
import type { LocalText } from './lifecycle.ts';
import type { Plan, PlanMilestone, Source } from './plan.ts';

export interface Assumption {
  /** Where it stands in the plan, by keys: `settings.overdue`, `milestones.A9.due`. */
  readonly path: string;
  readonly value: unknown;
  /** The rule it belongs to, as `R7`; null where it belongs to none. */
  readonly rule: string | null;
  readonly about: LocalText;
}

/** The assumed values of a plan: its settings first, then its figures, the register's, then each milestone's, in the plan's order. */
export function assumptionsOf(plan: Plan): Assumption[] {
  const settings = Object.entries(plan.settings).flatMap(([name, { value, source, rule, about }]) =>
    when(source, `settings.${name}`, value, rule, about),
  );
  const { period, budget, targetGroup } = plan;
  const figures = [
    ...when(period.source, 'period', `${period.start}/${period.end}`, null, {
      ro: 'Perioada proiectului.',
      en: "The project's period.",
    }),
    ...when(budget.source, 'budget', budget.total, 'R18', { ro: 'Bugetul, în bani.', en: 'The budget, in bani.' }),
    ...when(targetGroup.source, 'targetGroup', targetGroup.total, 'R1', {
      ro: 'Grupul țintă.',
      en: 'The target group.',
    }),
  ];
  return [...settings, ...figures, ...ofParticipants(plan), ...plan.milestones.flatMap(ofMilestone)];
}

function when(source: Source, path: string, value: unknown, rule: string | null, about: LocalText): Assumption[] {
  return source === 'assumed' ? [{ path, value, rule, about }] : [];
}

function ofParticipants({ participants }: Plan): Assumption[] {
  const { fields, ageGroups, retentionYears } = participants;
  return [
    ...fields.flatMap(({ key, title, choices, required, source }) =>
      when(source, `participants.fields.${key}`, choices.length > 0 ? choices.map((choice) => choice.key) : key, 'R3', {
        ro: `Ce se întreabă fiecare participant: ${title.ro} (${required ? 'obligatoriu' : 'la alegere'}).`,
        en: `What each participant is asked: ${title.en} (${required ? 'required' : 'optional'}).`,
      }),
    ),
    ...when(
      ageGroups.source,
      'participants.ageGroups',
      ageGroups.groups.map(({ from, to }) => (to === null ? `${from}+` : `${from}-${to}`)),
      'R3',
      { ro: 'Grupele de vârstă, în ani împliniți.', en: 'The age groups, in completed years.' },
    ),
    ...when(
      retentionYears.source,
      'participants.retentionYears',
      retentionYears.value,
      retentionYears.rule,
      retentionYears.about,
    ),
  ];
}

function ofMilestone({ key, due, gap, quantities, evidence, runs }: PlanMilestone): Assumption[] {
  const path = `milestones.${key}`;
  const each = { milestone: '', run: '/run', organisation: '/organisation' } as const;
  const proofs = evidence
    .filter(({ source }) => source === 'assumed')
    .map((proof) => `${proof.key} ×${proof.min}${each[proof.per]}`);
  return [
    ...when(due.source, `${path}.due`, 'day' in due ? due.day : due.date, 'R8', {
      ro: `Termenul jalonului ${key}.`,
      en: `The due day of milestone ${key}.`,
    }),
    ...(gap
      ? when(gap.source, `${path}.gap`, gap.days, 'R8', {
          ro: `Cel mai mic număr de zile dintre jaloanele dinainte și ${key}, când se mută un termen.`,
          en: `The least days between the milestones before it and ${key}, when a due date moves.`,
        })
      : []),
    ...(runs ? ofRuns(runs, `${path}.runs`, key) : []),
    ...quantities.flatMap((quantity) =>
      when(quantity.source, `${path}.quantities.${quantity.key}`, quantity.target, 'R6', {
        ro: `Indicatorul „${quantity.title.ro}” al jalonului ${key}.`,
        en: `The indicator “${quantity.title.en}” of milestone ${key}.`,
      }),
    ),
    ...when(proofs.length > 0 ? 'assumed' : 'stated', `${path}.evidence`, proofs, 'R6', {
      ro: `Dovezile cerute pentru jalonul ${key}.`,
      en: `The evidence asked for by milestone ${key}.`,
    }),
  ];
}

function ofRuns({ certificates, enrolment, source }: NonNullable<PlanMilestone['runs']>, path: string, key: string) {
  const [ro, en] = [
    `${certificates ? 'cu' : 'fără'} certificate, cu înscriere ${enrolment === 'public' ? 'și publică' : 'numai de către echipă'}`,
    `${certificates ? 'with' : 'without'} certificates, with enrolment by ${enrolment === 'public' ? 'the public as well' : 'staff only'}`,
  ];
  return when(source, path, certificates ? ['certificates', enrolment] : [enrolment], certificates ? 'R4' : null, {
    ro: `Jalonul ${key} se face în cursuri, vizite sau consultări cu prezență: ${ro}.`,
    en: `Milestone ${key} is done in courses, visits or consultations with attendance: ${en}.`,
  });
}
