import CheckCircle from '@mui/icons-material/CheckCircle';
import LockOutlined from '@mui/icons-material/LockOutlined';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router-dom';
import type { Indicator, Project } from '../api/types.ts';
import { Bar } from '../look/Bar.tsx';
import { useWords } from '../look/useWords.ts';
import { mayReadRegister } from '../register/access.ts';
import { registerOf, TO_LIST } from '../register/paths.ts';
import { BreakdownTables } from './BreakdownTables.tsx';
import { hasMoved, isReached, type PersonFilter, percentOf, personsBehind } from './figures.ts';
import { IndicatorFigure } from './IndicatorFigure.tsx';

interface ItemProps {
  readonly project: Project;
  readonly indicator: Indicator;
}

/** How much was reached, in words, with a bar that shows it again. */
function Reached({ project, indicator }: ItemProps) {
  const { say, count } = useWords();
  const { actual, target, today } = indicator;
  const past = hasMoved(indicator);
  if (actual === null) return <div>{say('indicators.notYet', { target })}</div>;
  const reached = isReached(indicator);
  return (
    <>
      <Bar share={actual / target} color={reached ? 'success.main' : 'primary.main'} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
        <Box component="span" sx={{ fontWeight: 650, fontVariantNumeric: 'tabular-nums' }}>
          <IndicatorFigure project={project} indicator={indicator} actual={actual} past={past} />{' '}
          {say('indicators.of', { target })}
        </Box>
        <span>({say('indicators.percent', { percent: percentOf(actual, target) })})</span>
        {reached ? (
          <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}>
            <CheckCircle aria-hidden fontSize="small" color="success" />
            {say('indicators.enough')}
          </Box>
        ) : (
          <span>{count('indicators.lacking', target - actual)}</span>
        )}
      </Box>
      {past && today !== null && (
        <div>
          {say('indicators.today')} <IndicatorFigure project={project} indicator={indicator} actual={today} />
        </div>
      )}
    </>
  );
}

interface IncompleteProps {
  readonly project: Project;
  readonly persons: PersonFilter;
  readonly many: number;
  /** The figure counts them as well. */
  readonly counted: boolean;
}

/** R3: whose record is not complete: they do not count, or count in the total alone. */
function Incomplete({ project, persons, many, counted }: IncompleteProps) {
  const { count } = useWords();
  if (many === 0) return null;
  const words = count(counted ? 'indicators.incompleteToo' : 'indicators.incomplete', many);
  if (!mayReadRegister(project)) return <div>{words}</div>;
  return (
    <div>
      <Link component={RouterLink} to={registerOf(project.id, { ...persons, complete: false })} state={TO_LIST}>
        {words}
      </Link>
    </div>
  );
}

/** One figure of the plan: target, what was reached, whose persons these are, and whether it may still change. */
export function IndicatorItem({ project, indicator }: ItemProps) {
  const { say, count, local } = useWords();
  const { title, counts, frozen, breakdown, attendances } = indicator;
  const categories = project.targetGroup.categories.map(({ key }) => key);
  const persons = personsBehind(indicator, categories);
  return (
    <Box component="li" sx={{ py: 1.5, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
      <Typography variant="h3">{local(title)}</Typography>
      <Reached project={project} indicator={indicator} />
      {attendances !== undefined && <div>{count('indicators.attendances', attendances)}</div>}
      {persons && breakdown && (
        <Incomplete project={project} persons={persons} many={breakdown.incomplete} counted={counts === 'attendees'} />
      )}
      <Typography variant="body2" color="textSecondary">
        {say(`indicators.counts.${counts ?? 'staff'}`)}
      </Typography>
      {frozen && (
        <Typography variant="body2" sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
          <LockOutlined aria-hidden fontSize="inherit" />
          <span>
            <strong>{say('indicators.frozen')}</strong>. {say('indicators.frozenMeans')}
          </span>
        </Typography>
      )}
      {persons && breakdown && <BreakdownTables project={project} breakdown={breakdown} persons={persons} />}
    </Box>
  );
}
