/** Bytes of a text file as text: UTF-8, UTF-16 with its mark, Windows-1250 or ISO-8859-2, or refused with words. */
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

/** @throws SheetRefused */
export function decodeText(bytes: Uint8Array): string {
  const search = new EncodingSearch();
  search.take(bytes);
  const encoding = search.found();
  if (encoding === null) throw unknownEncoding();
  return new TextDecoder(encoding).decode(bytes);
}

/** Finds the encoding of bytes that come in pieces. */
export class EncodingSearch {
  #trials: Trial[] | null = null;

  take(bytes: Uint8Array): void {
    this.#trials ??= encodingsOf(bytes).map((encoding) => new Trial(encoding));
    for (const trial of this.#trials) trial.take(bytes);
  }

  /** The name of the encoding, as `TextDecoder` takes it; null where none fits. Nothing is taken after it. */
  found(): string | null {
    // Both central European ones have the Romanian letters at the same places; the one that reads more sensibly is taken.
    const [best] = (this.#trials ?? [])
      .map((trial, order) => ({ encoding: trial.encoding, unexpected: trial.unexpectedShare(), order }))
      .filter(({ unexpected }) => unexpected <= MOST_UNEXPECTED)
      .sort((a, b) => a.unexpected - b.unexpected || a.order - b.order);
    return best?.encoding ?? null;
  }
}

function encodingsOf(bytes: Uint8Array): string[] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return ['utf-16le'];
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return ['utf-16be'];
  return ['utf-8', 'windows-1250', 'iso-8859-2'];
}

/** How sensibly bytes read in one encoding. */
class Trial {
  readonly encoding: string;
  readonly #decoder: InstanceType<typeof TextDecoder>;
  #possible = true;
  #beside = 0;
  #unexpected = 0;

  constructor(encoding: string) {
    this.encoding = encoding;
    this.#decoder = new TextDecoder(encoding, { fatal: true });
  }

  take(bytes?: Uint8Array): void {
    if (!this.#possible) return;
    try {
      const text = bytes ? this.#decoder.decode(bytes, { stream: true }) : this.#decoder.decode();
      if (CONTROL.test(text)) this.#possible = false;
      const beside = text.match(/[^\p{ASCII}]/gu) ?? [];
      this.#beside += beside.length;
      // Whoever writes in Unicode may write any letter.
      if (!this.encoding.startsWith('utf')) this.#unexpected += beside.filter((sign) => !EXPECTED.test(sign)).length;
    } catch {
      this.#possible = false;
    }
  }

  /** Of the characters beside ASCII, the share of those that nobody here writes; 1 where the bytes are no such text. */
  unexpectedShare(): number {
    this.take();
    return this.#possible ? this.#unexpected / Math.max(1, this.#beside) : 1;
  }
}
