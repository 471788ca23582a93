/**
 * Decides a command on a milestone: lock, read, decide, write state, event, messages and answer, commit.
 * The story's activity calls it; the server calls it for a milestone that has ended (and has no story any more).
 */
import { dayOf } from '../domain/calendar.ts';
import { LEADS_TO, refuse, refuseAtGate } from '../domain/decision.ts';
import type { MilestoneState, MilestoneVerb, ProjectRole } from '../domain/lifecycle.ts';
import { type MessageType, recipientsOf } from '../domain/messages.ts';
import type { Plan } from '../domain/plan.ts';
import type { Answer, Refusal } from '../domain/refusal.ts';
import type { Decided } from '../domain/standing.ts';
import { recordAnswer } from './commands.ts';
import { recordEvent } from './events.ts';
import { gateFacts, gateOf } from './gate-facts.ts';
import { indicatorsToKeep, type Kept, keepIndicators } from './indicators.ts';
import { lockCommand } from './locked-command.ts';
import {
  type MilestoneRow,
  milestoneFacts,
  milestonesOf,
  planMilestone,
  standingOf,
  updateMilestone,
} from './milestones.ts';
import { moveDueDates } from './moves.ts';
import { notify } from './notify.ts';
import { membersOf, type ProjectRow, planOf, projectFacts } from './projects.ts';
import type { Store, Transaction } from './store.ts';

/** What the verbs' bodies hold (server/schema/milestones.ts has checked them). */
interface CommandBody {
  readonly reason?: string;
  readonly note?: string;
  readonly completedOn?: string;
  readonly dueOn?: string;
  readonly hash?: string;
  readonly amendment?: { readonly number: string; readonly signedOn: string; readonly newEnd: string };
}

/** Everything a verb needs to decide and to write. */
export interface Deciding {
  readonly store: Store;
  readonly trx: Transaction;
  readonly commandId: string;
  readonly verb: MilestoneVerb;
  readonly body: CommandBody;
  readonly now: Date;
  readonly project: ProjectRow;
  readonly plan: Plan;
  readonly milestone: MilestoneRow;
  readonly actor: { readonly id: string; readonly name: string; readonly role: ProjectRole | null };
}

/**
 * Decides a stored command once; met again, it returns what was decided.
 * @param now the instant of the decision: workflow time from a story, the injected clock from the server
 * @throws CommandNotFound when there is no such command on a milestone
 */
export async function decideMilestone(store: Store, commandId: string, now: Date): Promise<Decided> {
  return store.knex.transaction(async (trx) => {
    const command = await lockCommand<CommandBody>(trx, commandId, 'milestones');
    const { project } = command;
    const milestone = await trx('milestones').where({ id: command.targetId }).first<MilestoneRow>();
    const plan = await planOf(trx, project.id);
    const verb = command.verb.replace('milestone.', '') as MilestoneVerb;
    const deciding: Deciding = {
      store,
      trx,
      commandId,
      verb,
      body: command.body,
      now,
      project,
      plan,
      milestone,
      actor: { id: command.userId, name: command.userName, role: command.role },
    };
    const answer = command.answer ?? (await decideAndRecord(deciding));
    return decided(deciding, answer);
  });
}

async function decideAndRecord(deciding: Deciding): Promise<Answer> {
  const { trx, commandId, now } = deciding;
  const answer = await decide(deciding);
  await recordAnswer(trx, commandId, answer, now);
  return answer;
}

async function decide(deciding: Deciding): Promise<Answer> {
  const refusal = await refusalOf(deciding);
  if (refusal) return { done: false, refusal };
  if (deciding.verb === 'move') return moveDueDates(deciding);
  return changeState(deciding, deciding.verb);
}

async function refusalOf({ trx, verb, project, plan, milestone, actor, body, now }: Deciding): Promise<Refusal | null> {
  const words = planMilestone(plan, milestone.key);
  const refusal = refuse(verb, {
    projectState: project.state,
    state: milestone.state,
    submittedBy: milestone.submitted_by,
    plan: words,
    actor,
  });
  if (refusal) return refusal;
  if (verb === 'adopt' && body.completedOn !== undefined && body.completedOn > dayOf(now)) {
    return { code: 'date-in-future', day: body.completedOn, today: dayOf(now) };
  }
  return verb === 'submit' || verb === 'approve' ? refuseAtGate(verb, await gateFacts(trx, milestone, plan)) : null;
}

/** The columns that say who did it and when. */
function stamp(deciding: Deciding, state: MilestoneState): Parameters<typeof updateMilestone>[2] {
  const { now, actor } = deciding;
  if (state === 'submitted') return { state, submitted_at: now, submitted_by: actor.id };
  if (state === 'returned') return { state };
  return { state, ended_at: now, ended_by: actor.id };
}

const MESSAGE_OF: Partial<Record<MilestoneVerb, MessageType>> = {
  submit: 'milestone.submitted',
  return: 'milestone.returned',
  approve: 'milestone.approved',
};

/**
 * R28: at the submission, what Jalon counts is written down and stays. With a final report, all indicators do.
 * The database takes no figure once the milestone is submitted, so this comes first.
 */
async function freezeFigures({ trx, now, project, plan, milestone, actor }: Deciding): Promise<{
  readonly quantities: Readonly<Record<string, number>> | undefined;
  readonly indicators: Kept | null;
}> {
  const { counted } = await gateOf(trx, milestone, plan);
  for (const [key, { actual }] of counted) {
    await trx('quantities')
      .where({ milestone_id: milestone.id, key })
      .update({ actual, recorded_by: actor.id, recorded_at: now });
  }
  const figures = [...counted].map(([key, { actual }]) => [key, actual] as const);
  return {
    quantities: figures.length > 0 ? Object.fromEntries(figures) : undefined,
    indicators: milestone.kind === 'final-report' ? await indicatorsToKeep(trx, project.id, plan) : null,
  };
}

async function changeState(deciding: Deciding, verb: keyof typeof LEADS_TO): Promise<Answer> {
  const { store, trx, commandId, now, project, plan, milestone, actor, body } = deciding;
  const frozen = verb === 'submit' ? await freezeFigures(deciding) : null;
  const changed = await updateMilestone(trx, milestone.id, stamp(deciding, LEADS_TO[verb]));
  const reason = body.reason ?? body.note;
  const event = await recordEvent(trx, {
    projectId: project.id,
    type: `milestone.${changed.state}`,
    at: now,
    actorId: actor.id,
    milestoneId: milestone.id,
    data: {
      commandId,
      key: milestone.key,
      from: milestone.state,
      to: changed.state,
      version: changed.version,
      completedOn: body.completedOn,
      quantities: frozen?.quantities,
      indicatorsHash: frozen?.indicators?.sha256.toString('hex'),
    },
    ...(reason === undefined ? {} : { texts: { reason } }),
  });
  if (frozen?.indicators) {
    const about = { eventId: event.id, projectId: project.id, milestoneId: milestone.id, at: now };
    await keepIndicators(trx, frozen.indicators, about);
  }
  const type = MESSAGE_OF[verb];
  if (type) {
    const members = await membersOf(trx, project.id);
    await notify(store, trx, {
      eventId: event.id,
      projectId: project.id,
      at: now,
      facts: {
        type,
        ...projectFacts(project, plan),
        milestone: milestoneFacts(changed),
        actorName: actor.name,
        ...(reason === undefined ? {} : { reason }),
      },
      recipients: recipientsOf(type, {
        members,
        ownerId: milestone.owner_id,
        approverRoles: planMilestone(plan, milestone.key).approvers,
        actorId: actor.id,
      }),
    });
  }
  return {
    done: true,
    result: { id: changed.id, state: changed.state, version: changed.version, dueAt: changed.due_at },
  };
}

/** What the story is told: where its milestone stands now, and which others this command moved. */
async function decided(deciding: Deciding, answer: Answer): Promise<Decided> {
  const { trx, plan, now, milestone, project } = deciding;
  const movedKeys = answer.done && Array.isArray(answer.result.movedKeys) ? (answer.result.movedKeys as string[]) : [];
  const rows = movedKeys.length > 0 ? await milestonesOf(trx, project.id) : [];
  const moved = [];
  for (const row of rows) {
    if (row.id !== milestone.id && movedKeys.includes(row.key)) {
      moved.push({ key: row.key, standing: await standingOf(trx, row, plan, now) });
    }
  }
  const own = await trx('milestones').where({ id: milestone.id }).first<MilestoneRow>();
  return { done: answer.done, standing: await standingOf(trx, own, plan, now), moved };
}
