import type { Ledger } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { campaignPath, ledgerPath } from '../campaigns/campaignPaths.ts';
import { MilestoneWay } from '../look/MilestoneWay.tsx';
import { useWords } from '../look/useWords.ts';
import { fundPath, matchPath } from '../matches/matchPaths.ts';

interface OwnerProps {
  readonly id: string;
  /** On a page below the ledger's own. */
  readonly below: readonly { readonly to: string; readonly name: string }[];
}

function OfCampaign({ id, below }: OwnerProps) {
  const { say, local } = useWords();
  const { data } = useWhole('campaigns', id);
  if (!data) return null;
  const name = local(data.title) || say('resources.campaigns.unnamed', { number: data.number });
  return <MilestoneWay milestone={data.milestone} via={[{ to: campaignPath(id), name }, ...below]} />;
}

function OfMatch({ id, below }: OwnerProps) {
  const { say, local } = useWords();
  const { data } = useWhole('matches', id);
  if (!data) return null;
  const name = say('resources.matches.of', { campaign: local(data.campaign.title) });
  return <MilestoneWay milestone={data.milestone} via={[{ to: matchPath(id), name }, ...below]} />;
}

function OfFund({ id, below }: OwnerProps) {
  const { local } = useWords();
  const { data } = useWhole('funds', id);
  if (!data) return null;
  return <MilestoneWay milestone={data.milestone} via={[{ to: fundPath(id), name: local(data.name) }, ...below]} />;
}

/** The way up from a ledger to whatever it belongs to. */
export function LedgerWay({ ledger, below = false }: { ledger: Ledger; below?: boolean }) {
  const { say } = useWords();
  const { id, kind, campaignId, matchId, fundId } = ledger;
  const own = below ? [{ to: ledgerPath(id), name: say(`resources.ledgers.kind.${kind}`) }] : [];
  if (campaignId !== null) return <OfCampaign id={campaignId} below={own} />;
  if (matchId !== null) return <OfMatch id={matchId} below={own} />;
  return fundId === null ? null : <OfFund id={fundId} below={own} />;
}
