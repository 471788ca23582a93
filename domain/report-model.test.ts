import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dueInstant } from './calendar.ts';
import { MILESTONE_STATES, type MilestoneState } from './lifecycle.ts';
import type { ReportFacts } from './report-facts.ts';
import { buildReportModel, type Figure, type RecordRef, type ReportModel } from './report-model.ts';
import { MANAGER, noonOf, STAFF, sampleFacts, sampleId } from './report-sample.ts';
import { samplePlan } from './sample-plan.ts';

const NOW = new Date('2022-12-20T10:00:00Z');
const ALL = { B1: 'approved', B2: 'approved', B3: 'approved' } as const;

/** A promise, and a budget that is 3,00 lei short, on the sample's three milestones. */
function facts(states: Readonly<Record<string, MilestoneState>> = ALL): ReportFacts {
  const plan = samplePlan();
  plan.promises = [{ key: 'capacity', title: { ro: 'Capacitate mai mare', en: 'Greater capacity' }, source: 'stated' }];
  plan.budget.total = 1300;
  return sampleFacts(plan, states);
}

/** The same without a single piece of evidence. */
const withoutEvidence = (given: ReportFacts): ReportFacts => ({
  ...given,
  evidence: [],
  gates: Object.fromEntries(Object.entries(given.gates).map(([id, gate]) => [id, { ...gate, evidence: {} }])),
});

/** Every figure of a model, wherever it stands: an object with a value and records. */
function figuresIn(value: unknown): Figure[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(figuresIn);
  return 'value' in value && 'records' in value ? [value as Figure, ...inside] : inside;
}

function recordsIn(value: unknown): RecordRef[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'records' in value && Array.isArray(value.records) ? (value.records as RecordRef[]) : [];
  return [...own, ...Object.values(value).flatMap(recordsIn)];
}

const gapsOf = (model: ReportModel) => model.gaps.map(({ code, weight, milestone }) => [code, weight, milestone?.key]);

describe('R25 figures and records', () => {
  test('R25 every figure of the report leads to records that exist, whatever the states', () => {
    const anyState = fc.constantFrom(...MILESTONE_STATES);
    fc.assert(
      fc.property(anyState, anyState, anyState, fc.boolean(), (B1, B2, B3, isEmpty) => {
        const given = facts({ B1, B2, B3 });
        const model = buildReportModel(isEmpty ? { ...given, milestones: [], evidence: [] } : given, NOW);
        for (const { value, records } of figuresIn(model)) {
          expect(Number.isSafeInteger(value)).toBe(true);
          expect(records.length).toBeGreaterThan(0);
        }
        const known = new Set([
          given.project.id,
          ...given.milestones.map(({ id }) => id),
          ...given.evidence.map(({ id }) => id),
          ...given.dueDates.map(({ eventId }) => eventId),
        ]);
        for (const { id } of recordsIn(model)) expect(known).toContain(id);
        expect(model.gaps.every(({ records }) => records.length > 0)).toBe(true);
      }),
    );
  });

  test('R25 a count is the number of its records; a zero leads to where they would be', () => {
    const model = buildReportModel(facts({ ...ALL, B2: 'open' }), NOW);
    const [work] = model.stages;
    expect(work?.done).toEqual({ value: 1, records: [{ kind: 'milestone', id: sampleId(100) }] });
    const [, open] = work?.milestones ?? [];
    expect(open?.requirements[0]?.have).toEqual({ value: 0, records: [{ kind: 'milestone', id: sampleId(101) }] });
    expect(open?.quantities[0]?.actual).toBeNull();
    expect(model.summary.evidence.value).toBe(2);
  });
});

describe('R25 gaps', () => {
  test('a finished project has only what cannot be changed any more, and its unproved promise', () => {
    const model = buildReportModel({ ...facts(), project: { ...facts().project, state: 'completed' } }, NOW);
    expect(gapsOf(model)).toEqual([
      ['promise-unproved', 'solve', undefined],
      ['budget-difference', 'explain', undefined],
    ]);
    expect(model.summary.gaps.value).toBe(1);
  });

  test('what is missing is named as the gate names it, before what is to be explained', () => {
    const model = buildReportModel(facts({ B1: 'approved', B2: 'returned', B3: 'waiting' }), NOW);
    const without = buildReportModel(withoutEvidence(facts({ B2: 'returned', B3: 'waiting' })), NOW);
    expect(gapsOf(model)).toEqual([
      ['milestone-open', 'solve', 'B2'],
      ['overdue', 'solve', 'B2'],
      ['promise-unproved', 'solve', undefined],
      ['report-open', 'explain', 'B3'],
      ['budget-difference', 'explain', undefined],
    ]);
    expect(without.gaps).toContainEqual(
      expect.objectContaining({
        code: 'evidence-missing',
        weight: 'solve',
        milestone: expect.objectContaining({ key: 'B2' }),
        text: { ro: 'Lipsește dovada „Dovada”.', en: 'The evidence “The proof” is missing.' },
      }),
    );
  });

  test('what an approved or adopted milestone lacks is explained: it takes no evidence any more', () => {
    const model = buildReportModel(withoutEvidence(facts({ ...ALL, B1: 'adopted' })), NOW);
    expect(gapsOf(model).filter(([code]) => code === 'evidence-missing')).toEqual([
      ['evidence-missing', 'explain', 'B1'],
      ['evidence-missing', 'explain', 'B2'],
      ['evidence-missing', 'explain', 'B3'],
    ]);
  });

  test('a waived milestone is asked for nothing but its reason', () => {
    const given = facts({ ...ALL, B1: 'waived' });
    const endings = [
      { eventId: sampleId(63), milestoneId: sampleId(100), reason: 'Făcut în alt proiect.', completedOn: null },
    ];
    const model = buildReportModel({ ...given, endings }, NOW);
    const about = model.gaps.filter(({ milestone }) => milestone?.key === 'B1');
    expect(about.map(({ text }) => text.ro)).toEqual(['S-a renunțat la acest jalon. Motiv: Făcut în alt proiect.']);
  });

  test('a cancelled project gives its reason to its milestones', () => {
    const given = facts({ ...ALL, B2: 'cancelled', B3: 'cancelled' });
    const endings = [{ eventId: sampleId(63), milestoneId: null, reason: 'Fără finanțare.', completedOn: null }];
    const model = buildReportModel({ ...given, endings, project: { ...given.project, state: 'cancelled' } }, NOW);
    const [, second] = model.stages[0]?.milestones ?? [];
    expect(second?.endReason).toBe('Fără finanțare.');
    expect(model.gaps.filter(({ weight }) => weight === 'solve').map(({ code }) => code)).toEqual(['promise-unproved']);
    expect(model.gaps.map(({ text }) => text.ro)).toContain('Proiectul a fost anulat. Motiv: Fără finanțare.');
  });

  test('messages that failed or are unknown are counted in the right plural', () => {
    const unknown = Array.from({ length: 20 }, (_, index) => ({
      id: sampleId(200 + index),
      state: 'unknown' as const,
    }));
    const undelivered = [{ id: sampleId(199), state: 'failed' as const }, ...unknown];
    const gaps = buildReportModel({ ...facts(), undelivered }, NOW).gaps.filter(
      ({ code }) => code === 'messages-undelivered',
    );
    expect(gaps.map(({ text }) => text.ro)).toEqual([
      '1 mesaj nu a putut fi trimis.',
      '20 de mesaje despre care nu se știe dacă au ajuns.',
    ]);
    expect(gaps[1]?.records).toHaveLength(20);
  });

  test('a due date passes at the end of its day in Romania, and not a second before', () => {
    const given = facts({ ...ALL, B2: 'open' });
    const isOverdue = (now: string) =>
      buildReportModel(given, new Date(now)).gaps.some(({ code }) => code === 'overdue');
    // Due on 25 September 2022, in summer time: 20:59:59 UTC.
    expect(isOverdue('2022-09-25T20:59:59Z')).toBe(false);
    expect(isOverdue('2022-09-25T21:00:00Z')).toBe(true);
  });

  test('an approval after the due date is explained, one on the day is not', () => {
    const approvedOn = (day: string) => {
      const given = facts();
      const milestones = given.milestones.map((milestone, index) =>
        index === 0 ? { ...milestone, dueAt: dueInstant('2022-08-26'), endedAt: noonOf(day) } : milestone,
      );
      return buildReportModel({ ...given, milestones }, NOW).gaps.find(({ code }) => code === 'ended-late')?.text.ro;
    };
    expect(approvedOn('2022-08-26')).toBeUndefined();
    expect(approvedOn('2022-08-29')).toBe(
      'Încheiat după termen: termenul a fost 26 august 2022, aprobarea 29 august 2022.',
    );
  });

  test('a project that runs past its end says so from the day after', () => {
    const codes = (now: string) => buildReportModel(facts(), new Date(now)).gaps.map(({ code }) => code);
    expect(codes('2022-12-31T21:59:00Z')).not.toContain('project-past-end');
    expect(codes('2022-12-31T22:00:00Z')).toContain('project-past-end');
  });
});

describe('what the records say', () => {
  test('R8 the planned date stays, each move has its reason, and the last one holds', () => {
    const given = facts();
    const [first] = given.milestones;
    if (!first) throw new Error('the sample has no milestone');
    const [to, later] = [dueInstant('2022-09-15'), dueInstant('2022-09-30')];
    const move = (number: number, dueAt: Date, reason: string | null) => ({
      milestoneId: first.id,
      eventId: sampleId(number),
      dueAt,
      setAt: noonOf('2022-08-20'),
      reason,
    });
    const model = buildReportModel(
      {
        ...given,
        milestones: given.milestones.map((milestone) => (milestone === first ? { ...first, dueAt: later } : milestone)),
        dueDates: [...given.dueDates, move(61, to, 'Sala este ocupată.'), move(62, later, null)],
      },
      NOW,
    );
    const [shown] = model.stages[0]?.milestones ?? [];
    expect(shown).toMatchObject({
      plannedDueAt: first.dueAt.toISOString(),
      dueAt: later.toISOString(),
      moves: [
        { from: first.dueAt.toISOString(), to: to.toISOString(), reason: 'Sala este ocupată.' },
        { from: to.toISOString(), to: later.toISOString(), reason: null },
      ],
    });
    expect(model.summary.moves.value).toBe(2);
  });

  test('R18 the budget is shown as published, with its difference in words and never corrected', () => {
    const { budget, gaps } = buildReportModel(facts(), NOW);
    expect([budget.total.value, budget.sum.value, budget.difference.value]).toEqual([1300, 1000, 300]);
    expect(gaps.find(({ code }) => code === 'budget-difference')?.text.ro).toContain('cu 3,00\u00A0lei mai puțin');
  });

  test('both ends of the period are counted, and an amendment keeps the planned end in sight', () => {
    const given = facts();
    const amendments = [
      {
        id: sampleId(70),
        eventId: sampleId(65),
        number: '1',
        signedOn: '2022-11-01',
        oldEnd: '2022-12-31',
        newEnd: '2023-01-31',
        reason: 'Iarna.',
      },
    ];
    const { project } = buildReportModel(
      { ...given, amendments, project: { ...given.project, endsOn: '2023-01-31' } },
      NOW,
    );
    expect(project).toMatchObject({ plannedEndsOn: '2022-12-31', endsOn: '2023-01-31', days: { value: 189 } });
  });

  test('a returned milestone shows no submission, a submitted one shows who and in which role', () => {
    const given = facts({ B1: 'submitted', B2: 'returned', B3: 'approved' });
    const milestones = given.milestones.map((milestone) => ({
      ...milestone,
      submittedAt: noonOf('2022-08-01'),
      submittedBy: STAFF,
    }));
    const [work, last] = buildReportModel({ ...given, milestones }, NOW).stages;
    expect(work?.milestones.map(({ submittedBy }) => submittedBy?.role)).toEqual(['staff', undefined]);
    expect(last?.milestones[0]?.endedBy).toEqual(MANAGER);
  });

  test('a promise is proved by evidence under its own key', () => {
    const given = facts();
    const [piece] = given.evidence;
    if (!piece) throw new Error('the sample has no evidence');
    const proof = { ...piece, id: sampleId(900), requirement: 'capacity' };
    const model = buildReportModel({ ...given, evidence: [...given.evidence, proof] }, NOW);
    expect(model.promises[0]).toMatchObject({ have: { value: 1 }, evidence: [{ id: proof.id, milestoneKey: 'B1' }] });
    expect(model.gaps.map(({ code }) => code)).not.toContain('promise-unproved');
  });
});
