/** The fixed words of the final report; states, kinds and roles have theirs in domain/lifecycle-words.ts. */
import type { Locale } from '../domain/lifecycle.ts';
import type { Counted } from '../domain/plan.ts';
import type { RecordRef } from '../domain/report-model.ts';

const MONEY_WORDS = [
  'title',
  'intro',
  'campaign',
  'state',
  'closed',
  'published',
  'pledged',
  'bank',
  'cash',
  'refunded',
  'raised',
  'inKind',
  'adjusted',
  'late',
  'match',
  'cap',
  'computed',
  'due',
  'paid',
  'repaid',
  'owed',
  'adopted',
  'rejected',
  'contract',
  'corrected',
  'itSaid',
  'correctedWhy',
  'order',
  'fund',
  'founded',
  'received',
  'spent',
  'balance',
  'of',
] as const;

export interface ReportWords {
  readonly report: string;
  readonly page: string;
  readonly madeAt: string;
  readonly head: Readonly<
    Record<'codes' | 'funder' | 'programme' | 'partners' | 'period' | 'state' | 'amendments' | 'plannedEnd', string>
  >;
  readonly partnerRole: Readonly<Record<'lead' | 'partner' | 'host', string>>;
  readonly days: Readonly<Record<'one' | 'few' | 'other', string>>;
  readonly signedOn: string;
  readonly reason: string;
  readonly erased: string;
  readonly tiles: Readonly<Record<'milestones' | 'evidence' | 'moves' | 'gaps', string>>;
  readonly of: string;
  readonly gaps: Readonly<Record<'title' | 'none' | 'solve' | 'explain' | 'project' | 'where' | 'what', string>>;
  readonly milestones: string;
  readonly completedOf: string;
  readonly dates: Readonly<
    Record<'due' | 'planned' | 'moved' | 'submitted' | 'approved' | 'adopted' | 'waived' | 'cancelled', string>
  >;
  readonly completedOn: string;
  readonly moves: Readonly<Record<'title' | 'from' | 'to' | 'movedOn', string>>;
  readonly quantities: Readonly<Record<'title' | 'target' | 'actual' | 'unrecorded', string>>;
  readonly evidence: Readonly<
    Record<
      | 'title'
      | 'record'
      | 'document'
      | 'date'
      | 'size'
      | 'hash'
      | 'page'
      | 'required'
      | 'none'
      | 'eachRun'
      | 'eachOrganisation'
      | 'sent',
      string
    >
  >;
  readonly runs: Readonly<
    Record<
      | 'number'
      | 'course'
      | 'visit'
      | 'consultation'
      | 'days'
      | 'sessions'
      | 'present'
      | 'certificates'
      | 'notice'
      | 'minutesLate',
      string
    >
  >;
  readonly indicators: Readonly<
    Record<
      | 'title'
      | 'live'
      | 'submitted'
      | 'milestone'
      | 'who'
      | 'incomplete'
      | 'incompleteToo'
      | 'attendances'
      | 'category'
      | 'ageGroup'
      | 'target'
      | 'persons'
      | 'notCounted',
      string
    >
  >;
  readonly counted: Readonly<Record<Counted | 'staff', string>>;
  readonly budget: Readonly<Record<'title' | 'source' | 'amount' | 'sum' | 'total' | 'difference', string>>;
  readonly money: Readonly<Record<(typeof MONEY_WORDS)[number], string>>;
  readonly targetGroup: Readonly<
    Record<'title' | 'category' | 'who' | 'persons' | 'present' | 'total' | 'note', string>
  >;
  readonly promises: Readonly<Record<'title' | 'intro' | 'none', string>>;
  readonly figures: Readonly<Record<'title' | 'intro' | 'number' | 'figure' | 'value' | 'records', string>>;
  readonly records: Readonly<Record<'title' | 'intro' | 'plan' | 'persons', string>>;
  readonly recordKind: Readonly<Record<RecordRef['kind'], string>>;
  readonly dash: string;
}

export const REPORT_WORDS: Readonly<Record<Locale, ReportWords>> = {
  ro: {
    report: 'Raport final',
    page: 'pagina',
    madeAt: 'Întocmit la',
    head: {
      codes: 'Coduri',
      funder: 'Finanțator',
      programme: 'Program',
      partners: 'Parteneri',
      period: 'Perioada',
      state: 'Starea proiectului',
      amendments: 'Acte adiționale',
      plannedEnd: 'Sfârșitul planificat inițial',
    },
    partnerRole: { lead: 'lider de parteneriat', partner: 'partener', host: 'gazda vizitelor de documentare' },
    days: { one: 'zi', few: 'zile', other: 'de zile' },
    signedOn: 'semnat la',
    reason: 'Motiv',
    erased: 'textul a fost șters',
    tiles: {
      milestones: 'jaloane încheiate',
      evidence: 'dovezi în dosar',
      moves: 'termene mutate',
      gaps: 'lipsuri de rezolvat',
    },
    of: 'din',
    gaps: {
      title: 'Lipsuri',
      none: 'Nu lipsește nimic și nu este nimic de explicat.',
      solve: 'De rezolvat înainte de depunere',
      explain: 'De explicat în raport',
      project: 'Proiect',
      where: 'Jalon',
      what: 'Ce lipsește sau trebuie explicat',
    },
    milestones: 'Jaloane pe etape',
    completedOf: 'jaloane încheiate',
    dates: {
      due: 'Termen',
      planned: 'Termen planificat',
      moved: 'Termen mutat',
      submitted: 'Depus',
      approved: 'Aprobat',
      adopted: 'Preluat ca încheiat',
      waived: 'Exceptat',
      cancelled: 'Anulat',
    },
    completedOn: 'încheiat la',
    moves: { title: 'Termene mutate', from: 'De la', to: 'La', movedOn: 'Mutat la' },
    quantities: { title: 'Indicator', target: 'Țintă', actual: 'Realizat', unrecorded: 'neînregistrat' },
    evidence: {
      title: 'Dovadă',
      record: 'Nr.',
      document: 'Document',
      date: 'Data',
      size: 'Mărime',
      hash: 'SHA-256',
      page: 'pagină publică',
      required: 'dovezi',
      none: 'nicio dovadă',
      eachRun: 'pentru fiecare curs, vizită sau consultare',
      eachOrganisation: 'pentru fiecare organizație',
      sent: 'Mesaj trimis din aplicație',
    },
    runs: {
      number: 'Nr.',
      course: 'Curs',
      visit: 'Vizită',
      consultation: 'Consultare',
      notice: 'anunț publicat la',
      minutesLate: 'proces-verbal întârziat, zile',
      days: 'Perioada',
      sessions: 'Sesiuni ținute',
      present: 'Prezenți',
      certificates: 'Certificate',
    },
    indicators: {
      title: 'Indicatori',
      live: 'Cifrele sunt cele de la data întocmirii raportului.',
      submitted: 'Cifrele sunt cele cu care raportul a fost depus la',
      milestone: 'Jalon',
      who: 'Cine sunt persoanele numărate',
      incomplete: 'Fișe incomplete, care nu se numără',
      incompleteToo: 'Fișe incomplete, numărate în total, dar nu și mai jos',
      attendances: 'prezențe în total',
      category: 'Categoria grupului țintă',
      ageGroup: 'Grupa de vârstă',
      target: 'Țintă',
      persons: 'Persoane',
      notCounted: 'Nicio persoană nu este numărată încă.',
    },
    counted: {
      runs: 'ținute, cu prezența încheiată; consultările și cu anunțul publicat la timp',
      participants: 'persoane unice prezente, cu fișa completă',
      'target-group': 'persoane unice din grupul țintă prezente, cu fișa completă',
      organisations: 'organizații cu mesaj datat și cu dovada primirii sau răspuns',
      attendees: 'persoane unice prezente la consultările ținute, cu fișa completă sau nu',
      proposals: 'propuneri eligibile',
      initiatives: 'inițiative alese prin vot, cu rezultatul final',
      campaigns: 'campanii închise',
      'sum-statements': 'sume publicate',
      matches: 'dublări plătite',
      funds: 'fonduri înființate',
      staff: 'înregistrat de echipă',
    },
    budget: {
      title: 'Buget',
      source: 'Sursa',
      amount: 'Suma',
      sum: 'Suma surselor',
      total: 'Total publicat',
      difference: 'Diferență',
    },
    money: {
      title: 'Strângerea de fonduri, dublarea și fondul',
      intro: 'Acești bani nu fac parte din bugetul proiectului; fiecare sumă vine din registrul ei.',
      campaign: 'Campania',
      state: 'Starea',
      closed: 'Închisă la',
      published: 'Suma publicată la',
      pledged: 'Promisiuni de donație',
      bank: 'Primit prin bancă',
      cash: 'Primit în numerar',
      refunded: 'Restituit până la închidere',
      raised: 'Suma strânsă',
      inKind: 'Donații în natură, evaluate (nu se dublează)',
      adjusted: 'Ajustări după închidere',
      late: 'Primit după închidere (nu se dublează)',
      match: 'Dublarea sumei de către primărie',
      cap: 'Plafonul',
      computed: 'Calculat la publicarea sumei',
      due: 'De plătit, după ajustări',
      paid: 'Plătit',
      repaid: 'Restituit primăriei',
      owed: 'De restituit primăriei',
      adopted: 'Hotărârea consiliului local (HCL)',
      rejected: 'Respinsă de consiliul local',
      contract: 'Contractul',
      corrected: 'Corectat la',
      itSaid: 'Scria',
      correctedWhy: 'Motivul',
      order: 'Ordinul de plată',
      fund: 'Fondul',
      founded: 'Înființat prin',
      received: 'Primit din campanie și din dublare',
      spent: 'Plătit inițiativei',
      balance: 'Sold',
      of: 'din',
    },
    targetGroup: {
      title: 'Grup țintă',
      category: 'Categoria',
      who: 'Cine',
      persons: 'Planificate',
      present: 'Participante',
      total: 'Total',
      note: 'Participante: persoane unice din categorie, prezente la cel puțin o sesiune, cu fișa completă.',
    },
    promises: {
      title: 'Angajamente ale proiectului',
      intro: 'Ce promite proiectul pe lângă activități și ce dovedește fiecare promisiune.',
      none: 'Nicio dovadă înregistrată.',
    },
    figures: {
      title: 'Anexa 1. Cifrele și înregistrările lor',
      intro: 'Numărul mic de lângă fiecare cifră din raport duce la rândul ei de aici.',
      number: 'Nr.',
      figure: 'Cifra',
      value: 'Valoarea',
      records: 'Înregistrări',
    },
    records: {
      title: 'Anexa 2. Înregistrări',
      intro: 'Numele scurte din Anexa 1 și identificatorii sub care înregistrările se găsesc în aplicație.',
      persons:
        'Trimiterile „persoane” duc la lista din registru a celor prezenți la cursurile, vizitele sau consultările jalonului, filtrată cum scrie după ele.',
      plan: 'Trimiterile „plan” duc la planul proiectului, cu identificatorul',
    },
    recordKind: {
      plan: 'plan',
      milestone: 'jalon',
      quantity: 'indicator',
      evidence: 'dovadă',
      event: 'eveniment',
      amendment: 'act adițional',
      message: 'mesaj',
      run: 'curs, vizită sau consultare',
      organisation: 'organizație',
      campaign: 'campanie',
      ledger: 'registru',
      match: 'dublarea sumei',
      fund: 'fond',
      persons: 'persoane',
    },
    dash: '–',
  },
  en: {
    report: 'Final report',
    page: 'page',
    madeAt: 'Made on',
    head: {
      codes: 'Codes',
      funder: 'Funder',
      programme: 'Programme',
      partners: 'Partners',
      period: 'Period',
      state: 'State of the project',
      amendments: 'Amendments',
      plannedEnd: 'End as first planned',
    },
    partnerRole: { lead: 'lead partner', partner: 'partner', host: 'host of the study visits' },
    days: { one: 'day', few: 'days', other: 'days' },
    signedOn: 'signed on',
    reason: 'Reason',
    erased: 'the text was erased',
    tiles: {
      milestones: 'milestones completed',
      evidence: 'pieces of evidence on file',
      moves: 'due dates moved',
      gaps: 'gaps to be closed',
    },
    of: 'of',
    gaps: {
      title: 'Gaps',
      none: 'Nothing is missing and nothing needs explaining.',
      solve: 'To be closed before submission',
      explain: 'To be explained in the report',
      project: 'Project',
      where: 'Milestone',
      what: 'What is missing or must be explained',
    },
    milestones: 'Milestones by stage',
    completedOf: 'milestones completed',
    dates: {
      due: 'Due',
      planned: 'Due as planned',
      moved: 'Due as moved',
      submitted: 'Submitted',
      approved: 'Approved',
      adopted: 'Adopted as completed',
      waived: 'Waived',
      cancelled: 'Cancelled',
    },
    completedOn: 'completed on',
    moves: { title: 'Due dates moved', from: 'From', to: 'To', movedOn: 'Moved on' },
    quantities: { title: 'Indicator', target: 'Target', actual: 'Achieved', unrecorded: 'not recorded' },
    evidence: {
      title: 'Evidence',
      record: 'No.',
      document: 'Document',
      date: 'Date',
      size: 'Size',
      hash: 'SHA-256',
      page: 'public page',
      required: 'pieces',
      none: 'no evidence',
      eachRun: 'for each course, visit or consultation',
      eachOrganisation: 'for each organisation',
      sent: 'Message sent by the application',
    },
    runs: {
      number: 'No.',
      course: 'Course',
      visit: 'Visit',
      consultation: 'Consultation',
      notice: 'notice published on',
      minutesLate: 'minutes late, days',
      days: 'Period',
      sessions: 'Sessions held',
      present: 'Present',
      certificates: 'Certificates',
    },
    indicators: {
      title: 'Indicators',
      live: 'The figures are those of the day on which the report was made.',
      submitted: 'The figures are those with which the report was submitted on',
      milestone: 'Milestone',
      who: 'Who the persons counted are',
      incomplete: 'Incomplete records, which do not count',
      incompleteToo: 'Incomplete records, counted in the total and not below',
      attendances: 'attendances in all',
      category: 'Category of the target group',
      ageGroup: 'Age group',
      target: 'Target',
      persons: 'Persons',
      notCounted: 'No person is counted yet.',
    },
    counted: {
      runs: 'held, with complete attendance; consultations also with their notice published in time',
      participants: 'unique persons present, with a complete record',
      'target-group': 'unique persons of the target group present, with a complete record',
      organisations: 'organisations with a dated message and a delivery or a reply',
      attendees: 'unique persons present at the consultations held, with a complete record or not',
      proposals: 'eligible proposals',
      initiatives: 'initiatives that a vote elected, with its final result',
      campaigns: 'campaigns that were closed',
      'sum-statements': 'sums that were published',
      matches: 'matches that were paid',
      funds: 'funds that were founded',
      staff: 'recorded by staff',
    },
    budget: {
      title: 'Budget',
      source: 'Source',
      amount: 'Amount',
      sum: 'Sum of the sources',
      total: 'Published total',
      difference: 'Difference',
    },
    money: {
      title: 'Fundraising, the match and the fund',
      intro: "None of this money is the project's budget; each sum comes from its own ledger.",
      campaign: 'Campaign',
      state: 'State',
      closed: 'Closed on',
      published: 'Sum published on',
      pledged: 'Pledges',
      bank: 'Received by bank',
      cash: 'Received in cash',
      refunded: 'Refunded until the close',
      raised: 'Sum raised',
      inKind: 'Gifts in kind, valued (not matched)',
      adjusted: 'Adjustments after the close',
      late: 'Received after the close (not matched)',
      match: "The town hall's match",
      cap: 'Cap',
      computed: 'Computed when the sum was published',
      due: 'To be paid, after adjustments',
      paid: 'Paid',
      repaid: 'Repaid to the town hall',
      owed: 'Owed to the town hall',
      adopted: 'Decision of the local council (HCL)',
      rejected: 'Rejected by the local council',
      contract: 'Contract',
      corrected: 'Corrected on',
      itSaid: 'It said',
      correctedWhy: 'The reason',
      order: 'Payment order',
      fund: 'Fund',
      founded: 'Founded by',
      received: 'Received from campaign and match',
      spent: 'Paid to the initiative',
      balance: 'Balance',
      of: 'of',
    },
    targetGroup: {
      title: 'Target group',
      category: 'Category',
      who: 'Who',
      persons: 'Planned',
      present: 'Took part',
      total: 'Total',
      note: 'Took part: unique persons of the category, present in at least one session, with a complete record.',
    },
    promises: {
      title: "The project's promises",
      intro: 'What the project promises beside its activities, and what proves each promise.',
      none: 'No evidence recorded.',
    },
    figures: {
      title: 'Annex 1. The figures and their records',
      intro: 'The small number beside each figure of the report leads to its row here.',
      number: 'No.',
      figure: 'Figure',
      value: 'Value',
      records: 'Records',
    },
    records: {
      title: 'Annex 2. Records',
      intro: 'The short names of Annex 1 and the identifiers under which the records are found in the application.',
      persons:
        'References to “persons” lead to the register’s list of those present at the courses, visits or consultations of the milestone, filtered as they say.',
      plan: 'References to the “plan” lead to the plan of the project with the identifier',
    },
    recordKind: {
      plan: 'plan',
      milestone: 'milestone',
      quantity: 'indicator',
      evidence: 'evidence',
      event: 'event',
      amendment: 'amendment',
      message: 'message',
      run: 'course, visit or consultation',
      organisation: 'organisation',
      campaign: 'campaign',
      ledger: 'ledger',
      match: 'match',
      fund: 'fund',
      persons: 'persons',
    },
    dash: '–',
  },
};
