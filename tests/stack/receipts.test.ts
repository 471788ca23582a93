/** R20 R24 receipts: what stands on them, who gets them, and what becomes of a message whose receipt cannot be made. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { extractText, getDocumentProxy } from 'unpdf';
import { receiptFacts } from '../../db/money/receipts.ts';
import { createSealer } from '../../db/sealing.ts';
import { createDispatcher, type MakeReceipt } from '../../mail/dispatcher.ts';
import { createTransport } from '../../mail/transport.ts';
import { receiptFileName, renderReceipt } from '../../reports/receipt.ts';
import { newAddress } from './addresses.ts';
import { type Api, startApi } from './api.ts';
import { testServer } from './database.ts';
import {
  byBank,
  donorOf,
  enter,
  GIVING,
  type Giving,
  givingOf,
  inCash,
  inKind,
  pledged,
  publishedSum,
} from './giving.ts';
import { mailTo } from './mailbox.ts';

let api: Api;
let giving: Giving;
beforeAll(async () => {
  api = await startApi();
  giving = await givingOf(api);
});
afterAll(() => api.close());

const read = async (pdf: Uint8Array): Promise<string> => {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  expect(document.numPages).toBe(1);
  const { text } = await extractText(document, { mergePages: true });
  return text.replaceAll(/[\s\u00a0\u200b]+/g, ' ');
};

const receipt: MakeReceipt = async (entryId, locale) => {
  const facts = await receiptFacts(api.store.knex, entryId);
  if (!facts) throw new Error('no such gift');
  return {
    name: receiptFileName(facts, locale),
    type: 'application/pdf',
    content: await renderReceipt(facts, locale, api.url),
  };
};

async function message(entryId: string): Promise<{ id: string; address: string }> {
  const [id, address] = [randomUUID(), newAddress('donator')];
  const { id: eventId } = await api.store.knex('events').where({ project_id: giving.projectId }).first('id');
  await api.store.knex('messages').insert({
    id,
    project_id: giving.projectId,
    event_id: eventId,
    event_type: 'giver.thanks',
    donor_id: await donorOf(api, giving, 'Ana Exemplu', 'anonymous'),
    receipt_of: entryId,
    to_address: address,
    to_name: 'Ana Exemplu',
    locale: 'ro',
    subject: 'Vă mulțumim',
    body_text: 'Vă mulțumim.',
    body_html: '<p>Vă mulțumim.</p>',
    message_id: `<${id}@jalon.test>`,
    created_at: GIVING,
  });
  return { id, address };
}

function dispatching(make: MakeReceipt) {
  const transport = createTransport(testServer('TEST_SMTP_URL'), 'Jalon <jalon@example.org>');
  const dispatcher = createDispatcher({
    knex: api.store.knex,
    transport,
    sealer: createSealer(null),
    receipt: make,
    log: pino({ level: 'silent' }),
  });
  const end = async (): Promise<void> => {
    await dispatcher.stop();
    transport.close();
  };
  return { dispatcher, end };
}

test('R20 number, amount, day and document, and that it is no fiscal receipt: of cash, the number of the cash receipt', async () => {
  const donor = await donorOf(api, giving, 'Ștefania Exemplu', 'anonymous');
  const [bank, cash, kind] = await enter(api, giving, [
    byBank(1_250_050, { donorId: donor, document: 'Extras 3, poziția 12' }),
    inCash(10_000, 'Chitanța CJ 12'),
    inKind(30_000, 'Vopsea (exemplu)'),
  ]);
  const printed = async (id: string | undefined, locale: 'ro' | 'en') =>
    read((await receipt(id ?? '', locale)).content);
  const one = await printed(bank?.id, 'ro');
  for (const said of [
    'Confirmarea unei donații',
    'Înregistrarea nr. 1',
    '12.500,50 lei',
    'Ștefania Exemplu',
    'prin bancă',
    '15 martie 2026',
    'Extras 3, poziția 12',
    'Fundația Exemplu',
    'nu este document fiscal',
    '151364',
  ])
    expect(one).toContain(said);
  const two = await printed(cash?.id, 'en');
  expect(two).toContain('Cash receipt Chitanța CJ 12');
  expect(two).toContain('does not replace the cash receipt');
  expect(two).toContain('100.00 lei');
  expect(two).toContain('not named');
  expect(await printed(kind?.id, 'ro')).toContain('Vopsea (exemplu)');
  await enter(api, giving, [byBank(-50, { kind: 'refund', aboutId: bank?.id ?? '' })]);
  expect(await printed(bank?.id, 'ro')).toContain('Rămas după restituiri și corecții 12.500,00 lei');
});

test('R20 a promise and a refund have none', async () => {
  const donor = await donorOf(api, giving, 'Ana Exemplu', 'name');
  const [pledge] = await enter(api, giving, [pledged(100, donor, 'CCCC2222')]);
  expect(await receiptFacts(api.store.knex, pledge?.id ?? '')).toBeNull();
  expect(await receiptFacts(api.store.knex, randomUUID())).toBeNull();
});

test('R20 R28 by the API for those who read donors, and who looked is on record; the statement for every member', async () => {
  const { staff, partner, stranger } = api.people;
  const [gift, refunded] = await enter(api, giving, [byBank(5_000), byBank(6_000)]);
  const [refund] = await enter(api, giving, [byBank(-10, { kind: 'refund', aboutId: refunded?.id ?? '' })]);
  const looks = () => api.store.knex('register_views').where({ project_id: giving.projectId, scope: 'donors' });
  expect((await stranger.get(`/api/ledger-entries/${gift?.id}/receipt`)).status).toBe(404);
  expect(await looks()).toEqual([]);
  const answer = await staff.get(`/api/ledger-entries/${gift?.id}/receipt?locale=en`);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
  expect(await looks()).toMatchObject([{ user_id: staff.id }]);
  expect((await staff.get(`/api/ledger-entries/${refund?.id}/receipt`)).status).toBe(404);
  const other = await givingOf(api);
  const statement = `/api/campaigns/${other.campaignId}/statement.pdf`;
  expect((await partner.get(statement)).status).toBe(404);
  await enter(api, other, [byBank(5_000)]);
  await publishedSum(api, other, null);
  expect((await partner.get(statement)).headers.get('content-type')).toBe('application/pdf');
  expect((await stranger.get(statement)).status).toBe(404);
});

test('R24 it goes along with its message, once', async () => {
  const [gift] = await enter(api, giving, [byBank(4_200, { document: 'Extras 9' })]);
  const { id, address } = await message(gift?.id ?? '');
  const { dispatcher, end } = dispatching(receipt);
  await dispatcher.drain();
  await end();
  const mail = await mailTo(address);
  expect(mail.attachments).toMatchObject([{ filename: `donatie-${gift?.number}.pdf`, contentType: 'application/pdf' }]);
  expect(await read(new Uint8Array(mail.attachments[0]?.content ?? []))).toContain('42,00 lei');
  expect(await api.store.knex('messages').where({ id }).first('state', 'error')).toEqual({
    state: 'sent',
    error: null,
  });
});

test('R24 where it cannot be made, the message waits with the reason, was not handed over, and goes once it can', async () => {
  const [gift] = await enter(api, giving, [byBank(4_300, { document: 'Extras 10' })]);
  const { id, address } = await message(gift?.id ?? '');
  const row = () => api.store.knex('messages').where({ id }).first();
  const failing = dispatching(() => Promise.reject(new Error('the typesetter ended')));
  failing.dispatcher.start();
  for (let turn = 0; turn < 400 && (await row()).error === null; turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
  await failing.end();
  expect(await row()).toMatchObject({
    state: 'pending',
    attempts: 1,
    error: expect.stringContaining('the typesetter ended'),
  });
  await api.store
    .knex('messages')
    .where({ id })
    .update({ next_attempt_at: new Date(0) });
  const { dispatcher, end } = dispatching(receipt);
  await dispatcher.drain();
  await end();
  expect((await mailTo(address)).attachments).toHaveLength(1);
  expect(await row()).toMatchObject({ state: 'sent', error: null });
});
