import { describe, expect, test } from '@jest/globals';
import type { Missing } from './gate.ts';
import { describeMissing } from './missing.ts';

const title = { ro: 'Lista de prezență', en: 'The attendance list' };

describe('R6 what is missing, in words', () => {
  test('R6 a predecessor is named with its key', () => {
    const missing = { code: 'predecessor' as const, key: 'A9', title: { ro: 'Consultări', en: 'Consultations' } };
    expect(describeMissing(missing, 'ro')).toBe('Mai întâi trebuie încheiat jalonul A9 „Consultări”.');
    expect(describeMissing(missing, 'en')).toBe('Milestone A9 “Consultations” has to be completed first.');
  });

  test.each([
    [1, 0, 'Lipsește dovada „Lista de prezență”.', 'The evidence “The attendance list” is missing.'],
    [
      3,
      0,
      'Dovada „Lista de prezență”: planul cere 3, există 0, mai lipsesc 3.',
      'Evidence “The attendance list”: the plan asks for 3, there are 0, 3 more needed.',
    ],
    [
      2,
      1,
      'Dovada „Lista de prezență”: planul cere 2, există 1, mai lipsește 1.',
      'Evidence “The attendance list”: the plan asks for 2, there is 1, 1 more needed.',
    ],
  ])('R6 evidence: %i needed, %i there', (need, have, ro, en) => {
    const missing = { code: 'evidence' as const, key: 'k', title, need, have };
    expect(describeMissing(missing, 'ro')).toBe(ro);
    expect(describeMissing(missing, 'en')).toBe(en);
  });

  test('R6 an indicator: 39 of 40 participants', () => {
    const participants = { ro: 'Participanți unici', en: 'Unique participants' };
    const missing = { code: 'quantity' as const, key: 'k', title: participants, need: 40, have: 39 };
    expect(describeMissing(missing, 'ro')).toBe(
      'Indicatorul „Participanți unici”: planul cere cel puțin 40, s-au înregistrat 39, mai lipsește 1.',
    );
    expect(describeMissing(missing, 'en')).toBe(
      'Indicator “Unique participants”: the plan asks for at least 40, 39 recorded, 1 more needed.',
    );
  });
});

describe('R1 R3 R4 R5 what is missing of people, runs and organisations, in words', () => {
  const ngos = { ro: 'Organizații neguvernamentale', en: 'Non-governmental organisations' };
  const run = { id: 'r', number: 1, name: 'Seria 1' };
  const organisation = { id: 'o', name: 'Asociația Exemplu' };

  test.each<[string, Missing, string, string]>([
    [
      'R1 a category',
      { code: 'category', key: 'ong', title: ngos, need: 20, have: 11 },
      'Categoria „Organizații neguvernamentale”: planul cere cel puțin 20 de persoane, la curs sau vizită au fost prezente 11, mai lipsesc 9.',
      'Category “Non-governmental organisations”: the plan asks for at least 20 persons, 11 were present at a course or visit, 9 more needed.',
    ],
    [
      'R1 R3 one person short, with incomplete records',
      { code: 'category', key: 'ong', title: ngos, need: 20, have: 19, incomplete: 1 },
      'Categoria „Organizații neguvernamentale”: planul cere cel puțin 20 de persoane, la curs sau vizită au fost prezente 19, mai lipsește 1. 1 fișă incompletă nu se numără.',
      'Category “Non-governmental organisations”: the plan asks for at least 20 persons, 19 were present at a course or visit, 1 more needed. 1 incomplete record does not count.',
    ],
    [
      'R3 a figure of persons',
      { code: 'quantity', key: 'k', title, need: 60, have: 40, incomplete: 20 },
      'Indicatorul „Lista de prezență”: planul cere cel puțin 60, s-au înregistrat 40, mai lipsesc 20. 20 de fișe incomplete nu se numără.',
      'Indicator “The attendance list”: the plan asks for at least 60, 40 recorded, 20 more needed. 20 incomplete records do not count.',
    ],
    [
      'R6 attendance',
      { code: 'run-attendance', key: 'attendance', title, run, need: 5, have: 3 },
      '„Seria 1”: prezența nu este încheiată la toate sesiunile (3/5).',
      '“Seria 1”: attendance is not complete for every session (3/5).',
    ],
    [
      'R1 a run to which nobody came',
      { code: 'run-unattended', key: 'attendance', title, run },
      '„Seria 1”: nu a fost prezent nimeni, așa că nu se numără.',
      '“Seria 1”: nobody was present, so it does not count.',
    ],
    [
      'R11 a consultation without its notice',
      { code: 'run-notice', key: 'notice', title, run, days: 10 },
      '„Seria 1”: anunțul nu a fost publicat cu cel puțin 10 zile înainte (R11), așa că nici consultarea, nici cei prezenți nu se numără.',
      '“Seria 1”: its notice was not published at least 10 days ahead (R11), so that neither the consultation nor those present count.',
    ],
    [
      'R4 certificates',
      { code: 'run-certificates', key: 'certificates', title, run, need: 20, have: 18 },
      '„Seria 1”: nu toți cei care au dreptul au certificat (18/20).',
      '“Seria 1”: not everybody who earned a certificate has one (18/20).',
    ],
    [
      'R6 a document of a run',
      { code: 'run-evidence', key: 'k', title, run, need: 1, have: 0 },
      '„Seria 1”: Lipsește dovada „Lista de prezență”.',
      '“Seria 1”: The evidence “The attendance list” is missing.',
    ],
    [
      'R5 a document of an organisation',
      { code: 'organisation-evidence', key: 'k', title, organisation, need: 1, have: 0 },
      'Asociația Exemplu: Lipsește dovada „Lista de prezență”.',
      'Asociația Exemplu: The evidence “The attendance list” is missing.',
    ],
    [
      'R5 one that is older than the message',
      { code: 'organisation-evidence', key: 'k', title, organisation, need: 1, have: 0, early: 2 },
      'Asociația Exemplu: Lipsește dovada „Lista de prezență”. 2 documente au data dinaintea mesajului și nu se numără.',
      'Asociația Exemplu: The evidence “The attendance list” is missing. 2 documents are dated before the message and do not count.',
    ],
  ])('%s', (_, missing, ro, en) => {
    expect(describeMissing(missing, 'ro')).toBe(ro);
    expect(describeMissing(missing, 'en')).toBe(en);
  });
});
