import { expect, test } from '@jest/globals';
import { arrowPath } from './arrowPath.ts';

const box = (left: number, top: number) => ({ left, top, right: left + 100, bottom: top + 50 });

test('in a row the arrow runs from edge to edge, forwards or back', () => {
  expect(arrowPath(box(0, 0), box(140, 0))).toBe('M100,25 C118.5,25 118.5,25 137,25');
  expect(arrowPath(box(140, 0), box(0, 0))).toBe('M140,25 C121.5,25 121.5,25 103,25');
});

test('between rows it leaves below and arrives above, or the other way up', () => {
  expect(arrowPath(box(0, 0), box(200, 100))).toBe('M50,50 C50,73.5 250,73.5 250,97');
  expect(arrowPath(box(200, 100), box(0, 0))).toBe('M250,100 C250,76.5 50,76.5 50,53');
});
