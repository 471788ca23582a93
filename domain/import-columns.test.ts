import { describe, expect, test } from '@jest/globals';
import { exportColumns, readColumns } from './import-columns.ts';
import { LOCALES } from './lifecycle.ts';
import { samplePlan } from './sample-plan.ts';

const plan = samplePlan();
const fields = (...headings: string[]) => readColumns(headings, plan).columns?.map(({ field }) => field);

describe('columns are recognised by their headings', () => {
  test.each([
    [['Nume', 'Prenume', 'Data nașterii', 'E-mail', 'Telefon', 'Categoria', 'Organizația']],
    [['NUMELE DE FAMILIE', 'prenumele', 'Data naşterii', 'Adresa de e-mail', 'Nr. telefon', 'Grup ţintă', 'ONG']],
    [['Family name', 'First name', 'Date of birth', 'E-mail address', 'Phone number', 'Target group', 'Organization']],
    [['familyName', 'givenName', 'birthDate', 'email', 'phone', 'category', 'Organisation']],
  ])('%j', (headings) => {
    expect(fields(...headings.map((heading) => ` ${heading} *:`))).toEqual([
      'familyName',
      'givenName',
      'birthDate',
      'email',
      'phone',
      'category',
      'organisationId',
    ]);
  });

  test('the plan’s own fields by key and title in both languages; what nobody knows is not read', () => {
    expect(fields('Nume', 'Prenume', 'GEN', 'Village', 'Pantofi')).toEqual([
      'familyName',
      'givenName',
      'fields.gender',
      'fields.village',
      null,
    ]);
    expect(fields('Nume', 'Prenume', 'gender', 'Satul')?.slice(2)).toEqual(['fields.gender', 'fields.village']);
  });

  test('an exported register is recognised in every language', () => {
    for (const locale of LOCALES) {
      const columns = exportColumns(plan, locale);
      expect(fields(...columns.map(({ heading }) => heading))).toEqual(columns.map(({ field }) => field));
    }
  });

  test('a file without names is refused, and so are two columns for one field', () => {
    expect(readColumns(['Nume', 'Vârsta'], plan).fault?.ro).toContain('Prenume');
    expect(readColumns(['Lista participanților'], plan).fault?.en).toContain('Family name, Given name');
    expect(readColumns(['Nume', 'Prenume', 'Numele de familie'], plan).fault?.ro).toContain(
      '„Nume” și „Numele de familie”',
    );
  });
});
