/** The plans that projects are made from. */
import { z } from 'zod';
import { route } from '../route.ts';
import { localText } from '../schema/common.ts';

export const planRoutes = [
  route({
    method: 'get',
    path: '/api/plans',
    summary: 'The plans that this installation offers.',
    tag: 'plans',
    access: { who: 'signed-in' },
    answer: z.array(z.object({ key: z.string(), title: localText, milestones: z.int() })),
    handler: async ({ deps }) =>
      deps.plans.keys().flatMap((key) => {
        const plan = deps.plans.get(key);
        return plan ? [{ key, title: plan.title, milestones: plan.milestones.length }] : [];
      }),
  }),
];
