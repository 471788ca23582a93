import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { fieldErrors } from './field-words.ts';
import { leiAboveZero } from './schema/common.ts';
import { projectCreate } from './schema/projects.ts';
import { email } from './schema/users.ts';

const errorsOf = (schema: z.ZodType, value: unknown) =>
  fieldErrors(schema.safeParse(value, { reportInput: true }).error?.issues ?? []);

describe('what is wrong with a field, in words', () => {
  test('a missing field is told from a wrong one', () => {
    const schema = z.strictObject({ a: z.string(), b: z.int(), c: z.boolean() });
    expect(errorsOf(schema, { b: 1.5, c: 'da' })).toEqual({
      a: { ro: 'Câmpul este obligatoriu.', en: 'This field is required.' },
      b: { ro: 'Aici trebuie un număr întreg.', en: 'A whole number is needed here.' },
      c: { ro: 'Aici trebuie „true” sau „false”.', en: 'Either true or false is needed here.' },
    });
  });

  test('a field inside a list is named by its path', () => {
    const errors = errorsOf(projectCreate, {
      slug: 'x',
      plan: 'cojocna',
      startsOn: '2026-03-01',
      members: [{ userId: 'x', role: 'boss' }],
    });
    expect(errors['members.0.userId']?.en).toContain('identifier');
    expect(errors['members.0.role']?.en).toBe('Choose one of: staff, manager, partner, auditor.');
  });

  test('a day far from any project, and a person who is named twice, are refused with the rule', () => {
    const member = { userId: '0b9cf01e-4f6c-4a3e-8f0e-6f1c1f6f1c11', role: 'staff' };
    const project = { slug: 'x', plan: 'cojocna', startsOn: '2026-03-01', members: [member] };
    expect(errorsOf(projectCreate, project)).toEqual({});
    for (const startsOn of ['0000-01-01', '1899-12-31', '2200-01-01', '9999-12-31'])
      expect(errorsOf(projectCreate, { ...project, startsOn }).startsOn?.en).toContain('between the years');
    const twice = [member, { ...member, role: 'manager' }];
    expect(errorsOf(projectCreate, { ...project, members: twice }).members?.ro).toContain('de două ori');
  });

  test.each([
    [1, '1 caracter'],
    [2, '2 caractere'],
    [19, '19 caractere'],
    [20, '20 de caractere'],
    [101, '101 caractere'],
    [2000, '2.000 de caractere'],
  ])('Romanian counts %i', (max, words) => {
    expect(errorsOf(z.object({ a: z.string().max(max) }), { a: 'x'.repeat(max + 1) }).a?.ro).toBe(
      `Textul poate avea cel mult ${words}. Scurtați-l.`,
    );
  });

  test('R18 an amount is read as Romanians write it; one with two readings is refused with both', () => {
    const schema = z.strictObject({ amount: leiAboveZero });
    for (const written of ['10.000', '10000', '10.000,00', ' 10 000 lei '])
      expect(schema.parse({ amount: written })).toEqual({ amount: 1_000_000 });
    expect(errorsOf(schema, { amount: '10.00' }).amount).toEqual({
      ro: 'Suma se poate citi în mai multe feluri. Scrieți 10,00 sau 1.000,00.',
      en: 'The amount can be read in more than one way. Write 10,00 or 1.000,00 (Romanian writing).',
    });
    expect(errorsOf(schema, { amount: '0,00' }).amount?.en).toBe('The amount has to be above zero.');
    expect(errorsOf(schema, { amount: '-5' }).amount?.ro).toBe('Suma nu poate fi negativă.');
    expect(errorsOf(schema, {}).amount?.en).toBe('This field is required.');
    expect(errorsOf(schema, { amount: 1000 }).amount?.en).toBe('A text is needed here.');
  });

  test('a key called __proto__ is only another unknown field', () => {
    const errors = errorsOf(z.strictObject({}), JSON.parse('{"__proto__":{"a":1},"x":1}'));
    expect(Object.keys(errors)).toEqual(['x']);
    expect(Object.getPrototypeOf(errors)).toBe(Object.prototype);
  });

  test('an address says what it should look like', () => {
    expect(errorsOf(z.object({ email }), { email: 'x' }).email?.ro).toContain('nume@exemplu.ro');
  });
});
