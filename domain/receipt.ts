/** R20: what the receipt of a gift says. It is no fiscal document: of cash, the receipt with its own number is. */
import type { EntryChannel, EntryKind, EntryNature } from './ledger.ts';
import type { LocalText } from './lifecycle.ts';

/** Amounts are bani. */
export interface ReceiptFacts {
  /** Number of the entry in the campaign's ledger. */
  readonly number: number;
  readonly kind: EntryKind;
  readonly nature: EntryNature;
  readonly channel: EntryChannel;
  readonly amount: number;
  /** Given back or corrected of it since; zero or less. */
  readonly taken: number;
  /** YYYY-MM-DD */
  readonly bookedOn: string;
  /** What proves it: of cash, the number of its receipt. */
  readonly document: string;
  /** What was given in kind; else empty. */
  readonly what: string;
  /** Empty where nobody is known, or was erased (R28). */
  readonly donor: string;
  readonly campaign: LocalText;
  readonly beneficiary: string;
  readonly accountHolder: string;
  readonly recordedAt: Date;
  readonly project: {
    readonly slug: string;
    readonly title: LocalText;
    readonly codes: readonly { readonly name: string; readonly value: string }[];
    /** R26. */
    readonly publicity: LocalText;
  };
}

/** Only what came is confirmed: no promise, no refund. */
export const hasReceipt = (kind: EntryKind): boolean => kind === 'gift' || kind === 'settlement';
