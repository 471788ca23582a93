/** Bank statements for tests: invented movements, printed as banks write them. */
import { randomInt } from 'node:crypto';
import type { BankLine } from '../../domain/bank-statements.ts';
import { bani } from '../../domain/money.ts';
import { lineTexts } from '../../server/bank/line-texts.ts';

/** Accounts with right check digits, of a bank that does not exist. */
export const IBAN = 'RO49AAAA1B31007593840000';
export const OTHER_IBAN = 'RO09BCYP0000001234567890';

/** An account that nobody else has: a line of an account is booked once, whoever has its statement (R23). */
export function newAccount(): string {
  const own = `AAAA${String(randomInt(10 ** 12)).padStart(16, '0')}`;
  const digits = [...`${own}RO00`].map((character) => Number.parseInt(character, 36)).join('');
  return `RO${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}${own}`;
}

export interface MadeStatement {
  readonly iban: string;
  readonly reference: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly opening: number;
  readonly lines: readonly MadeLine[];
}
export type MadeLine = Omit<BankLine, 'place' | 'reversal'> & { readonly reversal?: boolean };

export const madeLine = (bookedOn: string, amount: number, details = '', change: Partial<MadeLine> = {}): MadeLine => ({
  bookedOn,
  amount: bani(amount),
  counterparty: '',
  counterpartyIban: '',
  details,
  bankReference: '',
  ...change,
});

export const closingOf = ({ opening, lines }: MadeStatement): number =>
  lines.reduce((balance, { amount }) => balance + amount, opening);

/** Digits with this decimal sign, nothing between them. */
export function digits(amount: number, sign: ',' | '.' = ','): string {
  const whole = String(Math.abs(amount)).padStart(3, '0');
  return `${whole.slice(0, -2)}${sign}${whole.slice(-2)}`;
}

const short = (day: string): string => day.slice(2).replaceAll('-', '');
const balance = (amount: number, day: string) => `${amount < 0 ? 'D' : 'C'}${short(day)}RON${digits(amount)}`;
const markOf = ({ amount, reversal = false }: MadeLine) =>
  amount > 0 ? (reversal ? 'RD' : 'C') : reversal ? 'RC' : 'D';
/** A subfield is filled before the next one is begun. */
const pieces = (text: string): string[] => text.match(/.{1,27}/gu) ?? [];

export function printMt940(statement: MadeStatement): string {
  const { iban, reference, startsOn, endsOn, opening, lines } = statement;
  return [
    ':20:EXEMPLU',
    `:25:${iban}`,
    `:28C:${reference}`,
    `:60F:${balance(opening, startsOn)}`,
    ...lines.flatMap((line) => [
      `:61:${short(line.bookedOn)}${line.bookedOn.slice(5).replace('-', '')}${markOf(line)}N${digits(line.amount)}NTRFNONREF//${line.bankReference}`,
      `:86:166?00OP${pieces(line.details)
        .slice(0, 10)
        .map((piece, at) => `?2${at}${piece}`)
        .join('\r\n')}?31${line.counterpartyIban}?32${line.counterparty}`,
    ]),
    `:62F:${balance(closingOf(statement), endsOn)}`,
    '-',
    '',
  ].join('\r\n');
}

const xml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
const way = (amount: number) => `<CdtDbtInd>${amount < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd>`;
const camtAmount = (amount: number) => `<Amt Ccy="RON">${digits(amount, '.')}</Amt>${way(amount)}`;
const camtBalance = (code: string, amount: number, day: string) =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${camtAmount(amount)}<Dt><Dt>${day}</Dt></Dt></Bal>`;

const parties = ({ amount, counterparty, counterpartyIban }: MadeLine): string => {
  const role = amount < 0 ? 'Cdtr' : 'Dbtr';
  return `<RltdPties><${role}><Nm>${xml(counterparty)}</Nm></${role}><${role}Acct><Id><IBAN>${counterpartyIban}</IBAN></Id></${role}Acct></RltdPties>`;
};

const camtEntry = (line: MadeLine): string =>
  `<Ntry>${camtAmount(line.amount)}<RvslInd>${line.reversal ?? false}</RvslInd><Sts>BOOK</Sts>
    <BookgDt><Dt>${line.bookedOn}</Dt></BookgDt><AcctSvcrRef>${xml(line.bankReference)}</AcctSvcrRef>
    <NtryDtls><TxDtls>${parties(line)}<RmtInf><Ustrd>${xml(line.details)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;

/** @param entries instead of one for each line */
export function printCamt053(statement: MadeStatement, entries = statement.lines.map(camtEntry).join('\n')): string {
  const { iban, reference, startsOn, endsOn, opening } = statement;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>x</MsgId></GrpHdr>
  <Stmt><Id>${reference}</Id><FrToDt><FrDtTm>${startsOn}T00:00:00</FrDtTm><ToDtTm>${endsOn}T23:59:59</ToDtTm></FrToDt>
    <Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>RON</Ccy></Acct>
    ${camtBalance('OPBD', opening, startsOn)}${camtBalance('CLBD', closingOf(statement), endsOn)}
    ${entries}
  </Stmt></BkToCstmrStmt></Document>`;
}

/** With a column of balances. */
export function printCsv({ opening, lines }: MadeStatement): string {
  let balanceNow = opening;
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const sum = (amount: number) => `${amount < 0 ? '-' : ''}${digits(amount)}`;
  return [
    'Data;Detalii;Contrapartida;IBAN;Referința;Suma;Sold',
    ...lines.map((line) => {
      balanceNow += line.amount;
      const day = line.bookedOn.split('-').reverse().join('.');
      const texts = [line.details, line.counterparty, line.counterpartyIban, line.bankReference].map(quoted);
      return [day, ...texts, sum(line.amount), sum(balanceNow)].join(';');
    }),
    '',
  ].join('\n');
}

/** A text in pieces of some size, as a file comes from the disk. */
export async function* inPieces(text: string, size = 65_536): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

/** Everything that a reader gives of a text, as it is kept. */
export async function whole<Head>(
  reader: AsyncGenerator<BankLine, Head>,
): Promise<{ readonly head: Head; readonly lines: BankLine[] }> {
  const lines: BankLine[] = [];
  for (let next = await reader.next(); ; next = await reader.next()) {
    if (next.done) return { head: next.value, lines };
    lines.push({ ...next.value, ...lineTexts(next.value) });
  }
}
