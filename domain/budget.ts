/**
 * The budget as published, and whether it adds up. Nothing here corrects a figure:
 * what the papers say is shown, and the difference beside it.
 */
import type { Locale } from './lifecycle.ts';
import { type Bani, bani, formatLei, subtractBani, sumBani } from './money.ts';
import type { Plan } from './plan.ts';

export interface BudgetCheck {
  /** The published total. */
  readonly total: Bani;
  /** What the published sources add up to. */
  readonly sum: Bani;
  /** total − sum: positive where the sources fall short; 0 where the budget adds up. */
  readonly difference: Bani;
  /** One sentence that says so, for wherever the budget is shown. */
  readonly inWords: (locale: Locale) => string;
}

/** Compares a plan's total with its sources. Throws a RangeError where the sum overflows (R18). */
export function checkBudget(budget: Plan['budget']): BudgetCheck {
  const total = bani(budget.total);
  const sum = sumBani(budget.sources.map((source) => source.amount));
  const difference = subtractBani(total, sum);
  return { total, sum, difference, inWords: (locale) => describeBudget(total, sum, difference, locale) };
}

function describeBudget(total: Bani, sum: Bani, difference: Bani, locale: Locale): string {
  const money = (amount: number) => formatLei(amount, locale);
  if (difference === 0) {
    return locale === 'ro'
      ? `Sursele însumează exact totalul publicat, ${money(total)}.`
      : `The sources add up to exactly the published total of ${money(total)}.`;
  }
  const gap = money(Math.abs(difference));
  return locale === 'ro'
    ? `Sursele însumează ${money(sum)}, cu ${gap} ${difference > 0 ? 'mai puțin' : 'mai mult'} decât totalul publicat ` +
        `de ${money(total)}. Cifrele sunt cele publicate și nu au fost corectate.`
    : `The sources add up to ${money(sum)}, ${gap} ${difference > 0 ? 'less' : 'more'} than the published total ` +
        `of ${money(total)}. The figures are as published and have not been corrected.`;
}
