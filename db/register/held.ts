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
    events,
  };
}
