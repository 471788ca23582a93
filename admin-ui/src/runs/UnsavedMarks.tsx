import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useWords } from '../look/useWords.ts';
import { type Marked, type MarkQueue, unsavedOf } from './markQueue.ts';

interface UnsavedMarksProps {
  readonly marked: ReadonlyMap<string, Marked>;
  readonly queue: MarkQueue;
  /** In all sessions. */
  readonly elsewhere: number;
}

/** Says what did not reach the server, why, and what to do about it. */
export function UnsavedMarks({ marked, queue, elsewhere }: UnsavedMarksProps) {
  const { say, count } = useWords();
  const here = unsavedOf(marked);
  const failed = here.filter(({ state }) => state === 'failed');
  const reasons = [...new Set(failed.flatMap(({ problem }) => (problem ? [problem.detail] : [])))];
  const inOthers = elsewhere - here.length;
  return (
    <div role="status">
      {failed.length > 0 && (
        <Alert severity="error" sx={{ my: 1 }}>
          {count('resources.runs.attendance.unsaved', failed.length)}
          {reasons.map((reason) => (
            <div key={reason}>{reason}</div>
          ))}
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1 }}>
            <Button color="inherit" variant="outlined" onClick={() => queue.retryAll()}>
              {say('app.retry')}
            </Button>
            <Button color="inherit" onClick={() => queue.giveUp()}>
              {say('resources.runs.attendance.giveUp')}
            </Button>
          </Box>
        </Alert>
      )}
      {inOthers > 0 && (
        <Alert severity="warning" sx={{ my: 1 }}>
          {count('resources.runs.attendance.unsavedElsewhere', inOthers)}
        </Alert>
      )}
    </div>
  );
}
