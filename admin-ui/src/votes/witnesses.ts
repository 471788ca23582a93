/** Names that were written one a line; nobody is a witness twice. */
export function witnessesIn(text: string): string[] {
  const names = text.split('\n').map((line) => line.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}
