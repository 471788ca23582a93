import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import type { Indicator, Project } from '../api/types.ts';
import { useWords } from '../look/useWords.ts';
import { mayReadRegister } from '../register/access.ts';
import { Figure } from '../register/Figure.tsx';
import { registerOf } from '../register/paths.ts';
import { personsBehind } from './figures.ts';

/** The runs of one milestone. */
export const runsOf = (milestoneId: string): string =>
  `/runs?filter=${encodeURIComponent(JSON.stringify({ milestoneId }))}`;

interface IndicatorFigureProps {
  readonly project: Project;
  readonly indicator: Pick<Indicator, 'milestone' | 'counts' | 'title'>;
  readonly actual: number;
  /** The figure was submitted and differs from what is counted today: nobody can be listed behind it. */
  readonly past?: boolean;
}

/** R25: what was reached, leading to what was counted: persons, runs, or the milestone. */
export function IndicatorFigure({ project, indicator, actual, past = false }: IndicatorFigureProps) {
  const { say, local, figure } = useWords();
  const { milestone, counts, title } = indicator;
  const categories = project.targetGroup.categories.map(({ key }) => key);
  const persons = personsBehind(indicator, categories);
  const about = `${milestone.key}, ${local(title)}`;
  if (persons) {
    const to =
      mayReadRegister(project) && !past
        ? registerOf(project.id, counts === 'attendees' ? persons : { ...persons, complete: true })
        : null;
    return <Figure about={about} persons={actual} to={to} />;
  }
  const runs = counts === 'runs';
  return (
    <Link
      component={RouterLink}
      to={runs ? runsOf(milestone.id) : `/milestones/${milestone.id}/show`}
      aria-label={say(runs ? 'indicators.showRuns' : 'indicators.showMilestone', { actual, about })}
    >
      {figure(actual)}
    </Link>
  );
}
