/** R11: the notice of a consultation is published, and no meeting is scheduled that it could not announce in time. */
import { dayOf } from '../../domain/calendar.ts';
import { firstDayAfterNotice } from '../../domain/consultations.ts';
import type { Plan, PlanMilestone } from '../../domain/plan.ts';
import type { Answer, Refusal } from '../../domain/refusal.ts';
import type { SessionTimes } from '../../domain/session-times.ts';
import { recordMarked } from '../marks.ts';
import { refused } from '../register/registering.ts';
import { lockedRun } from './changing.ts';
import type { DecidingRun } from './decide-run.ts';
import { tellTeam } from './notify-team.ts';
import { noticeOf } from './run-facts.ts';
import { sessionsOf } from './run-rows.ts';

/**
 * A session of a consultation on a day that a notice published now would announce too late. Days on which it was to be
 * before stay possible: a published notice names them, and another hour or place is told to whoever enrolled.
 * @param before the sessions as they stand; none of a new consultation
 */
export function refuseUnannounced(
  { kind }: Pick<PlanMilestone, 'kind'>,
  { settings }: Pick<Plan, 'settings'>,
  sessions: readonly SessionTimes[],
  before: readonly { readonly starts_at: Date }[],
  now: Date,
): Refusal | null {
  if (kind !== 'consultation') return null;
  const days = settings.noticeDays.value;
  const firstDay = firstDayAfterNotice(now, days);
  const named = new Set(before.map(({ starts_at: startsAt }) => dayOf(startsAt)));
  const early = sessions.findIndex(({ startsAt }) => {
    const day = dayOf(startsAt);
    return day < firstDay && !named.has(day);
  });
  return early < 0 ? null : { code: 'notice-too-late', days, firstDay, field: `sessions.${early}.startsAt` };
}

/** Whether a changed consultation begins on a day that its published notice did not name: it is announced anew. */
export function isAnnouncedAnew(
  publishedAt: Date | null,
  before: readonly { readonly starts_at: Date }[],
  sessions: readonly SessionTimes[],
): boolean {
  const first = sessions.map(({ startsAt }) => dayOf(startsAt)).sort()[0];
  return publishedAt !== null && before.every(({ starts_at: startsAt }) => dayOf(startsAt) !== first);
}

/** Publishes the notice now, on the project's public pages, and tells those who work in the project. */
export async function publishNotice(deciding: DecidingRun): Promise<Answer> {
  const { store, trx, project, plan, run, now, actorId } = deciding;
  const notice = noticeOf(run, plan);
  if (!notice) return refused({ code: 'no-consultations' });
  if (notice.publishedAt !== null) return refused({ code: 'notice-published' });
  const { days } = notice;
  const firstDay = firstDayAfterNotice(now, days);
  const sessions = await sessionsOf(trx, run.id);
  const [first] = sessions;
  if (!first || dayOf(first.starts_at) < firstDay) return refused({ code: 'notice-too-late', days, firstDay });
  await trx('runs')
    .where({ id: run.id })
    .update({ notice_published_at: now, version: run.version + 1, changed_by: actorId, changed_at: now });
  const data = { runId: run.id, key: run.milestone_key, version: run.version + 1 };
  const event = await recordMarked(
    trx,
    { projectId: project.id, type: 'run.published', at: now, actorId, milestoneId: run.milestone_id, data },
    { run: [run.id] },
  );
  const published = await lockedRun(trx, run.id);
  await tellTeam(store, trx, { eventId: event.id, at: now, actorId, project, plan, run: published, first });
  return { done: true, result: { noticePublishedAt: now.toISOString() } };
}
