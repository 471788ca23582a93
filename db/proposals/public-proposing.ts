/**
 * Proposals by the public: written on a page, confirmed by e-mail. Until then nothing of one is recorded; the secret of
 * the link is known only to who got the message.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Locale } from '../../domain/lifecycle.ts';
import { refuseTime } from '../../domain/proposal-rules.ts';
import type { MilestoneRow } from '../milestones.ts';
import { lockProject, type ProjectRow, planOf } from '../projects.ts';
import type { PublicProject } from '../reads/public-project.ts';
import { newId, type Reader, type Store } from '../store.ts';
import { isVoteAnnounced } from '../votes/vote-rows.ts';
import { insertProposal, type WrittenProposal } from './enter-proposal.ts';
import { isVotedOn } from './proposal-rows.ts';

/** How long the link in the message works. */
export const PROPOSAL_REQUEST_LIFE_MS = 48 * 60 * 60 * 1000;

const TOKEN_BYTES = 32;
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The milestone whose consultations take proposals now, by the plan's order; null where none does. */
export async function milestoneTaking(
  reader: Reader,
  project: Pick<ProjectRow, 'id' | 'state'>,
): Promise<MilestoneRow | null> {
  const milestones = await reader('milestones')
    .where({ project_id: project.id, kind: 'consultation' })
    .orderBy('position')
    .select<MilestoneRow[]>();
  for (const milestone of milestones) if (await takesProposals(reader, project, milestone)) return milestone;
  return null;
}

/** From the announcement of the vote on, the public adds nothing: a vote opens with a decision on every proposal (R12). */
async function takesProposals(
  reader: Reader,
  { state: projectState }: Pick<ProjectRow, 'state'>,
  milestone: MilestoneRow,
): Promise<boolean> {
  const { id, project_id: projectId, state: milestoneState } = milestone;
  if (refuseTime({ projectState, milestoneState, voting: await isVotedOn(reader, id) }) !== null) return false;
  return !(await isVoteAnnounced(reader, milestone, await planOf(reader, projectId)));
}

/**
 * Keeps what somebody wrote until it is confirmed, or dropped as expired.
 * @param written checked by the form
 * @returns the secret of the link
 */
export async function requestProposal(
  store: Store,
  milestone: Pick<MilestoneRow, 'id' | 'project_id'>,
  written: WrittenProposal,
  locale: Locale,
  now: Date,
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const expiresAt = new Date(now.getTime() + PROPOSAL_REQUEST_LIFE_MS);
  await store.knex('proposal_requests').insert({
    id: newId(),
    project_id: milestone.project_id,
    milestone_id: milestone.id,
    token_hash: hashOf(token),
    locale,
    body: JSON.stringify(written),
    requested_at: now,
    expires_at: expiresAt,
  });
  return { token, expiresAt };
}

interface RequestRow {
  readonly id: string;
  readonly project_id: string;
  readonly milestone_id: string;
  readonly locale: Locale;
  /** Once it is answered, nothing of what was written stays. */
  readonly body: WrittenProposal | { readonly outcome: 'entered' | 'closed' };
  readonly expires_at: Date;
  readonly proposal_id: string | null;
}

const requestBy = (reader: Reader, projectId: string, token: string): Promise<RequestRow | undefined> =>
  reader('proposal_requests')
    .where({ token_hash: hashOf(token), project_id: projectId })
    .first<RequestRow | undefined>();

/** Where a request stands: it waits, with what was written; it expired; it became a proposal; or it came too late. */
export type FoundProposalRequest =
  | { readonly state: 'waiting'; readonly written: WrittenProposal }
  | { readonly state: 'expired' | 'closed' }
  | { readonly state: 'entered'; readonly number: number; readonly title: string };

/** What a link is about; null for one that was never made, or is long over. */
export async function findProposalRequest(
  reader: Reader,
  project: PublicProject,
  token: string,
  now: Date,
): Promise<FoundProposalRequest | null> {
  const request = await requestBy(reader, project.id, token);
  if (!request) return null;
  const { body } = request;
  if (request.proposal_id !== null) {
    const entered = await reader('proposals')
      .where({ id: request.proposal_id })
      .first<{ number: number; title: string }>('number', 'title');
    return { state: 'entered', ...entered };
  }
  if (!('title' in body)) return { state: 'closed' };
  const milestone = await reader('milestones').where({ id: request.milestone_id }).first<MilestoneRow>();
  if (!(await takesProposals(reader, project, milestone))) return { state: 'closed' };
  return request.expires_at <= now ? { state: 'expired' } : { state: 'waiting', written: body };
}

/**
 * Confirms a request: the proposal enters under its number, and its author is told. Confirmed again, also twice at
 * once, nothing more happens; nor does anything with a link that expired or was never made.
 */
export async function confirmProposal(store: Store, projectId: string, token: string, now: Date): Promise<void> {
  await store.knex.transaction(async (trx) => {
    const project = await lockProject(trx, projectId);
    // Read under the lock: the other of two at once has answered it.
    const request = project && (await requestBy(trx, projectId, token));
    if (!request || !('title' in request.body) || request.expires_at <= now) return;
    const milestone = await trx('milestones').where({ id: request.milestone_id }).first<MilestoneRow>();
    const answer = (change: object) => trx('proposal_requests').where({ id: request.id }).update(change);
    if (!(await takesProposals(trx, project, milestone))) {
      await answer({ body: JSON.stringify({ outcome: 'closed' }) });
      return;
    }
    const plan = await planOf(trx, project.id);
    const about = { store, trx, project, plan, milestone, now, actorId: null };
    const origin = { locale: request.locale, runId: null };
    const { id } = await insertProposal(about, newId(), request.body, origin);
    await answer({ body: JSON.stringify({ outcome: 'entered' }), proposal_id: id });
  });
}
