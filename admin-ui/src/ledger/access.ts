/** Who writes into a campaign's ledger; the server decides, this only spares people buttons that it would refuse. */
import type { Campaign, Project } from '../api/types.ts';
import { takesEntries } from '../campaigns/campaignStanding.ts';

/** Also in a project that has ended: money is accounted for to the end. */
export function mayEnter({ myRole }: Pick<Project, 'myRole'>, campaign: Pick<Campaign, 'state'>): boolean {
  return (myRole === 'staff' || myRole === 'manager') && takesEntries(campaign);
}
