import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useGetList } from 'react-admin';
import type { Evidence } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { documentsOf } from './documents.ts';

/** What of the choice is sent. */
export const proofOf = (evidenceId: string): { evidenceId?: string } => (evidenceId === '' ? {} : { evidenceId });

interface EvidenceFieldProps {
  readonly milestoneId: string;
  /** Id of the piece, or empty. */
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly error?: string | undefined;
}

/**
 * Chooses one of the milestone's files as the proof of what is entered. Files are given at the milestone, in a tab of
 * its own: what was typed here stays, and the list follows by itself.
 */
export function EvidenceField({ milestoneId, value, onChange, error }: EvidenceFieldProps) {
  const { say } = useWords();
  const { data = [] } = useGetList<Evidence>('evidence', {
    filter: { milestoneId, withdrawn: false },
    sort: { field: 'addedAt', order: 'DESC' },
    pagination: { page: 1, perPage: 100 },
  });
  const standing = documentsOf(data).documents.flatMap(({ files }) => files.map(({ piece }) => piece));
  const toMilestone = (
    <Link href={`#/milestones/${milestoneId}/show`} target="_blank" rel="noreferrer">
      {say('resources.evidence.choose.add')}
    </Link>
  );
  return (
    <TextField
      select
      label={say('resources.evidence.choose.label')}
      // What was withdrawn meanwhile is chosen no more.
      value={standing.some(({ id }) => id === value) ? value : ''}
      onChange={(event) => onChange(event.target.value)}
      error={error !== undefined}
      helperText={
        error ?? (
          <>
            {say(`resources.evidence.choose.${standing.length === 0 ? 'none' : 'help'}`)} {toMilestone}
          </>
        )
      }
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
    >
      <MenuItem value="">{say('resources.evidence.choose.without')}</MenuItem>
      {standing.map(({ id, name }) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}
