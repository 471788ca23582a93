/** The first rows of a bank's CSV as the browser can read them, so that somebody can say what each column is. */

const SEPARATORS = [';', ',', '\t', '|'] as const;
const SHOWN_ROWS = 3;

/** One line of a CSV; a quoted cell may hold the separator and doubled quotes. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (character === '"') {
      if (quoted && line[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = !quoted;
    } else if (character === separator && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += character;
  }
  return [...cells, cell.trim()];
}

/** Rows below the headings; none where the browser does not find them, and nobody is worse off. */
export function sampleRows(text: string, headings: readonly string[]): string[][] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  for (const separator of SEPARATORS) {
    const rows = lines.map((line) => cellsOf(line, separator));
    const top = rows.findIndex(
      (row) => headings.length > 1 && headings.every((heading, at) => row[at] === heading.trim()),
    );
    if (top !== -1)
      return rows
        .slice(top + 1)
        .filter((row) => row.some((cell) => cell !== ''))
        .slice(0, SHOWN_ROWS);
  }
  return [];
}

/** Bytes that hold the headings and some rows. */
const SAMPLE_BYTES = 64 * 1024;

/** The beginning of a file as text, in UTF-8 or as older bank programs write it. */
export async function beginningOf(file: Blob): Promise<string> {
  const bytes = await file.slice(0, SAMPLE_BYTES).arrayBuffer();
  const utf8 = new TextDecoder('utf-8').decode(bytes);
  return utf8.slice(0, -1).includes('\ufffd') ? new TextDecoder('windows-1250').decode(bytes) : utf8;
}
