/** The short form of `npm run chaos -- ledger`: many hands at one ledger while its campaign closes and is published. */
import { expect, test } from '@jest/globals';
import { isSoundLedger, runLedgerChaos } from '../../bench/chaos/ledger.ts';

test('R19 R20 R22 with 150 hands at one ledger and its campaign closing, sums, figures, match and a recount agree', async () => {
  const outcome = await runLedgerChaos({ runs: 1, entries: 150, say: () => {} });
  expect(outcome).toMatchObject({ runs: 1, commands: 150, published: 1 });
  // Some are refused: receipts that are used, more than there is, what cannot be refunded.
  expect(Math.min(outcome.accepted, outcome.refused, outcome.looks)).toBeGreaterThan(0);
  expect([isSoundLedger(outcome), outcome]).toEqual([true, outcome]);
});
