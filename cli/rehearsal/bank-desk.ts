/** Bank statements of the campaign's account: uploaded, refused where they do not add up, accepted, their lines decided. */

import { type BankStatement, camt053, closingOf, type Movement, mt940 } from './bank-files.ts';
import { BANK_FEE, BANK_GIFTS, LATE_REFUNDS, PAID, REFUND } from './gifts.ts';
import type { Person } from './person.ts';
import type { Refusals } from './refusals.ts';

export interface BankCast {
  readonly staff: Person;
  readonly refusals: Refusals;
}

/** What the payments say in their details. */
export interface Codes {
  /** Of each pledge on the public page, by its place. */
  readonly pledges: readonly string[];
  readonly firm: string;
  readonly campaign: string;
}

interface Preview {
  readonly id: string;
}
interface Committed {
  readonly number: number;
  readonly booked: number;
  readonly open: number;
  readonly repeated: number;
}
interface Line {
  readonly id: string;
  readonly amount: number;
  readonly pledge: { readonly reference: string } | null;
}

const BANK_SLIP = 100;
const INTEREST = 35;

export class BankDesk {
  readonly #cast: BankCast;
  readonly #milestone: string;
  readonly #campaignId: string;
  readonly #codes: Codes;
  /** The day so many days before the campaign's milestone is due. */
  readonly #day: (left: number) => string;
  #balance = 0;
  #movements = 0;
  readonly #gifts = new Map<'known' | 'unknown', string>();

  constructor(
    cast: BankCast,
    campaign: { readonly milestone: string; readonly id: string },
    codes: Codes,
    day: (left: number) => string,
  ) {
    this.#cast = cast;
    this.#milestone = campaign.milestone;
    this.#campaignId = campaign.id;
    this.#codes = codes;
    this.#day = day;
  }

  /** MT940: the bank's slip is refused; the same statement twice is noticed; codes are found however they are spaced. */
  async first(from: number, to: number): Promise<void> {
    const { staff, refusals } = this.#cast;
    const code = this.#codes.pledges[0] ?? '';
    const statement = this.#next('1', from, to, [
      this.#move(from - 5, PAID.first, 'Exemplu 1', `donatie ${code.replace('-', ' ').toLowerCase()}`),
      this.#move(from - 7, 500_000, 'Atelierul Exemplu SRL', `promisiune ${this.#codes.firm} pentru initiativa`),
      this.#move(from - 10, BANK_GIFTS.known, 'Asociatia Exemplu', `Donatie ${this.#codes.campaign}`),
    ]);
    const slipped = await staff.attempt(this.#path, file('extras-1.sta', mt940({ ...statement, slip: BANK_SLIP })));
    refusals.expect(this.#milestone, staff, 'import', slipped, 'statement-sum');
    const again = () => staff.attempt<Preview>(this.#path, file('extras-1.sta', mt940(statement)));
    await this.#accept(statement, 'mt940', { booked: 2, open: 1, repeated: 0 });
    refusals.expect(this.#milestone, staff, 'import', await again(), 'statement-known');
    const line = await this.#open(BANK_GIFTS.known);
    const donor = { kind: 'organisation', name: 'Asociația Exemplu', email: 'asociatie@example.org', shown: 'name' };
    const { entryId } = await staff.post<{ entryId: string }>(`/api/bank-lines/${line.id}/book`, {
      kind: 'gift',
      donor,
    });
    this.#gifts.set('known', entryId);
  }

  /** CAMT.053: one payment is less than was promised, one names nothing, and the bank takes its fee. */
  async second(from: number, to: number): Promise<void> {
    const { staff, refusals } = this.#cast;
    const statement = this.#next('2', from, to, [
      this.#move(from - 2, BANK_FEE, '', 'comision administrare cont'),
      this.#move(from - 4, BANK_GIFTS.unknown, 'Necunoscut', 'pentru biciclete'),
      this.#move(from - 6, PAID.less, 'Exemplu 5', `${this.#codes.pledges[4]} atat pot acum`),
      this.#doubled(to),
    ]);
    await this.#accept(statement, 'camt053', { booked: 1, open: 3, repeated: 0 });
    const fee = await this.#open(BANK_FEE);
    const asGift = await staff.attempt(`/api/bank-lines/${fee.id}/book`, { kind: 'gift' });
    refusals.expect(this.#milestone, staff, 'book', asGift, 'line-sign');
    await staff.post(`/api/bank-lines/${fee.id}/set-aside`, { reason: 'Comisionul băncii, plătit de fundație.' });
    const unknown = await this.#open(BANK_GIFTS.unknown);
    const { entryId } = await staff.post<{ entryId: string }>(`/api/bank-lines/${unknown.id}/book`, { kind: 'gift' });
    this.#gifts.set('unknown', entryId);
    const less = await this.#open(PAID.less);
    const reference = this.#codes.pledges[4]?.replace('-', '');
    if (less.pledge?.reference !== reference) throw new Error('a code in a bank line was not found');
    await staff.post(`/api/bank-lines/${less.id}/book`, { kind: 'settlement', reference });
  }

  /** CAMT.053 that begins before the end of the one before it: a line stands in both, and is booked once. */
  async third(from: number, to: number): Promise<void> {
    const { staff } = this.#cast;
    this.#balance -= PAID.second;
    const statement = this.#next('3', from, to, [
      this.#doubled(from),
      this.#move(to + 2, REFUND, 'Necunoscut', 'restituire partiala'),
    ]);
    await this.#accept(statement, 'camt053', { booked: 0, open: 1, repeated: 1 });
    const refund = await this.#open(REFUND);
    const entryId = this.#gifts.get('unknown');
    await staff.post(`/api/bank-lines/${refund.id}/book`, {
      kind: 'refund',
      entryId,
      note: 'Suma a fost trimisă din greșeală.',
    });
  }

  /** Nothing moved, and the campaign's last days are not in it. */
  async fourth(from: number, to: number): Promise<void> {
    await this.#accept(this.#next('4', from, to, []), 'mt940', { booked: 0, open: 0, repeated: 0 });
  }

  /** Up to the close, with a line that is to be decided. */
  async fifth(from: number, to: number): Promise<void> {
    const interest = this.#move(to + 1, INTEREST, '', 'dobanda');
    await this.#accept(this.#next('5', from, to, [interest]), 'mt940', { booked: 0, open: 1, repeated: 0 });
  }

  async setInterestAside(): Promise<void> {
    const line = await this.#open(INTEREST);
    await this.#cast.staff.post(`/api/bank-lines/${line.id}/set-aside`, {
      reason: 'Dobânda contului, nu este donație.',
    });
  }

  /** After the close somebody wants a part back. */
  async sixth(from: number, to: number): Promise<void> {
    const refund = this.#move(to + 1, LATE_REFUNDS.below, 'Asociatia Exemplu', 'restituire partiala');
    await this.#accept(this.#next('6', from, to, [refund]), 'camt053', { booked: 0, open: 1, repeated: 0 });
    const line = await this.#open(LATE_REFUNDS.below);
    const entryId = this.#gifts.get('known');
    await this.#cast.staff.post(`/api/bank-lines/${line.id}/book`, {
      kind: 'refund',
      entryId,
      note: 'La cererea donatorului.',
    });
  }

  /** @param pledge its place among those on the public page */
  codeOf(pledge: number): string {
    return this.#codes.pledges[pledge] ?? '';
  }

  /** The payment that two statements tell. */
  #doubled(left: number): Movement {
    const { pledges } = this.#codes;
    return { ...this.#move(left, PAID.second, 'Exemplu 2', `DONATIE ${pledges[1]}`), reference: 'EX-DUBLU' };
  }

  #move(left: number, amount: number, counterparty: string, details: string): Movement {
    this.#movements += 1;
    return { bookedOn: this.#day(left), amount, counterparty, details, reference: `EX-${this.#movements}` };
  }

  #next(number: string, from: number, to: number, movements: readonly Movement[]): BankStatement {
    const statement = { number, startsOn: this.#day(from), endsOn: this.#day(to), opening: this.#balance, movements };
    this.#balance = closingOf(statement);
    return statement;
  }

  async #accept(
    statement: BankStatement,
    format: 'mt940' | 'camt053',
    expected: Omit<Committed, 'number'>,
  ): Promise<void> {
    const { staff } = this.#cast;
    const [name, content] =
      format === 'mt940'
        ? [`extras-${statement.number}.sta`, mt940(statement)]
        : [`extras-${statement.number}.xml`, camt053(statement)];
    const { id } = await staff.post<Preview>(this.#path, file(name, content));
    const { booked, open, repeated } = await staff.post<Committed>(`/api/bank-statements/${id}/commit`, {});
    const found = JSON.stringify({ booked, open, repeated });
    if (found !== JSON.stringify(expected))
      throw new Error(`${name} was read as ${found} instead of ${JSON.stringify(expected)}`);
  }

  async #open(amount: number): Promise<Line> {
    const lines = await this.#cast.staff.list<Line>('/api/bank-lines', { campaignId: this.#campaignId, state: 'open' });
    const line = lines.find((each) => each.amount === amount);
    if (!line) throw new Error(`no line of ${amount} is to be decided`);
    return line;
  }

  get #path(): string {
    return `/api/campaigns/${this.#campaignId}/bank-statements`;
  }
}

function file(name: string, content: string): FormData {
  const form = new FormData();
  form.set('file', new Blob([content]), name);
  return form;
}
