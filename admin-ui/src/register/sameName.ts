/** Whether somebody typed this name: without regard to case, diacritics, hyphens and the order of its parts. */
export function sameName(typed: string, name: string): boolean {
  return key(typed) !== '' && key(typed) === key(name);
}

function key(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[\s\p{Pd}'’.]+/u)
    .filter((part) => part !== '')
    .sort()
    .join(' ');
}
