/**
 * CAMT.053 of any version, an entry at a time: nothing of the file but the entry that is read is held. A batch becomes a
 * line for each payment in it where their amounts are there and add up. What is not booked yet (`PDNG`) is left out.
 */
import { SaxesParser } from 'saxes';
import { type BankLine, LINE_TEXT, type StatementHead } from '../../domain/bank-statements.ts';
import { dayOf } from '../../domain/calendar.ts';
import { readIban } from '../../domain/iban.ts';
import { readDay } from '../../domain/import-row.ts';
import type { LocalText } from '../../domain/lifecycle.ts';
import { type Bani, bani, sumBani } from '../../domain/money.ts';
import { decimalBani } from './decimal.ts';
import { Joined } from './joined.ts';
import { REASONS, refusedAt } from './refused.ts';
import { remembered } from './remembered.ts';

/** Elements inside each other. */
const DEPTH = 40;
/** Characters between two tags, and of a tag with its attributes. */
const PIECE = 200_000;
/** Elements of one entry or balance, beside the payments of a batch. */
const ELEMENTS = 2_000;
/** Payments of a batch whose words are joined where it is one line. */
const JOINED = 20;

const WORDS = {
  broken: {
    ro: 'fișierul XML este deteriorat. Descărcați extrasul din nou de la bancă.',
    en: 'the XML file is damaged. Download the statement from the bank again.',
  },
  doctype: {
    ro: 'fișierul are o declarație DOCTYPE, pe care un extras nu o are. Descărcați extrasul din nou de la bancă.',
    en: 'the file has a DOCTYPE, which no statement has. Download the statement from the bank again.',
  },
  message: {
    ro: 'fișierul nu este un extras CAMT.053 (BkToCstmrStmt). Rapoartele CAMT.052 și avizele CAMT.054 nu se primesc.',
    en: 'the file is no CAMT.053 statement (BkToCstmrStmt). Reports CAMT.052 and advices CAMT.054 are not taken.',
  },
  direction: {
    ro: 'lipsește sensul sumei (CRDT sau DBIT). Cereți băncii extrasul din nou.',
    en: 'the direction of the amount is missing (CRDT or DBIT). Ask the bank for the statement again.',
  },
} as const;

/** An element with what is in it. */
interface Element {
  readonly name: string;
  readonly currency: string | undefined;
  text: string;
  readonly children: Element[];
}

interface Party {
  readonly name: string;
  readonly account: string;
}

/** A payment of a batch, as it is held until its entry ends. */
interface Payment {
  /** Without its sign; null where the bank does not say it. */
  readonly amount: Bani | null;
  readonly direction: string | undefined;
  readonly dbtr: Party;
  readonly cdtr: Party;
  readonly details: string;
  readonly bankReference: string;
}

type Texts = Pick<BankLine, 'counterparty' | 'counterpartyIban' | 'details' | 'bankReference'>;

/** @returns what the file says of the statement as a whole, once its last entry was given. @throws SheetRefused */
export async function* readCamt053(text: AsyncIterable<string>): AsyncGenerator<BankLine, StatementHead> {
  const reader = new Camt053();
  for await (const piece of text) {
    reader.write(piece);
    yield* reader.taken();
  }
  reader.close();
  yield* reader.taken();
  return reader.head();
}

class Camt053 {
  readonly #parser = new SaxesParser();
  readonly #joined = new Joined();
  /** Names of the open elements. */
  readonly #path: string[] = [];
  /** Open elements from a kept one (balance, entry, account, …) inwards; empty outside of them. */
  readonly #open: Element[] = [];
  #payments: Payment[] = [];
  #elements = 0;
  #sinceTag = 0;
  #movement = 0;
  #statement = newStatement();
  #lines: BankLine[] = [];

  constructor() {
    this.#parser.on('error', () => this.#refuse(WORDS.broken));
    this.#parser.on('doctype', () => this.#refuse(WORDS.doctype));
    this.#parser.on('opentag', ({ name, attributes }) => this.#opens(bare(name), attributes));
    this.#parser.on('text', (text) => this.#writes(text));
    this.#parser.on('cdata', (text) => this.#writes(text));
    this.#parser.on('closetag', ({ name }) => this.#closes(bare(name)));
  }

  write(piece: string): void {
    // A tag or a text that never ends would be gathered whole before anybody hears of it.
    for (let at = 0; at < piece.length; at += PIECE / 4) {
      const part = piece.slice(at, at + PIECE / 4);
      this.#sinceTag += part.length;
      this.#parser.write(part);
      if (this.#sinceTag > PIECE) this.#refuse(REASONS.long);
    }
  }

  close(): void {
    this.#parser.close();
  }

  *taken(): Generator<BankLine> {
    const lines = this.#lines;
    this.#lines = [];
    yield* lines;
  }

  head(): StatementHead {
    return this.#joined.head();
  }

  #refuse(reason: LocalText): never {
    throw refusedAt(this.#parser.line, reason, this.#movement === 0 ? undefined : this.#movement);
  }

  #opens(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#sinceTag = 0;
    this.#path.push(name);
    const depth = this.#path.length;
    if (depth > DEPTH) this.#refuse(REASONS.long);
    if ((depth === 1 && name !== 'Document') || (depth === 2 && name !== 'BkToCstmrStmt')) this.#refuse(WORDS.message);
    if (depth === 3 && name === 'Stmt') this.#statement = newStatement();
    if (depth === 4 && name === 'Ntry') {
      this.#opensEntries();
      this.#movement += 1;
      this.#payments = [];
    }
    if (depth < 4 || this.#path[2] !== 'Stmt') return;
    this.#elements = this.#open.length === 0 ? 0 : this.#elements + 1;
    if (this.#elements > ELEMENTS) this.#refuse(REASONS.long);
    const element: Element = { name, currency: attributes.Ccy, text: '', children: [] };
    this.#open.at(-1)?.children.push(element);
    this.#open.push(element);
  }

  #writes(text: string): void {
    this.#sinceTag = 0;
    const element = this.#open.at(-1);
    if (element && element.text.length < PIECE) element.text += text;
  }

  #closes(name: string): void {
    this.#sinceTag = 0;
    this.#path.pop();
    const element = this.#open.pop();
    if (element && name === 'TxDtls') {
      // A batch may hold thousands: of each only what becomes of it is kept.
      this.#payments.push(paymentOf(element));
      this.#open.at(-1)?.children.pop();
      this.#elements = 0;
    }
    if (element && this.#open.length === 0) this.#part(element);
    if (this.#path.length === 2 && name === 'Stmt') this.#ends();
  }

  /** A part of the statement that is whole: its account, a balance, an entry. */
  #part(part: Element): void {
    switch (part.name) {
      case 'Acct':
        this.#account(part);
        break;
      case 'Id':
      case 'ElctrncSeqNb':
      case 'LglSeqNb':
        this.#statement.numbers.set(part.name, part.text.trim());
        break;
      case 'FrToDt':
        this.#statement.from = calendarDay(textAt(part, 'FrDtTm') ?? textAt(part, 'FrDt') ?? '');
        break;
      case 'Bal':
        this.#balance(part);
        break;
      case 'Ntry':
        this.#entry(part);
        break;
    }
  }

  #account(part: Element): void {
    const written = textAt(part, 'Id', 'IBAN') ?? textAt(part, 'Id', 'Othr', 'Id') ?? '';
    const iban = readIban(written.slice(0, 60));
    if (!iban.ok) this.#refuse(REASONS.account);
    const currency = textAt(part, 'Ccy');
    if (currency !== undefined && currency !== 'RON') this.#refuse(REASONS.currency);
    this.#joined.account(iban.iban, this.#parser.line);
  }

  #balance(part: Element): void {
    const code = textAt(part, 'Tp', 'CdOrPrtry', 'Cd') ?? '';
    if (!['OPBD', 'PRCD', 'CLBD', 'ITBD'].includes(code)) return;
    const amount = this.#signed(part);
    const day = calendarDay(textAt(part, 'Dt', 'Dt') ?? textAt(part, 'Dt', 'DtTm') ?? '');
    if (day === null) this.#refuse(REASONS.day);
    this.#statement.balances.push({ code, amount, day });
  }

  #signed(part: Element): Bani {
    const amount = part.children.find(({ name }) => name === 'Amt');
    if (amount?.currency !== undefined && amount.currency !== 'RON') this.#refuse(REASONS.currency);
    const read = decimalBani(amount?.text.trim() ?? '');
    if (read === null) this.#refuse(REASONS.amount);
    const direction = textAt(part, 'CdtDbtInd');
    if (direction !== 'CRDT' && direction !== 'DBIT') this.#refuse(WORDS.direction);
    return bani(direction === 'CRDT' ? read : -read);
  }

  /** Balances stand before the entries. The first of a statement in pages is an interim one. */
  #opensEntries(): void {
    if (this.#statement.opened) return;
    const { balances, from } = this.#statement;
    const opening =
      balances.find(({ code }) => code === 'OPBD') ??
      balances.find(({ code }) => code === 'PRCD') ??
      balances.find(({ code }) => code === 'ITBD');
    if (!opening) this.#refuse(REASONS.opening);
    this.#joined.opens(opening.amount, from ?? opening.day, this.#parser.line);
    this.#statement.opened = true;
  }

  #ends(): void {
    this.#movement = 0;
    this.#opensEntries();
    const { balances, numbers } = this.#statement;
    const interim = balances.filter(({ code }) => code === 'ITBD');
    const closing =
      balances.findLast(({ code }) => code === 'CLBD') ?? (interim.length > 1 ? interim.at(-1) : undefined);
    if (!closing) this.#refuse(REASONS.closing);
    this.#joined.reference(numbers.get('LglSeqNb') ?? numbers.get('ElctrncSeqNb') ?? numbers.get('Id') ?? '');
    this.#joined.closes(closing.amount, closing.day);
  }

  #entry(part: Element): void {
    const status = textAt(part, 'Sts', 'Cd') ?? textAt(part, 'Sts');
    if (status !== undefined && status !== 'BOOK') return;
    const amount = this.#signed(part);
    const day =
      calendarDay(textAt(part, 'BookgDt', 'Dt') ?? textAt(part, 'BookgDt', 'DtTm') ?? '') ??
      calendarDay(textAt(part, 'ValDt', 'Dt') ?? textAt(part, 'ValDt', 'DtTm') ?? '');
    if (day === null) this.#refuse(REASONS.day);
    const reversal = /^(?:true|1)$/.test(textAt(part, 'RvslInd') ?? '');
    const own = { details: textAt(part, 'AddtlNtryInf') ?? '', bankReference: textAt(part, 'AcctSvcrRef') ?? '' };
    for (const { amount: each, texts } of this.#split(amount)) {
      if (each === 0) continue;
      const kept = {
        ...texts,
        details: texts.details || own.details,
        bankReference: texts.bankReference || own.bankReference,
      };
      this.#lines.push({ place: this.#joined.line(each), bookedOn: day, amount: each, reversal, ...kept });
    }
  }

  /** A batch is its payments where each says what it is and they add up; otherwise it is one line with all their words. */
  #split(amount: Bani): readonly { readonly amount: Bani; readonly texts: Texts }[] {
    const payments = this.#payments;
    const [only] = payments.length === 1 ? payments : [];
    if (only) return [{ amount, texts: textsOf(only, amount > 0) }];
    const split = payments.flatMap((payment) => {
      if (payment.amount === null) return [];
      const came = payment.direction === undefined ? amount > 0 : payment.direction === 'CRDT';
      return [{ amount: bani(came ? payment.amount : -payment.amount), texts: textsOf(payment, came) }];
    });
    const whole = split.length > 0 && split.length === payments.length;
    if (whole && sumBani(split.map((each) => each.amount)) === amount) return split;
    const details = payments
      .slice(0, JOINED)
      .map((payment) => payment.details)
      .filter((text) => text !== '')
      .join(' ');
    return [{ amount, texts: { counterparty: '', counterpartyIban: '', details, bankReference: '' } }];
  }
}

/** Of what comes in the other side is the debtor; a bank that names one side alone names the other one. */
function textsOf({ dbtr, cdtr, details, bankReference }: Payment, came: boolean): Texts {
  const other = (came ? [dbtr, cdtr] : [cdtr, dbtr]).find(({ name, account }) => name !== '' || account !== '');
  return { counterparty: other?.name ?? '', counterpartyIban: other?.account ?? '', details, bankReference };
}

interface Balance {
  readonly code: string;
  readonly amount: Bani;
  readonly day: string;
}

const newStatement = () => ({
  numbers: new Map<string, string>(),
  from: null as string | null,
  balances: [] as Balance[],
  opened: false,
});

const bare = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The text of the first element on a way inwards, cut; undefined where there is none. */
function textAt(element: Element, ...way: readonly string[]): string | undefined {
  const found = way.reduce<Element | undefined>(
    (at, name) => at?.children.find((child) => child.name === name),
    element,
  );
  const text = found?.children.length === 0 ? found.text.trim() : '';
  return text === '' ? undefined : text;
}

/** All texts of elements on a way inwards. */
function textsAt(element: Element, ...way: readonly string[]): string[] {
  const found = way.reduce<readonly Element[]>(
    (at, name) => at.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [element],
  );
  return found.map(({ text }) => text.trim()).filter((text) => text !== '');
}

/** A date, or the day in Romania of an instant; without a zone it is local time already. */
const calendarDay = (text: string): string | null => calendarDays(text.slice(0, 40)) || null;

const calendarDays = remembered((text) => {
  if (/^\d{4}-\d\d-\d\dT.{2,25}(?:Z|[+-]\d\d:\d\d)$/.test(text)) {
    const instant = new Date(text);
    return Number.isNaN(instant.getTime()) ? '' : dayOf(instant);
  }
  return readDay(text.slice(0, 'YYYY-MM-DD'.length)) ?? '';
});

function paymentOf(element: Element): Payment {
  const amounts = [
    element.children.find(({ name }) => name === 'Amt'),
    element.children.find(({ name }) => name === 'AmtDtls')?.children.find(({ name }) => name === 'TxAmt')?.children[0],
  ];
  const amount = amounts.find((found) => found?.currency === 'RON');
  const party = (role: 'Dbtr' | 'Cdtr'): Party => ({
    name: textAt(element, 'RltdPties', role, 'Nm') ?? textAt(element, 'RltdPties', role, 'Pty', 'Nm') ?? '',
    account:
      textAt(element, 'RltdPties', `${role}Acct`, 'Id', 'IBAN') ??
      textAt(element, 'RltdPties', `${role}Acct`, 'Id', 'Othr', 'Id') ??
      '',
  });
  const details = [
    ...textsAt(element, 'RmtInf', 'Ustrd'),
    ...textsAt(element, 'RmtInf', 'Strd', 'CdtrRefInf', 'Ref'),
    ...textsAt(element, 'Refs', 'EndToEndId').filter((reference) => reference !== 'NOTPROVIDED'),
    ...textsAt(element, 'AddtlTxInf'),
  ].join(' ');
  return {
    amount: amount ? decimalBani(amount.text.trim()) : null,
    direction: textAt(element, 'CdtDbtInd'),
    dbtr: party('Dbtr'),
    cdtr: party('Cdtr'),
    details: details.slice(0, LINE_TEXT.details),
    bankReference: textAt(element, 'Refs', 'AcctSvcrRef') ?? textAt(element, 'Refs', 'TxId') ?? '',
  };
}
