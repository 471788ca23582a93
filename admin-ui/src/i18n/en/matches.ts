import type { matches as romanian } from '../ro/matches.ts';
import type { WordsLike } from '../words.ts';

export const matches: WordsLike<typeof romanian> = {
  name: 'Match |||| Matches',
  of: 'Match: %{campaign}',
  sums: 'Raised: %{raised}; from the town hall: %{due}',
  none: 'The match is computed by itself when the sum raised by the campaign is published (R19). Until then there is nothing to do here.',
  standing: 'Where the match stands',
  publicWords: 'This is published; write no personal data.',
  publicShows: 'What anybody sees: the sum, the decision, the contract and the payment, step by step.',
  state: {
    computed: 'computed, waiting for the local council',
    rejected: 'rejected by the local council',
    adopted: 'approved by the local council',
    contracted: 'contracted, to be paid',
    paid: 'paid',
    'nothing-due': 'with nothing to pay',
    cancelled: 'cancelled',
  },
  waits: {
    decide:
      'The local council decides on the sum of %{due}. After its meeting, record the decision, whether it approves or rejects.',
    contract:
      'The local council approved %{due}. Record the contract by which the town hall gives the sum, with its legal basis.',
    release:
      'The contract is signed. The payment of %{due} is released by two persons, one of them of the town hall; nobody has released it yet.',
    'second-release':
      'One person has released the payment of %{due}. The second one confirms it now, from the payment order.',
    repay: 'After refunds to donors, %{toRepay} go back to the town hall. Record the payment with its document.',
  },
  over: {
    computed: 'The match is computed: %{due}.',
    rejected: 'The local council rejected the match. If it decides again, record the new decision.',
    adopted: 'The local council approved %{due}.',
    contracted: 'The contract is signed; the town hall pays %{due}.',
    paid: 'The town hall has paid; there is nothing left to do.',
    'nothing-due': 'There is nothing to pay: nothing was raised, or refunds left nothing to match.',
    cancelled: 'The match was cancelled with the project.',
  },
  steps: {
    computed: 'The computed sum',
    council: 'The decision of the local council (HCL)',
    contract: 'The contract',
    payment: 'The payment, released by two persons',
    repayment: 'The repayment to the town hall',
  },
  stepState: { done: '– done', now: '– to do now', later: '– to come', never: '– will not come' },
  computed: 'Of %{raised} raised, the town hall adds %{computed} (computed on %{day}).',
  decided: {
    adopted: 'Approved by decision no. %{number} of %{day}',
    rejected: 'Rejected at the meeting of %{day} (minutes no. %{number})',
  },
  recordedBy: 'recorded by %{name}',
  contracted: 'Contract no. %{number} of %{day}',
  route: 'Legal basis: %{route}',
  released: '%{name} (%{role}) released %{amount} with payment order no. %{order} of %{day}; recorded on %{moment}',
  releaseNeeds: {
    first: 'One person releases first: the project manager or the town hall.',
    second: 'The second person is still needed: the project manager or somebody else of the town hall.',
    partner: 'A person of the town hall (the partner) is still needed.',
  },
  paid: 'Paid %{amount} with order no. %{order} of %{day}',
  toRepay: 'To be repaid: %{amount}',
  repaid: 'Repaid: %{amount}',
  figures: {
    title: 'The sums',
    raised: 'Raised at the close of the campaign',
    cap: 'The cap of the match',
    computed: 'The match as computed',
    due: 'To be paid after refunds',
    paid: 'Paid by the town hall',
    repaid: 'Repaid to the town hall',
    balance: 'Balance of the match’s ledger',
  },
  adjustments: {
    title: 'Adjustments after the close',
    help: 'What was given back to donors after the close changes the sum that the town hall gives (R20).',
    entry: 'Entry no. %{number}: %{amount} on %{day}',
    raised: 'Raised: from %{from} to %{to}',
    due: 'The town hall’s part: from %{from} to %{to}',
    state: {
      open: 'The difference is still to be repaid to the town hall.',
      settled: 'The difference was repaid.',
      'nothing-due': 'There is nothing to repay to the town hall.',
    },
    settledBy: 'See the repayment',
  },
  decide: {
    action: 'Record the council’s decision',
    explain:
      'What the local council decided about the match of %{due}. The decision is published; one that approves does not change any more, and after a rejection the council may decide again.',
    outcome: 'The local council',
    outcomes: { adopted: 'approved the match', rejected: 'rejected the match' },
    number: 'Number of the decision (HCL)',
    minutes: 'Number of the minutes',
    day: 'Day of the meeting',
    words: 'What the decision says, in short',
    why: 'Reason for the rejection',
    confirm: 'Record the decision',
    done: { adopted: 'The decision is recorded. The contract comes next.', rejected: 'The rejection is recorded.' },
  },
  contract: {
    action: 'Record the contract',
    explain: 'The contract by which the town hall gives %{due}. Its number, day and legal basis are published.',
    number: 'Number of the contract',
    day: 'Day of signing',
    route: 'Legal basis',
    routeHelp:
      'For example: non-reimbursable funding, Law 350/2005, or a partnership agreement. Never a sponsorship: Law 32/1994 bars it from public money (R21).',
    confirm: 'Record the contract',
    done: 'The contract is recorded. The payment comes next, released by two persons.',
  },
  release: {
    action: 'Release the payment',
    again: 'Release again, with other data',
    others:
      'You cannot release it now: the two persons are independent, one is of the town hall, and neither is an administrator or whoever named the partner (R21).',
    nobody:
      'Nobody in the project can release it now: an administrator first makes somebody a partner or a manager (R21).',
    explain: {
      first:
        'Write the payment order exactly as it is. The payment is made only once a second person confirms the same sum, order and day (R21).',
      second:
        'Compare what the first person wrote with the payment order. If everything agrees, confirm: the payment is then recorded for good (R21).',
    },
    amount: 'Amount',
    order: 'Number of the payment order',
    day: 'Day of the payment order',
    by: 'Released first by',
    byAt: '%{name} (%{role}), on %{moment}',
    differs: 'The payment order says otherwise',
    differsHelp:
      'If the first person’s data are wrong, they release again with the right ones. What you write here has to agree with what they wrote, or it is refused.',
    confirm: { first: 'Release', second: 'Confirm the payment' },
    done: {
      first: 'You have released the payment. The second person confirms it now, from an account of their own.',
      paid: 'The payment is recorded: two persons released it.',
    },
  },
  repay: {
    action: 'Record the repayment',
    explain: 'After refunds to donors, %{amount} go back to the town hall (R20).',
    amount: 'Amount repaid',
    document: 'Document of the payment',
    documentHelp: 'For example: payment order no. 45.',
    day: 'Day of the payment',
    confirm: 'Record the repayment',
    done: 'The repayment to the town hall is recorded.',
  },
  corrected: 'Corrected on %{on} by %{name}; it said no. %{number} of %{day}. Reason: %{reason}',
  correct: {
    action: 'Correct a number or a date',
    explain:
      'What it said before stays in sight on the public page, with the reason. If one person has released the payment already, they release it again, for what it says now.',
    what: 'What you correct',
    number: 'The right number',
    day: 'The right date',
    reason: 'Reason of the correction',
    confirm: 'Correct',
    done: 'The correction is entered.',
  },
};
