import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanText } from './text.ts';

describe('cleaning text at the door', () => {
  test.each([
    ['cedilla becomes comma below', 'Şedinţa ŢINUTĂ ş ţ', 'Ședința ȚINUTĂ ș ț'],
    ['a letter with a combining cedilla too', 's\u0327t\u0327', 'șț'],
    ['a letter with a combining comma becomes one character', 's\u0326 t\u0326', 'ș ț'],
    ['decomposed letters are composed', 'a\u0306i\u0302', 'ăî'],
    ['line ends are one kind', 'unu\r\ndoi\rtrei\npatru', 'unu\ndoi\ntrei\npatru'],
    ['outer white space is cut', ' \t nume \n', 'nume'],
    ['a right-to-left override is removed', 'raport\u202Efdp.exe', 'raportfdp.exe'],
    ['isolates, marks and the byte order mark are removed', '\u2066a\u2069\u200F\u061C\uFEFFb', 'ab'],
    ['control characters are removed', 'a\u0000b\u001B[31mc\u007F', 'ab[31mc'],
    ['a zero-width space is removed', 'a\u200Bb', 'ab'],
    ['tabs and newlines inside stay', 'a\tb\nc', 'a\tb\nc'],
    ['templates and tags stay text', '{{x}} <script>alert(1)</script>', '{{x}} <script>alert(1)</script>'],
  ])('%s', (_, written, cleaned) => expect(cleanText(written)).toBe(cleaned));

  test.each(['王小明', 'नेहा', 'Ελένη', 'Олена', 'يوسف', 'José Ñ', "O'Neill", '👩‍👩‍👧'])(
    'a name in any script stays as it is: %s',
    (name) => expect(cleanText(name)).toBe(name),
  );

  test('nothing hostile survives, and a second cleaning changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cleaned = cleanText(text);
        expect(cleaned.replace(/[\t\n]/g, '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u200B\uFEFFşŞţŢ]/u);
        expect(cleanText(cleaned)).toBe(cleaned);
      }),
      { numRuns: 1000 },
    );
  });

  test('ten thousand characters are no matter', () => {
    expect(cleanText('ţ'.repeat(10_000))).toBe('ț'.repeat(10_000));
  });
});
