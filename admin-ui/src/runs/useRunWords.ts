import type { RunRow, RunSession } from '../api/types.ts';
import { dayOfInstant } from '../format/day.ts';
import { timeOfInstant } from '../format/localTime.ts';
import { useWords } from '../look/useWords.ts';

/** How the times and the places of runs are said. */
export function useRunWords() {
  const { say, count, due } = useWords();
  /** `14 noiembrie 2022, 09:00–17:00`; over midnight with both days. */
  const times = ({ startsAt, endsAt }: Pick<RunSession, 'startsAt' | 'endsAt'>): string => {
    const [from, to] = [timeOfInstant(startsAt), timeOfInstant(endsAt)];
    return dayOfInstant(startsAt) === dayOfInstant(endsAt)
      ? `${due(startsAt)}, ${from}–${to}`
      : `${due(startsAt)}, ${from} – ${due(endsAt)}, ${to}`;
  };
  /** From the first day to the last one. */
  const days = ({ startsAt, endsAt }: Pick<RunRow, 'startsAt' | 'endsAt'>): string =>
    dayOfInstant(startsAt) === dayOfInstant(endsAt)
      ? times({ startsAt, endsAt })
      : say('resources.runs.from', { from: due(startsAt), to: due(endsAt) });
  /** `12 înscriși din 20 de locuri, 3 pe lista de așteptare`. */
  const places = ({ enrolled, capacity, waiting }: Pick<RunRow, 'enrolled' | 'capacity' | 'waiting'>): string =>
    [
      count('resources.runs.enrolled', enrolled) +
        (capacity === null ? '' : ` ${count('resources.runs.ofPlaces', capacity)}`),
      ...(waiting > 0 ? [count('resources.runs.waiting', waiting)] : []),
    ].join(', ');
  return { times, days, places };
}
