/** What somebody might try at a vote that is not theirs to know of or to stop: by messages, history, proposals, a draft. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { enqueueMessages } from '../../db/outbox.ts';
import { SEALED_DOTS } from '../../db/sealing.ts';
import { codeHash } from '../../db/votes/code-hash.ts';
import { correctVoter } from '../../db/votes/roll-change.ts';
import { deleteRoll } from '../../db/votes/roll-deletion.ts';
import { findVote } from '../../db/votes/vote-rows.ts';
import { findVoter, type VoterRow } from '../../db/votes/voter-rows.ts';
import { createDispatcher } from '../../mail/dispatcher.ts';
import { createTransport } from '../../mail/transport.ts';
import { type Api, startApi, type Visitor } from './api.ts';
import { decideOnVote, doneBy, refusalOf } from './ballot-box.ts';
import { foundAfterEach } from './behind-the-back.ts';
import { startMailServer } from './mail-server.ts';
import { planWith } from './plans.ts';
import { added, lettersFor, previewRoll, voterBody, voteWithRoll, wholeDatabase } from './voters.ts';
import { type MadeVote, newReceipt } from './votes-by-sql.ts';

const BEFORE = new Date('2027-04-20T10:00:00Z');

let api: Api;
let vote: MadeVote & { readonly projectId: string };

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  api.setClock(BEFORE);
  vote = await voteWithRoll(api);
});

const filter = (filters: object) => `filter=${encodeURIComponent(JSON.stringify(filters))}`;

describe('who may know of a voter', () => {
  test('R15 R16 only keepers of the roll read messages to voters: whoever got no reminder had voted', async () => {
    const { staff, partner, auditor, administrator } = api.people;
    const id = await added(staff, vote.id, { email: 'citita@example.org' });
    expect((await staff.command(`/api/voters/${id}/code`)).status).toBe(200);
    const seenBy = async (who: Visitor) =>
      (await who.get(`/api/messages?${filter({ projectId: vote.projectId })}`)).text.includes('citita@example.org');
    expect([await seenBy(staff), await seenBy(partner)]).toEqual([true, true]);
    expect([await seenBy(auditor), await seenBy(administrator)]).toEqual([false, false]);
    const message = await api.store.knex('messages').where({ voter_id: id }).first<{ id: string }>('id');
    const statuses = await Promise.all(
      [staff, partner, auditor, administrator].map(
        async (who) => (await who.get(`/api/messages/${message.id}`)).status,
      ),
    );
    expect(statuses).toEqual([200, 200, 403, 403]);
  });

  test('R28 why somebody was struck is read by the keepers of the roll; what is public, by everybody', async () => {
    const { staff, manager, partner, auditor, administrator } = api.people;
    const id = await added(staff, vote.id);
    await staff.command(`/api/voters/${id}/strike`, { reason: 'Doamna Exemplu s-a mutat.' });
    api.setClock(new Date('2027-05-01T10:00:00Z'));
    const late = { reason: 'S-a întors doamna Exemplu.', publicReason: 'O persoană a fost repusă.' };
    expect((await manager.command(`/api/voters/${id}/restore`, late)).status).toBe(200);
    const told = async (who: Visitor) => {
      const events = await who.get(`/api/events?${filter({ projectId: vote.projectId })}`);
      return ['mutat', 'întors', 'repusă'].map((word) => events.text.includes(word));
    };
    for (const who of [staff, partner]) expect(await told(who)).toEqual([true, true, true]);
    for (const who of [auditor, administrator]) expect(await told(who)).toEqual([false, false, true]);
  });
});

describe('who may know how a vote stands', () => {
  test('R16 whoever closes a round ahead of its time to look, and takes that back, has seen no ballot', async () => {
    const { knex } = api.store;
    const open = await voteWithRoll(api, { state: 'open', voters: 3 });
    for (const { code } of open.voters)
      await knex.raw('select booth_cast(?, ?, ?::bytea[], ?::text[], ?::smallint[])', [
        open.id,
        open.opensAt,
        [codeHash(open.id, code)],
        [newReceipt()],
        [1],
      ]);
    const peeked = await knex
      .transaction(async (trx) => {
        await trx.raw('select booth_close(?, ?)', [open.id, open.closesAt]);
        const seen = await trx('ballots').where({ round_id: open.roundId });
        throw Object.assign(new Error('taken back'), { seen });
      })
      .catch((error: { seen: object[] }) => error.seen);
    expect(peeked).toEqual([]);
    // What is closed for good is read by everybody after it.
    await knex.raw('select booth_close(?, ?)', [open.id, open.closesAt]);
    expect(await knex('ballots').where({ round_id: open.roundId })).toHaveLength(3);
  });

  test('R14 who has voted stays who they are on the roll', async () => {
    const { manager } = api.people;
    const open = await voteWithRoll(api, { state: 'open' });
    api.setClock(open.opensAt);
    const id = await added(manager, open.id, { publicReason: 'O persoană a fost adăugată.' });
    expect((await manager.send('POST', `/api/voters/${id}/mark`, {})).status).toBe(200);
    const renamed = voterBody({ givenName: 'Alt', publicReason: 'O corectură.' });
    const refused = await manager.command(`/api/voters/${id}/correct`, renamed);
    expect([refused.status, refused.problem().type]).toEqual([409, '/problems/already-voted']);
  });
});

describe('what is left behind', () => {
  test('R15a of a vote that was cancelled with a list that was only looked at, the list goes as of any other', async () => {
    const { staff, manager } = api.people;
    await previewRoll(staff, vote.id, [['Neuitatu', 'Nou', '01.02.1980', 'Str. Uitată 77', '', '']]);
    doneBy(await decideOnVote(api.store, manager.id, 'cancel', vote.id, BEFORE, { reason: 'Nu se ține.' }));
    expect(await findVote(api.store.knex, vote.id)).toMatchObject({ state: 'cancelled', roll_deleted_at: null });
    await deleteRoll(api.store, vote.id, BEFORE);
    expect(await wholeDatabase(api)).not.toContain('Neuitatu');
  });
});

describe('who comes on a roll in silence', () => {
  test('R25 is found: entries and strikes add up to what the events say, also once the roll is deleted', async () => {
    const { staff, manager, partner, auditor } = api.people;
    const project = await api.createProject(planWith(['A9', 'A10']), '2026-03-01', [staff, manager, partner, auditor]);
    const milestone = await api.milestone('A10', project.id);
    const made = await staff.command(`/api/milestones/${milestone.id}/votes`, {});
    const { id } = made.json<{ id: string }>();
    const [first, second] = [await added(staff, id), await added(staff, id, { birthDate: '1981-01-01' })];
    for (const verb of ['strike', 'restore', 'strike'])
      expect((await staff.command(`/api/voters/${second}/${verb}`, { reason: 'O verificare.' })).status).toBe(200);
    const changes = {
      nothing: 'select 1',
      added: `insert into voters (id, vote_id, number, person_key, created_at)
                select gen_random_uuid(), vote_id, 3, decode(repeat('ab', 32), 'hex'), created_at from voters where id = '${first}'`,
      removed: `delete from voters where id = '${first}'`,
      struck: `update voters set struck_at = now() where id = '${first}'`,
      restored: `update voters set struck_at = null where id = '${second}'`,
    };
    const found = async () => {
      const all = await foundAfterEach(
        api,
        Object.fromEntries(Object.entries(changes).map(([name, sql]) => [name, (owner) => owner.raw(sql)])),
        [project.id],
      );
      return [...all].filter(([, each]) => each.some((what) => what.startsWith(`voter roll of vote ${id}`)));
    };
    const names = Object.keys(changes).slice(1);
    expect((await found()).map(([name]) => name)).toEqual(names);
    doneBy(await decideOnVote(api.store, manager.id, 'cancel', id, BEFORE, { reason: 'Nu se ține.' }));
    await deleteRoll(api.store, id, BEFORE);
    expect((await found()).map(([name]) => name)).toEqual(names);
  }, 60_000);
});

describe('a code taken over', () => {
  test('R15a who was given another code by letter is on record, as by mail', async () => {
    const { staff } = api.people;
    const [first, second] = [await added(staff, vote.id), await added(staff, vote.id, { birthDate: '1981-01-01' })];
    for (const who of [[first], [first, second]])
      expect((await lettersFor(api, staff, vote.id, { who, reissue: true })).status).toBe(200);
    const events = await api.store
      .knex('events')
      .where({ project_id: vote.projectId, type: 'roll.codes-issued' })
      .orderBy('seq')
      .pluck<string[]>('data');
    expect(events.map((data) => JSON.parse(data))).toEqual([
      expect.not.objectContaining({ replaced: expect.anything() }),
      expect.objectContaining({ voters: 2, replaced: 1, voterIds: [first] }),
    ]);
  });
});

describe('a late correction', () => {
  test('R13 a request that was read before another one does not take a name back without a public reason', async () => {
    const { staff, manager } = api.people;
    const id = await added(staff, vote.id);
    const before = (await findVoter(api.store.knex, id)) as VoterRow;
    const now = new Date('2027-05-10T10:00:00Z');
    api.setClock(now);
    const renamed = voterBody({ givenName: 'Ana Maria', publicReason: 'Un prenume a fost corectat.' });
    expect((await manager.command(`/api/voters/${id}/correct`, renamed)).status).toBe(200);
    const input = { userId: staff.id, idempotencyKey: randomUUID(), verb: 'roll.correct', targetId: id, body: {} };
    const old = { ...voterBody(), email: null, locale: 'ro' as const };
    expect(refusalOf(await correctVoter(api.store, input, before, old, {}, now)).code).toBe('record-changed');
  });
});

describe('who may stop a vote', () => {
  test('R24 dots like those that stand for a code, in what somebody wrote, hold up no message', async () => {
    const mail = await startMailServer();
    const transport = createTransport(mail.url, 'Jalon <jalon@example.org>');
    try {
      const { staff, manager } = api.people;
      const address = `dots-${vote.id}@example.org`;
      await decideOnVote(api.store, manager.id, 'note', vote.id, BEFORE, { text: 'x' });
      const { id: eventId } = await api.store.knex('events').where({ project_id: vote.projectId }).first('id');
      const message = {
        projectId: vote.projectId,
        eventId,
        eventType: 'vote.final' as const,
        milestoneId: vote.milestoneId,
        createdAt: BEFORE,
        to: 'user' as const,
        recipient: { id: staff.id, email: address, name: 'Exemplu', locale: 'ro' as const },
        composed: { subject: 'Rezultat', text: `A fost ales ${SEALED_DOTS}.`, html: `<p>${SEALED_DOTS}</p>` },
      };
      const { knex, sealer } = api.store;
      await enqueueMessages(knex as never, [message], 'example.org');
      const dispatcher = createDispatcher({ knex, sealer, transport, log: pino({ level: 'silent' }) });
      await dispatcher.drain();
      await dispatcher.stop();
      const [taken] = mail.taken.filter(({ to }) => to === address);
      expect(taken?.parsed.text).toContain(SEALED_DOTS);
    } finally {
      transport.close();
      await mail.stop();
    }
  });

  test('R12 once it is announced the public proposes nothing more, which would want a decision before it opens', async () => {
    const project = await api.store.knex('projects').where({ id: vote.projectId }).first<{ slug: string }>('slug');
    const form = () => fetch(`${api.url}/p/${project.slug}/proposals/new`).then((page) => page.text());
    expect(await form()).not.toContain('<form');
    await api.database.owner('votes').where({ id: vote.id }).update({ state: 'cancelled', cancelled_at: BEFORE });
    expect(await form()).toContain('<form');
  });
});
