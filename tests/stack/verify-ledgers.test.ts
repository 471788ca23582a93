/** `jalon verify` on ledgers: entries behind the chain's digest, sums behind the entries (R20). */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addEntries, type NewEntry } from '../../db/money/entries.ts';
import { lockProject } from '../../db/projects.ts';
import { newId } from '../../db/store.ts';
import { type Api, startApi } from './api.ts';
import { foundAfter, unnoticedChanges } from './behind-the-back.ts';
import { planWith } from './plans.ts';

const NOW = new Date('2026-03-02T10:00:00Z');
const cash = (amount: number, document: string, more: Partial<NewEntry> = {}): NewEntry => ({
  kind: 'gift',
  nature: 'money',
  channel: 'cash',
  amount,
  bookedOn: '2026-03-01',
  document,
  ...more,
});

let api: Api;
let projectId: string;
let ledgerId: string;

const add = (entries: readonly NewEntry[]) =>
  api.store.knex.transaction(async (trx) => {
    await lockProject(trx, projectId);
    return addEntries({ trx, projectId, milestoneId: null, ledgerId, now: NOW, actorId: null }, entries);
  });

beforeAll(async () => {
  api = await startApi();
  const { staff, manager, partner } = api.people;
  ({ id: projectId } = await api.createProject(planWith(['A11']), '2026-03-01', [staff, manager, partner]));
  ledgerId = newId();
  await api.store.knex('ledgers').insert({ id: ledgerId, project_id: projectId, kind: 'campaign', created_at: NOW });
  const { entries } = await add([cash(12_345, 'Chitanța 1'), cash(500, 'Chitanța 2')]);
  await add([
    {
      ...cash(-345, 'Chitanța 1'),
      kind: 'correction',
      aboutId: entries[0]?.id ?? '',
      note: 'Suma a fost scrisă greșit.',
    },
  ]);
});
afterAll(() => api.close());

test('R20 nothing is found where nothing was changed', async () => {
  expect(await foundAfter(api, async () => undefined, [projectId])).toEqual([]);
});

test.each(['ledger_entries', 'ledger_sums', 'ledger_notes'])(
  'R20 whatever is changed of %s behind the software’s back is found',
  async (table) => {
    expect(await unnoticedChanges(api, table, {}, [projectId])).toEqual([]);
  },
);

test('R20 an entry that was taken out, one that was put in, and a whole ledger are found', async () => {
  const ledger = `of the campaign ledger ${ledgerId}`;
  const fewer = await foundAfter(api, (owner) => owner('ledger_entries').where({ number: 3 }).delete(), [projectId]);
  expect(fewer).toEqual(expect.arrayContaining([`entry 3 ${ledger} 1 of them are missing`]));
  const found = await foundAfter(
    api,
    async (owner) => {
      const entry = await owner('ledger_entries').where({ number: 1 }).first<object>();
      await owner('ledger_entries').insert({ ...entry, id: newId(), number: 4, document: 'Chitanța 3' });
      await owner('ledger_sums').where({ kind: 'gift' }).increment({ entries: 1, amount: 12_345 });
      await owner('ledgers').where({ id: ledgerId }).update({ last_number: 4 });
    },
    [projectId],
  );
  expect(found).toEqual([`entry 4 ${ledger} is in no event`, `the last number ${ledger} is 4, the events say 3`]);
  const gone = await foundAfter(
    api,
    async (owner) => {
      await owner('ledger_sums').delete();
      await owner('ledger_notes').delete();
      await owner('ledger_entries').delete();
      await owner('ledgers').delete();
    },
    [projectId],
  );
  expect(gone.some((finding) => finding.startsWith(`ledger ${ledgerId} is missing`))).toBe(true);
});
