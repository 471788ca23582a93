import { expect, test } from '@jest/globals';
import { email } from './users.ts';

const codes = (value: string) => email.safeParse(value).error?.issues.map(({ code }) => code) ?? [];

test('an address is one line with one "@" and a dot after it', () => {
  for (const good of ['ana@example.org', 'ANA.pop+1@mail.example.org ']) expect(codes(good)).toEqual([]);
  for (const bad of ['ana', 'ana@example', 'a@b@example.org', 'a@example.org, b@example.org', 'a@example.org\nBcc: b'])
    expect(codes(bad)).toEqual(['invalid_format']);
});

test('an address that is too long is refused for its length alone, however its form would be read', () => {
  // Whoever is not signed in can send this: its form would be looked at for half a minute.
  expect(codes(`a@${'.'.repeat(240_000)}@`)).toEqual(['too_big']);
});
