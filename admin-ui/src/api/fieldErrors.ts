/** Refusals that are about one field of a form are said there as well. */
import { problemName } from './problem.ts';
import type { Problem } from './types.ts';

const FIELD_OF: Readonly<Record<string, string>> = {
  'receipt-used': 'document',
  'entry-about': 'entryId',
  'more-than-entry': 'amount',
  'ledger-short': 'amount',
  'reference-unknown': 'reference',
  'match-sponsorship': 'legalRoute',
};

/** What is wrong with a field, in the server's words, by the field's name. */
export function fieldErrors(problem: Problem | null): Readonly<Record<string, string>> {
  if (problem === null) return {};
  const field = FIELD_OF[problemName(problem)];
  return { ...(field !== undefined && { [field]: problem.detail }), ...problem.errors };
}
