/** A fundraising campaign's life in words (R20, R22). Its money stands in ledger.ts. */
import type { LocalText } from './lifecycle.ts';

/**
 * `drafted` → `announced` → `open` → `closed` → `published`: it opens and closes by itself at its times; once the bank's
 * statements reach the close, the sum is published (R22) and never changes. `cancelled` raised nothing.
 */
export const CAMPAIGN_STATES = ['drafted', 'announced', 'open', 'closed', 'published', 'cancelled'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/** Commands that a campaign's story takes, one workflow update each. */
export const CAMPAIGN_VERBS = ['change', 'announce', 'extend', 'publish', 'cancel'] as const;
export type CampaignVerb = (typeof CAMPAIGN_VERBS)[number];

/** What subscribers and donors are told, a chunk at a time. */
export const GIVER_STEPS = ['opened', 'weekly', 'pledge-reminder', 'published', 'cancelled'] as const;
export type GiverStep = (typeof GIVER_STEPS)[number];

export const isCampaignOver = (state: CampaignState): boolean => state === 'published' || state === 'cancelled';

/** Entries are written while money may come, and after it: never before, and never to one that was cancelled. */
export const takesEntries = (state: CampaignState): boolean =>
  state === 'open' || state === 'closed' || state === 'published';

/** Adjectives of „campania”. */
export const CAMPAIGN_STATE_WORDS: Readonly<Record<CampaignState, LocalText>> = {
  drafted: { ro: 'în pregătire', en: 'being prepared' },
  announced: { ro: 'anunțată', en: 'announced' },
  open: { ro: 'deschisă', en: 'open' },
  closed: { ro: 'închisă, suma nu este încă publicată', en: 'closed, its sum not published yet' },
  published: { ro: 'încheiată, cu suma publicată', en: 'over, with its sum published' },
  cancelled: { ro: 'anulată', en: 'cancelled' },
};
