import { randomUUID } from 'node:crypto';

/** An address that nobody else has. Without digits: now and then those of a UUID are a valid identity number (R14). */
export const newAddress = (name: string): string =>
  `${name}-${randomUUID().replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)))}@example.org`;
