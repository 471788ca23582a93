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

/** Those who get a message when something changes. */
export const toldOf = (enrolments: readonly Enrolment[]): Enrolment[] =>
  enrolments.filter(({ state, invited, person }) => state === 'enrolled' && invited && person.reachable);

/** Those who know of it and have no address: they have to be told in another way. */
export const unreachableOf = (enrolments: readonly Enrolment[]): Enrolment[] =>
  enrolments.filter(({ state, person }) => state === 'enrolled' && !person.reachable);
