/** The owner of a run's milestone is told that attendance, documents or certificates are due (R7). */
import { type GateFacts, missingAtGate } from '../../domain/gate.ts';
import { recipientsOf } from '../../domain/messages.ts';
import { describeMissing } from '../../domain/missing.ts';
import type { Plan } from '../../domain/plan.ts';
import { type MilestoneRow, milestoneFacts, planMilestone } from '../milestones.ts';
import { notify } from '../notify.ts';
import { membersOf, type ProjectRow, projectFacts } from '../projects.ts';
import type { Store, Transaction } from '../store.ts';
import type { KnownRun } from './run-facts.ts';
import type { RunOfMilestone } from './run-rows.ts';

export interface OwnerNotice {
  readonly type: 'run.attendance-due' | 'run.records-due';
  readonly eventId: string;
  readonly at: Date;
  readonly project: ProjectRow;
  readonly plan: Plan;
  readonly run: RunOfMilestone;
  readonly known: KnownRun;
  /** Null where it is about the whole run. */
  readonly sessionId: string | null;
}

/** Where the owner cannot sign in any more, the managers are told: what is due is never silent. */
export async function tellOwner(store: Store, trx: Transaction, notice: OwnerNotice): Promise<void> {
  const { type, eventId, at, project, plan, run, known, sessionId } = notice;
  const milestone = await trx('milestones').where({ id: run.milestone_id }).first<MilestoneRow>();
  const members = await membersOf(trx, project.id);
  const owner = recipientsOf(type, { members, ownerId: milestone.owner_id, approverRoles: [], actorId: null });
  const session = known.sessions.find(({ id }) => id === sessionId);
  await notify(store, trx, {
    eventId,
    projectId: project.id,
    at,
    facts: {
      type,
      ...projectFacts(project, plan),
      milestone: milestoneFacts(milestone),
      run: {
        id: run.id,
        title: run.title,
        session: session ? { startsAt: session.starts_at.toISOString() } : null,
      },
      ...(type === 'run.records-due' && { missing: missingOf(run, known, plan) }),
    },
    recipients: owner.length > 0 ? owner : members.filter(({ role }) => role === 'manager'),
  });
}

/** What the gate will miss of this run, in words of both languages. */
function missingOf(run: RunOfMilestone, known: KnownRun, plan: Plan) {
  const { sessions, entitled, owed, documents } = known;
  const facts: GateFacts = {
    requirements: planMilestone(plan, run.milestone_key).evidence.filter(({ per }) => per === 'run'),
    runs: [
      {
        id: run.id,
        number: run.number,
        name: run.title,
        sessions: sessions.length,
        closed: sessions.filter(({ closed_at: closedAt }) => closedAt !== null).length,
        attended: known.facts.attended,
        entitled,
        certified: entitled - owed,
        evidence: Object.fromEntries(documents),
      },
    ],
    quantities: [],
    evidence: {},
    unfinished: [],
    organisations: [],
    categories: [],
  };
  const missing = missingAtGate(facts);
  return {
    ro: missing.map((item) => describeMissing(item, 'ro')),
    en: missing.map((item) => describeMissing(item, 'en')),
  };
}
