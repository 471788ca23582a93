/** What a workbook says beside its rows: where its first sheet lies, its strings, which styles are days. */

import { isDamaged, SheetRefused } from './sheet.ts';
import type { Archive } from './unzip.ts';
import { readXml } from './xml.ts';

export interface Workbook {
  /** Name of the part that holds the first sheet that is shown. */
  readonly sheet: string;
  readonly strings: readonly string[];
  /** Whether a number of this style is a day. */
  isDay(style: number): boolean;
  /** Days are counted from 1904, as old programs for the Mac do. */
  readonly from1904: boolean;
}

interface Relation {
  readonly type: string;
  readonly part: string;
}

const noSheet = () =>
  new SheetRefused(
    'Fișierul XLSX nu are nicio foaie de calcul vizibilă. Afișați foaia cu lista și salvați-l din nou.',
    'The XLSX file has no worksheet that is shown. Show the sheet with the list and save it again.',
  );

/** @throws SheetRefused */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  if (archive.names().some((name) => /vbaProject\.bin$/i.test(name))) {
    throw new SheetRefused(
      'Fișierul conține macrocomenzi. Salvați-l ca XLSX obișnuit.',
      'The file holds macros. Save it as an ordinary XLSX.',
    );
  }
  const root = [...(await relationsOf(archive, '')).values()].find(({ type }) => type === 'officeDocument');
  if (!root) throw noSheet();
  const relations = await relationsOf(archive, root.part);
  const { sheetId, from1904 } = await readBook(archive, root.part);
  const sheet = relations.get(sheetId)?.part;
  if (sheet === undefined || !archive.has(sheet)) throw noSheet();
  const named = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.part;
  return {
    sheet,
    strings: await readStrings(archive, named('sharedStrings')),
    isDay: await readStyles(archive, named('styles')),
    from1904,
  };
}

/** The relations of a part ('' for the file as a whole), by their ids; parts as they are named in the archive. */
async function relationsOf(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const file = `${folder}_rels/${part.slice(folder.length)}.rels`;
  const relations = new Map<string, Relation>();
  if (!archive.has(file)) return relations;
  await readXml(archive.unpack(file), {
    open(name, attribute) {
      const target = attribute('Target');
      if (name !== 'Relationship' || target === undefined || attribute('TargetMode') === 'External') return;
      const type = (attribute('Type') ?? '').split('/').at(-1) ?? '';
      relations.set(attribute('Id') ?? '', { type, part: resolved(target, folder) });
    },
  });
  return relations;
}

/** Resolved as an address of a made-up host, so that `..` never leaves the archive. */
function resolved(target: string, folder: string): string {
  try {
    return decodeURIComponent(new URL(target, `archive://x/${folder}`).pathname.slice(1));
  } catch {
    throw isDamaged();
  }
}

async function readBook(archive: Archive, part: string): Promise<{ sheetId: string; from1904: boolean }> {
  let sheetId: string | undefined;
  let from1904 = false;
  await readXml(archive.unpack(part), {
    open(name, attribute) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attribute('date1904') ?? '');
      const hidden = (attribute('state') ?? 'visible') !== 'visible';
      // `r:id`, not `sheetId`.
      if (name === 'sheet' && !hidden) sheetId ??= attribute('id');
    },
  });
  if (sheetId === undefined) throw noSheet();
  return { sheetId, from1904 };
}

/** Strings that cells name by their number; runs of rich text are joined, phonetic readings left out. */
async function readStrings(archive: Archive, part: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (part === undefined || !archive.has(part)) return strings;
  let text = '';
  let [inText, inReading] = [false, false];
  await readXml(archive.unpack(part), {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') inReading = true;
      if (name === 't') inText = !inReading;
    },
    text(written) {
      if (inText) text += written;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') inReading = false;
      if (name === 'si') strings.push(text);
    },
  });
  return strings;
}

/** Formats of ECMA-376 that show a day, also those of East Asian programs. */
const isDayFormat = (id: number): boolean =>
  (id >= 14 && id <= 17) ||
  id === 22 ||
  (id >= 27 && id <= 31) ||
  id === 36 ||
  (id >= 50 && id <= 54) ||
  (id >= 57 && id <= 58);

async function readStyles(archive: Archive, part: string | undefined): Promise<(style: number) => boolean> {
  if (part === undefined || !archive.has(part)) return () => false;
  const formats = new Map<number, string>();
  const styles: boolean[] = [];
  let inCellStyles = false;
  await readXml(archive.unpack(part), {
    open(name, attribute) {
      const id = Number(attribute('numFmtId') ?? 0);
      if (name === 'numFmt') formats.set(id, attribute('formatCode') ?? '');
      if (name === 'cellXfs') inCellStyles = true;
      if (name === 'xf' && inCellStyles) {
        const code = formats.get(id);
        styles.push(code === undefined ? isDayFormat(id) : showsDay(code));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return (style) => styles[style] ?? false;
}

/** Whether a format code has a day or a year in it, outside of quoted texts, colours and escaped signs. */
const showsDay = (code: string): boolean => /[dy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, ''));
