/** One course: those enrolled are invited and reminded, attendance is taken daily, certificates are given (R4). */
import type { RunInput } from './contract/index.ts';
import { carryRun } from './run.ts';

export async function courseRun(input: RunInput): Promise<void> {
  const course = await carryRun(input);
  await course.invited();
  await course.begun();
  await course.held();
  await course.attended();
  // Certificates, where the plan gives them, and the documents of this course.
  await course.recorded();
  await course.over();
}
