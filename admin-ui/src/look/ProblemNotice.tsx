import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import type { ReactNode } from 'react';
import { problemName } from '../api/problem.ts';
import type { Problem } from '../api/types.ts';
import { SIGN_IN } from '../auth/authProvider.ts';
import { useWords } from './useWords.ts';

function Reasons({ title, reasons }: { title: string; reasons: readonly { key: string; text: string }[] }) {
  return (
    <Box sx={{ mt: 1 }}>
      {title}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {reasons.map(({ key, text }) => (
          <li key={`${key} ${text}`}>{text}</li>
        ))}
      </Box>
    </Box>
  );
}

/** A refusal in full words, where it happened: what, why, and what is missing or in the way. */
export function ProblemNotice({ problem, action }: { problem: Problem; action?: ReactNode }) {
  const { say } = useWords();
  const { title, detail, missing = [], conflicts = [], errors = {} } = problem;
  const fields = Object.entries(errors).map(([key, text]) => ({ key, text }));
  return (
    <Alert severity="error" role="alert" action={action} sx={{ my: 1, overflowWrap: 'anywhere' }}>
      {title !== detail && <AlertTitle>{title}</AlertTitle>}
      {detail}
      {missing.length > 0 && <Reasons title={say('app.problem.missing')} reasons={missing} />}
      {conflicts.length > 0 && <Reasons title={say('app.problem.conflicts')} reasons={conflicts} />}
      {fields.length > 0 && <Reasons title="" reasons={fields} />}
      {problemName(problem) === 'not-signed-in' && (
        <Box sx={{ mt: 1 }}>
          {say('app.problem.signedOut')}{' '}
          <Link href={`#${SIGN_IN}`} target="_blank" rel="noreferrer">
            {say('app.problem.signInAgain')}
          </Link>
        </Box>
      )}
    </Alert>
  );
}
