/** Events and messages: what happened, and what was told to whom. */
import { z } from 'zod';
import { type CommandInput, runCommand } from '../../db/commands.ts';
import { recordEvent } from '../../db/events.ts';
import { resend } from '../../db/outbox.ts';
import { lockProject } from '../../db/projects.ts';
import { findEvent, findMessage, listEvents, listMessages } from '../../db/reads/records.ts';
import type { Store } from '../../db/store.ts';
import type { Answer } from '../../domain/refusal.ts';
import { asJson } from '../json.ts';
import { type List, oneOrMore } from '../lists.ts';
import { RequestProblem } from '../problem.ts';
import { listRoute, route } from '../route.ts';
import { id } from '../schema/common.ts';
import { event, message, messageRow } from '../schema/records.ts';
import { resultOf } from './answers.ts';
import { boundOf } from './visible.ts';

const events = {
  name: 'events',
  sorts: ['at', 'seq', 'type', 'id'],
  defaultOrder: 'DESC',
  filters: z.strictObject({
    id: oneOrMore(id).optional(),
    projectId: oneOrMore(id).optional(),
    milestoneId: oneOrMore(id).optional(),
    runId: oneOrMore(id).optional(),
    proposalId: oneOrMore(id).optional(),
    type: oneOrMore(z.string().max(60)).optional(),
    actorId: oneOrMore(id).optional(),
  }),
} as const satisfies List;

const messages = {
  name: 'messages',
  sorts: ['createdAt', 'sentAt', 'state', 'eventType', 'to', 'subject', 'attempts', 'id'],
  defaultOrder: 'DESC',
  filters: z.strictObject({
    id: oneOrMore(id).optional(),
    projectId: oneOrMore(id).optional(),
    milestoneId: oneOrMore(id).optional(),
    runId: oneOrMore(id).optional(),
    state: oneOrMore(messageRow.shape.state).optional(),
    eventType: oneOrMore(z.string().max(60)).optional(),
    q: z.string().max(200).optional(),
  }),
} as const satisfies List;

const resent = z.object({ id, again: z.boolean().meta({ description: 'false when it is on its way or was sent.' }) });

/** Sends a failed or lost message again, on record; one that is on its way or was sent stays as it is. */
async function resendMessage(store: Store, command: CommandInput, projectId: string, now: Date): Promise<Answer> {
  return runCommand(store, command, now, async (trx) => {
    await lockProject(trx, projectId);
    const again = await resend(trx, command.targetId);
    if (again)
      await recordEvent(trx, {
        projectId,
        type: 'message.resent',
        at: now,
        actorId: command.userId,
        milestoneId: null,
        data: { messageId: command.targetId },
      });
    return { done: true, result: { id: command.targetId, again } };
  });
}

export const recordRoutes = [
  listRoute({
    method: 'get',
    path: '/api/events',
    summary: 'Everything that happened in the caller’s projects.',
    tag: 'events',
    access: { who: 'signed-in' },
    list: events,
    row: event,
    handler: async ({ deps, caller }, query) =>
      asJson(await listEvents(deps.store.knex, query.filter, query, boundOf(caller), caller.id)),
  }),
  route({
    method: 'get',
    path: '/api/events/stream',
    summary: 'Server-sent events: `change` says where to look again, `refresh` that something may have been missed.',
    tag: 'events',
    access: { who: 'signed-in' },
    answer: { produces: 'text/event-stream' },
    handler: async ({ deps, caller, request, response }) => {
      deps.stream.open(request, response, caller.id);
    },
  }),
  route({
    method: 'get',
    path: '/api/events/:id',
    summary: 'One event.',
    tag: 'events',
    access: { who: 'member', object: 'event' },
    answer: event,
    handler: async ({ deps, target, caller }) => {
      const found = await findEvent(deps.store.knex, target.id, caller.id);
      if (!found) throw new RequestProblem('not-found');
      return asJson(found);
    },
  }),
  listRoute({
    method: 'get',
    path: '/api/messages',
    summary: 'Messages of the caller’s projects, with what became of each.',
    tag: 'messages',
    access: { who: 'signed-in' },
    list: messages,
    row: messageRow,
    handler: async ({ deps, caller }, query) =>
      asJson(await listMessages(deps.store.knex, query.filter, query, boundOf(caller), caller.id)),
  }),
  route({
    method: 'get',
    path: '/api/messages/:id',
    summary: 'One message with its text.',
    tag: 'messages',
    access: { who: 'member', object: 'message' },
    answer: message,
    handler: async ({ deps, target }) => {
      const found = await findMessage(deps.store.knex, target.id);
      if (!found) throw new RequestProblem('not-found');
      const { readers, ...shown } = found;
      // Name and address of a participant are for those who read the register, of a voter for those who keep the roll.
      if (readers && !readers.some((role) => role === target.role)) throw new RequestProblem('not-allowed');
      return asJson(shown);
    },
  }),
  route({
    method: 'post',
    path: '/api/messages/:id/resend',
    summary: 'Sends a message again that failed or whose fate is unknown.',
    tag: 'messages',
    access: { who: 'member', object: 'message', roles: ['manager'] },
    idempotent: true,
    body: z.strictObject({}),
    answer: resent,
    handler: async ({ deps, target, command, now }) =>
      resultOf(
        await resendMessage(deps.store, command('message.resend', target.id, {}), target.projectId, now),
        resent,
      ),
  }),
];
