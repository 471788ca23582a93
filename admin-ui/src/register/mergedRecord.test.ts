import { expect, test } from '@jest/globals';
import { mergedRecord } from './mergedRecord.ts';
import { emptyValues } from './personValues.ts';

const empty = emptyValues(['gender']);

test('what stays is kept, what it lacks comes from the other', () => {
  const stays = { ...empty, familyName: 'Exemplu', email: 'ana@example.org', startedOn: '2022-09-01' };
  const goes = { ...empty, familyName: 'Exemplu-Model', email: 'alta@example.org', 'fields.gender': 'feminin' };
  expect(mergedRecord(stays, goes)).toMatchObject({
    familyName: 'Exemplu',
    email: 'ana@example.org',
    'fields.gender': 'feminin',
    startedOn: '2022-09-01',
  });
});

test('R2 the first day in the project stays the first', () => {
  const stays = { ...empty, startedOn: '2022-09-01' };
  expect(mergedRecord(stays, { ...empty, startedOn: '2022-08-15' }).startedOn).toBe('2022-08-15');
  expect(mergedRecord(stays, { ...empty, startedOn: '2023-01-10' }).startedOn).toBe('2022-09-01');
});
