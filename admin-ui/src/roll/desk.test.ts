import { describe, expect, test } from '@jest/globals';
import { meant, moved, NONE, noBallot } from './desk.ts';

describe('R14 the desk by keyboard', () => {
  test('the arrows go through the list and around its ends', () => {
    expect([moved(NONE, 1, 3), moved(NONE, -1, 3), moved(2, 1, 3), moved(0, -1, 3), moved(NONE, 1, 0)]).toEqual([
      0,
      2,
      0,
      2,
      NONE,
    ]);
  });

  test('Enter means the only entry or the chosen one, and never guesses among several', () => {
    expect(meant(['Ana'], NONE)).toEqual({ voter: 'Ana' });
    expect(meant(['Ana', 'Anca'], 1)).toEqual({ voter: 'Anca' });
    expect(meant(['Ana', 'Anca'], NONE)).toBe('choose');
    expect(meant([], NONE)).toBe('nobody');
  });

  test('who is struck off or has voted gets no ballot', () => {
    expect(noBallot({ struck: true, voted: null })).toBe('struck');
    expect(noBallot({ struck: false, voted: 'online' })).toBe('online');
    expect(noBallot({ struck: false, voted: null })).toBeNull();
  });
});
