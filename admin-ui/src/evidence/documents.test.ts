import { expect, test } from '@jest/globals';
import { documentsOf } from './documents.ts';

const piece = (id: string, change: Partial<Parameters<typeof documentsOf>[0][number]> = {}) => ({
  id,
  documentId: id,
  replaces: null,
  replacedBy: null,
  withdrawnAt: null,
  ...change,
});

test('files of one document stand together, each with its earlier versions, the latest first', () => {
  const { documents, withdrawn } = documentsOf([
    piece('a1', { replacedBy: 'a2' }),
    piece('b'),
    piece('a2', { documentId: 'a1', replaces: 'a1', replacedBy: 'a3' }),
    piece('c', { documentId: 'a1' }),
    piece('a3', { documentId: 'a1', replaces: 'a2' }),
  ]);
  expect(documents.map(({ id }) => id)).toEqual(['a1', 'b']);
  expect(documents[0]?.files.map(({ piece: { id }, earlier }) => [id, earlier.map((each) => each.id)])).toEqual([
    ['a3', ['a2', 'a1']],
    ['c', []],
  ]);
  expect(withdrawn).toEqual([]);
});

test('a withdrawn version is shown apart, and the one before it stands', () => {
  const { documents, withdrawn } = documentsOf([
    piece('a1'),
    piece('a2', { documentId: 'a1', replaces: 'a1', withdrawnAt: '2026-03-02T10:00:00.000Z' }),
    piece('b', { withdrawnAt: '2026-03-02T10:00:00.000Z' }),
  ]);
  expect(documents.map(({ files }) => files.map((file) => file.piece.id))).toEqual([['a1']]);
  expect(withdrawn.map(({ id }) => id)).toEqual(['a2', 'b']);
});
