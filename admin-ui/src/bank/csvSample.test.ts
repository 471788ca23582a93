import { expect, test } from '@jest/globals';
import { sampleRows } from './csvSample.ts';

const HEADINGS = ['Data', 'Detalii', 'Suma'];

test('R20 rows below the headings are shown, wherever the headings stand', () => {
  const text =
    '\ufeffExtras de cont;;\r\n\r\nData;Detalii;Suma\r\n01.04.2024;"donație; ""parc""";100,00\r\n02.04.2024;;5,00\r\n';
  expect(sampleRows(text, HEADINGS)).toEqual([
    ['01.04.2024', 'donație; "parc"', '100,00'],
    ['02.04.2024', '', '5,00'],
  ]);
});

test('R20 at most three rows, whatever separates them', () => {
  const rows = Array.from({ length: 9 }, (_, day) => `0${day + 1}.04.2024,x,1`);
  expect(sampleRows(['Data,Detalii,Suma', ...rows].join('\n'), HEADINGS)).toHaveLength(3);
});

test('R20 where the headings are not found nothing is shown', () => {
  expect(sampleRows('a;b\n1;2', HEADINGS)).toEqual([]);
});
