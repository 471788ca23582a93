import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { donorFaults, shownDonor } from './donors.ts';

describe('R22 what is published of a donor', () => {
  test.each([
    ['name', 'Ana-Maria Exemplu', 'Ana-Maria Exemplu'],
    ['initials', 'Ana-Maria Exemplu', 'A. M. E.'],
    ['initials', "Ștefan D'Exemplu", 'Ș. D.'],
    ['initials', 'Țăran', 'Ț.'],
    ['initials', 'Олена Приклад', 'О. П.'],
    ['initials', 'Asociația „Exemplu” 2000', 'A. E.'],
    ['initials', '***', null],
    ['anonymous', 'Ana Exemplu', null],
    ['name', '', null],
  ] as const)('%s of %j is %j', (shown, name, published) => expect(shownDonor({ name, shown })).toBe(published));

  test('R22 an initial is the first letter with all its marks, in any script', () => {
    const first = (name: string) => new Intl.Segmenter('ro', { granularity: 'grapheme' }).segment(name).containing(0);
    const shown = (name: string) => shownDonor({ name, shown: 'initials' });
    const initial = (name: string) => `${first(name)?.segment.toLocaleUpperCase('ro')}.`;
    const letter = fc.constantFrom(...'aȘțéßǆﬁ', ...'ОщΩअकאﻻ', '𝒜');
    const after = fc.constantFrom('', 'b', 'т', '\u0326', '\u0301\u0323', '\u093f', '\u094d\u0915', '’');
    fc.assert(
      fc.property(letter, after, after, (one, two, three) => {
        expect(shown(one + two + three)).toBe(initial(one + two + three));
      }),
    );
    expect(shown('T\u0326a\u0306ran')).toBe('T\u0326.');
  });

  test('of nobody nothing', () => expect(shownDonor(null)).toBeNull());
});

describe('R22 R28 a donor as somebody writes it', () => {
  const donor = { kind: 'person', name: 'Ana Exemplu', email: null, locale: 'ro', shown: 'name' } as const;

  test('stands', () => expect(donorFaults(donor)).toEqual([]));

  test('holds no national identity number', () =>
    expect(donorFaults({ ...donor, name: 'Ana 1960101123456' })).toEqual([expect.objectContaining({ field: 'name' })]));

  test('publishes no name that is not there', () => {
    expect(donorFaults({ ...donor, name: '' })).toEqual([expect.objectContaining({ field: 'name' })]);
    expect(donorFaults({ ...donor, name: '', email: 'ana@example.org', shown: 'anonymous' })).toEqual([]);
  });

  test('R22 R28 is somebody: known by name or by e-mail', () => {
    const nobody = { ...donor, name: '', shown: 'anonymous' } as const;
    expect(donorFaults(nobody)).toEqual([
      { field: 'name', reason: expect.objectContaining({ en: expect.stringContaining('entered without a donor') }) },
    ]);
    expect(donorFaults({ ...nobody, name: 'Ana Exemplu' })).toEqual([]);
  });
});
