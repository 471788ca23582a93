/** The register in figures, counted by PostgreSQL: the same as `summarise` counts (R1, R3, R25). */
import { type RegisterSummary, registerKeptUntil, summaryOf } from '../../domain/register.ts';
import { planOf } from '../projects.ts';
import type { Reader } from '../store.ts';
import { tallyOf } from './tally.ts';

/** Counts of a project's register and of its organisations, and how long it has to be kept (R28). */
export async function registerSummary(
  reader: Reader,
  projectId: string,
): Promise<RegisterSummary & { readonly organisations: number; readonly keptUntil: string }> {
  const plan = await planOf(reader, projectId);
  const project = await reader('projects').where({ id: projectId }).first<{ ends_on: string }>('ends_on');
  const organisations = await reader('organisations')
    .where({ project_id: projectId })
    .count<{ count: number }[]>({ count: '*' });
  return {
    ...summaryOf(await tallyOf(reader, projectId, plan), plan),
    organisations: organisations[0]?.count ?? 0,
    keptUntil: registerKeptUntil(project.ends_on, plan),
  };
}
