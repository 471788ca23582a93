import { describe, expect, test } from '@jest/globals';
import { isDecided, NO_ANSWER, problemName, readProblem } from './problem.ts';

describe('problem documents', () => {
  test('are taken as the server wrote them', () => {
    const problem = { type: '/problems/preview-stale', title: 'Schimbat', status: 409, detail: 'S-a schimbat ceva.' };
    expect(readProblem(problem, 409, 'alt text')).toBe(problem);
    expect(problemName(problem)).toBe('preview-stale');
  });

  test.each([undefined, null, '<html>', { message: 'no' }, { detail: 3 }])('are made where %j came instead', (body) => {
    const problem = readProblem(body, 502, 'Serverul nu a răspuns.');
    expect(problem).toMatchObject({ status: 502, detail: 'Serverul nu a răspuns.' });
    expect(problemName(problem)).toBe('about:blank');
  });

  test('a lost answer decides nothing, a refusal does', () => {
    expect([NO_ANSWER, 408, 425, 429, 500, 503].filter(isDecided)).toEqual([]);
    expect([200, 204, 400, 401, 403, 404, 409, 413, 422].every(isDecided)).toBe(true);
  });
});
