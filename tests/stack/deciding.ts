/** Commands on a milestone decided by their own transaction, without the story that would carry them. */
import { randomUUID } from 'node:crypto';
import { acceptCommand, answerOf } from '../../db/commands.ts';
import { decideMilestone } from '../../db/decide.ts';
import type { Missing } from '../../domain/gate.ts';
import type { MilestoneVerb } from '../../domain/lifecycle.ts';
import type { Answer } from '../../domain/refusal.ts';
import type { Api, Visitor } from './api.ts';

export async function decide(
  api: Api,
  who: Visitor,
  verb: MilestoneVerb,
  milestoneId: string,
  now: Date,
  body: object = {},
): Promise<Answer> {
  const input = {
    userId: who.id,
    idempotencyKey: randomUUID(),
    verb: `milestone.${verb}`,
    targetId: milestoneId,
    body,
  };
  const { id } = await acceptCommand(api.store, input, now);
  await decideMilestone(api.store, id, now);
  const answer = await answerOf(api.store, id);
  if (!answer) throw new Error(`${verb} was not decided`);
  return answer;
}

/** What the gate says is missing when somebody submits; empty when it is passed. */
export async function missingOnSubmit(api: Api, milestoneId: string, now: Date): Promise<readonly Missing[]> {
  const answer = await decide(api, api.people.staff, 'submit', milestoneId, now);
  if (answer.done) return [];
  if (answer.refusal.code !== 'gate-not-passed') throw new Error(JSON.stringify(answer.refusal));
  return answer.refusal.missing;
}
