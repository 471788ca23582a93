/** Proposals for tests: a project with consultations, proposals entered at one, and a vote that opens on them. */
import { randomUUID } from 'node:crypto';
import { advanceProject } from '../../db/advance.ts';
import { newAddress } from './addresses.ts';
import type { Answered, Api, Visitor } from './api.ts';
import { planWith } from './plans.ts';
import { runWith } from './runs-by-sql.ts';

/** After the consultation that `runWith` makes. */
export const NOW = new Date('2026-03-05T09:00:00Z');

export interface Forum {
  readonly projectId: string;
  readonly slug: string;
  readonly milestoneId: string;
  readonly runId: string;
}

/** A project with the consultations' milestone open, one of which was held. */
export async function forumOf(api: Api, keys: readonly string[] = ['A9', 'A10']): Promise<Forum> {
  const { staff, manager, partner, auditor } = api.people;
  api.setClock(NOW);
  const members = [staff, manager, partner, auditor];
  const { id: projectId, slug } = await api.createProject(planWith(keys), '2026-03-01', members);
  await advanceProject(api.store, projectId, NOW);
  const { id: milestoneId } = await api.milestone('A9', projectId);
  const { id: runId } = await runWith(api, { projectId, milestoneId });
  return { projectId, slug, milestoneId, runId };
}

export interface Proposed {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly title: string;
  readonly state: string;
  readonly reason: string;
  readonly summary: string;
  readonly allowed: readonly string[];
  readonly merged: readonly { readonly number: number }[];
  readonly parts: readonly { readonly id: string; readonly number: number }[];
  readonly mergedInto: { readonly number: number } | null;
  readonly author: { readonly known: boolean; readonly name: string; readonly email: string | null };
}

export const proposalBody = ({ runId }: Pick<Forum, 'runId'>, change: object = {}) => ({
  runId,
  title: 'Iluminat public cu senzori (exemplu)',
  summary: 'Lămpi cu senzori pe strada Morii.',
  authorName: 'Ana Exemplu',
  authorEmail: newAddress('autor'),
  authorShown: true,
  ...change,
});

/** Enters a proposal that must be taken. */
export async function proposed(api: Api, forum: Forum, change: object = {}): Promise<Proposed> {
  const answer = await api.people.staff.command(
    `/api/milestones/${forum.milestoneId}/proposals`,
    proposalBody(forum, change),
  );
  if (answer.status !== 201) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.json();
}

export const order = (who: Visitor, proposal: Pick<Proposed, 'id' | 'version'>, verb: string, body: object) =>
  who.command(`/api/proposals/${proposal.id}/${verb}`, { version: proposal.version, ...body });

/** The answer of a command that must be done. */
export async function done(answer: Promise<Answered>): Promise<Proposed> {
  const { status, text, json } = await answer;
  if (status !== 200) throw new Error(`${status}: ${text}`);
  return json<Proposed>();
}

export const proposalNow = async (who: Visitor, id: string): Promise<Proposed> =>
  (await who.get(`/api/proposals/${id}`)).json();

/** The kinds of messages to the authors of these proposals, by the alphabet. */
export async function toldOf(api: Api, ids: readonly string[]): Promise<string[]> {
  return api.store
    .knex('messages')
    .whereIn('proposal_id', [...ids])
    .orderBy('event_type')
    .pluck<string[]>('event_type');
}

/** A vote that has opened with these proposals on its ballot, written straight into the tables. */
export async function voteOpened(api: Api, { projectId }: Forum, proposalIds: readonly string[]): Promise<string> {
  const { id: milestoneId } = await api.milestone('A10', projectId);
  const id = randomUUID();
  const { owner } = api.database;
  await owner('votes').insert({
    id,
    project_id: projectId,
    milestone_id: milestoneId,
    number: 1,
    charter: '{}',
    created_at: NOW,
    changed_at: NOW,
  });
  await owner('vote_options').insert(
    proposalIds.map((proposal, at) => ({
      vote_id: id,
      number: at + 1,
      proposal_id: proposal,
      title: 'x',
      summary: 'x',
    })),
  );
  const frozen = { frozen_at: NOW, charter_text: '{}', charter_hash: Buffer.alloc(32) };
  await owner('votes').where({ id }).update({ state: 'announced', announced_at: NOW });
  await owner('votes')
    .where({ id })
    .update({ state: 'open', ...frozen });
  return id;
}
