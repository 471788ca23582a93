/** Ledgers and their entries (R20, R23). */
import { z } from 'zod';
import { CAMPAIGN_WRITERS } from '../../db/money/draft-campaign.ts';
import { enterEntry } from '../../db/money/enter.ts';
import { ENTRY_SORTS, findEntry, ledgerPage, listEntries } from '../../db/money/list-entries.ts';
import { ENTRY_CHANNELS, ENTRY_KINDS, ENTRY_NATURES } from '../../domain/ledger.ts';
import type { Server } from '../deps.ts';
import { asJson } from '../json.ts';
import { type List, oneOrMore } from '../lists.ts';
import { RequestProblem } from '../problem.ts';
import { listRoute, route } from '../route.ts';
import { id } from '../schema/common.ts';
import { entryCreate, ledger, ledgerEntry } from '../schema/ledgers.ts';
import { resultOf } from './answers.ts';
import { tellMatchOf } from './matches.ts';
import { newRecordId } from './new-record-id.ts';
import { boundOf } from './visible.ts';

const tag = 'ledgers';

const list = {
  name: 'ledger-entries',
  sorts: ENTRY_SORTS,
  defaultOrder: 'ASC',
  filters: z.strictObject({
    id: oneOrMore(id).optional(),
    ledgerId: oneOrMore(id).optional(),
    kind: oneOrMore(z.enum(ENTRY_KINDS)).optional(),
    nature: oneOrMore(z.enum(ENTRY_NATURES)).optional(),
    channel: oneOrMore(z.enum(ENTRY_CHANNELS)).optional(),
    donorId: oneOrMore(id).optional(),
    aboutId: oneOrMore(id).optional(),
    afterClose: z.boolean().optional(),
  }),
} as const satisfies List;

async function shown({ store }: Server, entryId: string): Promise<z.input<typeof ledgerEntry>> {
  const entry = await findEntry(store.knex, entryId);
  if (!entry) throw new RequestProblem('not-found');
  return asJson(entry);
}

export const ledgerRoutes = [
  route({
    method: 'get',
    path: '/api/ledgers/:id',
    summary: 'A ledger with its sums, as the database keeps them with its entries. Amounts are bani.',
    tag,
    access: { who: 'member', object: 'ledger' },
    answer: ledger,
    handler: async ({ deps, target }) => {
      const page = await ledgerPage(deps.store.knex, target.id);
      if (!page) throw new RequestProblem('not-found');
      return asJson(page);
    },
  }),
  listRoute({
    method: 'get',
    path: '/api/ledger-entries',
    summary: 'Entries of the ledgers of the caller’s projects, by their numbers. Amounts are bani.',
    tag,
    access: { who: 'signed-in' },
    list,
    row: ledgerEntry,
    handler: async ({ deps, caller }, query) =>
      asJson(await listEntries(deps.store.knex, query.filter, query, boundOf(caller))),
  }),
  route({
    method: 'get',
    path: '/api/ledger-entries/:id',
    summary: 'An entry with what is left of it.',
    tag,
    access: { who: 'member', object: 'ledger-entry' },
    answer: ledgerEntry,
    handler: async ({ deps, target }) => shown(deps, target.id),
  }),
  route({
    method: 'post',
    path: '/api/ledgers/:id/entries',
    summary:
      'Enters a pledge, a gift, a settlement, a refund or a correction into a campaign’s ledger; nothing there is ever changed.',
    tag,
    access: { who: 'member', object: 'ledger', roles: CAMPAIGN_WRITERS },
    idempotent: true,
    status: 201,
    body: entryCreate,
    answer: ledgerEntry,
    handler: async ({ deps, caller, target, body, command, now }) => {
      const input = command('ledger.enter', '', { ledgerId: target.id, ...body });
      const targetId = newRecordId('ledger-entry', caller.id, input.idempotencyKey);
      const answer = await enterEntry(deps.store, { ...input, targetId, body }, target.id, now);
      const { id: entryId } = resultOf(answer, z.object({ id }));
      const { campaignId } = (await ledgerPage(deps.store.knex, target.id)) ?? { campaignId: null };
      // An adjustment may have opened a difference to be repaid (R20).
      if (campaignId !== null && (body.kind === 'refund' || body.kind === 'correction'))
        await tellMatchOf(deps, campaignId);
      return shown(deps, entryId);
    },
  }),
];
