/**
 * What a first start shows: the Cojocna project, dated from today, and a person for each role. Samples, and called so:
 * roles instead of names, addresses at example.org.
 */
import { randomUUID } from 'node:crypto';
import { createProject } from '../../db/create-project.ts';
import { loadKnownPlan } from '../../db/plan-file.ts';
import { createSignInLink, PRINTED_LINK_LIFE } from '../../db/sign-in-links.ts';
import type { Store } from '../../db/store.ts';
import { createUser, findByEmail } from '../../db/users.ts';
import { dayOf } from '../../domain/calendar.ts';
import type { Locale, ProjectRole } from '../../domain/lifecycle.ts';
import { type Home, readState, writeState } from '../../stack/home.ts';

export interface SampleUser {
  readonly role: ProjectRole | 'administrator';
  readonly email: string;
  readonly name: string;
}

export const SAMPLE_USERS: readonly SampleUser[] = [
  { role: 'administrator', email: 'administrator@example.org', name: 'Administrator (exemplu)' },
  { role: 'manager', email: 'coordonator@example.org', name: 'Coordonator de proiect (exemplu)' },
  { role: 'staff', email: 'expert@example.org', name: 'Responsabil de activități (exemplu)' },
  { role: 'partner', email: 'primarie@example.org', name: 'Primărie, partener (exemplu)' },
  { role: 'auditor', email: 'auditor@example.org', name: 'Auditor (exemplu)' },
];

const SAMPLE_PROJECT = 'cojocna';

/** Where the samples stand: a first start that was interrupted is carried on by the next. */
interface Progress {
  readonly done: boolean;
}

/**
 * Makes the samples on a first start, in an installation where nobody is yet.
 * @returns the users by role, or null where there is nothing to make
 */
export async function makeSamples(
  store: Store,
  home: Home,
  now: Date,
): Promise<readonly (SampleUser & { readonly id: string })[] | null> {
  const progress = await readState<Progress>(home, 'samples');
  if (progress?.done) return null;
  if (progress === null) {
    const somebody = await store.knex('users').first('id');
    if (somebody !== undefined) return null;
    await writeState(home, 'samples', { done: false });
  }
  const users: (SampleUser & { id: string })[] = [];
  for (const sample of SAMPLE_USERS) users.push({ ...sample, id: await findOrMake(store, sample, now) });
  await makeProject(store, users, now);
  return users;
}

/** Called when the links were printed: they are shown once. */
export function samplesShown(home: Home): Promise<void> {
  return writeState(home, 'samples', { done: true });
}

export async function sampleLinks<User extends { readonly id: string }>(
  store: Store,
  users: readonly User[],
  publicUrl: string,
): Promise<(User & { readonly url: string })[]> {
  const links: (User & { url: string })[] = [];
  for (const user of users) {
    const { url } = await createSignInLink(store.knex, user.id, publicUrl, PRINTED_LINK_LIFE);
    links.push({ ...user, url });
  }
  return links;
}

async function findOrMake(store: Store, { role, email, name }: SampleUser, now: Date): Promise<string> {
  const found = await findByEmail(store.knex, email);
  if (found !== undefined) return found.id;
  const locale: Locale = 'ro';
  return (await createUser(store, { email, name, locale, isAdmin: role === 'administrator' }, now)).id;
}

async function makeProject(
  store: Store,
  users: readonly (SampleUser & { readonly id: string })[],
  now: Date,
): Promise<void> {
  const administrator = users.find(({ role }) => role === 'administrator');
  if (administrator === undefined) throw new Error('no sample administrator');
  if ((await store.knex('projects').where({ slug: SAMPLE_PROJECT }).first('id')) !== undefined) return;
  const plan = loadKnownPlan(SAMPLE_PROJECT);
  if (plan === null) throw new Error(`there is no plan ${SAMPLE_PROJECT}`);
  const answer = await createProject(
    store,
    { userId: administrator.id, idempotencyKey: `sample-${randomUUID()}`, targetId: randomUUID() },
    {
      slug: SAMPLE_PROJECT,
      plan,
      startsOn: dayOf(now),
      members: users.flatMap(({ id, role }) => (role === 'administrator' ? [] : [{ userId: id, role }])),
    },
    now,
  );
  if (!answer.done) throw new Error(`the sample project was refused: ${JSON.stringify(answer.refusal)}`);
}
