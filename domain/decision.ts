/**
 * May this person do this to this milestone now? The rules of state, role and gate, without the writing.
 */
import { type GateFacts, missingAtGate } from './gate.ts';
import { isEnded, type MilestoneState, type MilestoneVerb, type ProjectRole, type ProjectState } from './lifecycle.ts';
import type { PlanMilestone } from './plan.ts';
import type { Refusal } from './refusal.ts';

/** States in which a verb has a meaning. `submit` while waiting is answered by the gate, which names what it waits for. */
const FROM: Readonly<Record<MilestoneVerb, readonly MilestoneState[]>> = {
  submit: ['waiting', 'open', 'returned'],
  return: ['submitted'],
  approve: ['submitted'],
  move: ['waiting', 'open', 'returned', 'submitted'],
  adopt: ['waiting', 'open', 'returned', 'submitted'],
  waive: ['waiting', 'open', 'returned', 'submitted'],
};

/** Where a verb leads; `move` leaves the state as it is. */
export const LEADS_TO: Readonly<Record<Exclude<MilestoneVerb, 'move'>, MilestoneState>> = {
  submit: 'submitted',
  return: 'returned',
  approve: 'approved',
  adopt: 'adopted',
  waive: 'waived',
};

/** The project roles that may use a verb on this milestone: the plan names owner and approvers. */
export function rolesFor(
  verb: MilestoneVerb | 'evidence',
  plan: Pick<PlanMilestone, 'owner' | 'approvers'>,
): readonly ProjectRole[] {
  switch (verb) {
    case 'submit':
    case 'evidence':
      return plan.owner === 'manager' ? ['manager', 'staff'] : [...new Set<ProjectRole>([plan.owner, 'manager'])];
    case 'return':
    case 'approve':
      return plan.approvers;
    case 'move':
    case 'adopt':
    case 'waive':
      return ['manager'];
  }
}

export interface DecisionFacts {
  readonly projectState: ProjectState;
  readonly state: MilestoneState;
  readonly submittedBy: string | null;
  readonly plan: Pick<PlanMilestone, 'owner' | 'approvers'>;
  readonly actor: { readonly id: string; readonly role: ProjectRole | null };
}

/**
 * Role, state and R6's "nobody approves their own submission".
 * @returns why not, or null
 */
export function refuse(verb: MilestoneVerb, facts: DecisionFacts): Refusal | null {
  const roles = rolesFor(verb, facts.plan);
  if (facts.actor.role === null || !roles.includes(facts.actor.role)) return { code: 'role-missing', roles };
  if (facts.projectState !== 'running') return { code: 'project-ended', state: facts.projectState };
  if (!FROM[verb].includes(facts.state)) return { code: 'wrong-state', state: facts.state, verb };
  // Adopting or waiving what one submitted would be a way around.
  const ends = verb === 'approve' || verb === 'adopt' || verb === 'waive';
  if (ends && facts.state === 'submitted' && facts.submittedBy === facts.actor.id) return { code: 'own-submission' };
  return null;
}

/** R6: the gate stands before both submitting and approving. */
export function refuseAtGate(verb: MilestoneVerb, gate: GateFacts): Refusal | null {
  if (verb !== 'submit' && verb !== 'approve') return null;
  const missing = missingAtGate(gate);
  return missing.length > 0 ? { code: 'gate-not-passed', missing } : null;
}

/** The verbs that a page offers to this person now (the gate is asked when they are used). */
export function allowedVerbs(facts: DecisionFacts): MilestoneVerb[] {
  if (isEnded(facts.state)) return [];
  return (Object.keys(FROM) as MilestoneVerb[]).filter(
    (verb) => refuse(verb, facts) === null && !(verb === 'submit' && facts.state === 'waiting'),
  );
}
