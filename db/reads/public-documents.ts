/** Documents that staff published, of each the version that stands; and the votes that have papers of their own. */
import type { LocalText } from '../../domain/lifecycle.ts';
import type { Reader } from '../store.ts';

export interface PublicDocument {
  /** Stays the same whatever version stands. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly datedOn: string | null;
  readonly file: { readonly sha256: string; readonly size: number; readonly type: string } | null;
  readonly link: string | null;
  readonly milestone: { readonly key: string; readonly title: LocalText };
  readonly run: { readonly id: string; readonly title: string } | null;
  readonly publishedAt: Date;
}

/** @param where conditions on `evidence_publications as o`, its piece `e` and the milestone `m`, with their bindings */
async function documents(
  reader: Reader,
  where: string,
  bindings: Readonly<Record<string, string | number>>,
): Promise<PublicDocument[]> {
  const { rows } = await reader.raw<{ rows: PublicDocument[] }>(
    `with recursive versions as (
       select o.evidence_id as id, o.evidence_id as latest, o.published_at
         from evidence_publications o join evidence e on e.id = o.evidence_id join milestones m on m.id = e.milestone_id
        where ${where}
       union all
       select v.id, n.id, v.published_at
         from versions v join evidence n on n.replaces = v.latest and n.withdrawn_at is null)
     select v.id, e.name, e.description, e.dated_on as "datedOn", e.link, v.published_at as "publishedAt",
            case when f.sha256 is not null
              then json_build_object('sha256', encode(f.sha256, 'hex'), 'size', f.size, 'type', f.type) end as file,
            json_build_object('key', m.key, 'title', m.title) as milestone,
            case when r.id is not null then json_build_object('id', r.id, 'title', r.title) end as run
       from versions v
       join standing_evidence e on e.id = v.latest
       join milestones m on m.id = e.milestone_id
       left join files f on f.sha256 = e.sha256
       left join runs r on r.id = e.run_id
      order by v.published_at desc, v.id
      limit :limit offset :from`,
    { limit: 1000, from: 0, ...bindings },
  );
  return rows;
}

/** What was published last comes first. */
export const listPublicDocuments = (
  reader: Reader,
  projectId: string,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<PublicDocument[]> => documents(reader, 'm.project_id = :project', { project: projectId, from, limit });

/** Of the consultations of a project. */
export const documentsOfConsultations = (reader: Reader, projectId: string): Promise<PublicDocument[]> =>
  documents(reader, `m.project_id = :project and m.kind = 'consultation' and e.run_id is not null`, {
    project: projectId,
  });

/** One published document; null where it is none of this project's, or was taken back. */
export async function findPublicDocument(
  reader: Reader,
  projectId: string,
  id: string,
): Promise<PublicDocument | null> {
  const [found] = await documents(reader, 'm.project_id = :project and o.evidence_id = :id', {
    project: projectId,
    id,
  });
  return found ?? null;
}

/** A vote that was announced: its charter is public, and its result once it is final. */
export interface VoteWithPapers {
  readonly id: string;
  readonly question: LocalText;
  readonly final: boolean;
}

/** The latest first. */
export const votesWithPapers = (reader: Reader, projectId: string): Promise<VoteWithPapers[]> =>
  reader('votes')
    .where({ project_id: projectId })
    .whereNotNull('announced_at')
    .whereNot('state', 'cancelled')
    .orderBy([
      { column: 'announced_at', order: 'desc' },
      { column: 'id', order: 'asc' },
    ])
    .select<VoteWithPapers[]>(
      'id',
      reader.raw("charter->'question' as question"),
      reader.raw("state = 'final' as final"),
    );
