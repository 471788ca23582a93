import { describe, expect, test } from '@jest/globals';
import { readRollColumns, readVoter, type VoterFields, voterFaults, voterIdentity } from './roll.ts';

const RULE = { minimumAge: 18, votingDay: '2027-05-03' };
const voter = (change: Partial<VoterFields> = {}): VoterFields => ({
  familyName: 'Exemplu',
  givenName: 'Ana',
  birthDate: '1980-02-29',
  address: 'Satul Exemplu 12',
  email: null,
  locale: 'ro',
  ...change,
});
const read = (headings: string[], cells: string[]) => {
  const { columns } = readRollColumns(headings);
  if (!columns) throw new Error('no columns');
  return readVoter(cells, columns, RULE);
};
const HEADINGS = ['Nume', 'Prenume', 'Data nașterii', 'Adresa', 'E-mail', 'Observații'];

describe('R13 the age on voting day', () => {
  test.each([
    ['2009-05-03', true],
    ['2009-05-04', false],
    ['2009-05-02', true],
  ])('born on %s may vote: %s', (birthDate, may) => {
    expect(voterFaults(voter({ birthDate }), RULE).length === 0).toBe(may);
  });

  test('R13 who was born on 29 February is of age on 1 March of a common year', () => {
    const born = voter({ birthDate: '2008-02-29' });
    expect(voterFaults(born, { minimumAge: 18, votingDay: '2026-02-28' })).toMatchObject([{ field: 'birthDate' }]);
    expect(voterFaults(born, { minimumAge: 18, votingDay: '2026-03-01' })).toEqual([]);
  });

  test.each(['1900-01-01', '2027-05-04'])('R13 %s is no birth date of a voter', (birthDate) => {
    expect(voterFaults(voter({ birthDate }), { minimumAge: 0, votingDay: RULE.votingDay })).toMatchObject([
      { field: 'birthDate' },
    ]);
  });
});

describe('a row of the list', () => {
  test('R14 is read by its headings, whatever else stands beside', () => {
    expect(read(HEADINGS, ['EXEMPLU', 'Ştefan ', '3.5.1960', 'Str. Școlii 3', 'A@Example.org', 'x'])).toEqual({
      voter: {
        familyName: 'EXEMPLU',
        givenName: 'Ștefan',
        birthDate: '1960-05-03',
        address: 'Str. Școlii 3',
        email: 'a@example.org',
        locale: 'ro',
      },
      faults: [],
    });
  });

  test('R14 what is wrong is said by column, all of it', () => {
    const { voter: none, faults } = read(HEADINGS, ['', 'Ana', '31.02.1980', '', 'nu este', '']);
    expect(none).toBeNull();
    expect(faults.map(({ column }) => column).sort()).toEqual(['Data nașterii', 'E-mail', 'Nume']);
  });

  test('R14 a national identity number is refused where it is written as a name', () => {
    expect(read(HEADINGS, ['1800101221144', 'Ana', '1.1.1980', '', '', '']).faults).toMatchObject([{ column: 'Nume' }]);
  });

  test('R14 a list without birth dates, or with two columns for one thing, is refused', () => {
    expect(readRollColumns(['Nume', 'Prenume']).fault?.ro).toContain('Data nașterii');
    expect(readRollColumns(['Nume', 'Numele de familie', 'Prenume', 'Data nașterii']).fault?.en).toContain(
      'mean the same',
    );
  });
});

test('R14 one person however the name is written; another birth date is another person', () => {
  const key = voterIdentity({ familyName: 'Exemplu-Probă', givenName: 'Ștefan', birthDate: '1980-01-01' });
  expect(voterIdentity({ familyName: 'STEFAN', givenName: 'exemplu proba', birthDate: '1980-01-01' })).toBe(key);
  expect(voterIdentity({ familyName: 'Exemplu-Probă', givenName: 'Ștefan', birthDate: '1980-01-02' })).not.toBe(key);
});
