/** Somebody from the public: enrols or proposes on a page, and confirms with the link from the mail that arrived. */
import { simpleParser } from 'mailparser';
import type { World } from './world.ts';

/** @param number who it is: the same citizen is one person, wherever they enrol (R2) */
const citizen = (number: number) => ({
  familyName: 'Cetățean',
  givenName: `Exemplu ${number}`,
  birthDate: `15.06.${1960 + number}`,
  email: `cetatean${number}@example.org`,
  consent: 'yes',
});

/** @param address of the run's public page */
export async function enrolPublicly(world: World, address: string, number: number): Promise<void> {
  const form = await (await fetch(address)).text();
  // The first choice of each list that the form has.
  const choices = [...form.matchAll(/<select id="(field-[\w-]+)"[^>]*>[\s\S]*?<option value="([\w-]+)"/g)];
  const chosen = Object.fromEntries(choices.map(([, name, choice]) => [name, choice]));
  await confirmed(world, address, { ...citizen(number), ...chosen });
}

/** Proposes on the project's page, and confirms. */
export async function proposePublicly(world: World, slug: string, fields: Readonly<Record<string, string>>) {
  await confirmed(world, `${world.publicUrl}/p/${slug}/proposals/new`, { ...fields, consent: 'yes' });
}

/** Sends a form and opens the link in the mail that comes of it. */
async function confirmed(world: World, address: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const before = world.mail.names().length;
  await post(world, address, fields);
  await world.mail.until(before + 1);
  await post(world, await linkIn(world, before), {});
}

async function post(world: World, address: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { Origin: world.publicUrl },
    body: new URLSearchParams(fields),
  });
  if (!response.ok) throw new Error(`the public page answered ${response.status}: ${await response.text()}`);
}

async function linkIn(world: World, place: number): Promise<string> {
  const { text = '' } = await simpleParser(await world.mail.read(world.mail.names()[place] ?? ''));
  const link = /http:\/\/\S+\/confirm\/\S+/.exec(text)?.[0];
  if (link === undefined) throw new Error('the mail after a form has no link');
  return link;
}
