/** Somebody from the public: enrols on the page, and confirms with the link from the mail that arrived. */
import { simpleParser } from 'mailparser';
import type { World } from './world.ts';

const CITIZEN = {
  familyName: 'Cetățean',
  givenName: 'Exemplu',
  birthDate: '15.06.1985',
  email: 'cetatean@example.org',
  consent: 'yes',
};

/** @param address of the run's public page */
export async function enrolPublicly(world: World, address: string): Promise<void> {
  const form = await (await fetch(address)).text();
  // The first choice of each list that the form has.
  const choices = [...form.matchAll(/<select id="(field-[\w-]+)"[^>]*>[\s\S]*?<option value="([\w-]+)"/g)];
  const fields = { ...CITIZEN, ...Object.fromEntries(choices.map(([, name, choice]) => [name, choice])) };
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
  if (link === undefined) throw new Error('the mail to who enrolled has no link');
  return link;
}
