import CheckCircle from '@mui/icons-material/CheckCircle';
import RadioButtonUnchecked from '@mui/icons-material/RadioButtonUnchecked';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import { useWords } from '../look/useWords.ts';
import type { GlanceRow, PartRow } from './glance.ts';

/** Complete or not, as a sign and a word. */
function StateCell({ complete, text }: { complete: boolean; text: string }) {
  const Icon = complete ? CheckCircle : RadioButtonUnchecked;
  return (
    <TableCell>
      <Box sx={{ display: 'flex', gap: 0.5, flexDirection: { xs: 'column', sm: 'row' } }}>
        <Icon aria-hidden fontSize="small" color={complete ? 'success' : 'warning'} />
        {text}
      </Box>
    </TableCell>
  );
}

function Head({ first, last }: { first: string; last: string }) {
  const { say } = useWords();
  return (
    <TableHead>
      <TableRow>
        <TableCell>{first}</TableCell>
        <TableCell align="right">{say('resources.evidence.glance.asked')}</TableCell>
        <TableCell align="right">{say('resources.evidence.glance.received')}</TableCell>
        <TableCell>{last}</TableCell>
      </TableRow>
    </TableHead>
  );
}

const compact = {
  '& td, & th': { px: { xs: 0.25, sm: 0.75 }, verticalAlign: 'top' },
  '& thead th': { fontWeight: 650 },
  '& tbody th': { overflowWrap: 'anywhere', width: '45%' },
  '& td': { fontVariantNumeric: 'tabular-nums' },
} as const;

interface EvidenceGlanceProps {
  readonly rows: readonly GlanceRow[];
  /** For each what, where the plan asks for it for each: a word of the catalogue. */
  readonly eachOf: (row: GlanceRow) => string | null;
  /** Where the requirement is shown on this page. */
  readonly onGoTo: (key: string) => void;
}

/** Required and received, a line a requirement. */
export function EvidenceGlance({ rows, eachOf, onGoTo }: EvidenceGlanceProps) {
  const { say, count, local } = useWords();
  return (
    <Table size="small" aria-label={say('resources.evidence.glance.title')} sx={compact}>
      <Head first={say('resources.evidence.glance.requirement')} last={say('resources.evidence.glance.state')} />
      <TableBody>
        {rows.map((row) => {
          const { key, title, asked, received, lacking, complete } = row;
          const each = eachOf(row);
          return (
            <TableRow key={key}>
              <TableCell component="th" scope="row">
                <Link
                  component="button"
                  type="button"
                  onClick={() => onGoTo(key)}
                  sx={{ textAlign: 'left', font: 'inherit' }}
                >
                  {local(title)}
                </Link>
                {each && <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{each}</Box>}
              </TableCell>
              <TableCell align="right">{asked ?? '–'}</TableCell>
              <TableCell align="right">{received}</TableCell>
              <StateCell
                complete={complete}
                text={
                  complete
                    ? say('resources.evidence.enough')
                    : lacking > 0
                      ? count('resources.evidence.glance.lacking', lacking)
                      : say('resources.evidence.lacking')
                }
              />
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

interface PartsGlanceProps {
  readonly title: string;
  readonly first: string;
  readonly rows: readonly PartRow[];
  /** The page of one; null where there is none for this person. */
  readonly pathOf: (id: string) => string | null;
}

/** A line for each run or organisation, with what it lacks. */
export function PartsGlance({ title, first, rows, pathOf }: PartsGlanceProps) {
  const { say, local } = useWords();
  if (rows.length === 0) return null;
  const missingOf = ({ missing }: PartRow): ReactNode =>
    missing.map((item) => (item.lacking > 1 ? `${local(item.title)} (${item.lacking})` : local(item.title))).join(', ');
  return (
    <Table size="small" aria-label={title} sx={{ ...compact, mt: 2 }}>
      <Head first={first} last={say('resources.evidence.glance.missing')} />
      <TableBody>
        {rows.map((row) => {
          const { id, name, asked, received, missing } = row;
          const path = pathOf(id);
          return (
            <TableRow key={id}>
              <TableCell component="th" scope="row">
                {path === null ? (
                  name
                ) : (
                  <Link component={RouterLink} to={path}>
                    {name}
                  </Link>
                )}
              </TableCell>
              <TableCell align="right">{asked}</TableCell>
              <TableCell align="right">{received}</TableCell>
              {missing.length === 0 ? (
                <StateCell complete text={say('resources.evidence.enough')} />
              ) : (
                <TableCell>{missingOf(row)}</TableCell>
              )}
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
