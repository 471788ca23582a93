import SavingsOutlined from '@mui/icons-material/SavingsOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { FundRow, Milestone } from '../api/types.ts';
import { Loaded } from '../look/Loaded.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { fundPath } from '../matches/matchPaths.ts';
import { FoundDialog } from './FoundDialog.tsx';

function Found({ milestone }: { milestone: Milestone }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Typography sx={{ mb: 1.5 }}>{say('resources.funds.found.help')}</Typography>
      {milestone.allowed.includes('evidence') ? (
        <Button variant="contained" startIcon={<SavingsOutlined />} onClick={() => setOpen(true)}>
          {say('resources.funds.found.action')}
        </Button>
      ) : (
        <Typography color="textSecondary">{say('resources.funds.found.notYours')}</Typography>
      )}
      {open && <FoundDialog milestoneId={milestone.id} onClose={() => setOpen(false)} />}
    </>
  );
}

function Line({ fund: { id, name, document, foundedOn, balance } }: { fund: FundRow }) {
  const { say, local, day, lei } = useWords();
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between' }}>
        <Link component={RouterLink} to={fundPath(id)} sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          {local(name)}
        </Link>
        <span>{say('resources.funds.balanceIs', { balance: lei(balance) })}</span>
      </Box>
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        {say('resources.funds.foundedBy', { document, day: day(foundedOn) })}
      </Box>
    </>
  );
}

/** The fund of a milestone, on its page (R23). */
export function FundSection({ milestone }: { milestone: Milestone }) {
  const { say } = useWords();
  const query = useGetList<FundRow>(
    'funds',
    {
      filter: { milestoneId: milestone.id },
      sort: { field: 'createdAt', order: 'DESC' },
      pagination: { page: 1, perPage: 10 },
    },
    { enabled: milestone.kind === 'fund' },
  );
  if (milestone.kind !== 'fund') return null;
  return (
    <Section title={say('resources.funds.name', { smart_count: 1 })}>
      <Loaded query={query}>
        {(funds) =>
          funds.length === 0 ? <Found milestone={milestone} /> : funds.map((fund) => <Line key={fund.id} fund={fund} />)
        }
      </Loaded>
    </Section>
  );
}
