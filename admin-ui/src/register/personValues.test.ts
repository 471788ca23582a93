import { expect, test } from '@jest/globals';
import type { Person } from '../api/types.ts';
import { bodyOf, emptyValues, valuesOf } from './personValues.ts';

const ID = '3f3c1a1e-0000-4000-8000-000000000001';
const person: Person = {
  id: ID,
  projectId: ID,
  familyName: 'Exemplu',
  givenName: 'Ana',
  birthDate: '1990-02-28',
  category: 'ong',
  organisation: { id: ID, name: 'Asociația Exemplu' },
  ageGroup: '25-54',
  startedOn: '2022-09-01',
  consentedOn: null,
  complete: false,
  erased: false,
  version: 3,
  email: null,
  phone: '0700 000 001',
  fields: { gender: 'feminin' },
  missing: [],
  createdAt: '2022-09-01T08:00:00Z',
  mergedFrom: [],
};

test('a record comes back as it was', () => {
  expect(bodyOf(valuesOf(person, ['gender', 'residence']))).toEqual({
    familyName: 'Exemplu',
    givenName: 'Ana',
    birthDate: '1990-02-28',
    email: null,
    phone: '0700 000 001',
    category: 'ong',
    organisationId: ID,
    consentedOn: null,
    startedOn: '2022-09-01',
    fields: { gender: 'feminin' },
  });
});

test('an empty form sends no empty text, and leaves the first day to the server', () => {
  const body = bodyOf(emptyValues(['gender']));
  expect(body).toMatchObject({ birthDate: null, email: null, category: null, organisationId: null, fields: {} });
  expect(body).not.toHaveProperty('startedOn');
});

test('every field of the plan has its place in the form, filled in or not', () => {
  expect(valuesOf(person, ['gender', 'residence'])).toMatchObject({
    'fields.gender': 'feminin',
    'fields.residence': '',
  });
});
