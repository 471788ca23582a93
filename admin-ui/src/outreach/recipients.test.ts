import { expect, test } from '@jest/globals';
import type { OutreachRow } from '../api/types.ts';
import { firstChoice, reachable, writtenAt } from './recipients.ts';

const row = (
  id: string,
  change: Partial<OutreachRow> = {},
  email: string | null = `${id}@example.org`,
): OutreachRow => ({
  organisation: { id, name: `Asociația ${id}`, email },
  message: null,
  evidence: {},
  informed: false,
  ...change,
});
const sent = { id: 'm1', state: 'sent', sentAt: '2026-03-01T08:00:00.000Z' } as const;

test('R5 who has no address cannot be written to; who was written to or is informed is not chosen again', () => {
  const rows = [
    row('a'),
    row('b', {}, null),
    row('c', { message: sent }),
    row('d', { informed: true }),
    row('e', { message: { ...sent, state: 'failed', sentAt: null } }),
  ];
  expect(reachable(rows)).toEqual(['a', 'c', 'd', 'e']);
  expect(firstChoice(rows)).toEqual(['a']);
});

test('a message that has not left has no day', () => {
  expect(writtenAt(row('a'))).toBeNull();
  expect(writtenAt(row('a', { message: { id: 'm1', state: 'pending', sentAt: null } }))).toBeNull();
  expect(writtenAt(row('a', { message: sent }))).toBe(sent.sentAt);
});
