import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codePointsOf, FONT_FILES, isCovered } from './fonts.ts';
import { printable, shortened } from './printable.ts';

const pointsOf = (text: string): number[] => [...text].map((character) => character.codePointAt(0) ?? 0);

describe('fonts', () => {
  test('both weights of the text font have every Romanian letter, the lei and the signs of the report', () => {
    const [regular, semiBold] = FONT_FILES.map((file) => codePointsOf(readFileSync(file)));
    for (const point of pointsOf('ăâîșțĂÂÎȘȚşţ„”“–—…·#[]0123456789,.\u00A0')) {
      expect([point, regular?.has(point), semiBold?.has(point)]).toEqual([point, true, true]);
    }
    expect([...(regular ?? [])].every((point) => semiBold?.has(point))).toBe(true);
  });

  test('every character that passes for plain Latin is in the text font', () => {
    const [regular] = FONT_FILES.map((file) => codePointsOf(readFileSync(file)));
    for (let point = 0x20; point <= 0x2026; point += 1) {
      const character = String.fromCodePoint(point);
      if (printable(character) === character && point < 0x250)
        expect([point, regular?.has(point)]).toEqual([point, true]);
    }
  });

  test('Greek, Cyrillic, Arabic, Hebrew, Armenian, Georgian, Chinese and Japanese have a font', () => {
    for (const word of ['Γιώργος', 'Анна', 'عمر', 'שרה', 'Աննա', 'ანა', '王小明', 'はなこ', '→']) {
      expect([word, isCovered(pointsOf(word))]).toEqual([word, true]);
    }
  });
});

describe('printable text', () => {
  test('ordinary text is left as it is', () => {
    const text = 'Căminul cultural „Țara Făgetului” – 10.000,00\u00A0lei\nși atât.';
    expect(printable(text)).toBe(text);
  });

  test('a name in any script is left as it is, a character without a font is named', () => {
    expect(printable('Анна · 王小明')).toBe('Анна · 王小明');
    expect(printable('a\u{10FFFF}b')).toBe('a[U+10FFFF]b');
    expect(printable('\uD800')).toBe('[U+D800]');
  });

  test('a mark that no font has together with its letter is named after it', () => {
    expect(printable('e\u20E3')).toBe('e[U+20E3]');
  });

  test('control and direction characters go, tabs and odd line ends become spaces', () => {
    expect(printable('a\u202Eb\u0000c\u2066\td\u2028e')).toBe('abc d e');
  });

  test('a long word may break, best after a sign, and loses nothing', () => {
    const name = 'proces-verbal_consultare-publica_2023-03-12_semnat.pdf';
    expect(printable(name).split('\u200B')).toEqual([
      'proces-verbal_',
      'consultare-publica_',
      '2023-03-12_semnat.',
      'pdf',
    ]);
    expect(printable('a'.repeat(24))).toBe('a'.repeat(24));
  });

  test('a text longer than any record is cut, and says so', () => {
    expect(printable('abc '.repeat(3000))).toHaveLength(4000 + ' […]'.length);
    expect(shortened('abcdef', 4)).toBe('abc…');
    expect(shortened('abcd', 4)).toBe('abcd');
  });

  test('whatever is written, every cluster of what is printed has a font', () => {
    const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });
    const withoutGlyph = /\s|\u200B|\u200C|\u200D|\p{Variation_Selector}/u;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const { segment } of clusters.segment(printable(text))) {
          const visible = [...segment].filter((character) => !withoutGlyph.test(character)).join('');
          expect(isCovered(pointsOf(visible))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
