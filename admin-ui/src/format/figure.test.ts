import { expect, test } from '@jest/globals';
import { formatFigure, readableFigures } from './figure.ts';

test.each([
  [0, '0', '0'],
  [999, '999', '999'],
  [1197, '1.197', '1,197'],
  [1_234_567, '1.234.567', '1,234,567'],
])('%i is written with points at its thousands', (figure, ro, en) => {
  expect([formatFigure(figure, 'ro'), formatFigure(figure, 'en')]).toEqual([ro, en]);
});

test('what fills a text has its figures written, and nothing else touched', () => {
  expect(readableFigures({ count: 1197, name: '1197', smart_count: 1197 }, 'ro')).toEqual({
    count: '1.197',
    name: '1197',
    smart_count: 1197,
  });
});
