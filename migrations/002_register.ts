import type { Knex } from 'knex';

/**
 * The participant register: persons and organisations of a project, imports with their preview.
 * One record a person and project (R2) is kept by an index, so that two imports at once leave one.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table organisations (
      id uuid primary key,
      project_id uuid not null references projects,
      name text not null check (length(name) between 1 and 200),
      -- Without diacritics and case: „Asociația X” and „asociatia x” are one organisation.
      name_key text not null,
      email text,
      phone text,
      note text not null default '',
      version integer not null default 1,
      created_at timestamptz not null,
      unique (project_id, name_key)
    );

    create table persons (
      id uuid primary key,
      project_id uuid not null references projects,
      family_name text not null check (length(family_name) <= 100),
      given_name text not null check (length(given_name) <= 100),
      -- Normalised, order of the parts left out (see domain/person-key.ts); empty for an erased person.
      name_key text not null,
      birth_date date,
      email text,
      phone text,
      -- Key of the plan's target-group category, null for a citizen outside of it.
      category text,
      organisation_id uuid references organisations,
      -- What the plan asks of a participant beside these, by the field's key.
      fields jsonb not null default '{}',
      consented_on date,
      -- First day in the project; a re-entry keeps it (R2).
      started_on date not null,
      version integer not null default 1,
      created_at timestamptz not null,
      merged_into uuid references persons,
      -- R28: name, contact and birth date are gone; what is counted (category, age group, fields) stays.
      erased_at timestamptz,
      -- The age group at the start, kept when the birth date is erased.
      age_group text,
      check (erased_at is null or (family_name = '' and given_name = '' and name_key = '' and birth_date is null
        and email is null and phone is null)),
      check (erased_at is not null or (family_name <> '' and name_key <> ''))
    );
    -- R2: the same name and birth date is the same person.
    create unique index persons_one_record on persons (project_id, name_key, birth_date)
      where merged_into is null and erased_at is null and birth_date is not null;
    create index persons_listed on persons (project_id, family_name, given_name, id) where merged_into is null;
    create index persons_name on persons (project_id, name_key) where merged_into is null;
    create index persons_category on persons (project_id, category) where merged_into is null;

    -- An import's rows as they were read, until it is committed or laid aside.
    create table imports (
      id uuid primary key,
      project_id uuid not null references projects,
      file_name text not null,
      sha256 bytea not null,
      made_by uuid not null references users,
      made_at timestamptz not null,
      -- Rows with what was decided for each; emptied when the import ends, since it holds personal data.
      rows jsonb not null,
      state text not null default 'previewed' check (state in ('previewed', 'committed', 'dropped')),
      ended_at timestamptz
    );
    create index imports_project on imports (project_id, made_at);
  `);
}

export async function down(): Promise<void> {
  throw new Error('A migration is not undone: restore the backup that was made before it.');
}
