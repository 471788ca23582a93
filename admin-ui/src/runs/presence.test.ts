import { describe, expect, test } from '@jest/globals';
import type { Enrolment, RunSession } from '../api/types.ts';
import { countMarks, leftToMark, nameMatches, presenceOf, sessionToShow } from './presence.ts';

const enrolment = (id: string, marks: Record<string, boolean>) => ({ person: { id }, marks }) as unknown as Enrolment;

describe('presence', () => {
  test('a tap counts before the server knows of it', () => {
    const marked = new Map([['b', { present: false }]]);
    const all = [enrolment('a', { s: true }), enrolment('b', { s: true }), enrolment('c', { other: true })];
    expect(countMarks(all, presenceOf('s', marked))).toEqual({ present: 1, absent: 1, unmarked: 1 });
  });

  test('R28 an erased person is counted, and never left to mark', () => {
    const erased = { ...enrolment('a', {}), person: { id: 'a', erased: true } } as unknown as Enrolment;
    const all = [erased, enrolment('b', {}), enrolment('c', { s: true })];
    const presence = presenceOf('s', new Map());
    expect(leftToMark(all, presence).map(({ person }) => person.id)).toEqual(['b']);
    expect(countMarks(all, presence)).toEqual({ present: 1, absent: 0, unmarked: 2 });
  });

  test('the first open session is shown, after the last one the last', () => {
    const sessions = (closed: readonly boolean[]) =>
      closed.map((is, index) => ({ id: `${index}`, closedAt: is ? '2022-11-14T15:00:00Z' : null }) as RunSession);
    expect(sessionToShow(sessions([true, false, false]), null).id).toBe('1');
    expect(sessionToShow(sessions([true, true]), 'gone').id).toBe('1');
    expect(sessionToShow(sessions([true, false]), '0').id).toBe('0');
  });

  test.each([
    ['Țurcanu-Exemplu Ștefan', 'turc', true],
    ['Țurcanu-Exemplu Ștefan', 'ste exe', true],
    ['Țurcanu-Exemplu Ștefan', 'ŞTE', true],
    ['Țurcanu-Exemplu Ștefan', 'fan', false],
    ['Țurcanu-Exemplu Ștefan', '', true],
  ])('%s is found by "%s": %p', (name, typed, found) => {
    expect(nameMatches(name, typed)).toBe(found);
  });
});
