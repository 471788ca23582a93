/** The roll of a rehearsal's vote: imported with its mistakes, challenged, closed; codes by letter and by mail (R13–R15a). */
import { simpleParser } from 'mailparser';
import { codesIn, emailOf, FORGOTTEN, ON_LIST, rollCsv, WITH_EMAIL } from './electorate.ts';
import { pdfPages } from './pdf-text.ts';
import type { Person } from './person.ts';
import type { Refusals } from './refusals.ts';
import type { World } from './world.ts';

export interface RollCast {
  readonly world: World;
  readonly staff: Person;
  readonly manager: Person;
  readonly refusals: Refusals;
}

interface Preview {
  readonly id: string;
  readonly counts: { readonly new: number; readonly known: number; readonly refused: number };
}

interface Voter {
  readonly id: string;
  readonly number: number;
  readonly givenName: string;
  readonly familyName: string;
}

/** Who moved away, by their place on the roll from 0. */
const MOVED_AWAY = 41;

export class RehearsedRoll {
  readonly #cast: RollCast;
  readonly #milestone: string;
  readonly #voteId: string;
  #voters: readonly Voter[] = [];
  readonly #codes = new Map<number, string>();
  #mailsRead = 0;

  constructor(cast: RollCast, milestone: string, voteId: string) {
    this.#cast = cast;
    this.#milestone = milestone;
    this.#voteId = voteId;
  }

  /** A list with national identity numbers is not read; one with mistakes is not committed; the mended one is. */
  async fill(today: string): Promise<void> {
    const { world, staff, refusals } = this.#cast;
    this.#mailsRead = world.mail.names().length;
    const path = `/api/votes/${this.#voteId}/roll-imports`;
    const withCnp = await staff.attempt(path, listForm(rollCsv('with-cnp', today)));
    refusals.expect(this.#milestone, staff, 'import', withCnp, 'file-refused');
    const spoilt = await staff.post<Preview>(path, listForm(rollCsv('spoilt', today)));
    check(spoilt, { new: ON_LIST - 1, known: 1, refused: 2 });
    const commit = await staff.attempt(`/api/roll-imports/${spoilt.id}/commit`, {});
    refusals.expect(this.#milestone, staff, 'import', commit, 'import-has-refused');
    await staff.post(`/api/roll-imports/${spoilt.id}/drop`, {});
    const mended = await staff.post<Preview>(path, listForm(rollCsv('mended', today)));
    check(mended, { new: ON_LIST, known: 1, refused: 0 });
    await staff.post(`/api/roll-imports/${mended.id}/commit`, {});
    await this.#read();
  }

  /** Three say that the roll is wrong: two are right. */
  async challenge(): Promise<void> {
    const { staff } = this.#cast;
    const path = `/api/votes/${this.#voteId}`;
    const made = async (kind: string, voterId: string | null, text: string): Promise<string> =>
      (await staff.post<{ id: string }>(`${path}/challenges`, { kind, voterId, text })).id;
    const missing = await made('missing', null, 'Lipsesc din listă, deși locuiesc în comună din 1961 (exemplu).');
    const movedAway = await made('not-entitled', this.id(MOVED_AWAY), 'S-a mutat din comună anul trecut (exemplu).');
    const mistaken = await made('not-entitled', this.id(0), 'Nu îl cunosc (exemplu).');
    const decide = (id: string, accepted: boolean, reason: string) =>
      staff.post(`/api/challenges/${id}/decide`, { accepted, reason });
    await decide(missing, true, 'Evidența persoanelor confirmă domiciliul.');
    await staff.post(`${path}/voters`, FORGOTTEN);
    await decide(movedAway, true, 'Evidența persoanelor confirmă mutarea.');
    await staff.post(`/api/voters/${this.id(MOVED_AWAY)}/strike`, { reason: 'Contestație admisă.' });
    await decide(mistaken, false, 'Domiciliul este în comună, conform evidenței persoanelor.');
    await this.#read();
  }

  /** R13: after the charter's date the staff change nobody's right to vote. */
  async addTooLate(): Promise<void> {
    const { staff, refusals } = this.#cast;
    const late = await staff.attempt(`/api/votes/${this.#voteId}/voters`, { ...FORGOTTEN, givenName: 'Târziu' });
    refusals.expect(this.#milestone, staff, 'add', late, 'roll-closed');
  }

  /** Codes on paper for those without an address for mail. @returns the letters */
  async print(): Promise<Buffer> {
    const letters = await this.#cast.staff.print(`/api/votes/${this.#voteId}/letters`, { who: 'without-email' });
    for (const page of pdfPages(letters)) {
      const voter = this.#voters.find(({ givenName, familyName }) => page.includes(`${givenName} ${familyName}\n`));
      const [code] = codesIn(page);
      if (!voter || code === undefined) throw new Error(`a letter names nobody, or has no code: ${page}`);
      this.#codes.set(voter.number - 1, code);
    }
    if (this.#codes.size !== ON_LIST - WITH_EMAIL + 1) throw new Error(`${this.#codes.size} letters were printed`);
    return letters;
  }

  /** Reads the codes from the messages that arrived since it looked last; a later one takes the place of an earlier. */
  async readMail(): Promise<void> {
    const { world } = this.#cast;
    await world.deliver();
    const names = world.mail.names();
    for (const name of names.slice(this.#mailsRead)) {
      const { to, text = '' } = await simpleParser(await world.mail.read(name));
      const address = [to ?? []].flat()[0]?.value[0]?.address;
      const [code] = codesIn(text);
      const number = Number(/^alegator(\d+)@/.exec(address ?? '')?.[1]);
      if (code !== undefined && address === emailOf(number)) this.#codes.set(number, code);
    }
    this.#mailsRead = names.length;
  }

  /** A code that was lost, and the one that was sent in its place. */
  async replaceCode(voter: number): Promise<{ readonly lost: string; readonly sent: string }> {
    const lost = this.code(voter);
    await this.#cast.staff.post(`/api/voters/${this.id(voter)}/code`, {});
    await this.readMail();
    return { lost, sent: this.code(voter) };
  }

  /** @param voter their place on the roll, from 0 */
  id(voter: number): string {
    const found = this.#voters.find(({ number }) => number === voter + 1);
    if (!found) throw new Error(`nobody is number ${voter + 1} on the roll`);
    return found.id;
  }

  code(voter: number): string {
    const code = this.#codes.get(voter);
    if (code === undefined) throw new Error(`number ${voter + 1} on the roll got no code`);
    return code;
  }

  async #read(): Promise<void> {
    this.#voters = await this.#cast.staff.list<Voter>('/api/voters', { voteId: this.#voteId });
  }
}

function listForm(list: string): FormData {
  const form = new FormData();
  form.set('file', new Blob([list]), 'lista-exemplu.csv');
  return form;
}

function check({ counts }: Preview, expected: Preview['counts']): void {
  const { new: added, known, refused } = counts;
  if (added !== expected.new || known !== expected.known || refused !== expected.refused)
    throw new Error(`a roll was read as ${JSON.stringify(counts)} instead of ${JSON.stringify(expected)}`);
}
