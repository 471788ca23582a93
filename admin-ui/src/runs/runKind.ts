import type { Milestone, RunKind } from '../api/types.ts';

/** Whether a milestone of this kind is done in courses, visits or consultations. */
export function isRunKind(kind: Milestone['kind']): kind is RunKind {
  return kind === 'course' || kind === 'study-visit' || kind === 'consultation';
}
