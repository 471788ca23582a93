/** What somebody writes about a run, and what of it cannot stay. */
import { dayOf } from '../../domain/calendar.ts';
import { type FieldFault, nationalIdFaults } from '../../domain/participants.ts';
import type { PlanMilestone } from '../../domain/plan.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { type SessionTimes, sessionFaults } from '../../domain/session-times.ts';
import type { ProjectRow } from '../projects.ts';

/** As server/schema/runs.ts has checked it; instants are ISO strings. */
export interface RunFields {
  readonly title: string;
  readonly place: string;
  readonly ledBy: string;
  readonly capacity: number | null;
  readonly public: boolean;
  readonly sessions: readonly {
    /** Of a session that the run has. */
    readonly id?: string | undefined;
    readonly startsAt: string;
    readonly endsAt: string;
    readonly topic: string;
  }[];
}

/** A session as it will stand. */
export interface NewSession extends SessionTimes {
  readonly id: string;
  readonly topic: string;
}

/** R14: texts with a national identity number. Such a command is answered and never stored. */
export function runTextFaults(fields: RunFields, reason?: string): FieldFault[] {
  const { title, place, ledBy, sessions } = fields;
  const topics = Object.fromEntries(sessions.map(({ topic }, index) => [`sessions.${index}.topic`, topic]));
  return nationalIdFaults({ title, place, ledBy, ...topics, reason });
}

/** Why a run of this milestone cannot be so, or null. */
export function refuseRunFields(
  fields: Pick<RunFields, 'public'>,
  sessions: readonly SessionTimes[],
  project: Pick<ProjectRow, 'starts_on' | 'ends_on'>,
  planned: Pick<PlanMilestone, 'runs'>,
): Refusal | null {
  if (fields.public && planned.runs?.enrolment !== 'public') return { code: 'public-not-allowed' };
  const early = sessions.map(({ startsAt }) => dayOf(startsAt)).find((day) => day < project.starts_on);
  if (early !== undefined) return { code: 'date-before-start', day: early, startsOn: project.starts_on };
  const faults = sessionFaults(sessions, project.ends_on);
  return faults.length > 0 ? { code: 'fields-refused', faults } : null;
}

/** What the events of a run say of it, beside the texts. */
export function runData(
  run: {
    readonly id: string;
    readonly milestone_key: string;
    readonly number: number;
    readonly capacity: number | null;
    readonly public: boolean;
  },
  sessions: readonly (SessionTimes & { readonly id: string })[],
) {
  return {
    runId: run.id,
    key: run.milestone_key,
    number: run.number,
    capacity: run.capacity,
    public: run.public,
    sessions: sessions.map(({ id, startsAt, endsAt }) => ({
      id,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    })),
  };
}
