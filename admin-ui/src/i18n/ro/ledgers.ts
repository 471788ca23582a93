/** Ledgers: entries that are only ever added (R18, R20, R23). */
export const ledgers = {
  name: 'Registru |||| Registre |||| Registre',
  open: 'Deschideți registrul',
  kind: { campaign: 'Registrul campaniei', match: 'Registrul dublării sumei', fund: 'Registrul fondului' },
  kindOf: { campaign: 'campania „%{title}”', match: 'dublarea sumei „%{title}”', fund: 'fondul „%{title}”' },
  entryKind: {
    pledge: 'promisiune de donație',
    gift: 'donație',
    settlement: 'plata unei promisiuni',
    refund: 'restituire',
    adjustment: 'ajustare după închidere',
    correction: 'corecție',
    transfer: 'transfer între registre',
    payment: 'plată',
    repayment: 'restituire către primărie',
  },
  nature: { promise: 'promisiune', money: 'bani', 'in-kind': 'în natură' },
  channel: { bank: 'prin bancă', cash: 'numerar', none: '—' },
};
