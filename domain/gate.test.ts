import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type GateFacts, missingAtGate } from './gate.ts';

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
