/** An import of a roll as its page shows it: what would become of each row now. */
import type { Locale } from '../../domain/lifecycle.ts';
import type { Reader } from '../store.ts';
import { type JudgedRow, judgeRoll, type RollImportRecord } from './roll-imports.ts';

/** @param rollKey null once the roll is deleted: then there are no rows either */
export async function rollImportView(
  reader: Reader,
  { id, vote_id: voteId, file_name: fileName, state, rows: kept }: RollImportRecord,
  rollKey: Uint8Array | null,
  locale: Locale,
) {
  const judged = rollKey === null ? [] : await judgeRoll(reader, voteId, rollKey, kept.rows);
  const count = (outcome: JudgedRow['outcome']) => judged.filter((row) => row.outcome === outcome).length;
  return {
    id,
    voteId,
    fileName,
    state,
    columns: kept.columns,
    counts: { new: count('new'), known: count('known'), refused: count('refused') },
    rows: judged.map(({ row, outcome, voter, faults, same }) => ({
      row,
      outcome,
      name: voter === null ? '' : `${voter.familyName} ${voter.givenName}`.trim(),
      birthDate: voter?.birthDate ?? null,
      reasons: [
        ...faults.map(({ column, reason }) => ({ column, text: reason[locale] })),
        ...(same === null ? [] : [{ column: null, text: same[locale] }]),
      ],
    })),
  };
}
