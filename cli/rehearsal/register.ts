/** The register of a rehearsal: lists are imported, with their mistakes; somebody is erased (R28). */
import { laterCsv, participantsCsv, type RegisterPlan } from './participants.ts';
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

/** Fills the register as an office would: the first list is refused, the second is committed. */
export async function fillRegister(staff: Person, projectId: string, plan: RegisterPlan): Promise<void> {
  const spoilt = await preview(staff, projectId, participantsCsv(plan, 'spoilt'));
  if (spoilt.counts.refused !== 1 || spoilt.counts.matched !== 1)
    throw new Error(`a list with a refused row and a duplicate was read as ${JSON.stringify(spoilt.counts)}`);
  const refused = await staff.attempt(`/api/imports/${spoilt.id}/commit`, decisions(spoilt));
  if (refused.problem?.type !== '/problems/import-has-refused')
    throw new Error('a list with a refused row was committed');
  await staff.post(`/api/imports/${spoilt.id}/drop`, {});
  await commit(staff, await preview(staff, projectId, participantsCsv(plan, 'mended')));
}

/** More persons, in a list that repeats one who is there (R2). */
export async function addToRegister(staff: Person, projectId: string, plan: RegisterPlan): Promise<void> {
  const later = await preview(staff, projectId, laterCsv(plan));
  if (later.counts.matched !== 1)
    throw new Error(`a list that repeats a person was read as ${JSON.stringify(later.counts)}`);
  await commit(staff, later);
}

async function preview(staff: Person, projectId: string, list: string): Promise<Preview> {
  const form = new FormData();
  form.set('file', new Blob([list]), 'participanti-exemplu.csv');
  return staff.post<Preview>(`/api/projects/${projectId}/imports`, form);
}

const commit = (staff: Person, read: Preview) => staff.post(`/api/imports/${read.id}/commit`, decisions(read));

/** Namesakes are other persons here. */
const decisions = ({ rows }: Preview): object => ({
  decisions: rows.filter(({ outcome }) => outcome === 'doubtful').map(({ row }) => ({ row, person: 'new' })),
});

/** Persons by category in the order in which the rehearsal met them: who comes later stands at the end. */
export class Roster {
  readonly #staff: Person;
  readonly #projectId: string;
  readonly #categories: readonly (string | null)[];
  readonly #ids = new Map<string | null, string[]>();

  constructor(staff: Person, projectId: string, plan: RegisterPlan) {
    this.#staff = staff;
    this.#projectId = projectId;
    this.#categories = [...plan.targetGroup.categories.map(({ key }) => key), null];
  }

  /** Looks who is in the register now. */
  async read(): Promise<void> {
    for (const category of this.#categories) {
      const found = await this.#staff.list<{ id: string }>('/api/persons', { projectId: this.#projectId, category });
      const known = this.#ids.get(category) ?? [];
      this.#ids.set(category, [...known, ...found.map(({ id }) => id).filter((id) => !known.includes(id))]);
    }
  }

  /**
   * @param category its place in the plan; one more than there are means citizens outside of the target group
   * @param number from 0
   */
  id(category: number, number: number): string {
    const id = this.#ids.get(this.#categories[category] ?? null)?.[number];
    if (id === undefined) throw new Error(`nobody is number ${number} of category ${category}`);
    return id;
  }
}
