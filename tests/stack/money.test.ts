/** Money between PostgreSQL and the program: whole bani, or an error; never a rounded figure. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from './database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.destroy());

const back = async (bani: string | number): Promise<unknown> => {
  const { rows } = await database.app.raw<{ rows: { bani: unknown }[] }>('select ?::bigint as bani', [String(bani)]);
  return rows[0]?.bani;
};

test('R18 every safe amount comes back from bigint as the same integer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.maxSafeInteger(), async (bani) => {
      expect(await back(bani)).toBe(bani === 0 ? 0 : bani);
    }),
    { numRuns: 60 },
  );
  expect(await back(41_618_658)).toBe(41_618_658);
});

test('R18 an amount that does not fit is an error, not a neighbour', async () => {
  await expect(back('9007199254740993')).rejects.toThrow(/safe integer/);
  await expect(back('-9223372036854775808')).rejects.toThrow(/safe integer/);
});

test('R18 sums are made in bani: PostgreSQL’s sum of bigint is refused where it would lose a ban', async () => {
  // sum(bigint) is numeric, which comes as text: a query has to cast it back, and an overflow then is an error.
  const { rows } = await database.app.raw<{ rows: { sum: unknown }[] }>(
    'select sum(bani)::bigint as sum from (values (34668343::bigint), (6117643), (832372)) as sources (bani)',
  );
  expect(rows[0]?.sum).toBe(41_618_358);
  await expect(
    database.app.raw('select sum(bani)::bigint from (values (9223372036854775807), (1)) as sources (bani)'),
  ).rejects.toThrow(/out of range/);
});
