import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { Person, Project } from '../api/types.ts';
import { Facts } from '../look/Facts.tsx';
import { useWords } from '../look/useWords.ts';
import { mergedRecord } from './mergedRecord.ts';
import { valuesOf } from './personValues.ts';
import { useShownField } from './useShownField.ts';

interface MergedField {
  readonly name: string;
  readonly label: string;
  /** What the record that stays holds, what the other does, and what will stand after. */
  readonly stays: string;
  readonly goes: string;
  readonly after: string;
}

/** Where there is little room: what will stand, and what the other record holds where that gets lost. */
function Narrow({ fields }: { fields: readonly MergedField[] }) {
  const { say } = useWords();
  return (
    <Facts
      stacked
      facts={fields.map(({ label, goes, after }) => ({
        name: label,
        value: (
          <>
            <Box component="span" sx={{ fontWeight: 650 }}>
              {after}
            </Box>
            {goes !== after && (
              <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
                {say('resources.persons.merge.other', { value: goes })}
              </Box>
            )}
          </>
        ),
      }))}
    />
  );
}

function Wide({ fields }: { fields: readonly MergedField[] }) {
  const { say } = useWords();
  const before = { color: 'text.secondary', overflowWrap: 'anywhere' };
  return (
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
        {fields.map(({ name, label, stays, goes, after }) => (
          <TableRow key={name}>
            <TableCell component="th" scope="row">
              {label}
            </TableCell>
            <TableCell sx={before}>{stays}</TableCell>
            <TableCell sx={before}>{goes}</TableCell>
            <TableCell sx={{ fontWeight: 650, overflowWrap: 'anywhere' }}>{after}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

interface MergePreviewProps {
  readonly project: Project;
  readonly stays: Person;
  readonly goes: Person;
}

/** Field by field, what will stand after two records are united. */
export function MergePreview({ project, stays, goes }: MergePreviewProps) {
  const { say } = useWords();
  const shown = useShownField(project);
  const narrow = useMediaQuery('(max-width:599px)');
  const keys = project.participants.fields.map(({ key }) => key);
  const [kept, other] = [valuesOf(stays, keys), valuesOf(goes, keys)];
  const fields = Object.entries(mergedRecord(kept, other))
    .filter(([name]) => name !== 'organisationId')
    .map(([name, after]): MergedField => {
      const { label, value } = shown(name);
      return { name, label, stays: value(kept[name] ?? ''), goes: value(other[name] ?? ''), after: value(after ?? '') };
    });
  return (
    <Box component="section" aria-label={say('resources.persons.merge.after')} sx={{ my: 1 }}>
      {narrow ? <Narrow fields={fields} /> : <Wide fields={fields} />}
    </Box>
  );
}
