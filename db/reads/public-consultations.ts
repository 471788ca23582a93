/** R10, R11: consultations whose notice is published, and how many came to those that were held. */
import { takesEnrolments } from '../runs/public-enrolment.ts';
import type { RunOfMilestone, SessionRow } from '../runs/run-rows.ts';
import type { Reader } from '../store.ts';
import { documentsOfConsultations, type PublicDocument } from './public-documents.ts';
import { PUBLIC_RUN, type PublicProject } from './public-project.ts';

export interface PublicConsultation {
  readonly run: RunOfMilestone & { readonly notice_published_at: Date };
  readonly sessions: readonly SessionRow[];
  /** Its page takes registrations now. */
  readonly open: boolean;
  /** Unique persons; null until its attendance is complete. */
  readonly present: number | null;
  readonly documents: readonly PublicDocument[];
}

export interface PublicConsultations {
  readonly consultations: readonly PublicConsultation[];
  /** Of those that were held: how many, unique persons, and attendances as they were marked, one a person and meeting. */
  readonly held: { readonly meetings: number; readonly persons: number; readonly attendances: number };
}

interface Present {
  readonly run_id: string;
  readonly person_id: string;
}

/** In the order of their first session. */
export async function publicConsultations(
  reader: Reader,
  project: PublicProject,
  now: Date,
): Promise<PublicConsultations> {
  const runs = reader('runs as r')
    .join('milestones as m', 'm.id', 'r.milestone_id')
    .where({ 'r.project_id': project.id, 'm.kind': 'consultation' })
    .whereRaw(PUBLIC_RUN);
  const [rows, sessions, present, documents] = await Promise.all([
    runs
      .clone()
      .select<PublicConsultation['run'][]>(
        'r.*',
        'm.key as milestone_key',
        'm.kind as milestone_kind',
        'm.state as milestone_state',
      ),
    reader('sessions')
      .whereIn('run_id', runs.clone().select('r.id'))
      .orderBy(['starts_at', 'id'])
      .select<SessionRow[]>(),
    reader('attendance_of_persons')
      .whereIn('run_id', runs.clone().select('r.id'))
      .where({ present: true })
      .distinct<Present[]>('run_id', 'person_id'),
    documentsOfConsultations(reader, project.id),
  ]);
  const consultations = rows.map((run): PublicConsultation => {
    const own = sessions.filter(({ run_id: id }) => id === run.id);
    const came = present.filter(({ run_id: id }) => id === run.id).length;
    return {
      run,
      sessions: own,
      open: takesEnrolments(project, project.plan, run, own, now),
      present: run.state === 'scheduled' && own.every(({ closed_at: closed }) => closed !== null) ? came : null,
      documents: documents.filter((document) => document.run?.id === run.id),
    };
  });
  const held = consultations.filter((each) => each.present !== null && each.present > 0);
  const atHeld = present.filter(({ run_id: id }) => held.some(({ run }) => run.id === id));
  return {
    consultations: consultations.sort((a, b) => startOf(a) - startOf(b)),
    held: {
      meetings: held.length,
      persons: new Set(atHeld.map(({ person_id: id }) => id)).size,
      attendances: atHeld.length,
    },
  };
}

const startOf = ({ sessions }: PublicConsultation): number => sessions[0]?.starts_at.getTime() ?? 0;
