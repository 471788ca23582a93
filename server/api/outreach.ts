/** R5: the organisations that a milestone informs, and the messages that Jalon sends them. */
import { outreachOf } from '../../db/reads/outreach.ts';
import { REGISTER_READERS } from '../../db/register/registering.ts';
import { asJson } from '../json.ts';
import { RequestProblem } from '../problem.ts';
import { route } from '../route.ts';
import { outreach } from '../schema/runs.ts';

const tag = 'outreach';

export const outreachRoutes = [
  route({
    method: 'get',
    path: '/api/milestones/:id/outreach',
    summary: 'The organisations of the register: what was sent to each, its documents, whether it counts as informed.',
    tag,
    access: { who: 'member', object: 'milestone', roles: REGISTER_READERS },
    answer: outreach,
    handler: async ({ deps, target: { milestone, projectId } }) => {
      if (!milestone) throw new RequestProblem('not-found');
      return asJson(await outreachOf(deps.store.knex, { ...milestone, projectId }));
    },
  }),
];
