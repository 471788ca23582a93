/** Money (integer bani) as people read it (R18). */
import type { Locale } from '../api/types.ts';

const SEPARATORS: Readonly<Record<Locale, { thousands: string; decimals: string }>> = {
  ro: { thousands: '.', decimals: ',' },
  en: { thousands: ',', decimals: '.' },
};
const NO_BREAK_SPACE = '\u00a0';

/** R18: 41618658 → `416.186,58 lei`, with a no-break space; digits only, no floating point. */
export function formatLei(bani: number, locale: Locale): string {
  const { thousands, decimals } = SEPARATORS[locale];
  const digits = String(Math.abs(bani)).padStart(3, '0');
  const lei = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, thousands);
  return `${bani < 0 ? '−' : ''}${lei}${decimals}${digits.slice(-2)}${NO_BREAK_SPACE}lei`;
}
