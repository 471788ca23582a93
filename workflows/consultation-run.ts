/** One consultation: its notice is published in time (R11), residents come, attendance and minutes are recorded. */
import type { RunInput } from './contract/index.ts';
import { carryRun } from './run.ts';

export async function consultationRun(input: RunInput): Promise<void> {
  const consultation = await carryRun(input);
  await consultation.announced();
  await consultation.held();
  await consultation.attended();
  // The minutes, at most ten days after it, and what else proves it.
  await consultation.recorded();
  await consultation.over();
}
