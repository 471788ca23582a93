import { describe, expect, test } from '@jest/globals';
import type { GateFacts } from './gate.ts';
import type { Plan } from './plan.ts';
import type { ReportFacts } from './report-facts.ts';
import { buildReportModel } from './report-model.ts';
import { noonOf, sampleFacts, sampleId } from './report-sample.ts';
import { samplePlan } from './sample-plan.ts';

const NOW = new Date('2022-12-20T10:00:00Z');
const COURSE = sampleId(101);

/** The sample's course is done in two runs, with certificates and a list of each; B1 informs two organisations. */
function planOfRuns(): Plan {
  const plan = samplePlan();
  const [outreach, course] = plan.milestones;
  if (!outreach || !course) throw new Error('the sample has two milestones');
  const words = (text: string) => ({ ro: text, en: text });
  const proof = { title: words('Lista'), min: 1, accepts: ['file' as const], source: 'assumed' as const };
  course.runs = { certificates: true, enrolment: 'staff', source: 'assumed' };
  course.quantities = [
    { key: 'runs', title: words('Cursuri'), target: 2, counts: 'runs', source: 'stated' },
    { key: 'group', title: words('Persoane'), target: 20, counts: 'target-group', source: 'stated' },
  ];
  course.evidence = [{ ...proof, key: 'list', per: 'run' }];
  outreach.kind = 'outreach';
  outreach.quantities = [
    { key: 'ngos', title: words('ONG-uri'), target: 2, counts: 'organisations', source: 'stated' },
  ];
  outreach.evidence = [
    { ...proof, key: 'message', per: 'organisation' },
    { ...proof, key: 'reply', per: 'organisation' },
  ];
  return plan;
}

const facts = (): ReportFacts => sampleFacts(planOfRuns());

const withGate = (given: ReportFacts, id: string, change: (gate: GateFacts) => Partial<GateFacts>): ReportFacts => {
  const gate = given.gates[id];
  if (!gate) throw new Error('there is no such gate');
  return { ...given, gates: { ...given.gates, [id]: { ...gate, ...change(gate) } } };
};
const milestoneOf = (given: ReportFacts, key: string) => {
  const all = buildReportModel(given, NOW).stages.flatMap(({ milestones }) => milestones);
  const found = all.find((milestone) => milestone.key === key);
  if (!found) throw new Error(`no milestone ${key}`);
  return found;
};
const gapsOf = (given: ReportFacts) =>
  buildReportModel(given, NOW)
    .gaps.filter(({ milestone }) => milestone !== null)
    .map(({ code, text, records }) => ({ code, ro: text.ro, records }));

describe('R25 runs in the report', () => {
  test('R4 R25 each run has its sessions, who was there and its certificates, and leads to its record', () => {
    const records = [{ kind: 'run', id: sampleId(2010) }];
    expect(milestoneOf(facts(), 'B2').runs).toMatchObject([
      {
        number: 1,
        sessions: { value: 5, records },
        closed: { value: 5, records },
        present: { value: 20, records },
        certificates: { entitled: { value: 10 }, certified: { value: 10 } },
      },
      { number: 2 },
    ]);
  });

  test('R25 documents of each run stand with it, and lead to it where there is none', () => {
    const given = facts();
    const bare = withGate(
      { ...given, evidence: given.evidence.filter(({ runId }) => runId !== sampleId(2011)) },
      COURSE,
      ({ runs }) => ({
        runs: runs.map((run) => (run.number === 2 ? { ...run, evidence: {} } : run)),
      }),
    );
    const [list] = milestoneOf(bare, 'B2').requirements;
    expect(list).toMatchObject({ per: 'run', need: { value: 1 }, have: { value: 1 }, evidence: [] });
    expect(list?.parts).toMatchObject([
      { name: 'Seria 1', have: { value: 1, records: [{ kind: 'evidence' }] }, evidence: [{ id: expect.any(String) }] },
      { name: 'Seria 2', have: { value: 0, records: [{ kind: 'run', id: sampleId(2011) }] }, evidence: [] },
    ]);
    expect(gapsOf(bare)).toContainEqual({
      code: 'evidence-missing',
      ro: '„Seria 2”: Lipsește dovada „Lista”.',
      records: [
        { kind: 'milestone', id: COURSE },
        { kind: 'run', id: sampleId(2011) },
      ],
    });
  });

  test('R5 a message that Jalon sent is a record of the organisation that it went to', () => {
    const given = facts();
    const [outreach] = given.milestones;
    const organisationId = sampleId(3000);
    const sent = [{ id: sampleId(90), milestoneId: outreach?.id ?? '', organisationId }];
    const without = given.evidence.filter(
      (piece) => piece.requirement !== 'message' || piece.organisationId !== organisationId,
    );
    const [message] = milestoneOf({ ...given, evidence: without, sent }, 'B1').requirements;
    expect(message?.parts[0]?.have).toEqual({ value: 1, records: [{ kind: 'message', id: sampleId(90) }] });
  });
});

describe('R25 gaps of runs and of people', () => {
  test('R1 R3 R4 what the gate would say is said in the report', () => {
    const gaps = gapsOf(
      withGate(facts(), COURSE, ({ runs, quantities }) => ({
        runs: runs.map((run) => (run.number === 1 ? { ...run, closed: 4 } : { ...run, certified: 9 })),
        quantities: quantities.map((each) => (each.key === 'group' ? { ...each, actual: 19, incomplete: 1 } : each)),
        categories: [{ key: 'all', title: { ro: 'Toți', en: 'All' }, need: 20, have: 19, incomplete: 1 }],
      })),
    );
    expect(gaps.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['quantity-missing', 'category-missing', 'attendance-missing', 'certificates-missing']),
    );
    expect(gaps.find(({ code }) => code === 'category-missing')).toMatchObject({
      ro: expect.stringContaining('1 fișă incompletă nu se numără.'),
      records: [
        { kind: 'milestone', id: COURSE },
        { kind: 'persons', id: COURSE, part: 'targetGroup&category=all' },
      ],
    });
  });
});

describe('R5 organisations in the report', () => {
  const [one, two] = [sampleId(3000), sampleId(3001)];
  const doubtful = [
    {
      reason: 'same-email' as const,
      organisations: [
        { id: one, name: 'Asociația de probă 1' },
        { id: two, name: 'Asociația de probă 2' },
      ],
    },
  ];
  const doubt = (given: ReportFacts) => gapsOf(given).filter(({ code }) => code === 'organisations-doubtful');
  const outreach = sampleId(100);

  test('R5 those that may be one are named, where both are counted', () => {
    expect(doubt(withGate(facts(), outreach, () => ({ doubtful })))).toEqual([
      {
        code: 'organisations-doubtful',
        ro: 'Organizații informate cu aceeași adresă de e-mail: „Asociația de probă 1” și „Asociația de probă 2”.',
        records: [
          { kind: 'milestone', id: outreach },
          { kind: 'organisation', id: one },
          { kind: 'organisation', id: two },
        ],
      },
    ]);
    const once = withGate(facts(), outreach, ({ organisations }) => ({
      doubtful,
      organisations: organisations.map((each) => (each.id === two ? { ...each, evidence: {} } : each)),
    }));
    expect(doubt(once)).toEqual([]);
  });
});

describe('R25 indicators in the report', () => {
  test('R25 every figure leads to what was counted', () => {
    const { indicators } = buildReportModel(facts(), NOW);
    const runs = [2010, 2011].map((number) => ({ kind: 'run', id: sampleId(number) }));
    expect(indicators.submitted).toBeNull();
    expect(indicators.rows.map(({ milestone, key, actual }) => [milestone.key, key, actual?.value])).toEqual([
      ['B1', 'ngos', 2],
      ['B2', 'runs', 2],
      ['B2', 'group', 20],
      ['B3', 'count', 1],
    ]);
    const [ngos, held, group, recorded] = indicators.rows;
    expect(ngos?.actual?.records).toEqual(
      [3000, 3001].map((number) => ({ kind: 'organisation', id: sampleId(number) })),
    );
    expect(held?.actual?.records).toEqual(runs);
    expect(group?.actual?.records).toEqual([{ kind: 'persons', id: COURSE, part: 'targetGroup&complete' }, ...runs]);
    expect(recorded?.actual?.records).toEqual([{ kind: 'quantity', id: sampleId(102), part: 'count' }]);
    expect(group?.breakdown?.byField[0]?.counts[0]?.persons).toEqual({
      value: 10,
      records: [{ kind: 'persons', id: COURSE, part: 'targetGroup&complete&fields.gender=f' }],
    });
  });

  test('R1 the target group is shown with who took part, by category', () => {
    const { targetGroup } = buildReportModel(facts(), NOW);
    expect(targetGroup.present?.value).toBe(20);
    expect(targetGroup.categories[0]?.present?.value).toBe(20);
    const uncounted = buildReportModel(sampleFacts(samplePlan()), NOW).targetGroup;
    expect([uncounted.present, uncounted.categories[0]?.present]).toEqual([null, null]);
  });

  test('R28 a submitted report shows the figures that it was submitted with, and leads to its event', () => {
    const submission = { eventId: sampleId(77), at: noonOf('2022-12-15') };
    const { indicators } = buildReportModel({ ...facts(), submission }, NOW);
    expect(indicators.submitted).toEqual({
      at: submission.at.toISOString(),
      records: [{ kind: 'event', id: submission.eventId }],
    });
    for (const { actual } of indicators.rows)
      expect(actual?.records).toContainEqual({ kind: 'event', id: submission.eventId });
  });
});
