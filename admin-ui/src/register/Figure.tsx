import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import { useWords } from '../look/useWords.ts';
import { TO_LIST } from './paths.ts';

interface FigureProps {
  /** What is counted, for who hears the link alone. */
  readonly about: string;
  readonly persons: number;
  /** The list of these persons; null for who may not see it. */
  readonly to: string | null;
}

/** R25: a figure leads to the persons behind it. */
export function Figure({ about, persons, to }: FigureProps) {
  const { say, figure } = useWords();
  if (persons === 0 || to === null) return <>{figure(persons)}</>;
  return (
    <Link
      component={RouterLink}
      to={to}
      state={TO_LIST}
      aria-label={say('register.summary.showPersons', { persons, about })}
    >
      {figure(persons)}
    </Link>
  );
}
