import { describe, expect, test } from '@jest/globals';
import type { ReportFacts } from './report-facts.ts';
import { buildReportModel } from './report-model.ts';
import { sampleMoney } from './report-money-sample.ts';
import { sampleFacts, sampleId } from './report-sample.ts';
import { samplePlan } from './sample-plan.ts';

const NOW = new Date('2023-09-20T10:00:00Z');
const [B1, B2] = [sampleId(100), sampleId(101)];
const given = (change: (money: ReportFacts['money']) => Partial<ReportFacts['money']> = () => ({})): ReportFacts => {
  const money = sampleMoney((kind) => (kind === 'fundraising' ? B1 : B2));
  return { ...sampleFacts(samplePlan()), money: { ...money, ...change(money) } };
};
const moneyOf = (facts: ReportFacts) => buildReportModel(facts, NOW).money;
const gapsOf = (facts: ReportFacts) =>
  buildReportModel(facts, NOW).gaps.flatMap(({ code, weight, text }) =>
    /^(sum|match|repayment)/.test(code) ? [[code, weight, text.ro]] : [],
  );

describe('R25 money in the report', () => {
  test('R20 a campaign’s figures are its ledger’s: what came in by each way, less refunds, is what was raised', () => {
    const [campaign] = moneyOf(given()).campaigns;
    const values = Object.fromEntries(
      Object.entries(campaign ?? {}).flatMap(([name, figure]) =>
        typeof figure === 'object' && figure !== null && 'value' in figure ? [[name, figure.value]] : [],
      ),
    );
    expect(values).toEqual({
      ...{ pledged: 640_000, bank: 951_250, cash: 100_000, refunded: 20_000, raised: 1_031_250 },
      ...{ inKind: 75_000, adjusted: -50_000, late: 0 },
    });
    expect((values.bank ?? 0) + (values.cash ?? 0) - (values.refunded ?? 0)).toBe(values.raised);
    expect(campaign?.refunded.records).toEqual([{ kind: 'ledger', id: sampleId(901), part: 'kind=refund' }]);
    expect(campaign?.raised.records).toContainEqual({ kind: 'campaign', id: sampleId(900) });
  });

  test('R20 R21 of the match what was paid, given back, and is still to be given back', () => {
    const [match] = moneyOf(given()).matches;
    expect(match).toMatchObject({
      ...{ cap: { value: 1_000_000 }, computed: { value: 1_000_000 }, due: { value: 981_250 } },
      ...{ paid: { value: 1_000_000 }, repaid: { value: 10_000 }, owed: { value: 8_750 } },
    });
    const unpaid = given(({ matches }) => ({
      matches: matches.map((one) => ({ ...one, state: 'contracted' as const, paid: null, sums: [] })),
    }));
    expect(moneyOf(unpaid).matches[0]).toMatchObject({ paid: null, repaid: { value: 0 }, owed: { value: 0 } });
  });

  test('R21 a number or a day that was corrected stands with what it said before, when that was put right, and why', () => {
    const [match] = moneyOf(given()).matches;
    expect(match?.decisions).toEqual([
      { outcome: 'rejected', number: '31/2023', decidedOn: '2023-07-20', corrections: [] },
      {
        ...{ outcome: 'adopted', number: '38/2023', decidedOn: '2023-08-10' },
        corrections: [
          {
            ...{ oldNumber: '83/2023', oldDay: '2023-08-10', on: '2023-08-14T10:00:00.000Z' },
            reason: 'Cifre inversate la copiere.',
          },
        ],
      },
    ]);
    expect(match?.contract?.corrections).toMatchObject([{ oldNumber: '77', oldDay: '2023-08-15' }]);
  });

  test('R23 what came into the fund is what went out of campaign and match, and nothing stands in the budget', () => {
    const { campaigns, matches, funds } = moneyOf(given());
    expect(funds[0]).toMatchObject({
      ...{ received: { value: 1_971_250 }, spent: { value: 150_000 }, balance: { value: 1_821_250 } },
    });
    const raised = (campaigns[0]?.raised.value ?? 0) + (campaigns[0]?.adjusted.value ?? 0);
    const matched = (matches[0]?.paid?.value ?? 0) - (matches[0]?.repaid.value ?? 0);
    expect(raised + matched).toBe(funds[0]?.received.value ?? 0);
    const budget = buildReportModel(given(), NOW).budget;
    expect(budget).toEqual(buildReportModel(sampleFacts(samplePlan()), NOW).budget);
  });

  test('R22 a sum that was published late is explained, one that is not published has to be; in time is silent', () => {
    const published = (at: string | null) =>
      given(({ campaigns }) => ({
        matches: [],
        campaigns: campaigns.map((one) => ({
          ...one,
          state: at === null ? ('closed' as const) : ('published' as const),
          publishedAt: at === null ? null : new Date(at),
          sumDueAt: new Date('2023-07-14T20:59:59Z'),
        })),
      }));
    expect(gapsOf(published('2023-07-14T20:59:59Z'))).toEqual([]);
    expect(gapsOf(published('2023-07-14T21:00:00Z'))).toEqual([
      ['sum-late', 'explain', expect.stringContaining('15 iulie 2023')],
    ]);
    expect(gapsOf(published(null))).toEqual([['sum-unpublished', 'solve', expect.stringContaining('14 iulie 2023')]]);
  });

  test('R20 R21 a repayment that is owed is to be solved, a rejected match explained', () => {
    expect(gapsOf(given(() => ({ campaigns: [] })))).toEqual([
      ['repayment-owed', 'solve', expect.stringContaining('87,50\u00A0lei')],
    ]);
    const rejected = given(({ matches }) => ({
      campaigns: [],
      matches: matches.map((one) => ({ ...one, state: 'rejected' as const, paid: null, sums: [] })),
    }));
    expect(gapsOf(rejected)).toEqual([['match-rejected', 'explain', expect.any(String)]]);
  });
});
