import Alert from '@mui/material/Alert';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { moveMilestone } from '../api/commands.ts';
import { get } from '../api/http.ts';
import { problemName } from '../api/problem.ts';
import type { MovePreview } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { dayOfInstant, isWholeDay } from '../format/day.ts';
import { CommandDialog } from '../look/CommandDialog.tsx';
import { DayField } from '../look/DayField.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { LongText } from '../look/LongText.tsx';
import { useWords } from '../look/useWords.ts';
import { AmendmentFields, type AmendmentInput, EMPTY_AMENDMENT } from '../projects/AmendmentFields.tsx';
import type { ActionProps } from './MilestoneActions.tsx';
import { MovePreviewed } from './MovePreviewed.tsx';

const isComplete = ({ number, signedOn, newEnd }: AmendmentInput): boolean =>
  number.trim() !== '' && isWholeDay(signedOn) && isWholeDay(newEnd);

/** What the server says would move; asked anew for each day, and for each new end that an amendment gives. */
function usePreview(milestoneId: string, dueOn: string, newEnd: string | null) {
  const query = new URLSearchParams({ dueOn, ...(newEnd === null ? {} : { newEnd }) }).toString();
  return useQuery({
    queryKey: ['move-preview', milestoneId, query],
    queryFn: ({ signal }) => get<MovePreview>(`milestones/${milestoneId}/move-preview?${query}`, signal),
    enabled: isWholeDay(dueOn),
    // What a person is about to confirm does not change under their hand; the server refuses a stale one.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: 0,
  });
}

/** R8: pick a day, see everything that moves with it, give the reason, confirm exactly what was shown. */
export function MoveDialog({ milestone, onDone, onClose }: ActionProps) {
  const { say, day, due } = useWords();
  const command = useCommand();
  const [dueOn, setDueOn] = useState('');
  const [reason, setReason] = useState('');
  const [amendment, setAmendment] = useState<AmendmentInput>(EMPTY_AMENDMENT);
  // Within the contract as it stands: whether an amendment is needed, and until when it has to reach.
  const within = usePreview(milestone.id, dueOn, null);
  const amended = within.data?.needsAmendment === true;
  const preview = usePreview(milestone.id, dueOn, amended && isWholeDay(amendment.newEnd) ? amendment.newEnd : null);
  const errors = command.problem?.errors ?? {};
  const stale = command.problem !== null && problemName(command.problem) === 'preview-stale';

  async function confirm() {
    if (!preview.data) return;
    const body = { dueOn, hash: preview.data.hash, reason, ...(amended ? { amendment } : {}) };
    if (await command.run(moveMilestone(milestone.id, body))) onDone();
    else await Promise.all([within.refetch(), preview.refetch()]);
  }

  return (
    <CommandDialog
      title={say('resources.milestones.move.title')}
      explain={`${say('resources.milestones.move.explain')} ${say('resources.milestones.move.current', { day: due(milestone.dueAt) })}.`}
      confirm={say('resources.milestones.move.confirm')}
      command={{ busy: command.busy, problem: stale ? null : command.problem }}
      incomplete={!preview.data || reason.trim() === '' || (amended && !isComplete(amendment))}
      wide
      onConfirm={confirm}
      onClose={onClose}
    >
      <DayField
        label={say('resources.milestones.move.dueOn')}
        value={dueOn}
        onChange={(day) => {
          command.forget();
          setDueOn(day);
        }}
        required
        autoFocus
        help={dueOn === dayOfInstant(milestone.dueAt) ? say('resources.milestones.move.nothingMoves') : undefined}
        error={errors.dueOn}
      />
      {stale && (
        <Alert severity="warning" role="alert">
          {say('resources.milestones.move.stale')}
        </Alert>
      )}
      {isWholeDay(dueOn) && <Loaded query={preview}>{(data) => <MovePreviewed preview={data} />}</Loaded>}
      {within.data && amended && (
        <>
          <Alert severity="warning" sx={{ my: 1 }}>
            {say('resources.milestones.move.amendment', {
              latest: day(within.data.latestDay),
              end: day(within.data.endsOn),
            })}
          </Alert>
          <AmendmentFields
            value={amendment}
            onChange={setAmendment}
            errors={errors}
            earliestEnd={within.data.latestDay}
            prefix="amendment."
          />
        </>
      )}
      <LongText
        label={say('resources.milestones.move.reason')}
        help={say('resources.milestones.move.reasonHelp')}
        value={reason}
        onChange={setReason}
        required
        error={errors.reason}
      />
    </CommandDialog>
  );
}
