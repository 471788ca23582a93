/**
 * Plays a project from its first morning to its completion: every day each person looks at what waits for them and does
 * what is theirs to do, through the public API.
 */
import { addDays, dayOf, daysBetween } from '../../domain/calendar.ts';
import type { MilestoneState } from '../../domain/lifecycle.ts';
import { CampaignPlayer } from './campaign-player.ts';
import { FundPlayer } from './fund-player.ts';
import { MatchPlayer, MONEY_MOVES } from './match-player.ts';
import { Outreach } from './outreach.ts';
import { filePaper, linkPaper } from './papers.ts';
import type { RegisterPlan } from './participants.ts';
import type { Person } from './person.ts';
import { PROPOSALS, Proposals } from './proposals.ts';
import { Refusals, type RefusedAttempt } from './refusals.ts';
import { addToRegister, Roster } from './register.ts';
import { type Erasure, RunPlayer } from './run-player.ts';
import { RUN_SCRIPTS } from './run-scripts.ts';
import { HABITS, type Habit, ORDINARY_DAYS_BEFORE_DUE } from './story.ts';
import { type PlayedVote, VotePlayer } from './vote-player.ts';
import type { World } from './world.ts';

export interface People {
  readonly staff: Person;
  readonly manager: Person;
  readonly partner: Person;
  readonly auditor: Person;
  /** Everybody by their user's id, for the owners of milestones. */
  readonly byId: ReadonlyMap<string, Person>;
}

/** A milestone as the API's list gives it. */
export interface MilestoneRow {
  readonly id: string;
  readonly key: string;
  readonly stage: string;
  readonly kind: string;
  readonly state: MilestoneState;
  readonly dueAt: string;
  readonly submittedAt: string | null;
  readonly endedAt: string | null;
  readonly owner: { readonly id: string } | null;
}

interface MilestonePage extends MilestoneRow {
  readonly requirements: readonly {
    key: string;
    min: number;
    have: number;
    accepts: readonly string[];
    per: string;
  }[];
  readonly quantities: readonly { key: string; target: number; actual: number | null; counts: string | null }[];
}

interface Preview {
  readonly hash: string;
  readonly needsAmendment: boolean;
  readonly latestDay: string;
}

export interface Played {
  readonly refused: readonly RefusedAttempt[];
  readonly days: number;
  readonly erasure: Erasure | null;
  readonly vote: PlayedVote | null;
  readonly money: PlayedMoney | null;
  /** Mails that ask somebody from the public to confirm: they are in no outbox. */
  readonly confirmations: number;
}

/** What the people in it know of the money; ids. */
export interface PlayedMoney {
  readonly campaignId: string;
  readonly matchId: string;
  readonly fundId: string;
  /** A gift that has a receipt. */
  readonly receipted: string;
}

/** What is played of a plan. */
export interface PlayedPlan extends RegisterPlan {
  /** Each gets its evidence with the final report. */
  readonly promises: readonly { readonly key: string }[];
}

/** More mornings than any project has: a plan that never completes ends the rehearsal with an error. */
const MOST_DAYS = 4000;

/** @param voteFolder where the public record of a vote goes, and its letters */
export async function play(
  world: World,
  people: People,
  projectId: string,
  plan: PlayedPlan,
  voteFolder: string,
): Promise<Played> {
  const stage = new Stage(world, people, projectId, plan, voteFolder);
  for (let days = 0; days < MOST_DAYS; days++) {
    const project = await people.auditor.get<{ state: string }>(`/api/projects/${projectId}`);
    if (project.state === 'completed') return { days, ...stage.happened() };
    for (const row of await people.manager.list<MilestoneRow>('/api/milestones', { projectId })) {
      await stage.morning(row);
    }
    await world.nextMorning();
  }
  throw new Error(`The project is not completed after ${MOST_DAYS} days.`);
}

class Stage {
  readonly #world: World;
  readonly #people: People;
  readonly #projectId: string;
  readonly #plan: PlayedPlan;
  readonly #refusals = new Refusals();
  readonly #runs: readonly RunPlayer[];
  readonly #outreach: Outreach;
  readonly #proposals: Proposals;
  readonly #vote: VotePlayer;
  readonly #campaign: CampaignPlayer;
  readonly #match: MatchPlayer;
  readonly #fund: FundPlayer;
  /** What was done once and is not done again, as `<milestone>:<what>`. */
  readonly #done = new Set<string>();

  constructor(world: World, people: People, projectId: string, plan: PlayedPlan, voteFolder: string) {
    this.#world = world;
    this.#people = people;
    this.#projectId = projectId;
    this.#plan = plan;
    const { staff, manager, auditor } = people;
    const roster = new Roster(staff, projectId, plan);
    const cast = { world, staff, auditor, projectId, roster, refusals: this.#refusals };
    this.#runs = RUN_SCRIPTS.map((script) => new RunPlayer(script, cast));
    this.#proposals = new Proposals({ world, staff, manager, projectId, refusals: this.#refusals });
    this.#vote = new VotePlayer({ ...people, world, projectId, refusals: this.#refusals, folder: voteFolder });
    const moneyCast = { ...people, world, projectId, refusals: this.#refusals };
    this.#campaign = new CampaignPlayer(moneyCast);
    this.#match = new MatchPlayer(moneyCast);
    this.#fund = new FundPlayer(moneyCast);
    this.#outreach = new Outreach(world, staff, projectId);
  }

  happened(): Omit<Played, 'days'> {
    return {
      refused: this.#refusals.all,
      erasure: this.#runs.find(({ erasure }) => erasure !== null)?.erasure ?? null,
      vote: this.#vote.played,
      money: this.#money(),
      confirmations:
        this.#runs.reduce((sum, { script }) => sum + (script.publicly?.length ?? 0), 0) +
        PROPOSALS.filter(({ made }) => made === 'publicly').length +
        this.#campaign.confirmations,
    };
  }

  #money(): PlayedMoney | null {
    const { campaignId, receipted } = this.#campaign;
    const { matchId } = this.#match;
    const { fundId } = this.#fund;
    return campaignId && receipted && matchId && fundId ? { campaignId, receipted, matchId, fundId } : null;
  }

  async morning(row: MilestoneRow): Promise<void> {
    const habit = HABITS[row.key] ?? {};
    const left = daysBetween(this.#today, dayOf(new Date(row.dueAt)));
    for (const run of this.#runsOf(row)) await run.morning(row, this.#today);
    if (row.kind === 'outreach') await this.#outreach.morning(row, this.#today);
    if (row.kind === 'consultation') await this.#proposals.morning(row, this.#today);
    if (row.kind === 'vote') await this.#vote.morning(row, this.#today);
    if (row.kind === 'fund') await this.#fund.morning(row, this.#today);
    if (row.kind === 'fundraising') await this.#campaign.morning(row, this.#today);
    if (row.kind === 'match') {
      await this.#match.morning(row, this.#today);
      if (left === MONEY_MOVES) await this.#fund.fill(this.#today);
    }
    if (habit.moved && left <= habit.moved.daysBefore && row.endedAt === null && this.#once(row, 'move')) {
      await this.#move(row, habit);
      return;
    }
    if (row.state === 'submitted') await this.#judge(row, habit);
    if (row.state === 'open' || row.state === 'returned') await this.#work(row, habit, left);
  }

  async #work(row: MilestoneRow, habit: Habit, left: number): Promise<void> {
    const owner = this.#ownerOf(row);
    const path = `/api/milestones/${row.id}`;
    if (habit.tooEarly && this.#once(row, 'early')) {
      this.#refusals.expect(row.key, owner, 'submit', await owner.attempt(`${path}/submit`, {}));
      // Who only reads may not add evidence, and nobody approves what was not submitted.
      const paper = filePaper(row.key, 'document', 1, this.#today);
      this.#refusals.expect(
        row.key,
        this.#people.auditor,
        'evidence',
        await this.#people.auditor.attempt(`${path}/evidence`, paper),
      );
      this.#refusals.expect(
        row.key,
        this.#people.manager,
        'approve',
        await this.#people.manager.attempt(`${path}/approve`, {}),
      );
    }
    if (habit.triesBeforeDue !== undefined && left <= habit.triesBeforeDue && this.#once(row, 'try')) {
      this.#refusals.expect(row.key, owner, 'submit', await owner.attempt(`${path}/submit`, {}));
      await this.#putRight(row);
    }
    if (left > (habit.daysBeforeDue ?? ORDINARY_DAYS_BEFORE_DUE)) return;
    await this.#gather(row, owner);
    await this.#keepPromises(row, owner);
    if (habit.short && this.#once(row, 'short')) {
      const { quantity, actual } = habit.short;
      await owner.post(`${path}/quantities`, { key: quantity, actual });
      this.#refusals.expect(row.key, owner, 'submit', await owner.attempt(`${path}/submit`, {}));
      return;
    }
    await this.#count(row, owner);
    if (habit.ownApproval && this.#once(row, 'own')) {
      const { manager } = this.#people;
      await manager.post(`${path}/submit`, {});
      this.#refusals.expect(row.key, manager, 'approve', await manager.attempt(`${path}/approve`, {}));
      await manager.post(`${path}/return`, { reason: 'Depus din greșeală de cel care aprobă.' });
      return;
    }
    await owner.post(`${path}/submit`, {});
  }

  /** What the gate named is still to be done: persons of a category are missing, or an organisation's reply. */
  async #putRight(row: MilestoneRow): Promise<void> {
    if (row.kind === 'outreach') await this.#outreach.putRight(row);
    else if (row.kind === 'consultation') for (const run of this.#runsOf(row)) await run.putRight();
    else await addToRegister(this.#people.staff, this.#projectId, this.#plan);
  }

  /** Uploads what each requirement of the milestone as a whole still lacks. */
  async #gather(row: MilestoneRow, owner: Person): Promise<void> {
    const page = await owner.get<MilestonePage>(`/api/milestones/${row.id}`);
    for (const { key, min, have, accepts, per } of page.requirements) {
      if (per !== 'milestone') continue;
      for (let number = have + 1; number <= min; number++) {
        const paper = accepts.includes('file')
          ? filePaper(row.key, key, number, this.#today)
          : linkPaper(row.key, key, number, this.#today);
        await owner.post(`/api/milestones/${row.id}/evidence`, paper);
      }
    }
  }

  /** The final report also says how each promise was kept. */
  async #keepPromises(row: MilestoneRow, owner: Person): Promise<void> {
    if (row.kind !== 'final-report' || !this.#once(row, 'promises')) return;
    for (const { key } of this.#plan.promises) {
      await owner.post(`/api/milestones/${row.id}/evidence`, filePaper(row.key, key, 1, this.#today));
    }
  }

  async #count(row: MilestoneRow, owner: Person): Promise<void> {
    const page = await owner.get<MilestonePage>(`/api/milestones/${row.id}`);
    for (const { key, target, actual, counts } of page.quantities) {
      if (counts === null && (actual ?? 0) < target)
        await owner.post(`/api/milestones/${row.id}/quantities`, { key, actual: target });
    }
  }

  async #judge(row: MilestoneRow, habit: Habit): Promise<void> {
    const { manager } = this.#people;
    const waited = daysBetween(dayOf(new Date(row.submittedAt ?? row.dueAt)), this.#today);
    if (waited < (habit.approverAway ?? 1)) return;
    const path = `/api/milestones/${row.id}`;
    if (habit.returned && this.#once(row, 'return')) await manager.post(`${path}/return`, { reason: habit.returned });
    else await manager.post(`${path}/approve`, {});
  }

  async #move(row: MilestoneRow, { moved, amendment }: Habit): Promise<void> {
    if (!moved) return;
    const { manager } = this.#people;
    const path = `/api/milestones/${row.id}`;
    const dueOn = addDays(dayOf(new Date(row.dueAt)), moved.by);
    const preview = await manager.get<Preview>(`${path}/move-preview?dueOn=${dueOn}`);
    const move = { dueOn, hash: preview.hash, reason: moved.reason };
    if (!preview.needsAmendment) {
      await manager.post(`${path}/move`, move);
      return;
    }
    this.#refusals.expect(row.key, manager, 'move', await manager.attempt(`${path}/move`, move));
    if (!amendment) throw new Error(`${row.key} moves past the project's end and no amendment is told`);
    await manager.post(`${path}/move`, {
      ...move,
      amendment: { number: amendment.number, signedOn: this.#today, newEnd: preview.latestDay },
    });
  }

  #runsOf({ key }: MilestoneRow): RunPlayer[] {
    return this.#runs.filter(({ script }) => script.milestone === key);
  }

  #ownerOf(row: MilestoneRow): Person {
    const owner = this.#people.byId.get(row.owner?.id ?? '');
    if (!owner) throw new Error(`${row.key} has an owner whom nobody plays`);
    return owner;
  }

  #once(row: MilestoneRow, what: string): boolean {
    const name = `${row.key}:${what}`;
    if (this.#done.has(name)) return false;
    this.#done.add(name);
    return true;
  }

  get #today(): string {
    return dayOf(this.#world.now());
  }
}
