import { expect, test } from '@jest/globals';
import { arrowPath, type Rectangle } from './arrowPath.ts';

/** Columns 128 wide with nodes of 100, rows 80 high with nodes of 50. */
const node = (column: number, row: number): Rectangle => {
  const left = 100 + column * 128;
  const top = row * 80;
  return { left, top, right: left + 100, bottom: top + 50 };
};
const grid = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => node(column, row)));

/** The corners of a path: its start, the control points of its bends, its end. */
function corners(path: string): string[] {
  const end = path.slice(path.lastIndexOf('L') + 1);
  return [path.slice(1, path.indexOf(' ')), ...[...path.matchAll(/Q(\S+)/g)].map(([, corner = '']) => corner), end];
}

/** Whether any straight part of the path runs through the inside of a node. */
function runsThrough(path: string, box: Rectangle): boolean {
  const points = corners(path).map((corner) => corner.split(',').map(Number));
  return points.slice(1).some(([x = 0, y = 0], i) => {
    const [fromX = 0, fromY = 0] = points[i] ?? [];
    return (
      Math.max(x, fromX) > box.left &&
      Math.min(x, fromX) < box.right &&
      Math.max(y, fromY) > box.top &&
      Math.min(y, fromY) < box.bottom
    );
  });
}

test('neighbours in a row are joined by a straight line, forwards or back', () => {
  expect(arrowPath(node(0, 0), node(1, 0), grid)).toBe('M200,25 L225,25');
  expect(arrowPath(node(1, 0), node(0, 0), grid)).toBe('M228,25 L203,25');
});

test('an arrow past a neighbour runs below it and comes up beside the middle', () => {
  expect(corners(arrowPath(node(0, 0), node(2, 0), grid))).toEqual(['150,50', '150,58', '380,58', '380,53']);
});

test('into the next row it turns once above the node, or runs straight', () => {
  expect(corners(arrowPath(node(2, 0), node(0, 1), grid))).toEqual(['406,50', '406,68', '150,68', '150,77']);
  expect(corners(arrowPath(node(1, 0), node(1, 1), grid)).at(-1)).toBe('278,77');
});

test('past a row it takes the gap between columns', () => {
  expect(corners(arrowPath(node(0, 0), node(1, 2), grid))).toEqual([
    '150,50',
    '150,58',
    '214,58',
    '214,148',
    '278,148',
    '278,157',
  ]);
});

test('no arrow runs through a node, from whichever to whichever below or beside it', () => {
  for (const from of grid) {
    for (const to of grid) {
      if (from === to || to.bottom <= from.top) continue;
      const path = arrowPath(from, to, grid);
      expect(grid.filter((box) => runsThrough(path, box))).toEqual([]);
    }
  }
});

test('a node above what it waits for is reached straight up', () => {
  expect(arrowPath(node(0, 2), node(1, 0), grid)).toBe('M150,160 L278,53');
});
