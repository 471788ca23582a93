/** The file of an import: what is refused before it is sent, and an empty one to fill in. */

/** The largest file of an import that the server reads: 10 MB. */
export const MAX_IMPORT_BYTES = 10 * 1024 * 1024;

/** For the file picker; the server looks into the file itself. */
export const IMPORT_KINDS = '.xlsx,.csv';

export type FileFault = 'kind' | 'tooBig' | 'empty';

/** Why a file would be refused for certain, or null. */
export function fileFault({ name, size }: Pick<File, 'name' | 'size'>): FileFault | null {
  if (!/\.(xlsx|csv)$/i.test(name)) return 'kind';
  if (size > MAX_IMPORT_BYTES) return 'tooBig';
  return size === 0 ? 'empty' : null;
}

const quoted = (heading: string): string => (/[";\n]/.test(heading) ? `"${heading.replaceAll('"', '""')}"` : heading);

/**
 * A CSV file that holds the headings alone. Separated by `;`, as Excel writes it where a comma stands in numbers,
 * and begun with a byte order mark, without which Excel spoils ș and ț.
 */
export function templateFile(headings: readonly string[]): string {
  return `\ufeff${headings.map(quoted).join(';')}\r\n`;
}
