/** Bank statements: what is read of one, what its lines become, and when it joins those that are accepted (R20). */
import type { LocalText } from './lifecycle.ts';
import { type Bani, bani } from './money.ts';

export const STATEMENT_FORMATS = ['mt940', 'camt053', 'csv'] as const;
export type StatementFormat = (typeof STATEMENT_FORMATS)[number];

export const STATEMENT_STATES = ['previewed', 'committed', 'dropped'] as const;
export type StatementState = (typeof STATEMENT_STATES)[number];

/**
 * `new`: of a statement that is looked at. `open`: to be decided. `repeated`: an accepted statement has it already, so
 * that it is not booked again.
 */
export const LINE_STATES = ['new', 'open', 'booked', 'set-aside', 'repeated'] as const;
export type LineState = (typeof LINE_STATES)[number];

/** A movement of the account, as the bank tells it. */
export interface BankLine {
  /** 1, 2, … as the file has them. */
  readonly place: number;
  /** YYYY-MM-DD. */
  readonly bookedOn: string;
  /** Bani; what left the account is negative. */
  readonly amount: Bani;
  /** The bank takes an earlier movement back, or sends one back. */
  readonly reversal: boolean;
  readonly counterparty: string;
  /** Without spaces; empty where the bank does not say it. */
  readonly counterpartyIban: string;
  readonly details: string;
  readonly bankReference: string;
}

export interface StatementHead {
  /** Empty where the file does not say it: a CSV. */
  readonly iban: string;
  /** As the bank numbers it; empty where it does not. */
  readonly reference: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly opening: Bani;
  readonly closing: Bani;
  readonly lines: number;
  /** Of all lines. */
  readonly sum: Bani;
}

/** As many as a file may hold. */
export const MOST_LINES = 100_000;
/** Characters that are kept of what a bank wrote. */
export const LINE_TEXT = { counterparty: 200, details: 1_000, bankReference: 100 } as const;

/** What a movement of an account is known by, also where another statement or another campaign's ledger has it. */
export const lineText = (line: Omit<BankLine, 'place'>, occurrence: number): string =>
  JSON.stringify([
    line.bookedOn,
    line.amount,
    line.reversal,
    line.counterparty,
    line.counterpartyIban,
    line.details,
    line.bankReference,
    occurrence,
  ]);

/** What the accepted statements of an account reach, as one: from the first opening balance to the last closing one. */
export interface AcceptedSpan {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly opening: number;
  readonly closing: number;
}

/**
 * A statement against those that are accepted: the sum of its lines that none of them has, and of those that one has.
 * `within`: of the former, those of days that the accepted ones hold whole.
 */
export interface StatementFit {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly opening: number;
  readonly closing: number;
  readonly fresh: { readonly lines: number; readonly sum: number; readonly within: number };
  readonly repeated: { readonly sum: number };
}

/**
 * Whether a statement joins the accepted ones without a gap, before, after or over them: what is new in it leads from
 * their last balance to its own, or from its own first balance to theirs. One that they cover wholly brings nothing new.
 * A file of another form tells the same lines in other words: they look new, and either the balances do not join or, where
 * those lines come to nothing, they are of days that are known whole.
 */
export function joinsAccepted(statement: StatementFit, accepted: AcceptedSpan | null): boolean {
  if (accepted === null) return true;
  const { fresh, repeated } = statement;
  if (fresh.within > 0) return false;
  const from = statement.startsOn <= accepted.startsOn;
  const to = statement.endsOn >= accepted.endsOn;
  if (to && bani(accepted.closing + fresh.sum) === statement.closing) return true;
  if (from && bani(statement.opening + fresh.sum) === accepted.opening) return true;
  if (from && to) return repeated.sum === bani(accepted.closing - accepted.opening);
  return !from && !to && fresh.lines === 0;
}

export const LINE_STATE_WORDS: Readonly<Record<LineState, LocalText>> = {
  new: { ro: 'nouă', en: 'new' },
  open: { ro: 'de hotărât', en: 'to be decided' },
  booked: { ro: 'înregistrată', en: 'booked' },
  'set-aside': { ro: 'lăsată deoparte', en: 'set aside' },
  repeated: { ro: 'se repetă', en: 'repeated' },
};
