/** What is read and never written through the API: events, messages, the inbox. */
import { z } from 'zod';
import { id, instant, localText, milestoneState, person } from './common.ts';

export const event = z.object({
  id,
  projectId: id,
  seq: z.int(),
  type: z.string(),
  at: instant,
  actor: person.nullable(),
  milestone: z.object({ id, key: z.string(), title: localText }).nullable(),
  /** Of a recorded figure: which of the milestone's quantities it is. */
  quantity: z.object({ key: z.string(), title: localText }).nullable(),
  data: z.record(z.string(), z.unknown()),
  texts: z.record(z.string(), z.string().nullable()),
  hash: z.string(),
});

export const messageRow = z.object({
  id,
  projectId: id,
  eventType: z.string(),
  milestoneId: id.nullable(),
  to: z.string(),
  locale: z.string(),
  subject: z.string(),
  state: z.enum(['pending', 'sending', 'sent', 'failed', 'unknown']),
  attempts: z.int(),
  error: z.string().nullable(),
  createdAt: instant,
  sentAt: instant.nullable(),
});
export const message = z.object({ ...messageRow.shape, text: z.string(), html: z.string() });

/** One thing that waits for the caller: to work on, or to approve. */
export const inboxItem = z.object({
  id,
  projectId: id,
  projectSlug: z.string(),
  key: z.string(),
  title: localText,
  state: milestoneState,
  task: z.enum(['submit', 'approve', 'prepare']),
  dueAt: instant,
  late: z.boolean(),
  submittedBy: person.nullable(),
});

/** What an event tells the page through server-sent events: where to look again, nothing more. */
export const pushed = z.object({
  projectId: id,
  seq: z.int(),
  type: z.string(),
  milestoneId: id.nullable(),
});
