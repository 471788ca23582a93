import type { ledgers as romanian } from '../ro/ledgers.ts';
import type { WordsLike } from '../words.ts';

export const ledgers: WordsLike<typeof romanian> = {
  name: 'Ledger |||| Ledgers',
  open: 'Open the ledger',
  kind: { campaign: 'Ledger of the campaign', match: 'Ledger of the match', fund: 'Ledger of the fund' },
  kindOf: { campaign: 'the campaign “%{title}”', match: 'the match of “%{title}”', fund: 'the fund “%{title}”' },
  entryKind: {
    pledge: 'pledge',
    gift: 'gift',
    settlement: 'payment of a pledge',
    refund: 'refund',
    adjustment: 'adjustment after the close',
    correction: 'correction',
    transfer: 'transfer between ledgers',
    payment: 'payment',
    repayment: 'repayment to the town hall',
  },
  nature: { promise: 'promise', money: 'money', 'in-kind': 'in kind' },
  channel: { bank: 'by bank', cash: 'in cash', none: '—' },
};
