import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { Person, Project } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { mergedRecord } from './mergedRecord.ts';
import { valuesOf } from './personValues.ts';
import { useShownField } from './useShownField.ts';

interface MergePreviewProps {
  readonly project: Project;
  readonly stays: Person;
  readonly goes: Person;
}

/** Field by field: what the one record holds, what the other does, and what will stand after they are united. */
export function MergePreview({ project, stays, goes }: MergePreviewProps) {
  const { say } = useWords();
  const shown = useShownField(project);
  const keys = project.participants.fields.map(({ key }) => key);
  const [kept, other] = [valuesOf(stays, keys), valuesOf(goes, keys)];
  const merged = mergedRecord(kept, other);
  const fields = Object.keys(merged).filter((field) => field !== 'organisationId');
  return (
    <Box sx={{ overflowX: 'auto', my: 1 }} tabIndex={0} role="region" aria-label={say('resources.persons.merge.after')}>
      <Table size="small" sx={{ '& td, & th': { px: 0.75 } }}>
        <TableHead>
          <TableRow>
            <TableCell>{say('resources.persons.merge.field')}</TableCell>
            <TableCell>{say('resources.persons.merge.here')}</TableCell>
            <TableCell>{say('resources.persons.merge.there')}</TableCell>
            <TableCell sx={{ fontWeight: 650 }}>{say('resources.persons.merge.after')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {fields.map((field) => {
            const { label, value } = shown(field);
            return (
              <TableRow key={field}>
                <TableCell component="th" scope="row">
                  {label}
                </TableCell>
                {[kept, other].map((side, index) => (
                  <TableCell
                    key={index === 0 ? 'here' : 'there'}
                    sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}
                  >
                    {value(side[field] ?? '')}
                  </TableCell>
                ))}
                <TableCell sx={{ fontWeight: 650, overflowWrap: 'anywhere' }}>{value(merged[field] ?? '')}</TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </Box>
  );
}
