import type { Locale } from '../api/types.ts';

/** The largest file the server takes: 25 MB. */
export const MAX_FILE_BYTES = 25 * 1024 * 1024;

const TAG: Readonly<Record<Locale, string>> = { ro: 'ro-RO', en: 'en-GB' };

/** A file's size as people read it: `1,4 MB`, `312 kB`, `90 B`. */
export function formatSize(bytes: number, locale: Locale): string {
  const write = (value: number, digits: number) =>
    new Intl.NumberFormat(TAG[locale], { maximumFractionDigits: digits }).format(value);
  if (bytes < 1024) return `${write(bytes, 0)}\u00a0B`;
  if (bytes < 1024 * 1024) return `${write(bytes / 1024, 0)}\u00a0kB`;
  return `${write(bytes / (1024 * 1024), 1)}\u00a0MB`;
}
