/** Where an arrow of the picture runs. Lengths in CSS pixels, from the picture's upper left corner. */

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Room for the arrow's head before the node it points at. */
const HEAD = 3;

/**
 * An SVG path from one node to another: straight to the right inside a row, otherwise from the lower edge of the one
 * to the upper edge of the other (or back up, where a node stands above what it waits for).
 */
export function arrowPath(from: Rectangle, to: Rectangle): string {
  const sameRow = from.top < to.bottom && to.top < from.bottom;
  if (sameRow) {
    const forward = from.left < to.left;
    const x1 = forward ? from.right : from.left;
    const x2 = forward ? to.left - HEAD : to.right + HEAD;
    const y1 = (from.top + from.bottom) / 2;
    const y2 = (to.top + to.bottom) / 2;
    const bend = (x2 - x1) / 2;
    return `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
  }
  const down = from.bottom <= to.top;
  const x1 = (from.left + from.right) / 2;
  const x2 = (to.left + to.right) / 2;
  const y1 = down ? from.bottom : from.top;
  const y2 = down ? to.top - HEAD : to.bottom + HEAD;
  const bend = (y2 - y1) / 2;
  return `M${x1},${y1} C${x1},${y1 + bend} ${x2},${y2 - bend} ${x2},${y2}`;
}
