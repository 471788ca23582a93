/** Bytes of a CSV file as text: UTF-8, UTF-16 with its mark, Windows-1250 or ISO-8859-2, or refused with words. */
import { SheetRefused } from './sheet.ts';

/**
 * Letters and signs beside ASCII that a Romanian office writes: Romanian (ș and ț with cedilla in the old encodings),
 * Hungarian, German, and those of the neighbours' names.
 */
const EXPECTED = /[ăâîșțşţáéíóöőúüűäëßčćšžđłńřěý„”“‚’‘–—…«»°§€\u00a0]/iu;
/** Control characters but tab, line feed, form feed and carriage return. */
const CONTROL = /(?![\t\n\f\r])\p{Cc}/u;
/** The share of other letters above which the bytes are taken for another encoding. */
const MOST_UNEXPECTED = 0.1;

const unknownEncoding = () =>
  new SheetRefused(
    'Codificarea fișierului nu se recunoaște. Salvați-l ca „CSV UTF-8” sau ca XLSX.',
    'The encoding of the file is not recognised. Save it as “CSV UTF-8” or as XLSX.',
  );

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** @throws SheetRefused */
export function decodeText(bytes: Uint8Array): string {
  const text = utf16(bytes) ?? decoded(bytes, 'utf-8') ?? centralEuropean(bytes);
  if (text === null || CONTROL.test(text)) throw unknownEncoding();
  return text;
}

function utf16(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(bytes, 'utf-16be');
  return null;
}

/** Both have the Romanian letters at the same places; the one that reads more sensibly is taken. */
function centralEuropean(bytes: Uint8Array): string | null {
  const read = ['windows-1250', 'iso-8859-2'].flatMap((encoding) => {
    const text = decoded(bytes, encoding);
    return text === null ? [] : [{ text, unexpected: unexpectedShare(text) }];
  });
  const [best] = read.sort((a, b) => a.unexpected - b.unexpected);
  return best && best.unexpected <= MOST_UNEXPECTED ? best.text : null;
}

/** Of the characters beside ASCII, the share of those that nobody here writes; control characters count most. */
function unexpectedShare(text: string): number {
  const beside = text.match(/[^\p{ASCII}]/gu) ?? [];
  if (CONTROL.test(text)) return 1;
  return beside.filter((letter) => !EXPECTED.test(letter)).length / Math.max(1, beside.length);
}
