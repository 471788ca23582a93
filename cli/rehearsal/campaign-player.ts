/** Plays the fundraising campaign: prepared, open, closed by itself, its sum published, and refunds after that (R18–R22). */
import { addDays, dayOf, daysBetween } from '../../domain/calendar.ts';
import { BankDesk } from './bank-desk.ts';
import { IBAN, MISTYPED_IBAN } from './bank-files.ts';
import { CASH, FIRM, IN_KIND, LATE_REFUNDS, PAID, PLEDGES, typed } from './gifts.ts';
import type { Person } from './person.ts';
import type { MilestoneRow } from './play.ts';
import { pledgePublicly, subscribePublicly, unsubscribe } from './public-page.ts';
import type { Refusals } from './refusals.ts';
import type { World } from './world.ts';

/** Days before the milestone is due. The statements tell of the days up to the one before they are imported. */
const DRAFTED = 60;
const ANNOUNCED = 50;
const SUBSCRIBED = 49;
const OPENS = 45;
const PLEDGED = 44;
const CASH_COMES = 41;
const CORRECTED = 40;
const UNSUBSCRIBED = 36;
const FIRST_STATEMENT = 30;
const PAID_IN_CASH = 22;
const SECOND_STATEMENT = 20;
const THIRD_STATEMENT = 12;
const CLOSES = 5;
const TOO_SHORT = 4;
const LINE_OPEN = 3;
const PUBLISHED = 2;
const FIRST_LATE_REFUND = 1;
const SECOND_LATE_REFUND = -14;

/** Who asks for news on the public page, by number; the last one never confirms. */
const SUBSCRIBERS = [1, 2, 3, 4] as const;
const NEVER_CONFIRMS = 4;
const LEAVES = 2;

export interface CampaignCast {
  readonly world: World;
  readonly staff: Person;
  readonly manager: Person;
  readonly projectId: string;
  readonly refusals: Refusals;
}

interface CampaignPage {
  readonly id: string;
  readonly ledgerId: string;
  readonly state: string;
  readonly version: number;
  readonly title: { readonly ro: string };
  readonly purpose: { readonly ro: string };
  readonly opensOn: string;
  readonly closesOn: string;
  readonly reference: string;
  readonly proposal: { readonly id: string } | null;
  readonly figures: { readonly raised: number };
}

const WORDS = {
  ro: 'Primăria dublează suma, în limita plafonului, iar banii intră în Fondul de Dezvoltare Locală (exemplu).',
  en: 'The town hall doubles the sum up to its cap, and the money goes into the Local Development Fund (sample).',
};

export class CampaignPlayer {
  readonly #cast: CampaignCast;
  #campaignId: string | null = null;
  #desk: BankDesk | null = null;
  /** By the number of the receipt. */
  readonly #cash = new Map<string, string>();
  /** Mails that asked somebody to confirm. */
  confirmations = 0;

  constructor(cast: CampaignCast) {
    this.#cast = cast;
  }

  get campaignId(): string | null {
    return this.#campaignId;
  }

  /** The entry whose receipt was given for the first gift in cash. */
  get receipted(): string | null {
    return this.#cash.get('CJ 1') ?? null;
  }

  async morning(row: MilestoneRow, today: string): Promise<void> {
    const due = dayOf(new Date(row.dueAt));
    const left = daysBetween(today, due);
    const day = (before: number): string => addDays(due, -before);
    if (left === DRAFTED) await this.#draft(row);
    if (left === ANNOUNCED) await this.#announce(row, day);
    if (left === SUBSCRIBED) await this.#subscribe();
    if (left === PLEDGED) await this.#pledge(row, today, day);
    if (left === CASH_COMES) await this.#takeCash(row, today);
    if (left === CORRECTED) await this.#correct();
    if (left === UNSUBSCRIBED) await unsubscribe(this.#cast.world, subscriber(LEAVES));
    if (left === PAID_IN_CASH) await this.#settleInCash(today);
    await this.#bank(left);
    if (left === TOO_SHORT) await this.#refusedToPublish(row, 'statements-short');
    if (left === LINE_OPEN) await this.#refusedToPublish(row, 'lines-open');
    if (left === PUBLISHED) await this.#publish(row);
    if (left === FIRST_LATE_REFUND) await this.#refundInCash(today);
  }

  async #bank(left: number): Promise<void> {
    const desk = this.#desk;
    if (left === FIRST_STATEMENT) await desk?.first(OPENS, FIRST_STATEMENT + 1);
    if (left === SECOND_STATEMENT) await desk?.second(FIRST_STATEMENT, SECOND_STATEMENT + 1);
    // It begins on the last day of the one before it.
    if (left === THIRD_STATEMENT) await desk?.third(SECOND_STATEMENT + 1, THIRD_STATEMENT + 1);
    if (left === TOO_SHORT) await desk?.fourth(THIRD_STATEMENT, CLOSES + 1);
    if (left === LINE_OPEN) await desk?.fifth(CLOSES, TOO_SHORT);
    if (left === PUBLISHED) await desk?.setInterestAside();
    if (left === SECOND_LATE_REFUND) await desk?.sixth(LINE_OPEN, SECOND_LATE_REFUND + 1);
  }

  /** For the initiative that was elected; it is not announced with half of what it needs. */
  async #draft(row: MilestoneRow): Promise<void> {
    const { staff, manager, refusals } = this.#cast;
    this.#campaignId = (await staff.post<CampaignPage>(`/api/milestones/${row.id}/campaigns`, {})).id;
    const { version, proposal } = await this.#page();
    if (proposal === null) throw new Error('a campaign was drafted without the initiative that was elected');
    const incomplete = await manager.attempt(this.#path('announce'), { version });
    refusals.expect(row.key, manager, 'announce', incomplete, 'fields-refused');
  }

  async #announce(row: MilestoneRow, day: (left: number) => string): Promise<void> {
    const { staff, manager, refusals } = this.#cast;
    const { version, title, purpose, proposal } = await this.#page();
    const whole = {
      version,
      title: { ro: title.ro, en: 'Bicycle repair station (sample)' },
      purpose: { ro: purpose.ro, en: 'A station with tools, beside the school.' },
      beneficiary: 'Comuna Cojocna (exemplu)',
      accountHolder: 'Fundația Exemplu',
      iban: MISTYPED_IBAN,
      opensOn: day(OPENS),
      closesOn: day(CLOSES),
      proposalId: proposal?.id ?? null,
    };
    const mistyped = await staff.attempt(this.#path('change'), whole);
    refusals.expect(row.key, staff, 'change', mistyped, 'fields-refused');
    await staff.post(this.#path('change'), { ...whole, iban: IBAN });
    await manager.post(this.#path('announce'), { version: (await this.#page()).version });
  }

  async #subscribe(): Promise<void> {
    const slug = await this.#slug();
    for (const number of SUBSCRIBERS) {
      await subscribePublicly(this.#cast.world, slug, subscriber(number), number !== NEVER_CONFIRMS);
      this.confirmations += 1;
    }
  }

  /** On the public page, and on paper; the campaign has opened by itself. */
  async #pledge(row: MilestoneRow, today: string, day: (left: number) => string): Promise<void> {
    const { world, staff } = this.#cast;
    const { id, ledgerId, state, reference } = await this.#page();
    if (state !== 'open') throw new Error(`a campaign is ${state} on the day after it opens`);
    const slug = await this.#slug();
    const pledges: string[] = [];
    for (const [at, { typed: amount, confirmed, shown }] of PLEDGES.entries()) {
      const fields = { amount, shown, name: `Exemplu ${at + 1}`, email: `donator${at + 1}@example.org` };
      pledges.push(await pledgePublicly(world, slug, fields, confirmed));
      this.confirmations += 1;
    }
    const firm = await staff.post<{ reference: string }>(`/api/ledgers/${ledgerId}/entries`, {
      kind: 'pledge',
      amount: FIRM.typed,
      bookedOn: today,
      document: 'Scrisoare de intenție nr. 3 (exemplu)',
      donor: { kind: 'organisation', name: FIRM.name, email: FIRM.email, shown: 'name' },
    });
    const codes = { pledges, firm: firm.reference, campaign: reference };
    this.#desk = new BankDesk(this.#cast, { milestone: row.key, id }, codes, day);
  }

  /** R18: an amount that can be read in two ways is refused with both. One is mistyped, and a receipt is used once. */
  async #takeCash(row: MilestoneRow, today: string): Promise<void> {
    const { staff, refusals } = this.#cast;
    const gift = { kind: 'gift', channel: 'cash', bookedOn: today };
    const donor = { name: 'Exemplu Numerar', email: 'numerar@example.org', shown: 'initials' };
    const first = { ...gift, document: 'CJ 1', donor };
    const ambiguous = await staff.attempt(await this.#entries(), { ...first, amount: '10.00' });
    refusals.expect(row.key, staff, 'enter', ambiguous, 'fields-not-valid');
    await this.#cashGift({ ...first, amount: typed(CASH.first) });
    const second = { ...gift, amount: typed(CASH.mistyped) };
    const usedTwice = await staff.attempt(await this.#entries(), { ...second, document: 'CJ 1' });
    refusals.expect(row.key, staff, 'enter', usedTwice, 'receipt-used');
    await this.#cashGift({ ...second, document: 'CJ 2', donor: { name: 'Exemplu Doi', shown: 'anonymous' } });
    await this.#cashGift({ ...gift, amount: typed(CASH.box), document: 'CJ 3', note: 'Cutia de la primărie.' });
    await staff.post(await this.#entries(), {
      kind: 'gift',
      channel: 'none',
      amount: typed(IN_KIND),
      bookedOn: today,
      document: 'Proces-verbal de evaluare nr. 2 (exemplu)',
      note: 'Trei suporturi de biciclete.',
      donor: { kind: 'organisation', name: 'Atelierul Exemplu SRL', shown: 'name' },
    });
  }

  async #cashGift(gift: { readonly document: string; readonly [field: string]: unknown }): Promise<void> {
    const { id } = await this.#cast.staff.post<{ id: string }>(await this.#entries(), gift);
    this.#cash.set(gift.document, id);
  }

  /** R20: what was mistyped stays, and an entry that points at it says what it should have been. */
  async #correct(): Promise<void> {
    await this.#cast.staff.post(await this.#entries(), {
      kind: 'correction',
      aboutId: this.#cash.get('CJ 2'),
      amount: typed(CASH.meant),
      note: 'Chitanța CJ 2 este de 100,00 lei; suma a fost scrisă greșit.',
    });
  }

  async #settleInCash(today: string): Promise<void> {
    const reference = this.#desk?.codeOf(2).toLowerCase();
    const document = 'CJ 4';
    const settled = { kind: 'settlement', reference, channel: 'cash', amount: typed(PAID.third), bookedOn: today };
    const { id } = await this.#cast.staff.post<{ id: string }>(await this.#entries(), { ...settled, document });
    this.#cash.set(document, id);
  }

  async #refusedToPublish(row: MilestoneRow, why: 'statements-short' | 'lines-open'): Promise<void> {
    const { manager, refusals } = this.#cast;
    const { state, figures } = await this.#page();
    if (state !== 'closed') throw new Error(`a campaign is ${state} after its last day`);
    const refused = await manager.attempt(this.#path('publish'), { raised: figures.raised, words: WORDS });
    refusals.expect(row.key, manager, 'publish', refused, why);
  }

  /** R22: the sum that was read is the one that is published, and it is published once. */
  async #publish(row: MilestoneRow): Promise<void> {
    const { manager, refusals } = this.#cast;
    const { raised } = (await this.#page()).figures;
    const other = await manager.attempt(this.#path('publish'), { raised: raised + 1, words: WORDS });
    refusals.expect(row.key, manager, 'publish', other, 'record-changed');
    await manager.post(this.#path('publish'), { raised, words: WORDS });
    const again = await manager.attempt(this.#path('publish'), { raised, words: WORDS });
    refusals.expect(row.key, manager, 'publish', again, 'campaign-state');
  }

  async #refundInCash(today: string): Promise<void> {
    await this.#cast.staff.post(await this.#entries(), {
      kind: 'refund',
      aboutId: this.#cash.get('CJ 4'),
      channel: 'cash',
      amount: typed(LATE_REFUNDS.above),
      bookedOn: today,
      document: 'Dispoziție de plată nr. 5 (exemplu)',
      note: 'La cererea donatorului.',
    });
  }

  async #slug(): Promise<string> {
    const { staff, projectId } = this.#cast;
    return (await staff.get<{ slug: string }>(`/api/projects/${projectId}`)).slug;
  }

  async #entries(): Promise<string> {
    return `/api/ledgers/${(await this.#page()).ledgerId}/entries`;
  }

  #path(verb: string): string {
    return `/api/campaigns/${this.#campaignId}/${verb}`;
  }

  #page(): Promise<CampaignPage> {
    return this.#cast.staff.get<CampaignPage>(`/api/campaigns/${this.#campaignId}`);
  }
}

const subscriber = (number: number): string => `abonat${number}@example.org`;
