/** What PostgreSQL cannot keep as text: the NUL character and halves of surrogate pairs. */

const storable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** The path of the first text, with dots, that cannot be stored; null when all can. */
export function unstorableField(value: unknown, path = ''): string | null {
  if (typeof value === 'string') return storable(value) ? null : path || 'body';
  if (value === null || typeof value !== 'object') return null;
  for (const [key, member] of Object.entries(value)) {
    const found = unstorableField(member, path ? `${path}.${key}` : key);
    if (found !== null) return found;
  }
  return null;
}
