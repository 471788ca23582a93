import polyglotI18nProvider from 'ra-i18n-polyglot';
import type { Locale } from '../api/types.ts';
import { english } from './en/index.ts';
import { romanian } from './ro/index.ts';

const CATALOGUES = { ro: romanian, en: english };

export const LOCALES: readonly Locale[] = ['ro', 'en'];

export function isLocale(value: unknown): value is Locale {
  return value === 'ro' || value === 'en';
}

export const i18nProvider = polyglotI18nProvider(
  (locale) => CATALOGUES[isLocale(locale) ? locale : 'ro'],
  'ro',
  LOCALES.map((locale) => ({ locale, name: romanian.app.language[locale] })),
);

/** The language of the page now. */
export function currentLocale(): Locale {
  const locale = i18nProvider.getLocale();
  return isLocale(locale) ? locale : 'ro';
}
