/** A vote written straight into the tables, with its roll and known codes: for tests of what happens in and after it. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { sha256 } from '../../db/canonical.ts';
import { codeHash } from '../../db/votes/code-hash.ts';
import { type Charter, charterText } from '../../domain/charter.ts';
import { sampleCharter } from '../../domain/sample-vote.ts';
import { CODE_ALPHABET, CODE_LENGTH, RECEIPT_LENGTH } from '../../domain/voting-code.ts';

export interface MadeVote {
  readonly id: string;
  readonly milestoneId: string;
  readonly roundId: string;
  readonly opensAt: Date;
  readonly closesAt: Date;
  /** In the order of the roll. */
  readonly voters: readonly { readonly id: string; readonly code: string }[];
}

const drawn = (length: number): string =>
  Array.from(randomBytes(length), (byte) => CODE_ALPHABET.charAt(byte % CODE_ALPHABET.length)).join('');
export const newCode = (): string => drawn(CODE_LENGTH);
export const newReceipt = (): string => drawn(RECEIPT_LENGTH);

export interface VoteToMake {
  readonly projectId: string;
  readonly milestoneId: string;
  /** Somebody to whom the changes are laid. */
  readonly userId: string;
  readonly voters: number;
  readonly options?: number;
  readonly charter?: Partial<Charter>;
  /** `announced`: its window and roll are there, nothing is frozen. */
  readonly state?: 'announced' | 'open';
}

const PEOPLE_AT_ONCE = 1_000;

/** Makes a vote with options 1, 2, …, announced, and open from the beginning of its window where nothing else is said. */
export async function voteBySql(
  knex: Knex,
  { projectId, milestoneId, userId, voters, options = 3, charter: changes = {}, state = 'open' }: VoteToMake,
): Promise<MadeVote> {
  const [id, roundId] = [randomUUID(), randomUUID()];
  const charter = sampleCharter(changes);
  const [opensAt, closesAt] = [new Date(charter.opensAt), new Date(charter.closesAt)];
  const at = new Date(opensAt.getTime() - 20 * 86_400_000);
  const changed = { changed_by: userId, changed_at: at };
  const numbers = Array.from({ length: options }, (_, index) => index + 1);
  await knex('votes').insert({
    id,
    project_id: projectId,
    milestone_id: milestoneId,
    number: 1,
    state: 'announced',
    charter: JSON.stringify(charter),
    announced_at: at,
    created_at: at,
    ...changed,
  });
  const choices = charter.blankAllowed ? [0, ...numbers] : numbers;
  await knex('vote_rounds').insert({
    id: roundId,
    vote_id: id,
    round: 1,
    opens_at: opensAt,
    closes_at: closesAt,
    choices,
  });
  const { rows } = await knex.raw<{ rows: { first: number }[] }>(
    'select coalesce(max(number), 0)::int as first from proposals where project_id = ?',
    [projectId],
  );
  const first = rows[0]?.first ?? 0;
  const consultations = await knex('milestones').where({ project_id: projectId, kind: 'consultation' }).first('id');
  const proposals = numbers.map((number) => ({
    id: randomUUID(),
    project_id: projectId,
    milestone_id: consultations?.id ?? milestoneId,
    number: first + number,
    title: `Propunerea ${number} (exemplu)`,
    summary: `Ce s-ar face cu propunerea ${number}.`,
    source: 'meeting',
    state: 'eligible',
    created_at: at,
    decided_at: at,
    ...changed,
  }));
  await knex('proposals').insert(proposals);
  const ballot = proposals.map(({ id: proposalId, title, summary }, index) => ({
    vote_id: id,
    number: index + 1,
    proposal_id: proposalId,
    title,
    summary,
  }));
  if (state === 'open') await knex('vote_options').insert(ballot);
  const roll = Array.from({ length: voters }, () => ({ id: randomUUID(), code: newCode() }));
  for (let from = 0; from < voters; from += PEOPLE_AT_ONCE) {
    const rowsOfRoll = roll.slice(from, from + PEOPLE_AT_ONCE).map((voter, index) => ({
      id: voter.id,
      vote_id: id,
      number: from + index + 1,
      person_key: sha256(voter.id),
      family_name: 'Alegătorul',
      given_name: `Nr. ${from + index + 1} (exemplu)`,
      code_hash: codeHash(id, voter.code),
      code_by: 'letter',
      code_issued_at: at,
      created_at: at,
    }));
    await knex('voters').insert(rowsOfRoll);
  }
  if (state === 'open') {
    const text = charterText(charter);
    await knex('votes')
      .where({ id })
      .update({ charter_text: text, charter_hash: sha256(text), frozen_at: opensAt });
    await knex.raw('select booth_open(?, ?)', [id, opensAt]);
  }
  return { id, milestoneId, roundId, opensAt, closesAt, voters: roll };
}
