import polyglotI18nProvider from 'ra-i18n-polyglot';
import type { I18nProvider } from 'react-admin';
import type { Locale } from '../api/types.ts';
import { readableFigures } from '../format/figure.ts';
import { english } from './en/index.ts';
import { romanian } from './ro/index.ts';

const CATALOGUES = { ro: romanian, en: english };

export const LOCALES: readonly Locale[] = ['ro', 'en'];

export function isLocale(value: unknown): value is Locale {
  return value === 'ro' || value === 'en';
}

const catalogues = polyglotI18nProvider(
  (locale) => CATALOGUES[isLocale(locale) ? locale : 'ro'],
  'ro',
  LOCALES.map((locale) => ({ locale, name: romanian.app.language[locale] })),
);

/** The language of the page now. */
export function currentLocale(): Locale {
  const locale = catalogues.getLocale();
  return isLocale(locale) ? locale : 'ro';
}

/** Whoever asks for a text hands over plain numbers: `1.197 persoane`, also in what react-admin says itself. */
export const i18nProvider: I18nProvider = {
  ...catalogues,
  translate: (key, options) => catalogues.translate(key, options && readableFigures(options, currentLocale())),
};
