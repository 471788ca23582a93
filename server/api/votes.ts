/** Votes of milestones: the list, the page, and the commands that a vote's story carries. */
import { z } from 'zod';
import type { Caller } from '../../db/reads/access.ts';
import { decideVote, VOTE_RULES, voteTextFaults } from '../../db/votes/decide-vote.ts';
import { draftVote, VOTE_DRAFTERS } from '../../db/votes/draft.ts';
import { listVotes } from '../../db/votes/list-votes.ts';
import { votePage } from '../../db/votes/vote-page.ts';
import { findVote, type VoteOfMilestone } from '../../db/votes/vote-rows.ts';
import { isVoteDone } from '../../db/votes/wake-vote.ts';
import type { Charter } from '../../domain/charter.ts';
import { charterWords } from '../../domain/charter-words.ts';
import { VOTE_STATES, type VoteVerb } from '../../domain/votes.ts';
import { STORY_OF_VOTE } from '../../workflows/contract/index.ts';
import type { Server } from '../deps.ts';
import { asJson } from '../json.ts';
import { type List, oneOrMore } from '../lists.ts';
import { CommandRefused, RequestProblem } from '../problem.ts';
import { listRoute, type Route, route } from '../route.ts';
import { id } from '../schema/common.ts';
import {
  vote,
  voteAmend,
  voteAnnounce,
  voteCancel,
  voteCommandDone,
  voteCount,
  voteCreate,
  voteExtend,
  voteLot,
  voteNote,
  voteRow,
} from '../schema/votes.ts';
import { WorkflowsAway } from '../workflows.ts';
import { resultOf } from './answers.ts';
import { newRecordId } from './new-record-id.ts';
import { carried } from './story-command.ts';
import { boundOf } from './visible.ts';

const tag = 'votes';

const list = {
  name: 'votes',
  sorts: ['opensAt', 'number', 'id'],
  defaultOrder: 'ASC',
  filters: z.strictObject({
    id: oneOrMore(id).optional(),
    projectId: oneOrMore(id).optional(),
    milestoneId: oneOrMore(id).optional(),
    state: oneOrMore(z.enum(VOTE_STATES)).optional(),
  }),
} as const satisfies List;

async function shown(
  { store, publicUrl }: Server,
  voteId: string,
  caller: Omit<Parameters<typeof votePage>[2], 'id'> & { readonly projectSlug: string },
  who: Pick<Caller, 'id'>,
  now: Date,
): Promise<z.input<typeof vote>> {
  const { role, projectState, projectSlug } = caller;
  const page = await votePage(store.knex, voteId, { id: who.id, role, projectState }, now);
  if (!page) throw new RequestProblem('not-found');
  return asJson({ ...page, articles: articlesOf(page.charter), publicUrl: `${publicUrl}/p/${projectSlug}/vote` });
}

function articlesOf(charter: Charter) {
  const en = charterWords(charter, 'en');
  return charterWords(charter, 'ro').map((ro, place) => ({
    title: { ro: ro.title, en: en[place]?.title ?? '' },
    text: { ro: ro.text, en: en[place]?.text ?? '' },
  }));
}

async function rowOf({ store }: Server, voteId: string): Promise<VoteOfMilestone> {
  const row = await findVote(store.knex, voteId);
  if (!row) throw new RequestProblem('not-found');
  return row;
}

/** Its story begins; where it cannot now, the worker begins it later, and the vote stands all the same. */
async function startStory(
  deps: Server,
  voteId: string,
  { projectId, projectSlug: slug }: { readonly projectId: string; readonly projectSlug: string },
): Promise<void> {
  const { milestone_key: milestoneKey } = await rowOf(deps, voteId);
  try {
    await deps.workflows.startVote({ projectId, slug, milestoneKey, voteId });
  } catch (error) {
    if (!(error instanceof WorkflowsAway)) throw error;
    deps.log.warn({ err: error, voteId, story: STORY_OF_VOTE }, 'a vote was drafted while its story could not begin');
  }
}

function commandRoute<S extends z.ZodType<object>>(verb: VoteVerb, body: S, summary: string): Route {
  return route({
    method: 'post',
    path: `/api/votes/:id/${verb}`,
    summary,
    tag,
    access: { who: 'member', object: 'vote', roles: VOTE_RULES[verb].roles },
    idempotent: true,
    body,
    answer: voteCommandDone,
    handler: async ({ deps, target, body: given, command, now }) => {
      // Answered before anything is stored: a number that nobody may keep stands in no command either.
      const faults = voteTextFaults(given as object);
      if (faults.length > 0) throw new CommandRefused({ code: 'fields-refused', faults });
      const story = {
        over: async () => isVoteDone(await rowOf(deps, target.id)),
        carry: (commandId: string) => deps.workflows.voteCommand(verb, target.id, commandId),
        decide: (commandId: string) => decideVote(deps.store, commandId, now),
      };
      return carried(deps, command(`vote.${verb}`, target.id, given), now, story, voteCommandDone);
    },
  });
}

export const voteRoutes = [
  listRoute({
    method: 'get',
    path: '/api/votes',
    summary: 'Votes of the caller’s projects, with where each stands.',
    tag,
    access: { who: 'signed-in' },
    list,
    row: voteRow,
    handler: async ({ deps, caller }, query) =>
      asJson(await listVotes(deps.store.knex, query.filter, query, boundOf(caller))),
  }),
  route({
    method: 'get',
    path: '/api/votes/:id',
    summary: 'A vote with its charter, ballot and rounds; what was counted only once it is counted (R16).',
    tag,
    access: { who: 'member', object: 'vote' },
    answer: vote,
    handler: async ({ deps, caller, target, now }) => shown(deps, target.id, target, caller, now),
  }),
  route({
    method: 'post',
    path: '/api/milestones/:id/votes',
    summary: 'Drafts a vote of the milestone with a charter from the plan’s settings, and begins its story.',
    tag,
    access: { who: 'member', object: 'milestone', roles: VOTE_DRAFTERS },
    idempotent: true,
    status: 201,
    body: voteCreate,
    answer: vote,
    handler: async ({ deps, caller, target, body, command, now }) => {
      const input = command('vote.draft', '', { milestoneId: target.id, ...body });
      const targetId = newRecordId('vote', caller.id, input.idempotencyKey);
      const answer = await draftVote(deps.store, { ...input, targetId, body }, target.id, now);
      const { id: voteId } = resultOf(answer, z.object({ id }));
      await startStory(deps, voteId, target);
      return shown(deps, voteId, target, caller, now);
    },
  }),
  commandRoute(
    'amend',
    voteAmend,
    'Changes the charter; once announced with a public reason, never once it is frozen.',
  ),
  commandRoute('announce', voteAnnounce, 'Announces the vote: it opens by itself at its time (R12, R13).'),
  commandRoute('extend', voteExtend, 'Moves the close out, once and before it, as far as the charter allows (R13).'),
  commandRoute('note', voteNote, 'Publishes a note on the vote.'),
  commandRoute('count', voteCount, 'Enters what the caller counted of the paper ballots; two people count each alone.'),
  commandRoute('lot', voteLot, 'Records the public lot after a second tie, with its witnesses (R17).'),
  commandRoute('cancel', voteCancel, 'Cancels the vote: it is neither counted nor published.'),
];
