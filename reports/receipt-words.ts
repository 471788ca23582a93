/** The fixed words of a receipt. It is never called a fiscal receipt: that one is numbered by whoever takes the cash. */
import type { EntryChannel } from '../domain/ledger.ts';
import type { Locale } from '../domain/lifecycle.ts';

interface ReceiptWords {
  readonly heading: string;
  readonly number: string;
  readonly amount: string;
  readonly valued: string;
  readonly donor: string;
  readonly unnamed: string;
  readonly how: string;
  readonly way: Readonly<Record<EntryChannel, string>>;
  readonly inKind: string;
  readonly what: string;
  readonly bookedOn: string;
  readonly document: string;
  readonly cashReceipt: string;
  readonly beneficiary: string;
  readonly receivedBy: string;
  readonly left: string;
  readonly recorded: string;
  readonly note: string;
  readonly noteCash: string;
  readonly ledger: string;
  readonly file: string;
}

export const RECEIPT_WORDS: Readonly<Record<Locale, ReceiptWords>> = {
  ro: {
    heading: 'Confirmarea unei donații',
    number: 'Înregistrarea nr.',
    amount: 'Suma primită',
    valued: 'Valoarea bunurilor sau serviciilor primite',
    donor: 'Donator',
    unnamed: 'nenumit',
    how: 'Cum s-a donat',
    way: { bank: 'prin bancă', cash: 'în numerar', none: '' },
    inKind: 'în bunuri sau servicii',
    what: 'Ce s-a donat',
    bookedOn: 'Data',
    document: 'Document',
    cashReceipt: 'Chitanța',
    beneficiary: 'Beneficiar',
    receivedBy: 'Primită de',
    left: 'Rămas după restituiri și corecții',
    recorded: 'Înregistrată la',
    note: 'Această confirmare nu este document fiscal.',
    noteCash:
      'Această confirmare nu este document fiscal și nu ține loc de chitanță: chitanța este cea al cărei număr este scris mai sus.',
    ledger: 'Registrul public al campaniei',
    file: 'donatie',
  },
  en: {
    heading: 'Confirmation of a gift',
    number: 'Entry no.',
    amount: 'Amount received',
    valued: 'Value of the goods or services received',
    donor: 'Donor',
    unnamed: 'not named',
    how: 'How it was given',
    way: { bank: 'by bank', cash: 'in cash', none: '' },
    inKind: 'in kind',
    what: 'What was given',
    bookedOn: 'Date',
    document: 'Document',
    cashReceipt: 'Cash receipt',
    beneficiary: 'Beneficiary',
    receivedBy: 'Received by',
    left: 'Left after refunds and corrections',
    recorded: 'Recorded on',
    note: 'This confirmation is not a fiscal document.',
    noteCash:
      'This confirmation is not a fiscal document and does not replace the cash receipt, which is the one whose number is written above.',
    ledger: 'The campaign’s public ledger',
    file: 'gift',
  },
};
