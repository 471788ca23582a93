/** XML in pieces: what opens, what is written inside, what closes; names without their prefixes. */
import { SaxesParser } from 'saxes';
import { isDamaged } from './sheet.ts';

export interface XmlReader {
  open?(name: string, attribute: (name: string) => string | undefined): void;
  text?(text: string): void;
  close?(name: string): void;
}

const bare = (name: string): string => name.slice(name.indexOf(':') + 1);

/** @throws SheetRefused for what is not well-formed; what the reader throws passes through */
export async function readXml(content: AsyncIterable<Uint8Array>, reader: XmlReader): Promise<void> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  parser.on('error', () => {
    throw isDamaged();
  });
  parser.on('opentag', ({ name, attributes }) =>
    reader.open?.(bare(name), (wanted) => {
      const found = Object.entries(attributes).find(([attribute]) => bare(attribute) === wanted);
      return found?.[1];
    }),
  );
  parser.on('text', (text) => reader.text?.(text));
  parser.on('cdata', (text) => reader.text?.(text));
  parser.on('closetag', ({ name }) => reader.close?.(bare(name)));
  for await (const piece of content) parser.write(decoded(() => decoder.decode(piece, { stream: true })));
  parser.write(decoded(() => decoder.decode())).close();
}

/** Bytes that are no UTF-8 are no part of a workbook. */
function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw isDamaged();
  }
}
