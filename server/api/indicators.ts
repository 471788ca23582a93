/** The indicators of a project: each figure of the plan with what was counted behind it (R25). */
import { indicatorsPage } from '../../db/indicators.ts';
import { asJson } from '../json.ts';
import { route } from '../route.ts';
import { indicators } from '../schema/runs.ts';

export const indicatorRoutes = [
  route({
    method: 'get',
    path: '/api/projects/:id/indicators',
    summary: 'Every figure of the plan with its target, and those of the final report that was submitted last.',
    tag: 'indicators',
    access: { who: 'member', object: 'project' },
    answer: indicators,
    handler: async ({ deps, target, now }) => asJson(await indicatorsPage(deps.store.knex, target.projectId, now)),
  }),
];
