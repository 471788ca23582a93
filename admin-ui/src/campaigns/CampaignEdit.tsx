import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { Link as RouterLink, useNavigate, useParams } from 'react-router-dom';
import { changeCampaign } from '../api/commands.ts';
import { problemName } from '../api/problem.ts';
import type { Campaign } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { useWhole } from '../api/useWhole.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { MilestoneWay } from '../look/MilestoneWay.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { useLeaveWarning } from '../look/useLeaveWarning.ts';
import { useWords } from '../look/useWords.ts';
import { CampaignForm } from './CampaignForm.tsx';
import { campaignPath } from './campaignPaths.ts';
import { bodyOf, faultsOf, valuesOf } from './campaignValues.ts';

function Form({ campaign }: { campaign: Campaign }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const notify = useNotify();
  const command = useCommand();
  const form = useRef<HTMLFormElement>(null);
  // What the form was opened with stays, also when somebody else changes the campaign meanwhile.
  const [opened, setOpened] = useState(campaign);
  const [before] = useState(() => valuesOf(campaign));
  const [values, setValues] = useState(before);
  const [tried, setTried] = useState(0);
  const leave = useLeaveWarning(values !== before);
  const faults = faultsOf(values);
  const faulty = Object.keys(faults).length > 0;
  const errors = command.problem?.errors;
  const stale = command.problem !== null && problemName(command.problem) === 'record-changed';
  const meanwhile = campaign.version !== opened.version;
  // The field may stand far above the button that was pressed.
  useEffect(() => {
    if (tried > 0 || errors) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tried, errors]);
  const errorOf = (field: string): string | undefined => {
    const fault = tried > 0 ? faults[field] : undefined;
    return fault === undefined ? errors?.[field] : say(`resources.campaigns.fault.${fault}`);
  };
  async function save() {
    if (!(await command.run(changeCampaign(campaign.id, bodyOf(values, opened))))) return;
    leave();
    notify('resources.campaigns.change.saved', { type: 'success' });
    navigate(campaignPath(campaign.id));
  }
  return (
    <Box sx={{ maxWidth: 760 }}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (command.busy) return;
          if (faulty) setTried(tried + 1);
          else void save();
        }}
      >
        {campaign.state !== 'drafted' && (
          <Alert severity="warning" sx={{ mb: 1 }}>
            {say('resources.campaigns.change.announced')}
          </Alert>
        )}
        <CampaignForm values={values} onChange={setValues} errorOf={errorOf} />
        {(meanwhile || stale) && (
          <Alert severity="warning" role="alert" sx={{ my: 1 }}>
            {say('resources.campaigns.change.meanwhile')}{' '}
            {meanwhile && (
              <Link
                component="button"
                type="button"
                onClick={() => {
                  command.forget();
                  setOpened(campaign);
                }}
              >
                {say('resources.runs.form.keepMine')}
              </Link>
            )}
          </Alert>
        )}
        {tried > 0 && faulty && (
          <Typography color="error" role="alert">
            {say('resources.runs.form.faulty')}
          </Typography>
        )}
        {command.problem && !stale && <ProblemNotice problem={command.problem} />}
        <Box sx={{ display: 'flex', gap: 1, mt: 2 }}>
          <Button type="submit" variant="contained" loading={command.busy}>
            {say('resources.campaigns.change.save')}
          </Button>
          <Button component={RouterLink} to={campaignPath(campaign.id)}>
            {say('app.cancel')}
          </Button>
        </Box>
      </form>
    </Box>
  );
}

function Page({ campaign }: { campaign: Campaign }) {
  const { say, local } = useWords();
  const { id, title, number, milestone } = campaign;
  const name = local(title) || say('resources.campaigns.unnamed', { number });
  return (
    <>
      <PageTitle
        title={say('resources.campaigns.change.action')}
        above={<MilestoneWay milestone={milestone} via={[{ to: campaignPath(id), name }]} />}
      />
      {campaign.allowed.includes('change') ? (
        <Form campaign={campaign} />
      ) : (
        <EmptyState
          title={say('resources.campaigns.change.notNow')}
          help={say('resources.campaigns.change.notNowHelp')}
        />
      )}
    </>
  );
}

/** Prepares a campaign; once it is announced what changes is public. */
export function CampaignEdit() {
  const { id = '' } = useParams();
  const query = useWhole('campaigns', id);
  return <Loaded query={query}>{(campaign) => <Page campaign={campaign} />}</Loaded>;
}
