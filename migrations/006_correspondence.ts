import type { Knex } from 'knex';

/** In which language somebody who enrolled by the public page is written to, and where an organisation's reply goes. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table enrolments add column locale text not null default 'ro' check (locale in ('ro', 'en'));
    alter table messages add column reply_to text;
  `);
}

export async function down(): Promise<void> {
  throw new Error('A migration is not undone: restore the backup that was made before it.');
}
