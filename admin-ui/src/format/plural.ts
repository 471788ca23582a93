/** Which form of a word a number takes: 1 dovadă, 2 dovezi, 20 de dovezi. */
import type { Locale } from '../api/types.ts';

/** The forms that catalogues give for a counted word; English uses `one` and `other`. */
export interface Counted {
  readonly one: string;
  readonly few: string;
  readonly other: string;
}

const RULES: Readonly<Record<Locale, Intl.PluralRules>> = {
  ro: new Intl.PluralRules('ro'),
  en: new Intl.PluralRules('en'),
};

/** The name of the form: `one`, `few` (Romanian only) or `other`. */
export function pluralForm(count: number, locale: Locale): keyof Counted {
  const form = RULES[locale].select(count);
  return form === 'one' || form === 'few' ? form : 'other';
}
