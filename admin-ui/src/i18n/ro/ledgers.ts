/** Ledgers: entries that are only ever added (R18, R20, R23). */
export const ledgers = {
  name: 'Registru |||| Registre |||| Registre',
  open: 'Deschideți registrul',
  means:
    'Înregistrările se adaugă și nu se schimbă: o greșeală se îndreaptă printr-o corecție, cu motiv. Sumele vin numai din ele.',
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
  refundCorrected: 'corecția unei restituiri',
  nature: { promise: 'promisiune', money: 'bani', 'in-kind': 'în natură' },
  channel: { bank: 'prin bancă', cash: 'numerar', none: '—' },
  inKindOf: '%{kind} în natură',
  numbered: 'Nr. %{number} · %{kind}',
  about: 'la nr. %{number}',
  corrects: 'corectează nr. %{number}',
  correctedBy: 'corectată prin nr. %{number}',
  otherSide: {
    campaign: 'nr. %{number} în registrul campaniei',
    match: 'nr. %{number} în registrul dublării',
    fund: 'nr. %{number} în registrul fondului',
  },
  afterClose: 'după închidere',
  balance: 'Sold',
  entry: 'Înregistrarea',
  entries: 'Înregistrări',
  entriesCount: {
    one: '%{count} înregistrare',
    few: '%{count} înregistrări',
    other: '%{count} de înregistrări',
  },
  receipt: 'Descărcați confirmarea (PDF)',
  recordedBy: '%{name}, la %{moment}',
  empty: 'Nicio înregistrare încă',
  emptyHelp: {
    campaign:
      'După ce se deschide campania, înregistrați chitanțele și donațiile în natură aici și importați extrasele de cont; donațiile prin bancă vin din ele.',
    match: 'Plata primăriei apare aici după ce o eliberează două persoane.',
    fund: 'Mutați în fond suma strânsă și dublarea, din pagina fondului.',
  },
  fields: {
    kind: 'Ce este',
    amount: 'Suma',
    left: 'Rămas după restituiri și corecții',
    unpaid: 'Mai este de plătit',
    bookedOn: 'Data',
    document: 'Documentul',
    evidence: 'Documentul scanat',
    donor: 'Donatorul, cum se publică',
    reference: 'Codul promisiunii',
    about: 'Se referă la',
    corrects: 'Restituirea greșită',
    correctedBy: 'Corectată',
    other: 'Cealaltă parte a transferului',
    when: 'Când',
    note: 'Notă',
    channel: 'Cum',
    recorded: 'Înregistrat de',
  },
  filter: {
    all: 'Toate',
    kind: 'Ce este',
    nature: 'Felul',
    channel: 'Calea',
    when: 'Când',
    untilClose: 'până la închidere',
    afterClose: 'după închidere',
  },
  sums: {
    title: 'Sume',
    help: 'Promisiunile și donațiile în natură nu intră în sold.',
    after: '%{kind} (după închidere)',
    row: '%{amount} (%{entries})',
  },
  aboutIt: { title: 'Ce s-a înregistrat despre ea', none: 'Nimic: nu a fost restituită, ajustată sau corectată.' },
  enter: {
    confirm: 'Înregistrați',
    done: 'Înregistrat cu nr. %{number}.',
    cash: {
      action: 'Donație în numerar',
      explain: 'O donație în numerar se înregistrează după chitanță; numărul chitanței se folosește o singură dată.',
      amount: 'Suma de pe chitanță',
      document: 'Seria și numărul chitanței',
      documentHelp: 'De exemplu: CJ 12.',
      day: 'Data chitanței',
      note: 'Notă',
    },
    'in-kind': {
      action: 'Donație în natură',
      explain:
        'O donație în natură se evaluează și se publică separat; nu intră în suma strânsă și nu se dublează (R20).',
      amount: 'Valoarea evaluată',
      document: 'Documentul evaluării',
      documentHelp: 'De exemplu: proces-verbal de evaluare nr. 3.',
      day: 'Data primirii',
      note: 'Ce s-a donat',
    },
    pledge: {
      action: 'Promisiune de donație',
      explain:
        'O promisiune nu este încă bani. Primește un cod; plata care îl poartă în detalii o găsește singură în extras.',
      amount: 'Suma promisă',
      document: 'Documentul, dacă este pe hârtie',
      documentHelp: 'De exemplu: formular nr. 7. Altfel se trece codul promisiunii.',
      day: 'Data promisiunii',
      note: 'Notă',
    },
  },
  settle: {
    action: 'Plata unei promisiuni',
    explain:
      'Din promisiunea nr. %{number} mai sunt de plătit %{unpaid}. Ce vine prin bancă se găsește singur în extras.',
    explainCode:
      'O promisiune plătită în numerar o găsiți după cod. Ce vine prin bancă cu codul ei se găsește singur în extras.',
    reference: 'Codul promisiunii',
    referenceHelp: 'Opt caractere, de exemplu 7K3M-9QTX, oricum ar fi scrise.',
  },
  refund: {
    action: 'Restituire',
    explain: {
      before:
        'Din înregistrarea nr. %{number} se pot restitui cel mult %{left}. Suma strânsă scade cu cât se restituie (R20).',
      after:
        'Din înregistrarea nr. %{number} se pot restitui cel mult %{left}. Campania s-a închis: restituirea se trece ca ajustare, iar dublarea se calculează din nou (R20).',
    },
    byBank:
      'De aici se înregistrează ce se restituie în numerar. Ce se restituie prin bancă se înregistrează din linia extrasului de cont.',
    documentHelp: 'De exemplu: dispoziție de plată nr. 2.',
    confirm: 'Înregistrați restituirea',
  },
  correct: {
    action: 'Corecție',
    explain:
      'Înregistrarea nr. %{number} rămâne; corecția se adaugă lângă ea. După restituirile și corecțiile de până acum sunt %{left}; scrieți cât ar trebui să fie, 0 dacă nu trebuia înregistrată deloc.',
    amount: 'Suma corectă',
    reason: 'Ce a fost greșit',
    confirm: 'Înregistrați corecția',
  },
  correctRefund: {
    action: 'Corectați restituirea',
    explain: {
      bank: 'Restituirea nr. %{number} rămâne; corecția se adaugă lângă ea și o anulează în întregime. Linia extrasului de cont se întoarce la cele de hotărât: de acolo o înregistrați la donația potrivită (R20).',
      other:
        'Restituirea nr. %{number} rămâne; corecția se adaugă lângă ea și o anulează în întregime. Apoi înregistrați restituirea la donația potrivită (R20).',
    },
  },
};
