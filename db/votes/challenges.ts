/** Challenges of a roll: somebody says that it is wrong, and somebody decides, with a reason (R13). */
import type { Answer } from '../../domain/refusal.ts';
import type { CommandInput } from '../commands.ts';
import { refused } from '../register/registering.ts';
import type { Reader, Store } from '../store.ts';
import { changingRoll, isRollOpen, ROLL_KEEPERS, recordRoll } from './roll-changing.ts';

export type ChallengeKind = 'missing' | 'wrong' | 'not-entitled';

export interface ChallengeRow {
  readonly id: string;
  readonly vote_id: string;
  readonly voter_id: string | null;
  readonly kind: ChallengeKind;
  readonly words: string;
  readonly state: 'open' | 'accepted' | 'refused';
  readonly reason: string;
}

export const findChallenge = (reader: Reader, id: string): Promise<ChallengeRow | undefined> =>
  reader('roll_challenges').where({ id }).first<ChallengeRow | undefined>();

/** Records a challenge; the command's target is its new id. After the roll's date none is taken. */
export function makeChallenge(
  store: Store,
  command: CommandInput,
  voteId: string,
  body: { readonly kind: ChallengeKind; readonly voterId: string | null; readonly text: string },
  now: Date,
): Promise<Answer> {
  const change = { voteId, roles: ROLL_KEEPERS, texts: { text: body.text } };
  return changingRoll(store, command, now, change, async (changing) => {
    const { trx, vote } = changing;
    if (!isRollOpen(vote, now)) return refused({ code: 'roll-closed', since: vote.charter.challengesUntil });
    if (body.voterId !== null) {
      const voter = await trx('voters').where({ id: body.voterId, vote_id: voteId }).first('id');
      if (!voter) return refused({ code: 'unknown-key', field: 'voterId', key: body.voterId });
    }
    await trx('roll_challenges').insert({
      id: command.targetId,
      vote_id: voteId,
      voter_id: body.voterId,
      kind: body.kind,
      words: body.text,
      made_by: command.userId,
      made_at: now,
    });
    await recordRoll(changing, 'roll.challenged', { challengeId: command.targetId, kind: body.kind });
    return { done: true, result: { id: command.targetId } };
  });
}

/** Decides a challenge, also after the roll's date: who asked in time gets an answer. */
export function decideChallenge(
  store: Store,
  command: CommandInput,
  challenge: Pick<ChallengeRow, 'id' | 'vote_id'>,
  { accepted, reason }: { readonly accepted: boolean; readonly reason: string },
  now: Date,
): Promise<Answer> {
  const change = { voteId: challenge.vote_id, roles: ROLL_KEEPERS, texts: { reason } };
  return changingRoll(store, command, now, change, async (changing) => {
    const { trx } = changing;
    const row = await trx('roll_challenges').where({ id: challenge.id }).first<ChallengeRow>();
    if (row.state !== 'open') return refused({ code: 'challenge-decided' });
    const state = accepted ? 'accepted' : 'refused';
    await trx('roll_challenges')
      .where({ id: challenge.id })
      .update({ state, reason, decided_by: command.userId, decided_at: now });
    await recordRoll(changing, 'roll.challenge-decided', { challengeId: challenge.id, state });
    return { done: true, result: { id: challenge.id } };
  });
}

export interface ChallengeView {
  readonly id: string;
  readonly voteId: string;
  readonly voter: { readonly id: string; readonly number: number; readonly name: string } | null;
  readonly kind: ChallengeKind;
  readonly text: string;
  readonly state: ChallengeRow['state'];
  readonly reason: string;
  readonly madeBy: { readonly id: string; readonly name: string };
  readonly madeAt: Date;
  readonly decidedBy: { readonly id: string; readonly name: string } | null;
  readonly decidedAt: Date | null;
}

/** The latest first; a vote has few of them. */
export async function challengesOf(reader: Reader, voteId: string): Promise<ChallengeView[]> {
  const { rows } = await reader.raw<{ rows: ChallengeView[] }>(
    `select c.id, c.vote_id as "voteId", c.kind, c.words as text, c.state, c.reason, c.made_at as "madeAt",
            c.decided_at as "decidedAt",
            case when v.id is not null then json_build_object('id', v.id, 'number', v.number,
                 'name', trim(v.family_name || ' ' || v.given_name)) end as voter,
            json_build_object('id', m.id, 'name', m.name) as "madeBy",
            case when d.id is not null then json_build_object('id', d.id, 'name', d.name) end as "decidedBy"
       from roll_challenges c join users m on m.id = c.made_by
       left join users d on d.id = c.decided_by left join voters v on v.id = c.voter_id
      where c.vote_id = ? order by c.made_at desc, c.id`,
    [voteId],
  );
  return rows;
}
