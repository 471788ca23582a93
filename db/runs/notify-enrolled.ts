/** Messages about a run to those enrolled in it, written by the transaction of the event (R24: one a person and event). */
import type { Locale } from '../../domain/lifecycle.ts';
import type { ParticipantFacts, ParticipantMessageType, ToldSession } from '../../domain/messages.ts';
import type { Plan } from '../../domain/plan.ts';
import { enqueueMessages } from '../outbox.ts';
import type { ProjectRow } from '../projects.ts';
import type { Store, Transaction } from '../store.ts';
import { ADDRESS } from './enrolled.ts';
import type { RunOfMilestone, SessionRow } from './run-rows.ts';

export interface EnrolledNotice {
  readonly type: ParticipantMessageType;
  readonly eventId: string;
  readonly at: Date;
  readonly project: Pick<ProjectRow, 'id' | 'slug' | 'title'>;
  readonly plan: Plan;
  readonly run: RunOfMilestone;
  readonly sessions: readonly SessionRow[];
  /** The run as it was before it moved: what was dropped leaves the calendar, what moved is named as it was. */
  readonly former?: { readonly sessions: readonly SessionRow[]; readonly place: string };
  /** The session that is reminded of. */
  readonly sessionId?: string;
  readonly reason?: string;
  /** Who is told; those without an address, and erased ones, are left out. */
  readonly enrolmentIds: readonly string[];
}

interface Told {
  readonly person_id: string;
  readonly email: string;
  readonly given_name: string;
  readonly family_name: string;
  readonly locale: Locale;
  readonly code: string | null;
  readonly withdrawals: number;
}

const toldSession = ({ id, starts_at, ends_at, topic }: SessionRow): ToldSession => ({
  id,
  startsAt: starts_at.toISOString(),
  endsAt: ends_at.toISOString(),
  topic,
});

/** What no longer holds: sessions that were dropped, those that moved, and the place where it is another one. */
function formerly({ former, sessions, run }: EnrolledNotice): Pick<ParticipantFacts, 'removed' | 'former'> {
  if (!former) return { removed: [] };
  const now = new Map(sessions.map((session) => [session.id, session]));
  const gone = former.sessions.filter(({ id }) => !now.has(id));
  const past = former.sessions.filter((session) => {
    const stands = now.get(session.id);
    return (
      stands?.starts_at.getTime() !== session.starts_at.getTime() ||
      stands.ends_at.getTime() !== session.ends_at.getTime()
    );
  });
  return {
    removed: gone.map(toldSession),
    former: { sessions: past.map(toldSession), place: former.place === run.place ? null : former.place },
  };
}

/** @returns how many were written to */
export async function notifyEnrolled(
  store: Pick<Store, 'compose' | 'mailDomain'>,
  trx: Transaction,
  notice: EnrolledNotice,
): Promise<number> {
  const { type, eventId, at, project, plan, run, reason } = notice;
  const persons = await toldPersons(trx, notice.enrolmentIds);
  const sessions = notice.sessions.map(toldSession);
  const facts: Omit<ParticipantFacts, 'code' | 'withdrawals'> = {
    type,
    project: { slug: project.slug, title: project.title },
    publicity: plan.publicity,
    run: {
      id: run.id,
      title: run.title,
      place: run.place,
      ledBy: run.led_by,
      kind: run.milestone_kind,
      revision: run.revision,
    },
    sessions,
    ...formerly(notice),
    session: sessions.find(({ id }) => id === notice.sessionId) ?? null,
    ...(reason !== undefined && { reason }),
    at,
  };
  await enqueueMessages(
    trx,
    persons.map(({ person_id: id, email, given_name, family_name, locale, code, withdrawals }) => {
      const recipient = { id, email, name: `${given_name} ${family_name}`.trim(), locale };
      return {
        projectId: project.id,
        eventId,
        eventType: type,
        milestoneId: run.milestone_id,
        createdAt: at,
        to: 'person' as const,
        recipient,
        runId: run.id,
        composed: store.compose({ ...facts, code, withdrawals }, recipient),
      };
    }),
    store.mailDomain,
  );
  return persons.length;
}

/** The persons behind enrolments, merged records as the one they went into (R2), each once. */
async function toldPersons(trx: Transaction, enrolmentIds: readonly string[]): Promise<Told[]> {
  const { rows } = await trx.raw<{ rows: Told[] }>(
    `select distinct on (o.id) o.id as person_id, ${ADDRESS} as email, o.given_name, o.family_name, e.locale, e.code,
            (select count(*)::int from messages m where m.run_id = e.run_id and m.person_id in (p.id, o.id)
                and m.event_type = 'enrolment.withdrawn') as withdrawals
       from enrolments e join persons p on p.id = e.person_id join persons o on o.id = coalesce(p.merged_into, p.id)
      where e.id = any(:ids) and ${ADDRESS} is not null and o.erased_at is null
      order by o.id, e.enrolled_at, e.id`,
    { ids: [...enrolmentIds] },
  );
  return rows;
}
