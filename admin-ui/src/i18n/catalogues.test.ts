import { describe, expect, test } from '@jest/globals';
import { english } from './en/index.ts';
import { romanian } from './ro/index.ts';

/** Every text of a catalogue with its path: `app.late` → `Întârziat`. */
function texts(words: unknown, path = ''): [string, string][] {
  if (typeof words === 'string') return [[path, words]];
  if (typeof words !== 'object' || words === null) return [];
  return Object.entries(words).flatMap(([key, value]) => texts(value, path === '' ? key : `${path}.${key}`));
}

const ro = new Map(texts(romanian));
const en = new Map(texts(english));
const slots = (text: string) => [...new Set(text.match(/%\{\w+\}/g))].sort();
// React-admin names a resource in its messages; in Romanian those sentences would need its gender and number.
const NAME_LEFT_OUT = /^ra\.(?:page\.empty|message\.(?:bulk_)?delete_content|message\.bulk_\w+|navigation\.no_\w+)$/;

describe('the catalogues', () => {
  test('have the same keys in Romanian and English', () => {
    expect([...ro.keys()].sort()).toEqual([...en.keys()].sort());
  });

  test('ask for the same figures and names', () => {
    const different = [...ro].filter(
      ([key, text]) => !NAME_LEFT_OUT.test(key) && `${slots(text)}` !== `${slots(en.get(key) ?? '')}`,
    );
    expect(different.filter(([key]) => !key.endsWith('.one'))).toEqual([]);
  });

  test('leave no text empty', () => {
    const empty = [...ro, ...en].filter(([key, text]) => text.trim() === '' && key !== 'ra.boolean.null');
    expect(empty).toEqual([]);
  });

  test('write Romanian with comma below', () => {
    expect([...ro].filter(([, text]) => /[şŞţŢ]/.test(text) || text !== text.normalize('NFC'))).toEqual([]);
  });

  test('give every form of a Romanian plural that react-admin asks for', () => {
    const forms = [...ro]
      .filter(([, text]) => text.includes('||||'))
      .map(([key, text]) => [key, text.split('||||').length]);
    expect(forms.filter(([, count]) => count !== 3)).toEqual([]);
  });
});
