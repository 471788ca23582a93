import Box from '@mui/material/Box';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { publishSum } from '../api/commands.ts';
import type { Campaign } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { Facts } from '../look/Facts.tsx';
import { LongText } from '../look/LongText.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { LONGEST_WORDS } from '../look/ReasonDialog.tsx';
import { useWords } from '../look/useWords.ts';
import { Blockers } from './Blockers.tsx';
import { blockersOf } from './campaignStanding.ts';

/** R22: publishes the sum; it never changes afterwards, and the match is computed from it (R19). */
export function PublishDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { say, lei, count } = useWords();
  const notify = useNotify();
  const command = useCommand();
  // The sum that is published is the sum that was read.
  const [read] = useState(campaign);
  const [ro, setRo] = useState('');
  const [en, setEn] = useState('');
  const errors = command.problem?.errors ?? {};
  const { figures, match } = read;
  async function publish() {
    if (!(await command.run(publishSum(read.id, { raised: figures.raised, words: { ro, en } })))) return;
    notify('resources.campaigns.publish.done', { type: 'success' });
    closeToPageTitle(onClose);
  }
  const words = (locale: 'ro' | 'en', value: string, onChange: (value: string) => void) => (
    <LongText
      label={say('app.inLanguage', {
        field: say('resources.campaigns.publish.words'),
        language: say(`app.language.${locale}`),
      })}
      help={say('resources.campaigns.publish.wordsHelp')}
      value={value}
      onChange={onChange}
      required
      autoFocus={locale === 'ro'}
      maxLength={LONGEST_WORDS}
      error={errors[`words.${locale}`]}
    />
  );
  return (
    <CommandDialog
      title={say('resources.campaigns.publish.action')}
      explain={say('resources.campaigns.publish.explain')}
      confirm={say('resources.campaigns.publish.confirm', { amount: lei(figures.raised) })}
      command={command}
      incomplete={ro.trim() === '' || en.trim() === '' || blockersOf(read).length > 0}
      onConfirm={publish}
      onClose={onClose}
    >
      <Facts
        facts={[
          { name: say('resources.campaigns.figures.raised'), value: lei(figures.raised) },
          {
            name: say('resources.campaigns.figures.gifts'),
            value: count('resources.campaigns.figures.giftsCount', figures.gifts),
          },
          { name: say('resources.campaigns.figures.inKind'), value: lei(figures.inKind) },
          ...(match === null ? [] : [{ name: say('resources.campaigns.figures.match'), value: lei(match.forSum) }]),
        ]}
      />
      <Blockers campaign={read} />
      <Box sx={{ mt: 1 }}>
        {words('ro', ro, setRo)}
        {words('en', en, setEn)}
      </Box>
    </CommandDialog>
  );
}
