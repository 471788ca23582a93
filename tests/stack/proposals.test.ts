/** R12: proposals entered at a meeting, worded, merged, split, decided and taken up again; races; who is forgotten. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { verify } from '../../db/verify.ts';
import { type Api, startApi } from './api.ts';
import { CNP } from './participants.ts';
import {
  done,
  type Forum,
  forumOf,
  NOW,
  order,
  type Proposed,
  proposalBody,
  proposalNow,
  proposed,
  toldOf,
  voteOpened,
} from './proposing.ts';

let api: Api;
let forum: Forum;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  forum = await forumOf(api);
});

const reason = 'Nu ține de competența comunei.';
const reject = (proposal: Proposed, who = api.people.manager) =>
  order(who, proposal, 'decide', { state: 'rejected', reason });
const accept = (proposal: Proposed, who = api.people.manager) => order(who, proposal, 'decide', { state: 'eligible' });
const merge = (into: Proposed, others: readonly Proposed[], change: object = {}) =>
  order(api.people.staff, into, 'merge', {
    ids: others.map(({ id }) => id),
    title: into.title,
    summary: into.summary,
    ...change,
  });
const parts = (...titles: string[]) => titles.map((title) => ({ title, summary: `${title}, pe larg.` }));
const problemOf = async (answer: ReturnType<typeof order>) => {
  const { status, problem } = await answer;
  return [status, problem().type];
};

describe('entered at a meeting', () => {
  test('R12 numbered within the project, with the consultation it was made at; its author is told', async () => {
    const first = await proposed(api, forum);
    const second = await proposed(api, forum, { authorEmail: null });
    expect([first.number, second.number]).toEqual([1, 2]);
    expect(first).toMatchObject({ state: 'submitted', source: 'meeting', run: { id: forum.runId } });
    expect(await toldOf(api, [first.id, second.id])).toEqual(['proposal.received']);
    const list = await api.people.auditor.get(
      `/api/proposals?filter=${encodeURIComponent(JSON.stringify({ milestoneId: forum.milestoneId, source: 'meeting' }))}`,
    );
    expect(list.json<unknown[]>()).toHaveLength(2);
  });

  test('the same command again enters nothing more', async () => {
    const key = { 'Idempotency-Key': randomUUID() };
    const path = `/api/milestones/${forum.milestoneId}/proposals`;
    const body = proposalBody(forum);
    const answers = await Promise.all([1, 2, 3].map(() => api.people.staff.send('POST', path, body, key)));
    expect(new Set(answers.map((answer) => answer.json<Proposed>().id)).size).toBe(1);
    expect(await api.store.knex('proposals').where({ project_id: forum.projectId })).toHaveLength(1);
  });

  test('many at once get a number each', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => proposed(api, forum)));
    expect(all.map(({ number }) => number).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('only at a consultation of this milestone that has begun', async () => {
    const enter = (change: object) =>
      api.people.staff.command(`/api/milestones/${forum.milestoneId}/proposals`, proposalBody(forum, change));
    expect(await problemOf(enter({ runId: randomUUID() }))).toEqual([422, '/problems/unknown-key']);
    await api.store.knex('sessions').where({ run_id: forum.runId }).update({
      starts_at: '2026-03-06T08:00:00Z',
      ends_at: '2026-03-06T10:00:00Z',
    });
    expect(await problemOf(enter({}))).toEqual([409, '/problems/session-not-begun']);
    await api.store.knex('runs').where({ id: forum.runId }).update({ state: 'cancelled' });
    expect(await problemOf(enter({}))).toEqual([409, '/problems/run-cancelled']);
    const { id: vote } = await api.milestone('A10', forum.projectId);
    const elsewhere = api.people.staff.command(`/api/milestones/${vote}/proposals`, proposalBody(forum));
    expect(await problemOf(elsewhere)).toEqual([409, '/problems/no-consultations']);
  });

  test.each(['title', 'summary', 'authorName'])(
    'R14 a national identity number in %s is refused and kept nowhere',
    async (field) => {
      const body = proposalBody(forum, { [field]: `vezi ${CNP}` });
      const answer = await api.people.staff.command(`/api/milestones/${forum.milestoneId}/proposals`, body);
      expect(answer.status).toBe(422);
      expect(answer.problem().errors?.[field]).toContain('CNP');
      const { rows } = await api.store.knex.raw('select count(*)::int as many from commands c where c::text like ?', [
        `%${CNP}%`,
      ]);
      expect(rows[0].many).toBe(0);
    },
  );

  test('R28 of who made it commands and events keep nothing', async () => {
    const { id } = await proposed(api, forum, { authorName: 'Zenovia Nemaiauzita' });
    const { rows } = await api.store.knex.raw(
      `select (select count(*)::int from commands c where c::text like :who)
            + (select count(*)::int from events e where e::text like :who)
            + (select count(*)::int from event_texts t where t::text like :who) as many`,
      { who: '%Nemaiauzita%' },
    );
    expect(rows[0].many).toBe(0);
    expect((await proposalNow(api.people.manager, id)).author.name).toBe('Zenovia Nemaiauzita');
  });

  test('R28 the address, and a name that is not public, only for who reads the register', async () => {
    const { id } = await proposed(api, forum, { authorShown: false });
    expect((await proposalNow(api.people.auditor, id)).author).toMatchObject({ name: 'Ana Exemplu' });
    expect((await proposalNow(api.people.partner, id)).author).toMatchObject({ known: true, name: '', email: null });
  });
});

describe('decided', () => {
  test('R12 a rejection has a written reason, which its author is told', async () => {
    const proposal = await proposed(api, forum);
    const without = await order(api.people.manager, proposal, 'decide', { state: 'rejected' });
    expect(without.status).toBe(422);
    expect(without.problem().errors).toHaveProperty('reason');
    const blank = await order(api.people.manager, proposal, 'decide', { state: 'rejected', reason: ' \u200b\n ' });
    expect(blank.status).toBe(422);
    expect(await done(reject(proposal))).toMatchObject({
      state: 'rejected',
      reason,
      allowed: ['reconsider', 'forget'],
    });
    expect(await toldOf(api, [proposal.id])).toEqual(['proposal.decided', 'proposal.received']);
    const message = await api.store
      .knex('messages')
      .where({ proposal_id: proposal.id, event_type: 'proposal.decided' })
      .first();
    expect(message.subject).toBe('Propunerea nr. 1 a fost respinsă');
    expect(message.body_text).toContain(`> ${reason}`);
    expect(message.body_text).toContain(`/p/${forum.slug}/proposals/1`);
  });

  test('R12 by the manager or a partner who approves the milestone; staff words it', async () => {
    const proposal = await proposed(api, forum);
    expect(await problemOf(accept(proposal, api.people.staff))).toEqual([403, '/problems/role-missing']);
    expect(await done(accept(proposal, api.people.partner))).toMatchObject({ state: 'eligible' });
    const changed = order(api.people.partner, proposal, 'change', { title: 'x', summary: 'x' });
    expect(await problemOf(changed)).toEqual([403, '/problems/role-missing']);
  });

  test('R12 of two decisions at once one stands, and the other is told so', async () => {
    const proposal = await proposed(api, forum);
    const answers = await Promise.all([accept(proposal), reject(proposal), accept(proposal, api.people.partner)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    for (const answer of answers.filter(({ status }) => status === 409))
      expect(answer.problem().type).toBe('/problems/proposal-decided');
    expect(await toldOf(api, [proposal.id])).toEqual(['proposal.decided', 'proposal.received']);
  });

  test('a decision on another text than was read is refused', async () => {
    const proposal = await proposed(api, forum);
    await done(order(api.people.staff, proposal, 'change', { title: 'Alt titlu', summary: 'Alt text' }));
    expect(await problemOf(accept(proposal))).toEqual([409, '/problems/record-changed']);
    const now = await proposalNow(api.people.manager, proposal.id);
    expect(now).toMatchObject({ title: 'Alt titlu', state: 'submitted' });
    await done(accept(now));
  });

  test('R12 taken up again with a reason, it waits for a decision, and can be worded again', async () => {
    const proposal = await proposed(api, forum);
    const rejected = await done(reject(proposal));
    const late = order(api.people.staff, rejected, 'change', { title: 'x', summary: 'x' });
    expect(await problemOf(late)).toEqual([409, '/problems/proposal-decided']);
    const again = await done(order(api.people.manager, rejected, 'reconsider', { reason: 'Am primit un aviz.' }));
    expect(again).toMatchObject({ state: 'submitted', reason: '' });
    const twice = order(api.people.manager, again, 'reconsider', { reason: 'x' });
    expect(await problemOf(twice)).toEqual([409, '/problems/proposal-undecided']);
    await done(accept(again));
    expect(await toldOf(api, [proposal.id])).toEqual([
      'proposal.decided',
      'proposal.decided',
      'proposal.received',
      'proposal.reconsidered',
    ]);
  });

  test('R12 once a vote on them has opened, nothing changes; after it was cancelled it does', async () => {
    const proposal = await proposed(api, forum);
    const eligible = await done(accept(proposal));
    const other = await proposed(api, forum);
    const vote = await voteOpened(api, forum, [proposal.id]);
    const frozen = [409, '/problems/proposals-frozen'];
    const again = () => order(api.people.manager, eligible, 'reconsider', { reason: 'x' });
    expect(await problemOf(again())).toEqual(frozen);
    expect(await problemOf(accept(other))).toEqual(frozen);
    expect(await problemOf(merge(other, [eligible]))).toEqual(frozen);
    const enter = api.people.staff.command(`/api/milestones/${forum.milestoneId}/proposals`, proposalBody(forum));
    expect(await problemOf(enter)).toEqual(frozen);
    await api.database.owner('votes').where({ id: vote }).update({ state: 'cancelled', cancelled_at: NOW });
    await done(again());
  });

  test('R12 after the consultations were submitted only the decisions are made that are still owed', async () => {
    const decided = await done(accept(await proposed(api, forum)));
    const owed = await proposed(api, forum);
    await api.store
      .knex('milestones')
      .where({ id: forum.milestoneId })
      .update({ state: 'submitted', submitted_at: NOW, submitted_by: api.people.staff.id });
    const again = order(api.people.manager, decided, 'reconsider', { reason: 'x' });
    expect(await problemOf(again)).toEqual([409, '/problems/proposals-frozen']);
    const word = order(api.people.staff, owed, 'change', { title: 'x', summary: 'x' });
    expect(await problemOf(word)).toEqual([409, '/problems/proposals-frozen']);
    await done(reject(owed));
  });
});

describe('merged and split', () => {
  test('R12 others go into one that stays, worded anew; the trace is kept and all authors are told', async () => {
    const [kept, second, third] = [await proposed(api, forum), await proposed(api, forum), await proposed(api, forum)];
    const text = { title: 'Iluminat și camere', summary: 'Amândouă.', reason: 'Cer același lucru.' };
    const after = await done(merge(kept, [second, third], text));
    expect(after).toMatchObject({ title: text.title, state: 'submitted', merged: [{ number: 2 }, { number: 3 }] });
    const gone = await proposalNow(api.people.auditor, second.id);
    expect(gone).toMatchObject({
      state: 'merged',
      mergedInto: { number: 1 },
      reason: text.reason,
      title: second.title,
    });
    expect(await toldOf(api, [kept.id])).toEqual(['proposal.joined', 'proposal.received']);
    expect((await toldOf(api, [second.id, third.id])).filter((type) => type === 'proposal.merged')).toHaveLength(2);
  });

  test('R12 no merge goes in a circle, into itself, or over a decision', async () => {
    const [first, second, third] = [await proposed(api, forum), await proposed(api, forum), await proposed(api, forum)];
    expect(await problemOf(merge(first, [first]))).toEqual([422, '/problems/merge-needs-others']);
    await done(merge(second, [first]));
    expect(await problemOf(merge(first, [second]))).toEqual([409, '/problems/proposal-decided']);
    const joined = await proposalNow(api.people.staff, second.id);
    await done(merge(third, [joined]));
    const last = await proposalNow(api.people.staff, third.id);
    for (const other of [first, second])
      expect(await problemOf(merge(last, [other]))).toEqual([409, '/problems/proposal-decided']);
    const fourth = await proposed(api, forum);
    await done(accept(fourth));
    expect(await problemOf(merge(last, [fourth]))).toEqual([409, '/problems/proposal-decided']);
    expect(await problemOf(merge(last, [{ ...fourth, id: randomUUID() }]))).toEqual([422, '/problems/unknown-key']);
  });

  test('R12 two merges at once into each other: one is done', async () => {
    const [first, second] = [await proposed(api, forum), await proposed(api, forum)];
    const answers = await Promise.all([merge(first, [second]), merge(second, [first])]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const rows = await api.store.knex('proposals').where({ project_id: forum.projectId });
    expect(rows.filter(({ merged_into: into }) => into !== null)).toHaveLength(1);
  });

  test('a merge is taken back by taking it up again', async () => {
    const [kept, second] = [await proposed(api, forum), await proposed(api, forum)];
    await done(merge(kept, [second]));
    const merged = await proposalNow(api.people.manager, second.id);
    const again = await done(order(api.people.manager, merged, 'reconsider', { reason: 'Sunt lucruri diferite.' }));
    expect(again).toMatchObject({ state: 'submitted', mergedInto: null });
    expect((await proposalNow(api.people.manager, kept.id)).merged).toEqual([]);
  });

  test('R12 split into several, each with its own number, decision and author; the old one stays to be seen', async () => {
    const whole = await proposed(api, forum, { authorEmail: 'o-persoana@example.org' });
    const few = await order(api.people.staff, whole, 'split', { parts: parts('Una') });
    expect(few.status).toBe(422);
    const after = await done(order(api.people.staff, whole, 'split', { parts: parts('Una', 'Alta') }));
    expect(after).toMatchObject({ state: 'split', parts: [{ number: 2 }, { number: 3 }] });
    const [una, alta] = await Promise.all(after.parts.map(({ id }) => proposalNow(api.people.manager, id)));
    if (!una || !alta) throw new Error('there are no parts');
    expect(una).toMatchObject({ state: 'submitted', splitFrom: { number: 1 } });
    await done(accept(una));
    await done(reject(alta));
    expect(await toldOf(api, [whole.id])).toEqual(['proposal.received', 'proposal.split']);
    expect(await toldOf(api, [una.id, alta.id])).toEqual(['proposal.decided', 'proposal.decided']);
    expect(await problemOf(order(api.people.manager, after, 'reconsider', { reason: 'x' }))).toEqual([
      409,
      '/problems/proposal-decided',
    ]);
  });
});

describe('R28 forgotten', () => {
  test('the author of a proposal goes, in all of theirs and in what was written to them; what was proposed stays', async () => {
    const email = 'Cineva.Anume@example.org';
    const first = await proposed(api, forum, { authorEmail: email, authorName: 'Cineva Anume' });
    const second = await proposed(api, forum, { authorEmail: email.toLowerCase(), authorName: 'C. Anume' });
    const other = await proposed(api, forum);
    const after = await done(order(api.people.staff, second, 'split', { parts: parts('Una', 'Alta') }));
    const asked = await api.people.staff.command(`/api/proposals/${first.id}/forget`, { reason: 'La cerere.' });
    expect(asked.status).toBe(403);
    await done(api.people.manager.command(`/api/proposals/${first.id}/forget`, { reason: 'La cerere.' }));
    const theirs = [first.id, second.id, ...after.parts.map(({ id }) => id)];
    for (const id of theirs)
      expect(await proposalNow(api.people.manager, id)).toMatchObject({
        author: { known: false, name: '', email: null },
      });
    expect((await proposalNow(api.people.manager, other.id)).author.known).toBe(true);
    expect(await proposalNow(api.people.manager, first.id)).toMatchObject({
      title: first.title,
      summary: first.summary,
    });
    const messages = await api.store.knex('messages').whereIn('proposal_id', theirs);
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages)
      expect(message).toMatchObject({ to_address: '', to_name: '', body_text: '', subject: '' });
    const { findings } = await verify(api.store.knex, () => '/dev/null');
    expect(findings.filter(({ record }) => record.startsWith('proposal'))).toEqual([]);
  });

  test('when the register’s years are over, all authors go with it, and what waits to be confirmed', async () => {
    const { id } = await proposed(api, forum);
    await api.store.knex('proposal_requests').insert({
      id: randomUUID(),
      project_id: forum.projectId,
      milestone_id: forum.milestoneId,
      token_hash: Buffer.from(randomUUID()),
      locale: 'ro',
      body: '{}',
      requested_at: NOW,
      expires_at: NOW,
    });
    api.setClock(new Date('2040-01-01T10:00:00Z'));
    const path = `/api/projects/${forum.projectId}/register/expire`;
    expect((await api.people.manager.command(path, { reason: 'Termenul s-a încheiat.' })).status).toBe(200);
    expect((await proposalNow(api.people.manager, id)).author).toMatchObject({ known: false, name: '', email: null });
    expect(await api.store.knex('proposal_requests').where({ project_id: forum.projectId })).toEqual([]);
    const { findings } = await verify(api.store.knex, () => '/dev/null');
    expect(findings.filter(({ record }) => record.startsWith('proposal'))).toEqual([]);
  });
});
