import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dueInstant } from './calendar.ts';
import { collator, formatDay, formatInstant, formatNumber, listed, plural, quoted, searchKey } from './locale.ts';

const PERSONS = {
  ro: { one: 'persoană', few: 'persoane', other: 'de persoane' },
  en: { one: 'person', other: 'persons' },
};

describe('counting', () => {
  test.each([
    [0, '0 persoane', '0 persons'],
    [1, '1 persoană', '1 person'],
    [2, '2 persoane', '2 persons'],
    [19, '19 persoane', '19 persons'],
    [20, '20 de persoane', '20 persons'],
    [60, '60 de persoane', '60 persons'],
    [100, '100 de persoane', '100 persons'],
    [101, '101 persoane', '101 persons'],
    [119, '119 persoane', '119 persons'],
    [120, '120 de persoane', '120 persons'],
    [1001, '1.001 persoane', '1,001 persons'],
    [10_000, '10.000 de persoane', '10,000 persons'],
  ])('%i', (count, ro, en) => {
    expect(plural(count, 'ro', PERSONS.ro)).toBe(ro);
    expect(plural(count, 'en', PERSONS.en)).toBe(en);
  });

  test('figures are grouped as each language does', () => {
    expect(formatNumber(1_234_567, 'ro')).toBe('1.234.567');
    expect(formatNumber(1_234_567, 'en')).toBe('1,234,567');
  });
});

describe('days and instants', () => {
  test.each([
    ['2022-07-27', '27 iulie 2022', '27 July 2022'],
    ['2023-09-01', '1 septembrie 2023', '1 September 2023'],
    ['2024-02-29', '29 februarie 2024', '29 February 2024'],
  ])('%s', (day, ro, en) => {
    expect(formatDay(day, 'ro')).toBe(ro);
    expect(formatDay(day, 'en')).toBe(en);
    expect(formatDay(dueInstant(day), 'ro')).toBe(ro);
  });

  test('an instant is told in Romanian time in both languages, on both sides of the clock changes', () => {
    expect(formatInstant(dueInstant('2022-10-29'), 'ro')).toBe('29 octombrie 2022, 23:59');
    expect(formatInstant(dueInstant('2022-10-30'), 'en')).toBe('30 October 2022, 23:59');
    expect(formatInstant(new Date('2022-10-30T22:30:00Z'), 'ro')).toBe('31 octombrie 2022, 00:30');
  });
});

describe('search and sorting', () => {
  test.each([
    ['Ședință de consultare', 'sedinta de consultare'],
    ['Şedinţă', 'sedinta'],
    ['S\u0326edint\u0326a\u0306', 'sedinta'],
    ['ÎNVĂȚĂMÂNT', 'invatamant'],
    ['  Fundația   Civitas ', 'fundatia civitas'],
    ['Ελλάδα', 'ελλαδα'],
    ['王小明', '王小明'],
    ['हिन्दी', 'हिन्दी'],
  ])('%s is found by %s', (text, key) => {
    expect(searchKey(text)).toBe(key.normalize('NFC'));
    expect(searchKey(key)).toBe(searchKey(text));
  });

  test('a search key is its own search key, whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => expect(searchKey(searchKey(text))).toBe(searchKey(text))),
    );
  });

  test('Romanian sorting puts ă and â after a, ș after s, ț after t', () => {
    const words = ['țară', 'zi', 'șase', 'sat', 'tot', 'ăla', 'apă', 'suta', 'âna', 'înalt', 'iută'];
    expect(words.sort(collator('ro').compare)).toEqual([
      'apă',
      'ăla',
      'âna',
      'iută',
      'înalt',
      'sat',
      'suta',
      'șase',
      'tot',
      'țară',
      'zi',
    ]);
  });

  test('A2 comes before A10', () => {
    expect(['A10', 'A2', 'A1'].sort(collator('ro').compare)).toEqual(['A1', 'A2', 'A10']);
  });
});

test('lists and quotation marks are those of the language', () => {
  expect(listed([], 'ro')).toBe('');
  expect(listed(['a'], 'ro')).toBe('a');
  expect(listed(['a', 'b', 'c'], 'ro')).toBe('a, b și c');
  expect(listed(['a', 'b'], 'en', 'or')).toBe('a or b');
  expect(quoted('Acordul', 'ro')).toBe('„Acordul”');
  expect(quoted('The deal', 'en')).toBe('“The deal”');
});
