import Add from '@mui/icons-material/Add';
import CheckCircle from '@mui/icons-material/CheckCircle';
import RadioButtonUnchecked from '@mui/icons-material/RadioButtonUnchecked';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import useMediaQuery from '@mui/material/useMediaQuery';
import { type ReactNode, useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import type { Milestone, OutreachRow, Requirement } from '../api/types.ts';
import { Facts } from '../look/Facts.tsx';
import { useWords } from '../look/useWords.ts';
import { MessageMark } from '../messages/MessageMark.tsx';
import { outreachRowId } from '../milestones/missingPlace.ts';
import { RecordDialog } from './RecordDialog.tsx';

interface Missing {
  readonly requirement: Requirement;
  readonly organisation: OutreachRow['organisation'];
}

interface CellProps {
  readonly row: OutreachRow;
}

function Name({ row: { organisation } }: CellProps) {
  return (
    <Link
      id={outreachRowId(organisation.id)}
      component={RouterLink}
      to={`/organisations/${organisation.id}/show`}
      sx={{ overflowWrap: 'anywhere' }}
    >
      {organisation.name}
    </Link>
  );
}

/** The latest message that Jalon sent: whether it left, and when. */
function Message({ row: { message } }: CellProps) {
  const { say, due } = useWords();
  if (message === null) return <>{say('outreach.noMessage')}</>;
  const { id, state, sentAt } = message;
  return (
    <>
      <MessageMark state={state} />{' '}
      <Link component={RouterLink} to={`/messages/${id}/show`} sx={{ whiteSpace: 'nowrap' }}>
        {sentAt === null ? say('outreach.notYet') : due(sentAt)}
      </Link>
    </>
  );
}

/** A sign and words: never the sign alone. */
function Sign({ good, children }: { good: boolean; children: ReactNode }) {
  const Icon = good ? CheckCircle : RadioButtonUnchecked;
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}>
      <Icon aria-hidden fontSize="small" color={good ? 'success' : 'disabled'} />
      <span>{children}</span>
    </Box>
  );
}

interface DocumentsProps extends CellProps {
  readonly requirement: Requirement;
  /** Null where nothing can be added. */
  readonly onAdd: ((missing: Missing) => void) | null;
}

/** R5: the documents of one kind that this organisation has, or that one is missing, and the way to add one. */
function Documents({ row, requirement, onAdd }: DocumentsProps) {
  const { say, count, local } = useWords();
  const { organisation, evidence } = row;
  const have = evidence[requirement.key] ?? 0;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
      <Sign good={have >= requirement.min}>{have === 0 ? say('outreach.lacks') : count('outreach.has', have)}</Sign>
      {onAdd && requirement.accepts.includes('file') && (
        <Button
          size="small"
          startIcon={<Add />}
          aria-label={say('outreach.addTo', { requirement: local(requirement.title), organisation: organisation.name })}
          onClick={() => onAdd({ requirement, organisation })}
        >
          {say('outreach.add')}
        </Button>
      )}
    </Box>
  );
}

function Informed({ row }: CellProps) {
  const { say } = useWords();
  return <Sign good={row.informed}>{say(row.informed ? 'outreach.yes' : 'outreach.no')}</Sign>;
}

interface RowsProps {
  readonly rows: readonly OutreachRow[];
  readonly requirements: readonly Requirement[];
  readonly onAdd: DocumentsProps['onAdd'];
}

function WideTable({ rows, requirements, onAdd }: RowsProps) {
  const { say, local } = useWords();
  return (
    <Table size="small" sx={{ '& td, & th': { px: 0.5, verticalAlign: 'top' } }}>
      <TableHead>
        <TableRow>
          <TableCell>{say('outreach.organisation')}</TableCell>
          <TableCell>{say('outreach.message')}</TableCell>
          {requirements.map(({ key, title }) => (
            <TableCell key={key}>{local(title)}</TableCell>
          ))}
          <TableCell>{say('outreach.state')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.organisation.id}>
            <TableCell component="th" scope="row">
              <Name row={row} />
            </TableCell>
            <TableCell>
              <Message row={row} />
            </TableCell>
            {requirements.map((requirement) => (
              <TableCell key={requirement.key}>
                <Documents row={row} requirement={requirement} onAdd={onAdd} />
              </TableCell>
            ))}
            <TableCell>
              <Informed row={row} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Cards({ rows, requirements, onAdd }: RowsProps) {
  const { say, local } = useWords();
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {rows.map((row) => (
        <Box
          component="li"
          key={row.organisation.id}
          sx={{ py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}
        >
          <Box sx={{ fontWeight: 600 }}>
            <Name row={row} />
          </Box>
          <Facts
            facts={[
              { name: say('outreach.message'), value: <Message row={row} /> },
              ...requirements.map((requirement) => ({
                name: local(requirement.title),
                value: <Documents row={row} requirement={requirement} onAdd={onAdd} />,
              })),
              { name: say('outreach.state'), value: <Informed row={row} /> },
            ]}
          />
        </Box>
      ))}
    </Box>
  );
}

/** R5: each organisation with its message and documents: a table where there is room, cards where there is not. */
export function OutreachRows({ milestone, rows }: { milestone: Milestone; rows: readonly OutreachRow[] }) {
  const [adding, setAdding] = useState<Missing | null>(null);
  const narrow = useMediaQuery('(max-width:1099px)');
  const Layout = narrow ? Cards : WideTable;
  return (
    <>
      <Layout
        rows={rows}
        requirements={milestone.requirements.filter(({ per }) => per === 'organisation')}
        onAdd={milestone.allowed.includes('evidence') ? setAdding : null}
      />
      {adding && <RecordDialog milestoneId={milestone.id} {...adding} onClose={() => setAdding(null)} />}
    </>
  );
}
