import { describe, expect, test } from '@jest/globals';
import {
  charterFaults,
  charterSchema,
  charterText,
  extended,
  latestClose,
  runOffWindow,
  votingDay,
  windowAt,
  windowOf,
} from './charter.ts';
import { sampleCharter } from './sample-vote.ts';

const at = (text: string) => new Date(text);

describe('R13 the draft of a charter', () => {
  const charter = sampleCharter();

  test('R13 the window and the challenges follow from the plan, in Romanian time', () => {
    expect(charter).toMatchObject({
      opensAt: '2027-05-03T05:00:00.000Z',
      closesAt: '2027-05-17T17:00:00.000Z',
      challengesUntil: '2027-04-30T20:59:59.000Z',
      resultsVisible: 'after-close',
    });
    expect(charterSchema.parse(charter)).toEqual(charter);
    expect(charterFaults(charter)).toEqual([]);
  });

  test('R13 voting day is the day in Romania, also shortly after midnight', () => {
    expect(votingDay({ opensAt: '2027-05-02T21:00:00.000Z' })).toBe('2027-05-03');
    expect(votingDay({ opensAt: '2027-05-02T20:59:59.999Z' })).toBe('2027-05-02');
  });

  test.each([
    ['closesAt', { closesAt: '2027-05-03T05:00:00.000Z' }],
    ['challengesUntil', { challengesUntil: '2027-05-03T05:00:00.000Z' }],
  ] as const)('R13 %s in the wrong order is named, with the way out in both languages', (field, change) => {
    const [fault, ...others] = charterFaults(sampleCharter(change));
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ field, rule: 'R13' });
    expect(fault?.reason.ro).toMatch(/Alegeți/);
    expect(fault?.reason.en).toMatch(/Choose/);
  });

  test.each([
    ['results before the close', { resultsVisible: 'always' }],
    ['a quorum above the roll', { quorumPercent: 101 }],
    ['a negative minimum', { minimumVotes: -1 }],
    ['half a day', { runOffDays: 0.5 }],
    ['a day instead of an instant', { opensAt: '2027-05-03' }],
    ['a day that is not there', { opensAt: '2027-02-30T05:00:00.000Z' }],
    ['an instant far outside any calendar', { opensAt: '+275760-09-13T00:00:00.001Z' }],
    ['a question in one language', { question: { ro: 'Care?' } }],
    ['a rule that nobody knows', { weight: 2 }],
  ])('R13 R16 a charter with %s is refused', (_, change) => {
    expect(charterSchema.safeParse({ ...charter, ...change }).success).toBe(false);
  });

  test('R13 an instant has one spelling, and so has a text', () => {
    const written = { ...charter, opensAt: '2027-05-03T08:00:00+03:00', residence: { ro: 'comuna\u0306', en: 'x' } };
    const read = charterSchema.parse(written);
    expect(read.opensAt).toBe('2027-05-03T05:00:00.000Z');
    expect(read.residence.ro).toBe('comun\u0103');
  });
});

describe('R13 the text that is hashed', () => {
  test('R13 does not depend on the order of the members, and reads back as the charter', () => {
    const charter = sampleCharter();
    const turned = Object.fromEntries(Object.entries(charter).reverse()) as typeof charter;
    expect(charterText(turned)).toBe(charterText(charter));
    expect(charterSchema.parse(JSON.parse(charterText(charter)))).toEqual(charter);
    expect(charterText(charter)).toMatch(/^\{"blankAllowed":true,"challengesUntil":"2027-04-30T20:59:59\.000Z",/);
  });

  test('R13 changes with every member', () => {
    const texts = [
      {},
      { minimumAge: 17 },
      { blankAllowed: false },
      { witnesses: 3 },
      { turnoutShown: false },
      { closesAt: '2027-05-17T17:00:00.001Z' },
    ].map((change) => charterText(sampleCharter(change)));
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('R13 R14 the window', () => {
  test.each([
    ['2027-05-03T04:59:59.999Z', 'before'],
    ['2027-05-03T05:00:00.000Z', 'open'],
    ['2027-05-17T16:59:59.999Z', 'open'],
    ['2027-05-17T17:00:00.000Z', 'over'],
  ])('R13 %s is %s: the very instant of closing is over', (now, phase) => {
    expect(windowAt(windowOf(sampleCharter()), at(now))).toBe(phase);
  });
});

describe('R17 the window of the run-off', () => {
  test('R17 opens at 8 on the day after the count, and closes seven days later at the hour of the first close', () => {
    expect(runOffWindow(at('2027-05-17T18:00:00.000Z'), sampleCharter())).toEqual({
      opensAt: at('2027-05-18T05:00:00.000Z'),
      closesAt: at('2027-05-25T17:00:00.000Z'),
    });
  });

  test('R17 the day after the count is a day in Romania', () => {
    expect(runOffWindow(at('2027-05-17T21:30:00.000Z'), sampleCharter()).opensAt).toEqual(
      at('2027-05-19T05:00:00.000Z'),
    );
  });

  test('R17 R8 hours stay what they are in Romania when the clock changes', () => {
    const autumn = sampleCharter({ closesAt: '2027-10-25T17:00:00.000Z' });
    expect(runOffWindow(at('2027-10-26T08:00:00.000Z'), autumn)).toEqual({
      opensAt: at('2027-10-27T05:00:00.000Z'),
      closesAt: at('2027-11-03T18:00:00.000Z'),
    });
  });
});

describe('R13 an extension', () => {
  const charter = sampleCharter();
  const round = { ...windowOf(charter), extendedFrom: null };
  const before = at('2027-05-17T16:59:59.999Z');
  const latest = at('2027-05-24T17:00:00.000Z');

  test('R13 is possible to the last instant before the close, by as many days as the charter allows', () => {
    expect(extended(round, charter, latest, before)).toEqual({ ok: true });
    expect(extended(round, charter, at('2027-05-17T17:00:00.001Z'), before)).toEqual({ ok: true });
  });

  test.each([
    ['over', round, charter, latest, round.closesAt, null],
    ['not-allowed', round, sampleCharter({ extensionDays: 0 }), latest, before, null],
    ['already-extended', { ...round, extendedFrom: at('2027-05-16T17:00:00.000Z') }, charter, latest, before, null],
    ['not-later', round, charter, round.closesAt, before, latest],
    ['too-late', round, charter, at('2027-05-24T17:00:00.001Z'), before, latest],
  ] as const)('R13 %s', (why, of, rules, newClose, now, possible) => {
    expect(extended(of, rules, newClose, now)).toEqual({ ok: false, why, latest: possible });
  });

  test('R13 R8 days are counted by the calendar in Romania, and seconds are kept', () => {
    expect(latestClose(at('2027-10-29T17:00:30.000Z'), { extensionDays: 7 })).toEqual(at('2027-11-05T18:00:30.000Z'));
  });
});
