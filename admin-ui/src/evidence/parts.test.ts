import { expect, test } from '@jest/globals';
import { partsOf } from './parts.ts';

const run = (id: string) => ({ id, number: 1, title: `Curs ${id}` });

test('each run has its own pieces, also none; those of a cancelled run stay on record and do not count', () => {
  const pieces = [
    { name: 'a', run: run('1'), organisation: null },
    { name: 'b', run: run('3'), organisation: null },
    { name: 'c', run: run('1'), organisation: null },
  ];
  const parts = [
    { id: '1', name: 'Curs 1', have: 2 },
    { id: '2', name: 'Curs 2', have: 0 },
  ];
  expect(
    partsOf({ parts }, pieces).map((part) => [part.name, part.counts, part.pieces.map(({ name }) => name)]),
  ).toEqual([
    ['Curs 1', true, ['a', 'c']],
    ['Curs 2', true, []],
    ['Curs 3', false, ['b']],
  ]);
});

test('R5 a message that Jalon sent stands where no paper was given', () => {
  const organisation = { id: '1', name: 'Asociația Exemplu' };
  const parts = [
    { id: '1', name: 'Asociația Exemplu', have: 1 },
    { id: '2', name: 'Asociația Vecinii', have: 1 },
    { id: '3', name: 'Clubul Exemplu', have: 0 },
  ];
  const given = partsOf({ parts }, [{ run: null, organisation }]);
  expect(given.map(({ bySentMessage }) => bySentMessage)).toEqual([false, true, false]);
});
