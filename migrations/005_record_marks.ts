import type { Knex } from 'knex';

/**
 * A salted hash of a record as an event left it. Events hold no personal data, so they cannot say what a person's
 * record held; with the mark it shows when it was changed behind the software's back (R25).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table record_marks (
      event_id uuid not null references events,
      kind text not null,
      record_id uuid not null,
      -- Empty once the record's person is erased (R28): the mark then means nothing.
      salt bytea check (length(salt) = 16),
      mark bytea not null check (length(mark) = 32),
      primary key (event_id, kind, record_id)
    );
    create index record_marks_record on record_marks (record_id);
  `);
}

export async function down(): Promise<void> {
  throw new Error('A migration is not undone: restore the backup that was made before it.');
}
