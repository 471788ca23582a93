/** The figures of a project as its API gives them: register and indicators. */
import type { Person } from './person.ts';

/** What the rehearsal says of the register. */
export interface RehearsedRegister {
  readonly persons: number;
  /** Complete records by the category's key; '' for citizens outside of the target group. */
  readonly byCategory: Readonly<Record<string, number>>;
  /** Persons in runs where they were present at least once: somebody in two runs is two (R2). */
  readonly attendances: number;
  /** Certificates that stand (R4). */
  readonly certificates: number;
  readonly incomplete: number;
}

export interface RehearsedIndicator {
  readonly milestone: string;
  readonly key: string;
  readonly target: number;
  readonly actual: number | null;
  /** Persons by category, where persons are counted. */
  readonly byCategory?: Readonly<Record<string, number>>;
}

export interface Figures {
  readonly register: RehearsedRegister;
  readonly indicators: readonly RehearsedIndicator[];
}

type Counts = readonly { readonly key: string | null; readonly persons: number }[];
const byKey = (counts: Counts): Record<string, number> =>
  Object.fromEntries(counts.map(({ key, persons }) => [key ?? '', persons]));

export async function figuresOf(reader: Person, projectId: string): Promise<Figures> {
  const summary = await reader.get<{ persons: number; incomplete: number; byCategory: Counts }>(
    `/api/projects/${projectId}/register`,
  );
  const page = await reader.get<{
    indicators: readonly {
      milestone: { key: string };
      key: string;
      target: number;
      actual: number | null;
      breakdown: { byCategory: Counts } | null;
    }[];
  }>(`/api/projects/${projectId}/indicators`);
  const certificates = await reader.list('/api/certificates', { projectId, revoked: false });
  return {
    register: {
      persons: summary.persons,
      byCategory: byKey(summary.byCategory),
      attendances: await attendancesOf(reader, projectId),
      certificates: certificates.length,
      incomplete: summary.incomplete,
    },
    indicators: page.indicators.map(({ milestone, key, target, actual, breakdown }) => ({
      milestone: milestone.key,
      key,
      target,
      actual,
      ...(breakdown && { byCategory: byKey(breakdown.byCategory) }),
    })),
  };
}

async function attendancesOf(reader: Person, projectId: string): Promise<number> {
  let attendances = 0;
  for (const { id } of await reader.list<{ id: string }>('/api/runs', { projectId })) {
    const enrolled = await reader.list<{ attended: number }>('/api/enrolments', { runId: id });
    attendances += enrolled.filter(({ attended }) => attended > 0).length;
  }
  return attendances;
}

export const sameFigures = (one: Figures, other: Figures): boolean => JSON.stringify(one) === JSON.stringify(other);
