/** Everything that is held on one person, for that person to read. */

import { COLUMN_TITLES } from '../../domain/import-columns.ts';
import type { LocalText } from '../../domain/lifecycle.ts';
import { planOf } from '../projects.ts';
import type { Reader } from '../store.ts';
import { mentioning } from './mentions.ts';
import type { PersonRow } from './person-rows.ts';

export interface HeldRecord {
  readonly id: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly category: { readonly key: string; readonly name: LocalText } | null;
  readonly organisation: string | null;
  readonly ageGroup: string | null;
  readonly fields: readonly { readonly key: string; readonly title: LocalText; readonly value: string }[];
  readonly consentedOn: string | null;
  readonly startedOn: string;
  readonly createdAt: Date;
  /** Name of the file that brought the record. */
  readonly importedFrom: string | null;
}

export interface Held {
  readonly project: { readonly id: string; readonly title: LocalText };
  readonly consent: LocalText;
  readonly titles: typeof COLUMN_TITLES;
  /** The record, then those that were merged into it. */
  readonly records: readonly HeldRecord[];
  /** Courses and visits, with presence by session; certificates; messages. */
  readonly enrolments: readonly {
    readonly run: string;
    readonly place: string;
    readonly state: string;
    readonly source: string;
    readonly enrolledAt: Date;
    readonly sessions: readonly {
      readonly startsAt: string;
      readonly endsAt: string;
      readonly present: boolean | null;
    }[];
  }[];
  readonly certificates: readonly {
    readonly number: string;
    readonly printedName: string;
    readonly run: string;
    readonly attended: number;
    readonly sessions: number;
    readonly issuedAt: Date;
    readonly revokedAt: Date | null;
  }[];
  readonly messages: readonly {
    readonly to: string;
    readonly subject: string;
    readonly text: string;
    readonly state: string;
    readonly createdAt: Date;
    readonly sentAt: Date | null;
  }[];
  /** What was done with the record and who looked at it, oldest first. */
  readonly events: readonly {
    readonly type: string;
    readonly at: Date;
    readonly by: string | null;
    readonly data: unknown;
    readonly texts: Readonly<Record<string, string | null>>;
  }[];
}

/** @param personId of a record that is there, and was not merged into another */
export async function heldOn(reader: Reader, personId: string): Promise<Held> {
  const rows = await reader('persons as p')
    .leftJoin('organisations as o', 'o.id', 'p.organisation_id')
    .leftJoin('imports as i', 'i.id', 'p.import_id')
    .where('p.id', personId)
    .orWhere('p.merged_into', personId)
    .orderByRaw('p.merged_into is not null, p.created_at, p.id')
    .select<(PersonRow & { organisation: string | null; imported_from: string | null })[]>(
      'p.*',
      'o.name as organisation',
      'i.file_name as imported_from',
    );
  const projectId = rows[0]?.project_id;
  if (projectId === undefined) throw new Error(`no person ${personId}`);
  const plan = await planOf(reader, projectId);
  const events = await mentioning(
    reader,
    projectId,
    rows.map(({ id }) => id),
  )
    .leftJoin('users as u', 'u.id', 'e.actor_id')
    .orderBy('e.seq')
    .select<Held['events'][number][]>(
      'e.type',
      'e.at',
      'u.name as by',
      // An import names every record that it changed: what it did with others is none of this person's.
      reader.raw(`case when e.type like 'import.%' then '{}'::json else e.data::json end as data`),
      reader.raw(
        `coalesce((select json_object_agg(t.name, t.text) from event_texts t where t.event_id = e.id), '{}') as texts`,
      ),
    );
  return {
    project: { id: projectId, title: plan.title },
    consent: plan.participants.consent,
    titles: COLUMN_TITLES,
    records: rows.map((row) => {
      const category = plan.targetGroup.categories.find(({ key }) => key === row.category);
      return {
        id: row.id,
        familyName: row.family_name,
        givenName: row.given_name,
        birthDate: row.birth_date,
        email: row.email,
        phone: row.phone,
        category: category ? { key: category.key, name: category.name } : null,
        organisation: row.organisation,
        ageGroup: row.age_group,
        fields: plan.participants.fields.flatMap(({ key, title }) => {
          const value = row.fields[key];
          return value === undefined ? [] : [{ key, title, value }];
        }),
        consentedOn: row.consented_on,
        startedOn: row.started_on,
        createdAt: row.created_at,
        importedFrom: row.imported_from,
      };
    }),
    ...(await participationHeld(
      reader,
      rows.map(({ id }) => id),
    )),
    events,
  };
}

async function participationHeld(
  reader: Reader,
  ids: readonly string[],
): Promise<Pick<Held, 'enrolments' | 'certificates' | 'messages'>> {
  const enrolments = await reader('enrolments as e')
    .join('runs as r', 'r.id', 'e.run_id')
    .whereIn('e.person_id', [...ids])
    .orderBy(['e.enrolled_at', 'e.id'])
    .select<Held['enrolments'][number][]>(
      'r.title as run',
      'r.place',
      'e.state',
      'e.source',
      'e.enrolled_at as enrolledAt',
      reader.raw(
        `(select coalesce(json_agg(json_build_object('startsAt', s.starts_at, 'endsAt', s.ends_at, 'present', a.present)
              order by s.starts_at), '[]')
            from sessions s left join attendances a on a.session_id = s.id and a.person_id = e.person_id
           where s.run_id = r.id) as sessions`,
      ),
    );
  const certificates = await reader('certificates as c')
    .join('runs as r', 'r.id', 'c.run_id')
    .whereIn('c.person_id', [...ids])
    .orderBy('c.serial')
    .select<Held['certificates'][number][]>(
      'c.number',
      'c.printed_name as printedName',
      'r.title as run',
      'c.attended',
      'c.sessions',
      'c.issued_at as issuedAt',
      'c.revoked_at as revokedAt',
    );
  const messages = await reader('messages')
    .whereIn('person_id', [...ids])
    .orderBy(['created_at', 'id'])
    .select<Held['messages'][number][]>(
      'to_address as to',
      'subject',
      'body_text as text',
      'state',
      'created_at as createdAt',
      'sent_at as sentAt',
    );
  return { enrolments, certificates, messages };
}
