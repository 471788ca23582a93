/** Who works in a project is told of its runs: the owner what is due (R7), the team that a notice is public (R11). */
import { firstDayAfterNotice, lastNoticeDay } from '../../domain/consultations.ts';
import { type GateFacts, missingAtGate } from '../../domain/gate.ts';
import { type MessageFacts, recipientsOf } from '../../domain/messages.ts';
import { describeMissing } from '../../domain/missing.ts';
import type { Plan } from '../../domain/plan.ts';
import { isAnnounced, type OwnerNoticeKind } from '../../domain/runs.ts';
import { type MilestoneRow, milestoneFacts, planMilestone } from '../milestones.ts';
import { notify } from '../notify.ts';
import { membersOf, type ProjectRow, projectFacts } from '../projects.ts';
import type { Store, Transaction } from '../store.ts';
import { type KnownRun, noticeOf } from './run-facts.ts';
import type { RunOfMilestone, SessionRow } from './run-rows.ts';

interface RunNotice {
  readonly eventId: string;
  readonly at: Date;
  readonly project: ProjectRow;
  readonly plan: Plan;
  readonly run: RunOfMilestone;
}

export interface OwnerNotice extends RunNotice {
  readonly kind: OwnerNoticeKind;
  readonly known: KnownRun;
  /** Null where it is about the whole run. */
  readonly sessionId: string | null;
}

/** Where the owner cannot sign in any more, the managers are told: what is due is never silent. */
export async function tellOwner(store: Store, trx: Transaction, notice: OwnerNotice): Promise<void> {
  const { kind, project, plan, run, known, sessionId } = notice;
  const type = `run.${kind}` as const;
  const milestone = await trx('milestones').where({ id: run.milestone_id }).first<MilestoneRow>();
  const members = await membersOf(trx, project.id);
  const owner = recipientsOf(type, { members, ownerId: milestone.owner_id, approverRoles: [], actorId: null });
  const session = known.sessions.find(({ id }) => id === sessionId);
  const facts = factsOf(type, notice, milestone, session ?? null);
  await notify(store, trx, {
    eventId: notice.eventId,
    projectId: project.id,
    at: notice.at,
    facts: kind === 'records-due' ? { ...facts, missing: missingOf(run, known, plan) } : facts,
    recipients: owner.length > 0 ? owner : members.filter(({ role }) => role === 'manager'),
  });
}

/** R11: the notice of a consultation is public. Whoever works in the project may spread it; who published it knows. */
export async function tellTeam(
  store: Store,
  trx: Transaction,
  notice: RunNotice & { readonly actorId: string; readonly first: SessionRow },
): Promise<void> {
  const { project, run, actorId, first } = notice;
  const type = 'run.published';
  const milestone = await trx('milestones').where({ id: run.milestone_id }).first<MilestoneRow>();
  const members = await membersOf(trx, project.id);
  const actor = members.find(({ id }) => id === actorId);
  await notify(store, trx, {
    eventId: notice.eventId,
    projectId: project.id,
    at: notice.at,
    facts: { ...factsOf(type, notice, milestone, first), ...(actor && { actorName: actor.name }) },
    recipients: recipientsOf(type, { members, ownerId: milestone.owner_id, approverRoles: [], actorId }),
  });
}

function factsOf(
  type: MessageFacts['type'],
  { project, plan, run, at }: RunNotice,
  milestone: MilestoneRow,
  session: SessionRow | null,
): MessageFacts {
  const notice = session && noticeOf(run, plan);
  return {
    type,
    ...projectFacts(project, plan),
    milestone: milestoneFacts(milestone),
    run: {
      id: run.id,
      title: run.title,
      place: run.place,
      session: session && { startsAt: session.starts_at.toISOString() },
      ...(notice && {
        notice: {
          lastDay: lastNoticeDay(session.starts_at, notice.days),
          firstDay: firstDayAfterNotice(at, notice.days),
        },
      }),
    },
  };
}

/** What the gate will miss of this run, in words of both languages. */
function missingOf(run: RunOfMilestone, known: KnownRun, plan: Plan) {
  const { facts, sessions, entitled, owed, documents } = known;
  const gate: GateFacts = {
    requirements: planMilestone(plan, run.milestone_key).evidence.filter(({ per }) => per === 'run'),
    runs: [
      {
        id: run.id,
        number: run.number,
        name: run.title,
        sessions: sessions.length,
        closed: sessions.filter(({ closed_at: closedAt }) => closedAt !== null).length,
        attended: facts.attended,
        notice: facts.notice && { days: facts.notice.days, inTime: isAnnounced(facts) },
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
  const missing = missingAtGate(gate);
  return {
    ro: missing.map((item) => describeMissing(item, 'ro')),
    en: missing.map((item) => describeMissing(item, 'en')),
  };
}
