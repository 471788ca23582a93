import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysBetween } from './calendar.ts';
import type { Plan } from './plan.ts';
import { checkPlan, placePlan, planDays } from './plan-check.ts';
import { samplePlan } from './sample-plan.ts';

type Milestone = Plan['milestones'][number];

/** The faults of the sample plan after a change, as `path: reason`. */
function faultsAfter(change: (plan: Plan) => void): string[] {
  const plan = samplePlan();
  change(plan);
  return checkPlan(plan).map(({ path, reason }) => `${path}: ${reason.en}`);
}

function milestone(plan: Plan, key: string): Milestone {
  const found = plan.milestones.find((one) => one.key === key);
  if (found === undefined) throw new Error(key);
  return found;
}

test('the sample plan is in order', () => expect(checkPlan(samplePlan())).toEqual([]));

describe('a plan whose parts do not fit is refused with the place and the reason', () => {
  test.each<[string, (plan: Plan) => void, string[]]>([
    [
      'a missing key in the order',
      (plan) => milestone(plan, 'B2').after.push('B9'),
      ['milestones[1].after[1]: there is no milestone B9'],
    ],
    [
      'a predecessor twice',
      (plan) => milestone(plan, 'B2').after.push('B1'),
      ['milestones[1].after[1]: B1 appears twice'],
    ],
    [
      'a milestone after itself',
      (plan) => milestone(plan, 'B1').after.push('B1'),
      ['milestones[0].after: the order runs in a circle: B1 → B1'],
    ],
    [
      'a circle of two',
      (plan) => milestone(plan, 'B1').after.push('B2'),
      [
        'milestones[0].after: the order runs in a circle: B1 → B2 → B1',
        'milestones[0].due: the due day is before that of B2, which it comes after',
      ],
    ],
    [
      'a repeated milestone',
      (plan) => plan.milestones.push({ ...milestone(plan, 'B1') }),
      ['milestones[3].key: the key B1 appears twice'],
    ],
    [
      'a repeated stage',
      (plan) => plan.stages.push({ key: 'work', name: { ro: 'x', en: 'x' } }),
      ['stages[2].key: the key work appears twice'],
    ],
    [
      'repeated evidence, indicator, partner and budget source',
      (plan) => {
        const first = milestone(plan, 'B1');
        first.evidence.push(...first.evidence);
        first.quantities.push(...first.quantities);
        plan.partners.push(...plan.partners);
        plan.budget.sources.push({ key: 'grant', name: { ro: 'x', en: 'x' }, amount: 0 });
      },
      [
        'partners[1].key: the key lead appears twice',
        'budget.sources[1].key: the key grant appears twice',
        'milestones[0].quantities[1].key: the key count appears twice',
        'milestones[0].evidence[1].key: the key proof appears twice',
      ],
    ],
    [
      'an unknown stage',
      (plan) => {
        milestone(plan, 'B1').stage = 'wrok';
      },
      ['milestones[0].stage: there is no stage wrok'],
    ],
    [
      'a stage without milestones',
      (plan) => plan.stages.push({ key: 'empty', name: { ro: 'x', en: 'x' } }),
      ['stages[2]: the stage empty has no milestone'],
    ],
    [
      'a due day after the end',
      (plan) => {
        milestone(plan, 'B3').due = { day: 158, source: 'assumed' };
      },
      ['milestones[2].due: the due day (day 158) is outside the project (days 0–157)'],
    ],
    [
      'a true date before the start',
      (plan) => {
        milestone(plan, 'B1').due = { date: '2022-07-26', source: 'assumed' };
      },
      ['milestones[0].due: the due day (day -1) is outside the project (days 0–157)'],
    ],
    [
      'a successor due before its predecessor',
      (plan) => {
        milestone(plan, 'B2').due = { day: 29, source: 'assumed' };
      },
      ['milestones[1].due: the due day is before that of B1, which it comes after'],
    ],
    [
      'a gap that the plan itself does not keep',
      (plan) => {
        milestone(plan, 'B2').gap = { days: 31, source: 'assumed' };
      },
      ['milestones[1].gap: the plan itself leaves only 30 days after B1'],
    ],
    [
      'a target group that does not add up',
      (plan) => {
        plan.targetGroup.total = 60;
      },
      ['targetGroup.total: the categories add up to 20, not 60'],
    ],
    [
      'an end before the start',
      (plan) => {
        plan.period.end = '2022-07-26';
      },
      [
        'period.end: the end is before the start',
        ...[30, 60, 150].map(
          (day, index) => `milestones[${index}].due: the due day (day ${day}) is outside the project (days 0–-1)`,
        ),
      ],
    ],
    [
      'no final report',
      (plan) => {
        milestone(plan, 'B3').kind = 'document';
      },
      ['milestones: a plan has exactly one final report (final-report); this one has 0'],
    ],
    [
      'two final reports',
      (plan) => {
        milestone(plan, 'B2').kind = 'final-report';
      },
      ['milestones: a plan has exactly one final report (final-report); this one has 2'],
    ],
    [
      'something after the final report',
      (plan) => {
        plan.milestones.push({
          ...milestone(plan, 'B1'),
          key: 'B4',
          after: ['B3'],
          due: { day: 157, source: 'assumed' },
        });
      },
      ['milestones[3].after: nothing comes after the final report'],
    ],
    [
      'R7 reminders that are not in order',
      (plan) => {
        plan.settings.reminders.value = ['P7D', 'P14D', 'P14D'];
      },
      [1, 2].map(
        (index) => `settings.reminders.value[${index}]: reminders stand from the earliest to the latest, each once`,
      ),
    ],
    [
      'R7 lateness told before it is',
      (plan) => {
        plan.settings.overdue.value = 'P0D';
      },
      ['settings.overdue.value: lateness is told after the due day, not on it'],
    ],
    [
      'R7 the manager told before the owner',
      (plan) => {
        plan.settings.escalation.value = 'PT86399S';
      },
      ['settings.escalation.value: the manager is told after the owner, not before'],
    ],
    [
      'R18 sources that cannot be added',
      (plan) => plan.budget.sources.push({ key: 'x', name: { ro: 'x', en: 'x' }, amount: Number.MAX_SAFE_INTEGER }),
      ['budget.sources: the sum of the sources is too large'],
    ],
  ])('%s', (_, change, expected) => expect(faultsAfter(change)).toEqual(expected));

  test('figures that do not add up are no fault: they are flagged where they are shown', () => {
    expect(
      faultsAfter((plan) => {
        plan.budget.total = 1300;
      }),
    ).toEqual([]);
  });

  test('a gap of exactly the planned distance is kept by the plan', () => {
    expect(
      faultsAfter((plan) => {
        milestone(plan, 'B2').gap = { days: 30, source: 'assumed' };
      }),
    ).toEqual([]);
  });

  test('every reason exists in Romanian too', () => {
    const plan = samplePlan();
    plan.milestones.push({ ...milestone(plan, 'B1'), after: ['B9', 'B1'], stage: 'x' });
    plan.targetGroup.total = 1;
    for (const { reason } of checkPlan(plan)) {
      expect(reason.ro).toMatch(/\S/);
      expect(reason.ro).not.toBe(reason.en);
    }
  });

  test('a circle anywhere is found, and an order without one is not refused', () => {
    const links = fc.array(fc.tuple(fc.nat({ max: 7 }), fc.nat({ max: 7 })), { maxLength: 12 });
    fc.assert(
      fc.property(links, (pairs) => {
        const plan = samplePlan();
        const [first] = plan.milestones as [Milestone];
        plan.milestones = Array.from({ length: 8 }, (_, index) => ({
          ...first,
          key: `M${index}`,
          after: [...new Set(pairs.filter(([, to]) => to === index).map(([from]) => `M${from}`))],
        }));
        // Taken away one by one, what has no predecessor left; what stays is in a circle or behind one.
        let left = plan.milestones;
        for (let before = -1; before !== left.length; ) {
          before = left.length;
          const keys = new Set(left.map(({ key }) => key));
          left = left.filter(({ after }) => after.some((key) => keys.has(key)));
        }
        const faults = checkPlan(plan).filter(({ reason }) => reason.en.includes('circle'));
        expect(faults.length).toBe(left.length > 0 ? 1 : 0);
      }),
    );
  });

  test('an order as long and as knotted as the schema allows is checked without trouble', () => {
    const plan = samplePlan();
    const [first] = plan.milestones as [Milestone];
    plan.milestones = Array.from({ length: 200 }, (_, index) => ({
      ...first,
      key: `M${index}`,
      after: Array.from({ length: index }, (_, before) => `M${before}`),
    }));
    expect(checkPlan(plan).map(({ path }) => path)).toEqual(['stages[1]', 'milestones']);
  });
});

describe('what Jalon counts can be counted', () => {
  const RUNS = { certificates: false, enrolment: 'staff', source: 'assumed' } as const;
  const quantity = (plan: Plan, key: string) => {
    const [found] = milestone(plan, key).quantities;
    if (found === undefined) throw new Error(`${key} has a quantity`);
    return found;
  };
  const proof = (plan: Plan, key: string) => {
    const [found] = milestone(plan, key).evidence;
    if (found === undefined) throw new Error(`${key} asks for evidence`);
    return found;
  };

  test.each<[string, (plan: Plan) => void, string[]]>([
    [
      'a course in runs, with what is counted and asked of each',
      (plan) => {
        milestone(plan, 'B2').runs = { ...RUNS, certificates: true };
        quantity(plan, 'B2').counts = 'runs';
        proof(plan, 'B2').per = 'run';
      },
      [],
    ],
    [
      'a document in runs',
      (plan) => {
        milestone(plan, 'B1').runs = RUNS;
      },
      [
        'milestones[0].runs: only courses (course), visits (study-visit) and consultations (consultation) are done in runs',
      ],
    ],
    [
      'R4 certificates of a visit',
      (plan) => {
        milestone(plan, 'B2').kind = 'study-visit';
        milestone(plan, 'B2').runs = { ...RUNS, certificates: true };
      },
      ['milestones[1].runs.certificates: only courses give certificates'],
    ],
    [
      'participants of a milestone without runs',
      (plan) => {
        quantity(plan, 'B2').counts = 'participants';
        proof(plan, 'B2').per = 'run';
      },
      [
        'milestones[1].quantities[0].counts: participants is counted only where the milestone has runs',
        'milestones[1].evidence[0].per: evidence for each run needs a milestone with runs',
      ],
    ],
    [
      'R1 a target group that is not the sum of its categories',
      (plan) => {
        milestone(plan, 'B2').runs = RUNS;
        quantity(plan, 'B2').counts = 'target-group';
        quantity(plan, 'B2').target = 19;
      },
      ['milestones[1].quantities[0].target: the target is 19, while the target group adds up to 20'],
    ],
    [
      'R10 a consultation counts who came and what was proposed',
      (plan) => {
        milestone(plan, 'B2').kind = 'consultation';
        milestone(plan, 'B2').runs = RUNS;
        quantity(plan, 'B2').counts = 'attendees';
        proof(plan, 'B2').per = 'run';
        proof(plan, 'B2').minutes = true;
      },
      [],
    ],
    [
      'R10 proposals are counted without runs as well',
      (plan) => {
        milestone(plan, 'B2').kind = 'consultation';
        quantity(plan, 'B2').counts = 'proposals';
      },
      [],
    ],
    [
      'R17 initiatives of what is no vote',
      (plan) => {
        quantity(plan, 'B2').counts = 'initiatives';
      },
      ['milestones[1].quantities[0].counts: initiatives are counted only by a milestone of the kind vote'],
    ],
    [
      'R10 complete records of a consultation only',
      (plan) => {
        milestone(plan, 'B2').kind = 'consultation';
        milestone(plan, 'B2').runs = RUNS;
        quantity(plan, 'B2').counts = 'participants';
      },
      [
        'milestones[1].quantities[0].counts: a consultation counts attendees: whoever was present, with a complete record or not (R10)',
      ],
    ],
    [
      'R10 R11 attendees and minutes of a course',
      (plan) => {
        milestone(plan, 'B2').runs = RUNS;
        quantity(plan, 'B2').counts = 'attendees';
        proof(plan, 'B2').per = 'run';
        proof(plan, 'B2').minutes = true;
      },
      [
        'milestones[1].quantities[0].counts: attendees is counted only by a consultation milestone',
        'milestones[1].evidence[0].minutes: minutes are asked only of a consultation milestone, for each run (per: run)',
      ],
    ],
    [
      'R5 organisations of a course',
      (plan) => {
        quantity(plan, 'B2').counts = 'organisations';
        proof(plan, 'B2').per = 'organisation';
      },
      [
        'milestones[1].quantities[0].counts: organisations are informed only by an outreach milestone',
        'milestones[1].evidence[0].per: organisations are informed only by an outreach milestone',
      ],
    ],
    [
      'R5 organisations of which nothing is asked',
      (plan) => {
        milestone(plan, 'B2').kind = 'outreach';
        quantity(plan, 'B2').counts = 'organisations';
      },
      [
        'milestones[1].quantities[0].counts: no evidence is asked of each organisation (per: organisation), so that none would count',
      ],
    ],
  ])('%s', (_, change, expected) => expect(faultsAfter(change)).toEqual(expected));
});

describe('R3 what the register asks fits together', () => {
  const field = (plan: Plan) => {
    const [gender] = plan.participants.fields;
    if (gender === undefined) throw new Error('the sample plan asks for something');
    return gender;
  };
  const groups = (plan: Plan, ...ages: (readonly [number, number | null])[]) => {
    plan.participants.ageGroups.groups = ages.map(([from, to], index) => ({
      key: `g${index}`,
      title: { ro: `grupa ${index}`, en: `group ${index}` },
      from,
      to,
    }));
  };
  const path = 'participants.ageGroups.groups';

  test.each<[string, (plan: Plan) => void, string[]]>([
    [
      'a field twice',
      (plan) => plan.participants.fields.push({ ...field(plan), title: { ro: 'Altul', en: 'Other' } }),
      ['participants.fields[2].key: the key gender appears twice'],
    ],
    [
      'two fields with one title, but for marks and case',
      (plan) => plan.participants.fields.push({ ...field(plan), key: 'x', title: { ro: 'GEN', en: 'Other' } }),
      ['participants.fields[2].title.ro: the title “GEN” appears twice'],
    ],
    [
      'a choice twice',
      (plan) => field(plan).choices.push({ key: 'f', title: { ro: 'altul', en: 'other' } }),
      ['participants.fields[0].choices[2].key: the key f appears twice'],
    ],
    [
      'overlapping age groups',
      (plan) => groups(plan, [0, 25], [25, null]),
      [`${path}[1].from: the group g1 overlaps g0`],
    ],
    [
      'something after the open one',
      (plan) => groups(plan, [0, null], [25, 54]),
      [`${path}[1].from: the group g1 overlaps g0`],
    ],
    [
      'ages between two groups',
      (plan) => groups(plan, [0, 24], [26, null]),
      [`${path}[1].from: between the groups g0 and g1 some ages are in none`],
    ],
    [
      'a group that ends first',
      (plan) => groups(plan, [25, 24]),
      [`${path}[0].to: the group g0 ends before it begins`],
    ],
    ['ages from 18 only are in order', (plan) => groups(plan, [18, 29], [30, 30], [31, null]), []],
  ])('%s', (_, change, expected) => expect(faultsAfter(change)).toEqual(expected));
});

describe('R8 where the days fall', () => {
  test('R8 offsets and true dates are the same days', () => {
    const plan = samplePlan();
    milestone(plan, 'B2').due = { date: '2022-10-30', source: 'stated' };
    expect(planDays(plan)).toEqual([
      { key: 'B1', day: 30 },
      { key: 'B2', day: 95 },
      { key: 'B3', day: 150 },
    ]);
    expect(placePlan(plan, '2022-07-27')).toEqual({
      startsOn: '2022-07-27',
      endsOn: '2022-12-31',
      milestones: [
        { key: 'B1', dueOn: '2022-08-26' },
        { key: 'B2', dueOn: '2022-10-30' },
        { key: 'B3', dueOn: '2022-12-24' },
      ],
    });
  });

  test('R8 another start moves everything by the same days, over leap years too', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3000, max: 3000 }), (shift) => {
        const plan = samplePlan();
        milestone(plan, 'B2').due = { date: '2022-10-30', source: 'stated' };
        const placed = placePlan(plan, addDays(plan.period.start, shift));
        const home = placePlan(plan, plan.period.start);
        expect(daysBetween(home.endsOn, placed.endsOn)).toBe(shift);
        for (const [index, { dueOn }] of placed.milestones.entries()) {
          expect(daysBetween(home.milestones[index]?.dueOn ?? '', dueOn)).toBe(shift);
        }
      }),
    );
  });
});
