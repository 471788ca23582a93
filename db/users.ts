/**
 * Users: people who can sign in. Their roles lie with the projects (`members`).
 */
import type { Locale, ProjectRole } from '../domain/lifecycle.ts';
import type { TeamRecipient } from '../domain/messages.ts';
import { bare, containing, type Page, type Rows, readPage } from './reads/page.ts';
import { newId, type Reader, type Store } from './store.ts';

export interface UserView {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
  readonly isAdmin: boolean;
  readonly disabled: boolean;
  readonly createdAt: Date;
}

export const USER_SORTS = {
  name: 'u.name',
  email: 'u.email',
  createdAt: 'u.created_at',
  locale: 'u.locale',
  isAdmin: 'u.is_admin',
  id: 'u.id',
} as const;
export type UserSort = keyof typeof USER_SORTS;

export interface UserFilter {
  readonly id?: readonly string[] | undefined;
  readonly email?: readonly string[] | undefined;
  readonly isAdmin?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** Part of name or address, without regard to diacritics. */
  readonly q?: string | undefined;
}

/** Another user has this address. */
export class EmailTaken extends Error {
  override readonly name = 'EmailTaken';
}

/** Nobody could manage users any more. */
export class LastAdministrator extends Error {
  override readonly name = 'LastAdministrator';
}

const UNIQUE_VIOLATION = '23505';

function userQuery(reader: Reader) {
  return reader('users as u').select(
    'u.id',
    'u.email',
    'u.name',
    'u.locale',
    'u.is_admin as isAdmin',
    reader.raw('u.disabled_at is not null as disabled'),
    'u.created_at as createdAt',
  );
}

export async function listUsers(reader: Reader, filter: UserFilter, page: Page<UserSort>): Promise<Rows<UserView>> {
  const query = userQuery(reader);
  if (filter.id) query.whereIn('u.id', filter.id);
  if (filter.email) query.whereIn('u.email', filter.email);
  if (filter.isAdmin !== undefined) query.where('u.is_admin', filter.isAdmin);
  if (filter.disabled !== undefined) query[filter.disabled ? 'whereNotNull' : 'whereNull']('u.disabled_at');
  if (filter.q !== undefined)
    query.whereRaw(`${bare(`u.name || ' ' || u.email`)} like ${bare('?')}`, [containing(filter.q)]);
  return readPage(query, page, USER_SORTS, 'u.id');
}

/** @param id a UUID */
export async function findUser(reader: Reader, id: string): Promise<UserView | undefined> {
  return userQuery(reader).where('u.id', id).first<UserView | undefined>();
}

/** @param email in small letters; finds nobody who is disabled */
export async function findByEmail(
  reader: Reader,
  email: string,
): Promise<(UserView & { readonly passwordHash: string | null }) | undefined> {
  return userQuery(reader)
    .select('u.password_hash as passwordHash')
    .where({ 'u.email': email, 'u.disabled_at': null })
    .first<(UserView & { passwordHash: string | null }) | undefined>();
}

/**
 * @param user checked by the schema: address in small letters, cleaned name
 * @throws EmailTaken
 */
export async function createUser(
  store: Pick<Store, 'knex'>,
  user: { readonly email: string; readonly name: string; readonly locale: Locale; readonly isAdmin: boolean },
  now: Date,
): Promise<UserView> {
  const id = newId();
  const { email, name, locale, isAdmin } = user;
  try {
    await store.knex('users').insert({ id, email, name, locale, is_admin: isAdmin, created_at: now });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION) throw new EmailTaken(email);
    throw error;
  }
  return { id, email, name, locale, isAdmin, disabled: false, createdAt: now };
}

export interface UserChange {
  readonly name?: string | undefined;
  readonly locale?: Locale | undefined;
  readonly isAdmin?: boolean | undefined;
  readonly disabled?: boolean | undefined;
}

/**
 * Changes a user. Somebody who is disabled is out at once: their sessions and links go with it.
 * @returns the user as it is now, or undefined when there is none
 * @throws LastAdministrator when no active administrator would be left
 */
export async function updateUser(
  store: Pick<Store, 'knex'>,
  id: string,
  change: UserChange,
  now: Date,
): Promise<UserView | undefined> {
  return store.knex.transaction(async (trx) => {
    // Locked in one order, so that two administrators who disable each other do not both succeed; not against rows
    // that refer to them, which are written in an order of their own.
    const administrators = await trx('users')
      .where({ is_admin: true, disabled_at: null })
      .orderBy('id')
      .forNoKeyUpdate()
      .pluck<string[]>('id');
    const losesIt = change.isAdmin === false || change.disabled === true;
    if (losesIt && administrators.length === 1 && administrators[0] === id) throw new LastAdministrator(id);
    const columns = {
      ...(change.name !== undefined && { name: change.name }),
      ...(change.locale !== undefined && { locale: change.locale }),
      ...(change.isAdmin !== undefined && { is_admin: change.isAdmin }),
      ...(change.disabled !== undefined && { disabled_at: change.disabled ? now : null }),
    };
    if (Object.keys(columns).length > 0) await trx('users').where({ id }).update(columns);
    if (change.disabled === true) {
      await endSessions(trx, id, null);
      await trx('sign_in_links').where({ user_id: id }).delete();
    }
    return findUser(trx, id);
  });
}

/** Everybody who is an administrator now, as recipients of a message. */
export async function administratorsOf(reader: Reader): Promise<TeamRecipient[]> {
  const rows = await reader('users')
    .where({ is_admin: true, disabled_at: null })
    .orderBy(['name', 'id'])
    .select<Omit<TeamRecipient, 'role'>[]>('id', 'email', 'name', 'locale');
  return rows.map((row) => ({ ...row, role: 'administrator' }));
}

/** Whether somebody is an administrator now, and not disabled. */
export async function isAdministrator(reader: Reader, id: string): Promise<boolean> {
  return (await reader('users').where({ id, is_admin: true, disabled_at: null }).first('id')) !== undefined;
}

/** @param hash argon2id, in the PHC form */
export async function setPasswordHash(reader: Reader, userId: string, hash: string): Promise<void> {
  await reader('users').where({ id: userId }).update({ password_hash: hash });
}

/** @param kept the session that goes on, null for none */
export async function endSessions(reader: Reader, userId: string, kept: string | null): Promise<void> {
  const query = reader('web_sessions').whereRaw(`sess->>'userId' = ?`, [userId]);
  if (kept !== null) query.whereNot({ sid: kept });
  await query.delete();
}

/** The projects in which somebody has a role. */
export async function membershipsOf(
  reader: Reader,
  userId: string,
): Promise<{ projectId: string; slug: string; role: ProjectRole }[]> {
  return reader('members as m')
    .join('projects as p', 'p.id', 'm.project_id')
    .where('m.user_id', userId)
    .orderBy('p.slug')
    .select('m.project_id as projectId', 'p.slug', 'm.role');
}

/** More than this nobody looks through. */
const MOST_CANDIDATES = 1000;

/** Who may be given a role in the project: neither a member of it already nor disabled; by name. */
export async function candidatesOf(
  reader: Reader,
  projectId: string,
): Promise<{ id: string; name: string; email: string }[]> {
  const members = reader('members').where({ project_id: projectId }).select('user_id');
  return reader('users')
    .whereNull('disabled_at')
    .whereNotIn('id', members)
    .orderBy(['name', 'id'])
    .limit(MOST_CANDIDATES)
    .select('id', 'name', 'email');
}

/** Who may see what a project tells: its members and the administrators, all of them not disabled. */
export async function audienceOf(reader: Reader, projectId: string): Promise<Set<string>> {
  const { rows } = await reader.raw<{ rows: { id: string }[] }>(
    `select u.id from users u where u.disabled_at is null
        and (u.is_admin or exists (select from members m where m.project_id = :project and m.user_id = u.id))`,
    { project: projectId },
  );
  return new Set(rows.map((row) => row.id));
}
