import Box from '@mui/material/Box';
import { useId, useLayoutEffect, useState } from 'react';
import { arrowPath, type Rectangle } from './arrowPath.ts';
import { NODES, nodeSelector } from './MilestoneNode.tsx';
import type { Arrow } from './order.ts';

interface MapArrowsProps {
  /** The element that the arrows are drawn over; null until it is on the page. */
  readonly board: HTMLElement | null;
  readonly arrows: readonly Arrow[];
  /** The milestone under the pointer or the focus: its arrows come forward. */
  readonly pointed: string | null;
}

type Drawn = Arrow & { readonly path: string };

function within(board: DOMRect, { left, top, right, bottom }: DOMRect): Rectangle {
  return { left: left - board.left, top: top - board.top, right: right - board.left, bottom: bottom - board.top };
}

function draw(board: HTMLElement, arrows: readonly Arrow[]): Drawn[] {
  const frame = board.getBoundingClientRect();
  const nodes = [...board.querySelectorAll(NODES)].map((node) => within(frame, node.getBoundingClientRect()));
  return arrows.flatMap((arrow) => {
    const from = board.querySelector(nodeSelector(arrow.from));
    const to = board.querySelector(nodeSelector(arrow.to));
    if (!from || !to) return [];
    const [start, end] = [from, to].map((node) => within(frame, node.getBoundingClientRect()));
    if (!start || !end) return [];
    const path = arrowPath(start, end, nodes);
    return [{ ...arrow, path }];
  });
}

/** The arrows behind the nodes, for the eye alone; a narrow picture has one column and says the order in words. */
export function MapArrows({ board, arrows, pointed }: MapArrowsProps) {
  const id = useId();
  const [drawn, setDrawn] = useState<Drawn[]>([]);

  useLayoutEffect(() => {
    if (!board) return;
    const observer = new ResizeObserver(() => setDrawn(draw(board, arrows)));
    observer.observe(board);
    return () => observer.disconnect();
  }, [board, arrows]);

  return (
    <Box
      component="svg"
      aria-hidden
      sx={{
        display: { xs: 'none', sm: 'block' },
        position: 'absolute',
        inset: 0,
        width: '100%',
        height: '100%',
        zIndex: -1,
        color: 'text.secondary',
        overflow: 'visible',
      }}
    >
      <defs>
        <marker
          id={id}
          viewBox="0 0 8 8"
          refX="6"
          refY="4"
          markerUnits="userSpaceOnUse"
          markerWidth="10"
          markerHeight="10"
          orient="auto-start-reverse"
        >
          <path d="M0,0 L8,4 L0,8 z" fill="currentColor" />
        </marker>
      </defs>
      {drawn.map(({ from, to, path }) => {
        const forward = pointed === from || pointed === to;
        return (
          <path
            key={`${from} ${to}`}
            d={path}
            fill="none"
            stroke="currentColor"
            strokeWidth={forward ? 2.5 : 1.25}
            opacity={pointed === null ? 0.55 : forward ? 1 : 0.15}
            markerEnd={`url(#${id})`}
          />
        );
      })}
    </Box>
  );
}
