import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import type { ReactNode } from 'react';
import { problemName } from '../api/problem.ts';
import type { Problem } from '../api/types.ts';
import { SIGN_IN } from '../auth/authProvider.ts';
import { useWords } from './useWords.ts';

interface ReasonsProps {
  readonly title: string;
  readonly reasons: readonly { readonly key: string; readonly text: string }[];
}

function Reasons({ title, reasons }: ReasonsProps) {
  if (reasons.length === 0) return null;
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

/** In a long dialog the refusal would stand below what is seen. */
function bringIntoView(notice: HTMLElement | null): void {
  notice?.scrollIntoView({ block: 'nearest' });
}

/** A refusal in full words, where it happened: what, why, and what is missing or in the way. */
export function ProblemNotice({ problem, action }: { problem: Problem; action?: ReactNode }) {
  const { say } = useWords();
  const { title, detail, missing = [], conflicts = [], errors = {}, record } = problem;
  const fields = Object.entries(errors).map(([key, text]) => ({ key, text }));
  // Many a sentence stands in the detail already.
  const unsaid = ({ text }: { text: string }) => !detail.includes(text);
  return (
    <Alert ref={bringIntoView} severity="error" role="alert" action={action} sx={{ my: 1, overflowWrap: 'anywhere' }}>
      {title !== detail && <AlertTitle>{title}</AlertTitle>}
      {detail}
      <Reasons title={say('app.problem.missing')} reasons={missing.filter(unsaid)} />
      <Reasons title={say('app.problem.conflicts')} reasons={conflicts.filter(unsaid)} />
      <Reasons title="" reasons={fields.filter(unsaid)} />
      {record && (
        <Box sx={{ mt: 1 }}>
          {/* In a tab of its own: what was typed here stays. */}
          <Link href={`#/${record.resource}/${record.id}/show`} target="_blank" rel="noreferrer">
            {say(`app.problem.record.${record.resource}`)}
          </Link>
        </Box>
      )}
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
