/** The public pages of a vote, as a browser without scripts gets them: the ballot, receipts, the result and its record. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { wakeVote } from '../../db/votes/wake-vote.ts';
import type { Charter } from '../../domain/charter.ts';
import { printedCode } from '../../domain/voting-code.ts';
import { type Answered, type Api, startApi } from './api.ts';
import { planWith } from './plans.ts';
import { type MadeVote, newCode, newReceipt, voteBySql } from './votes-by-sql.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

interface Voting extends MadeVote {
  readonly slug: string;
}

async function newVote(voters: number, charter: Partial<Charter> = {}, state?: 'announced'): Promise<Voting> {
  const { staff, manager } = api.people;
  const project = await api.createProject(planWith(['A9', 'A10', 'A15']), '2027-01-01', [staff, manager]);
  const { id: milestoneId } = await api.milestone('A10', project.id);
  const about = { projectId: project.id, milestoneId, userId: manager.id, voters, charter, ...(state && { state }) };
  const vote = await voteBySql(api.database.owner, about);
  api.setClock(new Date(vote.opensAt.getTime() + 60_000));
  return { ...vote, slug: project.slug };
}

const open = (vote: Voting, page = '', lang = 'ro'): Promise<Answered> =>
  api.visitor().get(`/p/${vote.slug}/vote${page}?lang=${lang}`);
const submit = (vote: Voting, fields: Record<string, string>, page = ''): Promise<Answered> =>
  api.visitor().send('POST', `/p/${vote.slug}/vote${page}?lang=ro`, new URLSearchParams(fields).toString(), {
    'Content-Type': 'application/x-www-form-urlencoded',
  });
const codeOf = ({ voters }: MadeVote, index: number): string => voters[index]?.code ?? '';
const hidden = ({ text }: Answered, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
const castAt = (vote: Voting, index: number, choice: number, receipt = newReceipt()) =>
  api.visitor().send('POST', `/ballots/${vote.id}`, { code: codeOf(vote, index), choice, receipt });

async function finish(vote: Voting): Promise<void> {
  api.setClock(vote.closesAt);
  await wakeVote(api.store, vote.id, vote.closesAt);
}

describe('R13 R16 where the vote stands', () => {
  test('R13 before the opening: window, charter in plain words, proposals, and no ballot', async () => {
    const vote = await newVote(1, {}, 'announced');
    api.setClock(new Date(vote.opensAt.getTime() - 60_000));
    const { status, text } = await open(vote);
    expect(status).toBe(200);
    expect(text).toContain('Votul este anunțat');
    expect(text).toContain('Propunerea 1 (exemplu)');
    expect(text).toContain('Cine poate vota');
    expect(text).not.toContain('name="code"');
  });

  test('R13 while it is open: the ballot, and the hash under which the charter is frozen', async () => {
    const vote = await newVote(1);
    const { text, headers } = await open(vote);
    const { charter_hash: hash } = await api.store.knex('votes').where({ id: vote.id }).first('charter_hash');
    expect(text).toContain(hash.toString('hex'));
    expect(text).toContain('name="code"');
    expect(headers.get('Content-Security-Policy')).toContain("script-src 'self'");
    expect(headers.get('Content-Security-Policy')).not.toContain('unsafe');
    expect((await open(vote, '', 'en')).text).toContain('The vote is open until');
  });

  test('R16 turnout is shown in total where the charter says so, and otherwise not at all', async () => {
    const [shown, kept] = [await newVote(4), await newVote(4, { turnoutShown: false })];
    for (const vote of [shown, kept]) for (const index of [0, 1]) await castAt(vote, index, 1);
    expect((await open(shown)).text).toContain('2 persoane din 4 au votat');
    expect((await open(kept)).text).not.toContain('au votat, online');
  });

  test('R13 from its closing time on there is no ballot, although nobody has closed it yet', async () => {
    const vote = await newVote(1);
    api.setClock(vote.closesAt);
    const { text } = await open(vote);
    expect(text).toContain('se numără');
    expect(text).not.toContain('name="code"');
  });

  test('R16 result, ballots and record are refused in words until the vote is final', async () => {
    const vote = await newVote(2);
    await castAt(vote, 0, 1);
    for (const page of ['/result', '/ballots', '/record.json', '/ballots.csv']) {
      const { status, text } = await open(vote, page);
      expect([page, status]).toEqual([page, 409]);
      expect(text).toContain('Rezultatul nu este public încă');
    }
  });

  test('a project without a vote says so, and what is no vote is not found', async () => {
    const { staff, manager } = api.people;
    const project = await api.createProject(planWith(['A9', 'A10']), '2027-01-01', [staff, manager]);
    expect((await api.visitor().get(`/p/${project.slug}/vote`)).status).toBe(200);
    expect((await api.visitor().get(`/p/${project.slug}/vote/result`)).status).toBe(404);
    expect((await api.visitor().get('/p/nu-este/vote')).status).toBe(404);
    expect((await api.visitor().get(`/p/${project.slug}/vote?vote=x`)).status).toBe(404);
  });
});

describe('R14 voting without a script', () => {
  test('R14 the form shows the choice and a receipt before anything is cast, then casts it once', async () => {
    const vote = await newVote(2);
    const check = await submit(vote, { code: printedCode(codeOf(vote, 0)), choice: '2', step: 'check' });
    expect(check.status).toBe(200);
    expect(check.text).toContain('2. Propunerea 2 (exemplu)');
    const receipt = hidden(check, 'receipt');
    expect(check.text).toContain(printedCode(receipt));
    expect(check.headers.get('Cache-Control')).toBe('no-store');
    const { rows } = await api.store.knex.raw('select * from booth_turnout(?)', [vote.roundId]);
    expect(rows).toEqual([{ online: 0, paper: 0 }]);

    const fields = { code: hidden(check, 'code'), choice: hidden(check, 'choice'), receipt, step: 'send' };
    const sent = await submit(vote, fields);
    expect([sent.status, sent.text.includes('Votul este în urnă')]).toEqual([200, true]);
    // The answer was lost, the page is sent again: it is the same ballot, and it is said so.
    const again = await submit(vote, fields);
    expect([again.status, again.text.includes('Votul este în urnă')]).toEqual([200, true]);
    const other = await submit(vote, { ...fields, receipt: newReceipt() });
    expect([other.status, other.text.includes('Cu acest cod s-a votat deja')]).toEqual([409, true]);

    await finish(vote);
    const ballots = await api.store.knex('ballots').where({ round_id: vote.roundId }).select('receipt', 'choice');
    expect(ballots).toEqual([{ receipt, choice: 2 }]);
  });

  test('R14 a fault names its field and its way out, and what was typed is kept', async () => {
    const vote = await newVote(1);
    const code = newCode();
    const without = await submit(vote, { code: 'ab-"<c', step: 'check' });
    expect(without.status).toBe(422);
    expect(without.text).toContain('value="ab-&quot;&lt;c"');
    expect(without.text).toContain('id="code-fault"');
    expect(without.text).toContain('id="choice-fault"');
    const wrong = await submit(vote, { code, choice: '1', receipt: newReceipt(), step: 'send' });
    expect(wrong.status).toBe(403);
    expect(wrong.text).toContain(`value="${code}"`);
    expect(wrong.text).toContain('Codul nu este bun');
    for (const choice of ['9', '-1', '1.5', '1e1', "1' or 1=1"])
      expect([choice, (await submit(vote, { code, choice, step: 'send' })).status]).toEqual([choice, 422]);
  });

  test('R14 a form from another site, and one after the close, cast nothing', async () => {
    const vote = await newVote(1);
    const fields = { code: codeOf(vote, 0), choice: '1', receipt: newReceipt(), step: 'send' };
    const foreign = await api.visitor().send('POST', `/p/${vote.slug}/vote`, new URLSearchParams(fields).toString(), {
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: 'https://example.org',
    });
    expect(foreign.status).toBe(403);
    api.setClock(vote.closesAt);
    expect((await submit(vote, fields)).status).toBe(409);
    await finish(vote);
    expect(await api.store.knex('ballots').where({ round_id: vote.roundId })).toEqual([]);
  });
});

describe('R15 receipts and the record', () => {
  let vote: Voting;
  const receipts = Array.from({ length: 9 }, newReceipt);
  beforeAll(async () => {
    vote = await newVote(20);
    for (const [index, receipt] of receipts.entries())
      await castAt(vote, index, [1, 2, 2, 3, 2, 0, 1, 2, 1][index] ?? 0, receipt);
  });

  test('R15 the page of receipts answers yes or no before the close, and with the ballot after the end', async () => {
    const there = await submit(vote, { receipt: printedCode(receipts[5] ?? '') }, '/receipt');
    expect(there.text).toContain('Da: recipisa este în urna turului 1');
    expect(there.text).not.toContain('Vot alb');
    expect((await submit(vote, { receipt: newReceipt() }, '/receipt')).text).toContain('nu este în urnă');
    expect((await submit(vote, { receipt: 'x' }, '/receipt')).status).toBe(422);
    await finish(vote);
    const after = await submit(vote, { receipt: receipts[5] ?? '' }, '/receipt');
    expect(after.text).toContain('este ales: Vot alb');
  });

  test('R15 R17 the result page names who was elected, and the record counts to the same by Node alone', async () => {
    const { text, status } = await open(vote, '/result');
    expect(status).toBe(200);
    expect(text).toContain('A fost aleasă opțiunea „2. Propunerea 2 (exemplu)”');
    const { fingerprint } = await api.store.knex('votes').where({ id: vote.id }).first('fingerprint');
    expect(text).toContain(fingerprint);
    const folder = await mkdtemp(join(tmpdir(), 'jalon-record-'));
    try {
      for (const name of ['record.json', 'ballots.csv'])
        await writeFile(join(folder, name), (await open(vote, `/${name}`)).text);
      await writeFile(join(folder, 'recount.mjs'), (await api.visitor().get('/vote/recount.mjs')).text);
      const args = ['recount.mjs', 'record.json', 'ballots.csv', '--fingerprint', fingerprint, '--lang', 'ro'];
      const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
      expect(stdout).toContain('Numărătoarea se potrivește');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const file = await open(vote, '/record.json');
    const fresh = await api.visitor().get(`/p/${vote.slug}/vote/record.json`, {
      'If-None-Match': file.headers.get('ETag') ?? '',
      'Cache-Control': 'max-age=0',
    });
    expect([file.headers.get('Content-Disposition'), fresh.status]).toEqual([
      'attachment; filename="record.json"',
      304,
    ]);
  });

  test('R15 every ballot stands on the pages of ballots', async () => {
    const { text } = await open(vote, '/ballots');
    for (const receipt of receipts) expect(text).toContain(receipt);
    expect((await api.visitor().get(`/p/${vote.slug}/vote/ballots?page=2`)).status).toBe(404);
  });

  test('R26 each page is light, names the publicity line, and stands in both languages', async () => {
    const sizes: Record<string, number> = {};
    for (const lang of ['ro', 'en'])
      for (const page of ['', '/result', '/ballots', '/receipt', '/protection']) {
        const { status, text } = await open(vote, page, lang);
        expect([page, status]).toEqual([page, 200]);
        expect(text).toMatch(lang === 'ro' ? /<footer><p>\S/ : /<html lang="en">/);
        sizes[`${lang}${page}`] = Buffer.byteLength(text);
      }
    const scripts = await Promise.all(
      ['voting', 'result', 'recount'].map(async (name) => (await api.visitor().get(`/vote/${name}.mjs`)).text.length),
    );
    expect(Math.max(...Object.values(sizes)) + scripts.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000);
    expect((await api.visitor().get('/vote/passwd')).status).toBe(404);
    expect((await api.visitor().get('/vote/..%2Fsite.ts')).status).toBe(404);
  });

  test('R15 what the vote does not protect stands on its page, in both languages', async () => {
    const [ro, en] = [await open(vote, '/protection'), await open(vote, '/protection', 'en')];
    expect(ro.text).toContain('Nu este vot electronic criptografic');
    expect(en.text).toContain('not cryptographic e-voting');
    for (const { text } of [ro, en]) expect(text).not.toMatch(/\*\*|^#|`/m);
  });
});
