/**
 * What a report is made of, read at one moment: no figure of a report may contradict another.
 */
import type { Knex } from 'knex';
import type { LocalText, ProjectState } from '../domain/lifecycle.ts';
import type { Plan } from '../domain/plan.ts';
import type {
  Actor,
  AmendmentFact,
  DueDateFact,
  EndingFact,
  EvidenceFact,
  MilestoneFact,
  ProjectFact,
  ReportFacts,
  RunFact,
  SentFact,
  UndeliveredFact,
} from '../domain/report-facts.ts';
import { type GateOfMilestone, gatesOf, isFrozen } from './gate-facts.ts';
import { indicatorsFrom, lastSnapshot } from './indicators.ts';
import { moneyFacts } from './money/money-facts.ts';
import { knownRuns } from './runs/run-facts.ts';
import type { RunOfMilestone } from './runs/run-rows.ts';
import type { Reader } from './store.ts';

const ENDINGS = ['milestone.adopted', 'milestone.waived', 'project.cancelled'];

/**
 * Reads a project for its report, in one read-only transaction that sees one state of the database.
 * @returns undefined when there is no such project
 */
export async function loadReportFacts(knex: Knex, projectId: string): Promise<ReportFacts | undefined> {
  return knex.transaction(
    async (trx) => {
      const project = await projectFact(trx, projectId);
      if (!project) return undefined;
      const milestones = await milestoneFacts(trx, projectId);
      const gates = await gatesOf(trx, projectId, project.plan);
      return {
        project,
        milestones,
        gates: Object.fromEntries([...gates].map(([id, { facts }]) => [id, facts])),
        runs: await runFacts(trx, projectId),
        sent: await sentFacts(trx, projectId),
        ...(await indicatorFacts(trx, project, milestones, gates)),
        evidence: await evidenceFacts(trx, projectId),
        dueDates: await dueDateFacts(trx, projectId),
        endings: await endingFacts(trx, projectId),
        amendments: await amendmentFacts(trx, projectId),
        money: await moneyFacts(trx, projectId),
        undelivered: await undeliveredFacts(trx, projectId),
      };
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  );
}

async function projectFact(reader: Reader, projectId: string): Promise<ProjectFact | undefined> {
  const row = await reader('projects').where({ id: projectId }).first<
    | {
        id: string;
        slug: string;
        title: LocalText;
        state: ProjectState;
        starts_on: string;
        ends_on: string;
        plan: Plan;
      }
    | undefined
  >('id', 'slug', 'title', 'state', 'starts_on', 'ends_on', 'plan');
  if (!row) return undefined;
  const { starts_on: startsOn, ends_on: endsOn, ...project } = row;
  return { ...project, startsOn, endsOn };
}

async function milestoneFacts(reader: Reader, projectId: string): Promise<MilestoneFact[]> {
  const rows = await reader('milestones as m')
    .leftJoin('users as s', 's.id', 'm.submitted_by')
    .leftJoin('members as sm', (on) => on.on('sm.user_id', 's.id').andOn('sm.project_id', 'm.project_id'))
    .leftJoin('users as e', 'e.id', 'm.ended_by')
    .leftJoin('members as em', (on) => on.on('em.user_id', 'e.id').andOn('em.project_id', 'm.project_id'))
    .where('m.project_id', projectId)
    .orderBy('m.position')
    .select<
      (Omit<MilestoneFact, 'submittedBy' | 'endedBy'> & {
        submitterId: string | null;
        submitterName: string;
        submitterRole: Actor['role'];
        enderId: string | null;
        enderName: string;
        enderRole: Actor['role'];
      })[]
    >(
      'm.id',
      'm.key',
      'm.stage',
      'm.kind',
      'm.title',
      'm.state',
      'm.due_at as dueAt',
      'm.submitted_at as submittedAt',
      'm.ended_at as endedAt',
      's.id as submitterId',
      's.name as submitterName',
      'sm.role as submitterRole',
      'e.id as enderId',
      'e.name as enderName',
      'em.role as enderRole',
    );
  return rows.map(({ submitterId, submitterName, submitterRole, enderId, enderName, enderRole, ...milestone }) => ({
    ...milestone,
    submittedBy: submitterId === null ? null : { id: submitterId, name: submitterName, role: submitterRole },
    endedBy: enderId === null ? null : { id: enderId, name: enderName, role: enderRole },
  }));
}

async function runFacts(reader: Reader, projectId: string): Promise<RunFact[]> {
  const rows = await reader('runs as r')
    .join('milestones as m', 'm.id', 'r.milestone_id')
    .join('sessions as s', 's.run_id', 'r.id')
    .where('r.project_id', projectId)
    .whereNot('r.state', 'cancelled')
    .groupBy('r.id', 'm.id')
    .orderBy(['m.position', 'r.number'])
    .select<(RunOfMilestone & Pick<RunFact, 'startsAt' | 'endsAt'>)[]>(
      'r.*',
      'm.key as milestone_key',
      'm.kind as milestone_kind',
      'm.state as milestone_state',
      reader.raw('min(s.starts_at) as "startsAt"'),
      reader.raw('max(s.ends_at) as "endsAt"'),
    );
  const present = await reader('attendance_of_persons')
    .whereIn(
      'run_id',
      rows.map(({ id }) => id),
    )
    .where('present', true)
    .groupBy('run_id')
    .select<{ id: string; persons: number }[]>('run_id as id', reader.raw('count(distinct person_id)::int as persons'));
  const many = new Map(present.map(({ id, persons }) => [id, persons]));
  const known = await knownRuns(reader, rows);
  return rows.map(({ id, milestone_id: milestoneId, number, title, place, startsAt, endsAt, ...run }) => ({
    id,
    milestoneId,
    number,
    title,
    place,
    startsAt,
    endsAt,
    present: many.get(id) ?? 0,
    noticeAt: run.notice_published_at,
    minutes: known.get(id)?.minutes ?? null,
  }));
}

async function sentFacts(reader: Reader, projectId: string): Promise<SentFact[]> {
  return reader('messages')
    .where({ project_id: projectId, state: 'sent' })
    .whereNotNull('organisation_id')
    .orderBy(['created_at', 'id'])
    .select<SentFact[]>('id', 'milestone_id as milestoneId', 'organisation_id as organisationId');
}

/** The indicators: while a final report is submitted or approved, those it was submitted with (R28). */
async function indicatorFacts(
  reader: Reader,
  { id, plan }: ProjectFact,
  milestones: readonly MilestoneFact[],
  gates: ReadonlyMap<string, GateOfMilestone>,
): Promise<Pick<ReportFacts, 'indicators' | 'submission'>> {
  const isSubmitted = milestones.some(({ kind, state }) => kind === 'final-report' && isFrozen(state));
  const kept = isSubmitted ? await lastSnapshot(reader, id) : undefined;
  if (kept) return { indicators: kept.indicators, submission: { eventId: kept.eventId, at: kept.madeAt } };
  return { indicators: await indicatorsFrom(reader, id, plan, gates), submission: null };
}

async function evidenceFacts(reader: Reader, projectId: string): Promise<EvidenceFact[]> {
  const rows = await reader('standing_evidence as e')
    .join('milestones as m', 'm.id', 'e.milestone_id')
    .leftJoin('files as f', 'f.sha256', 'e.sha256')
    .where('m.project_id', projectId)
    .orderBy(['m.position', 'e.added_at', 'e.id'])
    .select<(Omit<EvidenceFact, 'file'> & { sha256: Buffer | null; size: number; type: string })[]>(
      'e.id',
      'e.milestone_id as milestoneId',
      'e.requirement',
      'e.run_id as runId',
      'e.organisation_id as organisationId',
      'e.name',
      'e.description',
      'e.dated_on as datedOn',
      'e.link',
      'e.added_at as addedAt',
      'f.sha256',
      'f.size',
      'f.type',
    );
  return rows.map(({ sha256, size, type, ...evidence }) => ({
    ...evidence,
    file: sha256 === null ? null : { sha256: sha256.toString('hex'), size, type },
  }));
}

async function dueDateFacts(reader: Reader, projectId: string): Promise<DueDateFact[]> {
  return reader('due_dates as d')
    .join('events as e', 'e.id', 'd.event_id')
    .leftJoin('event_texts as t', (on) => on.on('t.event_id', 'e.id').andOnVal('t.name', 'reason'))
    .where('e.project_id', projectId)
    .orderBy(['e.seq', 'd.milestone_id'])
    .select<DueDateFact[]>(
      'd.milestone_id as milestoneId',
      'd.event_id as eventId',
      'd.due_at as dueAt',
      'd.set_at as setAt',
      't.text as reason',
    );
}

async function endingFacts(reader: Reader, projectId: string): Promise<EndingFact[]> {
  return reader('events as e')
    .leftJoin('event_texts as t', (on) => on.on('t.event_id', 'e.id').andOnVal('t.name', 'reason'))
    .where('e.project_id', projectId)
    .whereIn('e.type', ENDINGS)
    .orderBy('e.seq')
    .select<EndingFact[]>(
      'e.id as eventId',
      'e.milestone_id as milestoneId',
      't.text as reason',
      reader.raw(`e.data::jsonb ->> 'completedOn' as "completedOn"`),
    );
}

async function amendmentFacts(reader: Reader, projectId: string): Promise<AmendmentFact[]> {
  return reader('amendments as a')
    .join('events as e', 'e.id', 'a.event_id')
    .leftJoin('event_texts as t', (on) => on.on('t.event_id', 'e.id').andOnVal('t.name', 'reason'))
    .where('a.project_id', projectId)
    .orderBy('e.seq')
    .select<AmendmentFact[]>(
      'a.id',
      'a.event_id as eventId',
      'a.number',
      'a.signed_on as signedOn',
      'a.old_end as oldEnd',
      'a.new_end as newEnd',
      't.text as reason',
    );
}

async function undeliveredFacts(reader: Reader, projectId: string): Promise<UndeliveredFact[]> {
  return reader('messages')
    .where({ project_id: projectId })
    .whereIn('state', ['failed', 'unknown'])
    .orderBy(['created_at', 'id'])
    .select<UndeliveredFact[]>('id', 'state');
}
