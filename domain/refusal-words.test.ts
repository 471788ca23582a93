import { describe, expect, test } from '@jest/globals';
import { LOCALES } from './lifecycle.ts';
import type { Conflict, Refusal } from './refusal.ts';
import { describeConflict, describeRefusal } from './refusal-words.ts';

const title = { ro: 'Votul', en: 'The vote' };
const conflict = (why: Conflict['why']): Conflict => ({ key: 'A10', title, why });

/** One of each code; the type asks for a new one as soon as there is a new code. */
const EACH: { readonly [Code in Refusal['code']]: Extract<Refusal, { code: Code }> } = {
  'gate-not-passed': {
    code: 'gate-not-passed',
    missing: [
      { code: 'evidence', key: 'proof', title: { ro: 'Agenda', en: 'The agenda' }, need: 1, have: 0 },
      { code: 'predecessor', key: 'A9', title: { ro: 'Consultări', en: 'Consultations' } },
    ],
  },
  'wrong-state': { code: 'wrong-state', state: 'submitted', verb: 'submit' },
  'project-ended': { code: 'project-ended', state: 'cancelled' },
  'own-submission': { code: 'own-submission' },
  'role-missing': { code: 'role-missing', roles: ['manager', 'partner'] },
  'owner-cannot-submit': { code: 'owner-cannot-submit', roles: ['manager', 'staff'] },
  'preview-stale': { code: 'preview-stale' },
  'move-conflict': { code: 'move-conflict', conflicts: [conflict('frozen'), conflict('completed')] },
  'amendment-needed': { code: 'amendment-needed', endsOn: '2023-09-26', latestDay: '2023-10-03' },
  'amendment-number-used': { code: 'amendment-number-used', number: '2/2023' },
  'amendment-too-short': { code: 'amendment-too-short', newEnd: '2023-09-30', latestDay: '2023-10-03' },
  'date-in-past': { code: 'date-in-past', day: '2022-08-01', today: '2022-08-02' },
  'date-in-future': { code: 'date-in-future', day: '2022-08-03', today: '2022-08-02' },
  'date-before-start': { code: 'date-before-start', day: '2022-07-26', startsOn: '2022-07-27' },
  'date-unchanged': { code: 'date-unchanged' },
  'unknown-key': { code: 'unknown-key', field: 'requirement', key: 'agnda' },
  'evidence-frozen': { code: 'evidence-frozen', state: 'approved' },
  'evidence-form': { code: 'evidence-form', accepts: ['file', 'link'] },
  'slug-taken': { code: 'slug-taken', slug: 'cojocna' },
  'not-a-member': { code: 'not-a-member', field: 'ownerId' },
  'last-manager': { code: 'last-manager' },
  'partner-by-administrator': { code: 'partner-by-administrator' },
  'still-owner': { code: 'still-owner' },
  'approver-missing': { code: 'approver-missing', roles: ['partner'] },
  'fields-refused': {
    code: 'fields-refused',
    faults: [{ field: 'note', reason: { ro: 'Conține un CNP.', en: 'Holds a CNP.' } }],
  },
  'record-changed': { code: 'record-changed', by: 'Responsabil (exemplu)' },
  'person-exists': { code: 'person-exists', personId: '' },
  'person-merged': { code: 'person-merged', into: '' },
  'person-erased': { code: 'person-erased' },
  'merge-with-itself': { code: 'merge-with-itself' },
  'organisation-exists': { code: 'organisation-exists', organisationId: '' },
  'import-ended': { code: 'import-ended', state: 'committed' },
  'import-has-refused': { code: 'import-has-refused', rows: [3, 7] },
  'import-undecided': { code: 'import-undecided', rows: [4] },
  'import-changed': { code: 'import-changed', rows: Array.from({ length: 30 }, (_, at) => at + 2) },
  'no-runs': { code: 'no-runs' },
  'run-cancelled': { code: 'run-cancelled' },
  'run-frozen': { code: 'run-frozen', state: 'approved' },
  'session-held': { code: 'session-held', sessionId: '' },
  'session-not-begun': { code: 'session-not-begun', startsAt: '2023-03-01T08:00:00.000Z' },
  'session-not-ended': { code: 'session-not-ended', endsAt: '2023-03-01T12:00:00.000Z' },
  'session-closed': { code: 'session-closed', sessionId: '' },
  'correction-reason-missing': { code: 'correction-reason-missing' },
  'not-enrolled': { code: 'not-enrolled', personId: '' },
  'capacity-below-enrolled': { code: 'capacity-below-enrolled', capacity: 10, enrolled: 20 },
  'nobody-to-invite': { code: 'nobody-to-invite' },
  'run-past': { code: 'run-past' },
  'public-not-allowed': { code: 'public-not-allowed' },
  'code-unknown': { code: 'code-unknown' },
  'no-session-now': { code: 'no-session-now' },
  'certificates-not-given': { code: 'certificates-not-given' },
  'attendance-not-complete': { code: 'attendance-not-complete', sessions: 2 },
  'nobody-entitled': { code: 'nobody-entitled', needed: 4 },
  'certified-twice': { code: 'certified-twice', number: 'A8/1/7' },
  'certificate-stands': { code: 'certificate-stands', number: 'A8/1/7' },
  'certificate-revoked': { code: 'certificate-revoked' },
  'evidence-part-missing': { code: 'evidence-part-missing', per: 'run' },
  'evidence-date-missing': { code: 'evidence-date-missing' },
  'version-replaced': { code: 'version-replaced', by: '' },
  'quantity-counted': { code: 'quantity-counted', key: 'persoane' },
  'no-outreach': { code: 'no-outreach' },
  'organisation-unreachable': { code: 'organisation-unreachable', organisationId: '' },
  'retention-not-over': { code: 'retention-not-over', until: '2028-09-26' },
  'notice-too-late': { code: 'notice-too-late', days: 10, firstDay: '2023-03-14' },
  'notice-published': { code: 'notice-published' },
  'no-consultations': { code: 'no-consultations' },
  'proposal-decided': { code: 'proposal-decided', state: 'rejected' },
  'proposal-undecided': { code: 'proposal-undecided' },
  'proposals-frozen': { code: 'proposals-frozen', state: 'voting' },
  'merge-needs-others': { code: 'merge-needs-others' },
  'no-vote': { code: 'no-vote' },
  'vote-exists': { code: 'vote-exists', voteId: '' },
  'vote-state': { code: 'vote-state', state: 'final', verb: 'extend' },
  'too-few-options': { code: 'too-few-options', need: 3, have: 2, undecided: 1 },
  'roll-empty': { code: 'roll-empty' },
  'extension-not-allowed': { code: 'extension-not-allowed', days: 7, latest: '2023-05-19T17:00:00.000Z' },
  'vote-closed': { code: 'vote-closed' },
  'vote-not-open': { code: 'vote-not-open' },
  'already-voted': { code: 'already-voted' },
  'not-marked-on-paper': { code: 'not-marked-on-paper' },
  'own-mark': { code: 'own-mark' },
  'voter-exists': { code: 'voter-exists', voterId: '' },
  'voter-struck': { code: 'voter-struck' },
  'voter-unreachable': { code: 'voter-unreachable' },
  'nobody-for-code': { code: 'nobody-for-code' },
  'codes-shown-once': { code: 'codes-shown-once' },
  'roll-closed': { code: 'roll-closed', since: '2023-04-25T20:59:59.000Z' },
  'roll-deleted': { code: 'roll-deleted' },
  'challenge-decided': { code: 'challenge-decided' },
  'paper-not-expected': { code: 'paper-not-expected' },
  'paper-protocol-missing': { code: 'paper-protocol-missing', marked: 20, counted: 19 },
  'paper-too-many': { code: 'paper-too-many', possible: 30, counted: 31 },
  'lot-not-due': { code: 'lot-not-due' },
  'lot-witnesses-missing': { code: 'lot-witnesses-missing', need: 2, have: 1 },
  'lot-not-among-tied': { code: 'lot-not-among-tied', option: 3 },
  'no-campaign': { code: 'no-campaign' },
  'campaign-exists': { code: 'campaign-exists', campaignId: '' },
  'campaign-state': { code: 'campaign-state', state: 'drafted', verb: 'publish' },
  'campaign-received': { code: 'campaign-received' },
  'entries-not-taken': { code: 'entries-not-taken', state: 'announced' },
  'entry-about': { code: 'entry-about', number: 7 },
  'refund-corrected': { code: 'refund-corrected', number: 8 },
  'more-than-entry': { code: 'more-than-entry', number: 7, left: 12_345 },
  'ledger-short': { code: 'ledger-short', balance: 12_345 },
  'receipt-used': { code: 'receipt-used', document: 'CJ 12', number: 7 },
  'reference-unknown': { code: 'reference-unknown', reference: 'COJ-7K3M-Q' },
  'donor-erased': { code: 'donor-erased' },
  'statement-known': { code: 'statement-known', number: 3 },
  'statement-ended': { code: 'statement-ended' },
  'statement-account': {
    code: 'statement-account',
    iban: 'RO49AAAA1B31007593840000',
    expected: 'RO09BCYP0000001234567890',
  },
  'statement-sum': { code: 'statement-sum', opening: 0, lines: 12_345, closing: 12_346 },
  'statement-gap': { code: 'statement-gap', known: 0, opening: 500, startsOn: '2023-06-01' },
  'line-decided': { code: 'line-decided' },
  'line-elsewhere': { code: 'line-elsewhere' },
  'line-sign': { code: 'line-sign' },
  'lines-open': { code: 'lines-open', count: 20 },
  'statements-short': { code: 'statements-short', until: null, need: '2023-07-07' },
  'statements-late': { code: 'statements-late', from: '2023-06-20', need: '2023-06-07' },
  'match-state': { code: 'match-state', state: 'computed', verb: 'release' },
  'match-sponsorship': { code: 'match-sponsorship' },
  'released-already': { code: 'released-already' },
  'release-partner-missing': { code: 'release-partner-missing' },
  'release-by-giver': { code: 'release-by-giver' },
  'release-differs': { code: 'release-differs', amount: 12_345, orderNumber: '14', paidOn: '2023-08-28' },
  'adjustments-open': { code: 'adjustments-open', amount: 12_345 },
  'no-adjustment': { code: 'no-adjustment' },
  'no-fund': { code: 'no-fund' },
  'fund-exists': { code: 'fund-exists', fundId: '' },
};

describe('every refusal in words', () => {
  test.each(Object.values(EACH))('$code', (refusal) => {
    for (const locale of LOCALES) {
      const words = describeRefusal(refusal, locale);
      expect(words.title).toMatch(/^\p{Lu}[^.]*$/u);
      expect(words.detail).toMatch(/\.$/);
      expect(`${words.title} ${words.detail}`).not.toMatch(/undefined|null|NaN|\[object|\d{4}-\d{2}-\d{2}|[şţŞŢ]/);
    }
    expect(describeRefusal(refusal, 'ro')).not.toEqual(describeRefusal(refusal, 'en'));
  });

  test('no two refusals say the same', () => {
    for (const locale of LOCALES) {
      const details = Object.values(EACH).map((refusal) => describeRefusal(refusal, locale).detail);
      expect(new Set(details).size).toBe(details.length);
    }
  });

  test('R6 the gate names everything that is missing', () => {
    const { detail } = describeRefusal(EACH['gate-not-passed'], 'ro');
    expect(detail).toContain('Lipsește dovada „Agenda”.');
    expect(detail).toContain('Mai întâi trebuie încheiat jalonul A9 „Consultări”.');
  });

  test('a change that came too late says who was first', () => {
    expect(describeRefusal(EACH['record-changed'], 'ro').detail).toContain('Responsabil (exemplu)');
    expect(describeRefusal({ code: 'record-changed', by: null }, 'en').detail).not.toMatch(/null|undefined/);
  });

  test('rows of an import are named, and of many the first', () => {
    expect(describeRefusal(EACH['import-has-refused'], 'ro').detail).toContain('rândurile 3 și 7');
    expect(describeRefusal(EACH['import-undecided'], 'en').detail).toContain('row 4');
    expect(describeRefusal(EACH['import-changed'], 'ro').detail).toContain('11 și încă 20');
  });

  test('R8 the amendment is asked for with the days it is about', () => {
    expect(describeRefusal(EACH['amendment-needed'], 'ro').detail).toMatch(
      /26 septembrie 2023.*3 octombrie 2023.*actul adițional/,
    );
    expect(describeRefusal(EACH['amendment-needed'], 'en').detail).toContain('3 October 2023');
  });

  test('R6 the state and the roles are said in words', () => {
    expect(describeRefusal(EACH['wrong-state'], 'ro').detail).toContain('depus spre aprobare');
    expect(describeRefusal(EACH['role-missing'], 'ro').detail).toContain('managerul de proiect sau partenerul');
    expect(describeRefusal(EACH['role-missing'], 'en').detail).toContain('the project manager or the partner');
  });

  test('a verb that is none of a milestone still makes a sentence', () => {
    const { detail } = describeRefusal({ code: 'wrong-state', state: 'open', verb: 'evidence' }, 'ro');
    expect(detail).toContain('nu se poate modifica');
  });

  test.each(['completed', 'frozen', 'past-end'] as const)('R8 a conflict names the milestone and why: %s', (why) => {
    expect(describeConflict(conflict(why), 'ro')).toMatch(/^A10 „Votul” .*\.$/);
    expect(describeConflict(conflict(why), 'en')).toMatch(/^A10 “The vote” .*\.$/);
  });
});
