/** A vote from its draft to its result, on PostgreSQL: by its commands and by what its story would do. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { resumeStories, startMissedVotes } from '../../cli/resume.ts';
import { markOnPaper as markByDesk, unmarkOnPaper } from '../../db/votes/desk.ts';
import { deleteRoll } from '../../db/votes/roll-deletion.ts';
import { publicRecord } from '../../db/votes/vote-record.ts';
import { endVotes, loadVote } from '../../db/votes/wake-vote.ts';
import type { Charter } from '../../domain/charter.ts';
import type { VoteVerb } from '../../domain/votes.ts';
import { recount } from '../../server/public/recount.mjs';
import { voteWorkflowId } from '../../workflows/contract/index.ts';
import { type Api, startApi, type Visitor } from './api.ts';
import {
  type Choice,
  cast,
  charterWith,
  decideOnVote,
  doneBy,
  markOnPaper,
  proposalsBySql,
  refusalOf,
  rollBySql,
  type TestVoter,
  wakeAt,
} from './ballot-box.ts';
import { findingsIn, foundAfterEach } from './behind-the-back.ts';
import { testServer } from './database.ts';
import { CNP } from './participants.ts';
import { planWith } from './plans.ts';

const plan = planWith(['A9', 'A10']);
const NOW = new Date('2026-03-02T10:00:00Z');
const OPENS = '2026-03-20T06:00:00.000Z';
const CLOSES = '2026-03-27T18:00:00.000Z';
const at = (instant: string): Date => new Date(instant);
const justBefore = (instant: string, milliseconds = 1): Date => new Date(at(instant).getTime() - milliseconds);

let api: Api;
let staff: Visitor;
let manager: Visitor;
let partner: Visitor;
let project: { id: string; slug: string };
let consultations: string;
let milestone: string;

beforeAll(async () => {
  api = await startApi();
  ({ staff, manager, partner } = api.people);
});
afterAll(() => api.close());
beforeEach(async () => {
  api.setClock(NOW);
  project = await api.createProject(plan, '2026-03-01', [staff, manager, partner, api.people.auditor]);
  consultations = (await api.milestone('A9', project.id)).id;
  milestone = (await api.milestone('A10', project.id)).id;
});

interface ShownVote {
  readonly id: string;
  readonly state: string;
  readonly round: number;
  readonly version: number;
  readonly charter: Charter;
  readonly charterHash: string | null;
  readonly options: readonly { readonly number: number; readonly title: string }[];
  readonly rounds: readonly {
    readonly options: readonly number[];
    readonly opensAt: string;
    readonly closesAt: string;
    readonly turnout: unknown;
    readonly paper: {
      readonly own: unknown;
      readonly differing: readonly string[];
      readonly desk: readonly { readonly person: { readonly id: string }; readonly marked: number }[];
    } | null;
    readonly result: { readonly counts: unknown; readonly outcome: { readonly kind: string } } | null;
  }[];
  readonly notes: readonly { readonly kind: string; readonly text: string }[];
  readonly result: string | null;
  readonly winner: number | null;
  readonly fingerprint: string | null;
  readonly allowed: readonly string[];
  readonly latestClose: string | null;
}

const shown = async (id: string, who = staff): Promise<ShownVote> => (await who.get(`/api/votes/${id}`)).json();
const decide = (verb: VoteVerb, voteId: string, now: Date, body: object = {}, who = manager) =>
  decideOnVote(api.store, who.id, verb, voteId, now, body);
const wake = (voteId: string, instant: string) => wakeAt(api.store, voteId, at(instant));

/** A draft with three eligible proposals, whose charter has the window above. */
async function drafted(change: Partial<Charter> = {}): Promise<ShownVote> {
  await proposalsBySql(
    api.store,
    { id: consultations, projectId: project.id },
    ['eligible', 'rejected', 'eligible', 'eligible'],
    { at: NOW },
  );
  const made = await staff.command(`/api/milestones/${milestone}/votes`, { opensAt: OPENS });
  if (made.status !== 201) throw new Error(made.text);
  const vote: ShownVote = made.json();
  const charter = charterWith(vote.charter, { closesAt: CLOSES, quorumPercent: 0, minimumVotes: 0, ...change });
  doneBy(await decide('amend', vote.id, NOW, { version: vote.version, charter }, staff));
  return shown(vote.id);
}

interface Running {
  readonly id: string;
  readonly voters: readonly TestVoter[];
}

async function announced(change: Partial<Charter> = {}, many = 10): Promise<Running> {
  const { id, version } = await drafted(change);
  const voters = await rollBySql(api.store, id, many, { at: NOW });
  doneBy(await decide('announce', id, NOW, { version }));
  return { id, voters };
}

async function opened(change: Partial<Charter> = {}, many = 10): Promise<Running> {
  const vote = await announced(change, many);
  expect(await wake(vote.id, OPENS)).toMatchObject({ state: 'open', round: 1, nextWakeAt: expect.any(String) });
  return vote;
}

/** One online vote a choice, each of another voter, from the first on. */
async function castAll({ id, voters }: Running, choices: readonly number[], now = justBefore(CLOSES)): Promise<void> {
  const asked: Choice[] = choices.map((choice, place) => ({ voter: voters[place] as TestVoter, choice }));
  const answers = await cast(api.store, id, now, asked);
  expect(answers).toEqual(choices.map(() => 'cast'));
}

const told = (voteId: string): Promise<string[]> =>
  api.store
    .knex('messages')
    .join('events', 'events.id', 'messages.event_id')
    .where('messages.project_id', project.id)
    .whereLike('event_type', 'vote.%')
    .whereRaw(`events.data::jsonb ->> 'voteId' = ?`, [voteId])
    .orderBy('events.seq')
    .distinct('events.seq', 'event_type')
    .pluck('event_type');

/** Every record agrees with the events; proposals and the roll were written by SQL, and are in none. */
async function expectSound(): Promise<void> {
  const found = await findingsIn(api.store.knex, [project.id]);
  expect(found.filter(({ record }) => !/^(proposal|voter) /.test(record))).toEqual([]);
}

/** The record as everybody gets it counts to the same result. */
async function recounted(voteId: string) {
  const record = await publicRecord(api.store.knex, voteId);
  if (!record) throw new Error('there is no record');
  const counted = await recount(JSON.parse(JSON.stringify(record)));
  expect(counted.findings).toEqual([]);
  return record;
}

// First, while the database holds one vote: each change is searched for in all of it.
describe('an auditor', () => {
  const ofVote = '(select id from vote_rounds where vote_id = :vote and round = 1)';

  test('R25 finds whatever was changed of a vote behind the software: ballots, marks, paper, charter, roll, notes, lot', async () => {
    const vote = await opened({ witnesses: 1 });
    const { id } = vote;
    await castAll(vote, [1, 2]);
    for (const voter of vote.voters.slice(4, 6)) await markOnPaper(api.store, id, voter, justBefore(CLOSES));
    doneBy(await decide('note', id, justBefore(CLOSES), { text: 'Urna este la căminul cultural.' }));
    await wake(id, CLOSES);
    const figures = {
      counts: [1, 2, 3].map((option) => ({ option, votes: option < 3 ? 1 : 0 })),
      blank: 0,
      spoiled: 0,
    };
    for (const who of [staff, partner]) await decide('count', id, at('2026-03-27T19:00:00Z'), figures, who);
    await wake(id, '2026-03-28T06:00:00Z');
    expect(await wake(id, '2026-04-30T06:00:00Z')).toMatchObject({ state: 'final' });
    await expectSound();

    const changes = [
      `update ballots set choice = 3 where round_id = ${ofVote} and choice = 1`,
      `update ballots set receipt = '0000000000000000' where round_id = ${ofVote} and choice = 1`,
      `delete from ballots where round_id = ${ofVote} and choice = 1`,
      `insert into ballots (round_id, receipt, choice) select id, '0000000000000000', 1 from vote_rounds where vote_id = :vote and round = 1`,
      `delete from vote_marks where round_id = ${ofVote} and channel = 'online'`,
      `update vote_marks set marked_by = '${partner.id}'
        where voter_id in (select voter_id from vote_marks where round_id = ${ofVote} and channel = 'paper' limit 1)`,
      `update vote_rounds set marks_taken_back = 1 where vote_id = :vote and round = 1`,
      `update paper_counts set counts = '{"1": 2, "2": 0, "3": 0}' where round_id = ${ofVote}`,
      `update vote_rounds set roll_entries = 9 where vote_id = :vote and round = 1`,
      `update vote_rounds set closes_at = closes_at + interval '1 day' where vote_id = :vote and round = 1`,
      `update votes set charter_text = replace(charter_text, 'domiciliul', 'casa') where id = :vote`,
      `update votes set charter = jsonb_set(charter, '{minimumAge}', '16') where id = :vote`,
      `update votes set charter_text = replace(charter_text, 'domiciliul', 'casa'),
              charter_hash = sha256(convert_to(replace(charter_text, 'domiciliul', 'casa'), 'UTF8')) where id = :vote`,
      `update votes set result = 'elected', winner = 1 where id = :vote`,
      `update votes set fingerprint = repeat('0', 64) where id = :vote`,
      `update vote_options set title = 'Alta' where vote_id = :vote and number = 2`,
      `update vote_notes set words = 'Altceva.' where vote_id = :vote`,
      `delete from vote_notes where vote_id = :vote`,
      `delete from votes where id = :vote`,
    ];
    const found = await foundAfterEach(
      api,
      Object.fromEntries(changes.map((change) => [change, (owner) => owner.raw(change, { vote: id })])),
      [project.id],
    );
    const ofThisVote = [...found].map(([change, findings]) => [
      change,
      // Its roll came by SQL, so that is found whatever else was changed.
      findings.some((what) => /vote|note/.test(what) && !what.startsWith('voter roll ')),
    ]);
    expect(ofThisVote).toEqual(changes.map((change) => [change, true]));
  }, 60_000);
});

describe('a vote', () => {
  test('R13 R17 drafted from the plan, announced, opened, closed and counted: the option with most votes is elected', async () => {
    const draft = await drafted();
    expect(draft.state).toBe('drafted');
    expect(draft.charter).toMatchObject({
      opensAt: OPENS,
      minimumAge: 18,
      runOffDays: 7,
      witnesses: expect.any(Number),
    });
    const voters = await rollBySql(api.store, draft.id, 10, { at: NOW });
    doneBy(await decide('announce', draft.id, NOW, { version: draft.version }));
    const { id } = draft;

    expect(await wakeAt(api.store, id, justBefore(OPENS))).toMatchObject({ state: 'announced', nextWakeAt: OPENS });
    expect(await cast(api.store, id, justBefore(OPENS), [{ voter: voters[0] as TestVoter, choice: 1 }])).toEqual([
      'not-open',
    ]);
    expect(await wake(id, OPENS)).toMatchObject({ state: 'open', toTell: ['opened'], over: false });
    const open = await shown(id);
    expect(open.charterHash).toMatch(/^[0-9a-f]{64}$/);
    expect(open.options.map(({ number, title }) => [number, title])).toEqual([
      [1, 'Propunerea 1 (exemplu)'],
      [2, 'Propunerea 3 (exemplu)'],
      [3, 'Propunerea 4 (exemplu)'],
    ]);

    await castAll({ id, voters }, [2, 2, 2, 1, 1, 3, 0]);
    expect(await wake(id, CLOSES)).toMatchObject({ state: 'final', over: false });
    const final = await shown(id);
    expect(final).toMatchObject({ state: 'final', result: 'elected', winner: 2, allowed: [] });
    expect(final.rounds[0]).toMatchObject({
      turnout: { total: 7, online: 7, paper: 0 },
      result: {
        counts: [
          { option: 1, online: 2, paper: 0, votes: 2 },
          { option: 2, online: 3, paper: 0, votes: 3 },
          { option: 3, online: 1, paper: 0, votes: 1 },
        ],
        blank: 1,
        outcome: { kind: 'elected', option: 2 },
      },
    });
    expect(await told(id)).toEqual(['vote.announced', 'vote.opened', 'vote.final']);
    const record = await recounted(id);
    expect(record.fingerprint).toBe(final.fingerprint);
    await expectSound();
  });

  test('R12 a vote is announced only with three eligible proposals, no undecided one, and a roll', async () => {
    await proposalsBySql(api.store, { id: consultations, projectId: project.id }, ['eligible', 'eligible'], {
      at: NOW,
    });
    const vote: ShownVote = (await staff.command(`/api/milestones/${milestone}/votes`, { opensAt: OPENS })).json();
    const announce = () => decide('announce', vote.id, NOW, { version: 1 });
    const few = { code: 'too-few-options', need: 3, have: 2, undecided: 0 };
    expect(refusalOf(await announce())).toEqual(few);
    const more = { at: NOW, first: 3 };
    await proposalsBySql(api.store, { id: consultations, projectId: project.id }, ['eligible', 'submitted'], more);
    expect(refusalOf(await announce())).toEqual({ ...few, have: 3, undecided: 1 });
    await api.store.knex('proposals').where({ state: 'submitted' }).update({ state: 'rejected', reason: 'Nu.' });
    expect(refusalOf(await announce())).toEqual({ code: 'roll-empty' });
    await rollBySql(api.store, vote.id, 1, { at: NOW });
    doneBy(await announce());
  });

  test('R12 at its time it looks again; what it lacks is told once, and it opens when that is there', async () => {
    const { id } = await announced();
    const eligible = () => api.store.knex('proposals').where({ project_id: project.id, number: 4 });
    await eligible().update({ state: 'submitted' });
    expect(await wake(id, OPENS)).toMatchObject({ state: 'announced', nextWakeAt: '2026-03-20T07:00:00.000Z' });
    expect(await wake(id, '2026-03-20T07:00:00Z')).toMatchObject({ state: 'announced' });
    expect(await told(id)).toEqual(['vote.announced', 'vote.blocked']);
    await eligible().update({ state: 'eligible' });
    expect(await wake(id, '2026-03-20T08:00:00Z')).toMatchObject({ state: 'open', toTell: ['opened'] });
    await expectSound();
  });

  test('R13 a window that went by while nothing ran opens nothing, and the charter gets another with a public reason', async () => {
    const { id } = await announced();
    expect(await wake(id, '2026-03-28T06:00:00Z')).toMatchObject({ state: 'announced', nextWakeAt: null });
    await wake(id, '2026-03-28T07:00:00Z');
    expect(await told(id)).toEqual(['vote.announced', 'vote.blocked']);
    const { charter, version } = await shown(id);
    const opensAt = '2026-04-10T05:00:00.000Z';
    const later = charterWith(charter, { opensAt, closesAt: '2026-04-17T17:00:00.000Z' });
    const now = at('2026-03-28T08:00:00Z');
    doneBy(await decide('amend', id, now, { version, charter: later, reason: 'Serverul a fost oprit.' }));
    expect(await wakeAt(api.store, id, now)).toMatchObject({ state: 'announced', nextWakeAt: opensAt });
    expect(await wake(id, opensAt)).toMatchObject({ state: 'open' });
  });

  test('R7 R13 late after downtime it opens once, and closes once', async () => {
    const { id, voters } = await announced();
    await Promise.all([wake(id, '2026-03-22T06:00:00Z'), wake(id, '2026-03-22T06:00:01Z')]);
    expect(await told(id)).toEqual(['vote.announced', 'vote.opened']);
    await castAll({ id, voters }, [1, 1, 2]);
    const late = '2026-03-29T06:00:00Z';
    expect(await cast(api.store, id, at(late), [{ voter: voters[5] as TestVoter, choice: 1 }])).toEqual(['over']);
    await Promise.all([wake(id, late), wake(id, late), wake(id, late)]);
    expect(await told(id)).toEqual(['vote.announced', 'vote.opened', 'vote.final']);
    expect(await shown(id)).toMatchObject({ result: 'elected', winner: 1 });
    const closed = await api.store.knex('events').where({ project_id: project.id, type: 'vote.closed' });
    expect(closed).toHaveLength(1);
    await expectSound();
  });

  test('R13 the very instant of closing takes no vote, the one before it does', async () => {
    const { id, voters } = await opened();
    const [first, second] = voters as [TestVoter, TestVoter];
    expect(await cast(api.store, id, justBefore(CLOSES), [{ voter: first, choice: 1 }])).toEqual(['cast']);
    expect(await cast(api.store, id, at(CLOSES), [{ voter: second, choice: 1 }])).toEqual(['over']);
    expect(await wakeAt(api.store, id, justBefore(CLOSES))).toMatchObject({ state: 'open' });
    expect(await wake(id, CLOSES)).toMatchObject({ state: 'final' });
    expect(await cast(api.store, id, justBefore(CLOSES), [{ voter: second, choice: 1 }])).toEqual(['over']);
  });
});

describe('what comes of the count', () => {
  test('R17 a tie leads to the run-off between the tied alone, a second tie to a lot with witnesses', async () => {
    const { id, voters } = await opened({ witnesses: 2 });
    await castAll({ id, voters }, [1, 1, 3, 3, 2]);
    expect(await wake(id, CLOSES)).toMatchObject({ state: 'announced', round: 2, toTell: ['run-off'] });
    const [first, second] = (await shown(id)).rounds;
    expect(first?.result?.outcome).toEqual({ kind: 'tie', between: [1, 3], next: 'run-off' });
    // The morning after the count, for seven days.
    expect(second).toMatchObject({
      options: [1, 3],
      opensAt: '2026-03-28T06:00:00.000Z',
      closesAt: '2026-04-04T17:00:00.000Z',
      result: null,
    });
    expect(await publicRecord(api.store.knex, id)).toBeNull();

    expect(await wake(id, '2026-03-28T06:00:00Z')).toMatchObject({ state: 'open', round: 2 });
    const inRunOff = at('2026-03-30T10:00:00Z');
    const [one, two] = voters as [TestVoter, TestVoter];
    // The code of the first round is accepted once more, and option 2 is out.
    expect(await cast(api.store, id, inRunOff, [{ voter: one, choice: 2 }])).toEqual(['no-such-choice']);
    expect(await cast(api.store, id, inRunOff, [{ voter: one, choice: 1 }])).toEqual(['cast']);
    expect(await cast(api.store, id, inRunOff, [{ voter: two, choice: 3 }])).toEqual(['cast']);
    expect(await wake(id, '2026-04-04T17:00:00Z')).toMatchObject({ state: 'lot', round: 2 });
    await wake(id, '2026-04-05T06:00:00Z');
    await wake(id, '2026-04-06T06:00:00Z');

    const now = at('2026-04-06T12:00:00Z');
    const lot = {
      heldAt: '2026-04-06T09:00:00.000Z',
      place: 'Sala de consiliu (exemplu)',
      witnesses: ['Martor Exemplu', 'Martora Exemplu'],
      winner: 3,
      text: 'Două bilețele identice, extrase de un copil.',
    };
    const one_ = { ...lot, witnesses: ['Martor Exemplu', 'MARTOR  exemplu'] };
    expect(refusalOf(await decide('lot', id, now, one_))).toMatchObject({
      code: 'lot-witnesses-missing',
      need: 2,
      have: 1,
    });
    expect(refusalOf(await decide('lot', id, now, { ...lot, winner: 2 }))).toEqual({
      code: 'lot-not-among-tied',
      option: 2,
    });
    const early = { ...lot, heldAt: '2026-04-04T12:00:00.000Z' };
    expect(refusalOf(await decide('lot', id, now, early))).toMatchObject({ code: 'fields-refused' });
    expect(refusalOf(await decide('lot', id, now, lot, staff))).toMatchObject({ code: 'role-missing' });
    expect(doneBy(await decide('lot', id, now, lot))).toMatchObject({ state: 'final' });
    expect(await shown(id)).toMatchObject({ result: 'lot', winner: 3 });
    expect(await told(id)).toEqual([
      'vote.announced',
      'vote.opened',
      'vote.run-off',
      'vote.opened',
      'vote.lot-due',
      'vote.lot-due',
      'vote.final',
    ]);
    const record = await recounted(id);
    expect(record.rounds).toHaveLength(2);
    await expectSound();
  });

  test.each([
    ['R17 without any valid vote nobody is elected', {}, [0, 0], 'no-votes'],
    ['R17 without anybody taking part nobody is elected', {}, [], 'no-votes'],
    [
      'R13 a quorum that is missed elects nobody, whatever was chosen',
      { quorumPercent: 31 },
      [1, 1, 1],
      'quorum-missed',
    ],
    ['R13 a quorum that is just reached stands', { quorumPercent: 30 }, [1, 1, 0], 'elected'],
    ['R13 a minimum of valid votes that is missed elects nobody', { minimumVotes: 3 }, [1, 1, 0], 'minimum-missed'],
  ])('%s', async (_title, change, choices, result) => {
    const vote = await opened(change);
    if (choices.length > 0) await castAll(vote, choices);
    expect(await wake(vote.id, CLOSES)).toMatchObject({ state: 'final' });
    expect(await shown(vote.id)).toMatchObject({ result, winner: result === 'elected' ? 1 : null });
    await recounted(vote.id);
    await expectSound();
    // After a vote that elected nothing there may be another.
    const again = await staff.command(`/api/milestones/${milestone}/votes`, {});
    expect(again.status).toBe(result === 'elected' ? 409 : 201);
  });
});

describe('the paper count', () => {
  const figures = (votes: readonly number[], blank = 0, spoiled = 0) => ({
    counts: votes.map((each, place) => ({ option: place + 1, votes: each })),
    blank,
    spoiled,
  });
  const counting = at('2026-03-27T19:00:00Z');

  async function closedWithPaper(): Promise<Running> {
    const vote = await opened();
    for (const voter of vote.voters.slice(0, 3))
      expect(await markOnPaper(api.store, vote.id, voter, justBefore(CLOSES))).toBe('marked');
    const [fourth] = vote.voters.slice(3) as [TestVoter];
    expect(await cast(api.store, vote.id, justBefore(CLOSES), [{ voter: fourth, choice: 1 }])).toEqual(['cast']);
    expect(await wake(vote.id, CLOSES)).toMatchObject({ state: 'counting', nextWakeAt: '2026-03-28T07:00:00.000Z' });
    return vote;
  }

  test('R15 two people count, each on their own; the same person twice is one; counts that agree are counted', async () => {
    const { id } = await closedWithPaper();
    expect(doneBy(await decide('count', id, counting, figures([1, 2, 0]), staff))).toMatchObject({ paper: 'first' });
    expect(doneBy(await decide('count', id, counting, figures([1, 2, 0]), staff))).toMatchObject({ paper: 'first' });
    expect((await shown(id, staff)).rounds[0]?.paper?.own).toEqual(figures([1, 2, 0]));
    const others = await shown(id, manager);
    expect(others.rounds[0]).toMatchObject({ result: null, paper: { own: null, differing: [] } });
    expect(JSON.stringify(others.rounds)).not.toContain('"votes"');

    const differs = doneBy(await decide('count', id, counting, figures([2, 1, 0]), partner));
    expect(differs).toMatchObject({ paper: 'differs', differing: ['option:1', 'option:2'], state: 'counting' });
    expect((await shown(id, manager)).rounds[0]?.paper?.differing).toEqual(['option:1', 'option:2']);
    const agreed = doneBy(await decide('count', id, counting, figures([1, 2, 0]), partner));
    expect(agreed).toMatchObject({ paper: 'agreed', state: 'announced', round: 2 });
    expect((await shown(id)).rounds[0]?.result).toMatchObject({
      counts: [
        { option: 1, online: 1, paper: 1, votes: 2 },
        { option: 2, online: 0, paper: 2, votes: 2 },
        { option: 3, online: 0, paper: 0, votes: 0 },
      ],
    });
    await expectSound();
  });

  test('R15 a box that holds another number than was marked needs a protocol, which is published', async () => {
    const { id } = await closedWithPaper();
    const short = figures([0, 2, 0]);
    const refusal = refusalOf(await decide('count', id, counting, short, staff));
    expect(refusal).toEqual({ code: 'paper-protocol-missing', marked: 3, counted: 2 });
    const protocol = 'O persoană a plecat cu buletinul.';
    doneBy(await decide('count', id, counting, { ...short, protocol }, staff));
    doneBy(await decide('count', id, counting, short, manager));
    const record = await recounted(id);
    expect(record.rounds[0]?.paperCount).toMatchObject({ enteredBy: 2, protocol, spoiled: 0 });
    expect(record.result).toEqual({ kind: 'elected', option: 2 });
  });

  test('R15 the team reads who marked how many at the desk, once the round is closed', async () => {
    const vote = await opened();
    const [one, two, three] = vote.voters as [TestVoter, TestVoter, TestVoter];
    for (const [voter, who] of [
      [one, staff],
      [two, partner],
      [three, staff],
    ] as const)
      doneBy(await markByDesk(api.store, { id: voter.id, vote_id: vote.id }, who.id, justBefore(CLOSES)));
    expect((await shown(vote.id)).rounds[0]?.paper).toBeNull();
    await wake(vote.id, CLOSES);
    for (const who of [manager, api.people.auditor]) {
      const desk = (await shown(vote.id, who)).rounds[0]?.paper?.desk ?? [];
      expect(desk.map(({ person, marked }) => [person.id, marked]).sort()).toEqual(
        [
          [staff.id, 2],
          [partner.id, 1],
        ].sort(),
      );
    }
    await expectSound();
  });

  test('R14 R15 a mark that was taken back is published, and the box is opened even where no mark stands', async () => {
    const vote = await opened();
    const [one, two] = vote.voters as [TestVoter, TestVoter];
    const now = justBefore(CLOSES);
    doneBy(await markByDesk(api.store, { id: one.id, vote_id: vote.id }, staff.id, now));
    const unmark = {
      userId: manager.id,
      idempotencyKey: randomUUID(),
      verb: 'roll.unmark',
      targetId: one.id,
      body: {},
    };
    doneBy(await unmarkOnPaper(api.store, unmark, { id: one.id, vote_id: vote.id }, 'Alt vecin.', now));
    // Their paper lies in the box all the same, and they vote online.
    expect(
      await cast(api.store, vote.id, now, [
        { voter: one, choice: 1 },
        { voter: two, choice: 1 },
      ]),
    ).toEqual(['cast', 'cast']);
    expect(await wake(vote.id, CLOSES)).toMatchObject({ state: 'counting' });
    expect((await shown(vote.id)).rounds[0]?.paper).toMatchObject({ marked: 0, takenBack: 1, possible: 8 });
    const box = figures([1, 0, 0]);
    expect(refusalOf(await decide('count', vote.id, counting, box, staff))).toMatchObject({
      code: 'paper-protocol-missing',
    });
    const protocol = 'Buletinul unei persoane a cărei bifă s-a retras.';
    for (const who of [staff, manager]) doneBy(await decide('count', vote.id, counting, { ...box, protocol }, who));
    const record = await recounted(vote.id);
    expect(record.rounds[0]?.marks).toEqual({ online: 2, paper: 0, takenBack: 1 });
    const notes = (await recount(record)).notes.map(({ code }) => code);
    expect(notes).toEqual(['taken-back', 'paper-difference']);
    expect((await shown(vote.id)).rounds[0]?.paper).toMatchObject({ inTheBox: 1, protocol });
    await expectSound();
  });

  test('R14 a box with more ballots than people who did not vote online is refused, whatever a protocol says', async () => {
    const { id } = await closedWithPaper();
    const protocol = 'Nu știm de ce.';
    // Ten on the roll, one voted online, three are marked.
    expect(refusalOf(await decide('count', id, counting, { ...figures([5, 5, 0]), protocol }, staff))).toEqual({
      code: 'paper-too-many',
      possible: 9,
      counted: 10,
    });
    for (const who of [staff, manager])
      doneBy(await decide('count', id, counting, { ...figures([5, 3, 0], 0, 1), protocol }, who));
    const record = await recounted(id);
    const [note] = (await recount(record)).notes;
    expect(note).toMatchObject({ code: 'paper-difference' });
    for (const words of [note?.ro, note?.en]) expect(words).toMatch(/9.*3.*Nu știm de ce\./);
    const one = record.rounds[0] as (typeof record.rounds)[number];
    const less = { ...record, rounds: [{ ...one, roll: { ...one.roll, struck: one.roll.struck + 1 } }] };
    expect((await recount(less)).findings.map(({ code }) => code)).toContain('paper-roll');
  });

  test('R15 the paper counts of a counted round never change in the database', async () => {
    const { id } = await closedWithPaper();
    for (const who of [staff, manager]) doneBy(await decide('count', id, counting, figures([1, 2, 0]), who));
    const ofRound = api.database
      .app('paper_counts')
      .whereIn('round_id', api.database.app('vote_rounds').where({ vote_id: id, round: 1 }).select('id'));
    await expect(ofRound.update({ blank: 1 })).rejects.toMatchObject({ code: 'JA011' });
  });

  test('R7 the owner is told that the count is due, and once more the next morning with the managers', async () => {
    const { id } = await closedWithPaper();
    await wake(id, '2026-03-28T07:00:00Z');
    await wake(id, '2026-03-29T07:00:00Z');
    const messages = await api.store
      .knex('messages')
      .where({ project_id: project.id, event_type: 'vote.count-due' })
      .orderBy('created_at')
      .pluck('recipient_id');
    expect(messages.slice(0, 1)).toEqual([staff.id]);
    expect(messages.slice(1).sort()).toEqual([staff.id, manager.id].sort());
  });

  test('R13 each option has one figure; nothing is counted before the close or after the count', async () => {
    const open = await opened();
    expect(refusalOf(await decide('count', open.id, counting, figures([1, 2, 0])))).toEqual({
      code: 'paper-not-expected',
    });
    await castAll(open, [1]);
    await wake(open.id, CLOSES);
    expect(refusalOf(await decide('count', open.id, counting, figures([1, 2, 0])))).toMatchObject({
      code: 'vote-state',
    });
  });

  test('R13 a count of options that are not on the ballot is refused', async () => {
    const { id } = await closedWithPaper();
    const wrong = {
      counts: [
        { option: 1, votes: 1 },
        { option: 1, votes: 1 },
        { option: 9, votes: 1 },
      ],
      blank: 0,
      spoiled: 0,
    };
    expect(refusalOf(await decide('count', id, counting, wrong))).toMatchObject({ code: 'fields-refused' });
  });
});

describe('the charter and the window', () => {
  test('R13 it is amended freely while drafted, with a public reason once announced, and never once it is frozen', async () => {
    const { id } = await announced();
    const { charter, version } = await shown(id);
    const stricter = charterWith(charter, { minimumVotes: 5 });
    const silent = await decide('amend', id, NOW, { version, charter: stricter });
    expect(refusalOf(silent)).toMatchObject({ code: 'fields-refused', faults: [{ field: 'reason' }] });
    expect(
      refusalOf(await decide('amend', id, NOW, { version: version - 1, charter: stricter, reason: 'x' })),
    ).toMatchObject({ code: 'record-changed' });
    doneBy(await decide('amend', id, NOW, { version, charter: stricter, reason: 'Consiliul a cerut un minim.' }));
    const amended = await shown(id);
    expect(amended.notes).toMatchObject([{ kind: 'amended', text: 'Consiliul a cerut un minim.' }]);
    await wake(id, OPENS);
    const open = await shown(id);
    const late = { version: open.version, charter, reason: 'Prea târziu.' };
    expect(refusalOf(await decide('amend', id, at(OPENS), late))).toMatchObject({ code: 'vote-state', state: 'open' });
    await expectSound();
  });

  test('R13 a charter is not announced with an opening that has passed, nor with challenges that are over', async () => {
    const draft = await drafted();
    await rollBySql(api.store, draft.id, 1, { at: NOW });
    const late = await decide('announce', draft.id, at(OPENS), { version: draft.version });
    expect(refusalOf(late)).toMatchObject({
      code: 'fields-refused',
      faults: [{ field: 'charter.opensAt' }, { field: 'charter.challengesUntil' }],
    });
  });

  test('R13 nobody on the roll is too young on voting day, whatever day that becomes', async () => {
    const draft = await drafted();
    await rollBySql(api.store, draft.id, 1, { at: NOW, birthDate: '2008-03-21' });
    const young = await decide('announce', draft.id, NOW, { version: draft.version });
    expect(refusalOf(young)).toMatchObject({ code: 'fields-refused', faults: [{ field: 'charter.opensAt' }] });
    const charter = charterWith(draft.charter, { opensAt: '2026-03-21T06:00:00.000Z' });
    doneBy(await decide('amend', draft.id, NOW, { version: draft.version, charter }));
    doneBy(await decide('announce', draft.id, NOW, { version: draft.version + 1 }));
  });

  test('R13 it is extended once, before the close, and only as far as the charter allows', async () => {
    const vote = await opened({ extensionDays: 3 });
    const { id } = vote;
    // Three calendar days later, over the change to summer time.
    const latest = '2026-03-30T17:00:00.000Z';
    expect((await shown(id, manager)).latestClose).toBe(latest);
    const extend = (closesAt: string, now: Date) => decide('extend', id, now, { closesAt, reason: 'Ninsoare.' });
    const tooFar = refusalOf(await extend('2026-03-30T17:00:01.000Z', justBefore(CLOSES)));
    expect(tooFar).toEqual({ code: 'extension-not-allowed', days: 3, latest });
    expect(refusalOf(await extend(CLOSES, justBefore(CLOSES)))).toMatchObject({ code: 'extension-not-allowed' });
    expect(refusalOf(await extend(latest, at(CLOSES)))).toEqual({ code: 'vote-closed' });
    doneBy(await extend(latest, justBefore(CLOSES)));
    expect(refusalOf(await extend(latest, justBefore(CLOSES)))).toMatchObject({
      code: 'extension-not-allowed',
      latest: null,
    });
    expect(await wake(id, CLOSES)).toMatchObject({ state: 'open' });
    await castAll(vote, [1], justBefore(latest));
    expect(await wake(id, latest)).toMatchObject({ state: 'final' });
    expect((await shown(id)).notes).toMatchObject([{ kind: 'extended' }]);
    expect(refusalOf(await extend('2026-04-02T17:00:00.000Z', at(latest)))).toMatchObject({ code: 'vote-state' });
    await recounted(id);
    await expectSound();
  });

  test('R13 a charter without extensions allows none', async () => {
    const { id } = await opened({ extensionDays: 0 });
    const body = { closesAt: '2026-03-28T18:00:00.000Z', reason: 'Ninsoare.' };
    expect(refusalOf(await decide('extend', id, justBefore(CLOSES), body))).toEqual({
      code: 'extension-not-allowed',
      days: 0,
      latest: null,
    });
  });

  test('R13 what is frozen or closed is not changed by the working role either', async () => {
    const vote = await opened();
    const { id } = vote;
    const { app } = api.database;
    const refused = (change: Promise<unknown>) => expect(change).rejects.toMatchObject({ code: 'JA011' });
    await refused(
      app('votes')
        .where({ id })
        .update({ charter: JSON.stringify({ ...plan }) }),
    );
    await refused(app('votes').where({ id }).update({ charter_text: '{}' }));
    await refused(app('votes').where({ id }).update({ state: 'announced' }));
    await refused(app('votes').where({ id }).update({ round: 2 }));
    await refused(app('vote_options').where({ vote_id: id, number: 1 }).delete());
    await refused(
      app('vote_rounds')
        .where({ vote_id: id })
        .update({ choices: [1] }),
    );
    await castAll(vote, [1]);
    await wake(id, CLOSES);
    for (const state of ['open', 'announced', 'counting', 'cancelled'])
      await refused(app('votes').where({ id }).update({ state }));
    await refused(app('votes').where({ id }).update({ winner: 2 }));
    await refused(app('vote_rounds').where({ vote_id: id }).update({ closes_at: '2026-05-01T00:00:00Z' }));
    await expect(app('ballots').where('choice', 1).update({ choice: 2 })).rejects.toMatchObject({ code: '42501' });
  });

  test('R13 a first round that is being counted is not announced again', async () => {
    const { id, voters } = await opened();
    await markOnPaper(api.store, id, voters[0] as TestVoter, justBefore(CLOSES));
    await wake(id, CLOSES);
    const again = api.database.app('votes').where({ id }).update({ state: 'announced' });
    await expect(again).rejects.toMatchObject({ code: 'JA011' });
  });
});

describe('what is shown', () => {
  test.each([
    [true, { total: 2, online: null, paper: null }],
    [false, null],
  ])(
    'R16 turnout before the close is shown in total only, where the charter says so (%s)',
    async (turnoutShown, turnout) => {
      const vote = await opened({ turnoutShown });
      await castAll(vote, [1], justBefore(CLOSES));
      await markOnPaper(api.store, vote.id, vote.voters[1] as TestVoter, justBefore(CLOSES));
      for (const who of [staff, manager, api.people.auditor]) {
        const [round] = (await shown(vote.id, who)).rounds;
        expect(round).toMatchObject({ turnout, result: null, paper: null });
        const roll = (await who.get(`/api/votes/${vote.id}/roll`)).json();
        expect(roll).toMatchObject({ entries: 10, voted: turnoutShown ? 2 : null });
      }
    },
  );

  test('R13 who may do what: staff drafts and counts, the manager announces, extends, draws lots and cancels', async () => {
    const { id } = await announced();
    expect((await shown(id, staff)).allowed).toEqual(['amend', 'note']);
    expect((await shown(id, manager)).allowed).toEqual(['amend', 'note', 'cancel']);
    expect((await shown(id, partner)).allowed).toEqual([]);
    expect((await shown(id, api.people.auditor)).allowed).toEqual([]);
  });

  test('a milestone has one vote, and only one of the kind vote has any', async () => {
    const draft = await drafted();
    const again = await staff.command(`/api/milestones/${milestone}/votes`, {});
    expect(again.status).toBe(409);
    expect(again.problem().type).toBe('/problems/vote-exists');
    expect((await staff.command(`/api/milestones/${consultations}/votes`, {})).problem().type).toBe(
      '/problems/no-vote',
    );
    const rows = (await staff.get('/api/votes')).json<{ id: string }[]>();
    expect(rows.map(({ id }) => id)).toContain(draft.id);
    expect((await api.people.stranger.get(`/api/votes/${draft.id}`)).status).toBe(404);
  });

  test('R14 a national identity number in a reason is refused before anything is stored', async () => {
    const { id } = await announced();
    const answer = await manager.command(`/api/votes/${id}/note`, { text: `Vezi ${CNP}` });
    expect(answer.status).toBe(422);
    const kept = await api.store.knex('commands').where({ target_id: id, verb: 'vote.note' });
    expect(kept).toEqual([]);
  });
});

describe('a vote that is not held', () => {
  test('R16 cancelled while it is open it is neither counted nor published', async () => {
    const vote = await opened();
    await castAll(vote, [1, 1]);
    doneBy(await decide('cancel', vote.id, justBefore(CLOSES), { reason: 'Lista era greșită.' }));
    expect(await shown(vote.id)).toMatchObject({ state: 'cancelled', result: null, notes: [{ kind: 'cancelled' }] });
    expect(await publicRecord(api.store.knex, vote.id)).toBeNull();
    expect(await wake(vote.id, CLOSES)).toMatchObject({ state: 'cancelled' });
    const { rows } = await api.database.owner.raw(
      `select (select count(*)::int from ballots b join vote_rounds r on r.id = b.round_id where r.vote_id = :id) as counted,
              (select count(*)::int from booth.ballots b join vote_rounds r on r.id = b.round_id where r.vote_id = :id) as left`,
      { id: vote.id },
    );
    expect(rows).toEqual([{ counted: 0, left: 0 }]);
    expect((await shown(vote.id)).rounds[0]?.turnout).toBeNull();
    await expectSound();
    expect((await staff.command(`/api/milestones/${milestone}/votes`, {})).status).toBe(201);
  });

  test('it ends with its milestone, and a final one does not', async () => {
    const { id } = await announced();
    await api.store.knex('milestones').where({ id: milestone }).update({ state: 'waived', ended_at: NOW });
    expect(await endVotes(api.store, milestone, NOW)).toEqual([{ voteId: id }]);
    await endVotes(api.store, milestone, NOW);
    expect(await shown(id)).toMatchObject({ state: 'cancelled' });
    expect(await told(id)).toEqual(['vote.announced', 'vote.cancelled']);
  });
});

test('R12 R17 who made a proposal on the ballot is told the result, where an address is kept', async () => {
  const vote = await opened();
  const proposals = () => api.store.knex('proposals').where({ project_id: project.id });
  await proposals().where({ number: 3 }).update({ author_email: 'autor@example.org' });
  // It was rejected, and stood on no ballot.
  await proposals().where({ number: 2 }).update({ author_email: 'altul@example.org' });
  await castAll(vote, [2]);
  await wake(vote.id, CLOSES);
  const messages = await api.store
    .knex('messages')
    .where({ project_id: project.id, event_type: 'proposal.voted' })
    .select('to_address', 'body_text');
  expect(messages).toEqual([
    {
      to_address: 'autor@example.org',
      body_text: expect.stringContaining('A fost aleasă opțiunea „2. Propunerea 3 (exemplu)”'),
    },
  ]);
});

test('R7 R15a a story that is gone is started again, also of a final vote whose roll is not deleted yet', async () => {
  const vote = await opened();
  await castAll(vote, [1]);
  await wake(vote.id, CLOSES);
  const connection = await Connection.connect({ address: testServer('TEST_TEMPORAL_ADDRESS') });
  try {
    const client = new Client({ connection });
    const options = { client, knex: api.store.knex, taskQueue: api.database.name };
    const story = voteWorkflowId(vote.id);
    await client.workflow.getHandle(story).terminate();
    expect(await startMissedVotes(options)).toContain(story);
    expect(await startMissedVotes(options)).not.toContain(story);
    await client.workflow.getHandle(story).terminate();
    await loadVote(api.store, vote.id, at(CLOSES));
    expect(await startMissedVotes(options)).not.toContain(story);
    expect(await resumeStories(options)).toContain(story);
    await deleteRoll(api.store, vote.id, at('2026-05-30T00:00:00Z'));
    await client.workflow.getHandle(story).terminate();
    expect(await resumeStories(options)).not.toContain(story);
  } finally {
    await connection.close();
  }
});

describe('the milestone of a vote', () => {
  test('R17 R6 it is submitted neither while its vote is under way, nor with one that elected nothing', async () => {
    const missing = async () => {
      const { missing: all } = (await staff.get(`/api/milestones/${milestone}`)).json<{
        missing: { code: string; key: string; text: string }[];
      }>();
      return all
        .filter(({ code }) => code === 'vote-under-way' || code === 'quantity')
        .map(({ code, key }) => [code, key]);
    };
    const initiatives = ['quantity', 'initiative'];
    expect(await missing()).toEqual([initiatives]);
    const vote = await opened();
    expect(await missing()).toEqual([initiatives, ['vote-under-way', 'vote']]);
    await castAll(vote, [0]);
    await wake(vote.id, CLOSES);
    expect(await missing()).toEqual([initiatives]);
    const again: ShownVote = (await staff.command(`/api/milestones/${milestone}/votes`, {})).json();
    doneBy(await decide('cancel', again.id, at(CLOSES), { reason: 'Nu mai este timp.' }));
    expect(await missing()).toEqual([initiatives]);
  });

  test('R17 a vote that elected an initiative counts as one', async () => {
    const vote = await opened();
    await castAll(vote, [2]);
    await wake(vote.id, CLOSES);
    const { quantities } = (await staff.get(`/api/milestones/${milestone}`)).json<{
      quantities: { key: string; actual: number }[];
    }>();
    expect(quantities).toMatchObject([{ key: 'initiative', actual: 1 }]);
  });

  test('R8 the window of a frozen vote never moves: what would move it is a conflict', async () => {
    const inTheWay = async (key: string): Promise<string[]> => {
      const { id } = await api.milestone(key, project.id);
      const preview = await manager.get(`/api/milestones/${id}/move-preview?dueOn=2027-03-01`);
      return preview.json<{ conflicts: { key: string }[] }>().conflicts.map((conflict) => conflict.key);
    };
    const { id } = await announced();
    expect(await inTheWay('A10')).toEqual([]);
    await wake(id, OPENS);
    expect(await inTheWay('A10')).toEqual(['A10']);
    expect(await inTheWay('A9')).toEqual(['A10']);
    await wake(id, CLOSES);
    expect(await inTheWay('A10')).toEqual([]);
  });
});

test('R15a once the roll was kept for as long as the plan says, its deletion is due', async () => {
  const vote = await opened();
  await castAll(vote, [1]);
  expect(await wake(vote.id, CLOSES)).toMatchObject({ nextWakeAt: '2026-04-26T20:59:59.000Z', rollDue: false });
  expect(await wake(vote.id, '2026-04-26T20:59:59Z')).toMatchObject({ rollDue: true, over: false });
});
