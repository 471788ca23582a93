/** Imports of a roll: a file is read and shown, then committed as a whole or laid aside (R13, R14). */
import type { RowFault } from '../../domain/import-row.ts';
import type { LocalText } from '../../domain/lifecycle.ts';
import type { Answer } from '../../domain/refusal.ts';
import { type RollColumn, readVoter, type VoterFields, voterFaults } from '../../domain/roll.ts';
import type { CommandInput } from '../commands.ts';
import { refused } from '../register/registering.ts';
import type { Reader, Store } from '../store.ts';
import { personHash } from './person-hash.ts';
import { type ChangingRoll, changingRoll, ROLL_KEEPERS, recordRoll, voterRule } from './roll-changing.ts';
import { insertVoters, votersByKey } from './voter-rows.ts';

export interface RollImportRow {
  /** Row of the sheet. */
  readonly row: number;
  readonly voter: VoterFields | null;
  readonly faults: readonly RowFault[];
}

/** What is kept of an import until it ends. */
interface Kept {
  readonly columns: readonly RollColumn[];
  readonly rows: readonly RollImportRow[];
}

export interface RollImportRecord {
  readonly id: string;
  readonly vote_id: string;
  readonly file_name: string;
  readonly sha256: Buffer;
  readonly rows: Kept;
  readonly state: 'previewed' | 'committed' | 'dropped';
}

export interface RollFile {
  readonly name: string;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly columns: readonly RollColumn[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

const NOTHING: Kept = { columns: [], rows: [] };

export const findRollImport = (reader: Reader, id: string): Promise<RollImportRecord | undefined> =>
  reader('roll_imports').where({ id }).first<RollImportRecord | undefined>();

/** Reads a file's rows against the charter, and keeps them; the command's target is the import's new id. */
export function previewRoll(
  store: Store,
  command: CommandInput,
  voteId: string,
  file: RollFile,
  now: Date,
): Promise<Answer> {
  const change = { voteId, roles: ROLL_KEEPERS, texts: { file: file.name }, bound: { publicReason: undefined } };
  return changingRoll(store, command, now, change, async (changing) => {
    const { trx, vote } = changing;
    const rule = voterRule(vote);
    const rows = file.rows.map(({ row, cells }): RollImportRow => ({ row, ...readVoter(cells, file.columns, rule) }));
    const id = command.targetId;
    const kept: Kept = { columns: file.columns, rows };
    // One at a time: what was looked at before holds personal data that nobody needs any more.
    await trx('roll_imports')
      .where({ vote_id: voteId, state: 'previewed' })
      .update({ state: 'dropped', rows: JSON.stringify(NOTHING), ended_at: now });
    await trx('roll_imports').insert({
      id,
      vote_id: voteId,
      file_name: file.name,
      sha256: Buffer.from(file.sha256, 'hex'),
      made_by: command.userId,
      made_at: now,
      rows: JSON.stringify(kept),
    });
    return { done: true, result: { id } };
  });
}

export interface JudgedRow extends RollImportRow {
  readonly outcome: 'new' | 'known' | 'refused';
  /** Why `known`. */
  readonly same: LocalText | null;
}

/** What would become of each row now: against the roll as it stands, and against the rows above it (R14). */
export async function judgeRoll(
  reader: Reader,
  voteId: string,
  rollKey: Uint8Array,
  rows: readonly RollImportRow[],
): Promise<JudgedRow[]> {
  const keys = rows.map(({ voter }) => (voter === null ? null : personHash(rollKey, voter)));
  const known = await votersByKey(
    reader,
    voteId,
    keys.filter((key) => key !== null),
  );
  const seen = new Map<string, number>();
  return rows.map((row, at): JudgedRow => {
    const key = keys[at]?.toString('hex');
    if (key === undefined) return { ...row, outcome: 'refused', same: null };
    const entry = known.get(key);
    if (entry) return { ...row, outcome: 'known', same: onRoll(entry.number) };
    const above = seen.get(key);
    if (above !== undefined) return { ...row, outcome: 'known', same: sameFile(above) };
    seen.set(key, row.row);
    return { ...row, outcome: 'new', same: null };
  });
}

const onRoll = (number: number): LocalText => ({
  ro: `Este deja în listă, la numărul ${number}.`,
  en: `Is on the roll already, as number ${number}.`,
});
const sameFile = (row: number): LocalText => ({
  ro: `Aceeași persoană este și în rândul ${row} al fișierului.`,
  en: `The same person is also in row ${row} of the file.`,
});

/** Commits an import as a whole, or nothing of it: with a refused row it changes nothing. */
export function commitRoll(store: Store, command: CommandInput, found: RollImportRecord, now: Date): Promise<Answer> {
  return ending(store, command, found, now, async (changing, held) => {
    const { trx, vote, rollKey } = changing;
    const rule = voterRule(vote);
    // The charter may have been amended since.
    const judged = await judgeRoll(trx, vote.id, rollKey, held.rows.rows);
    const refusedRows = judged.filter(({ outcome }) => outcome === 'refused').map(({ row }) => row);
    if (refusedRows.length > 0) return refused({ code: 'import-has-refused', rows: refusedRows });
    const voters = judged.flatMap(({ outcome, voter }) => (outcome === 'new' && voter ? [voter] : []));
    const young = judged.filter(({ voter }) => voter !== null && voterFaults(voter, rule).length > 0);
    if (young.length > 0) return refused({ code: 'import-changed', rows: young.map(({ row }) => row) });
    await insertVoters(trx, { id: vote.id, rollKey }, voters, now);
    await end(changing, held.id, 'committed');
    const known = judged.length - voters.length;
    await recordRoll(changing, 'roll.imported', {
      importId: held.id,
      sha256: held.sha256.toString('hex'),
      added: voters.length,
      known,
    });
    return { done: true, result: { id: held.id, added: voters.length, known } };
  });
}

/** Lays an import aside. */
export function dropRoll(store: Store, command: CommandInput, found: RollImportRecord, now: Date): Promise<Answer> {
  return ending(store, command, found, now, async (changing, held) => {
    await end(changing, held.id, 'dropped');
    return { done: true, result: { id: held.id } };
  });
}

function ending(
  store: Store,
  command: CommandInput,
  { id, vote_id: voteId }: RollImportRecord,
  now: Date,
  decide: (changing: ChangingRoll, held: RollImportRecord) => Promise<Answer>,
): Promise<Answer> {
  const change = { voteId, roles: ROLL_KEEPERS, texts: {}, bound: { publicReason: undefined } };
  return changingRoll(store, command, now, change, async (changing) => {
    const held = await findRollImport(changing.trx, id);
    if (!held) return refused({ code: 'unknown-key', field: 'id', key: id });
    if (held.state !== 'previewed') return refused({ code: 'import-ended', state: held.state });
    return decide(changing, held);
  });
}

async function end({ trx, now }: ChangingRoll, id: string, state: 'committed' | 'dropped'): Promise<void> {
  await trx('roll_imports')
    .where({ id })
    .update({ state, rows: JSON.stringify(NOTHING), ended_at: now });
}
