/** The short form of `npm run chaos -- match`: at every step of a match a worker or an API process is killed. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isSoundMatch, runMatchChaos } from '../../bench/chaos/match.ts';
import { type Jalon, startJalon } from './jalon.ts';

const MINUTES = 60_000;
let jalon: Jalon;
beforeAll(async () => {
  jalon = await startJalon(['worker', 'server', 'second-server']);
}, 3 * MINUTES);
afterAll(() => jalon.close());

test(
  'R21 R24 whatever is killed at whatever step, two persons release once: one payment, one message',
  async () => {
    // At each of its five steps the worker and an API process are killed.
    const outcome = await runMatchChaos(jalon, { matches: 1, releases: 8, say: () => {} });
    expect(outcome).toMatchObject({ matches: 1, kills: 10 });
    expect([isSoundMatch(outcome), outcome]).toEqual([true, outcome]);
  },
  6 * MINUTES,
);
