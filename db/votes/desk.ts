/**
 * The desk on voting day (R14): somebody who votes on paper is marked under the same key as online. A mark is no command:
 * commands keep their time, and when somebody voted stands nowhere (R15). Doing it twice says so, which is answer enough.
 * Who marked somebody is kept with the mark, since whoever keeps the desk answers for it.
 */
import type { Answer, Refusal } from '../../domain/refusal.ts';
import type { CommandInput } from '../commands.ts';
import { refused } from '../register/registering.ts';
import type { Store } from '../store.ts';
import { changingRoll, ROLL_CORRECTORS, recordRoll } from './roll-changing.ts';
import type { VoterRow } from './voter-rows.ts';

type DeskAnswer =
  | 'marked'
  | 'unmarked'
  | 'already-voted'
  | 'unknown-voter'
  | 'not-marked'
  | 'own-mark'
  | 'not-open'
  | 'over'
  | 'no-vote';

const REFUSALS: Readonly<Record<Exclude<DeskAnswer, 'marked' | 'unmarked'>, Refusal>> = {
  'already-voted': { code: 'already-voted' },
  'unknown-voter': { code: 'voter-struck' },
  'not-marked': { code: 'not-marked-on-paper' },
  'own-mark': { code: 'own-mark' },
  'not-open': { code: 'vote-not-open' },
  over: { code: 'vote-closed' },
  'no-vote': { code: 'vote-closed' },
};

function answerOf(answer: DeskAnswer): Answer {
  if (answer === 'marked' || answer === 'unmarked') return { done: true, result: { answer } };
  return refused(REFUSALS[answer]);
}

/** Marks a voter as voting on paper. @param by who sits at the desk; the caller let them in by role */
export async function markOnPaper(
  store: Pick<Store, 'knex'>,
  voter: Pick<VoterRow, 'id' | 'vote_id'>,
  by: string,
  now: Date,
): Promise<Answer> {
  const { rows } = await store.knex.raw<{ rows: { answer: DeskAnswer }[] }>(
    'select booth_mark_paper(?, ?, ?, ?) as answer',
    [voter.vote_id, voter.id, by, now],
  );
  return answerOf(rows[0]?.answer ?? 'no-vote');
}

/**
 * Takes back a mark that somebody else set by mistake: a manager's, with a reason and an event. How many were taken back
 * is published with the count of the box, since the paper may lie in it.
 */
export function unmarkOnPaper(
  store: Store,
  command: CommandInput,
  voter: Pick<VoterRow, 'id' | 'vote_id'>,
  reason: string,
  now: Date,
): Promise<Answer> {
  const change = { voteId: voter.vote_id, roles: ROLL_CORRECTORS, texts: { reason } };
  return changingRoll(store, command, now, change, async (changing) => {
    const { rows } = await changing.trx.raw<{ rows: { answer: DeskAnswer }[] }>(
      'select booth_unmark_paper(?, ?, ?, ?) as answer',
      [voter.vote_id, voter.id, command.userId, now],
    );
    const answer = answerOf(rows[0]?.answer ?? 'no-vote');
    if (answer.done) await recordRoll(changing, 'roll.unmarked', { voterId: voter.id }, { reason });
    return answer;
  });
}
