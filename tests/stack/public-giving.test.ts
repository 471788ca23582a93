/** R20, R22, R28 the public pledges, subscribes and leaves: form, message, confirmation; hostile visitors. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { dropExpiredRequests } from '../../db/expired-requests.ts';
import { requestGiving } from '../../db/money/giving-requests.ts';
import { readReferenceCode } from '../../domain/reference-code.ts';
import { newAddress } from './addresses.ts';
import { type Api, startApi } from './api.ts';
import { CLOSES, GIVING, type Giving, givingOf, open, send } from './giving.ts';
import { mailTo } from './mailbox.ts';
import { CNP } from './participants.ts';

const TWO_DAYS = 48 * 3_600_000;
let api: Api;
let giving: Giving;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  giving = await givingOf(api);
});

const written = (change: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  amount: '1.250,50',
  donorKind: 'person',
  name: 'Ana Exemplu',
  email: newAddress('donator'),
  shown: 'name',
  consent: 'yes',
  website: '',
  ...change,
});
const path = (page: string): string => `/p/${giving.slug}/campaign/${page}?lang=ro`;
const rows = (table: string) => api.store.knex(table).where({ project_id: giving.projectId });
const entries = () => api.store.knex('ledger_entries').where({ ledger_id: giving.ledgerId }).orderBy('number');

async function link(page: 'pledge' | 'subscribe', form: Record<string, string>): Promise<string> {
  expect((await send(api, path(page), form)).status).toBe(200);
  const mail = await mailTo(form.email ?? '');
  expect(mail.text).toContain('151364');
  expect(mail.text).not.toMatch(/Ana|1\.250/);
  return (/https?:\/\/\S+\/confirm\/\S+/.exec(mail.text ?? '')?.[0] ?? '').replace(api.url, '');
}

describe('a pledge', () => {
  test('R20 written on the page, confirmed from the message, with a code of its own; before that it is nowhere', async () => {
    const form = written();
    const address = await link('pledge', form);
    // What looks into mail opens links: opening one confirms nothing.
    const asked = await open(api, address);
    expect(asked.html).toContain('1.250,50');
    expect(await rows('donors')).toEqual([]);
    const confirmed = await send(api, address);
    expect(confirmed.status).toBe(200);
    expect(confirmed.html).toContain('RO49 AAAA 1B31 0075 9384 0000');
    const [entry] = await entries();
    expect(entry).toMatchObject({ kind: 'pledge', nature: 'promise', amount: 125_050, number: 1 });
    expect(readReferenceCode(/id="reference">([^<]+)</.exec(confirmed.html)?.[1] ?? '')).toBe(entry.reference);
    expect(await rows('donors')).toMatchObject([
      { id: entry.donor_id, name: 'Ana Exemplu', shown: 'name', kind: 'person', email: form.email },
    ]);
    expect(await rows('messages').whereNotNull('donor_id')).toMatchObject([
      { event_type: 'giver.pledged', to_address: form.email, receipt_of: null },
    ]);
    // A promise is no money: it is told beside the sum, and no gift is listed.
    const { html } = await open(api, path(''));
    expect(html.replaceAll('\u00a0', ' ')).toContain('1.250,50 lei');
    expect(html).not.toContain('Ana Exemplu');
  });

  test('R22 whoever says nothing of it stays anonymous, and need not give a name', async () => {
    const { shown: _, name: __, ...form } = written();
    await send(api, await link('pledge', form));
    expect(await rows('donors')).toMatchObject([{ name: '', shown: 'anonymous' }]);
    expect((await open(api, path('pledge'))).html).toContain('value="anonymous" checked');
  });

  test('R20 while the message is under way the form is a tap away, and from a link that nobody knows the campaign is', async () => {
    const under = await send(api, path('pledge'), written());
    expect(under.html).toContain(`href="${path('pledge')}`);
    const unknown = await open(api, path(`confirm/${'A'.repeat(43)}`));
    expect([unknown.status, unknown.html]).toEqual([404, expect.stringContaining('Pagina campaniei</a>')]);
  });

  test('confirmed again, also at once, a link does nothing more and says the same', async () => {
    const address = await link('pledge', written());
    const answers = await Promise.all([send(api, address), send(api, address), send(api, address)]);
    const [entry] = await entries();
    for (const answer of [...answers, await open(api, address)]) {
      expect(answer.status).toBe(200);
      expect(answer.html).toContain(`${entry.reference.slice(0, 4)}-${entry.reference.slice(4)}`);
    }
    expect(await entries()).toHaveLength(1);
    expect(await rows('giving_requests')).toMatchObject([{ body: { outcome: 'entered' } }]);
  });

  test('R28 after 48 hours the link says so, and what was written is removed', async () => {
    const address = await link('pledge', written());
    const later = new Date(GIVING.getTime() + TWO_DAYS);
    api.setClock(later);
    expect((await send(api, address)).status).toBe(410);
    expect(await entries()).toEqual([]);
    await dropExpiredRequests(api.store.knex, later);
    expect((await open(api, address)).status).toBe(404);
    expect(await rows('giving_requests')).toEqual([]);
  });

  test('R20 after the close none is taken, also where the story is late; a link that waits says so', async () => {
    const address = await link('pledge', written());
    api.setClock(new Date(CLOSES.getTime() + 1));
    expect((await send(api, path('pledge'), written())).status).toBe(409);
    api.setClock(new Date(GIVING.getTime() + TWO_DAYS - 1));
    await api.database.owner('campaigns').where({ id: giving.campaignId }).update({ state: 'closed' });
    expect((await send(api, address)).status).toBe(409);
    expect((await send(api, address)).status).toBe(409);
    expect((await open(api, address)).html).toContain('campania nu este deschisă');
    expect(await entries()).toEqual([]);
  });

  test.each(['announced', 'published', 'cancelled', 'drafted'] as const)('%s takes none', async (state) => {
    giving = await givingOf(api, state);
    expect((await send(api, path('pledge'), written())).status).toBe(409);
    expect((await open(api, path('pledge'))).html).not.toContain('<form');
  });

  test('a link of another project confirms nothing', async () => {
    const address = await link('pledge', written());
    const elsewhere = await givingOf(api);
    expect((await send(api, address.replace(giving.slug, elsewhere.slug))).status).toBe(404);
    expect((await send(api, address.replace(/confirm\/[\w-]{4}/, 'confirm/AAAA'))).status).toBe(404);
    expect(await entries()).toEqual([]);
  });
});

describe('what is refused', () => {
  test.each([
    ['amount', '', 'Lipsește suma.'],
    ['amount', '10.00', 'Scrieți 10,00 sau 1.000,00.'],
    ['amount', '1,000', 'Scrieți 1,00 sau 1.000,00.'],
    ['amount', 'o sută', 'Aceasta nu este o sumă.'],
    ['amount', '-5', 'Suma nu poate fi negativă.'],
    ['amount', '0', 'mai mare decât zero'],
    ['amount', '9'.repeat(30), 'Suma este prea mare'],
    ['amount', '1.000.000,01', 'cel mult 1.000.000,00 lei'],
    ['name', CNP, 'CNP'],
    ['name', 'x'.repeat(201), 'cel mult 200'],
    ['name', '', 'trebuie scris numele'],
    ['email', '', 'Completați câmpul.'],
    ['email', 'ana@', 'Scrieți o adresă'],
    ['email', 'ana@example.org\nBcc: altul@example.org', 'Scrieți o adresă'],
    ['consent', '', 'Fără acest acord'],
  ])(
    'R14 R18 %s as %j is refused beside the field, and nothing that was written is lost',
    async (field, value, words) => {
      const form = written({ [field]: value });
      const answer = await send(api, path('pledge'), form);
      expect(answer.status).toBe(422);
      expect(answer.html.replaceAll('\u00a0', ' ')).toContain(words);
      expect(answer.html).toContain(`id="${field}-fault"`);
      if (field !== 'amount') expect(answer.html).toContain('value="1.250,50"');
      if (field !== 'name') expect(answer.html).toContain('value="Ana Exemplu"');
      if (field !== 'email') expect(answer.html).toContain(form.email);
      expect(answer.html).toContain('value="name" checked');
      expect(await rows('giving_requests')).toEqual([]);
    },
  );

  test('what cannot be stored, what a machine fills in, a form of another page, and a fourth in a quarter of an hour', async () => {
    expect((await send(api, path('pledge'), written({ name: 'a\0b' }))).status).toBe(400);
    expect((await send(api, path('pledge'), written({ website: 'http://x.example' }))).status).toBe(200);
    expect((await send(api, path('pledge'), written(), { Origin: 'https://elsewhere.example' })).status).toBe(403);
    expect(await rows('giving_requests')).toEqual([]);
    const email = newAddress('des');
    const statuses: number[] = [];
    for (const address of [email, email.toUpperCase(), ` ${email}`, email])
      statuses.push((await send(api, path('pledge'), written({ email: address }))).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });
});

describe('a subscription', () => {
  const subscribed = async (email = newAddress('abonat')) => {
    const address = await link('subscribe', { email });
    expect((await send(api, address)).html).toContain('V-ați abonat');
    const [subscription] = await rows('subscriptions').where({ email });
    return { email, address, subscription };
  };
  /** The same address asks and confirms once more. */
  const again = async (email: string) => {
    const about = { projectId: giving.projectId, campaignId: giving.campaignId, locale: 'ro' } as const;
    const { token } = await requestGiving(api.store, about, { kind: 'subscription', email }, GIVING);
    expect((await send(api, path(`confirm/${token}`))).html).toContain('V-ați abonat');
  };
  const way = (token: string) => `/p/${giving.slug}/campaign/unsubscribe/${token}`;

  test('R22 begins once it is confirmed, and once a project for an address', async () => {
    const { email, address } = await subscribed();
    expect(await rows('subscriptions')).toMatchObject([{ email, locale: 'ro', ended_at: null }]);
    await send(api, address);
    await again(email);
    expect(await rows('subscriptions')).toHaveLength(1);
  });

  test('R28 ends by a button, or by the one click of a mail program without a session (RFC 8058); the address goes', async () => {
    const { email, subscription } = await subscribed();
    // Programs that look into mail open links: nobody is unsubscribed by that.
    expect((await open(api, way(subscription.token))).html).toContain('<button');
    expect(await rows('subscriptions').whereNull('ended_at')).toHaveLength(1);
    const clicked = await send(api, way(subscription.token), { 'List-Unsubscribe': 'One-Click' }, {});
    expect(clicked.status).toBe(200);
    expect(await rows('subscriptions')).toMatchObject([{ email: null, ended_at: GIVING }]);
    expect((await send(api, way(subscription.token))).html).toContain('V-ați dezabonat');
    // Whoever wants to, comes back.
    await again(email);
    expect(await rows('subscriptions').whereNull('ended_at')).toMatchObject([{ email }]);
  });

  test('R28 what waits for whoever has left never goes out', async () => {
    const { subscription } = await subscribed();
    const { id: eventId } = await api.store.knex('events').where({ project_id: giving.projectId }).first('id');
    await api.store.knex('messages').insert({
      id: randomUUID(),
      project_id: giving.projectId,
      event_id: eventId,
      event_type: 'giver.weekly',
      subscription_id: subscription.id,
      to_address: subscription.email,
      to_name: '',
      locale: 'ro',
      subject: 'x',
      body_text: 'x',
      body_html: 'x',
      unsubscribe: way(subscription.token),
      message_id: `<${randomUUID()}@jalon.test>`,
      created_at: GIVING,
      next_attempt_at: new Date('2100-01-01'),
    });
    await send(api, way(subscription.token), {}, {});
    expect(await rows('messages').where({ subscription_id: subscription.id })).toMatchObject([
      { to_address: '', body_text: '', unsubscribe: null, state: 'failed' },
    ]);
  });

  test('a token that nobody has, or of another project, ends nothing', async () => {
    const { subscription } = await subscribed();
    const elsewhere = await givingOf(api);
    expect((await send(api, way('A'.repeat(43)), {}, {})).status).toBe(404);
    expect((await send(api, way(subscription.token).replace(giving.slug, elsewhere.slug), {}, {})).status).toBe(404);
    expect(await rows('subscriptions').whereNull('ended_at')).toHaveLength(1);
  });
});
