/** R5: the organisations that a milestone informs, and the messages that Jalon sends them. */
import { sendOutreach } from '../../db/outreach.ts';
import { outreachOf } from '../../db/reads/outreach.ts';
import { REGISTER_READERS, REGISTER_WRITERS } from '../../db/register/registering.ts';
import { asJson } from '../json.ts';
import { RequestProblem } from '../problem.ts';
import { route } from '../route.ts';
import { outreach, outreachSend, outreachSent } from '../schema/runs.ts';
import { resultOf } from './answers.ts';

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
  route({
    method: 'post',
    path: '/api/milestones/:id/outreach',
    summary: 'Writes a message to organisations of the register, one to each, whatever is retried (R24).',
    tag,
    access: { who: 'member', object: 'milestone', roles: REGISTER_WRITERS },
    idempotent: true,
    body: outreachSend,
    answer: outreachSent,
    handler: async ({ deps, target, body, command, now }) => {
      const input = command('outreach.send', target.id, body);
      return resultOf(await sendOutreach(deps.store, { ...input, body }, target.projectId, now), outreachSent);
    },
  }),
];
