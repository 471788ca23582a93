/** What a file really is: its content decides, and its name must say the same. */
import { createReadStream } from 'node:fs';
import { isNativeError } from 'node:util/types';
import { fileTypeFromFile } from 'file-type';
import type { LocalText } from '../../domain/lifecycle.ts';
import { endingOf } from './name.ts';

/** Kinds that are taken, by the ending that `file-type` gives their content, with the endings a name may have. */
const BINARY: Readonly<Record<string, readonly string[]>> = {
  pdf: ['pdf'],
  docx: ['docx'],
  xlsx: ['xlsx'],
  pptx: ['pptx'],
  odt: ['odt'],
  ods: ['ods'],
  odp: ['odp'],
  png: ['png'],
  jpg: ['jpg', 'jpeg'],
  webp: ['webp'],
  heic: ['heic', 'heif'],
  zip: ['zip'],
  mp4: ['mp4'],
};

/** Text has no signature; its name says which kind it is. */
const TEXT: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  eml: 'message/rfc822',
};

/** Everything that is taken, as it is told to people. */
export const ACCEPTED_ENDINGS = [...Object.values(BINARY).flat(), ...Object.keys(TEXT)];

export type Kind = { readonly ok: true; readonly type: string } | { readonly ok: false; readonly reason: LocalText };

/** Office documents with macros, and templates. */
const OFFICE_WITH_CODE = /^(?:do[ct]m|dotx|xl[st]m|xltx|p[op]tm|potx|pps[mx])$/;

const accepted = ACCEPTED_ENDINGS.join(', ');
const NOT_TAKEN = {
  ro: `Acest tip de fișier nu se primește. Se primesc: ${accepted}.`,
  en: `Files of this kind are not taken. Taken are: ${accepted}.`,
};
const MACROS = {
  ro: 'Fișierul conține macrocomenzi sau este un șablon. Salvați-l ca document obișnuit (docx, xlsx, pptx) sau PDF.',
  en: 'The file holds macros or is a template. Save it as an ordinary document (docx, xlsx, pptx) or PDF.',
};
const NOT_TEXT = {
  ro: 'Fișierul nu este text UTF-8. Salvați-l cu codificarea UTF-8.',
  en: 'The file is not UTF-8 text. Save it in the UTF-8 encoding.',
};
const MARKUP = {
  ro: 'Fișierul conține o pagină web (HTML, SVG sau XML). Salvați-l ca PDF.',
  en: 'The file holds a web page (HTML, SVG or XML). Save it as PDF.',
};
const NOT_MAIL = {
  ro: 'Fișierul nu este un mesaj de e-mail (eml).',
  en: 'The file is not an e-mail message (eml).',
};

const mismatch = (named: string, found: string) => ({
  ro: `Numele se termină în „.${named}”, dar conținutul este ${found}. Redenumiți sau salvați din nou fișierul.`,
  en: `The name ends in ".${named}", but the content is ${found}. Rename the file or save it again.`,
});

/**
 * Judges a file that lies on disk.
 * @param name its cleaned name
 */
export async function kindOf(path: string, name: string): Promise<Kind> {
  const named = endingOf(name);
  const found = await fileTypeFromFile(path);
  if (found) {
    const endings = BINARY[found.ext];
    if (!endings) return { ok: false, reason: OFFICE_WITH_CODE.test(found.ext) ? MACROS : NOT_TAKEN };
    return endings.includes(named) ? { ok: true, type: found.mime } : { ok: false, reason: mismatch(named, found.ext) };
  }
  const type = TEXT[named];
  if (!type) {
    const known = Object.values(BINARY).flat().includes(named);
    return {
      ok: false,
      reason: known
        ? {
            ro: `Conținutul nu este un fișier „.${named}” valid. Deschideți-l și salvați-l din nou.`,
            en: `The content is no valid ".${named}" file. Open it and save it again.`,
          }
        : NOT_TAKEN,
    };
  }
  return kindOfText(path, type);
}

/** Control characters but tab, line feed, form feed and carriage return. */
const CONTROL = /(?![\t\n\f\r])\p{Cc}/u;
const OPENS_MARKUP = /^\s*<(?:!doctype|\?xml|html|svg|head|body|script)/i;
const OPENS_MAIL = /^[A-Za-z][A-Za-z0-9-]*:[ \t]?/;

async function kindOfText(path: string, type: string): Promise<Kind> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  try {
    for await (const chunk of createReadStream(path)) {
      const text = decoder.decode(chunk, { stream: true });
      if (CONTROL.test(text)) return { ok: false, reason: NOT_TEXT };
      if (first && OPENS_MARKUP.test(text)) return { ok: false, reason: MARKUP };
      if (first && type === 'message/rfc822' && !OPENS_MAIL.test(text)) return { ok: false, reason: NOT_MAIL };
      first = false;
    }
    decoder.decode();
  } catch (error) {
    if (isNativeError(error) && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      return { ok: false, reason: NOT_TEXT };
    throw error;
  }
  return { ok: true, type };
}
