import { expect, test } from '@jest/globals';
import { isNoticeLate } from './notice.ts';

const notice = { publishedAt: null, lastDay: '2026-03-04', firstDay: '2026-03-14', days: 10 };

test.each([
  ['in time on the last day', '2026-03-14T16:00:00.000Z', notice, false],
  ['late on the next one', '2026-03-13T16:00:00.000Z', notice, true],
  // In Romania it is already the 14th.
  ['by the day in Romania', '2026-03-13T22:30:00.000Z', notice, false],
  [
    'never once it is public',
    '2026-03-13T16:00:00.000Z',
    { ...notice, publishedAt: '2026-03-01T10:00:00.000Z' },
    false,
  ],
  ['never where there is none', '2026-03-13T16:00:00.000Z', null, false],
])('R11 a notice is %s', (_, startsAt, of, late) => {
  expect(isNoticeLate({ notice: of, startsAt })).toBe(late);
});
