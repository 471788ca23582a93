import { expect, test } from '@jest/globals';
import { checkBudget } from './budget.ts';

const name = { ro: 'sursă', en: 'source' };
const budgetOf = (total: number, ...amounts: number[]) => ({
  currency: 'RON' as const,
  total,
  sources: amounts.map((amount, index) => ({ key: `s${index}`, name, amount })),
  source: 'stated' as const,
});

test('the sources of Cojocna are 3,00 lei short, which is said and not corrected', () => {
  const check = checkBudget(budgetOf(41_618_658, 34_668_343, 6_117_643, 832_372));
  expect(check).toMatchObject({ total: 41_618_658, sum: 41_618_358, difference: 300 });
  expect(check.inWords('ro')).toBe(
    'Sursele însumează 416.183,58\u00A0lei, cu 3,00\u00A0lei mai puțin decât totalul publicat de 416.186,58\u00A0lei. ' +
      'Cifrele sunt cele publicate și nu au fost corectate.',
  );
  expect(check.inWords('en')).toContain('3.00\u00A0lei less than the published total of 416,186.58\u00A0lei');
});

test('with the national share as 85/15 would give it, the budget adds up', () => {
  const check = checkBudget(budgetOf(41_618_658, 34_668_343, 6_117_943, 832_372));
  expect(check.difference).toBe(0);
  expect(check.inWords('ro')).toBe('Sursele însumează exact totalul publicat, 416.186,58\u00A0lei.');
  expect(check.inWords('en')).toBe('The sources add up to exactly the published total of 416,186.58\u00A0lei.');
});

test('sources above the total are flagged as well', () => {
  const check = checkBudget(budgetOf(100, 60, 41));
  expect(check.difference).toBe(-1);
  expect(check.inWords('ro')).toContain('cu 0,01\u00A0lei mai mult');
  expect(check.inWords('en')).toContain('0.01\u00A0lei more');
});

test('R18 sources that overflow throw', () => {
  expect(() => checkBudget(budgetOf(1, Number.MAX_SAFE_INTEGER, 1))).toThrow(RangeError);
});
