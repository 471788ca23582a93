/** The Local Development Fund: founded, filled from campaigns and matches, paying the initiative (R23). */
import { z } from 'zod';
import { correctInFund } from '../../db/money/correct-fund.ts';
import {
  FUND_FOUNDERS,
  FUND_KEEPERS,
  foundFund,
  fundTextFaults,
  payFromFund,
  transferMoney,
} from '../../db/money/funds.ts';
import { fundPage, listFunds } from '../../db/money/list-funds.ts';
import type { Target } from '../../db/reads/access.ts';
import type { Server } from '../deps.ts';
import { asJson } from '../json.ts';
import { type List, oneOrMore } from '../lists.ts';
import { CommandRefused, RequestProblem } from '../problem.ts';
import { listRoute, route } from '../route.ts';
import { id } from '../schema/common.ts';
import { fund, fundCorrect, fundFound, fundPay, fundRow, fundTransfer } from '../schema/funds.ts';
import { resultOf } from './answers.ts';
import { newRecordId } from './new-record-id.ts';
import { boundOf } from './visible.ts';

const tag = 'funds';
const made = z.object({ id });

const list = {
  name: 'funds',
  sorts: ['createdAt', 'id'],
  defaultOrder: 'ASC',
  filters: z.strictObject({
    id: oneOrMore(id).optional(),
    projectId: oneOrMore(id).optional(),
    milestoneId: oneOrMore(id).optional(),
  }),
} as const satisfies List;

async function shown({ store, publicUrl }: Server, fundId: string, target: Target): Promise<z.input<typeof fund>> {
  const page = await fundPage(store.knex, fundId, target);
  if (!page) throw new RequestProblem('not-found');
  return asJson({ ...page, publicUrl: `${publicUrl}/p/${target.projectSlug}/fund` });
}

/** Answered before anything is stored: a number that nobody may keep stands in no command either (R14). */
function refuseNationalId(body: object): void {
  const faults = fundTextFaults(body);
  if (faults.length > 0) throw new CommandRefused({ code: 'fields-refused', faults });
}

export const fundRoutes = [
  listRoute({
    method: 'get',
    path: '/api/funds',
    summary: 'Funds of the caller’s projects, with what each holds.',
    tag,
    access: { who: 'signed-in' },
    list,
    row: fundRow,
    handler: async ({ deps, caller }, query) =>
      asJson(await listFunds(deps.store.knex, query.filter, query, boundOf(caller))),
  }),
  route({
    method: 'get',
    path: '/api/funds/:id',
    summary: 'A fund with what came in and what it paid, and the ledgers that money can come from (R23).',
    tag,
    access: { who: 'member', object: 'fund' },
    answer: fund,
    handler: async ({ deps, target }) => shown(deps, target.id, target),
  }),
  route({
    method: 'post',
    path: '/api/milestones/:id/funds',
    summary: 'Founds the fund of the milestone, with its document.',
    tag,
    access: { who: 'member', object: 'milestone', roles: FUND_FOUNDERS },
    idempotent: true,
    status: 201,
    body: fundFound,
    answer: fund,
    handler: async ({ deps, caller, target, body, command, now }) => {
      refuseNationalId(body);
      const input = command('fund.found', '', { milestoneId: target.id, ...body });
      const targetId = newRecordId('fund', caller.id, input.idempotencyKey);
      const answer = await foundFund(deps.store, { ...input, targetId, body }, target.id, now);
      return shown(deps, resultOf(answer, made).id, target);
    },
  }),
  route({
    method: 'post',
    path: '/api/funds/:id/transfer',
    summary: 'Moves money between a campaign’s or a match’s ledger and the fund, with two sides (R23).',
    tag,
    access: { who: 'member', object: 'fund', roles: FUND_KEEPERS },
    idempotent: true,
    body: fundTransfer,
    answer: fund,
    handler: async ({ deps, target, body, command, now }) => {
      refuseNationalId(body);
      const input = command('fund.transfer', target.id, body);
      resultOf(await transferMoney(deps.store, { ...input, body }, now), made);
      return shown(deps, target.id, target);
    },
  }),
  route({
    method: 'post',
    path: '/api/funds/:id/pay',
    summary: 'Pays the initiative out of the fund, with a document.',
    tag,
    access: { who: 'member', object: 'fund', roles: FUND_KEEPERS },
    idempotent: true,
    body: fundPay,
    answer: fund,
    handler: async ({ deps, target, body, command, now }) => {
      refuseNationalId(body);
      const input = command('fund.pay', target.id, body);
      resultOf(await payFromFund(deps.store, { ...input, body }, now), made);
      return shown(deps, target.id, target);
    },
  }),
  route({
    method: 'post',
    path: '/api/funds/:id/correct',
    summary: 'Corrects a payment or a transfer of the fund: what should be left of it, with a document and a reason.',
    tag,
    access: { who: 'member', object: 'fund', roles: FUND_KEEPERS },
    idempotent: true,
    body: fundCorrect,
    answer: fund,
    handler: async ({ deps, target, body, command, now }) => {
      refuseNationalId(body);
      const input = command('fund.correct', target.id, body);
      resultOf(await correctInFund(deps.store, { ...input, body }, now), made);
      return shown(deps, target.id, target);
    },
  }),
];
