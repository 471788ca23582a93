/** Bank statements of a rehearsal, as the bank of an invented account would write them: MT940 and CAMT.053. */

/** Right check digits, of a bank that does not exist. */
export const IBAN = 'RO49AAAA1B31007593840000';
/** The same with one digit mistyped. */
export const MISTYPED_IBAN = 'RO49AAAA1B31007593840001';

export interface Movement {
  /** YYYY-MM-DD. */
  readonly bookedOn: string;
  /** Bani; what leaves the account is negative. */
  readonly amount: number;
  readonly counterparty: string;
  readonly details: string;
  /** As the bank numbers it. */
  readonly reference: string;
}

export interface BankStatement {
  readonly number: string;
  readonly startsOn: string;
  readonly endsOn: string;
  /** Bani. */
  readonly opening: number;
  readonly movements: readonly Movement[];
  /** A slip of the bank: added to the closing balance. */
  readonly slip?: number;
}

export const closingOf = ({ opening, movements, slip = 0 }: BankStatement): number =>
  movements.reduce((balance, { amount }) => balance + amount, opening + slip);

/** `1234,50`: as the standard writes amounts, without a sign. */
const digits = (amount: number, separator: ',' | '.'): string =>
  `${Math.trunc(Math.abs(amount) / 100)}${separator}${String(Math.abs(amount) % 100).padStart(2, '0')}`;

const yymmdd = (day: string): string => day.slice(2).replaceAll('-', '');

function balance(amount: number, day: string): string {
  return `${amount < 0 ? 'D' : 'C'}${yymmdd(day)}RON${digits(amount, ',')}`;
}

/** Details in subfields of 27 characters, each filled before the next one begins. */
function subfields(details: string): string {
  return (details.match(/.{1,27}/gu) ?? []).map((piece, at) => `?2${at}${piece}`).join('\r\n');
}

export function mt940(statement: BankStatement): string {
  const { number, startsOn, endsOn, opening, movements } = statement;
  return [
    ':20:EXEMPLU',
    `:25:${IBAN}`,
    `:28C:${number}`,
    `:60F:${balance(opening, startsOn)}`,
    ...movements.flatMap(({ bookedOn, amount, counterparty, details, reference }) => [
      `:61:${yymmdd(bookedOn)}${bookedOn.slice(5).replace('-', '')}${amount < 0 ? 'D' : 'C'}${digits(amount, ',')}NTRFNONREF//${reference}`,
      `:86:166?00TRANSFER${subfields(details)}?32${counterparty}`,
    ]),
    `:62F:${balance(closingOf(statement), endsOn)}`,
    '-',
    '',
  ].join('\r\n');
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
const amountOf = (amount: number): string =>
  `<Amt Ccy="RON">${digits(amount, '.')}</Amt><CdtDbtInd>${amount < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd>`;
const balanceOf = (code: string, amount: number, day: string): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${amountOf(amount)}<Dt><Dt>${day}</Dt></Dt></Bal>`;

export function camt053(statement: BankStatement): string {
  const { number, startsOn, endsOn, opening, movements } = statement;
  const entries = movements.map(({ bookedOn, amount, counterparty, details, reference }) => {
    const role = amount < 0 ? 'Cdtr' : 'Dbtr';
    return `<Ntry>${amountOf(amount)}<Sts>BOOK</Sts><BookgDt><Dt>${bookedOn}</Dt></BookgDt>
      <AcctSvcrRef>${reference}</AcctSvcrRef><NtryDtls><TxDtls>
      <RltdPties><${role}><Nm>${escaped(counterparty)}</Nm></${role}></RltdPties>
      <RmtInf><Ustrd>${escaped(details)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>EXEMPLU</MsgId></GrpHdr>
  <Stmt><Id>${number}</Id><FrToDt><FrDtTm>${startsOn}T00:00:00</FrDtTm><ToDtTm>${endsOn}T23:59:59</ToDtTm></FrToDt>
    <Acct><Id><IBAN>${IBAN}</IBAN></Id><Ccy>RON</Ccy></Acct>
    ${balanceOf('OPBD', opening, startsOn)}${balanceOf('CLBD', closingOf(statement), endsOn)}
    ${entries.join('\n    ')}
  </Stmt></BkToCstmrStmt></Document>
`;
}
