/** A small plan for tests: two stages, three milestones, as a plan's file would say it. No real project. */
import type { Plan } from './plan.ts';

const text = (ro: string, en: string) => ({ ro, en });
const setting = <T>(value: T, rule: string) => ({
  value,
  source: 'assumed' as const,
  rule,
  about: text('presupunere', 'assumption'),
});

/** A new copy each time, so that a test may spoil it. */
export function samplePlan(): Plan {
  return {
    schema: 1,
    key: 'sample',
    title: text('Proiect de probă', 'Sample project'),
    summary: text('Un proiect inventat.', 'An invented project.'),
    codes: [{ name: 'COD', value: '1' }],
    funder: { name: text('Finanțator', 'Funder'), programme: text('Program', 'Programme') },
    partners: [{ key: 'lead', role: 'lead', name: text('Lider', 'Lead') }],
    period: { start: '2022-07-27', end: '2022-12-31', source: 'stated' },
    budget: {
      currency: 'RON',
      total: 1000,
      sources: [{ key: 'grant', name: text('Grant', 'Grant'), amount: 1000 }],
      source: 'stated',
    },
    targetGroup: {
      total: 20,
      categories: [{ key: 'all', name: text('Toți', 'All'), who: text('oricine', 'anybody'), quantity: 20 }],
      source: 'stated',
    },
    publicity: text('Cofinanțat.', 'Co-financed.'),
    participants: {
      fields: [
        {
          key: 'gender',
          title: text('Gen', 'Gender'),
          choices: [
            { key: 'f', title: text('feminin', 'female') },
            { key: 'm', title: text('masculin', 'male') },
          ],
          required: true,
          source: 'law',
        },
        { key: 'village', title: text('Satul', 'Village'), choices: [], required: false, source: 'assumed' },
      ],
      ageGroups: {
        groups: [
          { key: 'young', title: text('tineri', 'young'), from: 0, to: 24 },
          { key: 'adult', title: text('adulți', 'adults'), from: 25, to: null },
        ],
        source: 'law',
      },
      consent: text('Este de acord.', 'Agrees.'),
      retentionYears: setting(5, 'R28'),
    },
    promises: [],
    stages: [
      { key: 'work', name: text('Lucru', 'Work') },
      { key: 'report', name: text('Raport', 'Report') },
    ],
    milestones: [
      milestone('B1', 'work', 'document', 30, []),
      milestone('B2', 'work', 'course', 60, ['B1']),
      milestone('B3', 'report', 'final-report', 150, ['B1', 'B2']),
    ],
    settings: {
      reminders: setting(['P7D', 'P1D'], 'R7'),
      overdue: setting('P1D', 'R7'),
      escalation: setting('P3D', 'R7'),
      reminderTime: setting('09:00', 'R7'),
      certificateShare: setting(80, 'R4'),
      sessionReminder: setting('P1D', 'R7'),
      attendanceDue: setting('P1D', 'R7'),
      recordsDue: setting('P10D', 'R7'),
      noticeDays: setting(10, 'R11'),
      voteMinimumAge: setting(18, 'R13'),
      voteWindowDays: setting(14, 'R13'),
      voteQuorum: setting(10, 'R13'),
      voteMinimum: setting(0, 'R13'),
      voteBlank: setting(true, 'R13'),
      runOffDays: setting(7, 'R17'),
      voteExtensionDays: setting(7, 'R13'),
      rollChallengeDays: setting(3, 'R13'),
      turnoutShown: setting(true, 'R16'),
      lotWitnesses: setting(2, 'R17'),
      voteReminder: setting('P3D', 'R13'),
      rollKeptDays: setting(30, 'R15a'),
      matchCap: setting(1_000_000, 'R19'),
      matchCapOn: setting('part', 'R19'),
      sumDays: setting(5, 'R22'),
      campaignWord: setting('P7D', 'R22'),
      pledgeReminder: setting('P7D', 'R20'),
      bridgeDays: setting([], 'R9'),
    },
  };
}

function milestone(
  key: string,
  stage: string,
  kind: Plan['milestones'][number]['kind'],
  day: number,
  after: string[],
): Plan['milestones'][number] {
  return {
    key,
    stage,
    kind,
    title: text(`Jalonul ${key}`, `Milestone ${key}`),
    after,
    due: { day, source: 'assumed' },
    owner: 'staff',
    approvers: ['manager'],
    quantities: [{ key: 'count', title: text('Bucăți', 'Pieces'), target: 1, source: 'stated' }],
    evidence: [
      {
        key: 'proof',
        title: text('Dovada', 'The proof'),
        min: 1,
        per: 'milestone',
        accepts: ['file'],
        source: 'assumed',
      },
    ],
  };
}
