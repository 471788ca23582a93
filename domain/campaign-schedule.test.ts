import { describe, expect, test } from '@jest/globals';
import {
  type CampaignFacts,
  closingOf,
  giverNotices,
  hasClosed,
  isSumLate,
  nextCampaignLookAt,
  openingOf,
  sumDueAt,
  sumNotices,
} from './campaign-schedule.ts';
import { samplePlan } from './sample-plan.ts';

const { settings } = samplePlan();
const second = (instant: Date, seconds = 1) => new Date(instant.getTime() + seconds * 1000);
const campaign = (more: Partial<CampaignFacts> = {}): CampaignFacts => ({
  state: 'open',
  opensAt: openingOf('2023-06-01'),
  closesAt: closingOf('2023-06-30'),
  openedAt: openingOf('2023-06-01'),
  closedAt: null,
  sumDueAt: null,
  publishedAt: null,
  cancelledAt: null,
  ...more,
});

describe('R22 the sum is due five working days after the close', () => {
  test.each([
    // Saint Andrew's (30 November), the National Day (1 December) and a weekend after it.
    ['2022-11-29', '2022-12-08'],
    // Orthodox Easter: Good Friday, Easter and its Monday (14–17 April 2023).
    ['2023-04-13', '2023-04-24'],
    ['2023-06-30', '2023-07-07'],
    // The close is on a Sunday.
    ['2023-07-02', '2023-07-07'],
  ])('of %s on %s', (closesOn, dueOn) => expect(sumDueAt(closingOf(closesOn), settings)).toEqual(closingOf(dueOn)));

  test('the last second of that day is in time, the next one is late', () => {
    const due = sumDueAt(closingOf('2022-11-29'), settings);
    expect(isSumLate(due, due)).toBe(false);
    expect(isSumLate(new Date(due.getTime() + 999), due)).toBe(false);
    expect(isSumLate(second(due), due)).toBe(true);
  });
});

describe('R22 the team is told', () => {
  const due = closingOf('2023-07-07');
  const closed = campaign({ state: 'closed', closedAt: second(closingOf('2023-06-30')), sumDueAt: due });

  test('the owner a working day before, the owner when it is late, the managers the next morning', () =>
    expect(sumNotices(closed, settings).map(({ step, owedAt }) => [step, owedAt.toISOString()])).toEqual([
      ['sum-due', '2023-07-06T06:00:00.000Z'],
      ['sum-overdue', '2023-07-07T21:00:00.000Z'],
      ['sum-escalated', '2023-07-08T06:00:00.000Z'],
    ]));

  test('nothing once it is published, and nothing before the close', () => {
    expect(sumNotices({ ...closed, state: 'published' }, settings)).toEqual([]);
    expect(sumNotices(campaign(), settings)).toEqual([]);
  });

  test('R7 where it is found to have closed after downtime, what is late is told all the same', () => {
    const found = { ...closed, closedAt: new Date('2023-07-20T00:00:00Z') };
    expect(sumNotices(found, settings).map(({ step }) => step)).toEqual(['sum-overdue', 'sum-escalated']);
  });

  test('where the day before is that of the close, nobody is told twice', () => {
    const short = { ...settings, sumDays: { ...settings.sumDays, value: 1 } };
    const closedAt = closingOf('2023-06-29');
    const facts = campaign({ state: 'closed', closedAt, sumDueAt: sumDueAt(closedAt, short) });
    expect(sumNotices(facts, short).map(({ step }) => step)).toEqual(['sum-overdue', 'sum-escalated']);
  });
});

describe('what donors and subscribers are told', () => {
  const at = (now: string) => giverNotices(campaign(), settings, new Date(now)).map(({ step }) => step);
  const days = (now: string) =>
    giverNotices(campaign(), settings, new Date(now)).map(({ step, owedAt }) => `${step} ${owedAt.toISOString()}`);

  test('the opening at once, and a word a week at the plan’s time', () => {
    expect(days('2023-06-01T00:00:00Z')).toEqual([
      'opened 2023-05-31T21:00:00.000Z',
      'weekly 2023-06-08T06:00:00.000Z',
      'pledge-reminder 2023-06-23T06:00:00.000Z',
    ]);
    expect(days('2023-06-08T06:00:00Z')).toContain('weekly 2023-06-08T06:00:00.000Z');
  });

  test('R7 after downtime the last word alone', () => {
    expect(days('2023-06-24T00:00:00Z').filter((notice) => notice.startsWith('weekly'))).toEqual([
      'weekly 2023-06-22T06:00:00.000Z',
      'weekly 2023-06-29T06:00:00.000Z',
    ]);
    // No word after the close.
    expect(days('2023-06-29T10:00:00Z').filter((notice) => notice.startsWith('weekly'))).toEqual([
      'weekly 2023-06-29T06:00:00.000Z',
    ]);
  });

  test('the clock’s change moves no word off its hour', () => {
    const spring = campaign({
      opensAt: openingOf('2023-03-20'),
      openedAt: openingOf('2023-03-20'),
      closesAt: closingOf('2023-04-20'),
    });
    expect(
      giverNotices(spring, settings, new Date('2023-03-27T06:00:00Z'))
        .filter(({ step }) => step === 'weekly')
        .map(({ owedAt }) => owedAt.toISOString()),
    ).toEqual(['2023-03-27T06:00:00.000Z', '2023-04-03T06:00:00.000Z']);
  });

  test('a campaign that is shorter than the reminder has none', () => {
    const short = campaign({ closesAt: closingOf('2023-06-05') });
    expect(giverNotices(short, settings, new Date('2023-06-05T00:00:00Z')).map(({ step }) => step)).toEqual(['opened']);
  });

  test('the published sum and the cancellation; nothing between close and publication', () => {
    expect(at('2023-06-10T00:00:00Z')).toContain('weekly');
    const publishedAt = new Date('2023-07-05T09:00:00Z');
    const told = (more: Partial<CampaignFacts>) =>
      giverNotices(campaign(more), settings, new Date('2023-07-06T00:00:00Z')).map(({ step }) => step);
    expect(told({ state: 'closed' })).toEqual([]);
    expect(told({ state: 'published', publishedAt })).toEqual(['published']);
    expect(told({ state: 'cancelled', cancelledAt: publishedAt })).toEqual(['cancelled']);
    expect(told({ state: 'cancelled', cancelledAt: publishedAt, openedAt: null })).toEqual([]);
  });
});

describe('when a campaign’s story looks again', () => {
  test('at the opening, in the second after the last one, and at the next notice', () => {
    expect(nextCampaignLookAt(campaign({ state: 'drafted' }), [])).toBeNull();
    expect(nextCampaignLookAt(campaign({ state: 'announced' }), [])).toEqual(openingOf('2023-06-01'));
    expect(nextCampaignLookAt(campaign(), [])).toEqual(second(closingOf('2023-06-30')));
    const [weekly] = giverNotices(campaign(), settings, new Date('2023-06-02T00:00:00Z')).filter(
      ({ step }) => step === 'weekly',
    );
    expect(weekly && nextCampaignLookAt(campaign(), [weekly])).toEqual(weekly?.owedAt);
    expect(nextCampaignLookAt(campaign({ state: 'published' }), [])).toBeNull();
  });

  test('R8 it takes gifts until the last second of its last day', () => {
    expect(hasClosed(campaign(), closingOf('2023-06-30'))).toBe(false);
    expect(hasClosed(campaign(), second(closingOf('2023-06-30')))).toBe(true);
  });
});
