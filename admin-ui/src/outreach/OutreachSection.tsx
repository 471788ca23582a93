import Mail from '@mui/icons-material/MailOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import { get } from '../api/http.ts';
import type { Milestone, Outreach } from '../api/types.ts';
import { useMe } from '../auth/useMe.ts';
import { EmptyState } from '../look/EmptyState.tsx';
import { Loaded } from '../look/Loaded.tsx';
import { Section } from '../look/Section.tsx';
import { useWords } from '../look/useWords.ts';
import { registersOf } from '../register/access.ts';
import { OutreachDialog } from './OutreachDialog.tsx';
import { OutreachRows } from './OutreachRows.tsx';

/** R5: how many were informed, of how many the plan asks for. */
function Informed({ outreach: { informed, target } }: { outreach: Outreach }) {
  const { count } = useWords();
  return (
    <Typography sx={{ fontWeight: 650, mb: 1 }}>
      {target === null ? count('outreach.informed', informed) : count('outreach.informedOf', target, { informed })}
    </Typography>
  );
}

/** R5 asks for distinct organisations; whether these are, only the staff can tell. */
function Doubts({ outreach: { doubtful } }: { outreach: Outreach }) {
  const { say } = useWords();
  return doubtful.map(({ reason, organisations }) => (
    <Alert
      key={`${reason} ${organisations.map(({ id }) => id).join()}`}
      severity="warning"
      sx={{ mb: 1, overflowWrap: 'anywhere' }}
    >
      {say(`outreach.doubt.${reason}`, { names: organisations.map(({ name }) => name).join(', ') })}
    </Alert>
  ));
}

function Table({ milestone, outreach }: { milestone: Milestone; outreach: Outreach }) {
  const { say } = useWords();
  if (outreach.rows.length === 0) {
    return (
      <EmptyState title={say('outreach.nobody')} help={say('outreach.nobodyHelp')}>
        <Button component={RouterLink} to={`/projects/${milestone.projectId}/organisations`} variant="outlined">
          {say('outreach.toOrganisations')}
        </Button>
      </EmptyState>
    );
  }
  return (
    <>
      <Informed outreach={outreach} />
      <Doubts outreach={outreach} />
      <OutreachRows milestone={milestone} rows={outreach.rows} />
    </>
  );
}

function Opened({ milestone }: { milestone: Milestone }) {
  const { say } = useWords();
  const [writing, setWriting] = useState(false);
  const query = useQuery({
    queryKey: ['outreach', milestone.id],
    queryFn: ({ signal }) => get<Outreach>(`milestones/${milestone.id}/outreach`, signal),
  });
  const rows = query.data?.rows ?? [];
  return (
    <Section
      title={say('outreach.title')}
      help={say('outreach.help')}
      actions={
        milestone.allowed.includes('evidence') &&
        rows.length > 0 && (
          <Button variant="contained" startIcon={<Mail />} onClick={() => setWriting(true)}>
            {say('outreach.write.action')}
          </Button>
        )
      }
    >
      <Box sx={{ minWidth: 0 }}>
        <Loaded query={query}>{(outreach) => <Table milestone={milestone} outreach={outreach} />}</Loaded>
      </Box>
      {writing && <OutreachDialog milestone={milestone} rows={rows} onClose={() => setWriting(false)} />}
    </Section>
  );
}

/** R5: on the page of an outreach milestone, which organisations were informed and what is missing of each. */
export function OutreachSection({ milestone }: { milestone: Milestone }) {
  const me = useMe();
  const reads = me !== undefined && registersOf(me).includes(milestone.projectId);
  if (milestone.kind !== 'outreach' || !reads) return null;
  return <Opened milestone={milestone} />;
}
