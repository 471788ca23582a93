import type { Knex } from 'knex';

/** What the register's lists and its history need: who changed a record last, who looked, and orders for long lists. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table persons
      add column changed_by uuid references users,
      add column changed_at timestamptz,
      -- The import that brought the record.
      add column import_id uuid references imports;
    alter table organisations
      add column changed_by uuid references users,
      add column changed_at timestamptz;
    -- Which column of the file was read as what: [{heading, field}].
    alter table imports add column columns jsonb not null default '[]';

    -- Names as a Romanian dictionary sorts them; erased persons, who have none, after all others.
    drop index persons_listed;
    create index persons_by_name on persons (project_id, (family_name = ''),
      family_name collate "ro-x-icu", given_name collate "ro-x-icu", id) where merged_into is null;
    create index persons_by_name_backwards on persons (project_id, (family_name = ''),
      family_name collate "ro-x-icu" desc, given_name collate "ro-x-icu" desc, id) where merged_into is null;
    create index persons_by_start on persons (project_id, started_on, id) where merged_into is null;
    -- The search for persons who may be the same begins with the day of birth.
    create index persons_by_birth on persons (project_id, birth_date, id) where merged_into is null;
    create index persons_organisation on persons (organisation_id) where merged_into is null;
    -- A merged record still says which names mean the one it went into.
    create index persons_merged on persons (merged_into) where merged_into is not null;
    create index persons_merged_name on persons (project_id, name_key) where merged_into is not null;

    -- R28: who looked at what, at most once a day; each row has its event.
    create table register_views (
      project_id uuid not null references projects,
      user_id uuid not null references users,
      scope text not null check (scope in ('list', 'person', 'held', 'export')),
      person_id uuid references persons,
      viewed_on date not null,
      unique nulls not distinct (project_id, user_id, viewed_on, scope, person_id)
    );
  `);
}

export async function down(): Promise<void> {
  throw new Error('A migration is not undone: restore the backup that was made before it.');
}
