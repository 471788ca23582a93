import { expect, test } from '@jest/globals';
import { actionsOf } from './entryActions.ts';

test.each([
  ['pledge', 500, 500, ['settle', 'correct']],
  ['pledge', 500, 0, ['correct']],
  ['gift', 500, null, ['refund', 'correct']],
  ['settlement', 500, null, ['refund', 'correct']],
  ['gift', 0, null, []],
  ['refund', -500, null, ['correctRefund']],
  ['adjustment', -500, null, ['correctRefund']],
  ['refund', 0, null, []],
  ['refund', 500, null, []],
  ['correction', -500, null, []],
  ['transfer', 500, null, []],
] as const)('R20 about a %s of which %i are left may be entered: %j', (kind, left, unpaid, actions) => {
  expect(actionsOf({ kind, left, unpaid })).toEqual(actions);
});
