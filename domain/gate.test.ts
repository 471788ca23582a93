import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type GateFacts, isInformed, missingAtGate } from './gate.ts';

const title = { ro: 'titlu', en: 'title' };
const facts = (change: Partial<GateFacts>): GateFacts => ({
  requirements: [
    { key: 'agenda', title, min: 1, per: 'milestone' },
    { key: 'certificates', title, min: 3, per: 'milestone' },
  ],
  quantities: [{ key: 'persons', title, target: 20, actual: 20 }],
  evidence: { agenda: 1, certificates: 3 },
  unfinished: [],
  runs: [],
  organisations: [],
  categories: [],
  ...change,
});

describe('R6 the gate', () => {
  test('R6 with everything there, nothing is missing', () => expect(missingAtGate(facts({}))).toEqual([]));

  test('R6 more than enough is enough', () => {
    const more = facts({
      evidence: { agenda: 9, certificates: 4 },
      quantities: [{ key: 'persons', title, target: 20, actual: 60 }],
    });
    expect(missingAtGate(more)).toEqual([]);
  });

  test('R6 each piece of evidence that is missing is named, with what is there and what is needed', () => {
    expect(missingAtGate(facts({ evidence: { certificates: 2 } }))).toEqual([
      { code: 'evidence', key: 'agenda', title, need: 1, have: 0 },
      { code: 'evidence', key: 'certificates', title, need: 3, have: 2 },
    ]);
  });

  test.each([
    [19, [19]],
    [20, []],
    [0, [0]],
    [null, [0]],
  ])('R6 of 20 persons, %p recorded leaves %j missing', (actual, have) => {
    const missing = missingAtGate(facts({ quantities: [{ key: 'persons', title, target: 20, actual }] }));
    expect(missing).toEqual(have.map((count) => ({ code: 'quantity', key: 'persons', title, need: 20, have: count })));
  });

  test('R6 predecessors come first, then quantities, then evidence', () => {
    const missing = missingAtGate(
      facts({
        unfinished: [{ key: 'A1', title }],
        quantities: [{ key: 'persons', title, target: 20, actual: null }],
        evidence: {},
      }),
    );
    expect(missing.map(({ code }) => code)).toEqual(['predecessor', 'quantity', 'evidence', 'evidence']);
  });

  test('R6 evidence for a requirement that the plan does not have proves nothing', () => {
    expect(missingAtGate(facts({ evidence: { other: 10, certificates: 3 } }))).toHaveLength(1);
  });

  test.each(['constructor', 'toString', '__proto__'])(
    'R6 a requirement named %s is not taken from the prototype',
    (key) => {
      const missing = missingAtGate(facts({ requirements: [{ key, title, min: 1, per: 'milestone' }], evidence: {} }));
      expect(missing).toEqual([{ code: 'evidence', key, title, need: 1, have: 0 }]);
    },
  );

  test('R6 the gate is passed exactly when every count is reached', () => {
    const count = fc.integer({ min: 0, max: 5 });
    const pair = fc.tuple(fc.integer({ min: 1, max: 4 }), count);
    fc.assert(
      fc.property(fc.array(pair), fc.array(pair), fc.boolean(), (proofs, figures, waits) => {
        const missing = missingAtGate({
          ...facts({}),
          unfinished: waits ? [{ key: 'A1', title }] : [],
          quantities: figures.map(([target, actual], i) => ({ key: `q${i}`, title, target, actual })),
          requirements: proofs.map(([min], i) => ({ key: `e${i}`, title, min, per: 'milestone' })),
          evidence: Object.fromEntries(proofs.map(([, have], i) => [`e${i}`, have])),
        });
        const short = [...proofs, ...figures].filter(([need, have]) => have < need).length;
        expect(missing).toHaveLength(short + (waits ? 1 : 0));
      }),
    );
  });
});

describe('the gate of a milestone that is done in runs', () => {
  const category = (key: string, have: number, incomplete = 0) => ({ key, title, need: 20, have, incomplete });
  const run = (change: Partial<GateFacts['runs'][number]> = {}): GateFacts['runs'][number] => ({
    id: 'r1',
    number: 1,
    name: 'Seria 1',
    sessions: 5,
    closed: 5,
    attended: true,
    notice: null,
    entitled: 20,
    certified: 20,
    evidence: {},
    ...change,
  });
  const bare = (change: Partial<GateFacts>): GateFacts =>
    facts({ requirements: [], quantities: [], evidence: {}, ...change });

  test.each([
    [[25, 25, 11], ['c']],
    [[20, 20, 20], []],
    [[20, 20, 21], []],
    [[19, 21, 20], ['a']],
    [
      [61, 0, 0],
      ['b', 'c'],
    ],
  ])('R1 persons split %j lack in %j', ([a = 0, b = 0, c = 0], short) => {
    const missing = missingAtGate(
      bare({
        quantities: [{ key: 'persons', title, target: 60, actual: a + b + c, counts: 'target-group' }],
        categories: [category('a', a), category('b', b), category('c', c)],
      }),
    );
    expect(missing.map(({ code, key }) => [code, key])).toEqual(short.map((key) => ['category', key]));
  });

  test('R3 who does not count for want of a field is said, and only where somebody is', () => {
    const missing = missingAtGate(
      bare({
        quantities: [{ key: 'persons', title, target: 20, actual: 18, counts: 'participants', incomplete: 2 }],
        categories: [category('a', 18, 2), category('b', 12)],
      }),
    );
    expect(missing).toEqual([
      { code: 'quantity', key: 'persons', title, need: 20, have: 18, incomplete: 2 },
      { code: 'category', key: 'a', title, need: 20, have: 18, incomplete: 2 },
      { code: 'category', key: 'b', title, need: 20, have: 12 },
    ]);
  });

  test('R4 a run waits for its attendance first, then for its certificates', () => {
    const about = { id: 'r1', number: 1, name: 'Seria 1' };
    const missing = (change: Partial<GateFacts['runs'][number]>) => missingAtGate(bare({ runs: [run(change)] }));
    expect(missing({ closed: 3, certified: 0 })).toEqual([
      expect.objectContaining({ code: 'run-attendance', run: about, need: 5, have: 3 }),
    ]);
    expect(missing({ certified: 19 })).toEqual([
      expect.objectContaining({ code: 'run-certificates', run: about, need: 20, have: 19 }),
    ]);
    expect(missing({})).toEqual([]);
    expect(missing({ entitled: 0, certified: 0 })).toEqual([]);
  });

  test('R1 a run to which nobody came is named where runs are wanting, and does not stand in the way of enough others', () => {
    const missing = (actual: number) =>
      missingAtGate(
        bare({
          quantities: [{ key: 'runs', title, target: 3, actual, counts: 'runs' }],
          runs: [run({ attended: false, entitled: 0, certified: 0 })],
        }),
      ).map(({ code }) => code);
    expect(missing(2)).toEqual(['quantity', 'run-unattended']);
    expect(missing(3)).toEqual([]);
  });

  test('R11 a consultation without its notice is named where consultations or persons are wanting, and only there', () => {
    const missing = (runs: number, persons: number, inTime = false) =>
      missingAtGate(
        bare({
          quantities: [
            { key: 'runs', title, target: 2, actual: runs, counts: 'runs' },
            { key: 'persons', title, target: 40, actual: persons, counts: 'attendees' },
          ],
          runs: [run({ notice: { days: 10, inTime } })],
        }),
      ).map(({ code }) => code);
    expect(missing(1, 40)).toEqual(['quantity', 'run-notice']);
    expect(missing(2, 39)).toEqual(['quantity', 'run-notice']);
    expect(missing(2, 40)).toEqual([]);
    expect(missing(2, 39, true)).toEqual(['quantity']);
  });

  test('R6 documents of each run are asked of each, those of the milestone once', () => {
    const missing = missingAtGate(
      bare({
        requirements: [
          { key: 'list', title, min: 1, per: 'run' },
          { key: 'report', title, min: 1, per: 'milestone' },
        ],
        evidence: { list: 9 },
        runs: [run({ evidence: { list: 1, report: 1 } }), run({ id: 'r2', number: 2, name: 'Seria 2' })],
      }),
    );
    expect(missing).toEqual([
      { code: 'evidence', key: 'report', title, need: 1, have: 0 },
      {
        code: 'run-evidence',
        key: 'list',
        title,
        run: { id: 'r2', number: 2, name: 'Seria 2' },
        need: 1,
        have: 0,
      },
    ]);
  });
});

describe('R5 organisations at the gate', () => {
  const requirements: GateFacts['requirements'] = [
    { key: 'message', title, min: 1, per: 'organisation' },
    { key: 'reply', title, min: 1, per: 'organisation' },
  ];
  const organisation = (id: string, evidence: Record<string, number>) => ({ id, name: id, evidence });
  const informed = (id: string) => organisation(id, { message: 1, reply: 1 });
  /** As db/gate-facts.ts makes them: the figure is the number of those that were informed. */
  const outreach = (organisations: GateFacts['organisations']): GateFacts =>
    facts({
      requirements,
      evidence: {},
      organisations,
      quantities: [
        {
          key: 'ngos',
          title,
          target: 5,
          counts: 'organisations',
          actual: organisations.filter((each) => isInformed(each, requirements)).length,
        },
      ],
    });
  const four = ['a', 'b', 'c', 'd'].map(informed);

  test('R5 four informed and one without a reply do not do', () => {
    expect(missingAtGate(outreach([...four, organisation('e', { message: 1 })]))).toEqual([
      expect.objectContaining({ code: 'quantity', need: 5, have: 4 }),
      expect.objectContaining({ code: 'organisation-evidence', key: 'reply', organisation: { id: 'e', name: 'e' } }),
    ]);
  });

  test('R5 five messages to one organisation are one organisation', () => {
    const missing = missingAtGate(outreach([organisation('a', { message: 5, reply: 5 })]));
    expect(missing).toEqual([expect.objectContaining({ code: 'quantity', need: 5, have: 1 })]);
  });

  test('R5 with five informed, a sixth that never answered does not stand in the way', () => {
    expect(missingAtGate(outreach([...four, informed('e'), organisation('f', { message: 1 })]))).toEqual([]);
  });

  test('R5 where nothing is asked of each organisation, none is informed', () => {
    expect(isInformed(organisation('a', { message: 1 }), [])).toBe(false);
    expect(isInformed(organisation('a', { message: 1 }), [{ key: 'message', title, min: 1, per: 'milestone' }])).toBe(
      false,
    );
  });
});
