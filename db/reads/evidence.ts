/** Evidence as lists and pages show it. */
import { PREVIEWED_TYPES } from '../files.ts';
import type { Reader } from '../store.ts';
import { type Page, type Rows, readPage } from './page.ts';

export interface EvidenceView {
  readonly id: string;
  readonly milestoneId: string;
  readonly requirement: string;
  readonly name: string;
  readonly description: string;
  readonly datedOn: string | null;
  readonly file: { readonly sha256: string; readonly size: number; readonly type: string } | null;
  readonly link: string | null;
  readonly run: { readonly id: string; readonly number: number; readonly title: string } | null;
  readonly organisation: { readonly id: string; readonly name: string } | null;
  readonly documentId: string;
  readonly replaces: string | null;
  readonly replacedBy: string | null;
  readonly versionNumber: number;
  readonly preview: boolean;
  readonly alsoAt: readonly {
    readonly id: string;
    readonly milestoneId: string;
    readonly milestoneKey: string;
    readonly requirement: string;
    readonly name: string;
  }[];
  readonly addedBy: { readonly id: string; readonly name: string };
  readonly addedAt: Date;
  readonly withdrawnAt: Date | null;
  readonly publishedAt: Date | null;
}

export const EVIDENCE_SORTS = {
  addedAt: 'e.added_at',
  requirement: 'e.requirement',
  name: 'e.name',
  datedOn: 'e.dated_on',
  id: 'e.id',
} as const;
export type EvidenceSort = keyof typeof EVIDENCE_SORTS;

export interface EvidenceFilter {
  readonly id?: readonly string[] | undefined;
  readonly milestoneId?: readonly string[] | undefined;
  readonly projectId?: readonly string[] | undefined;
  readonly requirement?: readonly string[] | undefined;
  readonly runId?: readonly string[] | undefined;
  readonly organisationId?: readonly string[] | undefined;
  readonly documentId?: readonly string[] | undefined;
  readonly withdrawn?: boolean | undefined;
}

function evidenceQuery(reader: Reader) {
  return reader('evidence as e')
    .join('users as u', 'u.id', 'e.added_by')
    .leftJoin('files as f', 'f.sha256', 'e.sha256')
    .leftJoin('runs as r', 'r.id', 'e.run_id')
    .leftJoin('organisations as o', 'o.id', 'e.organisation_id')
    .select(
      'e.id',
      'e.milestone_id as milestoneId',
      'e.requirement',
      'e.name',
      'e.description',
      'e.dated_on as datedOn',
      reader.raw(
        `case when f.sha256 is not null
           then json_build_object('sha256', encode(f.sha256, 'hex'), 'size', f.size, 'type', f.type) end as file`,
      ),
      'e.link',
      reader.raw(
        `case when r.id is not null then json_build_object('id', r.id, 'number', r.number, 'title', r.title) end as run`,
      ),
      reader.raw(`case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as organisation`),
      'e.document_id as documentId',
      'e.replaces',
      reader.raw(`(select n.id from evidence n where n.replaces = e.id and n.withdrawn_at is null) as "replacedBy"`),
      reader.raw(
        `(with recursive earlier as (
            select e.replaces as id union all select p.replaces from evidence p join earlier v on v.id = p.id)
          select count(id)::int + 1 from earlier) as "versionNumber"`,
      ),
      reader.raw(`coalesce(f.type = any(?), false) as preview`, [[...PREVIEWED_TYPES]]),
      reader.raw(
        `(select coalesce(json_agg(json_build_object('id', t.id, 'milestoneId', tm.id, 'milestoneKey', tm.key, 'requirement', t.requirement,
              'name', t.name) order by t.added_at, t.id), '[]')
            from evidence t join milestones tm on tm.id = t.milestone_id
           where t.sha256 = e.sha256 and t.id <> e.id and t.withdrawn_at is null
             and tm.project_id = (select project_id from milestones where id = e.milestone_id)) as "alsoAt"`,
      ),
      reader.raw(`json_build_object('id', u.id, 'name', u.name) as "addedBy"`),
      'e.added_at as addedAt',
      'e.withdrawn_at as withdrawnAt',
      // Whoever published an earlier version published the document.
      reader.raw(
        `(with recursive versions as (
            select e.id, e.replaces union all select p.id, p.replaces from evidence p join versions v on p.id = v.replaces)
          select min(o.published_at) from evidence_publications o join versions v on v.id = o.evidence_id) as "publishedAt"`,
      ),
    );
}

/** @param memberId only what lies in this person's projects; null for all */
export async function listEvidence(
  reader: Reader,
  filter: EvidenceFilter,
  page: Page<EvidenceSort>,
  memberId: string | null,
): Promise<Rows<EvidenceView>> {
  const query = evidenceQuery(reader).join('milestones as m', 'm.id', 'e.milestone_id');
  if (memberId !== null)
    query.whereIn('m.project_id', reader('members').where({ user_id: memberId }).select('project_id'));
  if (filter.id) query.whereIn('e.id', filter.id);
  if (filter.milestoneId) query.whereIn('e.milestone_id', filter.milestoneId);
  if (filter.projectId) query.whereIn('m.project_id', filter.projectId);
  if (filter.requirement) query.whereIn('e.requirement', filter.requirement);
  if (filter.runId) query.whereIn('e.run_id', filter.runId);
  if (filter.organisationId) query.whereIn('e.organisation_id', filter.organisationId);
  if (filter.documentId) query.whereIn('e.document_id', filter.documentId);
  if (filter.withdrawn !== undefined) query[filter.withdrawn ? 'whereNotNull' : 'whereNull']('e.withdrawn_at');
  return readPage(query, page, EVIDENCE_SORTS, 'e.id');
}

/** All evidence of a milestone, withdrawn pieces too, in the order in which it came. */
export async function evidenceOf(reader: Reader, milestoneId: string): Promise<EvidenceView[]> {
  return evidenceQuery(reader).where('e.milestone_id', milestoneId).orderBy(['e.added_at', 'e.id']);
}

export async function findEvidence(reader: Reader, id: string): Promise<EvidenceView | undefined> {
  return evidenceQuery(reader).where('e.id', id).first<EvidenceView | undefined>();
}
