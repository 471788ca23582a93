import { describe, expect, test } from '@jest/globals';
import { MILESTONE_STATES, PROJECT_ROLES, takesEvidence } from './lifecycle.ts';
import { allowedOnProposal, type ProposalStanding, refuseNewProposal, refuseProposal } from './proposal-rules.ts';
import { PROPOSAL_STATES, PROPOSAL_VERBS } from './proposals.ts';

const plan: ProposalStanding['plan'] = { owner: 'staff', approvers: ['manager', 'partner'] };
const standing = (change: Partial<ProposalStanding> = {}): ProposalStanding => ({
  projectState: 'running',
  milestoneState: 'open',
  voting: false,
  role: 'manager',
  plan,
  ...change,
});

describe('who may', () => {
  const may = (role: ProposalStanding['role']) => allowedOnProposal('submitted', standing({ role }));

  test('R12 staff words proposals, manager and approvers decide, only the manager forgets an author', () => {
    expect(may('staff')).toEqual(['change', 'merge', 'split']);
    expect(may('manager')).toEqual(['change', 'decide', 'merge', 'split', 'forget']);
    expect(may('partner')).toEqual(['decide']);
    expect(may('auditor')).toEqual([]);
    expect(may(null)).toEqual([]);
  });

  test('a partner who approves nothing of the milestone decides nothing, and one who owns it writes', () => {
    const owned: ProposalStanding['plan'] = { owner: 'partner', approvers: ['manager'] };
    expect(allowedOnProposal('submitted', standing({ role: 'partner', plan: owned }))).toEqual([
      'change',
      'merge',
      'split',
    ]);
    expect(refuseNewProposal(standing({ role: 'auditor' }))).toEqual({
      code: 'role-missing',
      roles: ['staff', 'manager'],
    });
  });
});

describe('when', () => {
  test('R12 a decision is made once, and is undone only by taking it up again', () => {
    const refused = (state: (typeof PROPOSAL_STATES)[number]) =>
      PROPOSAL_VERBS.filter((verb) => refuseProposal(verb, state, standing()) !== null);
    expect(refused('submitted')).toEqual(['reconsider']);
    for (const state of ['eligible', 'rejected', 'merged'] as const)
      expect(refused(state)).toEqual(['change', 'decide', 'merge', 'split']);
    expect(refused('split')).toEqual(['change', 'decide', 'merge', 'split', 'reconsider']);
  });

  test('once a vote has opened nothing changes but who is forgotten', () => {
    for (const state of PROPOSAL_STATES)
      expect(allowedOnProposal(state, standing({ voting: true }))).toEqual(['forget']);
    expect(refuseProposal('decide', 'submitted', standing({ voting: true }))).toEqual({
      code: 'proposals-frozen',
      state: 'voting',
    });
  });

  test('of a milestone that was submitted or has ended only the decisions are made that are still owed', () => {
    for (const milestoneState of MILESTONE_STATES.filter((state) => !takesEvidence(state))) {
      const owed = milestoneState === 'cancelled' ? ['forget'] : ['decide', 'forget'];
      expect(allowedOnProposal('submitted', standing({ milestoneState }))).toEqual(owed);
      expect(allowedOnProposal('eligible', standing({ milestoneState }))).toEqual(['forget']);
      expect(refuseNewProposal(standing({ milestoneState }))).toEqual({
        code: 'proposals-frozen',
        state: milestoneState,
      });
    }
  });

  test('R28 in a project that has ended an author can still be forgotten', () => {
    for (const role of PROJECT_ROLES)
      expect(allowedOnProposal('rejected', standing({ role, projectState: 'completed' }))).toEqual(
        role === 'manager' ? ['forget'] : [],
      );
  });
});
