import { describe, expect, test } from '@jest/globals';
import { missingAtGate } from './gate.ts';
import { describeMissing } from './missing.ts';
import { quotasOf, type RegisteredPerson, summarise } from './register.ts';
import { samplePlan } from './sample-plan.ts';

const plan = samplePlan();
plan.targetGroup = {
  total: 60,
  categories: ['fundatie', 'primarie', 'ong'].map((key) => ({
    key,
    name: { ro: `Categoria ${key}`, en: `Category ${key}` },
    who: { ro: 'oricine', en: 'anybody' },
    quantity: 20,
  })),
  source: 'stated',
};
const complete: RegisteredPerson = {
  category: 'ong',
  birthDate: '1990-01-01',
  ageGroup: 'adult',
  fields: { gender: 'f' },
  erased: false,
};
const persons = (many: number, change: Partial<RegisteredPerson>): RegisteredPerson[] =>
  Array.from({ length: many }, () => ({ ...complete, ...change }));
const split = (...sizes: readonly number[]): RegisteredPerson[] =>
  plan.targetGroup.categories.flatMap(({ key }, index) => persons(sizes[index] ?? 0, { category: key }));
const missing = (of: readonly RegisteredPerson[]) =>
  missingAtGate({
    requirements: [],
    quantities: [],
    evidence: {},
    unfinished: [],
    runs: [],
    organisations: [],
    categories: quotasOf(summarise(of, plan).byCategory),
  });

describe('R1 each category has its own persons', () => {
  test('20/20/20 is complete, and so is more', () => {
    expect(missing(split(20, 20, 20))).toEqual([]);
    expect(missing(split(25, 20, 21))).toEqual([]);
  });

  test('61 persons split 25/25/11 are not: nine are missing, in words', () => {
    const found = missing(split(25, 25, 11));
    expect(found).toEqual([
      { code: 'category', key: 'ong', title: { ro: 'Categoria ong', en: 'Category ong' }, need: 20, have: 11 },
    ]);
    expect(found.map((item) => describeMissing(item, 'ro'))).toEqual([
      'Categoria „Categoria ong”: planul cere cel puțin 20 de persoane, la curs sau vizită au fost prezente 11, mai lipsesc 9.',
    ]);
    expect(found.map((item) => describeMissing(item, 'en'))).toEqual([
      'Category “Category ong”: the plan asks for at least 20 persons, 11 were present at a course or visit, 9 more needed.',
    ]);
  });

  test('citizens outside of the target group fill no category', () => {
    expect(missing([...split(20, 20, 19), ...persons(40, { category: null })])).toMatchObject([
      { key: 'ong', have: 19 },
    ]);
  });

  test('R3 nor does an incomplete record', () => {
    expect(missing([...split(20, 20, 19), ...persons(1, { fields: {} })])).toMatchObject([{ key: 'ong', have: 19 }]);
  });
});

describe('R3 the register in figures', () => {
  const register = [
    ...persons(3, {}),
    ...persons(2, { fields: { gender: 'm', village: 'Cojocna' }, ageGroup: 'young', category: 'primarie' }),
    ...persons(1, { category: null }),
    ...persons(1, { fields: {} }),
    ...persons(1, { birthDate: null, ageGroup: null, category: null }),
    ...persons(1, { birthDate: null, erased: true }),
  ];
  const summary = summarise(register, plan);

  test('an incomplete record counts in the grand total, and nowhere else', () => {
    expect(summary).toMatchObject({ persons: 9, complete: 7, incomplete: 2, erased: 1 });
    expect(summary.byCategory.map(({ key, persons: count, incomplete }) => [key, count, incomplete])).toEqual([
      ['fundatie', 0, 0],
      ['primarie', 2, 0],
      ['ong', 4, 1],
      [null, 1, 1],
    ]);
    const [gender] = summary.byField;
    expect(gender?.counts.map(({ choice, persons: count }) => [choice, count])).toEqual([
      ['f', 5],
      ['m', 2],
    ]);
    expect(summary.byAgeGroup.map(({ key, persons: count }) => [key, count])).toEqual([
      ['young', 2],
      ['adult', 5],
    ]);
  });

  test('the parts of each breakdown add up to the complete records', () => {
    const sum = (counts: readonly { persons: number }[] = []) => counts.reduce((total, one) => total + one.persons, 0);
    expect(sum(summary.byCategory)).toBe(summary.complete);
    expect(sum(summary.byField[0]?.counts)).toBe(summary.complete);
    expect(sum(summary.byAgeGroup)).toBe(summary.complete);
  });

  test('a field that may be left empty says how often it is; a written one is not counted', () => {
    const optional = samplePlan();
    for (const field of optional.participants.fields) field.required = false;
    const { byField } = summarise([...persons(2, {}), ...persons(1, { fields: {} })], optional);
    expect(
      byField.map(({ key, counts }) => [key, counts.map(({ choice, persons: count }) => [choice, count])]),
    ).toEqual([
      [
        'gender',
        [
          ['f', 2],
          ['m', 0],
          [null, 1],
        ],
      ],
    ]);
  });

  test('R28 an erased person counts as before', () => {
    const erased = register.map((person) => ({ ...person, birthDate: null, erased: true }));
    const known = register.filter(({ ageGroup }) => ageGroup !== null);
    expect(known.length).toBe(8);
    expect({ ...summarise(erased, plan), erased: summary.erased }).toEqual(summary);
  });

  test('an age outside of all groups is shown, and only then', () => {
    expect(summarise(persons(1, { ageGroup: null }), plan).byAgeGroup.at(-1)).toMatchObject({ key: null, persons: 1 });
    expect(summary.byAgeGroup.some(({ key }) => key === null)).toBe(false);
  });
});
