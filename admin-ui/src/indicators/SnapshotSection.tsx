import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { Indicators } from '../api/types.ts';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { type Change, changesSince, signed } from './figures.ts';

function useChangeWords(): (change: Change) => string {
  const { say } = useWords();
  return ({ what, submitted, today }) =>
    say(`indicators.snapshot.change.${what}`, { difference: signed((today ?? 0) - (submitted ?? 0)) });
}

function Changes({ changes }: { changes: readonly Change[] }) {
  const { say, local } = useWords();
  const inWords = useChangeWords();
  return (
    <Table size="small" sx={{ '& td, & th': { px: 0.5 }, '& tbody th': { overflowWrap: 'anywhere' } }}>
      <TableHead>
        <TableRow>
          <TableCell>{say('indicators.snapshot.indicator')}</TableCell>
          <TableCell align="right">{say('indicators.snapshot.submitted')}</TableCell>
          <TableCell align="right">{say('indicators.snapshot.today')}</TableCell>
          <TableCell>{say('indicators.snapshot.change.name')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {changes.map((change) => {
          const { indicator, submitted, today, what } = change;
          return (
            <TableRow key={`${indicator.milestone.key} ${indicator.key}`}>
              <TableCell component="th" scope="row">
                {indicator.milestone.key} · {local(indicator.title)}
              </TableCell>
              <TableCell align="right">{submitted ?? say('app.none')}</TableCell>
              <TableCell align="right">{today ?? say('app.none')}</TableCell>
              <TableCell sx={{ fontWeight: what === 'same' ? 400 : 650 }}>{inWords(change)}</TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

interface SnapshotSectionProps {
  readonly snapshot: NonNullable<Indicators['snapshot']>;
  readonly today: Indicators['indicators'];
}

/** R28: the indicators as they stood when the final report was submitted, beside those of today. */
export function SnapshotSection({ snapshot, today }: SnapshotSectionProps) {
  const { say, count, moment } = useWords();
  const [all, setAll] = useState(false);
  const changes = changesSince(snapshot.indicators, today);
  const changed = changes.filter(({ what }) => what !== 'same');
  return (
    <Section
      title={say('indicators.snapshot.title')}
      help={say('indicators.snapshot.help', { moment: moment(snapshot.madeAt) })}
    >
      <Typography sx={{ fontWeight: 650 }}>
        {changed.length === 0 ? say('indicators.snapshot.same') : count('indicators.snapshot.changed', changed.length)}
      </Typography>
      <Box sx={{ mt: 1 }}>
        {(all || changed.length > 0) && <Changes changes={all ? changes : changed} />}
        {!all && changed.length < changes.length && (
          <Button size="small" onClick={() => setAll(true)}>
            {say('indicators.snapshot.all')}
          </Button>
        )}
      </Box>
    </Section>
  );
}
