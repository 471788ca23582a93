import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayOf } from './calendar.ts';
import {
  ageGroupOn,
  completedYears,
  fieldFault,
  missingFields,
  nationalIdFaults,
  type PersonFields,
  personFaults,
} from './participants.ts';
import { samplePlan } from './sample-plan.ts';

const CNP = '1960101123456';
const plan = samplePlan();
const groups = plan.participants.ageGroups.groups;
const record = (
  fields: Record<string, string>,
  birthDate: string | null = '1990-01-01',
  ageGroup: string | null = null,
) => ({
  birthDate,
  ageGroup,
  fields,
});

describe('R3 what a record lacks', () => {
  test('required fields and the age, with their titles, in the plan’s order', () => {
    expect(missingFields(record({}, null), plan)).toEqual([
      { key: 'gender', title: { ro: 'Gen', en: 'Gender' } },
      { key: 'birthDate', title: { ro: 'Data nașterii', en: 'Date of birth' } },
    ]);
  });

  test.each([
    ['everything', record({ gender: 'f', village: 'Cojocna' })],
    ['what is not required may be missing', record({ gender: 'f' })],
    ['the age group instead of the birth date, as after an erasure', record({ gender: 'f' }, null, 'adult')],
  ])('complete: %s', (_, complete) => expect(missingFields(complete, plan)).toEqual([]));

  test('what every object inherits is no value', () => {
    const odd = samplePlan();
    const [gender] = odd.participants.fields;
    if (gender) gender.key = 'constructor';
    expect(missingFields(record({}), odd).map(({ key }) => key)).toEqual(['constructor']);
  });
});

describe('R3 age groups in completed years', () => {
  test.each([
    ['the day before a birthday', '1998-03-10', '2023-03-09', 24],
    ['the birthday', '1998-03-10', '2023-03-10', 25],
    ['born on 29 February, on 28 February of another year', '2004-02-29', '2022-02-28', 17],
    ['born on 29 February, on 1 March of another year', '2004-02-29', '2022-03-01', 18],
    ['born on 29 February, in a leap year', '2004-02-29', '2024-02-29', 20],
    ['born on that day', '2022-07-27', '2022-07-27', 0],
  ])('%s', (_, birthDate, day, years) => expect(completedYears(birthDate, day)).toBe(years));

  test('the group changes on the birthday, in winter and in summer time', () => {
    expect(ageGroupOn('1998-03-10', '2023-03-09', groups)).toBe('young');
    expect(ageGroupOn('1998-03-10', '2023-03-10', groups)).toBe('adult');
    // 21:59:59Z and 22:00:00Z stand on both sides of midnight in winter, 20:59:59Z and 21:00:00Z in summer.
    for (const [before, after, birthday] of [
      ['2023-03-09T21:59:59Z', '2023-03-09T22:00:00Z', '1998-03-10'],
      ['2023-07-09T20:59:59Z', '2023-07-09T21:00:00Z', '1998-07-10'],
    ] as const) {
      expect(ageGroupOn(birthday, dayOf(new Date(before)), groups)).toBe('young');
      expect(ageGroupOn(birthday, dayOf(new Date(after)), groups)).toBe('adult');
    }
  });

  test('an age that no group holds has none', () => {
    expect(
      ageGroupOn('2010-01-01', '2022-01-01', [{ key: 'x', title: { ro: '', en: '' }, from: 18, to: null }]),
    ).toBeNull();
  });

  test('years never decrease from one day to the next, and grow by at most one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 40_000 }), (born, lived) => {
        const birthDate = addDays('1930-01-01', born);
        const [today, tomorrow] = [addDays(birthDate, lived), addDays(birthDate, lived + 1)];
        const step = completedYears(birthDate, tomorrow) - completedYears(birthDate, today);
        expect([0, 1]).toContain(step);
      }),
    );
  });
});

const person: PersonFields = {
  familyName: 'Popescu',
  givenName: 'Ion',
  birthDate: '1990-12-31',
  email: 'ion@example.org',
  phone: '0722 123 456',
  category: 'all',
  organisationId: null,
  fields: { gender: 'm', village: 'Cojocna' },
  consentedOn: '2022-08-01',
  startedOn: '2022-08-01',
};
const days = { today: '2022-09-01', projectStart: '2022-07-27' };
const faulty = (change: Partial<PersonFields>, at = days) =>
  personFaults({ ...person, ...change }, plan, at).map(({ field }) => field);

describe('what cannot stand in a record', () => {
  test('nothing of an ordinary one', () => expect(faulty({})).toEqual([]));

  test.each([
    ['familyName', { familyName: `Popescu ${CNP}` }],
    ['givenName', { givenName: CNP }],
    ['email', { email: `${CNP}@example.org` }],
    ['phone', { phone: CNP.replace(/(.{7})/, '$1 ') }],
    ['fields.village', { fields: { village: `Cojocna, CNP${CNP}` } }],
    ['fields.gender', { fields: { gender: CNP } }],
  ] as [string, Partial<PersonFields>][])('R14 a national identity number in %s', (field, change) => {
    expect(faulty(change)).toEqual([field]);
  });

  test('R14 nor in other texts of the register', () => {
    expect(nationalIdFaults({ name: 'x', note: CNP, email: null })).toMatchObject([{ field: 'note' }]);
  });

  test.each([
    ['category', { category: 'nimeni' }],
    ['fields.gender', { fields: { gender: 'altceva' } }],
    ['fields.shoes', { fields: { shoes: '43' } }],
    ['birthDate', { birthDate: '2022-08-02' }],
    ['birthDate', { birthDate: '1890-01-01' }],
    ['consentedOn', { consentedOn: '2022-09-02' }],
    ['startedOn', { startedOn: '2022-07-26' }],
    ['startedOn', { startedOn: '2022-09-02' }],
  ] as [string, Partial<PersonFields>][])('%s: %j', (field, change) => expect(faulty(change)).toEqual([field]));

  test('who is recorded before the project begins starts with it', () => {
    expect(faulty({ startedOn: '2022-07-27', consentedOn: null }, { ...days, today: '2022-07-01' })).toEqual([]);
  });

  test('the choices are named in both languages', () => {
    const [gender] = plan.participants.fields;
    expect(gender && fieldFault(gender, 'x')).toEqual({
      ro: 'Alegeți dintre: feminin sau masculin.',
      en: 'Choose female or male.',
    });
    expect(gender && fieldFault(gender, '')).toBeNull();
  });
});
