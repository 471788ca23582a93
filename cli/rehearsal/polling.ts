/** The days on which a round is open: online and at the desk, each person once, whatever they try (R14–R16). */
import type { Ballot } from './ballots.ts';
import { cast, castByForm, drawReceipt, roundsWith } from './ballots.ts';
import type { RoundScript } from './electorate.ts';
import type { Person } from './person.ts';
import type { Refusals } from './refusals.ts';
import type { RehearsedRoll } from './roll.ts';
import type { World } from './world.ts';

/** Days since the opening on which people vote online, a part on each; the last is the day on which a run-off closes. */
const ONLINE_DAYS = [0, 1, 2, 7];
const DESK_DAY = 3;

export interface PollingCast {
  readonly world: World;
  readonly staff: Person;
  readonly manager: Person;
  readonly auditor: Person;
  readonly refusals: Refusals;
  readonly projectId: string;
  readonly slug: string;
  readonly milestone: { readonly id: string; readonly key: string };
}

/** R16: what was asked for while a round was open, and which answers told of a choice. */
export interface Secrecy {
  readonly asked: number;
  readonly told: readonly string[];
}

export class Polling {
  readonly #cast: PollingCast;
  readonly #voteId: string;
  readonly #roll: RehearsedRoll;
  readonly #script: RoundScript;
  readonly #round: 1 | 2;
  readonly #accepted: Omit<Ballot, 'code'>[] = [];
  readonly #answers: string[] = [];
  #secrecy: Secrecy = { asked: 0, told: [] };

  constructor(cast: PollingCast, voteId: string, roll: RehearsedRoll, script: RoundScript, round: 1 | 2) {
    this.#cast = cast;
    this.#voteId = voteId;
    this.#roll = roll;
    this.#script = script;
    this.#round = round;
  }

  /** Ballots that were answered with `cast`. */
  get accepted(): readonly Omit<Ballot, 'code'>[] {
    return this.#accepted;
  }

  /** What each ballot that was sent was answered. */
  get answers(): readonly string[] {
    return this.#answers;
  }

  get secrecy(): Secrecy {
    return this.#secrecy;
  }

  /** @param day since the opening */
  async morning(day: number): Promise<void> {
    if (day === 0) await this.#roll.readMail();
    const part = ONLINE_DAYS.indexOf(day);
    if (part >= 0) await this.#online(part);
    if (day !== DESK_DAY) return;
    await this.#desk();
    await this.#secondThoughts();
    await this.#lookForTotals();
  }

  /** Sends a ballot that must not count. */
  async refusedWith(voter: number, choice: number, name: string): Promise<void> {
    await this.#send({ code: this.#roll.code(voter), choice, receipt: drawReceipt() }, name);
  }

  async #online(part: number): Promise<void> {
    const here = this.#script.online.filter((_, at) => at % ONLINE_DAYS.length === part);
    for (const [at, [voter, choice]] of here.entries()) {
      const code = this.#roll.code(voter);
      if (at === 0 && part === 1) await this.#byForm({ code, choice });
      else if (at === 0 && part === 2) await this.#manyAtOnce({ code, choice });
      else await this.#send({ code, choice, receipt: drawReceipt() }, 'cast');
    }
  }

  /** Somebody without JavaScript. */
  async #byForm(ballot: Omit<Ballot, 'receipt'>): Promise<void> {
    const { world, slug } = this.#cast;
    const receipt = await castByForm(world, slug, ballot);
    const rounds = await roundsWith(world, this.#voteId, receipt);
    if (!rounds.includes(this.#round)) throw new Error('a ballot that was cast by the form is not in the box');
    this.#answers.push('cast');
    this.#accepted.push({ receipt, choice: ballot.choice });
  }

  /** An impatient person: the same code five times at once. */
  async #manyAtOnce({ code, choice }: Omit<Ballot, 'receipt'>): Promise<void> {
    const { world } = this.#cast;
    const receipts = Array.from({ length: 5 }, drawReceipt);
    const answers = await Promise.all(receipts.map((receipt) => cast(world, this.#voteId, { code, choice, receipt })));
    this.#answers.push(...answers);
    const counted = receipts.filter((_, at) => answers[at] === 'cast');
    if (counted.length !== 1) throw new Error(`a code that was sent five times at once was answered ${answers}`);
    this.#accepted.push(...counted.map((receipt) => ({ receipt, choice })));
  }

  /** R14: paper and online have one key: whoever came by one way is turned away on the other. */
  async #desk(): Promise<void> {
    const { staff, manager, refusals, milestone } = this.#cast;
    const [[online = 0] = []] = this.#script.online;
    const [onPaper = 0] = this.#script.paper;
    for (const voter of this.#script.paper) await staff.post(`/api/voters/${this.#roll.id(voter)}/mark`, {});
    for (const voter of [onPaper, online]) {
      const twice = await staff.attempt(`/api/voters/${this.#roll.id(voter)}/mark`, {});
      refusals.expect(milestone.key, staff, 'mark', twice, 'already-voted');
    }
    await this.refusedWith(onPaper, 1, 'already-voted');
    // Marked by mistake, so the mark is taken back; they vote online on the last day.
    const waits = `/api/voters/${this.#roll.id(this.#waiting[0] ?? 0)}`;
    await staff.post(`${waits}/mark`, {});
    await manager.post(`${waits}/unmark`, { reason: 'Bifat din greșeală la un vecin.' });
  }

  async #secondThoughts(): Promise<void> {
    const { world, staff, refusals, milestone } = this.#cast;
    const [[voted = 0, choice = 0] = []] = this.#script.online;
    await this.refusedWith(voted, choice === 1 ? 2 : 1, 'already-voted');
    // R15a: who has voted gets no other code.
    const another = await staff.attempt(`/api/voters/${this.#roll.id(voted)}/code`, {});
    refusals.expect(milestone.key, staff, 'code', another, 'already-voted');
    await this.#send({ code: '0'.repeat(20), choice: 1, receipt: drawReceipt() }, 'unknown-code');
    if ((await roundsWith(world, this.#voteId, drawReceipt())).length > 0)
      throw new Error('a receipt that nobody drew is in the box');
    const waits = this.#waiting[1] ?? 0;
    if (this.#round === 2) {
      // R17: between the tied only.
      await this.refusedWith(waits, 3, 'no-such-choice');
      return;
    }
    const { lost, sent } = await this.#roll.replaceCode(waits);
    if (lost === sent) throw new Error('a code that was lost was sent again');
    await this.#send({ code: lost, choice: 1, receipt: drawReceipt() }, 'unknown-code');
  }

  /** Those who vote online on the last day. */
  get #waiting(): number[] {
    return this.#script.online
      .filter((_, at) => at % ONLINE_DAYS.length === ONLINE_DAYS.length - 1)
      .map(([voter]) => voter);
  }

  async #send(ballot: Ballot, expected: string): Promise<void> {
    const answer = await cast(this.#cast.world, this.#voteId, ballot);
    this.#answers.push(answer);
    if (answer !== expected) throw new Error(`a ballot was answered ${answer} instead of ${expected}`);
    if (answer === 'cast') this.#accepted.push({ receipt: ballot.receipt, choice: ballot.choice });
  }

  /** R16: asks whatever might tell, as the team and as the public. */
  async #lookForTotals(): Promise<void> {
    const { staff, manager, auditor, projectId, slug, milestone } = this.#cast;
    const byProject = `filter=${encodeURIComponent(JSON.stringify({ projectId }))}`;
    const byVote = `filter=${encodeURIComponent(JSON.stringify({ voteId: this.#voteId }))}`;
    const team = [
      `/api/votes/${this.#voteId}`,
      `/api/votes/${this.#voteId}/roll`,
      `/api/votes?${byProject}`,
      `/api/voters?${byVote}`,
      `/api/milestones/${milestone.id}`,
      `/api/projects/${projectId}`,
      `/api/projects/${projectId}/indicators`,
      `/api/events?${byProject}`,
      `/api/messages?${byProject}`,
      `/api/proposals?${byProject}`,
    ];
    const open = ['', '/result', '/ballots', '/record.json', '/ballots.csv', '/receipt'];
    const told: string[] = [];
    let asked = 0;
    for (const person of [staff, manager, auditor]) {
      for (const path of [...team, ...open.map((page) => `/p/${slug}/vote${page}`), `/p/${slug}`]) {
        const { text } = await person.look(path);
        asked += 1;
        // In a run-off the first round is counted, and told of.
        const tells = this.#round === 1 && TELLS.test(text);
        if (tells || this.#accepted.some(({ receipt }) => text.toLowerCase().includes(receipt)))
          told.push(`${person.role} ${path}`);
      }
      const { rounds } = await person.get<{ rounds: readonly { result: object | null }[] }>(
        `/api/votes/${this.#voteId}`,
      );
      if (rounds[this.#round - 1]?.result !== null) told.push(`${person.role} round ${this.#round}`);
    }
    this.#secrecy = { asked, told };
  }
}

/** Members of an answer that holds a count. */
const TELLS = /"(?:votes|ballots|outcome|spoiled|choice)":(?!null)/;
