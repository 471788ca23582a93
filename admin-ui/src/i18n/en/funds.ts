import type { funds as romanian } from '../ro/funds.ts';
import type { WordsLike } from '../words.ts';

export const funds: WordsLike<typeof romanian> = {
  name: 'Fund |||| Funds',
  balanceIs: 'balance: %{balance}',
  foundedBy: 'Founded by %{document}, on %{day}',
  publicShows: 'What anybody sees: the balance of the fund, what came into it and what it paid.',
  fields: {
    name: 'Name of the fund',
    document: 'Document',
    foundedOn: 'Founded on',
    amount: 'Amount',
    channel: 'How it is paid',
    bookedOn: 'Day',
  },
  found: {
    action: 'Set up the fund',
    help: 'The Local Development Fund holds the sum raised and its match, and pays for the chosen initiative. It has a ledger of its own, apart from the grant’s budget (R23).',
    explain: 'The fund gets a ledger of its own; its balance is public.',
    documentHelp: 'The founding document, for example: decision no. 3/2024 of the board.',
    confirm: 'Set it up',
    notYours: 'The implementation team or the manager sets up the fund, while the milestone is open or returned.',
    done: 'The fund is set up. The project manager moves the sum raised and the match into it.',
  },
  figures: {
    title: 'The sums',
    fromCampaigns: 'Came from the campaign',
    fromMatches: 'Came from the match',
    paid: 'Paid for the initiative',
    balance: 'Balance',
  },
  transfers: {
    title: 'Transfers',
    none: 'Nothing has come into the fund yet. The project manager moves the sum raised once it is published, the match once it is paid.',
    waiting: '%{ledger}: %{amount} can be moved into the fund now.',
    from: 'From %{ledger}',
    to: 'Back into %{ledger}',
  },
  payments: {
    title: 'Payments',
    none: 'The fund has not paid anything yet.',
  },
  transfer: {
    action: 'Move money into the fund',
    explain: 'The transfer stands in both ledgers, with the same amount, day and document (R23).',
    way: 'Direction',
    ways: { in: 'into the fund', out: 'back out of the fund, for a refund' },
    ledger: { in: 'From the ledger', out: 'Into the ledger' },
    available: '%{available} can be moved; the ledger holds %{balance}.',
    documentHelp: 'For example: payment order no. 12 or accounting note no. 4.',
    confirm: 'Move',
    done: 'The transfer is recorded in both ledgers.',
  },
  pay: {
    action: 'Pay from the fund',
    explain:
      'The fund holds %{balance}. A recorded payment is never deleted; its amount, day and purpose are published.',
    documentHelp: 'For example: invoice no. 101, payment order no. 13.',
    note: 'What was paid for',
    confirm: 'Record the payment',
    done: 'The payment is recorded.',
  },
  correct: {
    action: 'Correct',
    title: 'Correct entry no. %{number}',
    explain:
      'Of it %{left} are left now. The wrong entry stays in sight, and the correction is published beside it, with its reason. If the day is wrong, write 0 and then enter the amount again.',
    amount: 'What should be left of it',
    documentHelp: 'What proves the right amount, for example: bank statement no. 4.',
    note: 'Reason of the correction',
    confirm: 'Correct',
    done: 'The correction is entered.',
    left: 'After the correction: %{left}',
    list: 'Corrections',
    of: 'Correction of entry no. %{number}',
  },
};
