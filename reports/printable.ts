/**
 * Text that people wrote, made ready for paper: it stays text, whatever stands in it.
 */
import { cleanText } from '../domain/text.ts';
import { isCovered } from './fonts.ts';

const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** No record holds a longer text; a figure of a page must not depend on that. */
const LONGEST_TEXT = 4000;
const ZERO_WIDTH_SPACE = '\u200B';
/** A run without a place to break that is longer than this would leave its column. */
const LONGEST_RUN = 24;
const OTHER_SPACE = /[\t\u2028\u2029]/g;
/** Characters that a font needs no glyph for: variation selectors and joiners change how others look. */
const WITHOUT_GLYPH = /\p{Variation_Selector}|\u200C|\u200D/u;
/** Latin letters and the signs of every fixed word: the first font has them all. */
const PLAIN = /^[\n\x20-\x7E\u00A0-\u024F\u2013\u2014\u2018-\u201E\u2026]*$/;
const LONG_RUN = new RegExp(`\\S{${LONGEST_RUN}}`);
/** After these a file's name or an address breaks better than anywhere. */
const BREAKS_AFTER = /[_./?&=:@-]/;

/**
 * A text that the report can print: control and direction characters removed, characters that no font has written
 * as their code point (PDF/A forbids a missing glyph), very long words given places to break, the rest of a text
 * longer than any record left out.
 */
export function printable(text: string): string {
  const cleaned = cleanText(text).replace(OTHER_SPACE, ' ');
  const isPlain = PLAIN.test(cleaned);
  if (isPlain && cleaned.length <= LONGEST_TEXT && !LONG_RUN.test(cleaned)) return cleaned;
  let read = 0;
  let run = 0;
  let printed = '';
  for (const cluster of isPlain ? cleaned : clustersOf(cleaned)) {
    if (read >= LONGEST_TEXT) return `${printed} […]`;
    read += cluster.length;
    const isSpace = /\s/.test(cluster);
    const shown = isPlain || cluster === '\n' || cluster === ' ' ? cluster : withGlyphs(cluster);
    printed += shown;
    run = isSpace ? 0 : run + shown.length;
    if (run >= LONGEST_RUN || (run >= LONGEST_RUN / 2 && BREAKS_AFTER.test(cluster))) {
      printed += ZERO_WIDTH_SPACE;
      run = 0;
    }
  }
  return printed.endsWith(ZERO_WIDTH_SPACE) ? printed.slice(0, -1) : printed;
}

function* clustersOf(text: string): Generator<string> {
  for (const { segment } of clusters.segment(text)) yield segment;
}

/** At most `length` characters, with an ellipsis for the rest. */
export function shortened(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}

/** A cluster is set in one font: what no font has together with what comes before it is named instead. */
function withGlyphs(cluster: string): string {
  const kept: number[] = [];
  let shown = '';
  for (const character of cluster) {
    const point = character.codePointAt(0) ?? 0;
    if (WITHOUT_GLYPH.test(character)) {
      if (kept.length > 0) shown += character;
    } else if (isCovered([...kept, point])) {
      kept.push(point);
      shown += character;
    } else {
      shown += named(character);
    }
  }
  return shown;
}

/** U+4E2D in brackets: better than a box, because it can be looked up. */
function named(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return `[U+${point.toString(16).toUpperCase().padStart(4, '0')}]`;
}
