/** A round opens at its time, or late after downtime; the first one freezes charter and ballot (R12, R13). */
import { charterText, runOffWindow } from '../../domain/charter.ts';
import type { LocalText } from '../../domain/lifecycle.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { describeRefusal } from '../../domain/refusal-words.ts';
import { noticeKey } from '../../domain/runs.ts';
import { BLANK } from '../../domain/vote-count.ts';
import type { BLOCKED_STEPS } from '../../domain/vote-schedule.ts';
import { canonicalJson, sha256, sha256Hex } from '../canonical.ts';
import { refuseBallot } from './announce.ts';
import { publishNote } from './notes.ts';
import { tellTeam } from './tell-team.ts';
import { decidedVoteNotices, recordVoteNotice } from './vote-notices.ts';
import { candidatesOf, type OptionRow, optionsOf, type RoundRow, rollFigures } from './vote-rows.ts';
import { again, recordVoteEvent, roundOf, updateVote, type Voting } from './voting.ts';

/** @returns whether the round opened, or got another window */
export async function openDue(voting: Voting): Promise<boolean> {
  const { trx, vote, now } = voting;
  const round = await roundOf(trx, vote);
  if (now >= round.closes_at) return vote.round === 2 ? giveRunOffItsTime(voting, round) : missWindow(voting, round);
  if (vote.round === 1) {
    const refusal = await refuseBallot(voting);
    if (refusal) {
      await tellBlocked(voting, round, refusal);
      return false;
    }
    await freeze(voting, round);
  }
  await trx.raw('select booth_open(?, ?)', [vote.id, now]);
  await updateVote(voting, {});
  await tellOpened(await again(voting), round);
  return true;
}

/** R13: charter and ballot as they are from now on. */
async function freeze(voting: Voting, round: RoundRow): Promise<void> {
  const { trx, vote, plan, now } = voting;
  const { eligible } = await candidatesOf(trx, vote, plan);
  const options = eligible.map(({ id, title, summary }, place) => ({
    vote_id: vote.id,
    number: place + 1,
    proposal_id: id,
    title,
    summary,
  }));
  await trx('vote_options').insert(options);
  const numbers = options.map(({ number }) => number);
  const choices = vote.charter.blankAllowed ? [BLANK, ...numbers] : numbers;
  await trx('vote_rounds').where({ id: round.id }).update({ choices });
  const text = charterText(vote.charter);
  await updateVote(voting, { charter_text: text, charter_hash: sha256(text), frozen_at: now });
}

/** Of everything that stands on the ballot. */
export const ballotHash = (options: readonly OptionRow[]): string =>
  sha256Hex(
    canonicalJson(options.map(({ number, proposal_id, title, summary }) => ({ number, proposal_id, title, summary }))),
  );

async function tellOpened(voting: Voting, { round, opens_at, closes_at }: RoundRow): Promise<void> {
  const { trx, vote } = voting;
  const options = await optionsOf(trx, vote.id);
  const eventId = await recordVoteEvent(voting, 'vote.opened', {
    round,
    opensAt: opens_at.toISOString(),
    closesAt: closes_at.toISOString(),
    roll: await rollFigures(trx, vote.id),
    charterHash: vote.charter_hash?.toString('hex'),
    ballotHash: ballotHash(options),
    options: options.map(({ number, proposal_id: proposalId }) => ({ number, proposalId })),
  });
  await tellTeam(voting, { type: 'vote.opened', eventId });
}

/** R12: it stays announced; the owner and the managers are told once. */
async function tellBlocked(voting: Voting, round: RoundRow, refusal: Refusal): Promise<void> {
  const why = { ro: describeRefusal(refusal, 'ro').detail, en: describeRefusal(refusal, 'en').detail };
  await tellOnce(voting, round, 'blocked', refusal.code, why);
}

/** The whole window went by while nothing ran, or while the ballot was not complete: nobody could have voted in it. */
async function missWindow(voting: Voting, round: RoundRow): Promise<false> {
  await tellOnce(voting, round, 'window-missed', 'window-missed', {
    ro: 'Perioada votului a trecut fără ca votul să se deschidă. Alegeți o perioadă nouă în regulament, cu un motiv public.',
    en: 'The window of the vote went by without the vote having opened. Choose another one in the charter, with a public reason.',
  });
  return false;
}

async function tellOnce(
  voting: Voting,
  round: RoundRow,
  step: (typeof BLOCKED_STEPS)[number],
  why: string,
  result: LocalText,
): Promise<void> {
  const { trx, vote, now } = voting;
  const notice = { step, aboutAt: round.opens_at, owedAt: round.opens_at };
  if ((await decidedVoteNotices(trx, vote.id)).has(noticeKey(notice))) return;
  await recordVoteNotice(trx, vote.id, notice, 'sent', now);
  const eventId = await recordVoteEvent(voting, 'vote.blocked', { round: round.round, why });
  await tellTeam(voting, { type: 'vote.blocked', eventId, result });
}

const MISSED_RUN_OFF =
  'Turul al doilea nu s-a putut deschide la timp, deci are o perioadă nouă. / The run-off could not open in time, so it has another window.';

/** The charter is frozen, so a run-off whose window went by during an outage gets the one that it gives from now on. */
async function giveRunOffItsTime(voting: Voting, round: RoundRow): Promise<true> {
  const { trx, vote, now } = voting;
  const window = runOffWindow(now, vote.charter);
  await trx('vote_rounds').where({ id: round.id }).update({ opens_at: window.opensAt, closes_at: window.closesAt });
  await updateVote(voting, {});
  await publishNote(voting, 'note', MISSED_RUN_OFF, 'vote.run-off-moved', {
    round: 2,
    opensAt: window.opensAt.toISOString(),
    closesAt: window.closesAt.toISOString(),
  });
  return true;
}
