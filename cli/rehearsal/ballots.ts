/** Somebody who votes: draws a receipt, sends the ballot, looks the receipt up; with a script's request or with the form. */
import { randomInt } from 'node:crypto';
import { CODE_ALPHABET, RECEIPT_LENGTH } from '../../domain/voting-code.ts';
import type { Problem } from './person.ts';
import type { World } from './world.ts';

export interface Ballot {
  readonly code: string;
  /** Number of an option, 0 is blank. */
  readonly choice: number;
  readonly receipt: string;
}

export const drawReceipt = (): string =>
  Array.from({ length: RECEIPT_LENGTH }, () => CODE_ALPHABET.charAt(randomInt(CODE_ALPHABET.length))).join('');

/** @returns `cast`, or the name of the problem */
export async function cast({ publicUrl }: World, voteId: string, ballot: Ballot): Promise<string> {
  const response = await json(publicUrl, `/ballots/${voteId}`, ballot);
  if (response.ok) return ((await response.json()) as { answer: string }).answer;
  return ((await response.json()) as Problem).type.replace('/problems/', '');
}

/** @returns rounds in whose box a receipt is */
export async function roundsWith({ publicUrl }: World, voteId: string, receipt: string): Promise<readonly number[]> {
  const response = await json(publicUrl, `/ballots/${voteId}/receipt`, { receipt });
  return ((await response.json()) as { rounds: readonly number[] }).rounds;
}

/** Without JavaScript: the form, then the page to check what was chosen, whose receipt the server drew. */
export async function castByForm(
  world: World,
  slug: string,
  { code, choice }: Omit<Ballot, 'receipt'>,
): Promise<string> {
  const page = `${world.publicUrl}/p/${slug}/vote`;
  const fields = { code, choice: String(choice) };
  const check = await form(world, page, { ...fields, step: 'check' });
  const receipt = /name="receipt" value="(\w+)"/.exec(check)?.[1];
  if (receipt === undefined) throw new Error('the page to check a ballot has no receipt');
  await form(world, page, { ...fields, receipt, step: 'send' });
  return receipt;
}

/** What the page says of the vote that its script needs. */
export async function voteOnPage({ publicUrl }: World, slug: string): Promise<string> {
  const page = await (await fetch(`${publicUrl}/p/${slug}/vote`)).text();
  const voteId = /data-vote="([\w-]+)"/.exec(page)?.[1];
  if (voteId === undefined) throw new Error('the page of the vote takes no votes');
  return voteId;
}

async function form({ publicUrl }: World, page: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const body = new URLSearchParams(fields);
  const response = await fetch(page, { method: 'POST', headers: { Origin: publicUrl }, body });
  if (!response.ok) throw new Error(`the form of the vote answered ${response.status}: ${await response.text()}`);
  return response.text();
}

const json = (publicUrl: string, path: string, body: object): Promise<Response> =>
  fetch(`${publicUrl}${path}`, {
    method: 'POST',
    headers: { Origin: publicUrl, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
