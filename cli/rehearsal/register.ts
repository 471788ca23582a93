/** The register of a rehearsal: the staff imports a list, is refused for its mistakes, and imports the mended one. */
import { type ListState, participantsCsv, type RegisterPlan } from './participants.ts';
import type { Person } from './person.ts';

interface Preview {
  readonly id: string;
  readonly counts: {
    readonly new: number;
    readonly matched: number;
    readonly doubtful: number;
    readonly refused: number;
  };
  readonly rows: readonly { readonly row: number; readonly outcome: string }[];
}

/** What the rehearsal says of the register, as the API answers it. */
export interface RehearsedRegister {
  readonly persons: number;
  /** Complete records by the category's key; '' for citizens outside of the target group. */
  readonly byCategory: Readonly<Record<string, number>>;
  readonly incomplete: number;
}

/** Fills the register as an office would: the first list is refused, the second is committed. */
export async function fillRegister(staff: Person, projectId: string, plan: RegisterPlan): Promise<void> {
  const spoilt = await preview(staff, projectId, plan, 'spoilt');
  if (spoilt.counts.refused !== 1 || spoilt.counts.matched !== 1)
    throw new Error(`a list with a refused row and a duplicate was read as ${JSON.stringify(spoilt.counts)}`);
  const refused = await staff.attempt(`/api/imports/${spoilt.id}/commit`, decisions(spoilt));
  if (refused.problem?.type !== '/problems/import-has-refused')
    throw new Error('a list with a refused row was committed');
  await staff.post(`/api/imports/${spoilt.id}/drop`, {});
  const mended = await preview(staff, projectId, plan, 'mended');
  await staff.post(`/api/imports/${mended.id}/commit`, decisions(mended));
}

async function preview(staff: Person, projectId: string, plan: RegisterPlan, state: ListState): Promise<Preview> {
  const form = new FormData();
  form.set('file', new Blob([participantsCsv(plan, state)]), 'participanti-exemplu.csv');
  return staff.post<Preview>(`/api/projects/${projectId}/imports`, form);
}

/** Namesakes are other persons here. */
const decisions = ({ rows }: Preview): object => ({
  decisions: rows.filter(({ outcome }) => outcome === 'doubtful').map(({ row }) => ({ row, person: 'new' })),
});

export async function registerOf(reader: Person, projectId: string): Promise<RehearsedRegister> {
  const summary = await reader.get<{
    persons: number;
    incomplete: number;
    byCategory: readonly { key: string | null; persons: number }[];
  }>(`/api/projects/${projectId}/register`);
  return {
    persons: summary.persons,
    byCategory: Object.fromEntries(summary.byCategory.map(({ key, persons }) => [key ?? '', persons])),
    incomplete: summary.incomplete,
  };
}
