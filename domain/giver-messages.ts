/** Messages to donors and subscribers of a campaign (R22, R24), and the facts that they are made of. Amounts are bani. */
import type { EntryNature } from './ledger.ts';
import type { LocalText } from './lifecycle.ts';

/** Each has a template in ro and en. The first three belong to a pledge or a gift; the others to a subscription as well. */
export const GIVER_MESSAGE_TYPES = [
  'giver.pledged',
  'giver.thanks',
  'giver.pledge-reminder',
  'giver.cancelled',
  'giver.opened',
  'giver.weekly',
  'giver.published',
] as const;
export type GiverMessageType = (typeof GIVER_MESSAGE_TYPES)[number];

/** The pledge or the gift that a message is about. */
export interface ToldGift {
  readonly nature: EntryNature;
  readonly amount: number;
  /** YYYY-MM-DD */
  readonly bookedOn: string;
  /** What proves it. */
  readonly document: string;
  /** Of a pledge: what its payment says in the details, as it is stored. */
  readonly reference: string | null;
}

/** How far the campaign is. */
export interface ToldSum {
  readonly raised: number;
  readonly gifts: number;
  readonly inKind: number;
  /** What the town hall adds (R19); null where the plan has no match. */
  readonly match: number | null;
}

/** Instants are ISO strings. */
export interface GiverFacts {
  readonly type: GiverMessageType;
  readonly project: { readonly slug: string; readonly title: LocalText };
  readonly publicity: LocalText;
  readonly campaign: {
    readonly title: LocalText;
    readonly beneficiary: string;
    readonly accountHolder: string;
    /** As they are stored; they are shown in groups of four. */
    readonly iban: string;
    readonly reference: string;
    readonly opensAt: string;
    readonly closesAt: string;
  };
  readonly gift: ToldGift | null;
  readonly sum: ToldSum | null;
  /** Public. */
  readonly reason: string;
  /** Of the subscription that it is sent by; null to a donor. */
  readonly unsubscribe: string | null;
}
