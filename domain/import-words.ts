/** What was found about a row of an import, in words for whoever decides on it. */
import type { Doubt } from './import-match.ts';
import type { LocalText } from './lifecycle.ts';

/** Why it is not certain that a row is the person beside it. */
export const DOUBT_WORDS: Readonly<Record<Doubt, LocalText>> = {
  'no-birth-date': {
    ro: 'Același nume; data nașterii lipsește la una dintre ele.',
    en: 'The same name; one of the two has no date of birth.',
  },
  'other-birth-date': {
    ro: 'Același nume, altă dată a nașterii.',
    en: 'The same name, another date of birth.',
  },
  'similar-name': {
    ro: 'Aceeași dată a nașterii, nume asemănător.',
    en: 'The same date of birth, a similar name.',
  },
};

/** The other one stands in the same file. */
export const sameFile = (row: number): LocalText => ({
  ro: `Se află și în rândul ${row} al fișierului.`,
  en: `Is also in row ${row} of the file.`,
});
