/** R11: where the notice of a consultation stands. */
import type { Run } from '../api/types.ts';
import { dayOfInstant } from '../format/day.ts';

/** It is not public, and can no longer be in time for the day of the consultation: that has to move first. */
export const isNoticeLate = ({ notice, startsAt }: Pick<Run, 'notice' | 'startsAt'>): boolean =>
  notice !== null && notice.publishedAt === null && dayOfInstant(startsAt) < notice.firstDay;
