/** A project's votes as the records that events are held against (see ../stored.ts). */
import { charterText } from '../../domain/charter.ts';
import { ballotsCsv, sortedBallots } from '../../domain/vote-record.ts';
import { canonicalJson, sha256Hex } from '../canonical.ts';
import type { Reader } from '../store.ts';
import type { Facts, Records } from '../told.ts';
import { ballotHash } from './open.ts';
import { outcomeHash, voteRecordOf } from './told-votes.ts';
import { buildRecord } from './vote-record.ts';
import {
  deskMarks,
  lotOf,
  notesOf,
  optionsOf,
  paperCountsOf,
  type RoundRow,
  rollFigures,
  roundsOf,
  type VoteOfMilestone,
} from './vote-rows.ts';

export async function storeVotes(reader: Reader, projectId: string, records: Records): Promise<void> {
  const votes = await reader('votes as v')
    .join('milestones as m', 'm.id', 'v.milestone_id')
    .where('v.project_id', projectId)
    .select<VoteOfMilestone[]>('v.*', 'm.key as milestone_key');
  for (const vote of votes) {
    const { id } = vote;
    records.set(voteRecordOf.vote(id), await voteFactsOf(reader, vote));
    // The rows stay and count when what is personal of them is deleted (R15a).
    records.set(voteRecordOf.roll(id), { ...(await rollFigures(reader, id)) });
    for (const round of await roundsOf(reader, id)) {
      records.set(voteRecordOf.round(id, round.round), await roundFacts(reader, round));
      if (round.counted_at === null) continue;
      for (const { entered_by: by, counts, blank, spoiled } of await paperCountsOf(reader, [round.id]))
        records.set(voteRecordOf.paper(id, round.round, by), { counts: canonicalJson(counts), blank, spoiled });
    }
    for (const { id: note, kind, words, noted_at: at } of await notesOf(reader, id))
      records.set(voteRecordOf.note(note), { voteId: id, kind, words, at: at.toISOString() });
    const lot = await lotOf(reader, id);
    if (!lot) continue;
    records.set(voteRecordOf.lot(id), {
      heldAt: lot.held_at.toISOString(),
      winner: lot.winner,
      place: lot.place,
      words: lot.words,
      witnesses: lot.witnesses.join('\n'),
      recordedAt: lot.recorded_at.toISOString(),
      recordedBy: lot.recorded_by,
    });
  }
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

async function voteFactsOf(reader: Reader, vote: VoteOfMilestone): Promise<Facts> {
  const options = await optionsOf(reader, vote.id);
  return {
    milestone: vote.milestone_key,
    number: vote.number,
    state: vote.state,
    round: vote.round,
    charter: sha256Hex(charterText(vote.charter)),
    // Of the text itself, whatever hash stands beside it.
    frozen: vote.charter_text === null ? null : frozenHash(vote.charter_text, vote.charter_hash),
    ballot: options.length === 0 ? null : ballotHash(options),
    announcedAt: iso(vote.announced_at),
    frozenAt: iso(vote.frozen_at),
    finalAt: iso(vote.final_at),
    cancelledAt: iso(vote.cancelled_at),
    result: vote.result,
    winner: vote.winner,
    fingerprint: vote.fingerprint,
    record: vote.state === 'final' ? await recomputed(reader, vote) : null,
  };
}

function frozenHash(text: string, hash: Buffer | null): string {
  const ofText = sha256Hex(text);
  return hash?.toString('hex') === ofText ? ofText : 'not the hash of its text';
}

/** What the public record would be, made anew from the tables. */
async function recomputed(reader: Reader, vote: VoteOfMilestone): Promise<string> {
  try {
    return (await buildRecord(reader, vote)).fingerprint;
  } catch {
    return 'not to be computed';
  }
}

async function roundFacts(reader: Reader, round: RoundRow): Promise<Facts> {
  const { id, closed_at: closedAt, counted_at: countedAt, outcome } = round;
  const marks = closedAt === null ? null : await marksOf(reader, id);
  return {
    opensAt: round.opens_at.toISOString(),
    closesAt: round.closes_at.toISOString(),
    extendedFrom: iso(round.extended_from),
    extendedAt: iso(round.extended_at),
    openedAt: iso(round.opened_at),
    closedAt: iso(closedAt),
    countedAt: iso(countedAt),
    entries: round.roll_entries,
    struck: round.roll_struck,
    online: marks?.online ?? null,
    paper: marks?.paper ?? null,
    takenBack: closedAt === null ? null : round.marks_taken_back,
    desk: closedAt === null ? null : canonicalJson(await deskMarks(reader, id)),
    outcome: outcome ? outcomeHash({ ...outcome }) : null,
    ballots: countedAt === null ? null : await ballotsHash(reader, round),
  };
}

async function marksOf(reader: Reader, roundId: string): Promise<{ online: number; paper: number } | null> {
  const { rows } = await reader.raw<{ rows: { online: number; paper: number }[] }>(
    `select count(*) filter (where channel = 'online')::int as online,
            count(*) filter (where channel = 'paper')::int as paper
       from vote_marks where round_id = ?`,
    [roundId],
  );
  return rows[0] ?? null;
}

async function ballotsHash(reader: Reader, { id, round }: RoundRow): Promise<string> {
  const ballots = await reader('ballots')
    .where({ round_id: id })
    .select<{ receipt: string; choice: number }[]>('receipt', 'choice');
  return sha256Hex(ballotsCsv([{ round, ballots: sortedBallots(ballots) }]));
}
