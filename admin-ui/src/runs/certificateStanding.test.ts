import { describe, expect, test } from '@jest/globals';
import { certificateStanding } from './certificateStanding.ts';

const CLOSED = { closedAt: '2022-11-18T15:00:00.000Z' };
const OPEN = { closedAt: null };
const course = (closed: number, open: number) => ({
  sessionsNeeded: 4,
  sessions: [...Array(closed).fill(CLOSED), ...Array(open).fill(OPEN)],
});
const attended = (sessions: number, entitled = sessions >= 4) => ({ attended: sessions, entitled, certificate: null });

describe('R4 why somebody has no certificate', () => {
  test('4 of 5 earn one, 3 do not', () => {
    expect(certificateStanding(attended(4), course(5, 0))).toEqual({ kind: 'earned' });
    expect(certificateStanding(attended(3), course(5, 0))).toEqual({ kind: 'too-few', attended: 3, needed: 4 });
  });

  test('nothing is earned while attendance is open', () => {
    expect(certificateStanding(attended(4), course(4, 1))).toEqual({ kind: 'open', sessions: 1, lacking: 0 });
    expect(certificateStanding(attended(3), course(4, 1))).toEqual({ kind: 'open', sessions: 1, lacking: 1 });
  });

  test('what can no longer be reached is said before the end', () => {
    expect(certificateStanding(attended(1), course(3, 2))).toEqual({ kind: 'too-few', attended: 1, needed: 4 });
  });

  test('one that was issued is named', () => {
    const issued = { ...attended(4), certificate: { id: '1', number: 'X-0001' } };
    expect(certificateStanding(issued, course(5, 0))).toEqual({ kind: 'issued', number: 'X-0001' });
  });
});
