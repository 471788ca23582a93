/** The fixed words of the final report; states, kinds and roles have theirs in domain/lifecycle-words.ts. */
import type { Locale } from '../domain/lifecycle.ts';
import type { RecordRef } from '../domain/report-model.ts';

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
    Record<'title' | 'record' | 'document' | 'date' | 'size' | 'hash' | 'page' | 'required' | 'none', string>
  >;
  readonly budget: Readonly<Record<'title' | 'source' | 'amount' | 'sum' | 'total' | 'difference', string>>;
  readonly targetGroup: Readonly<Record<'title' | 'category' | 'who' | 'persons' | 'total' | 'note', string>>;
  readonly promises: Readonly<Record<'title' | 'intro' | 'none', string>>;
  readonly figures: Readonly<Record<'title' | 'intro' | 'number' | 'figure' | 'value' | 'records', string>>;
  readonly records: Readonly<Record<'title' | 'intro' | 'plan', string>>;
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
    },
    budget: {
      title: 'Buget',
      source: 'Sursa',
      amount: 'Suma',
      sum: 'Suma surselor',
      total: 'Total publicat',
      difference: 'Diferență',
    },
    targetGroup: {
      title: 'Grup țintă',
      category: 'Categoria',
      who: 'Cine',
      persons: 'Persoane planificate',
      total: 'Total',
      note: 'Cifrele sunt cele din plan; persoanele participante nu sunt încă evidențiate aici.',
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
    },
    budget: {
      title: 'Budget',
      source: 'Source',
      amount: 'Amount',
      sum: 'Sum of the sources',
      total: 'Published total',
      difference: 'Difference',
    },
    targetGroup: {
      title: 'Target group',
      category: 'Category',
      who: 'Who',
      persons: 'Persons planned',
      total: 'Total',
      note: "The figures are the plan's; the persons who took part are not shown here yet.",
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
    },
    dash: '–',
  },
};
