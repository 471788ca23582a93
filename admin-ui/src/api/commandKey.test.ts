import { describe, expect, test } from '@jest/globals';
import { CommandKey } from './commandKey.ts';
import { NO_ANSWER } from './problem.ts';

function counted(): CommandKey {
  let drawn = 0;
  return new CommandKey(() => `key-${++drawn}`);
}

describe('the idempotency key of a form', () => {
  test.each([NO_ANSWER, 408, 429, 500, 503])('is kept for a retry after %i', (status) => {
    const key = counted();
    expect(key.for({ reason: 'ploaie' })).toBe('key-1');
    key.answered(status);
    expect(key.for({ reason: 'ploaie' })).toBe('key-1');
  });

  test.each([200, 201, 400, 409, 422])('is renewed after the decision %i', (status) => {
    const key = counted();
    key.for({});
    key.answered(status);
    expect(key.for({})).toBe('key-2');
  });

  test('is renewed when the content changed, even after a lost answer', () => {
    const key = counted();
    key.for({ reason: 'ploaie' });
    key.answered(NO_ANSWER);
    expect(key.for({ reason: 'ninsoare' })).toBe('key-2');
  });

  test('is long enough for the server by default', () => {
    expect(new CommandKey().for({})).toMatch(/^[\x21-\x7e]{8,200}$/);
  });
});
