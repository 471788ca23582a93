import type { proposals as romanian } from '../ro/proposals.ts';
import type { WordsLike } from '../words.ts';

export const proposals: WordsLike<typeof romanian> = {
  name: 'Proposal |||| Proposals',
  fields: {
    title: 'In short',
    summary: 'What is proposed',
    state: 'Decision',
    reason: 'Reason',
    source: 'From',
    author: 'Author',
    run: 'Consultation',
    authorName: 'Name of who proposes',
    authorEmail: 'Their e-mail address',
    createdAt: 'Recorded',
    decidedAt: 'Decided',
    mergedInto: 'Merged into',
    merged: 'Covers also',
    splitFrom: 'Part of',
    parts: 'Split into',
  },
  state: {
    submitted: 'to be decided',
    eligible: 'eligible',
    rejected: 'rejected',
    merged: 'merged into another',
    split: 'split',
  },
  source: { public: 'the public page', meeting: 'a consultation' },
  allStates: 'All',
  publicPage: 'Public page',
  empty: 'There is no proposal yet',
  emptyHelp:
    'Proposals come from the public page of the project, or are recorded at a consultation, from the page of the consultations’ milestone.',
  toProjects: 'Open the projects',
  section: {
    none: 'No proposal is recorded.',
    noneHelp:
      'Record what was proposed at a consultation; what is sent from the public page appears here once it is confirmed from an e-mail.',
    undecided: {
      one: '%{count} proposal waits for a decision: a vote can open only when all have one.',
      few: '%{count} proposals wait for a decision: a vote can open only when all have one.',
      other: '%{count} proposals wait for a decision: a vote can open only when all have one.',
    },
  },
  author: {
    hidden: 'The name is not published; who may read the register sees it.',
    forgotten: 'unknown or erased',
    shown: 'the name is published',
    notShown: 'the name is not published',
  },
  enter: {
    action: 'Record a proposal',
    title: 'A proposal made at a consultation',
    explain:
      'It is published on the page of the project at once. Write it as its author would; put no personal data into the text.',
    noRun: 'First schedule the consultation at which the proposal was made.',
    emailHelp:
      'If they give it: they are told that the proposal is recorded and what was decided. It is not published.',
    nameHelp: 'Kept as long as the register of participants.',
    shown: 'They agree that the name is shown with the proposal',
    confirm: 'Record',
    done: 'The proposal was recorded.',
  },
  changed: 'The proposal changed meanwhile. What you wrote is kept; read how it is now, and confirm again:',
  change: {
    action: 'Change the text',
    explain: 'The text can be changed until the decision.',
    done: 'The text was changed.',
  },
  decide: {
    action: 'Decide',
    title: 'Decision on proposal no. %{number}',
    explain: 'The decision and its reason are published, and the author is told.',
    eligible: 'Eligible: it can be voted on',
    rejected: 'Rejected',
    reasonHelp: 'Public. A rejection always has a written reason.',
    done: 'The decision was recorded.',
  },
  merge: {
    action: 'Merge others into it',
    title: 'What is merged into proposal no. %{number}?',
    explain: 'This one goes on; those you choose stay to be seen, with a link to it. The authors are told.',
    others: 'Proposals that go into it',
    none: 'There is no other proposal without a decision.',
    confirm: 'Merge',
    done: 'The proposals were merged.',
  },
  split: {
    action: 'Split',
    title: 'What is proposal no. %{number} split into?',
    explain: 'Each part gets its own number and its own decision; the old one stays to be seen. The author is told.',
    part: 'Part %{number}',
    add: 'Another part',
    remove: 'Remove part %{number}',
    confirm: 'Split',
    done: 'The proposal was split.',
  },
  reconsider: {
    action: 'Reconsider',
    title: 'Reconsider proposal no. %{number}',
    explain: 'The proposal waits for a decision again. The author is told, with the reason.',
    done: 'The proposal waits for a decision again.',
  },
  forget: {
    action: 'Erase the author',
    title: 'Erase the author of proposal no. %{number}',
    explain:
      'Name, address and the messages to them are erased from all their proposals, and do not come back. What was proposed stays.',
    done: 'The author was erased.',
  },
  history: 'History',
};
