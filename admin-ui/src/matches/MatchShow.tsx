import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { Link as RouterLink, useParams } from 'react-router-dom';
import type { Match } from '../api/types.ts';
import { useWhole } from '../api/useWhole.ts';
import { useMe } from '../auth/useMe.ts';
import { ledgerPath } from '../campaigns/campaignPaths.ts';
import { Facts } from '../look/Facts.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { MilestoneWay } from '../look/MilestoneWay.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { PublicPage } from '../look/PublicPage.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { AdjustmentsSection } from './AdjustmentsSection.tsx';
import { ContractDialog } from './ContractDialog.tsx';
import { CorrectDialog } from './CorrectDialog.tsx';
import { DecideDialog } from './DecideDialog.tsx';
import { MatchMark } from './MatchMark.tsx';
import { releasingOf } from './matchSteps.ts';
import { ReleaseDialog } from './ReleaseDialog.tsx';
import { RepayDialog } from './RepayDialog.tsx';
import { Timeline } from './Timeline.tsx';

const DIALOGS = {
  decide: DecideDialog,
  contract: ContractDialog,
  release: ReleaseDialog,
  repay: RepayDialog,
  correct: CorrectDialog,
};
const VERBS = ['decide', 'contract', 'release', 'repay', 'correct'] as const;

function Standing({ match }: { match: Match }) {
  const { say, lei } = useWords();
  const me = useMe();
  const [open, setOpen] = useState<(typeof VERBS)[number] | null>(null);
  const { state, waitsFor, due, toRepay, allowed } = match;
  const Dialog = open && DIALOGS[open];
  const nextVerb = waitsFor === 'second-release' ? 'release' : waitsFor;
  const releasing = me && releasingOf(match, me);
  const action = (verb: (typeof VERBS)[number]): string =>
    say(`resources.matches.${verb}.${verb === 'release' && releasing === 'mine' ? 'again' : 'action'}`);
  return (
    <Section title={say('resources.matches.standing')}>
      <Alert
        severity={state === 'paid' && waitsFor === null ? 'success' : waitsFor === null ? 'info' : 'warning'}
        sx={{ mb: 1.5, overflowWrap: 'anywhere' }}
      >
        {waitsFor === null
          ? say(`resources.matches.over.${state}`, { due: lei(due) })
          : say(`resources.matches.waits.${waitsFor}`, { due: lei(due), toRepay: lei(toRepay) })}
        {(releasing === 'nobody' || releasing === 'others') && ` ${say(`resources.matches.release.${releasing}`)}`}
      </Alert>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 2, '&:empty': { display: 'none' } }}>
        {VERBS.filter((verb) => allowed.includes(verb)).map((verb) => (
          <Button
            key={verb}
            variant={verb === nextVerb && !(verb === 'release' && releasing === 'mine') ? 'contained' : 'outlined'}
            onClick={() => setOpen(verb)}
          >
            {action(verb)}
          </Button>
        ))}
      </Box>
      <Timeline match={match} />
      {Dialog && <Dialog match={match} onClose={() => setOpen(null)} />}
    </Section>
  );
}

function Figures({ match }: { match: Match }) {
  const { say, lei } = useWords();
  const { raised, cap, computed, due, paid, repaid, balance, ledgerId } = match;
  const figure = (name: string, bani: number) => ({ name: say(`resources.matches.figures.${name}`), value: lei(bani) });
  return (
    <Section title={say('resources.matches.figures.title')}>
      <Facts
        stacked
        facts={[
          figure('raised', raised),
          figure('cap', cap),
          figure('computed', computed),
          ...(due === computed ? [] : [figure('due', due)]),
          ...(paid === null ? [] : [figure('paid', paid)]),
          ...(repaid === 0 ? [] : [figure('repaid', repaid)]),
          figure('balance', balance),
        ]}
      />
      <Button component={RouterLink} to={ledgerPath(ledgerId)} variant="outlined">
        {say('resources.ledgers.open')}
      </Button>
    </Section>
  );
}

function Page({ match }: { match: Match }) {
  const { say, local } = useWords();
  return (
    <>
      <PageTitle
        title={say('resources.matches.of', { campaign: local(match.campaign.title) })}
        above={<MilestoneWay milestone={match.milestone} />}
      />
      <Box sx={{ fontWeight: 600 }}>
        <MatchMark match={match} />
      </Box>
      <Box
        sx={{
          mt: 2,
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 340px' },
        }}
      >
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Standing match={match} />
          <AdjustmentsSection match={match} />
        </Stack>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <Figures match={match} />
          <PublicPage url={match.publicUrl} shows={say('resources.matches.publicShows')} />
        </Stack>
      </Box>
    </>
  );
}

/** One match: its steps from the sum raised to the payment by two persons, and what refunds changed (R19–R21). */
export function MatchShow() {
  const { id = '' } = useParams();
  const query = useWhole('matches', id);
  return <Loaded query={query}>{(match) => <Page match={match} />}</Loaded>;
}
