/** R22: the sum as it is told to the community: a source at a time, with its match, fixed with its fingerprint. */
import type { CampaignFigures } from './ledger.ts';
import type { CapReading } from './match.ts';

/** Amounts are bani. Its canonical JSON is what is kept, with its SHA-256; new fields are only ever added. */
export interface SumFigures {
  readonly campaignId: string;
  readonly ledgerId: string;
  /** Entries 1 to this one are what it says. */
  readonly lastEntry: number;
  /** First and last day of the campaign. */
  readonly opensOn: string;
  readonly closesOn: string;
  readonly publishedAt: string;
  readonly pledged: number;
  readonly settled: number;
  readonly refunded: number;
  /** R20: settled less refunded. */
  readonly raised: number;
  readonly bank: number;
  readonly cash: number;
  readonly inKind: number;
  readonly gifts: number;
  /** R19; null where the plan has no match. */
  readonly match: { readonly computed: number; readonly cap: number; readonly on: CapReading } | null;
}

type Told = Omit<SumFigures, keyof CampaignFigures>;

export function sumFigures(told: Told, figures: CampaignFigures): SumFigures {
  const { pledged, settled, refunded, raised, bank, cash, inKind, gifts } = figures;
  return { ...told, pledged, settled, refunded, raised, bank, cash, inKind, gifts };
}

/** What was kept; it was checked against its fingerprint by whoever read it. */
export const readSumFigures = (text: string): SumFigures => JSON.parse(text) as SumFigures;
