import type { inbox as romanian } from '../ro/inbox.ts';
import type { WordsLike } from '../words.ts';

export const inbox: WordsLike<typeof romanian> = {
  title: 'To do',
  hello: 'Welcome, %{name}',
  mine: { title: 'To work on', help: 'Milestones you answer for, late ones first.' },
  approve: { title: 'To approve', help: 'Submitted by somebody else; waiting for your decision.' },
  prepare: { title: 'To prepare', help: 'Not open yet, but evidence can be gathered already.' },
  money: {
    title: 'About money',
    help: 'What a campaign or a match waits for, from the team or the town hall.',
    what: {
      lines: {
        one: 'Decide %{count} line of the bank statements',
        few: 'Decide %{count} lines of the bank statements',
        other: 'Decide %{count} lines of the bank statements',
      },
      sum: 'Publish the sum raised',
      decide: 'Record the local council’s decision',
      contract: 'Record the contract',
      release: 'Release the payment',
      'second-release': 'Confirm the payment, as the second person',
      repay: 'Repay the difference to the town hall',
    },
  },
  task: { submit: 'Complete and submit', approve: 'Approve or return', prepare: 'Prepare' },
  noneWaits: 'Nothing waits for you now.',
  submittedBy: 'submitted by %{name}',
  nothing: {
    title: 'You have nothing to do now',
    help: 'When a milestone you answer for opens, or somebody submits one for approval, it appears here and you get an e-mail.',
    link: 'See the projects',
  },
  count: {
    one: '%{count} thing waits for you',
    few: '%{count} things wait for you',
    other: '%{count} things wait for you',
  },
  lateCount: { one: '%{count} is late', few: '%{count} are late', other: '%{count} are late' },
};
