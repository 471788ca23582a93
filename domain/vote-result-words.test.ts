import { describe, expect, test } from '@jest/globals';
import type { Outcome } from './vote-count.ts';
import { outcomeWords, resultWords } from './vote-result-words.ts';

const OPTIONS = [
  { number: 1, title: 'Iluminat public' },
  { number: 2, title: 'Wi-Fi la școală' },
];

describe('R17 how a round ended', () => {
  test.each<[Outcome, string, string]>([
    [{ kind: 'elected', option: 2 }, '2. Wi-Fi la școală', '2. Wi-Fi la școală'],
    [{ kind: 'tie', between: [1, 2], next: 'run-off' }, 'turul al doilea', 'run-off'],
    [{ kind: 'tie', between: [1, 2], next: 'lot' }, 'se trage la sorți', 'lots are drawn'],
    [{ kind: 'no-votes' }, 'niciun vot valabil', 'No valid vote'],
    [{ kind: 'quorum-missed', need: 20, have: 1 }, '20 de persoane', '20 people'],
    [{ kind: 'minimum-missed', need: 101, have: 99 }, '101 voturi valabile', '101 valid votes'],
  ])('%j', (outcome, ro, en) => {
    const words = outcomeWords(outcome, OPTIONS);
    expect(words.ro).toContain(ro);
    expect(words.en).toContain(en);
  });

  test('by lot after the second tie', () => {
    const tie: Outcome = { kind: 'tie', between: [1, 2], next: 'lot' };
    const words = resultWords({ result: 'lot', winner: 1 }, tie, OPTIONS);
    expect(words.ro).toBe('După a doua egalitate, opțiunea „1. Iluminat public” a fost aleasă prin tragere la sorți.');
    expect(words.en).toBe('After the second tie, the option “1. Iluminat public” was elected by lot.');
  });
});
