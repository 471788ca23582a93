/** The statements of one file as one: of the same account, each beginning where the one before it ended. */
import { MOST_LINES, type StatementHead } from '../../domain/bank-statements.ts';
import { type Bani, bani } from '../../domain/money.ts';
import { SheetRefused } from '../imports/sheet.ts';
import { REASONS, refusedAt, tooManyLines } from './refused.ts';

export class Joined {
  #iban = '';
  #first = '';
  #last = '';
  #startsOn = '';
  #endsOn = '';
  #opening: Bani | null = null;
  #closing: Bani = bani(0);
  #lines = 0;
  #sum: Bani = bani(0);

  account(iban: string, line: number): void {
    if (this.#iban !== '' && iban !== this.#iban) throw refusedAt(line, REASONS.accounts);
    this.#iban = iban;
  }

  reference(reference: string): void {
    this.#first ||= reference;
    this.#last = reference || this.#last;
  }

  opens(balance: Bani, day: string, line: number): void {
    if (this.#opening === null) this.#opening = balance;
    else if (balance !== this.#closing) throw refusedAt(line, REASONS.chain);
    if (this.#startsOn === '' || day < this.#startsOn) this.#startsOn = day;
  }

  /** @returns its place: 1, 2, … over the whole file */
  line(amount: Bani): number {
    if (this.#lines === MOST_LINES) throw tooManyLines('100.000');
    this.#lines += 1;
    this.#sum = bani(this.#sum + amount);
    return this.#lines;
  }

  closes(balance: Bani, day: string): void {
    this.#closing = balance;
    if (day > this.#endsOn) this.#endsOn = day;
  }

  head(): StatementHead {
    if (this.#opening === null || this.#endsOn === '')
      throw new SheetRefused(
        'Fișierul nu cuprinde niciun extras de cont. Alegeți extrasul băncii, în format MT940, CAMT.053 sau CSV.',
        'The file holds no bank statement. Choose the bank’s statement, as MT940, CAMT.053 or CSV.',
      );
    return {
      iban: this.#iban,
      reference: (this.#first === this.#last ? this.#first : `${this.#first} – ${this.#last}`).slice(0, 100),
      startsOn: this.#startsOn < this.#endsOn ? this.#startsOn : this.#endsOn,
      endsOn: this.#endsOn,
      opening: this.#opening,
      closing: this.#closing,
      lines: this.#lines,
      sum: this.#sum,
    };
  }
}
