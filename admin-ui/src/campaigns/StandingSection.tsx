import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import { cancelCampaign } from '../api/commands.ts';
import type { Campaign } from '../api/types.ts';
import { ReasonDialog } from '../look/ReasonDialog.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { matchPath } from '../matches/matchPaths.ts';
import { AnnounceDialog } from './AnnounceDialog.tsx';
import { Blockers } from './Blockers.tsx';
import { Checklist } from './Checklist.tsx';
import { preparePath } from './campaignPaths.ts';
import { blockersOf, nextOf } from './campaignStanding.ts';
import { ExtendDialog } from './ExtendDialog.tsx';
import { PublishDialog } from './PublishDialog.tsx';

type Open = 'announce' | 'extend' | 'publish' | 'cancel' | null;

const SEVERITY = { published: 'success', 'publish-late': 'error', publish: 'warning' } as const;

/** Where the campaign stands, what comes next and who does it, and what there is to do about it. */
export function StandingSection({ campaign }: { campaign: Campaign }) {
  const { say, day, due, moment, lei } = useWords();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const next = nextOf(campaign, Date.now());
  const { id, state, opensOn, closesOn, sumDueAt, publishedAt, cancelledAt, allowed, match } = campaign;
  const may = (verb: Campaign['allowed'][number]) => allowed.includes(verb);
  return (
    <Section title={say('resources.campaigns.standing')}>
      <Alert
        severity={next in SEVERITY ? SEVERITY[next as keyof typeof SEVERITY] : 'info'}
        sx={{ overflowWrap: 'anywhere' }}
      >
        {say(`resources.campaigns.next.${next}`, {
          opens: day(opensOn),
          closes: day(closesOn),
          due: sumDueAt === null ? '' : due(sumDueAt),
          published: publishedAt === null ? '' : moment(publishedAt),
          cancelled: cancelledAt === null ? '' : moment(cancelledAt),
          reason: campaign.cancelReason,
          raised: lei(campaign.raised ?? campaign.figures.raised),
        })}
        {match?.id && (
          <div>
            <Link component={RouterLink} to={matchPath(match.id)}>
              {say('resources.campaigns.toMatch')}
            </Link>
          </div>
        )}
      </Alert>
      {state === 'drafted' && (
        <Box sx={{ mt: 1.5 }}>
          <Checklist campaign={campaign} />
        </Box>
      )}
      {(state === 'open' || state === 'closed') && <Blockers campaign={campaign} />}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5, '&:empty': { display: 'none' } }}>
        {may('announce') && (
          <Button variant="contained" onClick={() => setOpen('announce')}>
            {say('resources.campaigns.announce.action')}
          </Button>
        )}
        {may('publish') && (
          <Button variant="contained" disabled={blockersOf(campaign).length > 0} onClick={() => setOpen('publish')}>
            {say('resources.campaigns.publish.action')}
          </Button>
        )}
        {may('change') && (
          <Button component={RouterLink} to={preparePath(id)} variant="outlined">
            {say('resources.campaigns.change.action')}
          </Button>
        )}
        {may('extend') && (
          <Button variant="outlined" onClick={() => setOpen('extend')}>
            {say('resources.campaigns.extend.action')}
          </Button>
        )}
        {/* What has received something is accounted for to its end. */}
        {may('cancel') && campaign.figures.gifts === 0 && campaign.figures.inKind === 0 && (
          <Button color="error" onClick={() => setOpen('cancel')}>
            {say('resources.campaigns.cancel.action')}
          </Button>
        )}
      </Box>
      {open === 'announce' && <AnnounceDialog campaign={campaign} onClose={close} />}
      {open === 'extend' && <ExtendDialog campaign={campaign} onClose={close} />}
      {open === 'publish' && <PublishDialog campaign={campaign} onClose={close} />}
      {open === 'cancel' && (
        <ReasonDialog
          title={say('resources.campaigns.cancel.action')}
          explain={say('resources.campaigns.cancel.explain')}
          label={say('resources.campaigns.publicReason')}
          help={say('resources.campaigns.publicReasonHelp')}
          confirm={say('resources.campaigns.cancel.action')}
          done="resources.campaigns.cancel.done"
          grave
          command={(reason) => cancelCampaign(id, { reason })}
          onClose={close}
        />
      )}
    </Section>
  );
}
