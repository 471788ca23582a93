/**
 * The fonts of the reports: they come with the packages, never from the machine, so a report looks the same everywhere.
 */
import { readFileSync } from 'node:fs';
import { fromRoot } from '../root.ts';

/**
 * In the order in which a character is looked for: Latin, Greek and Cyrillic; then Arabic, Hebrew, Armenian, Georgian
 * and signs; then Chinese and Japanese. One weight is enough where a script is rare.
 */
const FONTS: readonly { readonly family: string; readonly file: string }[] = [
  { family: 'Noto Sans', file: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf' },
  { family: 'Noto Sans', file: '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf' },
  { family: 'DejaVu Sans', file: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf' },
  { family: 'Noto Sans S Chinese', file: '@embedpdf/fonts-sc/fonts/NotoSansHans-Regular.otf' },
];

/** Families in order of preference. */
export const FONT_FAMILIES: readonly string[] = [...new Set(FONTS.map(({ family }) => family))];

/** Absolute paths of the font files. */
export const FONT_FILES: readonly string[] = FONTS.map(({ file }) => fromRoot('node_modules', file));

/** The code points that a font file has a glyph for: its `cmap` table, formats 4 and 12. */
export function codePointsOf(font: Buffer): Set<number> {
  const points = new Set<number>();
  const cmap = tableAt(font, 'cmap');
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index += 1) {
    const subtable = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4);
    const format = font.readUInt16BE(subtable);
    if (format === 4) addSegments(font, subtable, points);
    if (format === 12) addGroups(font, subtable, points);
  }
  return points;
}

function tableAt(font: Buffer, tag: string): number {
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const entry = 12 + index * 16;
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
  }
  throw new Error(`a font has no table ${tag}`);
}

/** Format 4: segments of code points below 0x10000, each with a difference or a list of glyphs. */
function addSegments(font: Buffer, subtable: number, points: Set<number>): void {
  const doubled = font.readUInt16BE(subtable + 6);
  const ends = subtable + 14;
  const starts = ends + doubled + 2;
  const deltas = starts + doubled;
  const offsets = deltas + doubled;
  for (let at = 0; at < doubled; at += 2) {
    const start = font.readUInt16BE(starts + at);
    const offset = font.readUInt16BE(offsets + at);
    const delta = font.readUInt16BE(deltas + at);
    for (let point = start; point <= font.readUInt16BE(ends + at) && point < 0xffff; point += 1) {
      const listed = offset === 0 ? point : font.readUInt16BE(offsets + at + offset + (point - start) * 2);
      if (listed !== 0 && ((listed + delta) & 0xffff) !== 0) points.add(point);
    }
  }
}

/** Format 12: groups of code points of any plane, glyphs in sequence. */
function addGroups(font: Buffer, subtable: number, points: Set<number>): void {
  for (let index = 0; index < font.readUInt32BE(subtable + 12); index += 1) {
    const group = subtable + 16 + index * 12;
    const first = font.readUInt32BE(group + 8) === 0 ? 1 : 0;
    for (let point = font.readUInt32BE(group) + first; point <= font.readUInt32BE(group + 4); point += 1) {
      points.add(point);
    }
  }
}

let coverage: readonly ReadonlySet<number>[] | undefined;

/** Whether one font has glyphs for all of a cluster of characters; a cluster is never set in two fonts. */
export function isCovered(codePoints: readonly number[]): boolean {
  coverage ??= FONT_FILES.map((file) => codePointsOf(readFileSync(file)));
  return coverage.some((points) => codePoints.every((point) => points.has(point)));
}
