/** Plays the Local Development Fund: founded, filled from the campaign and the match, and paying the initiative (R23). */
import { dayOf, daysBetween } from '../../domain/calendar.ts';
import { FUND_PAYS, typed } from './gifts.ts';
import type { Person } from './person.ts';
import type { MilestoneRow } from './play.ts';
import type { Refusals } from './refusals.ts';

/** Days before its milestone is due. */
const FOUNDED = 12;

export interface FundCast {
  readonly staff: Person;
  readonly manager: Person;
  readonly refusals: Refusals;
}

interface FundPage {
  readonly id: string;
  readonly balance: number;
  readonly sources: readonly { readonly ledgerId: string; readonly kind: string; readonly available: number }[];
}

export class FundPlayer {
  readonly #cast: FundCast;
  #fundId: string | null = null;

  constructor(cast: FundCast) {
    this.#cast = cast;
  }

  get fundId(): string | null {
    return this.#fundId;
  }

  async morning(row: MilestoneRow, today: string): Promise<void> {
    if (daysBetween(today, dayOf(new Date(row.dueAt))) !== FOUNDED) return;
    const { manager, refusals } = this.#cast;
    const path = `/api/milestones/${row.id}/funds`;
    const founded = {
      name: { ro: 'Fondul de Dezvoltare Locală (exemplu)', en: 'Local Development Fund (sample)' },
      document: 'Act de înființare nr. 1 (exemplu)',
      foundedOn: today,
    };
    this.#fundId = (await manager.post<{ id: string }>(path, founded)).id;
    refusals.expect(row.key, manager, 'found', await manager.attempt(path, founded), 'fund-exists');
    const empty = await manager.attempt(this.#path('pay'), this.#payment(today));
    refusals.expect(row.key, manager, 'pay', empty, 'ledger-short');
  }

  /** Whatever lies in the campaign's and the match's ledger comes in; then the initiative is paid. */
  async fill(today: string): Promise<void> {
    const { manager } = this.#cast;
    for (const { ledgerId, kind, available } of (await this.#page()).sources) {
      await manager.post(this.#path('transfer'), {
        way: 'in',
        ledgerId,
        amount: typed(available),
        bookedOn: today,
        document: `Ordin de transfer ${kind === 'campaign' ? 1 : 2} (exemplu)`,
      });
    }
    await manager.post(this.#path('pay'), this.#payment(today));
  }

  #payment(today: string): object {
    return {
      amount: typed(FUND_PAYS),
      bookedOn: today,
      channel: 'bank',
      document: 'Factura EX 7 (exemplu)',
      note: 'Prima tranșă pentru inițiativa aleasă.',
    };
  }

  #path(verb: string): string {
    return `/api/funds/${this.#fundId}/${verb}`;
  }

  #page(): Promise<FundPage> {
    return this.#cast.staff.get<FundPage>(`/api/funds/${this.#fundId}`);
  }
}
