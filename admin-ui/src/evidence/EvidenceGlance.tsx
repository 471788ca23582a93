import CheckCircle from '@mui/icons-material/CheckCircle';
import RadioButtonUnchecked from '@mui/icons-material/RadioButtonUnchecked';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import { useWords } from '../look/useWords.ts';
import type { GlanceRow, PartRow } from './glance.ts';

/** Where there is little room, what a line says last stands under its name. */
const useNarrow = (): boolean => useMediaQuery('(max-width:599px)');

/** Complete or not, as a sign and a word. */
function State({ complete, text }: { complete: boolean; text: string }) {
  const Icon = complete ? CheckCircle : RadioButtonUnchecked;
  return (
    <Box component="span" sx={{ display: 'flex', gap: 0.5, alignItems: 'flex-start' }}>
      <Icon aria-hidden fontSize="small" color={complete ? 'success' : 'warning'} />
      <span>{text}</span>
    </Box>
  );
}

const compact = {
  '& td, & th': { px: { xs: 0.5, sm: 0.75 }, verticalAlign: 'top' },
  '& thead th': { fontWeight: 650 },
  '& tbody th': { overflowWrap: 'anywhere', width: { sm: '45%' } },
  '& td': { fontVariantNumeric: 'tabular-nums' },
} as const;

interface GlanceTableProps {
  readonly title: string;
  readonly first: string;
  readonly last: string;
  readonly children: ReactNode;
}

function GlanceTable({ title, first, last, children }: GlanceTableProps) {
  const { say } = useWords();
  const narrow = useNarrow();
  return (
    <Table size="small" aria-label={title} sx={{ ...compact, '& + &': { mt: 2 } }}>
      <TableHead>
        <TableRow>
          <TableCell>{first}</TableCell>
          <TableCell align="right">{say('resources.evidence.glance.asked')}</TableCell>
          <TableCell align="right">{say('resources.evidence.glance.received')}</TableCell>
          {!narrow && <TableCell>{last}</TableCell>}
        </TableRow>
      </TableHead>
      <TableBody>{children}</TableBody>
    </Table>
  );
}

interface LineProps {
  readonly name: ReactNode;
  readonly asked: number | null;
  readonly received: number;
  readonly complete: boolean;
  readonly text: string;
}

function Line({ name, asked, received, complete, text }: LineProps) {
  const narrow = useNarrow();
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {name}
        {narrow && <State complete={complete} text={text} />}
      </TableCell>
      <TableCell align="right">{asked ?? '–'}</TableCell>
      <TableCell align="right">{received}</TableCell>
      {!narrow && (
        <TableCell>
          <State complete={complete} text={text} />
        </TableCell>
      )}
    </TableRow>
  );
}

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
  const inWords = ({ complete, lacking }: GlanceRow): string => {
    if (complete) return say('resources.evidence.enough');
    return lacking > 0 ? count('resources.evidence.glance.lacking', lacking) : say('resources.evidence.lacking');
  };
  return (
    <GlanceTable
      title={say('resources.evidence.glance.title')}
      first={say('resources.evidence.glance.requirement')}
      last={say('resources.evidence.glance.state')}
    >
      {rows.map((row) => {
        const each = eachOf(row);
        return (
          <Line
            key={row.key}
            name={
              <>
                <Link
                  component="button"
                  type="button"
                  onClick={() => onGoTo(row.key)}
                  sx={{ textAlign: 'left', font: 'inherit' }}
                >
                  {local(row.title)}
                </Link>
                {each && <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{each}</Box>}
              </>
            }
            asked={row.asked}
            received={row.received}
            complete={row.complete}
            text={inWords(row)}
          />
        );
      })}
    </GlanceTable>
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
  const inWords = ({ missing }: PartRow): string => {
    if (missing.length === 0) return say('resources.evidence.enough');
    const titles = missing.map(({ title: what, lacking }) =>
      lacking > 1 ? `${local(what)} (${lacking})` : local(what),
    );
    return say('resources.evidence.glance.missing', { what: titles.join(', ') });
  };
  return (
    <GlanceTable title={title} first={first} last={say('resources.evidence.glance.state')}>
      {rows.map((row) => {
        const { id, name, asked, received, missing } = row;
        const path = pathOf(id);
        return (
          <Line
            key={id}
            name={
              path === null ? (
                name
              ) : (
                <Link component={RouterLink} to={path}>
                  {name}
                </Link>
              )
            }
            asked={asked}
            received={received}
            complete={missing.length === 0}
            text={inWords(row)}
          />
        );
      })}
    </GlanceTable>
  );
}
