import type { QueryClient } from '@tanstack/react-query';

/**
 * What a project's events can change. The preview of a move or of an import is not among them: it must not change under
 * the hand of somebody who is about to confirm it; the server refuses a stale one.
 */
const CHANGEABLE: ReadonlySet<unknown> = new Set([
  'projects',
  'milestones',
  'evidence',
  'runs',
  'enrolments',
  'certificates',
  'votes',
  'roll',
  'voters',
  'challenges',
  'campaigns',
  'ledgers',
  'ledger-entries',
  'donors',
  'bank-statements',
  'bank-lines',
  'matches',
  'funds',
  'inbox',
  'messages',
  'events',
  'proposals',
  'persons',
  'organisations',
  'register',
  'participation',
  'openImports',
  'indicators',
  'outreach',
]);

/** Reads again what is on the page and may have changed. */
export async function lookAgain(queryClient: QueryClient): Promise<void> {
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => CHANGEABLE.has(queryKey[0]) });
}
