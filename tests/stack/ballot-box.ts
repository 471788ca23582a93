/** Votes for tests: proposals and a roll by SQL, commands decided without the story, ballots cast as the booth takes them. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { acceptCommand, answerOf } from '../../db/commands.ts';
import type { Store } from '../../db/store.ts';
import { CAST, castAnswers, castValues } from '../../db/votes/booth.ts';
import { decideVote } from '../../db/votes/decide-vote.ts';
import { wakeVote } from '../../db/votes/wake-vote.ts';
import type { Charter } from '../../domain/charter.ts';
import type { ProposalState } from '../../domain/proposals.ts';
import type { Answer, Refusal } from '../../domain/refusal.ts';
import type { VoteStanding } from '../../domain/standing.ts';
import type { VoteVerb } from '../../domain/votes.ts';

/** Proposals of the consultations' milestone, one a state, numbered from `first`. */
export async function proposalsBySql(
  store: Store,
  milestone: { readonly id: string; readonly projectId: string },
  states: readonly ProposalState[],
  { at, first = 1 }: { readonly at: Date; readonly first?: number },
): Promise<string[]> {
  const rows = states.map((state, place) => ({
    id: randomUUID(),
    project_id: milestone.projectId,
    milestone_id: milestone.id,
    number: first + place,
    title: `Propunerea ${first + place} (exemplu)`,
    summary: 'O propunere de exemplu.',
    source: 'meeting',
    state,
    reason: state === 'rejected' ? 'Nu ține de comună.' : '',
    created_at: at,
    changed_at: at,
  }));
  await store.knex('proposals').insert(rows);
  return rows.map(({ id }) => id);
}

export interface TestVoter {
  readonly id: string;
  /** As the booth knows it: the hash of their code. */
  readonly code: Buffer;
}

/** So many entries of the roll, each with a code. */
export async function rollBySql(
  store: Store,
  voteId: string,
  many: number,
  { at, birthDate = '1980-05-17' }: { readonly at: Date; readonly birthDate?: string },
): Promise<TestVoter[]> {
  const { last } = await store
    .knex('voters')
    .where({ vote_id: voteId })
    .first<{ last: number }>(store.knex.raw('coalesce(max(number), 0)::int as last'));
  const voters = Array.from({ length: many }, () => ({ id: randomUUID(), code: randomBytes(32) }));
  await store.knex('voters').insert(
    voters.map(({ id, code }, place) => ({
      id,
      vote_id: voteId,
      number: last + place + 1,
      person_key: createHash('sha256').update(id).digest(),
      family_name: 'Exemplu',
      given_name: `Alegător ${last + place + 1}`,
      name_key: `exemplu alegator ${last + place + 1}`,
      birth_date: birthDate,
      code_hash: code,
      created_at: at,
    })),
  );
  return voters;
}

/** A stored command on a vote, decided by its own transaction. */
export async function decideOnVote(
  store: Store,
  userId: string,
  verb: VoteVerb,
  voteId: string,
  now: Date,
  body: object = {},
): Promise<Answer> {
  const input = { userId, idempotencyKey: randomUUID(), verb: `vote.${verb}`, targetId: voteId, body };
  const { id } = await acceptCommand(store, input, now);
  await decideVote(store, id, now);
  const answer = await answerOf(store, id);
  if (!answer) throw new Error(`${verb} was not decided`);
  return answer;
}

/** The refusal of an answer. @throws for what was done */
export function refusalOf(answer: Answer): Refusal {
  if (answer.done) throw new Error(`it was done: ${JSON.stringify(answer.result)}`);
  return answer.refusal;
}

/** What was done. @throws for a refusal */
export function doneBy(answer: Answer): Readonly<Record<string, unknown>> {
  if (!answer.done) throw new Error(`it was refused: ${JSON.stringify(answer.refusal)}`);
  return answer.result;
}

export interface Choice {
  readonly voter: TestVoter;
  readonly choice: number;
}

const receipt = (): string =>
  [...randomBytes(16)].map((byte) => '0123456789abcdefghjkmnpqrstvwxyz'[byte % 32]).join('');

/** Casts online, as one batch; answers in the order of the choices. */
export async function cast(store: Store, voteId: string, now: Date, choices: readonly Choice[]): Promise<string[]> {
  const batch = choices.map(({ voter, choice }) => ({
    codeHash: voter.code.toString('hex'),
    receipt: receipt(),
    choice,
  }));
  const { text } = CAST;
  const values = castValues(voteId, now, batch);
  const { rows } = await store.knex.raw<{ rows: { answers: string }[] }>(text.replaceAll(/\$\d/g, '?'), values);
  return castAnswers(rows[0]?.answers, batch);
}

/** By whoever changed the vote last. */
export async function markOnPaper(store: Store, voteId: string, voter: TestVoter, now: Date): Promise<string> {
  const { rows } = await store.knex.raw<{ rows: { answer: string }[] }>(
    `select booth_mark_paper(v.id, ?, v.changed_by, ?) as answer from votes v where v.id = ?`,
    [voter.id, now, voteId],
  );
  return rows[0]?.answer ?? '';
}

/** What the story would do at this instant. */
export const wakeAt = (store: Store, voteId: string, now: Date): Promise<VoteStanding> => wakeVote(store, voteId, now);

/** The charter as the form would send it back, changed. */
export function charterWith(charter: Charter, change: Partial<Charter>): Charter {
  return { ...charter, ...change };
}
