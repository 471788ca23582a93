/** What comes of a counted round (R17): a result, a run-off between the tied, or a lot after the second tie. */
import { runOffWindow } from '../../domain/charter.ts';
import { searchKey } from '../../domain/locale.ts';
import type { Answer } from '../../domain/refusal.ts';
import { BLANK, type Outcome } from '../../domain/vote-count.ts';
import { outcomeWords, resultWords } from '../../domain/vote-result-words.ts';
import type { VoteResult } from '../../domain/votes.ts';
import { refused } from '../register/registering.ts';
import { newId } from '../store.ts';
import { tellAuthors } from './tell-authors.ts';
import { tellTeam } from './tell-team.ts';
import { recordVoteNotice } from './vote-notices.ts';
import { buildRecord } from './vote-record.ts';
import { optionsOf } from './vote-rows.ts';
import { again, recordVoteEvent, roundOf, updateVote, type Voting } from './voting.ts';

/** Goes on from the outcome of the round that was just counted. */
export async function goOn(voting: Voting, outcome: Outcome): Promise<void> {
  if (outcome.kind === 'elected') return finish(voting, { result: 'elected', winner: outcome.option }, outcome);
  if (outcome.kind !== 'tie') return finish(voting, { result: outcome.kind, winner: null }, outcome);
  return outcome.next === 'run-off' ? beginRunOff(voting, outcome) : awaitLot(voting, outcome);
}

type Tie = Extract<Outcome, { kind: 'tie' }>;

async function beginRunOff(voting: Voting, outcome: Tie): Promise<void> {
  const { trx, vote, now } = voting;
  const { opensAt, closesAt } = runOffWindow(now, vote.charter);
  await trx('vote_rounds').insert({
    id: newId(),
    vote_id: vote.id,
    round: 2,
    opens_at: opensAt,
    closes_at: closesAt,
    choices: vote.charter.blankAllowed ? [BLANK, ...outcome.between] : [...outcome.between],
  });
  await updateVote(voting, { state: 'announced', round: 2 });
  const eventId = await recordVoteEvent(voting, 'vote.run-off', {
    round: 2,
    between: outcome.between,
    opensAt: opensAt.toISOString(),
    closesAt: closesAt.toISOString(),
  });
  const result = outcomeWords(outcome, await optionsOf(trx, vote.id));
  await tellTeam(await again(voting), { type: 'vote.run-off', eventId, result });
}

async function awaitLot(voting: Voting, outcome: Tie): Promise<void> {
  const { trx, vote, now } = voting;
  await updateVote(voting, { state: 'lot' });
  await recordVoteNotice(trx, vote.id, { step: 'lot-due', aboutAt: now, owedAt: now }, 'sent', now);
  const eventId = await recordVoteEvent(voting, 'vote.lot-due', { round: 2, between: outcome.between });
  const result = outcomeWords(outcome, await optionsOf(trx, vote.id));
  await tellTeam(await again(voting), { type: 'vote.lot-due', eventId, result });
}

/** Writes the result with the fingerprint of the public record, which nobody changes from then on. */
async function finish(
  voting: Voting,
  { result, winner }: { readonly result: VoteResult; readonly winner: number | null },
  last: Outcome,
): Promise<void> {
  const { trx, vote, now } = voting;
  const record = await buildRecord(trx, { ...vote, result, winner });
  const { fingerprint } = record;
  await updateVote(voting, { state: 'final', result, winner, final_at: now, fingerprint });
  const options = await optionsOf(trx, vote.id);
  const eventId = await recordVoteEvent(voting, 'vote.final', {
    result,
    winner,
    proposalId: options.find(({ number }) => number === winner)?.proposal_id ?? null,
    fingerprint,
    rounds: record.rounds.map(({ round, roll, marks, counts, blank }) => ({ round, roll, marks, counts, blank })),
  });
  const words = resultWords({ result, winner }, last, options);
  await tellTeam(await again(voting), { type: 'vote.final', eventId, result: words });
  await tellAuthors(voting, eventId, options, words);
}

export interface LotBody {
  readonly heldAt: string;
  readonly place: string;
  readonly witnesses: readonly string[];
  readonly winner: number;
  readonly text: string;
}

/** R17: the lot that was drawn in public after the second tie. */
export async function recordLot(voting: Voting, body: LotBody): Promise<Answer> {
  const { trx, vote, now, actorId } = voting;
  if (vote.state !== 'lot') return refused({ code: 'lot-not-due' });
  const round = await roundOf(trx, vote);
  const outcome = round.outcome?.outcome;
  if (outcome?.kind !== 'tie') return refused({ code: 'lot-not-due' });
  const heldAt = new Date(body.heldAt);
  if (heldAt > now || (round.counted_at !== null && heldAt < round.counted_at)) return refused(wrongTime);
  // The same name written in another way is no other witness.
  const witnesses = [...new Map(body.witnesses.toReversed().map((name) => [searchKey(name), name])).values()].reverse();
  const { witnesses: need } = vote.charter;
  if (witnesses.length < need) return refused({ code: 'lot-witnesses-missing', need, have: witnesses.length });
  if (!outcome.between.includes(body.winner)) return refused({ code: 'lot-not-among-tied', option: body.winner });
  await trx('vote_lots').insert({
    vote_id: vote.id,
    held_at: heldAt,
    place: body.place,
    witnesses: JSON.stringify(witnesses),
    winner: body.winner,
    words: body.text,
    recorded_at: now,
    recorded_by: actorId,
  });
  const data = { heldAt: heldAt.toISOString(), winner: body.winner, witnesses: witnesses.length };
  const texts = { place: body.place, words: body.text, witnesses: witnesses.join('\n') };
  await recordVoteEvent(voting, 'vote.lot-drawn', data, texts);
  await finish(voting, { result: 'lot', winner: body.winner }, outcome);
  return { done: true, result: {} };
}

const wrongTime = {
  code: 'fields-refused',
  faults: [
    {
      field: 'heldAt',
      reason: {
        ro: 'Tragerea la sorți are loc după numărarea turului al doilea și nu în viitor. Corectați ora.',
        en: 'The lot is drawn after the run-off was counted, and not in the future. Correct the time.',
      },
    },
  ],
} as const;
