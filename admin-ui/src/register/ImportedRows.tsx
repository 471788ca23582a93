import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { type ReactNode, useState } from 'react';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';

/** Rows shown at once; a file may hold thousands. */
const STEP = 50;

/** A row of a file, of whatever list. */
export interface ReadRow {
  readonly row: number;
  readonly name: string;
  readonly birthDate: string | null;
  readonly reasons: readonly { readonly column: string | null; readonly text: string }[];
}

function Reasons({ row }: { row: ReadRow }) {
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

function Row({ row, children }: { row: ReadRow; children: ReactNode }) {
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

interface ImportedRowsProps<R extends ReadRow> {
  /** Names an outcome and how many rows have it. */
  readonly title: string;
  readonly help: string;
  readonly rows: readonly R[];
  /** Below each row, e.g. what is decided for it. */
  readonly children?: (row: R) => ReactNode;
  readonly actions?: ReactNode;
}

/** The rows of one outcome, with how many they are and what it means. */
export function ImportedRows<R extends ReadRow>({ title, help, rows, children, actions }: ImportedRowsProps<R>) {
  const { count } = useWords();
  const [shown, setShown] = useState(STEP);
  const more = Math.min(STEP, rows.length - shown);
  return (
    <Section title={title} help={help} actions={actions}>
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
