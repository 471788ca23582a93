/** Whole figures as people read them. */
import type { Locale } from '../api/types.ts';

const NUMBERS: Readonly<Record<Locale, Intl.NumberFormat>> = {
  ro: new Intl.NumberFormat('ro-RO'),
  en: new Intl.NumberFormat('en-GB'),
};

/** 1197 → `1.197` (ro), `1,197` (en). */
export const formatFigure = (figure: number, locale: Locale): string => NUMBERS[locale].format(figure);

/** What a text is filled with: its figures are written as people read them. `smart_count` chooses a plural as it is. */
export function readableFigures(
  options: Readonly<Record<string, unknown>>,
  locale: Locale,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      typeof value === 'number' && name !== 'smart_count' ? formatFigure(value, locale) : value,
    ]),
  );
}
