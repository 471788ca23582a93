/** Which column of a CSV is what, as the fields of the import hold it, and what of it is sent. */
import type { CsvColumns } from '../api/types.ts';

/** Columns that are one each; `details` may be several. */
export const SINGLE = [
  'date',
  'amount',
  'debit',
  'credit',
  'balance',
  'counterparty',
  'counterpartyIban',
  'reference',
] as const;
export type Single = (typeof SINGLE)[number];

/** `split`: money in and out have a column each. */
export interface ColumnValues {
  readonly split: boolean;
  readonly decimal: CsvColumns['decimal'];
  readonly details: number | null;
  readonly single: Readonly<Record<Single, number | null>>;
  /** Further columns of details, as they were known. */
  readonly moreDetails: readonly number[];
}

export function valuesOf(columns: CsvColumns | null): ColumnValues {
  const single = Object.fromEntries(SINGLE.map((name) => [name, columns?.[name] ?? null])) as ColumnValues['single'];
  const [details = null, ...moreDetails] = columns?.details ?? [];
  return {
    split: columns !== null && columns.amount === null,
    decimal: columns?.decimal ?? 'comma',
    details,
    single,
    moreDetails,
  };
}

/** Columns that this form asks for. */
export const askedOf = ({ split }: Pick<ColumnValues, 'split'>): Single[] =>
  SINGLE.filter((name) => (split ? name !== 'amount' : name !== 'debit' && name !== 'credit'));

export type ColumnFault = 'missing' | 'twice';

/** What keeps the columns from being sent, by name. */
export function faultsOf(values: ColumnValues): Partial<Record<Single | 'details', ColumnFault>> {
  const { single, details, split } = values;
  const needed: readonly Single[] = split ? ['date', 'debit', 'credit'] : ['date', 'amount'];
  const asked = askedOf(values);
  const chosen = [...asked.map((name) => [name, single[name]] as const), ['details', details] as const];
  const faultOf = (name: Single | 'details', place: number | null, at: number): ColumnFault | null => {
    if (place === null) return needed.some((each) => each === name) ? 'missing' : null;
    return chosen.slice(0, at).some(([, other]) => other === place) ? 'twice' : null;
  };
  const found = chosen.map(([name, place], at) => [name, faultOf(name, place, at)] as const);
  return Object.fromEntries(found.filter(([, fault]) => fault !== null));
}

/** The columns that are sent; only of values without faults. */
export function columnsOf(values: ColumnValues): CsvColumns {
  const { single, details, moreDetails, split, decimal } = values;
  const used = new Set([...askedOf(values).map((name) => single[name]), details]);
  return {
    date: single.date ?? 0,
    amount: split ? null : single.amount,
    debit: split ? single.debit : null,
    credit: split ? single.credit : null,
    balance: single.balance,
    counterparty: single.counterparty,
    counterpartyIban: single.counterpartyIban,
    reference: single.reference,
    details: details === null ? [] : [details, ...moreDetails.filter((place) => !used.has(place))],
    decimal,
  };
}
