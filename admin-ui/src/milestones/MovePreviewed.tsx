import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import type { MovePreview } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';

function Moves({ moves }: Pick<MovePreview, 'moves'>) {
  const { say, local, due } = useWords();
  return (
    <Table size="small" aria-label={say('resources.milestones.move.moves')}>
      <TableHead>
        <TableRow>
          <TableCell>{say('resources.milestones.move.milestone')}</TableCell>
          <TableCell>{say('resources.milestones.move.from')}</TableCell>
          <TableCell>{say('resources.milestones.move.to')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {moves.map(({ milestoneId, key, title, from, to }) => (
          <TableRow key={milestoneId}>
            <TableCell component="th" scope="row">
              {key} · {local(title)}
            </TableCell>
            <TableCell>{due(from)}</TableCell>
            <TableCell>{due(to)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Reasons({ title, severity, reasons }: { title: string; severity: 'info' | 'warning'; reasons: string[] }) {
  if (reasons.length === 0) return null;
  return (
    <Alert severity={severity} sx={{ my: 1 }}>
      {title}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </Box>
    </Alert>
  );
}

/** What would move, what stays where it is and why, and which days are no working days. */
export function MovePreviewed({ preview }: { preview: MovePreview }) {
  const { say, count } = useWords();
  const { moves, conflicts, warnings } = preview;
  return (
    <Box role="region" aria-live="polite" aria-label={say('resources.milestones.move.moves')} sx={{ my: 1 }}>
      {moves.length === 0 ? (
        <Typography>{say('resources.milestones.move.nothingMoves')}</Typography>
      ) : (
        <>
          <Typography sx={{ fontWeight: 600 }}>
            {count('resources.milestones.move.movesCount', moves.length)}
          </Typography>
          <Box sx={{ overflowX: 'auto' }}>
            <Moves moves={moves} />
          </Box>
        </>
      )}
      <Reasons severity="info" title={say('resources.milestones.move.warnings')} reasons={warnings} />
      <Reasons
        severity="warning"
        title={say('resources.milestones.move.conflicts')}
        reasons={conflicts.map(({ text }) => text)}
      />
    </Box>
  );
}
