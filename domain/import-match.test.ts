import { describe, expect, test } from '@jest/globals';
import { type KnownPerson, matchRows } from './import-match.ts';
import { personKey } from './person-key.ts';

const known = (id: string, name: string, birthDate: string | null): KnownPerson => ({
  id,
  key: personKey(name, ''),
  birthDate,
  row: null,
});
const match = (rows: readonly (readonly [string, string | null])[], persons: readonly KnownPerson[] = []) =>
  matchRows(
    rows.map(([name, birthDate], at) => ({ ...known(`r${at}`, name, birthDate), row: at + 2 })),
    persons,
  ).map((found) =>
    found.outcome === 'new' ? 'new' : `${found.outcome} ${found.person.id}${'doubt' in found ? ` ${found.doubt}` : ''}`,
  );

describe('R2 what a row is to the register', () => {
  const ion = known('ion', 'Popescu Ion', '1990-12-31');

  test.each([
    ['the same name and birth date, however it is written', 'ION  popescu', '1990-12-31', 'matched ion'],
    ['the same name without a birth date', 'Popescu Ion', null, 'doubtful ion no-birth-date'],
    ['the same name with another birth date', 'Popescu Ion', '1991-12-31', 'doubtful ion other-birth-date'],
    ['a similar name with the same birth date', 'Popesscu Ion', '1990-12-31', 'doubtful ion similar-name'],
    ['a similar name with another birth date', 'Popesscu Ion', '1991-12-31', 'new'],
    ['somebody else', 'Ionescu Maria', '1990-12-31', 'new'],
  ] as const)('%s', (_, name, birthDate, expected) => expect(match([[name, birthDate]], [ion])).toEqual([expected]));

  test('the certain one goes before the doubtful ones', () => {
    const others = [known('a', 'Popescu Ion', null), known('b', 'Popescu Ion', '1950-01-01'), ion];
    expect(match([['Popescu Ion', '1990-12-31']], others)).toEqual(['matched ion']);
  });

  test('rows are held against the rows before them', () => {
    expect(
      match([
        ['Popescu Ion', '1990-12-31'],
        ['Ion Popescu', '1990-12-31'],
        ['Popescu Ion', null],
        ['Popescu Ion', null],
      ]),
    ).toEqual(['new', 'matched r0', 'doubtful r0 no-birth-date', 'doubtful r0 no-birth-date']);
  });

  test('twenty thousand rows of one day are compared in reasonable time', () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => [`Persoana ${at}`, '1990-01-01'] as const);
    expect(match(rows).length).toBe(20_000);
  });
});
