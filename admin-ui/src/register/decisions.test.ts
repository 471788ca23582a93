import { expect, test } from '@jest/globals';
import type { ImportedRow } from '../api/types.ts';
import { commitBody, type Decisions, decideRest, toAdd, undecided } from './decisions.ts';

const ID = '3f3c1a1e-0000-4000-8000-000000000001';
const somebody = { id: ID, name: 'Exemplu Ana', birthDate: null };

function row(number: number, outcome: ImportedRow['outcome'], person: ImportedRow['person'] = null): ImportedRow {
  return { row: number, outcome, name: `Exemplu ${number}`, birthDate: null, person, reasons: [] };
}

const rows = [
  row(2, 'new'),
  row(3, 'matched', somebody),
  row(4, 'doubtful', somebody),
  row(5, 'doubtful', somebody),
  row(6, 'doubtful'),
];
const none: Decisions = new Map();

test('every doubtful row needs a decision', () => {
  expect(undecided(rows, none)).toBe(3);
  expect(undecided(rows, new Map([[4, 'new']]))).toBe(2);
});

test('one decision for the rest leaves those made before', () => {
  const first: Decisions = new Map([[4, 'new']]);
  expect(decideRest(rows, first, 'new')).toEqual(
    new Map([
      [4, 'new'],
      [5, 'new'],
      [6, 'new'],
    ]),
  );
  // Row 6 resembles no record: nobody could be meant.
  expect(decideRest(rows, first, 'same')).toEqual(
    new Map([
      [4, 'new'],
      [5, ID],
    ]),
  );
});

test('the register gains the new rows and the doubtful ones that were decided so', () => {
  expect(toAdd(rows, none)).toBe(1);
  expect(toAdd(rows, decideRest(rows, new Map([[4, ID]]), 'new'))).toBe(3);
});

test('the decisions are sent row by row', () => {
  expect(commitBody(rows, new Map([[4, ID]]))).toEqual({ decisions: [{ row: 4, person: ID }] });
});

test('a decision falls away when the register changed: the row resembles somebody else, or is doubtful no more', () => {
  const other = { ...somebody, id: '3f3c1a1e-0000-4000-8000-000000000002' };
  const now = [row(4, 'doubtful', other), row(5, 'matched', somebody), row(6, 'doubtful', somebody)];
  const before: Decisions = new Map([
    [4, ID],
    [5, ID],
    [6, 'new'],
  ]);
  expect(undecided(now, before)).toBe(1);
  expect(commitBody(now, before)).toEqual({ decisions: [{ row: 6, person: 'new' }] });
});
