/** What was read once is not read again: a statement has few days and thousands of lines. */

const MOST = 1_000;

export function remembered<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size === MOST) known.clear();
    const value = read(text);
    known.set(text, value);
    return value;
  };
}
