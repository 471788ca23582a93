import { describe, expect, test } from '@jest/globals';
import type { GateFacts } from './gate.ts';
import { doubtfulOrganisations, organisationEvidence } from './outreach.ts';

const title = { ro: 'titlu', en: 'title' };
const requirements: GateFacts['requirements'] = [
  { key: 'note', title, min: 1, per: 'milestone' },
  { key: 'message', title, min: 1, per: 'organisation' },
  { key: 'reply', title, min: 1, per: 'organisation' },
];
const paper = (requirement: string, datedOn: string | null) => ({ requirement, datedOn });

describe('R5 what proves that an organisation was informed', () => {
  test('R5 a message that Jalon sent is one document, however many there were', () => {
    expect(organisationEvidence(requirements, [], ['2026-03-10', '2026-03-12']).evidence).toEqual({ message: 1 });
    const uploaded = organisationEvidence(requirements, [paper('message', '2026-03-11')], ['2026-03-10']);
    expect(uploaded.evidence).toEqual({ message: 2 });
  });

  test('R5 a reply counts from the day of the first message on', () => {
    const on = (datedOn: string) =>
      organisationEvidence(requirements, [paper('reply', datedOn)], ['2026-03-10', '2026-03-20']);
    expect(on('2026-03-10')).toEqual({ evidence: { message: 1, reply: 1 }, early: {} });
    expect(on('2026-03-09')).toEqual({ evidence: { message: 1 }, early: { reply: 1 } });
  });

  test('R5 an uploaded message sets the day as well, and is never too early itself', () => {
    const papers = [paper('message', '2026-03-08'), paper('message', '2026-03-15'), paper('reply', '2026-03-09')];
    expect(organisationEvidence(requirements, papers, ['2026-03-10'])).toEqual({
      evidence: { message: 3, reply: 1 },
      early: {},
    });
  });

  test('R5 a reply without any message stands, and the message is what is missing', () => {
    expect(organisationEvidence(requirements, [paper('reply', '2026-03-09')], [])).toEqual({
      evidence: { reply: 1 },
      early: {},
    });
  });

  test('R5 where nothing is asked of each organisation, a sent message proves nothing', () => {
    expect(organisationEvidence(requirements.slice(0, 1), [], ['2026-03-10']).evidence).toEqual({});
  });
});

describe('R5 organisations that may be one', () => {
  const known = (name: string, email: string | null = null, files: readonly string[] = []) => ({
    id: name,
    name,
    email,
    files,
  });
  const doubts = (...all: readonly ReturnType<typeof known>[]) =>
    doubtfulOrganisations(all).map(({ reason, organisations }) => [reason, ...organisations.map(({ name }) => name)]);

  test('R5 the same file, the same address, a name with a slip of the pen', () => {
    expect(
      doubts(
        known('Asociația Pro Cojocna', 'a@example.org', ['f1', 'f2']),
        known('Fundația Lunca', 'A@example.org', ['f2', 'f1']),
        known('Asociatia Pro-Cojocana', 'b@example.org', ['f3']),
        known('Clubul Salina', null, ['f1']),
      ),
    ).toEqual([
      ['same-file', 'Asociația Pro Cojocna', 'Fundația Lunca', 'Clubul Salina'],
      ['same-file', 'Asociația Pro Cojocna', 'Fundația Lunca'],
      ['same-email', 'Asociația Pro Cojocna', 'Fundația Lunca'],
      ['similar-name', 'Asociația Pro Cojocna', 'Asociatia Pro-Cojocana'],
    ]);
  });

  test.each([
    ['Școala 1', 'Școala 2'],
    ['Asociația A', 'Asociația B'],
    ['Asociația Unu', 'Asociația Doi'],
    ['Asociația Tineri', 'Fundația Tineri'],
  ])('R5 %s and %s are two', (one, other) => {
    expect(doubts(known(one), known(other))).toEqual([]);
  });
});
