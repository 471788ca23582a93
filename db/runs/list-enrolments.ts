/** Who is in a run, as the register's readers see it: presence, what it earns (R4), and the certificate. */
import { missingFields } from '../../domain/participants.ts';
import type { EnrolmentState } from '../../domain/runs.ts';
import { planMilestone } from '../milestones.ts';
import { planOf } from '../projects.ts';
import { type Page, type Rows, readPage } from '../reads/page.ts';
import { boundToReaders } from '../register/readers.ts';
import type { Reader } from '../store.ts';
import { SINCE_RETURN } from './enrolled.ts';
import { certificateRule } from './run-rows.ts';

export interface EnrolmentView {
  readonly id: string;
  readonly runId: string;
  /** The record that counts, where it was merged (R2); names empty once it is erased. */
  readonly person: {
    readonly id: string;
    readonly familyName: string;
    readonly givenName: string;
    readonly category: string | null;
    readonly reachable: boolean;
    readonly complete: boolean;
    readonly erased: boolean;
  };
  readonly state: EnrolmentState;
  readonly source: 'staff' | 'public';
  readonly enrolledAt: Date;
  readonly invited: boolean;
  readonly marks: Readonly<Record<string, boolean>>;
  readonly attended: number;
  readonly entitled: boolean;
  readonly certificate: { readonly id: string; readonly number: string } | null;
  /** Path of the personal page; null once the person is erased. */
  readonly pagePath: string | null;
}

export interface EnrolmentFilter {
  readonly id?: readonly string[] | undefined;
  readonly runId?: readonly string[] | undefined;
  readonly personId?: string | undefined;
  readonly state?: readonly EnrolmentState[] | undefined;
}

const SORTS = { name: 'n.sort_name', enrolledAt: 'n.enrolled_at', id: 'n.id' } as const;
export type EnrolmentSort = keyof typeof SORTS;
export const ENROLMENT_SORTS = Object.keys(SORTS) as [EnrolmentSort, ...EnrolmentSort[]];

interface Row extends Omit<EnrolmentView, 'person' | 'entitled' | 'pagePath'> {
  readonly person_id: string;
  readonly family_name: string;
  readonly given_name: string;
  readonly category: string | null;
  readonly reachable: boolean;
  readonly erased: boolean;
  readonly birth_date: string | null;
  readonly age_group: string | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly project_id: string;
  readonly slug: string;
  readonly milestone_key: string;
  readonly sessions: number;
  readonly code: string | null;
}

/**
 * R2: of two enrolments of merged records in one run, the one that says the most is shown.
 * @param readerId only runs of projects whose register this person reads; null where that was looked at already
 */
export async function listEnrolments(
  reader: Reader,
  filter: EnrolmentFilter,
  page: Page<EnrolmentSort>,
  readerId: string | null,
): Promise<Rows<EnrolmentView>> {
  const query = reader.select('n.*').from(boundToReaders(enrolments(reader), reader, 'r.project_id', readerId).as('n'));
  if (filter.id) query.whereIn('n.id', filter.id);
  if (filter.runId) query.whereIn('n.runId', filter.runId);
  if (filter.personId !== undefined)
    query.whereIn(
      'n.person_id',
      reader('persons').where({ id: filter.personId }).select(reader.raw('coalesce(merged_into, id)')),
    );
  if (filter.state) query.whereIn('n.state', filter.state);
  const { rows, total } = await readPage<EnrolmentSort, Row>(query, page, SORTS, 'n.id');
  return { rows: await Promise.all(rows.map((row) => viewOf(reader, row))), total };
}

function enrolments(reader: Reader) {
  return reader('enrolments as e')
    .join('runs as r', 'r.id', 'e.run_id')
    .join('milestones as m', 'm.id', 'r.milestone_id')
    .join('projects as j', 'j.id', 'r.project_id')
    .join('persons as own', 'own.id', 'e.person_id')
    .joinRaw('join persons p on p.id = coalesce(own.merged_into, own.id)')
    .distinctOn(['e.run_id', 'p.id'])
    .orderByRaw(`e.run_id, p.id, array_position(array['enrolled', 'waiting', 'withdrawn'], e.state), e.enrolled_at`)
    .select(
      'e.id',
      'e.run_id as runId',
      'e.state',
      'e.source',
      'e.enrolled_at',
      'e.enrolled_at as enrolledAt',
      'e.code',
      'p.id as person_id',
      'p.family_name',
      'p.given_name',
      'p.category',
      'p.birth_date',
      'p.age_group',
      'p.fields',
      'r.project_id',
      'j.slug',
      'm.key as milestone_key',
      reader.raw(`coalesce(nullif(p.email, ''), e.email) is not null and p.erased_at is null as reachable`),
      reader.raw('p.erased_at is not null as erased'),
      // Names as a Romanian dictionary sorts them; erased persons, who have none, after all others.
      reader.raw(
        `case when p.erased_at is null then (p.family_name || ' ' || p.given_name) end collate "ro-x-icu" as sort_name`,
      ),
      reader.raw(
        `exists (select 1 from messages m where m.run_id = e.run_id and m.person_id in (p.id, own.id)
            and m.event_type = 'run.invited' and ${SINCE_RETURN}) as invited`,
      ),
      reader.raw(
        `coalesce((select json_object_agg(a.session_id, a.present) from attendance_of_persons a
            where a.run_id = e.run_id and a.person_id = p.id), '{}') as marks`,
      ),
      reader.raw(
        `(select count(*)::int from attendance_of_persons a
            where a.run_id = e.run_id and a.person_id = p.id and a.present) as attended`,
      ),
      reader.raw('(select count(*)::int from sessions s where s.run_id = e.run_id) as sessions'),
      reader.raw(
        `(select json_build_object('id', c.id, 'number', c.number) from certificates c join persons cp on cp.id = c.person_id
            where c.run_id = e.run_id and c.revoked_at is null and coalesce(cp.merged_into, cp.id) = p.id
            order by c.serial limit 1) as certificate`,
      ),
    );
}

async function viewOf(reader: Reader, row: Row): Promise<EnrolmentView> {
  const plan = await planOf(reader, row.project_id);
  const { given, needed } = certificateRule(plan, planMilestone(plan, row.milestone_key), row.sessions);
  const record = { birthDate: row.birth_date, ageGroup: row.age_group, fields: row.fields };
  return {
    id: row.id,
    runId: row.runId,
    person: {
      id: row.person_id,
      familyName: row.family_name,
      givenName: row.given_name,
      category: row.category,
      reachable: row.reachable,
      complete: missingFields(record, plan).length === 0,
      erased: row.erased,
    },
    state: row.state,
    source: row.source,
    enrolledAt: row.enrolledAt,
    invited: row.invited,
    marks: row.marks,
    attended: row.attended,
    entitled: given && row.attended >= needed,
    certificate: row.certificate,
    pagePath: row.code === null ? null : `/p/${row.slug}/e/${row.code}`,
  };
}
