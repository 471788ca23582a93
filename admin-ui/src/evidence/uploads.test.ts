import { expect, test } from '@jest/globals';
import { MAX_FILE_BYTES } from '../format/size.ts';
import { choose, isToSend, sameDocument } from './uploads.ts';

const file = (bytes: number) => new File([new Uint8Array(bytes)], 'lista-de-prezenta.pdf');

test('a file of exactly 25 MB is sent, one byte more is not', () => {
  expect(choose(file(MAX_FILE_BYTES)).state).toBe('waiting');
  const tooBig = choose(file(MAX_FILE_BYTES + 1));
  expect(tooBig.state).toBe('too-big');
  expect(isToSend(tooBig)).toBe(false);
});

test('an empty file is no evidence', () => {
  expect(choose(file(0)).state).toBe('empty');
});

test('a refused file can be tried again', () => {
  expect(isToSend({ state: 'refused' })).toBe(true);
});

test('of several files of one document the first makes the document, and the others go to it', () => {
  const fields = { requirement: 'lista-de-prezenta', runId: 'r1' };
  expect(sameDocument(fields, null)).toEqual(fields);
  expect(sameDocument(fields, { documentId: 'd1' })).toEqual({ ...fields, documentId: 'd1' });
});
