import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { Project, RegisterSummary } from '../api/types.ts';
import { dayOfInstant } from '../format/day.ts';
import { useWords } from '../look/useWords.ts';
import { ExpireDialog } from './ExpireDialog.tsx';
import { mayExpire } from './retention.ts';

/** R28: until when the register is kept; from then on a manager can erase what it holds of persons. */
export function KeptUntil({ project, summary }: { project: Project; summary: RegisterSummary }) {
  const { say, day } = useWords();
  const [asking, setAsking] = useState(false);
  const kept = say('register.keptUntil', { day: day(summary.keptUntil) });
  if (!mayExpire(project, summary, dayOfInstant(new Date().toISOString()))) return <Typography>{kept}</Typography>;
  return (
    <Alert
      severity="warning"
      sx={{ mb: 1.5, flexWrap: { xs: 'wrap', sm: 'nowrap' } }}
      action={
        <Button color="inherit" onClick={() => setAsking(true)}>
          {say('register.expire.action')}
        </Button>
      }
    >
      {kept} {say('register.expire.over')}
      {asking && <ExpireDialog project={project} onClose={() => setAsking(false)} />}
    </Alert>
  );
}
