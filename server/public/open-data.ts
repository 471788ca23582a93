/** R20, R22, R23: the ledgers as open data: which files there are, what each column means, and how a row is written. */
import { type OpenEntry, openEntries, openLedgers } from '../../db/reads/open-data.ts';
import type { Reader } from '../../db/store.ts';
import { shownDonor } from '../../domain/donors.ts';
import { ENTRY_CHANNELS, ENTRY_KINDS, ENTRY_NATURES, LEDGER_KINDS, type LedgerKind } from '../../domain/ledger.ts';
import type { LocalText } from '../../domain/lifecycle.ts';

/** What a cell holds before it is written as CSV or JSON. */
type Cell = string | number | boolean | null;

/** The types of Table Schema that are used here. */
type ColumnType = 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly about: LocalText;
  readonly required?: boolean;
  readonly values?: readonly string[];
  /** Of an entry of the ledger with this name. */
  readonly of: (entry: OpenEntry, ledger: string) => Cell;
}

export interface DataFile {
  /** Part of its address, which stays. */
  readonly name: 'campaign-ledger' | 'match-ledger' | 'fund-ledger' | 'gifts';
  readonly kind: LedgerKind;
  readonly title: LocalText;
  readonly columns: readonly Column[];
}

const WAYS = ['bank', 'cash', 'in-kind'] as const;

/** `-12345.60`: with a point and two decimals, as programs read it. */
function decimal(bani: number): string {
  const digits = String(Math.abs(bani)).padStart(3, '0');
  return `${bani < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const text = (ro: string, en: string): LocalText => ({ ro, en });
const orNull = (written: string): string | null => (written === '' ? null : written);
/** Of a promise or a refund nobody's name is published, whatever was allowed for the gift (R22). */
const donorOf = ({ kind, donorName, donorShown }: OpenEntry): string | null =>
  kind === 'gift' || kind === 'settlement'
    ? shownDonor(donorName === null || donorShown === null ? null : { name: donorName, shown: donorShown })
    : null;

const COLUMNS = {
  campaign: {
    name: 'campaign',
    type: 'string',
    required: true,
    about: text(
      'Campania: jalonul planului și numărul campaniei lui',
      'The campaign: milestone of the plan and which of its campaigns',
    ),
    of: (_, ledger) => ledger,
  },
  fund: {
    name: 'fund',
    type: 'string',
    required: true,
    about: text('Fondul: jalonul planului', 'The fund: milestone of the plan'),
    of: (_, ledger) => ledger,
  },
  number: {
    name: 'number',
    type: 'integer',
    required: true,
    about: text(
      'Numărul înregistrării în registru: 1, 2, … fără goluri; nu se schimbă niciodată',
      'Number of the entry in its ledger: 1, 2, … without a gap; it never changes',
    ),
    of: ({ number }) => number,
  },
  kind: {
    name: 'kind',
    type: 'string',
    required: true,
    values: ENTRY_KINDS,
    about: text(
      'Felul: pledge – promisiune, gift – donație, settlement – plata unei promisiuni, refund – restituire până la închidere sau din ce a venit după ea, adjustment – schimbare după închidere, correction – corecția unei greșeli, transfer – între registre, payment – plată, repayment – restituire către primărie',
      'Kind: pledge, gift, settlement (of a pledge), refund (until the close, or of what came after it), adjustment (after it), correction (of a mistake), transfer (between ledgers), payment, repayment (to the town hall)',
    ),
    of: ({ kind }) => kind,
  },
  nature: {
    name: 'nature',
    type: 'string',
    required: true,
    values: ENTRY_NATURES,
    about: text(
      'promise – promisiune, încă nu sunt bani; money – bani; in-kind – bunuri sau servicii, evaluate. Suma strânsă adună numai money',
      'promise – no money yet; money; in-kind – goods or services, valued. Only money is part of the sum raised',
    ),
    of: ({ nature }) => nature,
  },
  channel: {
    name: 'channel',
    type: 'string',
    required: true,
    values: ENTRY_CHANNELS,
    about: text('Calea: bank – bancă, cash – numerar, none – niciuna', 'Way: bank, cash, none'),
    of: ({ channel }) => channel,
  },
  way: {
    name: 'way',
    type: 'string',
    required: true,
    values: WAYS,
    about: text(
      'Cum s-a donat: bank – prin bancă, cash – în numerar, in-kind – în bunuri sau servicii',
      'How it was given: bank, cash, in-kind',
    ),
    of: ({ nature, channel }) => (nature === 'in-kind' ? 'in-kind' : channel),
  },
  bani: {
    name: 'amount_bani',
    type: 'integer',
    required: true,
    about: text(
      'Suma în bani (100 de bani sunt 1 leu); ce iese din registru este negativ',
      'Amount in bani (100 bani are 1 leu); what leaves the ledger is negative',
    ),
    of: ({ amount }) => amount,
  },
  lei: {
    name: 'amount_lei',
    type: 'number',
    required: true,
    about: text('Aceeași sumă în lei, cu punct zecimal', 'The same amount in lei, with a decimal point'),
    of: ({ amount }) => decimal(amount),
  },
  left: {
    name: 'left_bani',
    type: 'integer',
    required: true,
    about: text(
      'Cât a rămas din ea după restituiri și corecții, în bani',
      'What is left of it after refunds and corrections, in bani',
    ),
    of: ({ amount, taken }) => amount + taken,
  },
  booked: {
    name: 'booked_on',
    type: 'date',
    required: true,
    about: text('Ziua: a băncii, a chitanței sau a documentului', 'Day: of the bank, the receipt or the document'),
    of: ({ bookedOn }) => bookedOn,
  },
  afterClose: {
    name: 'after_close',
    type: 'boolean',
    required: true,
    about: text(
      'După închiderea campaniei: nu intră în suma strânsă și nu se dublează',
      'After the campaign’s close: no part of the sum raised, and not doubled',
    ),
    of: ({ afterClose }) => afterClose,
  },
  about: {
    name: 'about',
    type: 'integer',
    about: text(
      'Numărul înregistrării pe care o plătește, o restituie, o ajustează sau o corectează',
      'Number of the entry that it settles, refunds, adjusts or corrects',
    ),
    of: ({ about }) => about,
  },
  corrects: {
    name: 'corrects',
    type: 'integer',
    about: text(
      'Numărul restituirii greșite pe care o anulează: sumele celor două dau împreună zero',
      'Number of the wrong refund that it undoes: the two amounts are zero together',
    ),
    of: ({ corrects }) => corrects,
  },
  donor: {
    name: 'donor',
    type: 'string',
    about: text(
      'Donatorul, numai cum a ales să apară: nume, inițiale sau nimic',
      'The donor, only as they chose to be shown: name, initials or nothing',
    ),
    of: donorOf,
  },
  transfer: {
    name: 'transfer_ledger',
    type: 'string',
    values: LEDGER_KINDS,
    about: text(
      'Registrul din care vine sau în care pleacă un transfer: campaign, match, fund',
      'Ledger that a transfer comes from or goes to: campaign, match, fund',
    ),
    of: ({ other }) => other,
  },
  document: {
    name: 'document',
    type: 'string',
    about: text('Ce o dovedește', 'What proves it'),
    of: ({ document }) => orNull(document),
  },
  note: {
    name: 'note',
    type: 'string',
    about: text(
      'Ce s-a scris la ea: ce s-a dat în natură, de ce s-a corectat',
      'What was written of it: what was given in kind, why it was corrected',
    ),
    of: ({ note }) => orNull(note),
  },
  what: {
    name: 'what',
    type: 'string',
    about: text('Ce s-a dat în natură', 'What was given in kind'),
    of: ({ nature, note }) => (nature === 'in-kind' ? orNull(note) : null),
  },
  recorded: {
    name: 'recorded_at',
    type: 'datetime',
    required: true,
    about: text('Când s-a înregistrat (UTC)', 'When it was recorded (UTC)'),
    of: ({ recordedAt }) => recordedAt.toISOString().replace(/\.\d+Z$/, 'Z'),
  },
} as const satisfies Readonly<Record<string, Column>>;

const C = COLUMNS;
const MONEY = [C.bani, C.lei, C.booked] as const;
const PROOF = [C.document, C.note, C.recorded] as const;

/** In the order of the page; their names are addresses, which stay. */
export const DATA_FILES: readonly DataFile[] = [
  {
    name: 'campaign-ledger',
    kind: 'campaign',
    title: text('Registrul campaniei', 'The campaign’s ledger'),
    columns: [
      ...[C.campaign, C.number, C.kind, C.nature, C.channel, ...MONEY, C.afterClose, C.about, C.corrects],
      ...[C.donor, C.transfer, ...PROOF],
    ],
  },
  {
    name: 'gifts',
    kind: 'campaign',
    title: text('Donațiile primite', 'The gifts received'),
    columns: [C.campaign, C.number, C.way, ...MONEY, C.left, C.afterClose, C.donor, C.what],
  },
  {
    name: 'match-ledger',
    kind: 'match',
    title: text('Registrul părții primăriei', 'The ledger of the town hall’s part'),
    columns: [C.campaign, C.number, C.kind, C.channel, ...MONEY, C.about, C.transfer, ...PROOF],
  },
  {
    name: 'fund-ledger',
    kind: 'fund',
    title: text('Registrul fondului', 'The fund’s ledger'),
    columns: [C.fund, C.number, C.kind, C.channel, ...MONEY, C.about, C.transfer, ...PROOF],
  },
];

export const DATA_FORMATS = ['csv', 'json'] as const;
export type DataFormat = (typeof DATA_FORMATS)[number];

/** What a spreadsheet would take for a formula, were it not marked as text. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Texts that people wrote begin with an apostrophe where they would be a formula; figures are none. */
const csvLine = (columns: readonly Column[], entry: OpenEntry, ledger: string): string =>
  columns
    .map(({ type, of }) => {
      const value = of(entry, ledger);
      return csvCell(type === 'string' && typeof value === 'string' && FORMULA.test(value) ? `'${value}` : value);
    })
    .join(',');

function jsonRow(columns: readonly Column[], entry: OpenEntry, ledger: string): string {
  const cells = columns.map(({ name, type, of }) => {
    const value = of(entry, ledger);
    // A number with its decimals: made a number by whoever reads it, without a detour over floating point here.
    return `${JSON.stringify(name)}:${type === 'number' ? String(value) : JSON.stringify(value)}`;
  });
  return `{${cells.join(',')}}`;
}

/** A text of a hundred kilobytes and more would stay in memory until all of it is looked through. */
const ROWS_A_PIECE = 200;

/** A file a piece at a time; a table with its headings alone where there is nothing yet. */
export async function* dataFile(
  reader: Reader,
  projectId: string,
  { name, kind, columns }: DataFile,
  format: DataFormat,
): AsyncGenerator<string> {
  const isCsv = format === 'csv';
  yield isCsv ? `${columns.map((column) => column.name).join(',')}\r\n` : '[';
  let first = true;
  for (const ledger of await openLedgers(reader, projectId, kind)) {
    for await (const read of openEntries(reader, ledger, { gifts: name === 'gifts' })) {
      for (let from = 0; from < read.length; from += ROWS_A_PIECE) {
        const rows = read.slice(from, from + ROWS_A_PIECE);
        if (isCsv) yield rows.map((row) => `${csvLine(columns, row, ledger.name)}\r\n`).join('');
        else {
          yield `${first ? '\n' : ',\n'}${rows.map((row) => jsonRow(columns, row, ledger.name)).join(',\n')}`;
          first = false;
        }
      }
    }
  }
  if (!isCsv) yield '\n]\n';
}

/** Title and description in Romanian, and in English beside them (the package's second language). */
const titled = ({ ro, en }: LocalText) => ({ title: ro, 'title@en': en });
const described = ({ ro, en }: LocalText) => ({ description: ro, 'description@en': en });

function tableSchema({ name, columns }: DataFile) {
  const key = columns.slice(0, 2).map((column) => column.name);
  const toLedger = { resource: 'campaign-ledger-csv', fields: key };
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: columns.map(({ name: field, type, about, required = false, values }) => ({
      name: field,
      type,
      ...described(about),
      ...((required || values) && {
        constraints: { ...(required && { required }), ...(values && { enum: [...values] }) },
      }),
    })),
    primaryKey: key,
    ...(name === 'gifts' && { foreignKeys: [{ fields: key, reference: toLedger }] }),
  };
}

/**
 * The descriptor of all files (Data Package 2.0), with every column in Romanian and English.
 * @param homepage the page that links to them
 */
export function dataPackage(
  project: { readonly slug: string; readonly title: LocalText; readonly summary: LocalText },
  homepage: string,
) {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: `${project.slug}-money`,
    languages: ['ro', 'en'],
    ...titled(project.title),
    ...described(project.summary),
    homepage,
    resources: DATA_FILES.flatMap((file) =>
      DATA_FORMATS.map((format) => ({
        name: `${file.name}-${format}`,
        type: 'table',
        ...titled(file.title),
        path: `${file.name}.${format}`,
        format,
        mediatype: format === 'csv' ? 'text/csv' : 'application/json',
        encoding: 'utf-8',
        ...(format === 'csv' && { dialect: { lineTerminator: '\r\n' } }),
        schema: tableSchema(file),
      })),
    ),
  };
}
