/** Enrolments: persons of the register in a run, its waiting list, and those who withdrew. */
import { z } from 'zod';
import { REGISTER_READERS, REGISTER_WRITERS } from '../../db/register/registering.ts';
import { enrolPersons, withdrawPerson } from '../../db/runs/enrolment.ts';
import { ENROLMENT_SORTS, listEnrolments } from '../../db/runs/list-enrolments.ts';
import { ENROLMENT_STATES } from '../../domain/runs.ts';
import { asJson } from '../json.ts';
import { type List, oneOrMore } from '../lists.ts';
import { listRoute, route } from '../route.ts';
import { id } from '../schema/common.ts';
import { enrol, enrolled, enrolment, withdrawEnrolment } from '../schema/runs.ts';
import { resultOf } from './answers.ts';

const tag = 'runs';
const withdrawn = z.object({ id });

const list = {
  name: 'enrolments',
  sorts: ENROLMENT_SORTS,
  defaultOrder: 'ASC',
  filters: z.strictObject({
    id: oneOrMore(id).optional(),
    runId: oneOrMore(id).optional(),
    personId: id.optional(),
    state: oneOrMore(z.enum(ENROLMENT_STATES)).optional(),
  }),
} as const satisfies List;

export const enrolmentRoutes = [
  listRoute({
    method: 'get',
    path: '/api/enrolments',
    summary: `Enrolments in runs of the caller’s projects, for readers of the register (${REGISTER_READERS.join(', ')}).`,
    tag,
    access: { who: 'signed-in' },
    list,
    row: enrolment,
    handler: async ({ deps, caller }, query) => {
      const { rows, total } = await listEnrolments(deps.store.knex, query.filter, query, caller.id);
      return asJson({
        rows: rows.map(({ pagePath, ...row }) => ({
          ...row,
          pageUrl: pagePath === null ? null : `${deps.publicUrl}${pagePath}`,
        })),
        total,
      });
    },
  }),
  route({
    method: 'post',
    path: '/api/runs/:id/enrolments',
    summary: 'Enrols persons of the register; who finds no place goes on the waiting list.',
    tag,
    access: { who: 'member', object: 'run', roles: REGISTER_WRITERS },
    idempotent: true,
    body: enrol,
    answer: enrolled,
    handler: async ({ deps, target, body, command, now }) => {
      const input = { ...command('run.enrol', target.id, body), body };
      return resultOf(await enrolPersons(deps.store, input, now), enrolled);
    },
  }),
  route({
    method: 'post',
    path: '/api/enrolments/:id/withdraw',
    summary: 'Frees somebody’s place; the first of the waiting list follows and is told.',
    tag,
    access: { who: 'member', object: 'enrolment', roles: REGISTER_WRITERS },
    idempotent: true,
    body: withdrawEnrolment,
    answer: withdrawn,
    handler: async ({ deps, target, command, now }) =>
      resultOf(await withdrawPerson(deps.store, command('enrolment.withdraw', target.id, {}), now), withdrawn),
  }),
];
