/** Runs of milestones (courses, study visits, consultations): the list, the page, and the commands that their stories carry. */
import { z } from 'zod';
import { decideRun } from '../../db/runs/decide-run.ts';
import { listRuns } from '../../db/runs/list-runs.ts';
import { runTextFaults } from '../../db/runs/run-fields.ts';
import { runPage } from '../../db/runs/run-page.ts';
import { findRun, type RunOfMilestone } from '../../db/runs/run-rows.ts';
import { scheduleRun } from '../../db/runs/schedule.ts';
import { isOver } from '../../db/runs/wake.ts';
import type { ProjectRole } from '../../domain/lifecycle.ts';
import { type FieldFault, nationalIdFaults } from '../../domain/participants.ts';
import { RUN_PHASES, RUN_STATES, type RunVerb } from '../../domain/runs.ts';
import { isDoneInRuns, STORY_OF_RUN } from '../../workflows/contract/index.ts';
import type { Server } from '../deps.ts';
import { asJson } from '../json.ts';
import { type List, oneOrMore } from '../lists.ts';
import { CommandRefused, RequestProblem } from '../problem.ts';
import { listRoute, type Route, route } from '../route.ts';
import { id } from '../schema/common.ts';
import {
  run,
  runCancel,
  runCertify,
  runChange,
  runClose,
  runCommandDone,
  runCreate,
  runInvite,
  runPublish,
  runRow,
} from '../schema/runs.ts';
import { WorkflowsAway } from '../workflows.ts';
import { resultOf } from './answers.ts';
import { newRecordId } from './new-record-id.ts';
import { carried } from './story-command.ts';
import { boundOf } from './visible.ts';

const tag = 'runs';
/** The plan narrows them in the transaction that decides. */
const writers = ['staff', 'manager', 'partner'] as const satisfies readonly ProjectRole[];

const list = {
  name: 'runs',
  sorts: ['startsAt', 'number', 'id'],
  defaultOrder: 'ASC',
  filters: z.strictObject({
    id: oneOrMore(id).optional(),
    projectId: oneOrMore(id).optional(),
    milestoneId: oneOrMore(id).optional(),
    state: oneOrMore(z.enum(RUN_STATES)).optional(),
    phase: oneOrMore(z.enum(RUN_PHASES)).optional(),
  }),
} as const satisfies List;

async function shown(
  { store, publicUrl }: Server,
  runId: string,
  caller: Parameters<typeof runPage>[2] & { readonly projectSlug: string },
  now: Date,
): Promise<z.input<typeof run>> {
  const page = await runPage(store.knex, runId, caller, now);
  if (!page) throw new RequestProblem('not-found');
  const address = `${publicUrl}/p/${caller.projectSlug}/runs/${page.id}`;
  // R11: before its notice is public nobody enrols in a consultation.
  const noticeUrl = page.notice?.publishedAt ? address : null;
  const open = page.public && page.publicAllowed && (page.notice === null || noticeUrl !== null);
  return asJson({ ...page, noticeUrl, enrolmentUrl: open ? address : null });
}

async function rowOf({ store }: Server, runId: string): Promise<RunOfMilestone> {
  const row = await findRun(store.knex, runId);
  if (!row) throw new RequestProblem('not-found');
  return row;
}

/** Its story begins; where it cannot now, the worker begins it later, and the run stands all the same. */
async function startStory(
  deps: Server,
  runId: string,
  { projectId, projectSlug }: { readonly projectId: string; readonly projectSlug: string },
): Promise<void> {
  const { milestone_kind: kind, milestone_key: milestoneKey, number } = await rowOf(deps, runId);
  if (!isDoneInRuns(kind)) return;
  try {
    await deps.workflows.startRun(kind, { projectId, slug: projectSlug, milestoneKey, runId, number });
  } catch (error) {
    if (!(error instanceof WorkflowsAway)) throw error;
    deps.log.warn(
      { err: error, runId, story: STORY_OF_RUN[kind] },
      'a run was scheduled while its story could not begin',
    );
  }
}

/** What each verb takes, and which of its texts may not hold a national identity number (R14). */
const VERBS = {
  change: {
    body: runChange,
    faults: (body: z.output<typeof runChange>): FieldFault[] => runTextFaults(body, body.reason),
    summary: 'Changes a run from the version that was read; those invited are told of new dates and a new place.',
  },
  publish: {
    body: runPublish,
    faults: () => [],
    summary: 'Publishes the notice of a consultation now, at least so many days before it as the plan says (R11).',
  },
  invite: { body: runInvite, faults: () => [], summary: 'Invites everybody who is enrolled and was not invited yet.' },
  cancel: {
    body: runCancel,
    faults: ({ reason }: z.output<typeof runCancel>): FieldFault[] => nationalIdFaults({ reason }),
    summary: 'Cancels a run of which nothing was held; everybody enrolled or waiting is told the reason.',
  },
  close: { body: runClose, faults: () => [], summary: 'Completes the attendance of one session.' },
  certify: { body: runCertify, faults: () => [], summary: 'Issues the certificates that were earned (R4).' },
} as const satisfies Record<RunVerb, { body: z.ZodType; faults: (body: never) => FieldFault[]; summary: string }>;

function commandRoute<S extends z.ZodType>(
  verb: RunVerb,
  { body: schema, faults, summary }: { body: S; faults: (body: z.output<S>) => FieldFault[]; summary: string },
): Route {
  return route({
    method: 'post',
    path: `/api/runs/:id/${verb}`,
    summary,
    tag,
    access: { who: 'member', object: 'run', roles: writers },
    idempotent: true,
    body: schema,
    answer: runCommandDone,
    handler: async ({ deps, target, body, command, now }) => {
      // Answered before anything is stored: a number that nobody may keep stands in no command either.
      const wrong = faults(body as z.output<S>);
      if (wrong.length > 0) throw new CommandRefused({ code: 'fields-refused', faults: wrong });
      const { milestone_key: key, number } = await rowOf(deps, target.id);
      const story = {
        over: async () => isOver(await rowOf(deps, target.id)),
        carry: (commandId: string) =>
          deps.workflows.runCommand(verb, { slug: target.projectSlug, key, number }, commandId),
        decide: (commandId: string) => decideRun(deps.store, commandId, now),
      };
      return carried(deps, command(`run.${verb}`, target.id, body), now, story, runCommandDone);
    },
  });
}

export const runRoutes = [
  listRoute({
    method: 'get',
    path: '/api/runs',
    summary: 'Courses, visits and consultations of the caller’s projects, with where each stands.',
    tag,
    access: { who: 'signed-in' },
    list,
    row: runRow,
    handler: async ({ deps, caller, now }, query) =>
      asJson(await listRuns(deps.store.knex, query.filter, query, boundOf(caller), now)),
  }),
  route({
    method: 'get',
    path: '/api/runs/:id',
    summary: 'A course, visit or consultation with its sessions, its documents, and what the caller may do.',
    tag,
    access: { who: 'member', object: 'run' },
    answer: run,
    handler: async ({ deps, target, now }) => shown(deps, target.id, target, now),
  }),
  route({
    method: 'post',
    path: '/api/milestones/:id/runs',
    summary: 'Schedules a course, visit or consultation of the milestone and begins its story.',
    tag,
    access: { who: 'member', object: 'milestone', roles: writers },
    idempotent: true,
    status: 201,
    body: runCreate,
    answer: run,
    handler: async ({ deps, caller, target, body, command, now }) => {
      const input = command('run.schedule', '', { milestoneId: target.id, ...body });
      const targetId = newRecordId('run', caller.id, input.idempotencyKey);
      const answer = await scheduleRun(deps.store, { ...input, targetId, body }, target.id, now);
      const { id: runId } = resultOf(answer, z.object({ id }));
      await startStory(deps, runId, target);
      return shown(deps, runId, target, now);
    },
  }),
  commandRoute('change', VERBS.change),
  commandRoute('publish', VERBS.publish),
  commandRoute('invite', VERBS.invite),
  commandRoute('cancel', VERBS.cancel),
  commandRoute('close', VERBS.close),
  commandRoute('certify', VERBS.certify),
];
