/**
 * Somebody from the public: enrols, proposes, pledges or subscribes on a page, and confirms with the link from the mail
 * that arrived.
 */
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

/**
 * Pledges a gift on the campaign's page.
 * @returns the code that the payment is to name, as the page shows it; empty where nobody confirms
 */
export async function pledgePublicly(
  world: World,
  slug: string,
  fields: Readonly<Record<string, string>>,
  confirms: boolean,
): Promise<string> {
  const address = `${world.publicUrl}/p/${slug}/campaign/pledge`;
  const page = await asked(world, address, { ...fields, consent: 'yes' }, confirms);
  const code = /data-copy="([2-9A-Z]{4}-[2-9A-Z]{4})"/.exec(page)?.[1];
  if (confirms && code === undefined) throw new Error('a pledge that is confirmed shows no code');
  return code ?? '';
}

export async function subscribePublicly(world: World, slug: string, email: string, confirms: boolean): Promise<void> {
  await asked(world, `${world.publicUrl}/p/${slug}/campaign/subscribe`, { email }, confirms);
}

/** One click in a mail program (RFC 8058): it posts to the address in the last message's header. */
export async function unsubscribe(world: World, email: string): Promise<void> {
  for (const name of world.mail.names().toReversed()) {
    const { to, headers } = await simpleParser(await world.mail.read(name));
    if ([to ?? []].flat()[0]?.value[0]?.address !== email) continue;
    const list = headers.get('list') as { readonly unsubscribe?: { readonly url?: string } } | undefined;
    const url = list?.unsubscribe?.url;
    if (url === undefined) continue;
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    const response = await fetch(url, { method: 'POST', body });
    if (!response.ok) throw new Error(`the way out answered ${response.status}`);
    return;
  }
  throw new Error(`no message to ${email} has a way out`);
}

/** Sends a form and opens the link in the mail that comes of it. */
async function confirmed(world: World, address: string, fields: Readonly<Record<string, string>>): Promise<void> {
  await asked(world, address, fields, true);
}

/** @returns the page that the confirmation leads to, or that says that a mail was sent */
async function asked(
  world: World,
  address: string,
  fields: Readonly<Record<string, string>>,
  confirms: boolean,
): Promise<string> {
  const before = world.mail.names().length;
  const sent = await post(world, address, fields);
  await world.mail.until(before + 1);
  return confirms ? post(world, await linkIn(world, before), {}) : sent;
}

async function post(world: World, address: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { Origin: world.publicUrl },
    body: new URLSearchParams(fields),
  });
  const page = await response.text();
  if (!response.ok) throw new Error(`the public page answered ${response.status}: ${page}`);
  return page;
}

async function linkIn(world: World, place: number): Promise<string> {
  const { text = '' } = await simpleParser(await world.mail.read(world.mail.names()[place] ?? ''));
  const link = /http:\/\/\S+\/confirm\/\S+/.exec(text)?.[0];
  if (link === undefined) throw new Error('the mail after a form has no link');
  return link;
}
