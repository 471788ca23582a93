/** What the form of a campaign holds, as its fields write it, and what of it is sent. */
import type { Campaign, CampaignChange, LocalText } from '../api/types.ts';
import { isWholeDay } from '../format/day.ts';
import { isIban, printedIban } from '../format/iban.ts';

export interface CampaignValues {
  readonly title: LocalText;
  readonly purpose: LocalText;
  readonly beneficiary: string;
  readonly accountHolder: string;
  readonly iban: string;
  readonly opensOn: string;
  readonly closesOn: string;
}

export type CampaignFault = 'day' | 'closes-first' | 'iban';

export const valuesOf = (campaign: Campaign): CampaignValues => {
  const { title, purpose, beneficiary, accountHolder, iban, opensOn, closesOn } = campaign;
  return { title, purpose, beneficiary, accountHolder, iban: printedIban(iban), opensOn, closesOn };
};

/** What keeps the form from being sent, by field. All words may stay empty until the announcement. */
export function faultsOf({ iban, opensOn, closesOn }: CampaignValues): Readonly<Record<string, CampaignFault>> {
  return {
    ...(iban.trim() !== '' && !isIban(iban) && { iban: 'iban' as const }),
    ...(isWholeDay(opensOn) && isWholeDay(closesOn) && closesOn < opensOn && { closesOn: 'closes-first' as const }),
    ...(!isWholeDay(opensOn) && { opensOn: 'day' as const }),
    ...(!isWholeDay(closesOn) && { closesOn: 'day' as const }),
  };
}

/** @param base the version that the form was opened with */
export const bodyOf = (values: CampaignValues, base: Pick<Campaign, 'version' | 'proposal'>): CampaignChange => ({
  ...values,
  version: base.version,
  proposalId: base.proposal?.id ?? null,
});
