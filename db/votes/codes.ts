/** Codes that the keepers of the roll give: letters for many, or one code again by mail or by letter (R14, R15a). */
import type { Answer } from '../../domain/refusal.ts';
import type { Letter, LetterFacts } from '../../domain/voting-letter.ts';
import type { CommandInput } from '../commands.ts';
import { refused } from '../register/registering.ts';
import type { Store } from '../store.ts';
import { type Issued, issueCodes, votersForCodes } from './issue-codes.ts';
import { notifyVoters } from './notify-voters.ts';
import { CODES_IN, changingRoll, ROLL_KEEPERS, recordRoll } from './roll-changing.ts';
import { currentRound } from './vote-rows.ts';
import { findVoter, type VoterRow, votedIn } from './voter-rows.ts';
import type { Voting } from './voting.ts';

/** More letters than a commune has voters. */
const MOST_LETTERS = 20_000;

export type LettersFor = 'without-email' | 'without-code' | readonly string[];

/** The letters of one command: made once, printed from this answer, and kept nowhere. */
export interface Letters {
  readonly facts: LetterFacts;
  readonly letters: readonly Letter[];
}

/**
 * Draws codes for letters. A repetition of the command is refused: the codes of the first time exist nowhere any more.
 * @param publicUrl where people reach the server, without a slash at the end
 * @param reissue also those who have a code already, which is then void
 */
export async function codesForLetters(
  store: Store,
  command: CommandInput,
  voteId: string,
  body: { readonly who: LettersFor; readonly reissue: boolean },
  publicUrl: string,
  now: Date,
): Promise<{ readonly answer: Answer; readonly made: Letters | null }> {
  let made: Letters | null = null;
  const answer = await changingRoll(
    store,
    command,
    now,
    { voteId, roles: ROLL_KEEPERS, texts: {} },
    async (changing) => {
      const { trx, vote } = changing;
      if (!CODES_IN.includes(vote.state)) return refused({ code: 'vote-state', state: vote.state, verb: 'codes' });
      await holdVote(changing);
      const voters = await votersForCodes(trx, vote, wanted(body), MOST_LETTERS);
      if (voters.length === 0) return refused({ code: 'nobody-for-code' });
      const issued = await issueCodes(trx, voteId, voters, 'letter', now);
      await recordRoll(changing, 'roll.codes-issued', {
        by: 'letter',
        voters: issued.length,
        reissue: body.reissue,
        ...replacedOf(body, voters),
      });
      made = { facts: await letterFacts(changing, publicUrl), letters: issued.map(letterOf) };
      return { done: true, result: { id: voteId, letters: issued.length } };
    },
  );
  if (answer.done && made === null) return { answer: refused({ code: 'codes-shown-once' }), made };
  return { answer, made };
}

/** How many had a code, which is void now; where they were chosen one by one, who: such a change is on record (R15a). */
function replacedOf({ who }: { readonly who: LettersFor }, voters: readonly VoterRow[]) {
  const had = voters.filter(({ code_hash: hash }) => hash !== null).map(({ id }) => id);
  if (had.length === 0) return {};
  return { replaced: had.length, ...(Array.isArray(who) && { voterIds: had }) };
}

/** Whoever casts holds the vote's row too, so that no ballot slips between an old code and a new one. */
const holdVote = ({ trx, vote }: Voting) => trx('votes').where({ id: vote.id }).forUpdate().first('id');

function wanted({ who, reissue }: { readonly who: LettersFor; readonly reissue: boolean }) {
  const fresh = reissue ? 'true' : 'v.code_hash is null';
  if (who === 'without-email') return { sql: `v.email is null and ${fresh}`, bindings: [] };
  if (who === 'without-code') return { sql: 'v.code_hash is null', bindings: [] };
  return { sql: `v.id = any(?::uuid[]) and ${fresh}`, bindings: [[...who]] };
}

async function letterFacts({ trx, project, plan, vote }: Voting, publicUrl: string): Promise<LetterFacts> {
  const round = await currentRound(trx, vote);
  const lead = plan.partners.find(({ role }) => role === 'lead') ?? plan.partners[0];
  return {
    project: project.title,
    publicity: plan.publicity,
    sender: lead?.name ?? project.title,
    question: vote.charter.question,
    round: vote.round,
    opensAt: round?.opens_at ?? new Date(vote.charter.opensAt),
    closesAt: round?.closes_at ?? new Date(vote.charter.closesAt),
    address: `${publicUrl}/p/${encodeURIComponent(project.slug)}/vote`,
    voteId: vote.id,
  };
}

const letterOf = ({ voter, code }: Issued): Letter => ({
  name: `${voter.given_name} ${voter.family_name}`.trim(),
  address: voter.address === '' ? [] : voter.address.split(/,\s*/),
  locale: voter.locale,
  code,
});

/** Another code by mail for one voter; the earlier one is void. */
export function codeByMail(store: Store, command: CommandInput, before: VoterRow, now: Date): Promise<Answer> {
  const change = { voteId: before.vote_id, roles: ROLL_KEEPERS, texts: {} };
  return changingRoll(store, command, now, change, async (changing) => {
    const { trx, vote } = changing;
    if (!CODES_IN.includes(vote.state)) return refused({ code: 'vote-state', state: vote.state, verb: 'codes' });
    await holdVote(changing);
    const voter = await findVoter(trx, before.id);
    if (!voter) return refused({ code: 'unknown-key', field: 'id', key: before.id });
    if (voter.struck_at !== null) return refused({ code: 'voter-struck' });
    if (voter.email === null) return refused({ code: 'voter-unreachable' });
    const round = await currentRound(trx, vote);
    // R15a: nobody who is marked as having voted gets a code in this round.
    if (round && (await votedIn(trx, round.id, voter.id)) !== null) return refused({ code: 'already-voted' });
    const issued = await issueCodes(trx, vote.id, [voter], 'mail', now);
    const eventId = await recordRoll(changing, 'roll.code-reissued', { voterId: voter.id, by: 'mail' });
    await notifyVoters(changing, { type: 'voter.code', eventId, round }, issued);
    return { done: true, result: { id: voter.id } };
  });
}
