import { describe, expect, test } from '@jest/globals';
import { readColumns } from './import-columns.ts';
import { readDay, readRow } from './import-row.ts';
import { samplePlan } from './sample-plan.ts';

const plan = samplePlan();
const HEADINGS = [
  'Nume',
  'Prenume',
  'Data nașterii',
  'E-mail',
  'Telefon',
  'Categoria',
  'Organizația',
  'Gen',
  'Satul',
  'Acord',
  'Prima zi',
];
const columns = readColumns(HEADINGS, plan).columns ?? [];
const days = { today: '2022-09-01', projectStart: '2022-07-27', firstDay: '2022-09-01' };
const GOOD = [
  'Popescu',
  'Ion',
  '31.12.1990',
  'Ion@Example.org',
  '0722 123 456',
  'TOTI',
  'Asociația X',
  'Masculin',
  'Cojocna',
  '2022-08-15',
  '15/08/2022',
];
const read = (cells: readonly string[]) => readRow(cells, columns, plan, days);
const withCell = (heading: string, text: string) =>
  read(GOOD.map((cell, at) => (HEADINGS[at] === heading ? text : cell)));

describe('a row becomes a person', () => {
  test('with days, choices and categories as they are kept', () => {
    expect(read(GOOD)).toEqual({
      faults: [],
      person: {
        familyName: 'Popescu',
        givenName: 'Ion',
        birthDate: '1990-12-31',
        email: 'ion@example.org',
        phone: '0722 123 456',
        category: 'all',
        organisation: 'Asociația X',
        fields: { gender: 'm', village: 'Cojocna' },
        consentedOn: '2022-08-15',
        startedOn: '2022-08-15',
      },
    });
  });

  test('with names alone; the first day is that of the import', () => {
    expect(read(['Popescu', 'Ion'])).toMatchObject({
      faults: [],
      person: { birthDate: null, email: null, category: null, organisation: null, fields: {}, startedOn: '2022-09-01' },
    });
  });

  test.each([
    ['f', 'f'],
    ['F', 'f'],
    ['female', 'f'],
    ['masculin', 'm'],
  ])('a choice may be written as %s', (text, key) => expect(withCell('Gen', text).person.fields.gender).toBe(key));

  test('text is cleaned: cedillas, white space, characters that cannot be seen', () => {
    expect(withCell('Nume', '  Şerban\u200B\n Ţîru ').person.familyName).toBe('Șerban Țîru');
  });
});

describe('days as people write them', () => {
  test.each([
    ['31.12.1990', '1990-12-31'],
    ['1990-12-31', '1990-12-31'],
    ['31/12/1990', '1990-12-31'],
    ['1.2.1990', '1990-02-01'],
    ['29.02.2004', '2004-02-29'],
  ])('%s', (text, day) => expect(readDay(text)).toBe(day));

  test.each([
    '29.02.2005',
    '31.04.1990',
    '12/31/1990',
    '1990.12.31',
    '31-12-1990',
    '31.12.90',
    '33238',
    'ieri',
    '',
    '2020-01-01T00:00:00Z',
  ])('%s is none', (text) => expect(readDay(text)).toBeNull());
});

describe('a row is refused with the column and the reason', () => {
  test.each([
    ['Nume', ''],
    ['Prenume', ' '],
    ['Nume', 'x'.repeat(101)],
    ['Data nașterii', '31.02.1990'],
    ['Data nașterii', '31.12.2030'],
    ['E-mail', 'ion la example.org'],
    ['Telefon', 'acasă'],
    ['Categoria', 'altcineva'],
    ['Gen', 'x'],
    ['Acord', 'da'],
    ['Acord', '02.09.2022'],
    ['Prima zi', '26.07.2022'],
    ['Organizația', 'x'.repeat(201)],
    ['Satul', 'x'.repeat(201)],
  ])('%s: „%s”', (heading, text) => {
    const { faults } = withCell(heading, text);
    expect(faults.map(({ column }) => column)).toEqual([heading]);
    expect(faults[0]?.reason.ro).toMatch(/\.$/);
  });

  test('every fault of a row is told', () => {
    expect(read(['', '', 'ieri']).faults.map(({ column }) => column)).toEqual(['Nume', 'Prenume', 'Data nașterii']);
  });
});
