import type { indicators as romanian } from '../ro/indicators.ts';
import type { WordsLike } from '../words.ts';

export const indicators: WordsLike<typeof romanian> = {
  title: 'Indicators',
  about: 'What the plan promised in figures and what was reached; each figure leads to what was counted.',
  open: 'See the indicators',
  asOf: 'Figures of %{moment}.',
  targets: {
    one: '%{reached} of %{count} target reached.',
    few: '%{reached} of %{count} targets reached.',
    other: '%{reached} of %{count} targets reached.',
  },
  toMilestone: 'Milestone %{key}',
  none: 'The plan asks for no indicators',
  noneHelp: 'No milestone of the plan has a figure to reach.',
  of: 'of %{target}',
  percent: '%{percent} %',
  notYet: 'Not recorded; the target is %{target}.',
  enough: 'target reached',
  lacking: { one: '%{count} more needed', few: '%{count} more needed', other: '%{count} more needed' },
  frozen: 'frozen figure',
  frozenMeans: 'The milestone was submitted: the figure no longer changes, unless it is returned.',
  today: 'Counted now:',
  counts: {
    runs: 'Counted by Jalon: what was held, with attendance complete for every session; a consultation counts only with its notice published in time.',
    attendees:
      'Counted by Jalon: persons who were at one consultation that was held at least, with a complete record or not. Each person counts once.',
    proposals: 'Counted by Jalon: the proposals that were found eligible.',
    initiatives: 'Counted by Jalon: the initiatives that a vote elected, with its final result.',
    campaigns: 'Counted by Jalon: the fundraising campaigns that were closed.',
    'sum-statements': 'Counted by Jalon: the sums that were told to the public.',
    matches: 'Counted by Jalon: the sums that the town hall doubled and paid.',
    funds: 'Counted by Jalon: the funds that were founded.',
    participants:
      'Counted by Jalon: persons with a complete record who were present at one session at least. Each person counts once.',
    'target-group':
      'Counted by Jalon: persons of the target group with a complete record who were present at one session at least. Each person counts once.',
    organisations: 'Counted by Jalon: the organisations that have all the evidence asked of each.',
    staff: 'Recorded by the staff, on the milestone.',
  },
  incomplete: {
    one: '%{count} incomplete record does not count',
    few: '%{count} incomplete records do not count',
    other: '%{count} incomplete records do not count',
  },
  incompleteToo: {
    one: '%{count} incomplete record counts here, but in no category',
    few: '%{count} incomplete records count here, but in no category',
    other: '%{count} incomplete records count here, but in no category',
  },
  attendances: {
    one: '%{count} attendance in all',
    few: '%{count} attendances in all',
    other: '%{count} attendances in all',
  },
  showRuns: '%{actual}, show what was held: %{about}',
  showMilestone: '%{actual}, open the milestone: %{about}',
  breakdown: 'Who they are: by category, age and the other criteria',
  snapshot: {
    title: 'When the final report was submitted',
    help: 'The figures as they stood on %{moment}, beside those of now. What was submitted never changes.',
    same: 'No figure has changed since.',
    changed: {
      one: '%{count} figure has changed since.',
      few: '%{count} figures have changed since.',
      other: '%{count} figures have changed since.',
    },
    indicator: 'Indicator',
    submitted: 'At submission',
    today: 'Now',
    change: {
      name: 'What changed',
      same: 'nothing',
      figure: 'the figure: %{difference}',
      breakdown: 'the same figure, divided differently',
      gone: 'no longer in the plan',
      added: 'was not in the plan',
    },
    all: 'Show all indicators',
  },
};
