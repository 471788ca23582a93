/** A match as the steps that it takes, and who is still to release its payment (R21). */
import type { Match, Me } from '../api/types.ts';

export type StepKey = 'computed' | 'council' | 'contract' | 'payment' | 'repayment';

/** `now`: somebody has to do it. `never`: it will not come any more. */
export type StepState = 'done' | 'now' | 'later' | 'never';

export interface Step {
  readonly key: StepKey;
  readonly state: StepState;
}

type Standing = Pick<Match, 'state' | 'waitsFor' | 'contract' | 'payment' | 'decisions' | 'toRepay' | 'repaid'>;

/** The steps in their order; the repayment is one only where refunds made it due (R20). */
export function stepsOf(match: Standing): Step[] {
  const { state, waitsFor, contract, payment, decisions, toRepay, repaid } = match;
  const over = state === 'nothing-due' || state === 'cancelled';
  const step = (key: StepKey, done: boolean, now: boolean): Step => {
    if (done) return { key, state: 'done' };
    if (now) return { key, state: 'now' };
    return { key, state: over ? 'never' : 'later' };
  };
  return [
    step('computed', true, false),
    step(
      'council',
      decisions.some(({ outcome }) => outcome === 'adopted'),
      waitsFor === 'decide',
    ),
    step('contract', contract !== null, waitsFor === 'contract'),
    step('payment', payment !== null, waitsFor === 'release' || waitsFor === 'second-release'),
    ...(toRepay > 0 || repaid > 0 ? [step('repayment', toRepay === 0, toRepay > 0)] : []),
  ];
}

export type Release = Match['releases'][number];

/** Releases that count: for the sum, order and day that were named last. */
export const standingReleases = ({ releases }: Pick<Match, 'releases'>): Release[] =>
  releases.filter(({ voidAt }) => voidAt === null);

/** What the payment still needs before it is made; `second` may be anybody's of the two sides. */
export type ReleaseNeed = 'first' | 'second' | 'partner' | null;

export function releaseNeeds(match: Pick<Match, 'releases' | 'payment'>): ReleaseNeed {
  if (match.payment !== null) return null;
  const standing = standingReleases(match);
  if (standing.length === 0) return 'first';
  return standing.some(({ role }) => role === 'partner') ? 'second' : 'partner';
}

/** What a release is to whoever looks: theirs to give, given by them already, others' to give, or nobody's yet. */
export type Releasing = 'yours' | 'mine' | 'others' | 'nobody' | null;

/** R21. @returns null where no release is waited for, or for somebody who has no part in it */
export function releasingOf(
  match: Pick<Match, 'releases' | 'releasers' | 'waitsFor' | 'projectId'>,
  me: Pick<Me, 'id' | 'memberships'>,
): Releasing {
  const role = me.memberships.find(({ projectId }) => projectId === match.projectId)?.role;
  if (match.waitsFor !== 'release' && match.waitsFor !== 'second-release') return null;
  if (role !== 'manager' && role !== 'partner') return null;
  if (match.releasers.length === 0) return 'nobody';
  if (match.releasers.includes(me.id)) return 'yours';
  return standingReleases(match).some(({ person }) => person.id === me.id) ? 'mine' : 'others';
}
