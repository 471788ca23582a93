import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { releaseMatch } from '../api/commands.ts';
import { fieldErrors } from '../api/fieldErrors.ts';
import type { Match } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { useMe } from '../auth/useMe.ts';
import { typedAmount } from '../format/amount.ts';
import { dayOfInstant, isWholeDay } from '../format/day.ts';
import { AmountField } from '../look/AmountField.tsx';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { DayField } from '../look/DayField.tsx';
import { Facts } from '../look/Facts.tsx';
import { closeToPageTitle } from '../look/PageTitle.tsx';
import { ShortText } from '../look/ShortText.tsx';
import { useWords } from '../look/useWords.ts';
import { standingReleases } from './matchSteps.ts';

interface ReleaseDialogProps {
  readonly match: Match;
  readonly onClose: () => void;
}

/** R21: releases the payment. The second person holds the order against what the first one wrote, and confirms it. */
export function ReleaseDialog({ match, onClose }: ReleaseDialogProps) {
  const { say, lei, day, moment } = useWords();
  const notify = useNotify();
  const command = useCommand();
  const me = useMe();
  const [latest] = useState(() => standingReleases(match)[0]);
  const byOther = latest !== undefined && latest.person.id !== me?.id;
  const [differs, setDiffers] = useState(false);
  const [amount, setAmount] = useState(() => typedAmount(latest?.amount ?? match.due));
  const [orderNumber, setOrderNumber] = useState(latest?.orderNumber ?? '');
  const [paidOn, setPaidOn] = useState(latest?.paidOn ?? '');
  const errors = fieldErrors(command.problem);
  const confirms = byOther && !differs;
  async function release() {
    const done = await command.run(releaseMatch(match.id, { amount, orderNumber, paidOn }));
    if (!done) return;
    notify(`resources.matches.release.done.${done.answer.state === 'paid' ? 'paid' : 'first'}`, { type: 'success' });
    closeToPageTitle(onClose);
  }
  return (
    <CommandDialog
      title={say('resources.matches.release.action')}
      explain={say(`resources.matches.release.explain.${confirms ? 'second' : 'first'}`)}
      confirm={say(`resources.matches.release.confirm.${confirms ? 'second' : 'first'}`)}
      command={command}
      incomplete={amount.trim() === '' || orderNumber.trim() === '' || !isWholeDay(paidOn)}
      onConfirm={release}
      onClose={onClose}
    >
      {byOther && (
        <Box sx={{ mb: 1.5 }}>
          <Facts
            facts={[
              { name: say('resources.matches.release.amount'), value: lei(latest.amount) },
              { name: say('resources.matches.release.order'), value: latest.orderNumber },
              { name: say('resources.matches.release.day'), value: day(latest.paidOn) },
              {
                name: say('resources.matches.release.by'),
                value: say('resources.matches.release.byAt', {
                  name: latest.person.name,
                  role: say(`app.role.${latest.role}`),
                  moment: moment(latest.releasedAt),
                }),
              },
            ]}
          />
          {differs ? (
            <Alert severity="warning" sx={{ mt: 1 }}>
              {say('resources.matches.release.differsHelp')}
            </Alert>
          ) : (
            <Button onClick={() => setDiffers(true)} sx={{ mt: 0.5 }}>
              {say('resources.matches.release.differs')}
            </Button>
          )}
        </Box>
      )}
      {!confirms && (
        <>
          <AmountField
            label={say('resources.matches.release.amount')}
            value={amount}
            onChange={setAmount}
            autoFocus
            error={errors.amount}
          />
          <ShortText
            label={say('resources.matches.release.order')}
            value={orderNumber}
            onChange={setOrderNumber}
            maxLength={100}
            required
            error={errors.orderNumber}
          />
          <DayField
            label={say('resources.matches.release.day')}
            value={paidOn}
            onChange={setPaidOn}
            required
            max={dayOfInstant(new Date().toISOString())}
            error={errors.paidOn}
          />
        </>
      )}
    </CommandDialog>
  );
}
