/** Proposals: entered at a meeting, worded, merged and split, and decided on (R12). */
import { z } from 'zod';
import type { CommandInput } from '../../db/commands.ts';
import { changeProposal } from '../../db/proposals/change-proposal.ts';
import { decideProposal, reconsiderProposal } from '../../db/proposals/decide-proposal.ts';
import { enterProposal } from '../../db/proposals/enter-proposal.ts';
import { forgetAuthor } from '../../db/proposals/forget-author.ts';
import { listProposals, proposalPage } from '../../db/proposals/list-proposals.ts';
import { mergeProposals } from '../../db/proposals/merge-proposals.ts';
import { splitProposal } from '../../db/proposals/split-proposal.ts';
import type { Target } from '../../db/reads/access.ts';
import type { Store } from '../../db/store.ts';
import type { ProjectRole } from '../../domain/lifecycle.ts';
import { PROPOSAL_SOURCES, PROPOSAL_STATES, type ProposalVerb } from '../../domain/proposals.ts';
import type { Answer } from '../../domain/refusal.ts';
import type { Server } from '../deps.ts';
import { asJson } from '../json.ts';
import { type List, oneOrMore } from '../lists.ts';
import { RequestProblem } from '../problem.ts';
import { listRoute, type Route, route } from '../route.ts';
import { id } from '../schema/common.ts';
import {
  proposal,
  proposalChange,
  proposalDecide,
  proposalEnter,
  proposalForget,
  proposalMerge,
  proposalReconsider,
  proposalRow,
  proposalSplit,
} from '../schema/proposals.ts';
import { resultOf } from './answers.ts';
import { newRecordId } from './new-record-id.ts';
import { boundOf } from './visible.ts';

const tag = 'proposals';
/** The plan narrows them in the transaction that decides. */
const writers = ['staff', 'manager', 'partner'] as const satisfies readonly ProjectRole[];
const done = z.object({ id });

const list = {
  name: 'proposals',
  sorts: ['number', 'createdAt', 'title', 'id'],
  defaultOrder: 'ASC',
  filters: z.strictObject({
    id: oneOrMore(id).optional(),
    projectId: oneOrMore(id).optional(),
    milestoneId: oneOrMore(id).optional(),
    runId: oneOrMore(id).optional(),
    state: oneOrMore(z.enum(PROPOSAL_STATES)).optional(),
    source: oneOrMore(z.enum(PROPOSAL_SOURCES)).optional(),
  }),
} as const satisfies List;

async function shown(
  { store, publicUrl }: Server,
  proposalId: string,
  target: Pick<Target, 'projectSlug' | 'projectState' | 'role'>,
): Promise<z.input<typeof proposal>> {
  const page = await proposalPage(store.knex, proposalId, target);
  if (!page) throw new RequestProblem('not-found');
  return asJson({ ...page, publicUrl: `${publicUrl}/p/${target.projectSlug}/proposals/${page.number}` });
}

interface ProposalCommand<S extends z.ZodType> {
  readonly body: S;
  readonly summary: string;
  readonly roles: readonly ProjectRole[];
  readonly decide: (store: Store, command: CommandInput & { readonly body: z.output<S> }, now: Date) => Promise<Answer>;
}

function commandRoute<S extends z.ZodType>(
  verb: ProposalVerb,
  { body: schema, summary, roles, decide }: ProposalCommand<S>,
): Route {
  return route({
    method: 'post',
    path: `/api/proposals/:id/${verb}`,
    summary,
    tag,
    access: { who: 'member', object: 'proposal', roles },
    idempotent: true,
    body: schema,
    answer: proposal,
    handler: async ({ deps, target, body, command, now }) => {
      const checked = body as z.output<S>;
      const answer = await decide(deps.store, { ...command(`proposal.${verb}`, target.id, body), body: checked }, now);
      return shown(deps, resultOf(answer, done).id, target);
    },
  });
}

export const proposalRoutes = [
  listRoute({
    method: 'get',
    path: '/api/proposals',
    summary: 'Proposals of the caller’s projects, by their number.',
    tag,
    access: { who: 'signed-in' },
    list,
    row: proposalRow,
    handler: async ({ deps, caller }, query) =>
      asJson(await listProposals(deps.store.knex, query.filter, query, boundOf(caller))),
  }),
  route({
    method: 'get',
    path: '/api/proposals/:id',
    summary: 'A proposal with the trace of its merges and splits, and what the caller may do.',
    tag,
    access: { who: 'member', object: 'proposal' },
    answer: proposal,
    handler: async ({ deps, target }) => shown(deps, target.id, target),
  }),
  route({
    method: 'post',
    path: '/api/milestones/:id/proposals',
    summary: 'Enters a proposal that was made at a consultation of the milestone.',
    tag,
    access: { who: 'member', object: 'milestone', roles: writers },
    idempotent: true,
    status: 201,
    body: proposalEnter,
    answer: proposal,
    handler: async ({ deps, caller, target, body, command, now }) => {
      const input = command('proposal.enter', '', { milestoneId: target.id, ...body });
      const targetId = newRecordId('proposal', caller.id, input.idempotencyKey);
      const answer = await enterProposal(deps.store, { ...input, targetId, body }, target.id, now);
      return shown(deps, resultOf(answer, done).id, target);
    },
  }),
  commandRoute('change', {
    body: proposalChange,
    summary: 'Changes the text of a proposal on which there is no decision yet.',
    roles: writers,
    decide: changeProposal,
  }),
  commandRoute('decide', {
    body: proposalDecide,
    summary: 'Finds a proposal eligible, or rejects it with a written reason (R12); its author is told.',
    roles: writers,
    decide: decideProposal,
  }),
  commandRoute('merge', {
    body: proposalMerge,
    summary: 'Merges other proposals into this one, whose text may change with it; their authors are told.',
    roles: writers,
    decide: mergeProposals,
  }),
  commandRoute('split', {
    body: proposalSplit,
    summary: 'Splits a proposal into several, each with a decision of its own; its author is told.',
    roles: writers,
    decide: splitProposal,
  }),
  commandRoute('reconsider', {
    body: proposalReconsider,
    summary: 'Undoes a decision or a merge, with a reason, while no vote has opened.',
    roles: writers,
    decide: reconsiderProposal,
  }),
  commandRoute('forget', {
    body: proposalForget,
    summary: 'Forgets who made a proposal, in all proposals of theirs (R28).',
    roles: ['manager'],
    decide: forgetAuthor,
  }),
];
