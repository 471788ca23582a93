import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import { useState } from 'react';
import { mergeProposals } from '../api/commands.ts';
import { Loaded } from '../look/Loaded.tsx';
import { LongText } from '../look/LongText.tsx';
import { useWords } from '../look/useWords.ts';
import { ProposalDialog, type ProposalDialogProps } from './ProposalDialog.tsx';
import { isWritten, TextFields } from './TextFields.tsx';
import { useProposalsOf } from './useProposalsOf.ts';

function Others({
  milestoneId,
  except,
  chosen,
  onChange,
  error,
}: {
  milestoneId: string;
  except: string;
  chosen: readonly string[];
  onChange: (ids: readonly string[]) => void;
  error: string | undefined;
}) {
  const { say } = useWords();
  const query = useProposalsOf(milestoneId, 'submitted');
  return (
    <FormControl component="fieldset" error={error !== undefined} sx={{ mb: 1 }}>
      <FormLabel component="legend">{say('resources.proposals.merge.others')}</FormLabel>
      <Loaded query={query}>
        {(found) => {
          const others = found.filter(({ id }) => id !== except);
          return (
            <FormGroup>
              {others.map(({ id, number, title }) => (
                <FormControlLabel
                  key={id}
                  control={
                    <Checkbox
                      checked={chosen.includes(id)}
                      onChange={(_, checked) =>
                        onChange(checked ? [...chosen, id] : chosen.filter((each) => each !== id))
                      }
                    />
                  }
                  label={`${number}. ${title}`}
                />
              ))}
              {others.length === 0 && <FormHelperText>{say('resources.proposals.merge.none')}</FormHelperText>}
            </FormGroup>
          );
        }}
      </Loaded>
      {error !== undefined && <FormHelperText>{error}</FormHelperText>}
    </FormControl>
  );
}

/** Others go into this proposal, whose text may be worded for all of them. */
export function MergeDialog({ proposal, onClose }: ProposalDialogProps) {
  const { say } = useWords();
  const [ids, setIds] = useState<readonly string[]>([]);
  const [text, setText] = useState({ title: proposal.title, summary: proposal.summary });
  const [reason, setReason] = useState('');
  return (
    <ProposalDialog
      proposal={proposal}
      verb="merge"
      title={say('resources.proposals.merge.title', { number: proposal.number })}
      confirm={say('resources.proposals.merge.confirm')}
      incomplete={ids.length === 0 || !isWritten(text)}
      command={(version) => mergeProposals(proposal.id, { version, ids: [...ids], ...text, reason })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Others
            milestoneId={proposal.milestone.id}
            except={proposal.id}
            chosen={ids}
            onChange={setIds}
            error={errors.ids}
          />
          <TextFields value={text} onChange={setText} errors={errors} />
          <LongText
            label={say('resources.proposals.fields.reason')}
            value={reason}
            onChange={setReason}
            maxLength={4000}
            error={errors.reason}
          />
        </>
      )}
    </ProposalDialog>
  );
}
