import Box from '@mui/material/Box';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { announceCampaign } from '../api/commands.ts';
import type { Campaign } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { dayOfInstant } from '../format/day.ts';
import { printedIban } from '../format/iban.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { Facts } from '../look/Facts.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { useWords } from '../look/useWords.ts';
import { Checklist } from './Checklist.tsx';
import { needsOf } from './campaignStanding.ts';

/** R20: announces the campaign, with what people will read and pay into. */
export function AnnounceDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { say, local, day } = useWords();
  const notify = useNotify();
  const command = useCommand();
  // What is announced is what was read: a change by somebody else meanwhile is refused.
  const [read] = useState(campaign);
  const needs = needsOf(read, dayOfInstant(new Date().toISOString()));
  async function announce() {
    if (!(await command.run(announceCampaign(read.id, { version: read.version })))) return;
    notify('resources.campaigns.announce.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.campaigns.announce.action')}
      explain={say('resources.campaigns.announce.explain')}
      confirm={say('resources.campaigns.announce.confirm')}
      command={command}
      incomplete={needs.some(({ met }) => !met)}
      onConfirm={announce}
      onClose={onClose}
    >
      {needs.some(({ met }) => !met) && <Checklist campaign={read} />}
      <Facts
        facts={[
          { name: say('resources.campaigns.fields.title'), value: local(read.title) },
          { name: say('resources.campaigns.fields.beneficiary'), value: read.beneficiary },
          { name: say('resources.campaigns.fields.accountHolder'), value: read.accountHolder },
          { name: say('resources.campaigns.fields.iban'), value: printedIban(read.iban) },
        ]}
      />
      <Box component="ul" sx={{ mt: 1.5, mb: 0, pl: 2.5 }}>
        <li>{say('resources.campaigns.announce.opening', { day: day(read.opensOn) })}</li>
        <li>{say('resources.campaigns.announce.close', { day: day(read.closesOn) })}</li>
      </Box>
    </CommandDialog>
  );
}
