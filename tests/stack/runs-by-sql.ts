/** Runs, attendance and persons written straight into the tables: for tests of what is counted from them. */
import { randomUUID } from 'node:crypto';
import type { Store } from '../../db/store.ts';
import type { PrintedRun } from '../../domain/certificate.ts';
import { COMPLETE } from './participants.ts';

/** A Jalon of a test, in whatever processes. */
interface Jalon {
  readonly store: Store;
  readonly people: { readonly staff: { readonly id: string } };
}

/** When everything here happened. */
export const HELD = new Date('2026-03-02T08:00:00Z');

export interface MadeRun {
  readonly id: string;
  readonly sessions: readonly string[];
}

/** A run with so many sessions on days one after another; `closed`: their attendance is complete. */
export async function runWith(
  api: Jalon,
  about: { readonly projectId: string; readonly milestoneId: string },
  { number = 1, sessions = 1, closed = true }: { number?: number; sessions?: number; closed?: boolean } = {},
): Promise<MadeRun> {
  const id = randomUUID();
  const { knex } = api.store;
  const staff = api.people.staff.id;
  await knex('runs').insert({
    id,
    project_id: about.projectId,
    milestone_id: about.milestoneId,
    number,
    title: `Seria ${number} (exemplu)`,
    place: 'Căminul cultural (exemplu)',
    created_at: HELD,
    changed_by: staff,
    changed_at: HELD,
  });
  const rows = Array.from({ length: sessions }, (_, day) => {
    const begins = new Date(HELD.getTime() + day * 86_400_000);
    const ends = new Date(begins.getTime() + 4 * 3_600_000);
    return {
      id: randomUUID(),
      run_id: id,
      starts_at: begins,
      ends_at: ends,
      ...(closed && { closed_at: ends, closed_by: staff }),
    };
  });
  await knex('sessions').insert(rows);
  return { id, sessions: rows.map((row) => row.id) };
}

/** Marks these persons in each of these sessions. */
export async function mark(
  api: Jalon,
  sessions: readonly string[],
  persons: readonly string[],
  present = true,
): Promise<void> {
  const rows = sessions.flatMap((session_id) =>
    persons.map((person_id) => ({
      session_id,
      person_id,
      present,
      how: 'list',
      marked_by: api.people.staff.id,
      marked_at: HELD,
    })),
  );
  if (rows.length > 0) await api.store.knex.batchInsert('attendances', rows, 500);
}

export interface PersonMade {
  readonly category?: string | null;
  readonly fields?: Readonly<Record<string, string>>;
  readonly ageGroup?: string | null;
}

let made = 0;
/** A day of birth of each of the plan's age groups. */
const BIRTH: Readonly<Record<string, string>> = {
  'sub-25': '2005-06-01',
  '25-54': '1990-06-01',
  'peste-54': '1950-06-01',
};

/** So many persons of one kind, complete unless `fields` or `ageGroup` say otherwise. */
export async function personsWith(
  api: Jalon,
  projectId: string,
  many: number,
  { category = null, fields = COMPLETE, ageGroup = '25-54' }: PersonMade = {},
): Promise<string[]> {
  const rows = Array.from({ length: many }, () => {
    made += 1;
    return {
      id: randomUUID(),
      project_id: projectId,
      family_name: 'Exemplu',
      given_name: `Persoana ${made}`,
      name_key: `exemplu persoana ${made}`,
      category,
      fields: JSON.stringify(fields),
      birth_date: ageGroup === null ? null : (BIRTH[ageGroup] ?? null),
      age_group: ageGroup,
      started_on: '2026-03-01',
      created_at: HELD,
    };
  });
  if (rows.length > 0) await api.store.knex.batchInsert('persons', rows, 500);
  return rows.map(({ id }) => id);
}

let serial = 0;
/** What their papers say of the course. */
const PRINTED: PrintedRun = {
  title: 'Seria 1 (exemplu)',
  place: 'Căminul cultural (exemplu)',
  ledBy: '',
  from: '2026-03-02',
  to: '2026-03-02',
};

/** Certificates that stand, for these persons. */
export async function certificatesFor(
  api: Jalon,
  run: MadeRun & { readonly projectId: string },
  persons: readonly string[],
): Promise<void> {
  for (const person of persons) {
    serial += 1;
    await api.store.knex('certificates').insert({
      id: randomUUID(),
      project_id: run.projectId,
      run_id: run.id,
      person_id: person,
      serial,
      number: `EX-${serial}`,
      printed_name: 'Persoana Exemplu',
      printed: JSON.stringify(PRINTED),
      attended: run.sessions.length,
      sessions: run.sessions.length,
      code: String(serial).padStart(20, '0'),
      issued_at: HELD,
      issued_by: api.people.staff.id,
    });
  }
}
