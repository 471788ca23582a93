/** People of a measured installation: signed in, each with a session of their own. */
import { Person } from '../../cli/rehearsal/person.ts';
import { createSignInLink, PRINTED_LINK_LIFE } from '../../db/sign-in-links.ts';
import { createStore } from '../../db/store.ts';
import { createUser } from '../../db/users.ts';
import { dayOf } from '../../domain/calendar.ts';
import { PROJECT_ROLES, type ProjectRole } from '../../domain/lifecycle.ts';
import { createComposer } from '../../mail/compose.ts';
import type { Stack } from './stack.ts';

type Who = ProjectRole | 'administrator';
const EVERYBODY: readonly Who[] = ['administrator', ...PROJECT_ROLES];

export type People = Readonly<Record<Who, Person & { readonly id: string }>>;

/** Makes and signs in an administrator and one person a role. */
export async function signUp({ databaseUrl, publicUrl }: Stack): Promise<People> {
  const { knex, ...rest } = createStore({
    databaseUrl,
    compose: createComposer({ publicUrl, sender: 'Jalon <jalon@example.org>' }),
    mailDomain: 'example.org',
    poolMax: 1,
  });
  try {
    const people: Partial<Record<Who, Person & { readonly id: string }>> = {};
    for (const who of EVERYBODY) {
      const isAdmin = who === 'administrator';
      const user = { email: `${who}@example.org`, name: `${who} (exemplu)`, locale: 'ro', isAdmin } as const;
      const { id } = await createUser({ knex, ...rest }, user, new Date());
      const person = new Person(who, publicUrl);
      await person.signIn((await createSignInLink(knex, id, publicUrl, PRINTED_LINK_LIFE)).url);
      people[who] = Object.assign(person, { id });
    }
    return people as People;
  } finally {
    await knex.destroy();
  }
}

/** Creates a project from the Cojocna plan, through the API. @returns its id and its slug */
export function newProject(people: People, slug: string): Promise<{ readonly id: string; readonly slug: string }> {
  return people.administrator.post('/api/projects', {
    slug,
    plan: 'cojocna',
    startsOn: dayOf(new Date()),
    members: PROJECT_ROLES.map((role) => ({ userId: people[role].id, role })),
  });
}
