/** Attendance of a run's sessions: marked, checked in by code, printed as a list to sign. */
import { z } from 'zod';
import { REGISTER_READERS } from '../../db/register/registering.ts';
import { checkIn as checkInByCode, markAttendance } from '../../db/runs/attendance.ts';
import { findAttendanceList } from '../../db/runs/attendance-list.ts';
import { checkedInNow } from '../../db/runs/attending.ts';
import { dayOf } from '../../domain/calendar.ts';
import type { ProjectRole } from '../../domain/lifecycle.ts';
import { asJson } from '../json.ts';
import { RequestProblem } from '../problem.ts';
import { route } from '../route.ts';
import { id, locale } from '../schema/common.ts';
import { attendance, attendanceDone, checkedIn, checkIn } from '../schema/runs.ts';
import { resultOf } from './answers.ts';
import { sendPaper } from './paper.ts';

const tag = 'runs';
/** The plan narrows them in the transaction that decides. */
const writers = ['staff', 'manager', 'partner'] as const satisfies readonly ProjectRole[];

/** What a check-in recorded: ids only, the name is read when it is shown. */
const checkedInIds = z.object({ outcome: checkedIn.shape.outcome, personId: id, sessionId: id });

export const attendanceRoutes = [
  route({
    method: 'post',
    path: '/api/runs/:id/attendance',
    summary: 'Marks who was present at a session; once its attendance is complete, corrects it with a reason.',
    tag,
    access: { who: 'member', object: 'run', roles: writers },
    idempotent: true,
    body: attendance,
    answer: attendanceDone,
    handler: async ({ deps, target, body, command, now }) => {
      const input = command('run.attendance', target.id, body);
      return resultOf(await markAttendance(deps.store, { ...input, body }, now), attendanceDone);
    },
  }),
  route({
    method: 'post',
    path: '/api/runs/:id/check-in',
    summary: 'Marks whose personal code this is as present at the session that is on or begins within two hours.',
    tag,
    access: { who: 'member', object: 'run', roles: writers },
    idempotent: true,
    body: checkIn,
    answer: checkedIn,
    handler: async ({ deps, caller, target, body, command, now, request, response }) => {
      await deps.limits.checkIn.attempt(request, response, caller.id);
      const input = command('run.check-in', target.id, body);
      const answer = await checkInByCode(deps.store, { ...input, body }, now);
      const { outcome, personId, sessionId } = resultOf(answer, checkedInIds);
      const shown = await checkedInNow(deps.store.knex, target.id, sessionId, personId);
      if (!shown) throw new RequestProblem('not-found');
      return asJson({ outcome, ...shown });
    },
  }),
  route({
    method: 'get',
    path: '/api/runs/:id/attendance-list.pdf',
    summary: 'The list of one session to be signed in the room, as PDF/A: twenty lines a page.',
    tag,
    access: { who: 'member', object: 'run', roles: REGISTER_READERS },
    query: z.strictObject({ sessionId: id, locale: locale.optional() }),
    answer: { produces: 'application/pdf' },
    handler: async ({ deps, target, query, response, ...call }) => {
      const language = query.locale ?? call.locale;
      const list = await findAttendanceList(deps.store.knex, target.id, query.sessionId);
      if (!list) throw new RequestProblem('not-found');
      const { run, session } = list;
      const name = `${run.milestoneKey}-${run.number} ${dayOf(session.startsAt)}.pdf`;
      sendPaper(response, await deps.papers.attendanceList(list, language), name, language);
    },
  }),
];
