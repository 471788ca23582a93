/** A CSV file as rows of texts; the separator is the one that the first line uses. */
import { CsvError, parse } from 'csv-parse/sync';
import { decodeText } from './decode-text.ts';
import {
  CELL_LENGTH,
  columnLetters,
  isFormula,
  MOST_COLUMNS,
  MOST_ROWS,
  SheetRefused,
  type SheetRow,
  tooManyColumns,
  tooManyRows,
} from './sheet.ts';

/** Characters of one row. */
const ROW_LENGTH = 200_000;
const SEPARATORS = [';', '\t', ','] as const;

/** @throws SheetRefused */
export function readCsv(bytes: Uint8Array): SheetRow[] {
  const text = decodeText(bytes);
  const records = parsed(text, separatorOf(text));
  if (records.length > MOST_ROWS + 1) throw tooManyRows();
  return records.map((cells, index) => {
    if (cells.length > MOST_COLUMNS) throw tooManyColumns(index + 1);
    const formula = cells.findIndex((cell) => cell.trimStart().startsWith('='));
    if (formula >= 0) throw isFormula(`${columnLetters(formula)}${index + 1}`);
    return { row: index + 1, cells: cells.map((cell) => cell.slice(0, CELL_LENGTH)) };
  });
}

/** The separator that stands most often outside of quotation marks in the first line that is not empty. */
function separatorOf(text: string): string {
  const line = /^.*\S.*$/m.exec(text.slice(0, ROW_LENGTH))?.[0] ?? '';
  const bare = line.replace(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((separator) => ({ separator, count: bare.split(separator).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.separator ?? ';';
}

function parsed(text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      max_record_size: ROW_LENGTH,
      // One more than the most, which tells that there are too many; the rest is not even read.
      to: MOST_ROWS + 2,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error ? Number(error.lines) : 0;
    throw new SheetRefused(
      `Fișierul CSV nu se poate citi la linia ${line}: ghilimele neînchise sau un rând prea lung. Corectați linia ori salvați fișierul ca XLSX.`,
      `The CSV file cannot be read at line ${line}: a quotation mark is not closed, or a row is too long. Mend the line, or save the file as XLSX.`,
    );
  }
}
