/** Imports of participants: previewed, then committed as a whole or laid aside (R2). */
import { addDays, dayOf } from '../../domain/calendar.ts';
import type { ImportColumn } from '../../domain/import-columns.ts';
import { readRow } from '../../domain/import-row.ts';
import { personKey } from '../../domain/person-key.ts';
import type { Answer } from '../../domain/refusal.ts';
import type { CommandInput } from '../commands.ts';
import { type MarkedIds, recordMarked } from '../marks.ts';
import { newId, type Reader, type Store, type Transaction } from '../store.ts';
import { writeRows } from './import-writing.ts';
import { matched, type StoredRow, type UnmatchedRow } from './imported-rows.ts';
import { firstDay } from './persons.ts';
import { refused, registering } from './registering.ts';

export type ImportState = 'previewed' | 'committed' | 'dropped';

export interface ImportRecord {
  readonly id: string;
  readonly project_id: string;
  readonly file_name: string;
  readonly sha256: Buffer;
  readonly made_by: string;
  readonly made_at: Date;
  readonly columns: readonly ImportColumn[];
  readonly rows: readonly StoredRow[];
  readonly state: ImportState;
}

export const findImport = (reader: Reader, id: string): Promise<ImportRecord | undefined> =>
  reader('imports').where({ id }).first<ImportRecord | undefined>();

/** Days after which a preview that nobody ended is laid aside: it holds personal data. */
const PREVIEW_DAYS = 7;

export interface ImportFile {
  readonly name: string;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly columns: readonly ImportColumn[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/** Reads a file's rows against plan and register, and keeps them; the command's target is the import's new id. */
export async function previewImport(
  store: Store,
  command: CommandInput,
  projectId: string,
  file: ImportFile,
  now: Date,
): Promise<Answer> {
  return registering(store, command, projectId, now, [], async ({ trx, project, plan }) => {
    const today = dayOf(now);
    const days = { today, projectStart: project.starts_on, firstDay: firstDay(project, today) };
    const read = file.rows.map(({ row, cells }): UnmatchedRow => {
      const { person, faults } = readRow(cells, file.columns, plan, days);
      return { row, id: newId(), key: personKey(person.familyName, person.givenName), data: person, faults };
    });
    const rows = await matched(trx, projectId, read);
    const id = command.targetId;
    await trx('imports').insert({
      id,
      project_id: projectId,
      file_name: file.name,
      sha256: Buffer.from(file.sha256, 'hex'),
      made_by: command.userId,
      made_at: now,
      columns: JSON.stringify(file.columns),
      rows: JSON.stringify(rows),
    });
    await dropForgotten(trx, projectId, now);
    const data = { importId: id, sha256: file.sha256, ...countsOf(rows) };
    await record(trx, 'import.previewed', projectId, command.userId, now, data);
    return { done: true, result: { id } };
  });
}

/** How many rows have each outcome. */
export function countsOf(rows: readonly Pick<StoredRow, 'outcome'>[]): Record<StoredRow['outcome'], number> {
  const counts = { new: 0, matched: 0, doubtful: 0, refused: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

async function dropForgotten(trx: Transaction, projectId: string, now: Date): Promise<void> {
  const forgotten = await trx('imports')
    .where({ project_id: projectId, state: 'previewed' })
    .where('made_at', '<', new Date(addDays(dayOf(now), -PREVIEW_DAYS)))
    .pluck<string[]>('id');
  for (const id of forgotten) await layAside(trx, projectId, id, null, now);
}

async function layAside(trx: Transaction, projectId: string, id: string, userId: string | null, now: Date) {
  await end(trx, id, 'dropped', now);
  await record(trx, 'import.dropped', projectId, userId, now, { importId: id });
}

/** Lays aside all imports of a project that nobody ended. */
export async function dropOpenImports(trx: Transaction, projectId: string, userId: string, now: Date): Promise<void> {
  const open = await trx('imports').where({ project_id: projectId, state: 'previewed' }).pluck<string[]>('id');
  for (const id of open) await layAside(trx, projectId, id, userId, now);
}

/** Ends an import; its rows, which are personal data, go. */
async function end(trx: Transaction, id: string, state: 'committed' | 'dropped', now: Date): Promise<void> {
  await trx('imports').where({ id }).update({ state, rows: '[]', ended_at: now });
}

/** @param marked what the import wrote beside its own record */
async function record(
  trx: Transaction,
  type: string,
  projectId: string,
  actorId: string | null,
  at: Date,
  data: Readonly<Record<string, unknown>> & { readonly importId: string },
  marked: MarkedIds = {},
): Promise<void> {
  const event = { projectId, type, at, actorId, milestoneId: null, data };
  await recordMarked(trx, event, { ...marked, import: [data.importId] });
}

export interface Decision {
  readonly row: number;
  /** `new`, or the id of the person that the row is: a record, or what another row of the file becomes. */
  readonly person: string;
}

/**
 * Commits an import as a whole, or nothing of it. Matches again under the project's lock: who was added meanwhile is
 * not added twice, and a row that no longer means what was shown has to be looked at again.
 */
export async function commitImport(
  store: Store,
  command: CommandInput & { readonly body: { readonly decisions: readonly Decision[] } },
  projectId: string,
  now: Date,
): Promise<Answer> {
  const { targetId, userId } = command;
  return registering(store, command, projectId, now, [], async ({ trx, plan }) => {
    const held = await findImport(trx, targetId);
    if (held?.project_id !== projectId) return refused({ code: 'unknown-key', field: 'id', key: targetId });
    if (held.state !== 'previewed') return refused({ code: 'import-ended', state: held.state });
    const refusedRows = held.rows.filter(({ outcome }) => outcome === 'refused').map(({ row }) => row);
    if (refusedRows.length > 0) return refused({ code: 'import-has-refused', rows: refusedRows });

    const rows = await matched(trx, projectId, held.rows);
    const decisions = new Map(command.body.decisions.map(({ row, person }) => [row, person]));
    const judged = rows.map((row, index) => judge(row, held.rows[index], decisions.get(row.row)));
    const rowsThat = (verdict: Verdict) => rows.filter((_, index) => judged[index] === verdict).map(({ row }) => row);
    const changed = rowsThat('changed');
    if (changed.length > 0) {
      await trx('imports')
        .where({ id: targetId })
        .update({ rows: JSON.stringify(rows) });
      return refused({ code: 'import-changed', rows: changed });
    }
    const undecided = rowsThat('undecided');
    if (undecided.length > 0) return refused({ code: 'import-undecided', rows: undecided });

    const written = await writeRows(trx, { projectId, plan, rows, decisions, importId: targetId, userId, now });
    if ('unknown' in written) return refused({ code: 'unknown-key', field: 'decisions', key: written.unknown });
    await end(trx, targetId, 'committed', now);
    const { matched: found, changed: filled, organisations } = written;
    const added = written.added.length;
    const data = { importId: targetId, added, matched: found, changed: filled, organisations };
    const marked = { person: [...written.added, ...filled], organisation: organisations };
    await record(trx, 'import.committed', projectId, userId, now, data, marked);
    return { done: true, result: { id: targetId, added, matched: found } };
  });
}

type Verdict = 'settled' | 'undecided' | 'changed';

/** Whether a row may be written as it was shown and decided. */
function judge(now: StoredRow, shown: StoredRow | undefined, decision: string | undefined): Verdict {
  if (now.outcome === 'matched') {
    // Somebody who was new when it was shown may have been added since: still one record (R2).
    return shown?.outcome === 'matched' && shown.person !== now.person ? 'changed' : 'settled';
  }
  if (now.outcome === 'new') return shown?.outcome === 'new' ? 'settled' : 'changed';
  if (shown?.outcome !== 'doubtful' || shown.person !== now.person) return 'changed';
  return decision === undefined ? 'undecided' : 'settled';
}

/** Lays an import aside. */
export async function dropImport(store: Store, command: CommandInput, projectId: string, now: Date): Promise<Answer> {
  const { targetId, userId } = command;
  return registering(store, command, projectId, now, [], async ({ trx }) => {
    const held = await findImport(trx, targetId);
    if (held?.project_id !== projectId) return refused({ code: 'unknown-key', field: 'id', key: targetId });
    if (held.state !== 'previewed') return refused({ code: 'import-ended', state: held.state });
    await layAside(trx, projectId, targetId, userId, now);
    return { done: true, result: { id: targetId } };
  });
}
