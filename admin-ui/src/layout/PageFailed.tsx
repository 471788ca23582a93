import Button from '@mui/material/Button';
import { EmptyState } from '../look/EmptyState.tsx';
import { useWords } from '../look/useWords.ts';

/** A page that broke while it was drawn, or whose program could not be loaded. */
export function PageFailed() {
  const { say } = useWords();
  return (
    <EmptyState title={say('app.problem.pageFailed')} help={say('app.problem.pageFailedHelp')}>
      <Button variant="contained" onClick={() => window.location.reload()}>
        {say('app.retry')}
      </Button>
    </EmptyState>
  );
}
