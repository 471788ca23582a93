/** Messages to the voters on the roll, a bounded number at a time (design: large audiences in chunks). */
import type { VoterMessageType } from '../../domain/messages.ts';
import { noticeKey } from '../../domain/runs.ts';
import { type VoteNotice, voterNotices } from '../../domain/vote-schedule.ts';
import type { VoterStep } from '../../domain/votes.ts';
import type { Store } from '../store.ts';
import { issueCodes, votersForCodes } from './issue-codes.ts';
import { notifyVoters } from './notify-voters.ts';
import { decidedVoteNotices, recordVoteNotice } from './vote-notices.ts';
import { currentRound, notesOf, type RoundRow } from './vote-rows.ts';
import type { VoterRow } from './voter-rows.ts';
import { lockVote, recordVoteEvent, type Voting, voteFacts } from './voting.ts';

/** Voters of one transaction: casting goes on between two of them. */
const CHUNK = 200;

const TYPE_OF: Readonly<Record<VoterStep, VoterMessageType>> = {
  opened: 'voter.code',
  reminder: 'voter.reminder',
  'run-off': 'voter.run-off',
  extended: 'voter.extended',
  cancelled: 'voter.cancelled',
};

/**
 * Writes the next messages of a step; with the last ones, or where the step has lost its meaning, the step is recorded.
 * R24: whoever was told of this step (about this instant) is not told again, whatever is retried.
 * @returns whether there are more to be written
 */
export async function tellVoters(
  store: Store,
  voteId: string,
  step: VoterStep,
  now: Date,
): Promise<{ readonly more: boolean }> {
  return store.knex.transaction(async (trx) => {
    const voting = await lockVote(store, trx, voteId, now);
    const { vote, plan } = voting;
    const round = await currentRound(trx, vote);
    const decided = await decidedVoteNotices(trx, voteId);
    const owed = voterNotices(voteFacts(vote, round), plan.settings).filter(
      (notice) => notice.step === step && notice.owedAt <= now && !decided.has(noticeKey(notice)),
    );
    for (const notice of owed) {
      const late = step !== 'cancelled' && round !== undefined && now >= round.closes_at;
      if (!round || vote.roll_deleted_at !== null || late) {
        await recordVoteNotice(trx, voteId, notice, 'overtaken', now);
        continue;
      }
      const told = await tellSome(voting, notice, round);
      if (told === CHUNK) return { more: true };
      await recordVoteNotice(trx, voteId, notice, 'sent', now);
    }
    return { more: false };
  });
}

/** @returns how many were written to */
async function tellSome(voting: Voting, { step, aboutAt }: VoteNotice<VoterStep>, round: RoundRow): Promise<number> {
  const { trx, vote, now } = voting;
  const type = TYPE_OF[step];
  const voters = await votersForCodes(trx, vote, untold(type, aboutAt, step), CHUNK);
  if (voters.length === 0) return 0;
  const issued = step === 'opened' ? await issueCodes(trx, vote.id, voters, 'mail', now) : unchanged(voters);
  const eventId = await recordVoteEvent(voting, 'vote.voters-told', {
    step,
    round: round.round,
    aboutAt: aboutAt.toISOString(),
    // R16: of those who have not voted yet the number would tell the turnout.
    ...((step === 'opened' || step === 'cancelled' || vote.charter.turnoutShown) && { voters: voters.length }),
  });
  const reason = await reasonOf(voting, step);
  await notifyVoters(voting, { type, eventId, round, reason }, issued);
  return voters.length;
}

/** In public, why the vote was put off or cancelled. */
async function reasonOf({ trx, vote }: Voting, step: VoterStep): Promise<string | undefined> {
  const kind = { extended: 'extended', cancelled: 'cancelled' }[step as string];
  if (kind === undefined) return undefined;
  return (await notesOf(trx, vote.id)).findLast((note) => note.kind === kind)?.words;
}

const CODES: { readonly [Step in VoterStep]?: string } = {
  opened: 'and v.code_hash is null',
  cancelled: 'and v.code_hash is not null',
};

const unchanged = (voters: readonly VoterRow[]) => voters.map((voter) => ({ voter, code: null }));

/** With an address, and not told yet. Codes go to those who have none, that there is no vote to those who have one. */
function untold(type: VoterMessageType, aboutAt: Date, step: VoterStep) {
  return {
    sql: `v.email is not null ${CODES[step] ?? ''}
      and not exists (select 1 from messages m join events e on e.id = m.event_id
                       where m.voter_id = v.id and m.event_type = ?
                         and (e.data::jsonb ->> 'aboutAt' = ? or e.data::jsonb ->> 'aboutAt' is null))`,
    bindings: [type, aboutAt.toISOString()],
  };
}
