import { useGetOne } from 'react-admin';
import type {
  BankStatementWhole,
  Campaign,
  Evidence,
  Fund,
  Ledger,
  LedgerEntry,
  Match,
  Message,
  Milestone,
  Organisation,
  Person,
  Project,
  Proposal,
  Run,
  Vote,
} from './types.ts';

interface Whole {
  readonly projects: Project;
  readonly milestones: Milestone;
  readonly messages: Message;
  readonly persons: Person;
  readonly organisations: Organisation;
  readonly proposals: Proposal;
  readonly runs: Run;
  readonly votes: Vote;
  readonly 'bank-statements': BankStatementWhole;
  readonly campaigns: Campaign;
  readonly ledgers: Ledger;
  readonly 'ledger-entries': LedgerEntry;
  readonly matches: Match;
  readonly funds: Fund;
  readonly evidence: Evidence;
}

/** Kept apart from what react-admin remembers of a list: a row of a list lacks most of what a page shows. */
const PAGE = { page: true };

/** A record with everything that its page shows. */
export function useWhole<R extends keyof Whole>(resource: R, id: string) {
  return useGetOne<Whole[R]>(resource, { id, meta: PAGE });
}
