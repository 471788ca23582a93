/**
 * Reads the text of a PDF as the program that prints letters makes it: compressed streams, fonts with a table from glyphs
 * to characters. Small enough to be read; it is no reader for any PDF.
 */
import { inflateSync } from 'node:zlib';

interface PdfObject {
  readonly dictionary: string;
  readonly content: string;
}

/** @returns the text of each page, in the order of the file */
export function pdfPages(pdf: Buffer): string[] {
  const objects = objectsOf(pdf.toString('latin1'));
  const at = (reference: string | undefined): PdfObject =>
    objects.get(reference ?? '') ?? { dictionary: '', content: '' };
  const glyphs = new Map<string, ReadonlyMap<string, string>>();
  const glyphsOf = (font: string): ReadonlyMap<string, string> => {
    const known = glyphs.get(font) ?? charactersOf(at(/\/ToUnicode (\d+) 0 R/.exec(at(font).dictionary)?.[1]).content);
    glyphs.set(font, known);
    return known;
  };
  return [...objects.values()]
    .filter(({ dictionary }) => /\/Type \/Page\b/.test(dictionary))
    .map(({ dictionary }) => {
      const resources = at(/\/Resources (\d+) 0 R/.exec(dictionary)?.[1]).dictionary;
      const fonts = new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, id]));
      const { content } = at(/\/Contents (\d+) 0 R/.exec(dictionary)?.[1]);
      return textOf(content, (name) => glyphsOf(fonts.get(name) ?? ''));
    });
}

function objectsOf(file: string): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  for (const [, id = '', body = ''] of file.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj/gm)) {
    const begins = body.indexOf('\nstream\n');
    const dictionary = begins < 0 ? body : body.slice(0, begins);
    const stream = begins < 0 ? '' : body.slice(begins + '\nstream\n'.length, body.lastIndexOf('\nendstream'));
    const content = dictionary.includes('/FlateDecode')
      ? inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
      : stream;
    objects.set(id, { dictionary, content });
  }
  return objects;
}

/** From a table of ranges, `<0000> <0012> [<0041> …]`. */
function charactersOf(table: string): Map<string, string> {
  const characters = new Map<string, string>();
  for (const [, first = '', list = ''] of table.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    for (const [place, [, code = '']] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries()) {
      const glyph = (Number.parseInt(first, 16) + place).toString(16).padStart(4, '0');
      characters.set(glyph, Buffer.from(code.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'));
    }
  }
  return characters;
}

function textOf(content: string, glyphsOf: (font: string) => ReadonlyMap<string, string>): string {
  const lines: string[] = [];
  let glyphs: ReadonlyMap<string, string> = new Map();
  for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) glyphs = glyphsOf(font);
    else
      lines.push(
        [...(shown ?? '').matchAll(/[0-9a-f]{4}(?=[0-9a-f]*>)/g)].map(([id]) => glyphs.get(id) ?? '').join(''),
      );
  }
  return lines.join('\n');
}
