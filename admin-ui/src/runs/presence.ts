/** Presence in one session: what was tapped here and, where nothing was, what the server knows. */
import type { Enrolment, RunSession } from '../api/types.ts';
import type { Marked } from './markQueue.ts';

/** True, false, or null while it is not marked. */
export type Presence = (enrolment: Pick<Enrolment, 'person' | 'marks'>) => boolean | null;

export function presenceOf(sessionId: string, marked: ReadonlyMap<string, Pick<Marked, 'present'>>): Presence {
  return ({ person, marks }) => marked.get(person.id)?.present ?? marks[sessionId] ?? null;
}

/** R28: nobody can say any more whether an erased person was there. */
export const isMarkable = ({ person }: Pick<Enrolment, 'person'>): boolean => !person.erased;

/** Those of whom it can still be said that they were there, and was not. */
export const leftToMark = (enrolments: readonly Enrolment[], presence: Presence): Enrolment[] =>
  enrolments.filter((enrolment) => isMarkable(enrolment) && presence(enrolment) === null);

export interface MarkCounts {
  readonly present: number;
  readonly absent: number;
  readonly unmarked: number;
}

export function countMarks(enrolments: readonly Enrolment[], presence: Presence): MarkCounts {
  const all = enrolments.map(presence);
  const many = (wanted: boolean | null) => all.filter((present) => present === wanted).length;
  return { present: many(true), absent: many(false), unmarked: many(null) };
}

/** The session that was asked for; otherwise the first whose attendance is open, or the last one. */
export function sessionToShow(sessions: readonly RunSession[], asked: string | null): RunSession {
  const found =
    sessions.find(({ id }) => id === asked) ?? sessions.find(({ closedAt }) => closedAt === null) ?? sessions.at(-1);
  if (!found) throw new Error('a run has a session');
  return found;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('ro');

/** Whether every word that was typed begins a word of the name; case and diacritics do not matter. */
export function nameMatches(name: string, typed: string): boolean {
  const words = plain(name).split(/[\s-]+/);
  return plain(typed)
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)));
}
