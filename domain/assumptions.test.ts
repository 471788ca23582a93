import { expect, test } from '@jest/globals';
import { assumptionsOf } from './assumptions.ts';
import { samplePlan } from './sample-plan.ts';

const paths = (change: (plan: ReturnType<typeof samplePlan>) => void): string[] => {
  const plan = samplePlan();
  change(plan);
  return assumptionsOf(plan).map(({ path }) => path);
};
const SETTINGS = [
  ...['reminders', 'overdue', 'escalation', 'reminderTime', 'certificateShare', 'sessionReminder', 'attendanceDue'],
  ...['recordsDue', 'noticeDays', 'voteMinimumAge', 'voteWindowDays', 'voteQuorum', 'voteMinimum', 'voteBlank'],
  ...['runOffDays', 'voteExtensionDays', 'rollChallengeDays', 'turnoutShown', 'lotWitnesses', 'voteReminder'],
  ...['rollKeptDays', 'matchCap', 'matchCapOn', 'sumDays', 'campaignWord', 'pledgeReminder', 'bridgeDays'],
].map((name) => `settings.${name}`);

const REGISTER = ['participants.fields.village', 'participants.retentionYears'];

test('what the plan assumes is listed: settings, the register, then each milestone in the plan’s order', () => {
  expect(paths(() => {})).toEqual([
    ...SETTINGS,
    ...REGISTER,
    ...['B1', 'B2', 'B3'].flatMap((key) => [`milestones.${key}.due`, `milestones.${key}.evidence`]),
  ]);
});

test('what is stated or law is no setting', () => {
  const found = paths((plan) => {
    plan.settings.overdue.source = 'law';
    plan.participants.retentionYears.source = 'law';
    for (const field of plan.participants.fields) field.source = 'stated';
    for (const milestone of plan.milestones) {
      milestone.due.source = 'stated';
      for (const proof of milestone.evidence) proof.source = 'law';
    }
  });
  expect(found).toEqual(SETTINGS.filter((path) => path !== 'settings.overdue'));
});

test('assumed figures are listed as well, each with its rule and words in both languages', () => {
  const plan = samplePlan();
  plan.period.source = 'assumed';
  plan.budget.source = 'assumed';
  plan.targetGroup.source = 'assumed';
  plan.participants.ageGroups.source = 'assumed';
  const [first] = plan.milestones;
  if (first?.quantities[0]) first.quantities[0].source = 'assumed';
  if (first) first.gap = { days: 0, source: 'assumed' };
  const found = assumptionsOf(plan);
  expect(found.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      'period',
      'budget',
      'targetGroup',
      'participants.ageGroups',
      'milestones.B1.quantities.count',
      'milestones.B1.gap',
    ]),
  );
  for (const { about } of found) expect(about.ro).not.toBe(about.en);
});

test('R4 that a milestone is done in runs is an assumption that is shown, with how it is done', () => {
  const plan = samplePlan();
  const [, course] = plan.milestones;
  if (!course) throw new Error('the sample plan has a course');
  course.runs = { certificates: true, enrolment: 'public', source: 'assumed' };
  for (const proof of course.evidence) proof.per = 'run';
  const found = new Map(assumptionsOf(plan).map((assumption) => [assumption.path, assumption]));
  expect(found.get('milestones.B2.runs')).toMatchObject({ value: ['certificates', 'public'], rule: 'R4' });
  expect(found.get('milestones.B2.evidence')?.value).toEqual(['proof ×1/run']);
  course.runs.source = 'stated';
  expect(assumptionsOf(plan).map(({ path }) => path)).not.toContain('milestones.B2.runs');
});
