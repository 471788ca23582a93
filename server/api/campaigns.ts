/** Campaigns of milestones: the list, the page, and the commands that a campaign's story carries (R20, R22). */
import { z } from 'zod';
import { type CampaignOfMilestone, findCampaign } from '../../db/money/campaign-rows.ts';
import { CAMPAIGN_RULES, campaignTextFaults, decideCampaign } from '../../db/money/decide-campaign.ts';
import { CAMPAIGN_WRITERS, draftCampaign } from '../../db/money/draft-campaign.ts';
import { campaignPage, listCampaigns } from '../../db/money/list-campaigns.ts';
import type { Target } from '../../db/reads/access.ts';
import { CAMPAIGN_STATES, type CampaignVerb, isCampaignOver } from '../../domain/campaigns.ts';
import { STORY_OF_CAMPAIGN } from '../../workflows/contract/index.ts';
import type { Server } from '../deps.ts';
import { asJson } from '../json.ts';
import { type List, oneOrMore } from '../lists.ts';
import { CommandRefused, RequestProblem } from '../problem.ts';
import { listRoute, type Route, route } from '../route.ts';
import {
  campaign,
  campaignAnnounce,
  campaignCancel,
  campaignChange,
  campaignCommandDone,
  campaignCreate,
  campaignExtend,
  campaignPublish,
  campaignRow,
} from '../schema/campaigns.ts';
import { id } from '../schema/common.ts';
import { WorkflowsAway } from '../workflows.ts';
import { resultOf } from './answers.ts';
import { tellMatchOf } from './matches.ts';
import { newRecordId } from './new-record-id.ts';
import { carried } from './story-command.ts';
import { boundOf } from './visible.ts';

const tag = 'campaigns';

const list = {
  name: 'campaigns',
  sorts: ['opensAt', 'number', 'id'],
  defaultOrder: 'ASC',
  filters: z.strictObject({
    id: oneOrMore(id).optional(),
    projectId: oneOrMore(id).optional(),
    milestoneId: oneOrMore(id).optional(),
    state: oneOrMore(z.enum(CAMPAIGN_STATES)).optional(),
  }),
} as const satisfies List;

async function shown(
  { store, publicUrl }: Server,
  campaignId: string,
  { role, projectState, projectSlug }: Pick<Target, 'role' | 'projectState' | 'projectSlug'>,
): Promise<z.input<typeof campaign>> {
  const page = await campaignPage(store.knex, campaignId, { role, projectState });
  if (!page) throw new RequestProblem('not-found');
  return asJson({ ...page, publicUrl: `${publicUrl}/p/${projectSlug}/campaign` });
}

async function rowOf({ store }: Server, campaignId: string): Promise<CampaignOfMilestone> {
  const row = await findCampaign(store.knex, campaignId);
  if (!row) throw new RequestProblem('not-found');
  return row;
}

/** Its story begins; where it cannot now, the worker begins it later, and the campaign stands all the same. */
async function startStory(
  deps: Server,
  campaignId: string,
  { projectId, projectSlug: slug }: Pick<Target, 'projectId' | 'projectSlug'>,
): Promise<void> {
  const { milestone_key: milestoneKey } = await rowOf(deps, campaignId);
  try {
    await deps.workflows.startCampaign({ projectId, slug, milestoneKey, campaignId });
  } catch (error) {
    if (!(error instanceof WorkflowsAway)) throw error;
    const what = { err: error, campaignId, story: STORY_OF_CAMPAIGN };
    deps.log.warn(what, 'a campaign was drafted while its story could not begin');
  }
}

function commandRoute<S extends z.ZodType<object>>(verb: CampaignVerb, body: S, summary: string): Route {
  return route({
    method: 'post',
    path: `/api/campaigns/:id/${verb}`,
    summary,
    tag,
    access: { who: 'member', object: 'campaign', roles: CAMPAIGN_RULES[verb].roles },
    idempotent: true,
    body,
    answer: campaignCommandDone,
    handler: async ({ deps, target, body: given, command, now }) => {
      // Answered before anything is stored: a number that nobody may keep stands in no command either.
      const faults = campaignTextFaults(given as object);
      if (faults.length > 0) throw new CommandRefused({ code: 'fields-refused', faults });
      const story = {
        over: async () => isCampaignOver((await rowOf(deps, target.id)).state),
        carry: (commandId: string) => deps.workflows.campaignCommand(verb, target.id, commandId),
        decide: (commandId: string) => decideCampaign(deps.store, commandId, now),
      };
      const input = command(`campaign.${verb}`, target.id, given);
      const done = await carried(deps, input, now, story, campaignCommandDone);
      if (verb === 'publish') await tellMatchOf(deps, target.id);
      return done;
    },
  });
}

export const campaignRoutes = [
  listRoute({
    method: 'get',
    path: '/api/campaigns',
    summary: 'Campaigns of the caller’s projects, with what each has raised. Amounts are bani.',
    tag,
    access: { who: 'signed-in' },
    list,
    row: campaignRow,
    handler: async ({ deps, caller }, query) =>
      asJson(await listCampaigns(deps.store.knex, query.filter, query, boundOf(caller))),
  }),
  route({
    method: 'get',
    path: '/api/campaigns/:id',
    summary: 'A campaign with its account, its figures, its statement, and what the caller may do now.',
    tag,
    access: { who: 'member', object: 'campaign' },
    answer: campaign,
    handler: async ({ deps, target }) => shown(deps, target.id, target),
  }),
  route({
    method: 'post',
    path: '/api/milestones/:id/campaigns',
    summary: 'Drafts a campaign of the milestone for the elected initiative, and begins its story.',
    tag,
    access: { who: 'member', object: 'milestone', roles: CAMPAIGN_WRITERS },
    idempotent: true,
    status: 201,
    body: campaignCreate,
    answer: campaign,
    handler: async ({ deps, caller, target, body, command, now }) => {
      const input = command('campaign.draft', '', { milestoneId: target.id, ...body });
      const targetId = newRecordId('campaign', caller.id, input.idempotencyKey);
      const answer = await draftCampaign(deps.store, { ...input, targetId, body }, target.id, now);
      const { id: campaignId } = resultOf(answer, z.object({ id }));
      await startStory(deps, campaignId, target);
      return shown(deps, campaignId, target);
    },
  }),
  commandRoute('change', campaignChange, 'Changes a campaign that has not opened, from the version that was read.'),
  commandRoute('announce', campaignAnnounce, 'Announces the campaign: it opens and closes by itself on its days.'),
  commandRoute('extend', campaignExtend, 'Moves the close of an open campaign out, with a reason that is public.'),
  commandRoute('publish', campaignPublish, 'Publishes the sum and computes the match (R19, R22).'),
  commandRoute('cancel', campaignCancel, 'Cancels a campaign that has received nothing.'),
];
