import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import type { Enrolment } from '../api/types.ts';
import { Loaded } from '../look/Loaded.tsx';
import { useWords } from '../look/useWords.ts';
import { usePersonName } from '../register/usePersonName.ts';
import { isConcerned, unreachableOf, useEnrolments } from './useEnrolments.ts';

/** Names of those who have no address in the register: somebody has to call or visit them. */
export function WithoutAddress({ enrolments }: { enrolments: readonly Enrolment[] }) {
  const { count } = useWords();
  const nameOf = usePersonName();
  if (enrolments.length === 0) return null;
  return (
    <Box sx={{ mt: 1 }}>
      {count('resources.runs.told.unreachable', enrolments.length)}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {enrolments.map(({ id, person }) => (
          <li key={id}>{nameOf(person)}</li>
        ))}
      </Box>
    </Box>
  );
}

/**
 * Who will be told, said before it is done: of a change those who were written to before, of a cancellation everybody
 * who is enrolled or waits.
 */
export function ToldNotice({ runId, of }: { runId: string; of: 'change' | 'cancel' }) {
  const { count } = useWords();
  const query = useEnrolments(runId);
  return (
    <Loaded query={query}>
      {(all) => {
        const concerned = all.filter(isConcerned);
        const told = concerned.filter(({ invited, person }) => person.reachable && (of === 'cancel' || invited));
        return (
          <Alert severity="info" sx={{ my: 1 }}>
            {count(`resources.runs.told.${of}`, told.length)}
            <WithoutAddress enrolments={unreachableOf(concerned)} />
          </Alert>
        );
      }}
    </Loaded>
  );
}
