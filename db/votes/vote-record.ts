/** The public record of a vote, read from the tables: what everybody gets, and what `jalon verify` recomputes. */
import { type Charter, charterSchema } from '../../domain/charter.ts';
import type { LocalText } from '../../domain/lifecycle.ts';
import { BLANK } from '../../domain/vote-count.ts';
import { type RecordedRound, recordText, sortedBallots, type VoteRecord } from '../../domain/vote-record.ts';
import { sha256Hex } from '../canonical.ts';
import { planOf } from '../projects.ts';
import type { Reader } from '../store.ts';
import {
  findVote,
  type LotRow,
  lotOf,
  notesOf,
  optionsOf,
  type PaperCountRow,
  paperCountsOf,
  type RoundRow,
  roundsOf,
  type VoteRow,
} from './vote-rows.ts';

/** @returns null while the vote is not final: nothing of it is public before (R16) */
export async function publicRecord(reader: Reader, voteId: string): Promise<VoteRecord | null> {
  const vote = await findVote(reader, voteId);
  return vote?.state === 'final' ? buildRecord(reader, vote) : null;
}

/**
 * Recomputes the record of a counted vote; the stored fingerprint plays no part in it.
 * @param vote with its result, which may not be written yet
 */
export async function buildRecord(reader: Reader, vote: VoteRow): Promise<VoteRecord> {
  const project = await reader('projects')
    .where({ id: vote.project_id })
    .first<{ slug: string; title: LocalText }>('slug', 'title');
  const plan = await planOf(reader, vote.project_id);
  const counted = (await roundsOf(reader, vote.id)).filter(({ counted_at: countedAt }) => countedAt !== null);
  const papers = await paperCountsOf(
    reader,
    counted.map(({ id }) => id),
  );
  const rounds: RecordedRound[] = [];
  for (const round of counted) rounds.push(await recordedRound(reader, round, papers));
  const lot = await lotOf(reader, vote.id);
  if (vote.result === null) throw new Error(`vote ${vote.id} has no result`);
  const record: Omit<VoteRecord, 'fingerprint'> = {
    version: 1,
    project: { slug: project.slug, title: project.title, publicity: plan.publicity },
    voteId: vote.id,
    charter: frozenCharter(vote),
    charterHash: sha256Hex(vote.charter_text ?? ''),
    options: (await optionsOf(reader, vote.id)).map(({ number, proposal_number: proposal, title, summary }) => ({
      number,
      proposal,
      title,
      summary,
    })),
    notes: (await notesOf(reader, vote.id)).map(({ kind, words, noted_at: at }) => ({
      at: at.toISOString(),
      kind,
      text: words,
    })),
    rounds,
    lot: lot ? recordedLot(lot) : null,
    result: { kind: vote.result, option: vote.winner },
  };
  return { ...record, fingerprint: sha256Hex(recordText(record)) };
}

/** Read back from the text that was hashed. */
function frozenCharter({ id, charter_text: text }: Pick<VoteRow, 'id' | 'charter_text'>): Charter {
  if (text === null) throw new Error(`the charter of vote ${id} is not frozen`);
  return charterSchema.parse(JSON.parse(text));
}

const recordedLot = ({ held_at: at, place, witnesses, winner, words }: LotRow): VoteRecord['lot'] => ({
  at: at.toISOString(),
  place,
  witnesses: [...witnesses],
  winner,
  text: words,
});

async function recordedRound(reader: Reader, row: RoundRow, papers: readonly PaperCountRow[]): Promise<RecordedRound> {
  const { outcome, closed_at: closedAt, counted_at: countedAt, roll_entries: entries, roll_struck: struck } = row;
  if (!outcome || !closedAt || !countedAt || entries === null || struck === null)
    throw new Error(`round ${row.id} is not counted`);
  const ballots = await reader('ballots')
    .where({ round_id: row.id })
    .select<{ receipt: string; choice: number }[]>('receipt', 'choice');
  const options = row.choices.filter((choice) => choice !== BLANK);
  return {
    round: row.round,
    opensAt: row.opens_at.toISOString(),
    closesAt: row.closes_at.toISOString(),
    closedAt: closedAt.toISOString(),
    countedAt: countedAt.toISOString(),
    extended: row.extended_from ? { from: row.extended_from.toISOString(), to: row.closes_at.toISOString() } : null,
    options,
    roll: { entries, struck },
    marks: { ...(await marksOf(reader, row.id)), takenBack: row.marks_taken_back },
    ballots: sortedBallots(ballots),
    paperCount: recordedPaper(row, options, papers),
    counts: [...outcome.counts],
    blank: outcome.blank,
    outcome: asRecorded(outcome.outcome),
  };
}

/** Who took part, in total, from the marks themselves. */
async function marksOf(reader: Reader, roundId: string): Promise<{ online: number; paper: number }> {
  const { rows } = await reader.raw<{ rows: { online: number; paper: number }[] }>(
    `select count(*) filter (where channel = 'online')::int as online,
            count(*) filter (where channel = 'paper')::int as paper
       from vote_marks where round_id = ?`,
    [roundId],
  );
  return rows[0] ?? { online: 0, paper: 0 };
}

/** The count on which two people agreed. */
export function agreedCount(counts: readonly PaperCountRow[]): PaperCountRow | undefined {
  return counts.find((one) => counts.some((other) => one !== other && differing(one, other).length === 0));
}

/** The figures in which two counts differ: `option:<number>`, `blank`, `spoiled`. */
export function differing(one: PaperCountRow, other: PaperCountRow): string[] {
  const numbers = [...new Set([...Object.keys(one.counts), ...Object.keys(other.counts)])];
  return [
    ...numbers
      .filter((number) => (one.counts[number] ?? 0) !== (other.counts[number] ?? 0))
      .sort((a, b) => Number(a) - Number(b))
      .map((number) => `option:${number}`),
    ...(one.blank === other.blank ? [] : ['blank']),
    ...(one.spoiled === other.spoiled ? [] : ['spoiled']),
  ];
}

function recordedPaper(
  { id, paper_protocol: protocol }: RoundRow,
  options: readonly number[],
  papers: readonly PaperCountRow[],
): RecordedRound['paperCount'] {
  const agreed = agreedCount(papers.filter(({ round_id: roundId }) => roundId === id));
  if (!agreed) return null;
  return {
    counts: options.map((option) => ({ option, votes: agreed.counts[option] ?? 0 })),
    blank: agreed.blank,
    spoiled: agreed.spoiled,
    enteredBy: 2,
    protocol: protocol === '' ? null : protocol,
  };
}

const asRecorded = (outcome: NonNullable<RoundRow['outcome']>['outcome']): RecordedRound['outcome'] =>
  outcome.kind === 'tie' ? { ...outcome, between: [...outcome.between] } : outcome;
