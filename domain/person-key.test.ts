import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { areSimilar, organisationKey, personKey } from './person-key.ts';

describe('R2 the same name is the same key', () => {
  test.each([
    ['Şerban', 'Ţîru', 'Șerban', 'Țîru'],
    ['Pop-Ionescu', 'Ana Maria', 'Ionescu Pop', 'Ana-Maria'],
    ['Popescu', 'Ion', 'ION', 'popescu'],
    ["O'Neill", 'José', 'O’neill', 'Jose'],
    ['Szabó', 'Ilona', 'szabo', 'ILONA'],
    ['Papadopoulou', 'Έλένη', 'Papadopoulou', 'Ελενη'],
    ['  Munteanu ', 'Ioan–Vasile', 'Munteanu', 'Ioan Vasile'],
  ])('%s %s = %s %s', (family, given, otherFamily, otherGiven) => {
    expect(personKey(family, given)).toBe(personKey(otherFamily, otherGiven));
  });

  test.each([
    ['Popescu', 'Ion', 'Popescu', 'Ioan'],
    ['王', '小明', '王', '小红'],
    ['नेहा', 'शर्मा', 'निहा', 'शर्मा'],
    ['يوسف', 'علي', 'يوسف', 'عمر'],
  ])('%s %s ≠ %s %s', (family, given, otherFamily, otherGiven) => {
    expect(personKey(family, given)).not.toBe(personKey(otherFamily, otherGiven));
  });

  test('no name is without a key, and the order of its parts is no matter', () => {
    const part = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(part, part, (family, given) => {
        expect(personKey(family, given)).not.toBe('');
        expect(personKey(family, given)).toBe(personKey(given, family));
      }),
    );
    expect(personKey('👩‍👩‍👧', '—')).not.toBe('');
  });

  test('an organisation is known without case, marks and quotation marks; its words keep their order', () => {
    expect(organisationKey('Asociația „Pro Cojocna”')).toBe(organisationKey('ASOCIATIA Pro-Cojocna'));
    expect(organisationKey('Asociația Tineri')).not.toBe(organisationKey('Tineri Asociația'));
  });
});

describe('names that are alike', () => {
  test.each([
    ['a letter more', 'ion popescu', 'ion popesscu'],
    ['two letters swapped', 'ion popescu', 'ion popsecu'],
    ['a given name left out', 'ana maria popescu', 'maria popescu'],
  ])('%s', (_, one, other) => expect(areSimilar(one, other)).toBe(true));

  test.each([
    ['another person', 'ion popescu', 'vasile popescu'],
    ['one part in common', 'popescu', 'ion popescu vasile'],
  ])('%s is not', (_, one, other) => expect(areSimilar(one, other)).toBe(false));
});
