/** The whole project on a skipped clock, as `npm run rehearse` plays it, and what it leaves behind. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Rehearsal } from '../../cli/rehearsal/record.ts';
import { loadKnownPlan } from '../../db/plan-file.ts';
import { dayOf, daysBetween } from '../../domain/calendar.ts';
import type { VoteRecord } from '../../domain/vote-record.ts';
import { addWorkingDays } from '../../domain/working-days.ts';
import { fromRoot } from '../../root.ts';

const MINUTES = 60_000;
let out: string;
let record: Rehearsal;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'jalon-rehearsed-'));
  await promisify(execFile)(process.execPath, [fromRoot('dist', 'cli', 'main.js'), 'rehearse', '--out', out]);
  record = JSON.parse(await readFile(join(out, 'rehearsal.json'), 'utf8')) as Rehearsal;
}, 5 * MINUTES);
afterAll(() => rm(out, { recursive: true, force: true }));

test('fourteen months pass, and every milestone of the plan is approved after it was submitted', () => {
  const plan = loadKnownPlan('cojocna');
  expect(record.skippedDays).toBeGreaterThanOrEqual(420);
  const lasted = daysBetween(record.startedAt.slice(0, 10), record.endedAt.slice(0, 10));
  expect(lasted).toBeGreaterThanOrEqual(420);
  expect(record.milestones.map(({ key }) => key).sort()).toEqual(plan?.milestones.map(({ key }) => key).sort());
  for (const { state, submittedAt, approvedAt } of record.milestones) {
    expect(state).toBe('approved');
    expect(Date.parse(approvedAt ?? '')).toBeGreaterThan(Date.parse(submittedAt ?? ''));
  }
});

test('a milestone is approved only after its predecessors', () => {
  const approved = new Map(record.milestones.map(({ key, approvedAt }) => [key, Date.parse(approvedAt ?? '')]));
  for (const { key, after } of loadKnownPlan('cojocna')?.milestones ?? []) {
    for (const earlier of after) expect(approved.get(key)).toBeGreaterThan(approved.get(earlier) ?? Number.NaN);
  }
});

const CATEGORIES = { fundatie: 25, primarie: 25, ong: 20 };
const of = (milestone: string, key: string, target: number, actual: number) => ({ milestone, key, target, actual });
const figure = (milestone: string, key: string) =>
  record.indicators.find((each) => each.milestone === milestone && each.key === key);
const missingAt = (key: string): string =>
  record.refusals.find(({ milestone }) => milestone === key)?.missing.join(' ') ?? '';

test('R6 whoever submits too early or too little is refused and told what is missing', () => {
  expect(record.refusals.length).toBeGreaterThanOrEqual(3);
  expect(missingAt('A13').match(/Lipsește dovada/g)).toHaveLength(3);
  expect(record.mistakes).toContainEqual(
    expect.objectContaining({ role: 'manager', tried: 'approve', type: '/problems/own-submission', status: 403 }),
  );
});

test('R2 R3 the register holds one record a person, whatever lists repeated, complete but for one', () => {
  expect(record.register).toMatchObject({
    // Four citizens came to the consultations by the public page, one of them to both.
    persons: 76,
    byCategory: { fundatie: 25, primarie: 25, ong: 20, '': 5 },
    incomplete: 1,
  });
});

test('R1 61 persons as 25, 25 and 11 are refused; with those who were missing the gate is passed', () => {
  expect(missingAt('A8')).toMatch(/Organizații neguvernamentale.*11.*9/);
  expect(figure('A8', 'persoane')).toEqual({ ...of('A8', 'persoane', 60, 70), byCategory: CATEGORIES });
});

test('R2 who was in two courses is one participant and two attendances', () => {
  const persons = 21 - 1 + 8 + 10 + 20 + 22 + 21 + 9;
  expect(record.register.attendances).toBe(persons + record.consultations.raw);
  expect(figure('A2', 'persoane')).toMatchObject({ target: 20, actual: 20 });
});

test('R4 who missed two of five sessions has no certificate; who was there after all has one', () => {
  // Each course less whom its list leaves without; the one that was revoked was issued again.
  expect(record.register.certificates).toBe(20 - 1 + (22 - 1) + (21 - 1) + 9);
});

test('R5 an organisation that has not replied is named, and the gate stays closed until it does', () => {
  expect(missingAt('A5')).toContain('Asociația 5 (exemplu)');
  expect(figure('A5', 'ong-uri')).toEqual(of('A5', 'ong-uri', 5, 5));
  expect(record.messages.byEvent['outreach.sent']).toBe(5);
});

test('R25 every figure is what PostgreSQL counts by statements of its own', () => {
  const quantities = loadKnownPlan('cojocna')?.milestones.flatMap(({ key, quantities: own }) =>
    own.map((quantity) => `${key} ${quantity.key}`),
  );
  expect(record.indicators.map(({ milestone, key }) => `${milestone} ${key}`)).toEqual(quantities);
  const { register, indicators, consultations, proposals, vote } = record;
  expect(record.sql).toMatchObject({ register, indicators, consultations, proposals });
  const { rounds, winner, named } = vote ?? {};
  expect(record.sql.vote).toEqual({ rounds, winner, named });
  const { campaign, match, fund } = record;
  expect(record.sql).toMatchObject({ campaign, match, fund });
});

const mistakes = (milestone: string): string[] =>
  record.mistakes.filter((each) => each.milestone === milestone).map(({ tried, type }) => `${tried} ${type}`);

test('R10 thirty-nine persons at two consultations are refused, forty pass, and attendances are more', () => {
  expect(missingAt('A9')).toMatch(/Participanți unici.*cel puțin 40.*39.*mai lipsește 1/);
  expect(figure('A9', 'participanti')).toMatchObject({ target: 40, actual: 40 });
  expect(record.consultations).toMatchObject({ held: 2, unique: 40, raw: 22 + 2 + 20 + 3 });
});

test('R11 a consultation that is too soon is refused with the first possible day; late minutes are counted in days', () => {
  const soon = record.mistakes.filter(({ type }) => type === '/problems/notice-too-late');
  expect(soon).toHaveLength(2);
  for (const { detail } of soon) expect(detail).toMatch(/Prima zi posibilă este \d+ \p{L}+ \d{4}/u);
  expect(record.consultations.lateMinutes).toEqual([3, 0]);
  expect(record.messages.byEvent['run.published']).toBe(2 * 2);
});

test('R12 proposals: two by the public page, merged, rejected with a reason; their authors are told', () => {
  expect(record.proposals).toEqual({ eligible: 3, merged: 2, rejected: 1 });
  expect(figure('A9', 'propuneri')).toEqual(of('A9', 'propuneri', 3, 3));
  expect(mistakes('A9')).toContain('reject /problems/fields-not-valid');
  const { byEvent } = record.messages;
  expect(byEvent['proposal.received']).toBe(6);
  expect(byEvent['proposal.decided']).toBe(3 + 1);
  expect(byEvent['proposal.merged']).toBe(2);
});

test('R12 R13 a vote is announced only with three eligible proposals and a roll, and amended only with a reason', () => {
  expect(mistakes('A10').slice(0, 5)).toEqual([
    'announce /problems/too-few-options',
    'announce /problems/roll-empty',
    'import /problems/file-refused',
    'import /problems/import-has-refused',
    'amend /problems/fields-refused',
  ]);
  expect(mistakes('A10')).toContain('add /problems/roll-closed');
  expect(record.vote?.notes).toEqual(['amended']);
});

test('R13 the charter is published as it was hashed, and a closed vote never reopens', async () => {
  const charter = await readFile(join(out, 'vote', 'charter.json'));
  expect(createHash('sha256').update(charter).digest('hex')).toBe(record.vote?.charterHash);
  expect(JSON.parse(charter.toString())).toMatchObject({ quorumPercent: 20 });
  expect(mistakes('A10').at(-1)).toBe('extend /problems/vote-state');
});

test('R14 one vote a person a round, online or on paper, whatever was tried', () => {
  // Each round: five at once count once; another ballot with the same code; a code of somebody who was at the desk.
  expect(record.vote?.answers).toMatchObject({ 'already-voted': 2 * (4 + 1 + 1), cast: 24 + 22 });
  expect(record.vote?.answers).toMatchObject({ 'not-open': 1, over: 2, 'no-such-choice': 1, 'unknown-code': 3 });
  expect(mistakes('A10').filter((each) => each === 'mark /problems/already-voted')).toHaveLength(4);
});

test('R15 the ballots of the record are those that were accepted; whoever counts again finds what was taken back, and what was changed', async () => {
  expect(record.vote?.ballotsAsAccepted).toEqual([true, true]);
  // At the desk somebody was marked by mistake in each round, and could vote after that.
  const takenBack = (round: number) =>
    `Turul ${round}: bife de la urnă retrase: 1. Aceste persoane au putut vota din nou.`;
  expect(record.vote?.recount).toEqual({ exit: 0, findings: [takenBack(1), takenBack(2)] });
  expect(record.vote?.recountOfChanged.exit).toBe(1);
  expect(record.vote?.recountOfChanged.findings.join('\n')).toContain('Turul 1: voturile scrise nu sunt cele numărate');
  const published = JSON.parse(await readFile(join(out, 'vote', 'record.json'), 'utf8')) as VoteRecord;
  expect(published.fingerprint).toBe(record.vote?.fingerprint);
  expect(published.rounds.map(({ ballots }) => ballots.length)).toEqual([24, 22]);
  // Downloaded when the vote was final; what the API says is from months after the roll was deleted.
  const votes = published.rounds.map(({ counts }) =>
    Object.fromEntries(counts.map((each) => [each.option, each.votes])),
  );
  expect(votes).toEqual(record.vote?.rounds.map((round) => round.votes));
  const csv = await readFile(join(out, 'vote', 'ballots.csv'), 'utf8');
  expect(csv.trim().split('\r\n')).toHaveLength(1 + 24 + 22);
  expect((await readFile(join(out, 'vote', 'letters.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
});

test('R15a a code is never given to who has voted; thirty days after the result nobody is named, and the figures stay', () => {
  expect(mistakes('A10').filter((each) => each === 'code /problems/already-voted')).toHaveLength(2);
  const { finalAt, rollDeletedAt, named } = record.vote ?? {};
  expect(daysBetween(finalAt?.slice(0, 10) ?? '', rollDeletedAt?.slice(0, 10) ?? '')).toBe(30);
  expect(named).toBe(0);
  // Sixty on the list and one whom it forgot, less one who had moved away.
  expect(record.vote?.rounds.map(({ roll }) => roll)).toEqual([
    { entries: 61, struck: 1 },
    { entries: 61, struck: 1 },
  ]);
  expect(record.messages.byEvent['voter.code']).toBe(41 + 1);
});

test('R16 while a round is open nothing that anybody can ask for tells of a choice', () => {
  expect(record.vote?.beforeTheClose.asked).toBeGreaterThan(90);
  expect(record.vote?.beforeTheClose.told).toEqual([]);
});

test('R17 a tie leads to a run-off between the tied, which the same people decide with the same codes', () => {
  const [first, runOff, ...more] = record.vote?.rounds ?? [];
  expect(more).toEqual([]);
  expect(first).toMatchObject({
    turnout: { online: 24, paper: 8 },
    votes: { 1: 13, 2: 13, 3: 4 },
    blank: 1,
    spoiled: 1,
  });
  expect(first?.leading).toEqual([1, 2]);
  expect(runOff).toMatchObject({ turnout: { online: 22, paper: 6 }, votes: { 1: 12, 2: 15 }, blank: 1, spoiled: 0 });
  expect(record.vote).toMatchObject({
    winner: 2,
    result: 'elected',
    initiative: 'Stație de reparat biciclete (exemplu)',
  });
  expect(figure('A10', 'initiative')).toEqual(of('A10', 'initiative', 1, 1));
  // Two people count the paper ballots of each round, and differ at first.
  expect(mistakes('A10')).toContain('count /problems/paper-protocol-missing');
  expect(record.messages.byEvent['voter.run-off']).toBe(41);
});

const LEI = 100;
const by = (tried: string, milestone: string) =>
  record.mistakes.filter((each) => each.milestone === milestone && each.tried === tried);

test('R18 an amount that reads in two ways is refused with both, an account with wrong check digits as well', () => {
  const [ambiguous] = by('enter', 'A11');
  expect(ambiguous?.fields?.amount).toMatch(/10,00 sau 1\.000,00/);
  const [iban] = by('change', 'A11');
  expect(iban?.fields).toEqual({ iban: expect.stringContaining('control') });
  // Nothing was written of it but its dates.
  const [incomplete] = by('announce', 'A11');
  expect(Object.keys(incomplete?.fields ?? {})).toEqual(['beneficiary', 'accountHolder', 'iban']);
});

test('R20 what was raised is settled less refunded at the close: pledges and gifts in kind are listed', () => {
  const bank = 500 + 5_000 + 2_250 + 1_000 + 1_200 + 150;
  const cash = 100 + 100 + 62.5 + 250;
  expect(record.campaign).toEqual({
    // Five who confirmed on the public page, and a firm.
    pledged: (500 + 1_000 + 250 + 300 + 200 + 5_000) * LEI,
    settled: (bank + cash) * LEI,
    refunded: 300 * LEI,
    inKind: 1_800 * LEI,
  });
  expect(record.money?.raised).toBe(10_312.5 * LEI);
});

test('R20 statements that do not add up or come twice are refused, and a line in two of them is booked once', () => {
  expect(by('import', 'A11').map(({ type }) => type)).toEqual(['/problems/statement-sum', '/problems/statement-known']);
  // Eight that brought or took money, a fee, interest, and the line that two statements tell.
  expect(record.money?.lines).toEqual({ booked: 8, 'set-aside': 2, repeated: 1 });
  expect(mistakes('A11')).toContain('enter /problems/receipt-used');
  expect(mistakes('A11')).toContain('book /problems/line-sign');
});

test('R22 the sum is published within five working days, once, when every line up to the close is decided', () => {
  expect(by('publish', 'A11').map(({ type }) => type)).toEqual([
    '/problems/statements-short',
    '/problems/lines-open',
    '/problems/record-changed',
    '/problems/campaign-state',
  ]);
  const { closesOn = '', sumDueAt, publishedAt } = record.money ?? {};
  expect(dayOf(new Date(sumDueAt ?? 0))).toBe(addWorkingDays(closesOn, 5, []));
  expect(daysBetween(closesOn, dayOf(new Date(publishedAt ?? 0)))).toBe(3);
  for (const late of ['sum-due', 'sum-overdue', 'sum-escalated'])
    expect(record.messages.byEvent[`campaign.${late}`]).toBeUndefined();
});

test('R22 R24 subscribers hear of it each week until they leave, donors are thanked, and who has not paid is reminded', () => {
  const { byEvent } = record.messages;
  expect(byEvent).toMatchObject({
    'giver.opened': 3,
    // Five words in forty days; one of three left after the first.
    'giver.weekly': 3 + 4 * 2,
    'giver.pledged': 5 + 1,
    // Whoever paid in full or in part, a gift by bank and one in cash: of the others nobody knows an address.
    'giver.thanks': 5 + 2,
    // One pays nothing, another one less than was promised.
    'giver.pledge-reminder': 2,
    // Those who still subscribe, and all whose address is known.
    'giver.published': 2 + 8,
  });
});

test('R19 R20 the match of 10.312,50 is the cap; of two refunds after the close the second one lowers it', () => {
  expect(record.match).toEqual({ computed: 10_000 * LEI, paid: 9_912.5 * LEI, cap: 10_000 * LEI });
  expect(record.money).toMatchObject({ matchState: 'paid', due: 9_912.5 * LEI });
  expect(record.money?.adjustments).toEqual([
    { raisedAfter: 10_162.5 * LEI, dueAfter: 10_000 * LEI, state: 'nothing-due' },
    { raisedAfter: 9_912.5 * LEI, dueAfter: 9_912.5 * LEI, state: 'nothing-due' },
  ]);
});

test('R21 the council refuses and then adopts, no sponsorship is contracted, and two persons release once', () => {
  expect(record.money?.decisions).toEqual(['rejected', 'adopted']);
  expect(by('contract', 'A13').map(({ type }) => type)).toEqual([
    '/problems/match-state',
    '/problems/match-sponsorship',
  ]);
  expect(by('release', 'A13').map(({ type, role }) => `${role} ${type}`)).toEqual([
    'manager /problems/released-already',
    'partner /problems/release-differs',
    'partner /problems/match-state',
  ]);
  expect(figure('A13', 'dublari')).toEqual(of('A13', 'dublari', 1, 1));
});

test('R23 campaign and match move into the fund with two sides, and no leu is in two ledgers', async () => {
  expect(record.money?.left).toEqual({ campaign: 0, match: 0 });
  expect(record.fund).toEqual({ balance: (2 * 9_912.5 - 12_400) * LEI });
  expect(mistakes('A14')).toEqual(['found /problems/fund-exists', 'pay /problems/ledger-short']);
  const ledgers = ['campaign-ledger', 'match-ledger', 'fund-ledger'] as const;
  const moved = await Promise.all(ledgers.map(async (name) => (await rowsOf(name)).filter(isTransfer)));
  expect(moved.map((rows) => rows.length)).toEqual([1, 1, 2]);
  expect(moved.flat().reduce((sum, { amount_bani: amount }) => sum + amount, 0)).toBe(0);
});

interface OpenRow {
  readonly kind: string;
  readonly nature?: string;
  readonly amount_bani: number;
  readonly after_close?: boolean;
  readonly donor?: string | null;
}
const isTransfer = ({ kind }: OpenRow) => kind === 'transfer';
const rowsOf = async (ledger: string): Promise<OpenRow[]> =>
  JSON.parse(await readFile(join(out, 'money', `${ledger}.json`), 'utf8')) as OpenRow[];

test('R20 R22 R23 the open data give the same sum and nobody’s name but by choice; statement and receipt are there', async () => {
  const rows = await rowsOf('campaign-ledger');
  const raised = rows.filter((row) => row.nature === 'money' && !row.after_close && !isTransfer(row));
  expect(raised.reduce((sum, { amount_bani: amount }) => sum + amount, 0)).toBe(record.money?.raised);
  const named = rows.flatMap(({ donor }) => (donor ? [donor] : []));
  // By name, by initials, and two organisations; the firm gave twice.
  expect([...new Set(named)].sort()).toEqual(
    ['Asociația Exemplu', 'Atelierul Exemplu SRL', 'E. N.', 'Exemplu 1', 'E.'].sort(),
  );
  const files = await readdir(join(out, 'money'));
  const { resources } = JSON.parse(await readFile(join(out, 'money', 'datapackage.json'), 'utf8')) as {
    resources: { path: string }[];
  };
  expect(files).toEqual(expect.arrayContaining(resources.map(({ path }) => path)));
  for (const name of ['sum.ro.pdf', 'sum.en.pdf', 'receipt.pdf'])
    expect((await readFile(join(out, 'money', name))).subarray(0, 5).toString()).toBe('%PDF-');
});

test('R28 an erasure after the course changes no figure', () => {
  expect(record.erasure?.before.register.certificates).toBe(19);
  expect(record.erasure?.after).toEqual(record.erasure?.before);
});

test('R25 nothing of it disagrees with its events', () => {
  expect(record.verified.findings).toEqual([]);
  expect(record.verified.events).toBeGreaterThan(300);
});

test('those enrolled are invited, reminded, told of another place and of a place that became free', () => {
  const { byEvent } = record.messages;
  // Who follows from the waiting list is told so; whoever came by the public page is invited when they confirm.
  const enrolled = 21 + 8 + 10 + 21 + 22 + 21 + 9 + (22 + 2) + (20 + 3);
  expect(byEvent['run.invited']).toBe(enrolled - 1);
  expect(byEvent['enrolment.promoted']).toBe(1);
  expect(byEvent['run.moved']).toBe(21);
});

test('R7 who is late is reminded, then overdue, then the manager is told', () => {
  const { byEvent } = record.messages;
  expect(byEvent['milestone.reminder']).toBeGreaterThan(0);
  expect(byEvent['milestone.overdue']).toBeGreaterThan(0);
  expect(byEvent['milestone.escalated']).toBeGreaterThan(0);
  const told = ['reminder', 'overdue', 'escalated'].map((type) => byEvent[`milestone.${type}`] ?? 0);
  expect(record.reminders.sent).toBe(told.reduce((sum, count) => sum + count, 0));
});

test('R8 a move past the project’s end was refused without an additional act', () => {
  expect(record.mistakes).toContainEqual(
    expect.objectContaining({ milestone: 'A15', tried: 'move', type: '/problems/amendment-needed' }),
  );
});

test('R24 every message arrived, and none twice', async () => {
  const mails = (await readdir(join(out, 'mail'))).filter((name) => name.endsWith('.eml'));
  expect(mails).toHaveLength(record.messages.total + record.messages.confirmations);
  expect(record.messages.duplicates).toBe(0);
  const counted = Object.values(record.messages.byEvent).reduce((sum, count) => sum + count, 0);
  expect(counted).toBe(record.messages.total);
});

test('R18 the budget is the published one, 3,00 lei short, to the ban', () => {
  expect(record.budget).toEqual({ total: 41_618_658, sources: 41_618_358, difference: 300 });
});

test('the final report is there in both languages', async () => {
  for (const name of ['final-report.pdf', 'final-report.en.pdf']) {
    expect((await readFile(join(out, 'report', name))).subarray(0, 5).toString()).toBe('%PDF-');
  }
});
