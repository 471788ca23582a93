/** Where an arrow of the picture runs. Lengths in CSS pixels, from the picture's upper left corner. */

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Room for the arrow's head before the node it points at. */
const HEAD = 3;
/** How far below a node its arrow turns aside, and how far above a node an arrow turns towards it. */
const LEAVE = 8;
const ARRIVE = 12;
/** Half of the gap between two columns of nodes: long arrows run in the middle of it. */
const ASIDE = 14;
/** Where an arrow comes up into a node, from its left edge: the middle is for the arrows that leave. */
const FROM_BELOW = 24;
const CORNER = 6;

const middle = ({ left, right }: Rectangle): number => (left + right) / 2;
const overlaps = (a: Rectangle, b: Rectangle): boolean => a.top < b.bottom && b.top < a.bottom;
const between = (value: number, a: number, b: number): boolean => value > Math.min(a, b) && value < Math.max(a, b);

/** A line through the points with round corners. */
function throughPoints(points: readonly Point[]): string {
  const [first, ...rest] = points.filter(({ x, y }, i) => i === 0 || x !== points[i - 1]?.x || y !== points[i - 1]?.y);
  if (!first) return '';
  let path = `M${first.x},${first.y}`;
  let last = first;
  rest.forEach((corner, i) => {
    const next = rest[i + 1];
    if (next) {
      const radius = Math.min(CORNER, distance(last, corner) / 2, distance(corner, next) / 2);
      const before = towards(corner, last, radius);
      const after = towards(corner, next, radius);
      path += ` L${before.x},${before.y} Q${corner.x},${corner.y} ${after.x},${after.y}`;
    } else path += ` L${corner.x},${corner.y}`;
    last = corner;
  });
  return path;
}

const distance = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

/** The point at a distance from `from` on the way to `to`, on a line that is level or upright. */
function towards(from: Point, to: Point, length: number): Point {
  return { x: from.x + Math.sign(to.x - from.x) * length, y: from.y + Math.sign(to.y - from.y) * length };
}

/** In a row: straight where the two are neighbours, otherwise below the nodes that stand between them. */
function alongRow(from: Rectangle, to: Rectangle, nodes: readonly Rectangle[]): string {
  const forward = from.left < to.left;
  const start = forward ? from.right : from.left;
  const end = forward ? to.left - HEAD : to.right + HEAD;
  const row = nodes.filter((node) => overlaps(node, from) || overlaps(node, to));
  if (!row.some((node) => between(middle(node), start, end))) {
    const y = (Math.max(from.top, to.top) + Math.min(from.bottom, to.bottom)) / 2;
    return throughPoints([
      { x: start, y },
      { x: end, y },
    ]);
  }
  const below = Math.max(from.bottom, to.bottom, ...row.map(({ bottom }) => bottom)) + LEAVE;
  const up = to.left + FROM_BELOW;
  return throughPoints([
    { x: middle(from), y: from.bottom },
    { x: middle(from), y: below },
    { x: up, y: below },
    { x: up, y: to.bottom + HEAD },
  ]);
}

/** The gap between columns, free of nodes from one height to another, that is least out of the way; null if none is. */
function gapBetween(from: Rectangle, to: Rectangle, nodes: readonly Rectangle[]): number | null {
  const passed = nodes.filter((node) => node.top < to.top && node.bottom > from.bottom);
  const detour = (x: number): number => Math.abs(x - middle(from)) + Math.abs(x - middle(to));
  const free = nodes
    .flatMap(({ left, right }) => [left - ASIDE, right + ASIDE])
    .filter((x) => x > 0 && !passed.some((node) => between(x, node.left, node.right)))
    .sort((a, b) => detour(a) - detour(b) || b - a);
  return free[0] ?? null;
}

/** Between rows, downwards: straight into the next row, otherwise in a gap between columns past the rows between. */
function downwards(from: Rectangle, to: Rectangle, nodes: readonly Rectangle[]): string {
  const turn = to.top - ARRIVE;
  const crosses = nodes.some((node) => node.top >= from.bottom && node.bottom <= to.top);
  const gap = crosses ? gapBetween(from, to, nodes) : null;
  const aside =
    gap === null
      ? []
      : [
          { x: middle(from), y: from.bottom + LEAVE },
          { x: gap, y: from.bottom + LEAVE },
          { x: gap, y: turn },
        ];
  return throughPoints([
    { x: middle(from), y: from.bottom },
    ...(gap === null ? [{ x: middle(from), y: turn }] : aside),
    { x: middle(to), y: turn },
    { x: middle(to), y: to.top - HEAD },
  ]);
}

/**
 * An SVG path from one node to another that crosses no other of the nodes: in the gaps between rows and columns.
 * Where a node stands above what it waits for the path runs straight up.
 */
export function arrowPath(from: Rectangle, to: Rectangle, nodes: readonly Rectangle[]): string {
  if (overlaps(from, to)) return alongRow(from, to, nodes);
  if (from.bottom <= to.top) return downwards(from, to, nodes);
  return throughPoints([
    { x: middle(from), y: from.top },
    { x: middle(to), y: to.bottom + HEAD },
  ]);
}
