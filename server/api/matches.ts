/** Matches: the list, the page, and the commands that a match's story carries (R19, R21). */
import { z } from 'zod';
import { decideMatch, MATCH_RULES, matchTextFaults } from '../../db/money/decide-match.ts';
import { listMatches, matchPage } from '../../db/money/list-matches.ts';
import { findMatch, isMatchOver } from '../../db/money/match-rows.ts';
import { LEGAL_ROUTE_HELP } from '../../domain/legal-route.ts';
import { MATCH_STATES, type MatchVerb } from '../../domain/match.ts';
import { STORY_OF_MATCH } from '../../workflows/contract/index.ts';
import type { Server } from '../deps.ts';
import { asJson } from '../json.ts';
import { type List, oneOrMore } from '../lists.ts';
import { CommandRefused, RequestProblem } from '../problem.ts';
import { listRoute, type Route, route } from '../route.ts';
import { id } from '../schema/common.ts';
import {
  match,
  matchCommandDone,
  matchContract,
  matchCorrect,
  matchDecide,
  matchRelease,
  matchRepay,
  matchRow,
} from '../schema/matches.ts';
import { WorkflowsAway } from '../workflows.ts';
import { carried } from './story-command.ts';
import { boundOf } from './visible.ts';

const tag = 'matches';

const list = {
  name: 'matches',
  sorts: ['createdAt', 'id'],
  defaultOrder: 'ASC',
  filters: z.strictObject({
    id: oneOrMore(id).optional(),
    projectId: oneOrMore(id).optional(),
    milestoneId: oneOrMore(id).optional(),
    campaignId: oneOrMore(id).optional(),
    state: oneOrMore(z.enum(MATCH_STATES)).optional(),
  }),
} as const satisfies List;

/**
 * After a campaign's sum was published, or something about it was entered after its close: the match's story begins or
 * looks again. Where it cannot now, the worker sees to it later, and what was decided stands all the same.
 */
export async function tellMatchOf(
  deps: Pick<Server, 'store' | 'workflows' | 'log'>,
  campaignId: string,
): Promise<void> {
  const input = await deps.store
    .knex('matches as x')
    .join('milestones as m', 'm.id', 'x.milestone_id')
    .join('projects as p', 'p.id', 'x.project_id')
    .where('x.campaign_id', campaignId)
    .whereNull('x.carried_at')
    .first<{ matchId: string; projectId: string; slug: string; milestoneKey: string } | undefined>(
      'x.id as matchId',
      'x.project_id as projectId',
      'p.slug',
      'm.key as milestoneKey',
    );
  if (!input) return;
  try {
    await deps.workflows.tellMatch(input);
  } catch (error) {
    if (!(error instanceof WorkflowsAway)) throw error;
    deps.log.warn({ err: error, matchId: input.matchId, story: STORY_OF_MATCH }, 'a match changed without its story');
  }
}

async function isOver({ store }: Server, matchId: string): Promise<boolean> {
  const row = await findMatch(store.knex, matchId);
  if (!row) throw new RequestProblem('not-found');
  return isMatchOver(row);
}

function commandRoute<S extends z.ZodType<object>>(verb: MatchVerb, body: S, summary: string): Route {
  return route({
    method: 'post',
    path: `/api/matches/:id/${verb}`,
    summary,
    tag,
    access: { who: 'member', object: 'match', roles: MATCH_RULES[verb].roles },
    idempotent: true,
    body,
    answer: matchCommandDone,
    handler: async ({ deps, target, body: given, command, now }) => {
      // Answered before anything is stored: a number that nobody may keep stands in no command either.
      const faults = matchTextFaults(given as object);
      if (faults.length > 0) throw new CommandRefused({ code: 'fields-refused', faults });
      const story = {
        over: () => isOver(deps, target.id),
        carry: (commandId: string) => deps.workflows.matchCommand(verb, target.id, commandId),
        decide: (commandId: string) => decideMatch(deps.store, commandId, now),
      };
      return carried(deps, command(`match.${verb}`, target.id, given), now, story, matchCommandDone);
    },
  });
}

export const matchRoutes = [
  listRoute({
    method: 'get',
    path: '/api/matches',
    summary: 'Matches of the caller’s projects, with where each stands.',
    tag,
    access: { who: 'signed-in' },
    list,
    row: matchRow,
    handler: async ({ deps, caller }, query) =>
      asJson(await listMatches(deps.store.knex, query.filter, query, boundOf(caller))),
  }),
  route({
    method: 'get',
    path: '/api/matches/:id',
    summary: 'A match with what the council decided, its contract, releases, payment and adjustments (R19–R21).',
    tag,
    access: { who: 'member', object: 'match' },
    answer: match,
    handler: async ({ deps, target, caller }) => {
      const page = await matchPage(deps.store.knex, target.id, { ...target, id: caller.id });
      if (!page) throw new RequestProblem('not-found');
      const publicUrl = `${deps.publicUrl}/p/${target.projectSlug}/match`;
      return asJson({ ...page, legalRouteHelp: LEGAL_ROUTE_HELP, publicUrl });
    },
  }),
  commandRoute('decide', matchDecide, 'Records what the local council decided; after a rejection it may decide again.'),
  commandRoute('contract', matchContract, 'Records the contract with its legal route, which is no sponsorship (R21).'),
  commandRoute('release', matchRelease, 'Releases the payment: the second person’s release writes it (R21).'),
  commandRoute(
    'correct',
    matchCorrect,
    'Corrects a number or a day of a decision or of the contract; what stood there stays in sight (R21).',
  ),
  commandRoute('repay', matchRepay, 'Records that a difference went back to the town hall after a refund (R20).'),
];
