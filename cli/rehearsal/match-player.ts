/** Plays the match: the council refuses, then adopts; a contract, and a release by two persons (R19, R21). */
import { dayOf, daysBetween } from '../../domain/calendar.ts';
import { typed } from './gifts.ts';
import type { Person } from './person.ts';
import type { MilestoneRow } from './play.ts';
import type { Refusals } from './refusals.ts';

/** Days before its milestone is due. */
const REJECTED = 41;
const ADOPTED = 27;
const CONTRACTED = 20;
const RELEASED = 14;
/** The money moves on. */
export const MONEY_MOVES = 10;

export interface MatchCast {
  readonly manager: Person;
  readonly partner: Person;
  readonly projectId: string;
  readonly refusals: Refusals;
}

interface MatchPage {
  readonly id: string;
  readonly state: string;
  readonly due: number;
}

export class MatchPlayer {
  readonly #cast: MatchCast;
  #matchId: string | null = null;

  constructor(cast: MatchCast) {
    this.#cast = cast;
  }

  get matchId(): string | null {
    return this.#matchId;
  }

  async morning(row: MilestoneRow, today: string): Promise<void> {
    const left = daysBetween(today, dayOf(new Date(row.dueAt)));
    if (left === REJECTED) await this.#reject(today);
    if (left === ADOPTED) await this.#adopt(row, today);
    if (left === CONTRACTED) await this.#contract(row, today);
    if (left === RELEASED) await this.#release(row, today);
  }

  async #reject(today: string): Promise<void> {
    const { partner, projectId } = this.#cast;
    const [match] = await partner.list<MatchPage>('/api/matches', { projectId });
    if (!match) throw new Error('the sum was published and no match was computed');
    this.#matchId = match.id;
    await this.#decide(today, 'rejected', '41', 'Bugetul local nu are încă suma; consiliul revine după rectificare.');
  }

  async #adopt(row: MilestoneRow, today: string): Promise<void> {
    const { partner, refusals } = this.#cast;
    // What the council rejected cannot be contracted.
    const contract = await partner.attempt(this.#path('contract'), this.#contractOf(today, 'Finanțare nerambursabilă'));
    refusals.expect(row.key, partner, 'contract', contract, 'match-state');
    await this.#decide(today, 'adopted', '52', 'Suma este prevăzută în bugetul rectificat.');
  }

  async #contract(row: MilestoneRow, today: string): Promise<void> {
    const { partner, refusals } = this.#cast;
    const sponsored = this.#contractOf(today, 'Contract de sponsorizare, Legea nr. 32/1994');
    const refused = await partner.attempt(this.#path('contract'), sponsored);
    refusals.expect(row.key, partner, 'contract', refused, 'match-sponsorship');
    const granted = this.#contractOf(today, 'Finanțare nerambursabilă din bugetul local, Legea nr. 350/2005');
    await partner.post(this.#path('contract'), granted);
  }

  /** R21: the same person twice is one person; the partner's release completes it, and there is one payment. */
  async #release(row: MilestoneRow, today: string): Promise<void> {
    const { manager, partner, refusals } = this.#cast;
    const { due } = await partner.get<MatchPage>(`/api/matches/${this.#matchId}`);
    const path = this.#path('release');
    const order = { amount: typed(due), orderNumber: 'OP 118 (exemplu)', paidOn: today };
    await manager.post(path, order);
    refusals.expect(row.key, manager, 'release', await manager.attempt(path, order), 'released-already');
    const other = await partner.attempt(path, { ...order, orderNumber: 'OP 811 (exemplu)' });
    refusals.expect(row.key, partner, 'release', other, 'release-differs');
    await partner.post(path, order);
    refusals.expect(row.key, partner, 'release', await partner.attempt(path, order), 'match-state');
  }

  #decide(today: string, outcome: 'adopted' | 'rejected', number: string, words: string): Promise<unknown> {
    return this.#cast.partner.post(this.#path('decide'), { outcome, number, decidedOn: today, words });
  }

  #contractOf(today: string, legalRoute: string): object {
    return { number: '17 (exemplu)', contractedOn: today, legalRoute };
  }

  #path(verb: string): string {
    return `/api/matches/${this.#matchId}/${verb}`;
  }
}
