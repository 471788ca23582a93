import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import jsQR from 'jsqr';
import { extractText, getDocumentProxy } from 'unpdf';
import { type Letter, type LetterFacts, votingAddress } from '../domain/voting-letter.ts';
import { qrBars, writeLetters } from './letters.ts';

const CODE = '7k3m0q9tz2x4c6v8b1n5';
const FACTS: LetterFacts = {
  project: { ro: 'Proiectul de probă', en: 'The sample project' },
  publicity: { ro: 'Linia finanțatorului, de probă.', en: "The funder's line, a sample." },
  sender: { ro: 'Fundația de probă', en: 'The sample foundation' },
  question: { ro: 'Care dintre propuneri să fie realizată?', en: 'Which proposal shall be carried out?' },
  round: 1,
  opensAt: new Date('2027-05-03T05:00:00Z'),
  closesAt: new Date('2027-05-17T17:00:00Z'),
  address: 'https://jalon.example.org/p/cojocna/vote',
  voteId: '6f0f6c1e-52a5-4c0e-9a53-0d1f9e2b7a41',
};
const letter = (change: Partial<Letter> = {}): Letter => ({
  name: 'Ștefan Exemplu-Țăran',
  address: ['Str. Școlii nr. 3', 'Satul Exemplu'],
  locale: 'ro',
  code: CODE,
  ...change,
});

async function pagesOf(letters: readonly Letter[]): Promise<string[]> {
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), writeLetters(FACTS, letters, out)]);
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)));
  return text.map((page) => page.replace(/\s+/g, ' '));
}

describe('letters with voting codes', () => {
  test('R14 R26 each letter is a page with name, address, code, window and publicity line, in its language', async () => {
    const english = letter({ name: 'Ana Example', locale: 'en', code: CODE.replace('7', '8') });
    const [ro = '', en = '', ...more] = await pagesOf([letter(), english]);
    expect(more).toEqual([]);
    for (const words of [
      'Ștefan Exemplu-Țăran',
      'Str. Școlii nr. 3',
      '7K3M-0Q9T-Z2X4-C6V8-B1N5',
      '17 mai 2027, 20:00',
      'Linia finanțatorului',
    ])
      expect(ro).toContain(words);
    for (const words of ['Ana Example', '8K3M-0Q9T-Z2X4-C6V8-B1N5', 'Your voting code', "The funder's line"])
      expect(en).toContain(words);
    expect(en).not.toContain('7K3M');
  });

  test('R15 R17 the square code opens the page of this vote with the code behind the #, which no server sees', async () => {
    const address = votingAddress(FACTS.address, FACTS.voteId, CODE);
    const { side, bars } = qrBars(address);
    const scale = 4;
    const pixels = new Uint8ClampedArray((side * scale) ** 2 * 4).fill(255);
    for (const { x, y, width } of bars)
      for (let row = y * scale; row < (y + 1) * scale; row += 1)
        for (let column = x * scale; column < (x + width) * scale; column += 1)
          pixels.fill(0, (row * side * scale + column) * 4, (row * side * scale + column) * 4 + 3);
    const read = jsQR.default(pixels, side * scale, side * scale);
    expect(read?.data).toBe(`https://jalon.example.org/p/cojocna/vote?vote=${FACTS.voteId}#${CODE}`);
  });

  test('names in any script and of any length stay on their page', async () => {
    const long = letter({
      name: `Αλέξανδρος ${'Foarte-Lung '.repeat(30)}`,
      address: ['x '.repeat(200), 'y', 'z', 'u', 'v'],
    });
    expect(await pagesOf([long, letter(), long, letter()])).toHaveLength(4);
  });

  test('a download that breaks off is said', async () => {
    const broken = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, done) => done(new Error('gone')),
    });
    await expect(writeLetters(FACTS, [letter(), letter()], broken)).rejects.toThrow();
  });
});
