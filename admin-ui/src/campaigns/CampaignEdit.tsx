import Alert from '@mui/material/Alert';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate, useParams } from 'react-router-dom';
import { changeCampaign } from '../api/commands.ts';
import type { Campaign } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { useWhole } from '../api/useWhole.ts';
import { CommandForm } from '../look/CommandForm.tsx';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { MilestoneWay } from '../look/MilestoneWay.tsx';
import { PageTitle } from '../look/PageTitle.tsx';
import { useLeaveWarning } from '../look/useLeaveWarning.ts';
import { useOpened } from '../look/useOpened.tsx';
import { useWords } from '../look/useWords.ts';
import { CampaignForm } from './CampaignForm.tsx';
import { campaignPath } from './campaignPaths.ts';
import { bodyOf, faultsOf, valuesOf } from './campaignValues.ts';

function Form({ campaign }: { campaign: Campaign }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const notify = useNotify();
  const command = useCommand();
  const { opened, notice, shown } = useOpened(campaign, command);
  const [before] = useState(() => valuesOf(campaign));
  const [values, setValues] = useState(before);
  const leave = useLeaveWarning(values !== before);
  const faults = faultsOf(values);
  const errorOf = (field: string, tried: boolean): string | undefined => {
    const fault = tried ? faults[field] : undefined;
    return fault === undefined ? command.problem?.errors?.[field] : say(`resources.campaigns.fault.${fault}`);
  };
  async function save() {
    if (!(await command.run(changeCampaign(campaign.id, bodyOf(values, opened))))) return;
    leave();
    notify('resources.campaigns.change.saved', { type: 'success' });
    navigate(campaignPath(campaign.id));
  }
  return (
    <CommandForm
      command={shown}
      faulty={Object.keys(faults).length > 0}
      save={say('resources.campaigns.change.save')}
      back={campaignPath(campaign.id)}
      onSave={save}
      width={760}
      notice={notice}
    >
      {(tried) => (
        <>
          {campaign.state !== 'drafted' && (
            <Alert severity="warning" sx={{ mb: 1 }}>
              {say('resources.campaigns.change.announced')}
            </Alert>
          )}
          <CampaignForm values={values} onChange={setValues} errorOf={(field) => errorOf(field, tried)} />
        </>
      )}
    </CommandForm>
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
