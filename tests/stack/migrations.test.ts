import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { migrate, pendingMigrations } from '../../stack/migrations.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.destroy());

describe('migrations and rights', () => {
  test('a database that is up to date stays as it is', async () => {
    expect(await pendingMigrations(database.app)).toEqual([]);
    expect(await migrate(database.ownerUrl, 'jalon_app')).toEqual({ ran: [] });
  });

  test.each(['events', 'due_dates', 'amendments', 'reminders', 'files'])(
    'the working role can neither change nor remove rows of %s',
    async (table) => {
      const denied = { code: '42501' };
      await expect(database.app(table).delete()).rejects.toMatchObject(denied);
      await expect(database.app.raw('truncate ??', [table])).rejects.toMatchObject(denied);
      const { rows } = await database.app.raw(
        `select attname as name from pg_attribute
         where attrelid = ?::regclass and attnum > 0 and has_column_privilege(attrelid, attnum, 'update')`,
        [table],
      );
      expect(rows).toEqual([]);
    },
  );

  test.each([
    ['projects', 'plan'],
    ['projects', 'starts_on'],
    ['milestones', 'project_id'],
    ['milestones', 'key'],
    ['quantities', 'target'],
    ['messages', 'event_id'],
    ['messages', 'message_id'],
    ['certificates', 'number'],
    ['attendances', 'person_id'],
    ['indicator_snapshots', 'indicators'],
    ['evidence', 'run_id'],
    ['commands', 'user_id'],
    ['evidence', 'sha256'],
    ['sign_in_links', 'user_id'],
  ])('the working role cannot change %s.%s', async (table, column) => {
    const change = database.app(table).update({ [column]: null });
    await expect(change).rejects.toMatchObject({ code: '42501' });
  });

  test('the working role owns nothing and makes no tables', async () => {
    await expect(database.app.raw('create table mine (id int)')).rejects.toMatchObject({ code: '42501' });
    await expect(database.app.raw('alter table events disable trigger all')).rejects.toMatchObject({ code: '42501' });
    await expect(database.app.raw('drop table users')).rejects.toMatchObject({ code: '42501' });
  });

  test('one role for both is refused', async () => {
    await expect(migrate(database.ownerUrl, 'jalon_owner')).rejects.toThrow('Use two roles');
  });

  test('a table without stated rights stops the migration', async () => {
    await database.owner.raw('create table stray (id int)');
    await expect(migrate(database.ownerUrl, 'jalon_app')).rejects.toThrow('No rights are stated for the table "stray"');
    await database.owner.raw('drop table stray');
  });
});
