import { expect, test } from '@jest/globals';
import { fileFault, MAX_IMPORT_BYTES, templateFile } from './importFile.ts';

test.each([
  ['participanti.xlsx', 1, null],
  ['PARTICIPANTI.CSV', MAX_IMPORT_BYTES, null],
  ['participanti.csv', MAX_IMPORT_BYTES + 1, 'tooBig'],
  ['participanti.csv', 0, 'empty'],
  ['participanti.xls', 1, 'kind'],
  ['csv', 1, 'kind'],
])('a file %s of %i bytes: %s', (name, size, fault) => expect(fileFault({ name, size })).toBe(fault));

test('the empty file opens in Excel with its headings apart and ș, ț whole', () => {
  expect(templateFile(['Nume', 'Data nașterii', 'Oraș; sat', 'Zis "Țurcanu"'])).toBe(
    '\ufeffNume;Data nașterii;"Oraș; sat";"Zis ""Țurcanu"""\r\n',
  );
});
