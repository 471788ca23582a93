/** Where a piece of evidence belongs: the run or organisation it is of, its document, the version it replaces. */
import type { LocalText } from '../domain/lifecycle.ts';
import type { PlanMilestone } from '../domain/plan.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Reader } from './store.ts';

export interface EvidencePlace {
  readonly runId: string | null;
  readonly organisationId: string | null;
  /** Null for a document of its own. */
  readonly documentId: string | null;
  readonly replaces: string | null;
}

/** What whoever adds a piece says of its place. */
export interface PlaceBody {
  readonly requirement: string;
  readonly datedOn?: string | undefined;
  readonly runId?: string | undefined;
  readonly organisationId?: string | undefined;
  readonly documentId?: string | undefined;
  readonly replaces?: string | undefined;
}

export type Placed =
  | { readonly ok: true; readonly place: EvidencePlace }
  | { readonly ok: false; readonly refusal: Refusal };

/** A piece beside which the new one takes its place: it gives document, run and organisation. */
interface Kin {
  readonly id: string;
  readonly document_id: string;
  readonly run_id: string | null;
  readonly organisation_id: string | null;
}

const NOT_YET: LocalText = {
  ro: 'Ziua este în viitor: scrieți ziua în care s-a întâmplat.',
  en: 'The day lies in the future: write the day on which it happened.',
};

const refuse = (refusal: Refusal): Placed => ({ ok: false, refusal });
const unknown = (field: keyof PlaceBody, key: string): Placed => refuse({ code: 'unknown-key', field, key });

/** The version that took the place of this piece, while it stands. */
export async function replacementOf(reader: Reader, id: string): Promise<string | null> {
  const newer = await reader('evidence')
    .where({ replaces: id, withdrawn_at: null })
    .first<{ id: string } | undefined>('id');
  return newer?.id ?? null;
}

/**
 * Finds the place of a new piece, under the project's lock. A new version, or another file of a document, takes over
 * run, organisation and document of what it is added to.
 */
export async function placeEvidence(
  reader: Reader,
  milestone: { readonly id: string; readonly project_id: string },
  planned: PlanMilestone,
  body: PlaceBody,
  today: string,
): Promise<Placed> {
  const { requirement, documentId, replaces } = body;
  const near = { milestone_id: milestone.id, requirement };
  let kin: Kin | undefined;
  if (documentId !== undefined) {
    kin = await reader('standing_evidence')
      .where({ ...near, document_id: documentId })
      .first<Kin | undefined>();
    if (!kin) return unknown('documentId', documentId);
  }
  if (replaces !== undefined) {
    const document = kin?.document_id;
    kin = await reader('evidence')
      .where({ ...near, id: replaces, withdrawn_at: null })
      .first<Kin | undefined>();
    if (!kin || (document !== undefined && document !== kin.document_id)) return unknown('replaces', replaces);
    const by = await replacementOf(reader, replaces);
    if (by !== null) return refuse({ code: 'version-replaced', by });
  }
  const part = await placePart(reader, milestone, planned, body, kin);
  if (!part.ok) return part;
  // R5: what has not happened yet informed nobody.
  if (part.place.organisationId !== null && body.datedOn !== undefined && body.datedOn > today)
    return refuse({ code: 'fields-refused', faults: [{ field: 'datedOn', reason: NOT_YET }] });
  return { ok: true, place: { ...part.place, documentId: kin?.document_id ?? null, replaces: replaces ?? null } };
}

/** The run or the organisation: exactly where the plan asks for the requirement for each. */
async function placePart(
  reader: Reader,
  milestone: { readonly id: string; readonly project_id: string },
  planned: PlanMilestone,
  body: PlaceBody,
  kin: Kin | undefined,
): Promise<Placed> {
  // A promise of the plan is no requirement of the milestone, and of no run.
  const per = planned.evidence.find(({ key }) => key === body.requirement)?.per ?? 'milestone';
  const { runId, organisationId } = body;
  if (runId !== undefined && (per !== 'run' || (kin && kin.run_id !== runId.toLowerCase())))
    return unknown('runId', runId);
  if (
    organisationId !== undefined &&
    (per !== 'organisation' || (kin && kin.organisation_id !== organisationId.toLowerCase()))
  )
    return unknown('organisationId', organisationId);
  const place = { runId: null, organisationId: null, documentId: null, replaces: null };
  if (per === 'run') {
    const id = kin?.run_id ?? runId;
    if (id === undefined) return refuse({ code: 'evidence-part-missing', per });
    const run = await reader('runs')
      .where({ id, milestone_id: milestone.id })
      .first<{ id: string; state: string } | undefined>('id', 'state');
    if (!run) return unknown('runId', id);
    return run.state === 'cancelled'
      ? refuse({ code: 'run-cancelled' })
      : { ok: true, place: { ...place, runId: run.id } };
  }
  if (per === 'organisation') {
    const id = kin?.organisation_id ?? organisationId;
    if (id === undefined) return refuse({ code: 'evidence-part-missing', per });
    const organisation = await reader('organisations')
      .where({ id, project_id: milestone.project_id })
      .first<{ id: string } | undefined>('id');
    if (!organisation) return unknown('organisationId', id);
    // R5: a message that is not dated proves nothing.
    if (body.datedOn === undefined) return refuse({ code: 'evidence-date-missing' });
    return { ok: true, place: { ...place, organisationId: organisation.id } };
  }
  return { ok: true, place };
}
