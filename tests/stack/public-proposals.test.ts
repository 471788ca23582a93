/** R12 proposals by the public: form, message, confirmation, the pages; hostile visitors. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ParsedMail } from 'mailparser';
import { dropExpiredRequests } from '../../db/expired-requests.ts';
import { newAddress } from './addresses.ts';
import { type Api, startApi } from './api.ts';
import { mailTo } from './mailbox.ts';
import { CNP } from './participants.ts';
import { done, type Forum, forumOf, NOW, order, proposalNow, proposed, voteOpened } from './proposing.ts';

const TWO_DAYS = 48 * 3_600_000;
let api: Api;
let forum: Forum;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  forum = await forumOf(api);
});

const written = (change: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  title: 'Iluminat public cu senzori (exemplu)',
  summary: 'Lămpi cu senzori.\n\nPe strada Morii.',
  authorName: 'Ana Exemplu',
  authorEmail: newAddress('vizitator'),
  authorShown: 'yes',
  consent: 'yes',
  website: '',
  ...change,
});

const pages = (): string => `/p/${forum.slug}/proposals`;
const open = async (path: string) => {
  const answer = await fetch(api.url + path, { redirect: 'manual' });
  return { status: answer.status, html: await answer.text(), headers: answer.headers };
};
const send = async (path: string, form: Record<string, string> = {}, headers: Record<string, string> = {}) => {
  const answer = await fetch(api.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: api.url, ...headers },
    body: new URLSearchParams(form),
    redirect: 'manual',
  });
  return { status: answer.status, html: await answer.text(), headers: answer.headers };
};

async function asked(form = written()): Promise<{ path: string; mail: ParsedMail }> {
  expect((await send(`${pages()}/new`, form)).status).toBe(200);
  const mail = await mailTo(form.authorEmail ?? '');
  const url = /https?:\/\/\S+\/confirm\/\S+/.exec(mail.text ?? '')?.[0] ?? '';
  return { path: url.replace(api.url, ''), mail };
}
const rows = () => api.store.knex('proposals').where({ project_id: forum.projectId }).orderBy('number');
const requests = () => api.store.knex('proposal_requests').where({ project_id: forum.projectId });

describe('proposed by the public', () => {
  test('R12 written on the page, confirmed from the message; before that it is nowhere', async () => {
    expect((await open(pages())).html).toContain(`href="${pages()}/new?lang=ro"`);
    const form = await open(`${pages()}/new?lang=ro`);
    expect(form).toMatchObject({ status: 200 });
    expect(form.html).not.toContain('<script');
    expect(form.html).toContain('MySMIS2014+ 151364');
    const { path, mail } = await asked();
    expect(mail.subject).toMatch(/^(Confirmați propunerea|Confirm your proposal): /);
    expect(mail.text).toContain('MySMIS2014+ 151364');
    expect(mail.text).not.toMatch(/senzori|Ana/);
    // What looks into mail opens links: opening one confirms nothing.
    expect((await open(path)).status).toBe(200);
    expect(await rows()).toEqual([]);
    const confirmed = await send(path);
    expect(confirmed.status).toBe(200);
    expect(await rows()).toMatchObject([{ number: 1, source: 'public', state: 'submitted', author_shown: true }]);
    const page = await open(`${pages()}/1?lang=ro`);
    expect(page.html).toContain('<p>Pe strada Morii.</p>');
    expect(page.html).toContain('Ana Exemplu');
    expect(page.html).toContain('încă fără decizie');
    expect(page.html).not.toContain('@example.org');
    expect(Buffer.byteLength(page.html)).toBeLessThan(60_000);
    const told = await api.store.knex('messages').whereNotNull('proposal_id').where({ project_id: forum.projectId });
    expect(told.map(({ event_type: type }) => type)).toEqual(['proposal.received']);
    // R12: it waits for a decision, and nobody of the team has seen it.
    const team = await api.store
      .knex('messages')
      .where({ project_id: forum.projectId, event_type: 'proposal.entered' })
      .select('recipient_id', 'subject');
    expect(team.map(({ recipient_id: id }) => id).sort()).toEqual([api.people.staff.id, api.people.manager.id].sort());
    expect(team[0].subject).toContain('1. ');
  });

  test('confirmed again, also at once, a link does nothing more and says the same', async () => {
    const { path } = await asked();
    const answers = await Promise.all([send(path), send(path), send(path)]);
    for (const answer of [...answers, await open(path)]) {
      expect(answer.status).toBe(200);
      expect(answer.html).toContain(`href="${pages()}/1`);
    }
    expect(await rows()).toHaveLength(1);
    // What was written is with the proposal now, and nowhere else.
    expect(await requests()).toMatchObject([{ body: { outcome: 'entered' } }]);
  });

  test('R28 after 48 hours the link says so, and what was written is removed', async () => {
    const { path } = await asked();
    api.setClock(new Date(NOW.getTime() + TWO_DAYS));
    expect((await send(path)).status).toBe(410);
    expect(await rows()).toEqual([]);
    await dropExpiredRequests(api.store.knex, new Date(NOW.getTime() + TWO_DAYS));
    expect((await open(path)).status).toBe(404);
    expect(await requests()).toEqual([]);
  });

  test('a link of another project, or one that nobody has, confirms nothing', async () => {
    const { path } = await asked();
    const { slug } = await forumOf(api);
    const elsewhere = path.replace(forum.slug, slug);
    expect((await send(elsewhere)).status).toBe(404);
    expect((await send(path.replace(/confirm\/[\w-]{4}/, 'confirm/AAAA'))).status).toBe(404);
    expect(await rows()).toEqual([]);
  });

  test('in Romanian and in English', async () => {
    const form = written();
    const sent = await send(`${pages()}/new?lang=ro`, form);
    expect(sent.html).toContain('Mai este un pas');
    expect((await mailTo(form.authorEmail ?? '')).subject).toContain('Confirmați propunerea');
    const english = await asked();
    expect((await send(english.path.replace('lang=ro', 'lang=en'))).html).toContain('The proposal is recorded');
  });
});

describe('what is refused', () => {
  test.each([
    ['title', '', 'Completați câmpul.'],
    ['title', 'x'.repeat(201), 'cel mult 200'],
    ['title', `CNP ${CNP}`, 'CNP'],
    ['summary', '', 'Completați câmpul.'],
    ['summary', 'x'.repeat(4001), 'cel mult 4000'],
    ['summary', CNP, 'CNP'],
    ['authorName', '', 'Completați câmpul.'],
    ['authorName', CNP, 'CNP'],
    ['authorEmail', 'ana@', 'Scrieți o adresă'],
    ['authorEmail', 'ana@example.org\nBcc: altul@example.org', 'Scrieți o adresă'],
    ['consent', '', 'Fără acest acord'],
  ])('R14 %s as %j is refused beside the field, and what was written is kept', async (field, value, words) => {
    const form = written({ [field]: value });
    const answer = await send(`${pages()}/new?lang=ro`, form);
    expect(answer.status).toBe(422);
    expect(answer.html).toContain(words);
    expect(answer.html).toContain(`id="${field}-fault"`);
    if (field !== 'authorEmail') expect(answer.html).toContain(form.authorEmail);
    if (field !== 'summary') expect(answer.html).toContain('Lămpi cu senzori.');
    expect(await requests()).toEqual([]);
  });

  test('what cannot be stored, what a machine fills in, and a form of another page', async () => {
    expect((await send(`${pages()}/new`, written({ title: 'a\0b' }))).status).toBe(400);
    expect((await send(`${pages()}/new`, written({ website: 'http://x.example' }))).status).toBe(200);
    expect((await send(`${pages()}/new`, written(), { Origin: 'https://elsewhere.example' })).status).toBe(403);
    expect(await requests()).toEqual([]);
  });

  test('more than three from one address are refused for a while, however it is written', async () => {
    const authorEmail = newAddress('des');
    const statuses: number[] = [];
    for (const address of [authorEmail, authorEmail.toUpperCase(), ` ${authorEmail}`, authorEmail])
      statuses.push((await send(`${pages()}/new`, written({ authorEmail: address }))).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect(await requests()).toHaveLength(3);
  });

  test('R12 once a vote has opened, or the consultations were submitted, none is taken; a link that waits says so', async () => {
    const { path } = await asked();
    const one = await proposed(api, forum);
    const vote = await voteOpened(api, forum, [one.id]);
    expect((await open(pages())).html).not.toContain(`${pages()}/new`);
    expect((await send(`${pages()}/new`, written())).status).toBe(409);
    expect((await send(path)).status).toBe(409);
    expect(await rows()).toHaveLength(1);
    await api.database.owner('votes').where({ id: vote }).update({ state: 'cancelled', cancelled_at: NOW });
    await api.store
      .knex('milestones')
      .where({ id: forum.milestoneId })
      .update({ state: 'submitted', submitted_at: NOW, submitted_by: api.people.staff.id });
    expect((await send(`${pages()}/new`, written())).status).toBe(409);
  });
});

describe('the pages', () => {
  test('R12 each proposal with its decision, the reason, and what was merged and split', async () => {
    const { staff, manager } = api.people;
    const [kept, second, third] = [await proposed(api, forum), await proposed(api, forum), await proposed(api, forum)];
    const { title, summary } = kept;
    await done(order(staff, kept, 'merge', { ids: [second.id], title, summary }));
    const reason = 'Nu ține de <b>comună</b>.';
    await done(order(manager, third, 'decide', { state: 'rejected', reason }));
    const joined = await proposalNow(staff, kept.id);
    const part = (name: string) => ({ title: name, summary: name });
    await done(order(staff, joined, 'split', { parts: [part('Una'), part('Alta')] }));
    const list = (await open(`${pages()}?lang=ro`)).html;
    expect(list).toContain('unită cu 1. ');
    expect(list).toContain('împărțită în mai multe');
    expect(list).toContain('Motivul: Nu ține de &lt;b&gt;comună&lt;/b&gt;.');
    const first = (await open(`${pages()}/1?lang=ro`)).html;
    for (const number of [2, 4, 5]) expect(first).toContain(`href="${pages()}/${number}?lang=ro"`);
    expect((await open(`${pages()}/2?lang=en`)).html).toContain('Merged into');
    expect((await open(`${pages()}/5?lang=en`)).html).toContain('Part of');
  });

  test('HTML and characters that turn the direction stay harmless, on the pages and in the messages', async () => {
    const hostile = '"><script>alert(1)</script>\u202e';
    const { path } = await asked(written({ title: hostile, summary: hostile, authorName: hostile }));
    expect((await open(path)).html).not.toContain('<script');
    await send(path);
    for (const page of [pages(), `${pages()}/1`]) {
      const { html } = await open(page);
      expect(html).not.toContain('<script');
      expect(html).not.toContain('\u202e');
      expect(html).toContain('&lt;script&gt;');
    }
    const told = await api.store.knex('messages').where({ project_id: forum.projectId }).whereNotNull('proposal_id');
    expect(told).toHaveLength(1);
    expect(told[0].body_html).not.toContain('<script');
    expect(told[0].subject).not.toMatch(/[\r\n]/);
  });

  test('a number that is none, and a project that is none, are not there', async () => {
    for (const path of [`${pages()}/0`, `${pages()}/9`, `${pages()}/x`, `${pages()}/1e1`, '/p/nu-exista/proposals'])
      expect((await open(path)).status).toBe(404);
  });

  test('R28 a name that may not be shown is on no page', async () => {
    const { path } = await asked(written({ authorName: 'Zenovia Ascunsa', authorShown: '' }));
    await send(path);
    expect(await rows()).toMatchObject([{ author_name: 'Zenovia Ascunsa' }]);
    for (const page of [pages(), `${pages()}/1`]) expect((await open(page)).html).not.toContain('Zenovia');
  });
});
