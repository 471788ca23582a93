import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { runOffWindow } from '../../domain/charter.ts';
import { type SampleVote, sampleCharter, sampleRecord } from '../../domain/sample-vote.ts';
import { ballotsCsv, recordText, type VoteRecord, voteRecordSchema } from '../../domain/vote-record.ts';
import { recount } from './recount.mjs';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const sealed = ({ fingerprint: _, ...rest }: VoteRecord): VoteRecord => ({
  ...rest,
  fingerprint: sha256(recordText(rest)),
});
const codes = async (...args: Parameters<typeof recount>) => (await recount(...args)).findings.map(({ code }) => code);

const ELECTED: SampleVote = { rounds: [{ online: [1, 2, 2, 3, 2, 0, 1], paper: { choices: [2, 3, 0], spoiled: 1 } }] };
const RUN_OFF: SampleVote = {
  rounds: [{ online: [1, 1, 2, 3, 0], paper: { choices: [2, 3], spoiled: 0 } }, { online: [1, 1, 3, 2, 3, 0, 3] }],
  extendedDays: 3,
};
const LOT: SampleVote = {
  rounds: [{ online: [1, 1, 2, 2, 3, 0] }, { online: [1, 2, 0], paper: { choices: [1, 2], spoiled: 0 } }],
  drawn: 2,
};
const PROTOCOL: SampleVote = {
  rounds: [
    { online: [1, 2], paper: { choices: [1, 1, 3], spoiled: 1, marked: 5, protocol: 'Un buletin nu s-a găsit.' } },
  ],
};
const NOT_BOXED: SampleVote = { rounds: [{ online: [1, 2, 2, 3, 2, 0, 1] }] };
const VOTES = {
  elected: ELECTED,
  'run-off': RUN_OFF,
  lot: LOT,
  protocol: PROTOCOL,
  'quorum-missed': { rounds: [{ online: [1, 2] }], roll: { entries: 100, struck: 0 } },
  'minimum-missed': { rounds: [{ online: [1, 2, 0, 0, 0, 0] }] },
  'no-votes': { rounds: [{ online: [0, 0, 0, 0, 0, 0] }] },
  'nobody came': { rounds: [{ online: [] }], charter: sampleCharter({ quorumPercent: 0 }) },
} as const satisfies Record<string, SampleVote>;

const LATER = '2027-05-20T06:00:00.000Z';
const LAST = 'z'.repeat(16);
const FOURTH = { number: 4, proposal: 9, title: 'Alta', summary: 'Alta.' };

describe('R15 R17 the recount of an honest record', () => {
  test.each(Object.entries(VOTES))(
    'R15 %s: nothing is found, and the counts are those of the record',
    async (_, vote) => {
      const record = sampleRecord(sha256, vote);
      expect(voteRecordSchema.parse(record)).toEqual(record);
      const { findings, fingerprint, rounds, result } = await recount(record, {
        csv: ballotsCsv(record.rounds),
        fingerprint: record.fingerprint,
      });
      expect(findings).toEqual([]);
      expect(fingerprint).toBe(record.fingerprint);
      expect(result).toEqual(record.result);
      expect(rounds.map(({ counts, blank, outcome }) => ({ counts, blank, outcome }))).toEqual(
        record.rounds.map(({ counts, blank, outcome }) => ({ counts, blank, outcome })),
      );
    },
  );

  test('R15 paper ballots that a protocol explains and marks that were taken back are said, and are no findings', async () => {
    const [{ online, paper }] = PROTOCOL.rounds;
    const both = await recount(
      sampleRecord(sha256, { rounds: [{ online, paper: { choices: [], spoiled: 0, ...paper, takenBack: 2 } }] }),
    );
    expect(both.findings).toEqual([]);
    expect(both.notes.map(({ code }) => code)).toEqual(['taken-back', 'paper-difference']);
    expect(both.notes.map(({ en }) => en)).toEqual([
      expect.stringContaining('taken back: 2'),
      expect.stringMatching(/in the box: 4.*desk: 5.*Un buletin nu s-a găsit\./),
    ]);
    expect((await recount(sampleRecord(sha256, ELECTED))).notes).toEqual([]);
  });

  test('R15 R17 any vote: the record that the program makes is the one that is counted', async () => {
    const choices = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 12 });
    const boxes = fc.record({ online: choices, choices, spoiled: fc.nat(2) });
    await fc.assert(
      fc.asyncProperty(
        boxes,
        boxes,
        fc.nat(60),
        fc.nat(8),
        // Closes spread over the hours and the changes of the clock.
        fc.integer({ min: 1, max: 400 * 24 }),
        fc.integer({ min: 1, max: 30 }),
        async (first, second, quorumPercent, minimumVotes, hours, days) => {
          const opensAt = '2027-05-03T05:00:00.000Z';
          const closesAt = new Date(Date.parse(opensAt) + hours * 3_600_000).toISOString();
          const charter = sampleCharter({ quorumPercent, minimumVotes, closesAt, runOffDays: days, minimumAge: days });
          const box = ({ online, choices: paper, spoiled }: typeof first, options: readonly number[]) => ({
            online: online.filter((choice) => choice === 0 || options.includes(choice)),
            paper: { choices: paper.filter((choice) => choice === 0 || options.includes(choice)), spoiled },
          });
          const one = box(first, [1, 2, 3, 4]);
          const vote = anyVote(charter, one, (tied) => box(second, tied));
          expect(await codes(vote, { fingerprint: vote.fingerprint })).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('R17 a run-off that missed its window has the one that its public note gives, and no other', async () => {
    const honest = sampleRecord(sha256, RUN_OFF);
    const [first, second] = honest.rounds;
    if (!first || !second) throw new Error('there is no run-off');
    const missed = new Date(new Date(second.closesAt).getTime() + 2 * 86_400_000);
    const window = runOffWindow(missed, honest.charter);
    const [opensAt, closesAt] = [window.opensAt.toISOString(), window.closesAt.toISOString()];
    const round = { ...second, opensAt, closesAt, closedAt: closesAt, countedAt: closesAt };
    const note = { at: missed.toISOString(), kind: 'note' as const, text: 'Turul al doilea are o perioadă nouă.' };
    const moved = { ...honest, rounds: [first, round], notes: [...honest.notes, note] };
    expect(await codes(sealed(moved))).toEqual([]);
    expect(await codes(sealed({ ...moved, notes: honest.notes }))).toEqual(['window']);
    const early = { ...note, at: new Date(new Date(second.closesAt).getTime() - 1).toISOString() };
    expect(await codes(sealed({ ...moved, notes: [...honest.notes, early] }))).toEqual(['window']);
  });

  /** The record of these boxes, with a run-off and a lot where they are due. */
  function anyVote(
    charter: VoteRecord['charter'],
    one: SampleVote['rounds'][0],
    two: (tied: readonly number[]) => SampleVote['rounds'][0],
  ): VoteRecord {
    const vote = { charter, options: 4, roll: { entries: 80, struck: 3 } };
    const both = [...one.online, ...(one.paper?.choices ?? [])].filter((choice) => choice > 0);
    const piles = [1, 2, 3, 4].map((option) => both.filter((choice) => choice === option).length);
    const tied = [1, 2, 3, 4].filter((option) => piles[option - 1] === Math.max(...piles));
    for (const rounds of [[one], [one, two(tied)]] as const) {
      for (const drawn of [undefined, ...tied]) {
        try {
          return sampleRecord(sha256, { ...vote, rounds, ...(drawn === undefined ? {} : { drawn }) });
        } catch (error) {
          if (!(error instanceof Error) || !error.message.startsWith('These boxes make no record')) throw error;
        }
      }
    }
    throw new Error('no record came of these boxes');
  }
});

describe('R13 R15 R17 what is found in a record whose fingerprint was written anew', () => {
  type Change = (record: VoteRecord) => void;
  /** Puts a value at a path, as `rounds.0.marks.online`; a function makes it of the value that is there. */
  const set =
    (path: string, value: unknown): Change =>
    (record) => {
      const names = path.split('.');
      const last = names.pop() ?? '';
      let at = record as unknown as Record<string, unknown>;
      for (const name of names) at = at[name] as Record<string, unknown>;
      at[last] = typeof value === 'function' ? value(at[last]) : value;
    };
  const more = (by: number) => (was: number) => was + by;
  const without = (items: readonly unknown[]) => items.slice(0, -1);
  const cases: readonly (readonly [string, SampleVote, string, Change])[] = [
    ['a word of the charter', ELECTED, 'charter-hash', set('charter.residence.ro', 'oriunde.')],
    ['the age', ELECTED, 'charter-hash', set('charter.minimumAge', 16)],
    ['a charter whose dates do not fit', ELECTED, 'charter-window', set('charter.challengesUntil', LATER)],
    ['a ballot changed', ELECTED, 'counts', set('rounds.0.ballots.0.choice', (was: number) => (was + 1) % 4)],
    ['a ballot added', ELECTED, 'ballots', ({ rounds }) => rounds[0]?.ballots.push({ receipt: LAST, choice: 1 })],
    ['a ballot removed', ELECTED, 'ballots', set('rounds.0.ballots', without)],
    ['ballots out of order', ELECTED, 'order', ({ rounds }) => rounds[0]?.ballots.reverse()],
    ['a choice that there is not', ELECTED, 'choice', set('rounds.0.ballots.0.choice', 9)],
    ['more marks than ballots', ELECTED, 'ballots', set('rounds.0.marks.online', more(1))],
    ['more votes than the roll', ELECTED, 'roll', set('rounds.0.roll.entries', 10)],
    ['more struck than there are', ELECTED, 'roll', set('rounds.0.roll.struck', 61)],
    ['a larger roll, past the quorum', ELECTED, 'outcome', set('rounds.0.roll.entries', 500)],
    ['a paper count that is gone', ELECTED, 'paper-missing', set('rounds.0.paperCount', null)],
    ['a paper ballot more', ELECTED, 'paper', set('rounds.0.paperCount.spoiled', more(1))],
    ['a box that nobody counted', NOT_BOXED, 'paper-missing', set('rounds.0.marks.takenBack', more(1))],
    ['more paper ballots than people', PROTOCOL, 'paper-roll', set('rounds.0.paperCount.spoiled', more(53))],
    ['a paper count without an option', ELECTED, 'paper-options', set('rounds.0.paperCount.counts', without)],
    ['a protocol that is gone', PROTOCOL, 'paper', set('rounds.0.paperCount.protocol', null)],
    ['a paper vote more', ELECTED, 'counts', set('rounds.0.paperCount.counts.0.votes', more(1))],
    ['blank votes', ELECTED, 'counts', set('rounds.0.blank', more(-1))],
    ['another winner', ELECTED, 'outcome', set('rounds.0.outcome.option', 1)],
    ['another result', ELECTED, 'result', set('result.option', 1)],
    ['a result that was not', ELECTED, 'result', set('result', { kind: 'no-votes', option: null })],
    ['an option that nobody could choose', ELECTED, 'round-options', ({ options }) => options.push(FOURTH)],
    ['a proposal twice', ELECTED, 'options', set('options.1.proposal', 4)],
    ['a run-off left out', RUN_OFF, 'rounds', set('rounds', without)],
    [
      'a run-off that was not due',
      ELECTED,
      'rounds',
      set('rounds.1', structuredClone(sampleRecord(sha256, LOT).rounds[1])),
    ],
    ['a run-off among others', RUN_OFF, 'round-options', set('rounds.1.options', [1, 2])],
    ['a run-off at another time', RUN_OFF, 'window', set('rounds.1.opensAt', LATER)],
    ['a window of its own', ELECTED, 'window', set('rounds.0.closesAt', '2027-05-16T17:00:00.000Z')],
    ['a round closed too early', ELECTED, 'closed-early', set('rounds.0.closedAt', '2027-05-17T16:59:59.999Z')],
    [
      'a round counted before it closed',
      ELECTED,
      'closed-early',
      set('rounds.0.countedAt', '2027-05-17T17:00:00.000Z'),
    ],
    [
      'an extension too long',
      RUN_OFF,
      'extension',
      (record) => {
        for (const path of ['closesAt', 'extended.to']) set(`rounds.0.${path}`, '2027-05-24T17:00:00.001Z')(record);
      },
    ],
    ['an extension without its note', RUN_OFF, 'extension-untold', set('notes', without)],
    ['an extension told after the close', RUN_OFF, 'extension-untold', set('notes.1.at', LATER)],
    ['a lot that was not due', ELECTED, 'lot', set('lot', sampleRecord(sha256, LOT).lot)],
    ['a lot left out', LOT, 'lot', set('lot', null)],
    ['a lot for another option', LOT, 'lot-winner', set('lot.winner', 3)],
    ['a witness twice', LOT, 'lot-witnesses', set('lot.witnesses', ['Dana Probă', 'Dana Probă'])],
    ['a lot before the count', LOT, 'lot-witnesses', set('lot.at', LATER)],
    ['a member more', ELECTED, 'shape', set('rounds.0.voters', ['somebody'])],
    ['a member less', ELECTED, 'shape', set('rounds.0.marks', undefined)],
    ['a vote that is no number', ELECTED, 'shape', set('rounds.0.ballots.0.choice', '1')],
  ];

  test.each(cases)('%s', async (_, vote, code, change) => {
    const record = sampleRecord(sha256, vote);
    change(record);
    const { findings } = await recount(sealed(record));
    expect(findings.map((finding) => finding.code)).toContain(code);
    for (const { ro, en } of findings) {
      expect(ro).toMatch(/\.$/);
      expect(en).toMatch(/\.$/);
      expect(`${ro}${en}`).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  test('R13 a blank vote that the charter does not allow, online and on paper', async () => {
    const charter = sampleCharter({ blankAllowed: false });
    expect(await codes(sampleRecord(sha256, { ...ELECTED, charter }))).toEqual(['choice', 'paper-blank']);
  });

  test('R15 a file of ballots that is not that of the record', async () => {
    const record = sampleRecord(sha256, RUN_OFF);
    const csv = ballotsCsv(record.rounds);
    expect(await codes(record, { csv: csv.replaceAll('\r\n', '\n') })).toEqual([]);
    const lines = csv.split('\r\n');
    expect(await codes(record, { csv: lines.toSpliced(2, 1).join('\r\n') })).toEqual(['csv']);
    expect(await codes(record, { csv: `${csv}2,${'0'.repeat(16)},1\r\n` })).toEqual(['csv']);
    expect(await codes(record, { csv: '' })).toEqual(['csv']);
  });

  test('R15 a fingerprint as it is read from paper', async () => {
    const record = sampleRecord(sha256, ELECTED);
    const printed = (record.fingerprint.toUpperCase().match(/.{4}/g) ?? []).join(' ');
    expect(await codes(record, { fingerprint: printed })).toEqual([]);
    expect(await codes(record, { fingerprint: printed.slice(1) })).toEqual(['fingerprint-given']);
    expect(await codes(record, { fingerprint: '' })).toEqual(['fingerprint-given']);
  });
});

describe('R15 the recount meets what it does not expect', () => {
  test('R15 whatever JSON it is given, it answers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        expect(await codes(value)).toContain('shape');
      }),
    );
  });

  test('R15 a record with any value in any place is answered, and never agrees', async () => {
    const original = sampleRecord(sha256, RUN_OFF);
    const places = (value: unknown): (readonly (string | number)[])[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([name, member]) => [[name], ...places(member).map((rest) => [name, ...rest])])
        : [];
    const values = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('+275760-09-13T00:00:00.000Z', '2999-12-31T23:59:59.999Z', 2 ** 53 - 1, -1),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places(original)), values, async (place, value) => {
        const record = structuredClone(original);
        let at: Record<string | number, unknown> = record as unknown as Record<string | number, unknown>;
        for (const name of place.slice(0, -1)) at = at[name] as typeof at;
        const last = place.at(-1) ?? '';
        fc.pre(JSON.stringify(at[last]) !== JSON.stringify(value));
        at[last] = value;
        expect(await codes(record, { fingerprint: original.fingerprint })).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('R15 the file by itself', () => {
  const program = fileURLToPath(new URL('./recount.mjs', import.meta.url));
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recount-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function run(
    ...args: string[]
  ): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
    return new Promise((resolve) => {
      execFile(process.execPath, [program, ...args], { cwd: folder }, (error, out, err) =>
        resolve({ code: error ? Number(error.code) : 0, out, err }),
      );
    });
  }

  async function written(name: string, content: unknown): Promise<string> {
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    return name;
  }

  test('R15 counts with Node alone and says so in both languages, or in one', async () => {
    const record = sampleRecord(sha256, RUN_OFF);
    const files = [await written('record.json', record), await written('ballots.csv', ballotsCsv(record.rounds))];
    const both = await run(...files, '--fingerprint', record.fingerprint);
    expect(both).toMatchObject({ code: 0, err: '' });
    expect(both.out).toContain('Numărătoarea se potrivește.');
    expect(both.out).toContain('The count agrees.');
    expect(both.out).toContain(record.fingerprint);
    expect(both.out).toContain('Result: option 3. Inițiativa 3 was elected.');
    const english = await run(...files, '--lang', 'en');
    expect(english.code).toBe(0);
    expect(english.out).not.toContain('Numărătoarea');
    expect(english.out).toContain('Compare the fingerprint');
  });

  test('R15 ends with 1 where something does not agree, and names it', async () => {
    const record = sampleRecord(sha256, ELECTED);
    record.result.option = 3;
    const told = await run(await written('changed.json', record), '--lang', 'ro');
    expect(told.code).toBe(1);
    expect(told.out).toContain('NU se potrivește');
    expect(told.out).toContain('Amprenta scrisă în înregistrare nu este a ei');
    expect(told.out).toContain('Rezultatul scris nu este cel care urmează din tururi');
  });

  test('R15 a title cannot draw lines of its own into the report', async () => {
    const record = sampleRecord(sha256, ELECTED);
    for (const option of record.options) option.title = 'x\nThe count agrees.\u001B[2J';
    const told = await run(await written('hostile.json', record), '--lang', 'en');
    expect(told.code).toBe(1);
    expect(told.out.split('\n')).not.toContain('The count agrees.');
    expect(told.out).not.toContain('\u001B');
  });

  test.each([
    ['no file', []],
    ['an unknown option', ['record.json', '--quiet']],
    ['an unknown language', ['record.json', '--lang', 'fr']],
    ['a fingerprint that is not there', ['record.json', '--fingerprint']],
    ['a file that is not there', ['nowhere.json']],
  ])('R15 %s ends with 1 and says what to do', async (_, args) => {
    const told = await run(...args);
    expect(told.code).toBe(1);
    expect(told.err).toMatch(/node recount\.mjs|cannot be read/);
  });

  test('R15 what is no JSON ends with 1', async () => {
    expect((await run(await written('broken.json', '{"version":1,'))).code).toBe(1);
  });
});

describe('R15 where a browser lends no SHA-256, as on a page by plain http', () => {
  const lent = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
  beforeAll(() => {
    Object.defineProperty(globalThis, 'crypto', { value: undefined, configurable: true });
  });
  afterAll(() => {
    if (lent) Object.defineProperty(globalThis, 'crypto', lent);
  });

  test('R15 it is computed by hand, for texts of every length around a block', async () => {
    for (let length = 0; length < 140; length += 1) {
      const record = sampleRecord(sha256, ELECTED);
      record.notes = [{ at: '2027-05-04T05:00:00.000Z', kind: 'note', text: `ș${'x'.repeat(length)}` }];
      expect(await codes(sealed(record))).toEqual([]);
    }
    expect(globalThis.crypto).toBeUndefined();
  });

  test('R15 any text has the same hash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }), async (text) => {
        const record = sampleRecord(sha256, ELECTED);
        record.project.title.ro = text;
        expect(await codes(sealed(record))).toEqual([]);
      }),
    );
  });
});
