import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import type { Project, Stage } from '../api/types.ts';
import { StageMark } from '../look/StateMark.tsx';
import { useWords } from '../look/useWords.ts';
import { MapArrows } from './MapArrows.tsx';
import { MilestoneNode } from './MilestoneNode.tsx';
import { arrowsOf, successorsOf } from './order.ts';

interface LaneProps {
  readonly stage: Stage;
  readonly number: number;
  readonly opens: ReadonlyMap<string, string[]>;
  readonly onPoint: (key: string | null) => void;
}

/** One stage: its name and state, and its milestones in the plan's order. */
function Lane({ stage, number, opens, onPoint }: LaneProps) {
  const { say, local } = useWords();
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', sm: '150px minmax(0, 1fr)' },
        gap: { xs: 1, sm: 2 },
        py: 2.5,
        borderTop: 1,
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box>
        <Typography variant="body2" color="textSecondary">
          {say('resources.projects.show.stageNumber', { number })}
        </Typography>
        <Typography variant="h3">{local(stage.name)}</Typography>
        <Typography variant="body2" component="div">
          <StageMark state={stage.state} />
          <br />
          {say('app.done', { done: stage.done, total: stage.total })}
        </Typography>
      </Box>
      <Box
        component="ol"
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          display: 'grid',
          gap: { xs: 1, sm: '18px 28px' },
          gridTemplateColumns: { xs: '1fr', sm: 'repeat(auto-fill, minmax(170px, 1fr))' },
        }}
      >
        {stage.milestones.map((milestone) => (
          <MilestoneNode
            key={milestone.id}
            milestone={milestone}
            opens={opens.get(milestone.key) ?? []}
            onPoint={onPoint}
          />
        ))}
      </Box>
    </Box>
  );
}

/**
 * The whole project on one picture: a lane a stage, a node a milestone, arrows for the order.
 * It is an ordered list of ordered lists, so that a keyboard and a screen reader walk it as it is read;
 * the arrows are drawn over it and say nothing that the words of a node do not.
 */
export function ProjectMap({ project }: { project: Project }) {
  const [board, setBoard] = useState<HTMLElement | null>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const arrows = useMemo(() => arrowsOf(project), [project]);
  const opens = useMemo(() => successorsOf(arrows), [arrows]);
  return (
    <Box ref={setBoard} sx={{ position: 'relative', isolation: 'isolate' }}>
      <MapArrows board={board} arrows={arrows} pointed={pointed} />
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {project.stages.map((stage, index) => (
          <Lane key={stage.key} stage={stage} number={index + 1} opens={opens} onPoint={setPointed} />
        ))}
      </Box>
    </Box>
  );
}
