import { expect, test } from '@jest/globals';
import { createSealer } from './sealing.ts';

const SECRET = 'a sample secret of more than 32 characters';

test('R15 what is sealed is opened for its own message alone, and only as it was sealed', () => {
  const sealer = createSealer(SECRET);
  const sealed = sealer.seal('<one@example.org>', '7K3M-0Q9T');
  expect(sealed.toString('latin1')).not.toContain('7K3M');
  expect(createSealer(SECRET).open('<one@example.org>', sealed)).toBe('7K3M-0Q9T');
  expect(() => sealer.open('<two@example.org>', sealed)).toThrow();
  expect(() => createSealer(`${SECRET}.`).open('<one@example.org>', sealed)).toThrow();
  for (const at of sealed.keys()) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => sealer.open('<one@example.org>', changed)).toThrow();
  }
  expect(sealer.seal('<one@example.org>', '7K3M-0Q9T').equals(sealed)).toBe(false);
});

test('R15 a program without the secret seals nothing, and says what is missing', () => {
  expect(() => createSealer(null).seal('<one@example.org>', 'x')).toThrow('SEALING_SECRET');
});
