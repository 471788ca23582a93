/** One study visit: those enrolled are invited and reminded, attendance is taken, its documents are gathered. */
import type { RunInput } from './contract/index.ts';
import { carryRun } from './run.ts';

export async function studyVisitRun(input: RunInput): Promise<void> {
  const visit = await carryRun(input);
  await visit.invited();
  await visit.begun();
  await visit.held();
  await visit.attended();
  // Travel orders, photographs, the visit's report.
  await visit.recorded();
  await visit.over();
}
