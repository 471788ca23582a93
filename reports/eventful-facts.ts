/** Invented facts about the Cojocna plan, for tests of the report on paper: nothing of it happened. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { dueInstant } from '../domain/calendar.ts';
import type { GateFacts } from '../domain/gate.ts';
import type { MilestoneState } from '../domain/lifecycle.ts';
import { type Plan, planSchema } from '../domain/plan.ts';
import type { ReportFacts } from '../domain/report-facts.ts';
import { sampleMoney } from '../domain/report-money-sample.ts';
import { noonOf, sampleFacts, sampleId } from '../domain/report-sample.ts';
import { fromRoot } from '../root.ts';

const PLAN: Plan = planSchema.parse(parse(readFileSync(fromRoot('plans', 'cojocna', 'plan.yaml'), 'utf8')));

/** The 15 milestones, all approved unless `states` says otherwise. */
export const cojocnaFacts = (states: Readonly<Record<string, MilestoneState>> = {}): ReportFacts =>
  sampleFacts(PLAN, states);

/** A project in which much went otherwise than planned: moved dates, an amendment, an adoption, a waiver, a late end. */
export function eventfulFacts(): ReportFacts {
  const facts = cojocnaFacts({ A1: 'adopted', A5: 'waived', A13: 'submitted', A14: 'open', A15: 'waiting' });
  const idOf = (key: string): string => facts.milestones.find((milestone) => milestone.key === key)?.id ?? '';
  const movedTo = dueInstant('2023-05-31');
  return {
    ...facts,
    project: { ...facts.project, endsOn: '2023-12-31' },
    milestones: facts.milestones.map((milestone) => {
      if (milestone.key === 'A9') return { ...milestone, dueAt: movedTo, endedAt: noonOf('2023-06-02') };
      return milestone;
    }),
    evidence: facts.evidence.filter(({ requirement, milestoneId }) =>
      milestoneId === idOf('A13') ? requirement !== 'contract' : true,
    ),
    gates: changedGates(facts, idOf),
    dueDates: [
      ...facts.dueDates,
      {
        milestoneId: idOf('A9'),
        eventId: sampleId(61),
        dueAt: dueInstant('2023-05-15'),
        setAt: noonOf('2023-03-02'),
        reason: 'Căminul cultural este în renovare până la sfârșitul lunii aprilie.',
      },
      {
        milestoneId: idOf('A9'),
        eventId: sampleId(62),
        dueAt: movedTo,
        setAt: noonOf('2023-04-20'),
        reason: 'A doua consultare are loc după sărbători, ca să poată veni și navetiștii.',
      },
    ],
    endings: [
      {
        eventId: sampleId(63),
        milestoneId: idOf('A1'),
        reason: 'Documentarea era gata când proiectul a fost înregistrat în aplicație.',
        completedOn: '2022-09-12',
      },
      {
        eventId: sampleId(64),
        milestoneId: idOf('A5'),
        reason: 'Finanțatorul a acceptat în scris informarea făcută înainte de contract.',
        completedOn: null,
      },
    ],
    amendments: [
      {
        id: sampleId(70),
        eventId: sampleId(65),
        number: 'AA 2/2023',
        signedOn: '2023-07-10',
        oldEnd: facts.project.plan.period.end,
        newEnd: '2023-12-31',
        reason: 'Hotărârea consiliului local s-a amânat.',
      },
    ],
    money: sampleMoney((kind) => idOf({ fundraising: 'A11', match: 'A13', fund: 'A14' }[kind])),
    undelivered: [
      { id: sampleId(80), state: 'failed' },
      { id: sampleId(81), state: 'unknown' },
      { id: sampleId(82), state: 'unknown' },
    ],
  };
}

/** The match lacks its contract; one course has a session whose attendance is open, and people without certificates. */
function changedGates({ gates }: ReportFacts, idOf: (key: string) => string): ReportFacts['gates'] {
  const change = (key: string, to: (gate: GateFacts) => Partial<GateFacts>): ReportFacts['gates'] => {
    const gate = gates[idOf(key)];
    return gate ? { [idOf(key)]: { ...gate, ...to(gate) } } : {};
  };
  return {
    ...gates,
    ...change('A13', ({ evidence }) => ({ evidence: { ...evidence, contract: 0 } })),
    ...change('A8', ({ runs }) => ({
      runs: runs.map((run) => {
        if (run.number === 2) return { ...run, certified: 17 };
        return run.number === 3 ? { ...run, closed: 4 } : run;
      }),
    })),
  };
}
