import { useGetList } from 'react-admin';
import type { Enrolment } from '../api/types.ts';

/** The most that one answer holds; no course has so many. */
const ALL = 1000;

/** Everybody who is or was enrolled in a run, by name. */
export function useEnrolments(runId: string) {
  return useGetList<Enrolment>('enrolments', {
    filter: { runId },
    sort: { field: 'name', order: 'ASC' },
    pagination: { page: 1, perPage: ALL },
  });
}

export const isEnrolled = ({ state }: Pick<Enrolment, 'state'>): boolean => state === 'enrolled';

/** Enrolled, or waiting for a place. */
export const isConcerned = ({ state }: Pick<Enrolment, 'state'>): boolean => state !== 'withdrawn';

/** Those who have no address in the register: they have to be told in another way. */
export const unreachableOf = (enrolments: readonly Enrolment[]): Enrolment[] =>
  enrolments.filter(({ person }) => !person.reachable && !person.erased);
