/** When two names are the same name (R2), and how alike two others are. */
import { searchKey } from './locale.ts';

/** The parts of a name as they are compared: without case and diacritics; hyphens part like spaces, apostrophes not. */
export function nameParts(name: string): string[] {
  const parts = searchKey(name)
    .replace(/['’ʼ`´]/g, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((part) => part !== '');
  // A name of signs alone is still a name.
  return parts.length > 0 ? parts : [searchKey(name)].filter((part) => part !== '');
}

/**
 * The key under which a person is one record: `Pop-Ionescu, Ștefan` and `stefan IONESCU POP` are the same.
 * Names in any script.
 */
export function personKey(familyName: string, givenName: string): string {
  return [...nameParts(familyName), ...nameParts(givenName)].sort().join(' ');
}

/** The key under which an organisation is one record: „Asociația X” is „asociatia x”. */
export function organisationKey(name: string): string {
  return nameParts(name).join(' ');
}

/** Letters that may differ, be missing or be swapped in names that are still alike. */
const MOST_DIFFERENCES = 2;

/** Whether two keys of `personKey` may be one name: a slip of the pen, or one of the given names left out. */
export function areSimilar(one: string, other: string): boolean {
  const [fewer, more] = [one.split(' '), other.split(' ')].sort((a, b) => a.length - b.length);
  if (fewer && more && fewer.length > 1 && fewer.every((part) => more.includes(part))) return true;
  return Math.abs(one.length - other.length) <= MOST_DIFFERENCES && distance(one, other) <= MOST_DIFFERENCES;
}

/** Optimal string alignment: letters put in, left out, replaced, or two neighbours swapped. */
function distance(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(at(last, j) + 1, at(row, j - 1) + 1, replaced, swapped));
    }
    before = last;
    last = row;
  }
  return at(last, b.length);
}

const at = (row: readonly number[], place: number): number => row[place] ?? Number.POSITIVE_INFINITY;
