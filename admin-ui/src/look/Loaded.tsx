import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import type { ReactNode } from 'react';
import { problemOf } from '../api/useCommand.ts';
import { ProblemNotice } from './ProblemNotice.tsx';
import { useWords } from './useWords.ts';

interface Query<T> {
  readonly data?: T | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly refetch: () => unknown;
}

interface LoadedProps<T> {
  readonly query: Query<T>;
  readonly children: (data: T) => ReactNode;
}

/**
 * What a query brought; while it waits a placeholder, and where it failed the reason with a way to try again.
 * What was read before stays on the page when a later reading fails.
 */
export function Loaded<T>({ query, children }: LoadedProps<T>) {
  const { say } = useWords();
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isPending) {
    return (
      <div role="status" aria-label={say('app.loading')}>
        <Skeleton height={48} width="60%" />
        <Skeleton variant="rounded" height={160} />
      </div>
    );
  }
  return (
    <ProblemNotice
      problem={problemOf(query.error)}
      action={
        <Button color="inherit" onClick={() => query.refetch()}>
          {say('app.retry')}
        </Button>
      }
    />
  );
}
