import { describe, expect, test } from '@jest/globals';
import { charterWords } from './charter-words.ts';
import type { Locale } from './lifecycle.ts';
import { LOCALES } from './lifecycle.ts';
import { sampleCharter } from './sample-vote.ts';

const all = (charter: ReturnType<typeof sampleCharter>, locale: Locale) =>
  charterWords(charter, locale)
    .map(({ title, text }) => `${title}: ${text}`)
    .join('\n');

describe('R13 the charter in plain words', () => {
  test('R13 says who may vote, when, and what decides', () => {
    const ro = all(sampleCharter(), 'ro');
    expect(ro).toContain('cel puțin 18 ani împliniți în ziua votului');
    expect(ro).toContain('(3 mai 2027)');
    expect(ro).toContain('domiciliul sau reședința în comuna Cojocna.');
    expect(ro).toContain('De la 3 mai 2027, 08:00 până la 17 mai 2027, 20:00, ora României.');
    expect(ro).toContain('până la 30 aprilie 2027, 23:59');
    expect(ro).toContain('cel puțin 10% dintre persoanele din lista alegătorilor');
    expect(ro).toContain('cel puțin 3 voturi valabile');
    expect(ro).toContain('durează 7 zile');
    expect(ro).toContain('cel puțin 2 martori');
    const en = all(sampleCharter(), 'en');
    expect(en).toContain('at least 18 years of age on voting day');
    expect(en).toContain('From 3 May 2027, 08:00 to 17 May 2027, 20:00, Romanian time.');
    expect(en).toContain('lasts 7 days');
  });

  test('R13 Romanian counts its nouns as it should: one, few, and with „de”', () => {
    const one = all(
      sampleCharter({ minimumVotes: 1, runOffDays: 1, witnesses: 1, extensionDays: 1, minimumAge: 1 }),
      'ro',
    );
    expect(one).toContain('cel puțin 1 vot valabil,');
    expect(one).toContain('durează 1 zi ');
    expect(one).toContain('cel puțin 1 martor ');
    expect(one).toContain('cel mult 1 zi,');
    expect(one).toContain('cel puțin 1 an împlinit ');
    const many = all(
      sampleCharter({ minimumVotes: 1200, runOffDays: 20, witnesses: 20, extensionDays: 30, minimumAge: 21 }),
      'ro',
    );
    expect(many).toContain('cel puțin 1.200 de voturi valabile,');
    expect(many).toContain('durează 20 de zile ');
    expect(many).toContain('cel puțin 20 de martori ');
    expect(many).toContain('cel mult 30 de zile,');
    expect(many).toContain('cel puțin 21 de ani împliniți ');
  });

  test.each([
    [{ quorumPercent: 0 }, 'Nu este cvorum', 'There is no quorum'],
    [{ minimumVotes: 0 }, 'Nu este un număr minim', 'There is no least number'],
    [{ blankAllowed: false }, 'Nu se poate vota alb', 'A blank vote is not allowed'],
    [{ extensionDays: 0 }, 'Votul nu se poate prelungi', 'The vote cannot be extended'],
    [{ turnoutShown: false }, 'Nici prezența la vot nu se arată', 'The turnout is not shown either'],
  ])('R13 R16 %j is said', (change, ro, en) => {
    expect(all(sampleCharter(), 'ro')).not.toContain(ro);
    expect(all(sampleCharter(change), 'ro')).toContain(ro);
    expect(all(sampleCharter(change), 'en')).toContain(en);
  });

  test('R13 every article has words in both languages, and every sentence its end', () => {
    const [ro, en] = LOCALES.map((locale) => charterWords(sampleCharter(), locale));
    expect(en).toHaveLength(ro?.length ?? 0);
    for (const { title, text } of [...(ro ?? []), ...(en ?? [])]) {
      expect(title).not.toBe('');
      expect(text).toMatch(/[.?]$/);
      expect(text).not.toMatch(/undefined|NaN|[şţŞŢ]/);
    }
  });
});
