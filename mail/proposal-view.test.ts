import { describe, expect, test } from '@jest/globals';
import { LOCALES } from '../domain/lifecycle.ts';
import { PROPOSAL_MESSAGE_TYPES, type ProposalFacts } from '../domain/messages.ts';
import { createComposer } from './compose.ts';

const compose = createComposer({ publicUrl: 'https://jalon.example.org', sender: 'Jalon <jalon@example.org>' });
const HOSTILE = '"><script>alert(1)</script>\r\nBcc: altul@example.org';
const facts = (type: ProposalFacts['type'], change: Partial<ProposalFacts> = {}): ProposalFacts => ({
  type,
  project: { slug: 'proba', title: { ro: 'Proiect (exemplu)', en: 'Project (sample)' } },
  publicity: { ro: 'Finanțat (exemplu).', en: 'Funded (sample).' },
  proposal: { number: 4, title: HOSTILE },
  state: type === 'proposal.decided' ? 'rejected' : 'submitted',
  reason: HOSTILE,
  into: type === 'proposal.merged' ? { number: 2, title: 'Iluminat' } : null,
  others: [{ number: 7, title: HOSTILE }],
  ...change,
});

describe.each(PROPOSAL_MESSAGE_TYPES.flatMap((type) => LOCALES.map((locale) => [type, locale] as const)))(
  'R12 %s in %s',
  (type, locale) => {
    const to = { id: 'x', email: 'ana@example.org', name: HOSTILE, locale };

    test('R26 says which proposal, where it stands, and who pays; what people wrote stays text', () => {
      const { subject, text, html } = compose(facts(type), to);
      expect(subject).toContain('4');
      expect(subject).not.toMatch(/[\r\n<]/);
      const page = { 'proposal.merged': 'proposals/2', 'proposal.voted': 'vote' }[String(type)] ?? 'proposals/4';
      expect(text).toContain(`https://jalon.example.org/p/proba/${page}?lang=${locale}`);
      for (const part of [text, html]) expect(part).toContain(locale === 'ro' ? 'Finanțat' : 'Funded');
      expect(html).not.toContain('<script');
      // What a person wrote cannot pass for the mail's own words.
      expect(text).not.toMatch(/^Bcc:/m);
    });
  },
);

test('R12 an eligible one is told apart from a rejected one, in the subject as well', () => {
  const to = { id: 'x', email: 'ana@example.org', name: '', locale: 'ro' } as const;
  const eligible = compose(facts('proposal.decided', { state: 'eligible', reason: '' }), to);
  expect(eligible.subject).toBe('Propunerea nr. 4 a fost declarată eligibilă');
  expect(eligible.text).not.toContain('Motivul');
  expect(compose(facts('proposal.decided'), to).subject).toBe('Propunerea nr. 4 a fost respinsă');
});
