/** Changes of a roll, one person at a time: added, corrected, struck, put back (R13, R14). */
import type { Answer } from '../../domain/refusal.ts';
import { type VoterFields, voterFaults } from '../../domain/roll.ts';
import type { CommandInput } from '../commands.ts';
import { refused } from '../register/registering.ts';
import type { Store } from '../store.ts';
import { voidSealed } from './issue-codes.ts';
import { personHash } from './person-hash.ts';
import {
  type ChangingRoll,
  changingRoll,
  ROLL_KEEPERS,
  type RollChange,
  recordRoll,
  voterRule,
} from './roll-changing.ts';
import { currentRound } from './vote-rows.ts';
import { findVoter, insertVoters, type VoterRow, votedIn, voterColumns, votersByKey } from './voter-rows.ts';

interface Late {
  readonly publicReason?: string | undefined;
}

const boundTo = (voteId: string, texts: RollChange['texts'], { publicReason }: Late): RollChange => ({
  voteId,
  roles: ROLL_KEEPERS,
  texts: { ...texts, publicReason },
  bound: { publicReason },
});

const written = ({ familyName, givenName, address, email }: VoterFields) => ({ familyName, givenName, address, email });

/** Adds one person. */
export function addVoter(
  store: Store,
  command: CommandInput,
  voteId: string,
  voter: VoterFields,
  late: Late,
  now: Date,
): Promise<Answer> {
  return changingRoll(store, command, now, boundTo(voteId, written(voter), late), async (changing) => {
    const refusal = await refuseVoter(changing, voter, null);
    if (refusal) return refusal;
    const { trx, vote, rollKey } = changing;
    const [id = ''] = await insertVoters(trx, { id: vote.id, rollKey }, [voter], now);
    await recordRoll(changing, 'roll.added', { voterId: id });
    return { done: true, result: { id } };
  });
}

async function refuseVoter(
  { trx, vote, rollKey }: ChangingRoll,
  voter: VoterFields,
  self: string | null,
): Promise<Answer | null> {
  const faults = voterFaults(voter, voterRule(vote));
  if (faults.length > 0) return refused({ code: 'fields-refused', faults });
  const [same] = (await votersByKey(trx, vote.id, [personHash(rollKey, voter)])).values();
  return same && same.id !== self ? refused({ code: 'voter-exists', voterId: same.id }) : null;
}

/** The same person. */
const isSame = (row: VoterRow, voter: VoterFields): boolean =>
  row.family_name === voter.familyName && row.given_name === voter.givenName && row.birth_date === voter.birthDate;

/**
 * Corrects an entry. Where a letter goes and in which language may be corrected as long as the vote is on. After the
 * roll's date (R13) who somebody is, and the e-mail address to which their code goes, are corrected in public only:
 * whoever has the code votes.
 */
export async function correctVoter(
  store: Store,
  command: CommandInput,
  before: VoterRow,
  voter: VoterFields,
  late: Late,
  now: Date,
): Promise<Answer> {
  const same = isSame(before, voter);
  const sameMail = before.email === voter.email;
  const bound = boundTo(before.vote_id, written(voter), late);
  const { bound: _, ...free } = bound;
  return changingRoll(store, command, now, same && sameMail ? free : bound, async (changing) => {
    const { trx, rollKey } = changing;
    const row = await findVoter(trx, before.id);
    if (!row) return refused({ code: 'unknown-key', field: 'id', key: before.id });
    // Somebody corrected it meanwhile: it does not become the old one again without a public reason.
    if ((same && !isSame(row, voter)) || (sameMail && row.email !== voter.email))
      return refused({ code: 'record-changed', by: null });
    const refusal = await refuseVoter(changing, voter, row.id);
    if (refusal) return refusal;
    // R14: who has voted stays who they are; under another name they could be added, and vote, once more.
    if (!same) await trx('votes').where({ id: row.vote_id }).forUpdate().first('id');
    const round = same ? undefined : await currentRound(trx, changing.vote);
    if (round && (await votedIn(trx, round.id, row.id)) !== null) return refused({ code: 'already-voted' });
    await trx('voters')
      .where({ id: row.id })
      .update({ ...voterColumns(voter), person_key: personHash(rollKey, voter) });
    await recordRoll(changing, 'roll.corrected', { voterId: row.id, identity: !same, email: !sameMail });
    return { done: true, result: { id: row.id } };
  });
}

/** Strikes somebody off, or puts them back; nobody who has voted is struck off. */
export async function strikeVoter(
  store: Store,
  command: CommandInput,
  before: VoterRow,
  { reason, publicReason, struck }: Late & { readonly reason: string; readonly struck: boolean },
  now: Date,
): Promise<Answer> {
  const bound = boundTo(before.vote_id, { reason }, { publicReason });
  return changingRoll(store, command, now, bound, async (changing) => {
    const { trx, vote } = changing;
    // No ballot slips in between: casting holds the vote's row too.
    await trx('votes').where({ id: vote.id }).forUpdate().first('id');
    const row = await findVoter(trx, before.id);
    if (!row) return refused({ code: 'unknown-key', field: 'id', key: before.id });
    if ((row.struck_at !== null) === struck) return { done: true, result: { id: row.id } };
    const round = await currentRound(trx, vote);
    if (struck && round && (await votedIn(trx, round.id, row.id)) !== null) return refused({ code: 'already-voted' });
    await trx('voters')
      .where({ id: row.id })
      // A code that was given is void: who is put back gets another one.
      .update({
        struck_at: struck ? now : null,
        ...(struck && { code_hash: null, code_by: null, code_issued_at: null }),
      });
    // A code that waits in a message would be void when it comes.
    if (struck) await voidSealed(trx, [row.id]);
    await recordRoll(changing, struck ? 'roll.struck' : 'roll.restored', { voterId: row.id }, { reason });
    return { done: true, result: { id: row.id } };
  });
}
