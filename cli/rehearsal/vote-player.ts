/** Plays the vote: charter, roll, codes, ballots, a tie and its run-off, the public record and its recount (R12–R17). */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, atLocalTime, dayOf, daysBetween, dueInstant } from '../../domain/calendar.ts';
import type { Charter } from '../../domain/charter.ts';
import { FIRST_ROUND, type RoundScript, RUN_OFF, WITH_EMAIL } from './electorate.ts';
import type { Person } from './person.ts';
import type { MilestoneRow } from './play.ts';
import { Polling, type PollingCast } from './polling.ts';
import { type Published, publish } from './public-record.ts';
import type { Refusals } from './refusals.ts';
import { RehearsedRoll } from './roll.ts';
import type { World } from './world.ts';

/** Days before the milestone is due. Drafted while the proposals are not all decided yet, before the milestone is open. */
const DRAFTED = 53;
const ANNOUNCED = 43;
const AMENDED = 41;
const CHALLENGED = 40;
const ROLL_CLOSED = 36;
const PRINTED = 35;
const OPENED = 34;
/** Days, from the opening. */
const WINDOW = 14;
const CHALLENGE = 3;

export interface VoteCast {
  readonly world: World;
  readonly staff: Person;
  readonly manager: Person;
  readonly partner: Person;
  readonly auditor: Person;
  readonly projectId: string;
  readonly refusals: Refusals;
  /** Where the public record and the letters go. */
  readonly folder: string;
}

export interface VotePage {
  readonly id: string;
  readonly state: string;
  readonly round: 1 | 2;
  readonly version: number;
  readonly opensAt: string;
  readonly charter: Charter;
  readonly fingerprint: string | null;
}

/** What the people in it know of the vote. */
export interface PlayedVote {
  readonly id: string;
  /** By round: ballots that were accepted, and what each one that was sent was answered. */
  readonly polls: readonly Polling[];
  readonly published: Published;
}

export class VotePlayer {
  readonly #cast: VoteCast;
  #voteId: string | null = null;
  #roll: RehearsedRoll | null = null;
  readonly #polls: Polling[] = [];
  #published: Published | null = null;

  constructor(cast: VoteCast) {
    this.#cast = cast;
  }

  get played(): PlayedVote | null {
    if (this.#voteId === null || this.#published === null) return null;
    return { id: this.#voteId, polls: this.#polls, published: this.#published };
  }

  async morning(row: MilestoneRow, today: string): Promise<void> {
    const left = daysBetween(today, dayOf(new Date(row.dueAt)));
    if (left === DRAFTED) await this.#draft(row);
    if (this.#voteId === null || this.#published !== null) return;
    const vote = await this.#page();
    if (left === ANNOUNCED) await this.#announce(row, vote, today);
    const roll = this.#roll;
    if (!roll) return;
    if (left === AMENDED) await this.#amendInPublic(row, vote);
    if (left === CHALLENGED) await roll.challenge();
    if (left === ROLL_CLOSED) await roll.addTooLate();
    if (left === PRINTED) await this.#print(row, vote, roll);
    if (vote.state === 'open') await (await this.#poll(row, vote, roll)).morning(daysOpen(vote, today));
    if (vote.state === 'counting') await this.#count(row, vote);
    if ((await this.#page()).state === 'final') await this.#close(row);
  }

  /** R12: two proposals are eligible by now, and of others nobody has decided. */
  async #draft(row: MilestoneRow): Promise<void> {
    const { staff, manager, refusals } = this.#cast;
    const vote = await staff.post<VotePage>(`/api/milestones/${row.id}/votes`, {});
    this.#voteId = vote.id;
    const few = await manager.attempt(this.#path('announce'), { version: vote.version });
    refusals.expect(row.key, manager, 'announce', few, 'too-few-options');
  }

  async #announce(row: MilestoneRow, { charter, version }: VotePage, today: string): Promise<void> {
    const { staff, manager, refusals } = this.#cast;
    const opens = addDays(today, ANNOUNCED - OPENED);
    await staff.post(this.#path('amend'), {
      version,
      charter: {
        ...charter,
        opensAt: atLocalTime(opens, '08:00').toISOString(),
        closesAt: atLocalTime(addDays(opens, WINDOW), '20:00').toISOString(),
        challengesUntil: dueInstant(addDays(opens, -CHALLENGE)).toISOString(),
      },
    });
    const announce = async () => ({ version: (await this.#page()).version });
    const nobody = await manager.attempt(this.#path('announce'), await announce());
    refusals.expect(row.key, manager, 'announce', nobody, 'roll-empty');
    this.#roll = new RehearsedRoll(this.#cast, row.key, this.#voteId ?? '');
    await this.#roll.fill(today);
    await manager.post(this.#path('announce'), await announce());
  }

  /** R13: from the announcement on a change has a public reason. */
  async #amendInPublic(row: MilestoneRow, { charter, version }: VotePage): Promise<void> {
    const { staff, refusals } = this.#cast;
    const amended = { version, charter: { ...charter, quorumPercent: 20 } };
    const unreasoned = await staff.attempt(this.#path('amend'), amended);
    refusals.expect(row.key, staff, 'amend', unreasoned, 'fields-refused');
    await staff.post(this.#path('amend'), { ...amended, reason: 'Consiliul local a cerut un cvorum mai mare.' });
  }

  async #print(row: MilestoneRow, vote: VotePage, roll: RehearsedRoll): Promise<void> {
    await writeFile(join(this.#cast.folder, 'letters.pdf'), await roll.print());
    // Somebody cannot wait.
    const poll = await this.#poll(row, vote, roll);
    await poll.refusedWith(WITH_EMAIL, 1, 'not-open');
  }

  /** The polling of the round that is on. */
  async #poll(row: MilestoneRow, { id, round }: VotePage, roll: RehearsedRoll): Promise<Polling> {
    const known = this.#polls[round - 1];
    if (known) return known;
    const { projectId } = this.#cast;
    const { slug } = await this.#cast.staff.get<{ slug: string }>(`/api/projects/${projectId}`);
    const cast: PollingCast = { ...this.#cast, slug, milestone: row };
    const poll = new Polling(cast, id, roll, scriptOf(round), round);
    this.#polls.push(poll);
    return poll;
  }

  /** Two people count the paper ballots, each alone; in the first round one of them miscounts. */
  async #count(row: MilestoneRow, { round }: VotePage): Promise<void> {
    const { staff, partner, refusals } = this.#cast;
    const { box, online } = scriptOf(round);
    await this.#polls[round - 1]?.refusedWith(online[0]?.[0] ?? 0, 1, 'over');
    const counted = (change: number) => ({
      counts: box.counts.map(([option, votes], at) => ({
        option,
        votes: votes + (at === 0 ? change : at === 1 ? -change : 0),
      })),
      blank: box.blank,
      spoiled: box.spoiled,
    });
    const path = this.#path('count');
    if (round === 1) {
      const short = await staff.attempt(path, { ...counted(0), spoiled: 0 });
      refusals.expect(row.key, staff, 'count', short, 'paper-protocol-missing');
    }
    const expect = async (person: Person, change: number, expected: string) => {
      const { paper } = await person.post<{ paper: string }>(path, counted(change));
      if (paper !== expected) throw new Error(`a count of paper ballots was answered ${paper} instead of ${expected}`);
    };
    await expect(staff, round === 1 ? 1 : 0, 'first');
    if (round === 1) await expect(partner, 0, 'differs');
    await expect(round === 1 ? staff : partner, 0, 'agreed');
  }

  async #close(row: MilestoneRow): Promise<void> {
    const { manager, refusals } = this.#cast;
    const { id, charter } = await this.#page();
    // R13: a closed vote never reopens.
    const closesAt = dueInstant(addDays(dayOf(new Date(charter.closesAt)), 30)).toISOString();
    const reopened = await manager.attempt(this.#path('extend'), { closesAt, reason: 'Încă o zi.' });
    refusals.expect(row.key, manager, 'extend', reopened, 'vote-state');
    this.#published = await publish(this.#cast, id);
  }

  #path(verb: string): string {
    return `/api/votes/${this.#voteId}/${verb}`;
  }

  #page(): Promise<VotePage> {
    return this.#cast.staff.get<VotePage>(`/api/votes/${this.#voteId}`);
  }
}

const scriptOf = (round: 1 | 2): RoundScript => (round === 1 ? FIRST_ROUND : RUN_OFF);

const daysOpen = ({ opensAt }: VotePage, today: string): number => daysBetween(dayOf(new Date(opensAt)), today);
