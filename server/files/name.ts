/** The name under which an uploaded file is shown and downloaded again. */
import { cleanText } from '../../domain/text.ts';

/** Characters, as PostgreSQL counts them. */
const MAX_LENGTH = 200;
/** Not allowed in a name on one system or another; the slashes would make it a path. */
const FORBIDDEN = /[<>:"/\\|?*\n\t]/g;

/** The ending in small letters without its dot, '' when there is none. */
export function endingOf(name: string): string {
  return /\.([^.]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/**
 * A harmless name: the last part of a path, NFC, without control and direction-changing characters,
 * at most 200 characters with its ending kept. null when nothing is left of it.
 */
export function cleanFileName(given: string): string | null {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const name = cleanText(last.toWellFormed())
    .replace(FORBIDDEN, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (name === '') return null;
  const characters = [...name];
  if (characters.length <= MAX_LENGTH) return name;
  const kept = /\.[^.]{1,10}$/.exec(name)?.[0] ?? '';
  return characters.slice(0, MAX_LENGTH - [...kept].length).join('') + kept;
}

/** `Content-Disposition` of a download: the name in RFC 5987's form, and in plain ASCII for old programs. */
export function attachment(name: string): string {
  const ascii = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
