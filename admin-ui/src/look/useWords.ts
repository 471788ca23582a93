import { useLocaleState, useTranslate } from 'react-admin';
import type { Locale, LocalText } from '../api/types.ts';
import { formatDay, formatInstantDay, formatMoment, formatShortDay } from '../format/day.ts';
import { formatFigure } from '../format/figure.ts';
import { formatLei } from '../format/money.ts';
import { pluralForm } from '../format/plural.ts';
import { formatSize } from '../format/size.ts';
import { currentLocale } from '../i18n/i18nProvider.ts';

export interface Words {
  readonly locale: Locale;
  /** The catalogue's text at this key. */
  readonly say: (key: string, options?: Record<string, unknown>) => string;
  /** The catalogue's text in the form that the number takes: `1 dovadă`, `20 de dovezi`. */
  readonly count: (key: string, count: number, options?: Record<string, unknown>) => string;
  /** The project's own text in the reader's language. */
  readonly local: (text: LocalText) => string;
  readonly day: (day: string) => string;
  /** The day in Romania of a due instant. */
  readonly due: (instant: string) => string;
  /** The same where there is little room: `27 iul. 2022`. */
  readonly shortDue: (instant: string) => string;
  readonly moment: (instant: string) => string;
  /** A whole figure that stands alone; those that fill a text are written so anyway. */
  readonly figure: (figure: number) => string;
  readonly lei: (bani: number) => string;
  readonly size: (bytes: number) => string;
}

/** Everything a component needs to speak: the page is drawn anew when the language changes. */
export function useWords(): Words {
  const say = useTranslate();
  // react-admin would build the page anew, and what was typed would be gone; so each component listens for itself.
  useLocaleState();
  const locale = currentLocale();
  return {
    locale,
    say,
    count: (key, count, options) => say(`${key}.${pluralForm(count, locale)}`, { ...options, count }),
    local: (text) => text[locale],
    day: (day) => formatDay(day, locale),
    due: (instant) => formatInstantDay(instant, locale),
    shortDue: (instant) => formatShortDay(instant, locale),
    moment: (instant) => formatMoment(instant, locale),
    figure: (figure) => formatFigure(figure, locale),
    lei: (bani) => formatLei(bani, locale),
    size: (bytes) => formatSize(bytes, locale),
  };
}
