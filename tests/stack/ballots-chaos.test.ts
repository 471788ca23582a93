/** The short form of `npm run chaos -- vote`: two API processes and PostgreSQL are killed while codes are posted many times. */
import { expect, test } from '@jest/globals';
import { isSound, runVoteChaos } from '../../bench/chaos/vote.ts';

test('R14 while API processes and PostgreSQL are killed, nobody votes twice and every accepted vote is counted', async () => {
  const outcome = await runVoteChaos({
    voters: 120,
    posts: 20,
    serverKills: 4,
    databaseKills: 1,
    say: () => {},
  });
  expect(outcome).toMatchObject({ serverKills: 4, databaseKills: 1, ballots: 120 });
  expect([isSound(outcome), outcome]).toEqual([true, outcome]);
});
