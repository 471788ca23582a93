import { expect, test } from '@jest/globals';
import { glanceRow, partRows } from './glance.ts';

const title = (words: string) => ({ ro: words, en: words });
const part = (id: string, have: number) => ({ id, name: `Curs ${id}`, have });

test('of the whole milestone: what is asked, what there is, what is missing', () => {
  const requirement = { key: 'anunt', title: title('Anunțul'), min: 2, per: 'milestone', parts: [] } as const;
  expect(glanceRow({ ...requirement, have: 1 })).toMatchObject({ asked: 2, received: 1, lacking: 1, complete: false });
  expect(glanceRow({ ...requirement, have: 3 })).toMatchObject({ asked: 2, received: 3, lacking: 0, complete: true });
});

test('R6 what one run has too many does not make up for what another lacks', () => {
  const requirement = { key: 'agenda', title: title('Agenda'), min: 1, per: 'run', have: 3 } as const;
  const parts = [part('1', 3), part('2', 0)];
  expect(glanceRow({ ...requirement, parts })).toMatchObject({ asked: 2, received: 3, lacking: 1, complete: false });
});

test('before the first run nothing is complete, and nobody knows how much will be asked', () => {
  expect(glanceRow({ key: 'agenda', title: title('Agenda'), min: 1, per: 'run', have: 0, parts: [] })).toMatchObject({
    asked: null,
    complete: false,
  });
});

test('each run has one line that names what it lacks', () => {
  const rows = partRows(
    [
      { key: 'agenda', title: title('Agenda'), min: 1, per: 'run', have: 1, parts: [part('1', 1), part('2', 0)] },
      { key: 'foto', title: title('Fotografii'), min: 2, per: 'run', have: 6, parts: [part('1', 5), part('2', 1)] },
      { key: 'materiale', title: title('Materiale'), min: 1, per: 'milestone', have: 0, parts: [] },
    ],
    'run',
  );
  expect(rows).toEqual([
    { id: '1', name: 'Curs 1', asked: 3, received: 3, missing: [] },
    {
      id: '2',
      name: 'Curs 2',
      asked: 3,
      received: 1,
      missing: [
        { title: title('Agenda'), lacking: 1 },
        { title: title('Fotografii'), lacking: 1 },
      ],
    },
  ]);
});
