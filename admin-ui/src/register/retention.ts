/** R28: how long the register is kept, and who may end it then. */
import type { Project, RegisterSummary } from '../api/types.ts';

/**
 * Whether the register's personal data may be erased as a whole: after the last day of keeping, by a manager, while
 * there is somebody who was not anonymised yet.
 * @param today YYYY-MM-DD in Romania
 */
export function mayExpire(
  { myRole }: Pick<Project, 'myRole'>,
  { keptUntil, persons, erased }: Pick<RegisterSummary, 'keptUntil' | 'persons' | 'erased'>,
  today: string,
): boolean {
  return myRole === 'manager' && today > keptUntil && erased < persons;
}
