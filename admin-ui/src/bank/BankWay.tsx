import type { Campaign } from '../api/types.ts';
import { bankPath, campaignPath } from '../campaigns/campaignPaths.ts';
import { MilestoneWay } from '../look/MilestoneWay.tsx';
import { useWords } from '../look/useWords.ts';

/** The way up from the pages of a campaign's bank statements. */
export function BankWay({ campaign, below = false }: { campaign: Campaign; below?: boolean }) {
  const { say, local } = useWords();
  const { id, title, number, milestone } = campaign;
  const name = local(title) || say('resources.campaigns.unnamed', { number });
  return (
    <MilestoneWay
      milestone={milestone}
      via={[{ to: campaignPath(id), name }, ...(below ? [{ to: bankPath(id), name: say('resources.bank.open') }] : [])]}
    />
  );
}
