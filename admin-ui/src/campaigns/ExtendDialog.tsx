import { useState } from 'react';
import { useNotify } from 'react-admin';
import { extendCampaign } from '../api/commands.ts';
import type { Campaign } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { isWholeDay } from '../format/day.ts';
import { nextDay } from '../format/localTime.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { DayField } from '../look/DayField.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { LONGEST_WORDS } from '../look/ReasonDialog.tsx';
import { useWords } from '../look/useWords.ts';

/** Moves the close of an open campaign out, with a reason that is published. */
export function ExtendDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { say, day } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const [closesOn, setClosesOn] = useState('');
  const [reason, setReason] = useState('');
  const errors = command.problem?.errors ?? {};
  const whole = isWholeDay(closesOn);
  const early = whole && closesOn <= campaign.closesOn;
  async function extend() {
    if (!(await command.run(extendCampaign(campaign.id, { closesOn, reason })))) return;
    notify('resources.campaigns.extend.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.campaigns.extend.action')}
      explain={say('resources.campaigns.extend.explain', { day: day(campaign.closesOn) })}
      confirm={say('resources.campaigns.extend.confirm')}
      command={command}
      incomplete={!whole || early || reason.trim() === ''}
      onConfirm={extend}
      onClose={onClose}
    >
      <DayField
        label={say('resources.campaigns.extend.newClose')}
        value={closesOn}
        onChange={setClosesOn}
        required
        autoFocus
        min={nextDay(campaign.closesOn)}
        error={early ? say('resources.campaigns.extend.notLater', { day: day(campaign.closesOn) }) : errors.closesOn}
      />
      <LongText
        label={say('resources.campaigns.publicReason')}
        help={say('resources.campaigns.publicReasonHelp')}
        value={reason}
        onChange={setReason}
        required
        maxLength={LONGEST_WORDS}
        error={errors.reason}
      />
    </CommandDialog>
  );
}
