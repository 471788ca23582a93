/** A new vote of a milestone, its charter drafted from the plan's settings (R13). Its story begins when it is written. */
import { randomBytes } from 'node:crypto';
import { addDays, atLocalTime, dayOf } from '../../domain/calendar.ts';
import { draftCharter } from '../../domain/charter.ts';
import { type ProjectRole, takesEvidence } from '../../domain/lifecycle.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Answer } from '../../domain/refusal.ts';
import { charterSettings } from '../../domain/votes.ts';
import { type CommandInput, CommandNotFound, runCommand } from '../commands.ts';
import { recordEvent } from '../events.ts';
import type { MilestoneRow } from '../milestones.ts';
import { lockProject, planOf, roleOf } from '../projects.ts';
import { refused } from '../register/registering.ts';
import type { Store, Transaction } from '../store.ts';
import { charterHash } from './charter-hash.ts';

/** Who drafts a vote. */
export const VOTE_DRAFTERS = ['staff', 'manager'] as const satisfies readonly ProjectRole[];

/** R14: of the key that hashes the persons on the roll, and of no other vote. */
const ROLL_KEY_BYTES = 32;
/** Days between the draft and its opening, beside those for the challenges: to import the roll and to announce it. */
const DAYS_TO_PREPARE = 7;
const DRAFT_OPENS = '08:00';

/** What the plan does not say, until somebody writes it. */
const QUESTION = {
  ro: 'Care dintre propuneri să fie realizată?',
  en: 'Which of the proposals shall be carried out?',
};
const RESIDENCE = {
  ro: 'Are domiciliul sau reședința în comună.',
  en: 'Has their home or registered residence in the commune.',
};

/**
 * Drafts a vote; the command's target is its new id.
 * @param now the instant of the decision
 */
export async function draftVote(
  store: Store,
  command: CommandInput & { readonly body: { readonly opensAt?: string | undefined } },
  milestoneId: string,
  now: Date,
): Promise<Answer> {
  const { body, targetId: id, userId } = command;
  return runCommand(store, command, now, async (trx) => {
    const target = await trx('milestones')
      .where({ id: milestoneId })
      .first<{ project_id: string } | undefined>('project_id');
    const project = target && (await lockProject(trx, target.project_id));
    if (!project) throw new CommandNotFound(milestoneId);
    const role = await roleOf(trx, project.id, userId);
    if (!VOTE_DRAFTERS.some((drafter) => drafter === role))
      return refused({ code: 'role-missing', roles: VOTE_DRAFTERS });
    if (project.state !== 'running') return refused({ code: 'project-ended', state: project.state });
    const milestone = await trx('milestones').where({ id: milestoneId }).first<MilestoneRow>();
    if (milestone.kind !== 'vote') return refused({ code: 'no-vote' });
    if (!takesEvidence(milestone.state)) return refused({ code: 'wrong-state', state: milestone.state, verb: 'vote' });
    const { standing, last } = await earlierVotes(trx, milestoneId);
    if (standing) return refused({ code: 'vote-exists', voteId: standing });
    const charter = await draft(trx, project.id, body.opensAt, now);
    const number = last + 1;
    await trx('votes').insert({
      id,
      project_id: project.id,
      milestone_id: milestoneId,
      number,
      charter: JSON.stringify(charter),
      roll_key: randomBytes(ROLL_KEY_BYTES),
      created_at: now,
      changed_by: userId,
      changed_at: now,
    });
    await recordEvent(trx, {
      projectId: project.id,
      type: 'vote.drafted',
      at: now,
      actorId: userId,
      milestoneId,
      data: { voteId: id, key: milestone.key, number, charterHash: charterHash(charter) },
    });
    return { done: true, result: { id } };
  });
}

async function draft(trx: Transaction, projectId: string, opensAt: string | undefined, now: Date) {
  const { settings }: Plan = await planOf(trx, projectId);
  const days = settings.rollChallengeDays.value + DAYS_TO_PREPARE;
  return draftCharter(charterSettings(settings), {
    opensAt: opensAt === undefined ? atLocalTime(addDays(dayOf(now), days), DRAFT_OPENS) : new Date(opensAt),
    question: QUESTION,
    residence: RESIDENCE,
  });
}

/** One vote a milestone at a time; after one that elected nothing there may be another. */
async function earlierVotes(
  trx: Transaction,
  milestoneId: string,
): Promise<{ readonly standing: string | undefined; readonly last: number }> {
  const votes = await trx('votes')
    .where({ milestone_id: milestoneId })
    .orderBy('number')
    .select<{ id: string; number: number; state: string; winner: number | null }[]>('id', 'number', 'state', 'winner');
  return {
    standing: votes.find(({ state, winner }) => state !== 'cancelled' && (state !== 'final' || winner !== null))?.id,
    last: votes.at(-1)?.number ?? 0,
  };
}
