import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { attachment, cleanFileName, endingOf } from './name.ts';

describe('a file’s name', () => {
  test('whatever is given, what is kept is one short line that is no path, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = cleanFileName(given);
        if (name === null) return;
        expect([...name].length).toBeLessThanOrEqual(200);
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Bidi_Control}]/u);
        expect(name).not.toMatch(/^[. ]|[. ]$/);
        expect(name.isWellFormed()).toBe(true);
        expect(cleanFileName(name)).toBe(name);
      }),
    );
  });

  test('a long name keeps its ending', () => {
    fc.assert(
      fc.property(fc.integer({ min: 150, max: 500 }), fc.constantFrom('pdf', 'DOCX', 'jpeg'), (length, ending) => {
        const name = cleanFileName(`${'ș'.repeat(length)}.${ending}`) ?? '';
        expect(name.endsWith(`.${ending}`)).toBe(true);
        expect(endingOf(name)).toBe(ending.toLowerCase());
      }),
    );
  });

  test.each(['', '   ', '...', '/', 'a/b/', '\u202e', '\u0000'])('nothing is left of %j', (given) => {
    expect(cleanFileName(given)).toBeNull();
  });

  test('as a header it stays one line of ASCII that says the whole name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (given) => {
        const name = cleanFileName(given);
        if (name === null) return;
        const header = attachment(name);
        expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\x21-\x7e]*$/);
        expect(header.slice('attachment; filename="'.length, header.indexOf('"; filename*'))).not.toMatch(/["\\]/);
        expect(decodeURIComponent(header.split("UTF-8''")[1] ?? '')).toBe(name);
      }),
    );
  });
});
