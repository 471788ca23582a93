import { expect, test } from '@jest/globals';
import { ownDocument } from './ownDocument.ts';

test('R20 documents that the server names are known by what they name', () => {
  expect(ownDocument('Extras 12, linia 3')).toEqual({ name: 'line', facts: { statement: '12', line: '3' } });
  expect(ownDocument('Promisiune 7K3M-9QTX')).toEqual({ name: 'pledge', facts: { code: '7K3M-9QTX' } });
  expect(ownDocument('Ordin de plată OP 77')).toEqual({ name: 'order', facts: { number: 'OP 77' } });
});

test('R20 what people wrote is none of them', () => {
  for (const written of ['Extras de cont nr. 4', 'Promisiune (exemplu)', 'CJ 12'])
    expect(ownDocument(written)).toBeNull();
});
