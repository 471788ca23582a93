/** R5: organisations are written to; most reply, one only after the gate has asked for it. */
import { dayOf, daysBetween } from '../../domain/calendar.ts';
import { filePaper } from './papers.ts';
import type { Person } from './person.ts';
import type { MilestoneRow } from './play.ts';
import type { World } from './world.ts';

const ORGANISATIONS = 5;
/** Days before the milestone is due. */
const WRITTEN = 20;
const REPLIED = 10;

export class Outreach {
  readonly #world: World;
  readonly #staff: Person;
  readonly #projectId: string;
  readonly #organisationIds: string[] = [];

  constructor(world: World, staff: Person, projectId: string) {
    this.#world = world;
    this.#staff = staff;
    this.#projectId = projectId;
  }

  async morning(row: MilestoneRow, today: string): Promise<void> {
    const left = daysBetween(today, dayOf(new Date(row.dueAt)));
    if (left === WRITTEN) await this.#write(row);
    if (left === REPLIED) for (const id of this.#organisationIds.slice(0, -1)) await this.#reply(row, id);
  }

  /** The reply that was missing. */
  async putRight(row: MilestoneRow): Promise<void> {
    const last = this.#organisationIds.at(-1);
    if (last !== undefined) await this.#reply(row, last);
  }

  async #write(row: MilestoneRow): Promise<void> {
    for (let number = 1; number <= ORGANISATIONS; number += 1) {
      const { id } = await this.#staff.post<{ id: string }>('/api/organisations', {
        projectId: this.#projectId,
        name: `Asociația ${number} (exemplu)`,
        email: `asociatia${number}@example.org`,
      });
      this.#organisationIds.push(id);
    }
    await this.#staff.post(`/api/milestones/${row.id}/outreach`, {
      organisationIds: this.#organisationIds,
      subject: 'Consultările publice din comună (exemplu)',
      text: 'Vă invităm la consultările publice. Vă rugăm să ne răspundeți dacă veniți.',
    });
  }

  async #reply(row: MilestoneRow, organisationId: string): Promise<void> {
    const page = await this.#staff.get<{ requirements: readonly { key: string; per: string }[] }>(
      `/api/milestones/${row.id}`,
    );
    // The first requirement of each organisation is the message itself.
    const [, ...replies] = page.requirements.filter(({ per }) => per === 'organisation');
    for (const { key } of replies) {
      const paper = filePaper(row.key, key, 1, dayOf(this.#world.now()));
      paper.set('organisationId', organisationId);
      await this.#staff.post(`/api/milestones/${row.id}/evidence`, paper);
    }
  }
}
