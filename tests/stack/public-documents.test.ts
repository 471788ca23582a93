/** Evidence that is published: what the public gets of it, in which version, and who may say so. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Answered, type Api, startApi, type Visitor } from './api.ts';
import { type Change, foundAfter } from './behind-the-back.ts';
import { given, type Paperwork, type Piece, paper, paperwork } from './evidence-paper.ts';

let api: Api;
let work: Paperwork;
let slug: string;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  work = await paperwork(api);
  ({ slug } = await api.store.knex('projects').where({ id: work.projectId }).first<{ slug: string }>('slug'));
});

const publish = (id: string, who: Visitor = api.people.staff) => who.command(`/api/evidence/${id}/publish`);
const unpublish = (id: string, who: Visitor = api.people.staff) => who.command(`/api/evidence/${id}/unpublish`);
const withdraw = (id: string) => api.people.staff.command(`/api/evidence/${id}/withdraw`);
const open = (path: string): Promise<Answered> => api.visitor().get(path);
const list = async (): Promise<string> => (await open(`/p/${slug}/documents`)).text;
const download = (id: string): Promise<Answered> => open(`/p/${slug}/documents/${id}`);

async function document(content: string, name: string, more: Readonly<Record<string, string>> = {}): Promise<Piece> {
  return given(api.people.staff, work.concept, paper({ requirement: 'document', ...more }, content, name));
}

describe('publishing', () => {
  test('R26 no piece of evidence is public by itself; what is published is listed and can be saved', async () => {
    const piece = await document('conceptul', 'Concept „sat” <1>.txt', { description: 'Despre <b>sat</b>' });
    expect(await list()).toContain('No document is published yet.');
    expect((await download(piece.id)).status).toBe(404);
    expect((await publish(piece.id)).status).toBe(200);
    const page = await list();
    expect(page).toContain(`href="/p/${slug}/documents/${piece.id}"`);
    expect(page).toContain('Concept „sat” _1_.txt');
    expect(page).toContain('Despre &lt;b&gt;sat&lt;/b&gt;');
    const file = await download(piece.id);
    expect(file).toMatchObject({ status: 200, text: 'conceptul' });
    expect(file.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    expect(file.headers.get('Content-Disposition')).toMatch(/^attachment; filename="/);
    expect(file.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(file.headers.get('Content-Security-Policy')).toBe("sandbox; default-src 'none'");
    expect(file.headers.get('Set-Cookie')).toBeNull();
  });

  test('a newer version takes its place at the same address; the older one comes back when that is withdrawn', async () => {
    const first = await document('prima', 'v1.txt');
    await publish(first.id);
    const second = await document('a doua', 'v2.txt', { replaces: first.id });
    expect((await download(first.id)).text).toBe('a doua');
    expect(await list()).toContain('v2.txt');
    expect(await list()).not.toContain('v1.txt');
    // Published again, it is the same document; the version that was replaced is none to publish.
    expect((await publish(second.id)).status).toBe(200);
    expect((await list()).split('.txt</a>')).toHaveLength(2);
    expect((await publish(first.id)).problem()).toMatchObject({ status: 409, type: '/problems/version-replaced' });
    await withdraw(second.id);
    expect((await download(first.id)).text).toBe('prima');
    await withdraw(first.id);
    expect((await download(first.id)).status).toBe(404);
    expect(await list()).not.toContain('.txt');
  });

  test('taken off the pages it is gone, also where a newer version stands; it stays as evidence', async () => {
    const first = await document('prima', 'v1.txt');
    await publish(first.id);
    const second = await document('a doua', 'v2.txt', { replaces: first.id });
    expect((await unpublish(second.id)).status).toBe(200);
    for (const id of [first.id, second.id]) expect((await download(id)).status).toBe(404);
    const piece = (await api.people.staff.get(`/api/evidence/${second.id}`)).json<{ publishedAt: null }>();
    expect(piece).toMatchObject({ publishedAt: null, withdrawnAt: null });
  });

  test('the address of a web page is published as a link', async () => {
    const link = { requirement: 'initiativa-smart', name: 'Anunț', link: 'https://example.org/anunt?a=1&b=2' };
    const answer = await api.people.staff.command(`/api/milestones/${work.concept}/evidence`, link);
    const { id } = answer.json<Piece>();
    await publish(id);
    expect(await list()).toContain('href="https://example.org/anunt?a=1&amp;b=2" rel="noopener nofollow"');
    expect((await download(id)).status).toBe(404);
  });

  test('also after the milestone has ended: minutes are published then', async () => {
    const piece = await document('proces-verbal', 'pv.txt');
    await api.store
      .knex('milestones')
      .where({ id: work.concept })
      .update({
        state: 'cancelled',
        ended_at: new Date('2026-03-02T10:00:00Z'),
        ended_by: api.people.manager.id,
      });
    expect((await publish(piece.id)).status).toBe(200);
    expect((await download(piece.id)).status).toBe(200);
  });

  test('R6 who may give evidence may publish it; a withdrawn piece is none to publish', async () => {
    const piece = await document('conceptul', 'c.txt');
    for (const who of ['auditor', 'partner'] as const)
      expect((await publish(piece.id, api.people[who])).problem()).toMatchObject({ status: 403 });
    expect((await publish(piece.id, api.people.stranger)).status).toBe(404);
    expect((await publish(piece.id, api.people.manager)).status).toBe(200);
    expect((await unpublish(piece.id, api.people.auditor)).status).toBe(403);
    await withdraw(piece.id);
    expect((await publish(piece.id)).problem()).toMatchObject({ status: 422 });
  });

  test('R25 each publication is an event with who did it, and the rows are held against them', async () => {
    const piece = await document('conceptul', 'c.txt');
    await publish(piece.id);
    await publish(piece.id);
    await unpublish(piece.id);
    await unpublish(piece.id);
    await publish(piece.id, api.people.manager);
    const events = await api.store
      .knex('events')
      .where({ project_id: work.projectId })
      .whereLike('type', 'evidence.%published')
      .orderBy('seq')
      .select('type', 'actor_id');
    expect(events).toEqual([
      { type: 'evidence.published', actor_id: api.people.staff.id },
      { type: 'evidence.unpublished', actor_id: api.people.staff.id },
      { type: 'evidence.published', actor_id: api.people.manager.id },
    ]);
    const ofPiece = async (change: Change) =>
      (await foundAfter(api, change)).filter((finding) => finding.includes(`evidence ${piece.id}`));
    expect(await ofPiece(async () => {})).toEqual([]);
    expect(await ofPiece((owner) => owner('evidence_publications').delete())).not.toEqual([]);
  });

  test('another project’s page does not have it, and no guessed or broken address finds anything', async () => {
    const piece = await document('conceptul', 'c.txt');
    await publish(piece.id);
    for (const path of [
      `/p/${api.project.slug}/documents/${piece.id}`,
      `/p/${slug}/documents/${randomUUID()}`,
      `/p/${slug}/documents/..%2f..%2fetc%2fpasswd`,
      `/p/${slug}/documents/${piece.id}%00`,
    ])
      expect((await open(path)).status).toBe(404);
  });

  test('a browser that has it asks, and gets it only if it changed', async () => {
    const piece = await document('conceptul', 'c.txt');
    await publish(piece.id);
    const etag = (await download(piece.id)).headers.get('ETag') ?? '';
    expect(etag).not.toBe('');
    // As a browser asks; `fetch` alone would ask past every cache.
    const kept = { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' };
    const again = await api.visitor().get(`/p/${slug}/documents/${piece.id}`, kept);
    expect(again).toMatchObject({ status: 304, text: '' });
    await unpublish(piece.id);
    const gone = await api.visitor().get(`/p/${slug}/documents/${piece.id}`, kept);
    expect(gone.status).toBe(404);
  });

  test('R13 the charter of a vote is there from its announcement on, before its result', async () => {
    const voteId = randomUUID();
    const at = new Date('2026-03-02T10:00:00Z');
    await api.store.knex('votes').insert({
      id: voteId,
      project_id: work.projectId,
      milestone_id: work.concept,
      number: 1,
      charter: JSON.stringify({ question: { ro: 'Ce facem <mai întâi>?', en: 'What comes <first>?' } }),
      created_at: at,
      changed_at: at,
    });
    const charter = `<a href="/p/${slug}/vote?lang=en&amp;vote=${voteId}">The charter of the vote</a>`;
    expect(await list()).not.toContain(charter);
    await api.store.knex('votes').where({ id: voteId }).update({ state: 'announced', announced_at: at });
    const page = await list();
    expect(page).toContain(charter);
    expect(page).toContain('What comes &lt;first&gt;?');
    expect(page).not.toContain('/vote/result');
    await api.store.knex('votes').where({ id: voteId }).update({ state: 'cancelled', cancelled_at: at });
    expect(await list()).not.toContain(charter);
  });

  test('a long list comes in pages', async () => {
    const pieces = [];
    for (let at = 0; at < 61; at += 1) pieces.push(await document(`text ${at}`, `document-${at}.txt`));
    await api.store.knex.batchInsert(
      'evidence_publications',
      pieces.map(({ id }, at) => ({
        evidence_id: id,
        published_at: new Date(Date.UTC(2026, 2, 1, 0, at)),
        published_by: api.people.staff.id,
      })),
    );
    const first = await list();
    expect(first).toContain('document-60.txt');
    expect(first).not.toContain('document-0.txt');
    expect(first).toContain(`href="/p/${slug}/documents?lang=en&amp;page=2"`);
    expect(Buffer.byteLength(first)).toBeLessThan(60_000);
    const second = (await open(`/p/${slug}/documents?lang=en&page=2`)).text;
    expect(second).toContain('document-0.txt');
    expect(second).not.toContain('document-1.txt');
  });
});
