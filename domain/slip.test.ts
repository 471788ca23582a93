import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayOf, daysBetween, dueInstant } from './calendar.ts';
import { isEnded, MILESTONE_STATES, type MilestoneState } from './lifecycle.ts';
import { gapBetween, type MovePreview, type MoveRequest, previewMove, type SlipMilestone } from './slip.ts';

/** The text itself in place of its hash: whatever would change the hash is seen. */
const asItIs = (text: string): string => text;
const START = '2022-07-27';
const END = '2023-09-26';

interface Row {
  readonly key: string;
  readonly planned: number;
  readonly actual?: number;
  readonly after?: readonly string[];
  readonly state?: MilestoneState;
  readonly gap?: number;
}

function row({ key, planned, actual = planned, after = [], state = 'open', gap }: Row): SlipMilestone {
  return {
    id: `id-${key}`,
    key,
    title: { ro: key, en: key },
    state,
    dueAt: dueInstant(addDays(START, actual)),
    after,
    plannedDay: planned,
    ...(gap === undefined ? {} : { gap }),
  };
}

const move = (rows: readonly Row[], key: string, day: number, rest: Partial<MoveRequest> = {}): MovePreview =>
  previewMove({ milestones: rows.map(row), endsOn: END, key, newDay: addDays(START, day), ...rest }, asItIs);
/** `A9 +7` for each move. */
const shifts = ({ moves }: MovePreview): string[] =>
  moves.map(({ key, from, to }) => `${key} ${daysBetween(dayOf(from), dayOf(to))}`);

const CHAIN: readonly Row[] = [
  { key: 'A9', planned: 247 },
  { key: 'A10', planned: 289, after: ['A9'] },
  { key: 'A11', planned: 352, after: ['A10'] },
  { key: 'A12', planned: 359, after: ['A11'] },
];

describe('R8 what slips', () => {
  test('R8 successors keep their gap in the plan, through the whole chain', () => {
    const preview = move(CHAIN, 'A9', 254);
    expect(shifts(preview)).toEqual(['A9 7', 'A10 7', 'A11 7', 'A12 7']);
    expect(preview).toMatchObject({ conflicts: [], needsAmendment: false, latestDay: addDays(START, 366) });
  });

  test('R8 a successor that stands further off than planned moves only as far as needed', () => {
    const rows = CHAIN.map((milestone) => (milestone.key === 'A11' ? { ...milestone, actual: 357 } : milestone));
    expect(shifts(move(rows, 'A9', 254))).toEqual(['A9 7', 'A10 7', 'A11 2', 'A12 7']);
    expect(shifts(move(rows, 'A9', 252))).toEqual(['A9 5', 'A10 5']);
  });

  test('R8 a plan that asks for a least gap lets the rest of the distance absorb the delay', () => {
    const rows: Row[] = [
      { key: 'A13', planned: 401 },
      { key: 'A15', planned: 426, after: ['A13'], gap: 14 },
    ];
    expect(shifts(move(rows, 'A13', 412))).toEqual(['A13 11']);
    const over = move(rows, 'A13', 413);
    expect(shifts(over)).toEqual(['A13 12', 'A15 1']);
    expect(over.needsAmendment).toBe(true);
  });

  test('R8 the last of several predecessors decides', () => {
    const rows: Row[] = [
      { key: 'A5', planned: 100 },
      { key: 'A6', planned: 110, after: ['A5'] },
      { key: 'A9', planned: 120, after: ['A5', 'A6'], actual: 123 },
    ];
    expect(shifts(move(rows, 'A5', 110))).toEqual(['A5 10', 'A6 10', 'A9 7']);
  });

  test('R8 moving earlier pulls nothing along', () => {
    expect(shifts(move(CHAIN, 'A10', 260))).toEqual(['A10 -29']);
  });

  test('R8 moving to the day it has changes nothing', () => {
    expect(move(CHAIN, 'A10', 289)).toMatchObject({ moves: [], conflicts: [], needsAmendment: false });
  });

  test('R8 nothing is mended in passing: a successor that already stands too close stays when nothing is pushed', () => {
    const rows = CHAIN.map((milestone) => (milestone.key === 'A11' ? { ...milestone, actual: 300 } : milestone));
    expect(move(rows, 'A10', 289).moves).toEqual([]);
    expect(shifts(move(rows, 'A10', 280))).toEqual(['A10 -9']);
  });

  test('R8 moves are told in the order of their new dates, conflicts in the order of their keys', () => {
    const rows: Row[] = [
      { key: 'Z', planned: 10 },
      { key: 'B', planned: 40, after: ['Z'] },
      { key: 'M', planned: 20, after: ['Z'] },
      { key: 'K', planned: 30, after: ['Z'], state: 'adopted' },
      { key: 'C', planned: 30, after: ['Z'], state: 'waived' },
    ];
    const preview = move(rows, 'Z', 15);
    expect(shifts(preview)).toEqual(['Z 5', 'M 5', 'B 5']);
    expect(preview.conflicts.map(({ key }) => key)).toEqual(['C', 'K']);
  });

  test.each(['approved', 'adopted', 'waived', 'cancelled'] as const)(
    'R8 a milestone that is %s never moves: it is a conflict, and what follows it is not pushed',
    (state) => {
      const rows = CHAIN.map((milestone) => (milestone.key === 'A10' ? { ...milestone, state } : milestone));
      const preview = move(rows, 'A9', 254);
      expect(shifts(preview)).toEqual(['A9 7']);
      expect(preview.conflicts).toEqual([{ key: 'A10', title: { ro: 'A10', en: 'A10' }, why: 'completed' }]);
      const itself = move(rows, 'A10', 300);
      expect(itself.moves).toEqual([]);
      expect(itself.conflicts.map(({ why }) => why)).toEqual(['completed']);
    },
  );

  test('R8 an ended milestone that would not have to move is no conflict', () => {
    const rows = CHAIN.map((milestone) =>
      milestone.key === 'A10' ? { ...milestone, state: 'adopted' as const, actual: 300 } : milestone,
    );
    expect(move(rows, 'A9', 254).conflicts).toEqual([]);
  });

  test('R8 the frozen window of a vote never moves and is a conflict', () => {
    const preview = move(CHAIN, 'A9', 254, { frozen: ['A10'] });
    expect(shifts(preview)).toEqual(['A9 7']);
    expect(preview.conflicts).toMatchObject([{ key: 'A10', why: 'frozen' }]);
    expect(move(CHAIN, 'A10', 300, { frozen: ['A10'] })).toMatchObject({ moves: [], conflicts: [{ why: 'frozen' }] });
  });

  test('R8 past the project’s end needs an amendment; its last day itself does not', () => {
    expect(move(CHAIN, 'A12', 426)).toMatchObject({ needsAmendment: false, latestDay: END });
    expect(move(CHAIN, 'A12', 427)).toMatchObject({ needsAmendment: true, latestDay: '2023-09-27', conflicts: [] });
  });

  test('R8 an amendment that ends too early leaves conflicts behind', () => {
    const preview = move(CHAIN, 'A11', 426, { newEnd: '2023-09-30' });
    expect(preview).toMatchObject({ needsAmendment: true, latestDay: '2023-10-03' });
    expect(preview.conflicts).toMatchObject([{ key: 'A12', why: 'past-end' }]);
    expect(move(CHAIN, 'A11', 426, { newEnd: '2023-10-03' }).conflicts).toEqual([]);
  });

  test('R8 the new instants are ends of days across the clock changes', () => {
    const rows: Row[] = [
      { key: 'A1', planned: 90 },
      { key: 'A2', planned: 94, after: ['A1'] },
    ];
    expect(move(rows, 'A1', 94).moves.map(({ to }) => to.toISOString())).toEqual([
      '2022-10-29T20:59:59.000Z',
      '2022-11-02T21:59:59.000Z',
    ]);
  });

  test('R8 an unknown milestone, and an order that runs in a circle, are mistakes of the program', () => {
    expect(() => move(CHAIN, 'A99', 10)).toThrow('A99');
    const circle: Row[] = [
      { key: 'A', planned: 1, after: ['B'] },
      { key: 'B', planned: 2, after: ['A'] },
    ];
    expect(() => move(circle, 'A', 10)).toThrow('cycle');
  });
});

describe('R8 the hash', () => {
  const base = move(CHAIN, 'A9', 254).hash;

  test('R8 the same project and the same wish give the same hash', () =>
    expect(move(CHAIN, 'A9', 254).hash).toBe(base));

  test('R8 whatever changes what would happen changes the hash', () => {
    const with12 = (change: Partial<Row>) => CHAIN.map((m) => (m.key === 'A12' ? { ...m, ...change } : m));
    const hashes = [
      base,
      move(CHAIN, 'A9', 255).hash,
      move(CHAIN, 'A10', 254).hash,
      move(with12({ actual: 380 }), 'A9', 254).hash,
      move(with12({ actual: 358 }), 'A9', 254).hash,
      move(with12({ state: 'approved' }), 'A9', 254).hash,
      move(CHAIN, 'A9', 254, { frozen: ['A12'] }).hash,
      move(CHAIN, 'A9', 254, { newEnd: '2023-12-31' }).hash,
      move(CHAIN, 'A9', 254, { endsOn: '2023-06-01' }).hash,
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('R8 a change elsewhere that changes nothing of the move keeps the hash', () => {
    expect(move([...CHAIN, { key: 'A4', planned: 100 }], 'A9', 254).hash).toBe(base);
  });
});

describe('R8 properties', () => {
  /** A project of up to 12 milestones whose order has no circle; due days wander from the plan, states are any. */
  const project = fc
    .array(
      fc.record({
        planned: fc.integer({ min: 0, max: 426 }),
        drift: fc.integer({ min: -40, max: 40 }),
        state: fc.constantFrom(...MILESTONE_STATES),
        frozen: fc.boolean(),
        gap: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
        links: fc.array(fc.nat({ max: 11 }), { maxLength: 3 }),
      }),
      { minLength: 2, maxLength: 12 },
    )
    .map((drafts) => {
      const sorted = drafts.toSorted((a, b) => a.planned - b.planned);
      const rows = sorted.map(({ planned, drift, state, gap, links }, index) =>
        row({
          key: `M${index}`,
          planned,
          actual: planned + drift,
          state,
          ...(gap === undefined ? {} : { gap }),
          after: [...new Set(links.filter((link) => link < index))].map((link) => `M${link}`),
        }),
      );
      const frozen = rows.filter((_, index) => sorted[index]?.frozen && index % 3 === 0).map(({ key }) => key);
      return { rows, frozen };
    });
  const wish = fc.record({ project, target: fc.nat({ max: 11 }), shift: fc.integer({ min: -60, max: 120 }) });

  interface Wish {
    readonly project: { readonly rows: SlipMilestone[]; readonly frozen: string[] };
    readonly target: number;
    readonly shift: number;
  }

  function play({ project: { rows, frozen }, target, shift }: Wish) {
    const chosen = rows[target % rows.length] as SlipMilestone;
    const newDay = addDays(dayOf(chosen.dueAt), shift);
    const request: MoveRequest = { milestones: rows, endsOn: END, key: chosen.key, newDay, frozen };
    const preview = previewMove(request, asItIs);
    const to = new Map(preview.moves.map((one) => [one.key, one.to]));
    const after = rows.map((one) => ({ ...one, dueAt: to.get(one.key) ?? one.dueAt }));
    return { rows, frozen, chosen, newDay, request, preview, after };
  }

  test('R8 what has ended or is frozen never moves, and nothing moves earlier but what was asked for', () => {
    fc.assert(
      fc.property(wish, (wanted) => {
        const { rows, frozen, chosen, preview } = play(wanted);
        for (const { key, from, to } of preview.moves) {
          const state = rows.find((one) => one.key === key)?.state ?? 'cancelled';
          expect(isEnded(state) || frozen.includes(key)).toBe(false);
          if (key !== chosen.key) expect(to > from).toBe(true);
        }
      }),
    );
  });

  test('R8 no successor of what moved later ends up closer than its gap, unless it is named as a conflict', () => {
    fc.assert(
      fc.property(wish, (wanted) => {
        const { preview, after } = play(wanted);
        const byKey = new Map(after.map((one) => [one.key, one]));
        const later = new Set(preview.moves.filter(({ from, to }) => to > from).map(({ key }) => key));
        const conflicts = new Set(preview.conflicts.map(({ key }) => key));
        for (const successor of after) {
          for (const key of successor.after) {
            const predecessor = byKey.get(key);
            if (predecessor === undefined || !later.has(key) || conflicts.has(successor.key)) continue;
            const distance = daysBetween(dayOf(predecessor.dueAt), dayOf(successor.dueAt));
            expect(distance).toBeGreaterThanOrEqual(gapBetween(predecessor, successor));
          }
        }
      }),
    );
  });

  test('R8 nothing moves that does not have to: one day less and a gap would be broken', () => {
    fc.assert(
      fc.property(wish, (wanted) => {
        const { preview, after, chosen } = play(wanted);
        const byKey = new Map(after.map((one) => [one.key, one]));
        const later = new Set(preview.moves.filter(({ from, to }) => to > from).map(({ key }) => key));
        for (const { key, to } of preview.moves) {
          if (key === chosen.key) continue;
          const successor = byKey.get(key) as SlipMilestone;
          const tight = successor.after.some((name) => {
            const predecessor = byKey.get(name);
            if (predecessor === undefined || !later.has(name)) return false;
            return daysBetween(dayOf(predecessor.dueAt), dayOf(to)) === gapBetween(predecessor, successor);
          });
          expect(tight).toBe(true);
        }
      }),
    );
  });

  test('R8 the order of the rows does not matter', () => {
    fc.assert(
      fc.property(wish, fc.infiniteStream(fc.nat()), (wanted, order) => {
        const { request, preview } = play(wanted);
        const keys = new Map(request.milestones.map(({ key }) => [key, order.next().value ?? 0]));
        const shuffled = request.milestones.toSorted((a, b) => (keys.get(a.key) ?? 0) - (keys.get(b.key) ?? 0));
        expect(previewMove({ ...request, milestones: shuffled }, asItIs)).toEqual(preview);
      }),
    );
  });

  test('R8 moved once, the same wish moves nothing more', () => {
    fc.assert(
      fc.property(wish, (wanted) => {
        const { request, after } = play(wanted);
        expect(previewMove({ ...request, milestones: after }, asItIs).moves).toEqual([]);
      }),
    );
  });

  test('R8 the latest day and the need of an amendment are those of the rows after the move', () => {
    fc.assert(
      fc.property(wish, (wanted) => {
        const { preview, after } = play(wanted);
        const days = after.filter(({ state }) => !isEnded(state)).map(({ dueAt }) => dayOf(dueAt));
        expect(preview.latestDay).toBe(days.sort().at(-1) ?? END);
        expect(preview.needsAmendment).toBe(preview.moves.some(({ to }) => to > dueInstant(END)));
      }),
    );
  });
});
