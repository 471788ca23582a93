import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { type ReactNode, useState } from 'react';
import type { ImportedRow } from '../api/types.ts';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';

/** Rows shown at once; a file may hold thousands. */
const STEP = 50;

function Reasons({ row }: { row: ImportedRow }) {
  const { say } = useWords();
  if (row.reasons.length === 0) return null;
  return (
    <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
      {row.reasons.map(({ column, text }) => (
        <li key={`${column} ${text}`}>{column === null ? text : say('register.import.reason', { column, text })}</li>
      ))}
    </Box>
  );
}

function Row({ row, children }: { row: ImportedRow; children: ReactNode }) {
  const { say, day } = useWords();
  const notes = [
    say('register.import.row', { row: row.row }),
    ...(row.birthDate === null ? [] : [say('resources.persons.born', { day: day(row.birthDate) })]),
  ];
  return (
    <Box
      component="li"
      sx={{
        py: 1,
        borderTop: 1,
        borderColor: 'divider',
        overflowWrap: 'anywhere',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box component="span" sx={{ fontWeight: 600 }}>
        {row.name || say('register.import.noName')}
      </Box>{' '}
      <Box component="span" sx={{ typography: 'body2', color: 'text.secondary' }}>
        {notes.join(' · ')}
      </Box>
      <Reasons row={row} />
      <div>{children}</div>
    </Box>
  );
}

interface ImportedRowsProps {
  readonly outcome: ImportedRow['outcome'];
  readonly rows: readonly ImportedRow[];
  /** Below each row, e.g. what is decided for it. */
  readonly children?: (row: ImportedRow) => ReactNode;
  readonly actions?: ReactNode;
}

/** The rows of one outcome, with how many they are and what it means. */
export function ImportedRows({ outcome, rows, children, actions }: ImportedRowsProps) {
  const { say, count } = useWords();
  const [shown, setShown] = useState(STEP);
  const more = Math.min(STEP, rows.length - shown);
  return (
    <Section
      title={count(`register.import.outcome.${outcome}.title`, rows.length)}
      help={say(`register.import.outcome.${outcome}.means`)}
      actions={actions}
    >
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {rows.slice(0, shown).map((row) => (
          <Row key={row.row} row={row}>
            {children?.(row)}
          </Row>
        ))}
      </Box>
      {more > 0 && (
        <Button onClick={() => setShown(shown + STEP)}>
          {count('register.import.more', more, { left: rows.length - shown })}
        </Button>
      )}
    </Section>
  );
}
