import CheckCircle from '@mui/icons-material/CheckCircle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import { recordQuantity } from '../api/commands.ts';
import { NO_ANSWER } from '../api/problem.ts';
import type { Milestone, Quantity } from '../api/types.ts';
import { useCommand } from '../api/useCommand.ts';
import { useWhole } from '../api/useWhole.ts';
import { IndicatorFigure } from '../indicators/IndicatorFigure.tsx';
import { ProblemNotice } from '../look/ProblemNotice.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';

const LARGEST = 1_000_000_000;

function RecordForm({ milestoneId, quantity }: { milestoneId: string; quantity: Quantity }) {
  const { say, local } = useWords();
  const { run, busy, problem } = useCommand();
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed ?? quantity.actual?.toString() ?? '';
  const actual = /^\d{1,10}$/.test(value) ? Number(value) : null;
  const fits = actual !== null && actual <= LARGEST;
  const changed = fits && actual !== quantity.actual;
  const wrong = value !== '' && !fits ? say('resources.milestones.quantities.wrong') : problem?.errors?.actual;
  async function record() {
    if (!changed) return;
    if (await run(recordQuantity(milestoneId, { key: quantity.key, actual }))) setTyped(null);
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void record();
      }}
    >
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
        <TextField
          label={say('resources.milestones.quantities.actual')}
          value={value}
          onChange={(event) => setTyped(event.target.value)}
          error={wrong !== undefined}
          helperText={wrong}
          sx={{ maxWidth: 200 }}
          slotProps={{
            htmlInput: {
              inputMode: 'numeric',
              maxLength: 10,
              'aria-label': say('resources.milestones.quantities.actualOf', { title: local(quantity.title) }),
            },
          }}
        />
        <Button type="submit" variant="outlined" loading={busy} disabled={!changed} sx={{ mt: 1, minHeight: 40 }}>
          {say('resources.milestones.quantities.record')}
        </Button>
      </Box>
      {/* A lost answer that turns out to have been a yes needs no words any more. */}
      {problem && (changed || problem.status !== NO_ANSWER) && <ProblemNotice problem={problem} />}
    </form>
  );
}

interface ReachedProps {
  readonly milestone: Milestone;
  readonly quantity: Quantity;
  readonly actual: number;
}

/** What Jalon counts of runs and persons, which have lists of their own. */
const LISTED: readonly string[] = ['runs', 'participants', 'target-group', 'attendees'];

/** R25: what Jalon counted leads to what it counted. */
function Reached({ milestone, quantity, actual }: ReachedProps) {
  const { say } = useWords();
  const { target, counts } = quantity;
  const { data: project } = useWhole('projects', milestone.projectId);
  const withoutList = counts === null || !LISTED.includes(counts);
  if (withoutList || !project) {
    return <>{say('resources.milestones.quantities.reached', { actual, target })}</>;
  }
  return (
    <span>
      <IndicatorFigure project={project} indicator={{ ...quantity, milestone }} actual={actual} />{' '}
      {say('indicators.of', { target })}
    </span>
  );
}

function Item({ milestone, quantity }: { milestone: Milestone; quantity: Quantity }) {
  const { say, count, local } = useWords();
  const { title, target, actual, counts, attendances } = quantity;
  return (
    <Box component="li" sx={{ py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
      <Box sx={{ fontWeight: 600 }}>{local(title)}</Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
        {actual === null ? (
          say('resources.milestones.quantities.notYet', { target })
        ) : (
          <Reached milestone={milestone} quantity={quantity} actual={actual} />
        )}
        {actual !== null && actual >= target && (
          <>
            <CheckCircle aria-hidden fontSize="small" color="success" />
            {say('resources.milestones.quantities.enough')}
          </>
        )}
      </Box>
      {attendances !== null && <div>{count('indicators.attendances', attendances)}</div>}
      {counts !== null && (
        <Typography variant="body2" color="textSecondary">
          {say(`resources.milestones.quantities.counted.${counts}`)}
        </Typography>
      )}
      {counts === null && milestone.allowed.includes('evidence') && (
        <RecordForm milestoneId={milestone.id} quantity={quantity} />
      )}
    </Box>
  );
}

/** The figures that the plan asks for, and what was reached. */
export function QuantitiesSection({ milestone }: { milestone: Milestone }) {
  const { say } = useWords();
  return (
    <Section
      title={say('resources.milestones.quantities.title')}
      actions={
        <Link component={RouterLink} to={`/projects/${milestone.projectId}/indicators`}>
          {say('resources.milestones.quantities.all')}
        </Link>
      }
    >
      {milestone.quantities.length === 0 ? (
        say('resources.milestones.quantities.none')
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {milestone.quantities.map((quantity) => (
            <Item key={quantity.key} milestone={milestone} quantity={quantity} />
          ))}
        </Box>
      )}
    </Section>
  );
}
