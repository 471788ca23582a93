import { expect, test } from '@jest/globals';
import { correctionDocument, lineDocument, orderDocument, pledgeDocument, shownDocument } from './entry-document.ts';

test('R20 documents that the program names are read in the reader’s language', () => {
  const own = [lineDocument(12, 3), pledgeDocument('7K3M-9QTX'), orderDocument('OP 77'), correctionDocument(7)];
  expect(own.map((each) => shownDocument(each, 'ro'))).toEqual(own);
  expect(own.map((each) => shownDocument(each, 'en'))).toEqual([
    'Statement 12, line 3',
    'Pledge 7K3M-9QTX',
    'Payment order OP 77',
    'Correction of entry no. 7',
  ]);
});

test('R20 what people wrote stays as they wrote it', () => {
  for (const written of ['Extras de cont nr. 4', 'Promisiune (exemplu)', 'Proces-verbal 3', 'Extras 1, linia 2 și 3'])
    expect(shownDocument(written, 'en')).toBe(written);
});
