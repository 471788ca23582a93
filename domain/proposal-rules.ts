/** May this person do this to this proposal now (R12)? The rules of role and state, without the writing. */
import { rolesFor } from './decision.ts';
import { type MilestoneState, type ProjectRole, type ProjectState, takesEvidence } from './lifecycle.ts';
import type { PlanMilestone } from './plan.ts';
import { PROPOSAL_VERBS, type ProposalState, type ProposalVerb } from './proposals.ts';
import type { Refusal } from './refusal.ts';

export interface ProposalStanding {
  readonly projectState: ProjectState;
  /** Of the milestone of consultations. */
  readonly milestoneState: MilestoneState;
  /** A vote on proposals of this milestone has opened. */
  readonly voting: boolean;
  readonly role: ProjectRole | null;
  readonly plan: Pick<PlanMilestone, 'owner' | 'approvers'>;
}

/** Who works on the consultations works on the text; what can be voted on is decided by who answers for it. */
export function proposalRoles(
  verb: ProposalVerb | 'enter',
  plan: Pick<PlanMilestone, 'owner' | 'approvers'>,
): readonly ProjectRole[] {
  switch (verb) {
    case 'decide':
    case 'reconsider':
      return [...new Set<ProjectRole>(['manager', ...plan.approvers])];
    case 'forget':
      return ['manager'];
    default:
      return rolesFor('evidence', plan);
  }
}

function refuseRole(verb: ProposalVerb | 'enter', { role, plan }: ProposalStanding): Refusal | null {
  const roles = proposalRoles(verb, plan);
  return role === null || !roles.includes(role) ? { code: 'role-missing', roles } : null;
}

/** Whether a proposal can be entered: the project runs, its consultations take changes, no vote has opened. */
export function refuseNewProposal(standing: ProposalStanding): Refusal | null {
  return refuseRole('enter', standing) ?? refuseTime(standing);
}

/** The same without asking who: for what the public sends. */
export function refuseTime({
  projectState,
  milestoneState,
  voting,
}: Omit<ProposalStanding, 'role' | 'plan'>): Refusal | null {
  if (projectState !== 'running') return { code: 'project-ended', state: projectState };
  if (voting) return { code: 'proposals-frozen', state: 'voting' };
  return takesEvidence(milestoneState) ? null : { code: 'proposals-frozen', state: milestoneState };
}

/**
 * @param state of the proposal
 * @returns why not, or null
 */
export function refuseProposal(verb: ProposalVerb, state: ProposalState, standing: ProposalStanding): Refusal | null {
  const role = refuseRole(verb, standing);
  // R28: an author is forgotten also after everything has ended.
  if (role !== null || verb === 'forget') return role;
  // A vote asks for a decision on every proposal: one that is still owed can be made after the consultations were submitted.
  const owed = verb === 'decide' && state === 'submitted' && standing.milestoneState !== 'cancelled';
  const time = refuseTime(owed ? { ...standing, milestoneState: 'open' } : standing);
  if (time !== null) return time;
  if (verb !== 'reconsider') return state === 'submitted' ? null : { code: 'proposal-decided', state };
  // What was split goes on as its parts.
  if (state === 'split') return { code: 'proposal-decided', state };
  return state === 'submitted' ? { code: 'proposal-undecided' } : null;
}

/** What a page offers to this person now. */
export const allowedOnProposal = (state: ProposalState, standing: ProposalStanding): ProposalVerb[] =>
  PROPOSAL_VERBS.filter((verb) => refuseProposal(verb, state, standing) === null);
