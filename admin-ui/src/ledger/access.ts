/** Who writes into a campaign's ledger; the server decides, this only spares people buttons that it would refuse. */
import type { Campaign, Project } from '../api/types.ts';
import { takesEntries } from '../campaigns/campaignStanding.ts';

export function mayEnter(project: Pick<Project, 'myRole' | 'state'>, campaign: Pick<Campaign, 'state'>): boolean {
  const { myRole, state } = project;
  return state === 'running' && (myRole === 'staff' || myRole === 'manager') && takesEntries(campaign);
}
