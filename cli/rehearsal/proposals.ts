/** Proposals of a rehearsal: by the public page and at the consultations; merged, rejected, found eligible (R12). */
import { dayOf, daysBetween } from '../../domain/calendar.ts';
import type { Person } from './person.ts';
import type { MilestoneRow } from './play.ts';
import { proposePublicly } from './public-page.ts';
import type { Refusals } from './refusals.ts';
import type { World } from './world.ts';

interface ProposalScript {
  readonly title: string;
  readonly summary: string;
  /** On the public page, or at a consultation: its place among them, from 0. */
  readonly made: 'publicly' | number;
  readonly author: string;
  /** Rejected with this reason. */
  readonly rejected?: string;
  /** Goes into the one with this title. */
  readonly into?: string;
  /** It is decided on only after the others. */
  readonly late?: true;
}

const LIGHTS = 'Iluminat public inteligent (exemplu)';
const SENSORS = 'Senzori pentru calitatea aerului (exemplu)';

export const PROPOSALS: readonly ProposalScript[] = [
  {
    title: LIGHTS,
    summary: 'Lămpi care își reduc lumina când nu trece nimeni.',
    made: 'publicly',
    author: 'propunator1',
  },
  {
    title: 'Stație de reparat biciclete (exemplu)',
    summary: 'O stație cu scule, lângă școală.',
    made: 'publicly',
    author: 'propunator2',
  },
  {
    title: SENSORS,
    summary: 'Cinci senzori, cu valorile pe o pagină publică.',
    made: 0,
    author: 'propunator3',
    late: true,
  },
  {
    title: 'Pod peste Someș (exemplu)',
    summary: 'Un pod nou pentru mașini.',
    made: 0,
    author: 'propunator4',
    rejected: 'Depășește suma care poate fi strânsă și competența comunei.',
  },
  {
    title: 'Becuri cu senzor de mișcare (exemplu)',
    summary: 'Becuri noi pe ulița mare.',
    made: 1,
    author: 'propunator5',
    into: LIGHTS,
  },
  {
    title: 'Măsurarea prafului (exemplu)',
    summary: 'Să știm cât praf este lângă drum.',
    made: 1,
    author: 'propunator6',
    into: SENSORS,
  },
];

/** Days before the consultations' milestone is due. */
const PROPOSED = 30;
/** After both consultations. */
const ENTERED = 15;
const DECIDED = 14;
const DECIDED_LATE = 10;

interface ProposalPage {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly version: number;
}

export interface ProposalCast {
  readonly world: World;
  readonly staff: Person;
  readonly manager: Person;
  readonly projectId: string;
  readonly refusals: Refusals;
}

export class Proposals {
  readonly #cast: ProposalCast;

  constructor(cast: ProposalCast) {
    this.#cast = cast;
  }

  async morning(row: MilestoneRow, today: string): Promise<void> {
    const left = daysBetween(today, dayOf(new Date(row.dueAt)));
    if (left === PROPOSED) await this.#propose();
    if (left === ENTERED) await this.#enter(row);
    if (left === DECIDED) await this.#decide(row, (script) => script.late !== true);
    if (left === DECIDED_LATE) await this.#decide(row, (script) => script.late === true);
  }

  async #propose(): Promise<void> {
    const { world, staff, projectId } = this.#cast;
    const { slug } = await staff.get<{ slug: string }>(`/api/projects/${projectId}`);
    for (const { title, summary, author, made } of PROPOSALS)
      if (made === 'publicly') await proposePublicly(world, slug, { title, summary, ...authorOf(author) });
  }

  async #enter(row: MilestoneRow): Promise<void> {
    const { staff } = this.#cast;
    const consultations = await staff.list<{ id: string }>('/api/runs', { milestoneId: row.id });
    for (const { title, summary, author, made } of PROPOSALS) {
      if (made === 'publicly') continue;
      const runId = consultations[made]?.id;
      await staff.post(`/api/milestones/${row.id}/proposals`, { runId, title, summary, ...authorOf(author) });
    }
  }

  async #decide(row: MilestoneRow, now: (script: ProposalScript) => boolean): Promise<void> {
    const { staff, manager, refusals } = this.#cast;
    const pages = await staff.list<ProposalPage>('/api/proposals', { milestoneId: row.id });
    const page = (wanted: string): ProposalPage => {
      const found = pages.find(({ title }) => title === wanted);
      if (!found) throw new Error(`nobody proposed ${wanted}`);
      return found;
    };
    for (const script of PROPOSALS.filter((each) => now(each) && each.into === undefined)) {
      const { title, summary, rejected } = script;
      const others = PROPOSALS.filter(({ into }) => into === title).map((other) => page(other.title).id);
      const { id, version } = page(title);
      const path = `/api/proposals/${id}`;
      if (rejected !== undefined) {
        const unreasoned = await manager.attempt(`${path}/decide`, { version, state: 'rejected', reason: '' });
        refusals.expect(row.key, manager, 'reject', unreasoned, 'fields-not-valid');
        await manager.post(`${path}/decide`, { version, state: 'rejected', reason: rejected });
        continue;
      }
      const merged =
        others.length > 0
          ? await staff.post<ProposalPage>(`${path}/merge`, { version, ids: others, title, summary })
          : { version };
      await manager.post(`${path}/decide`, { version: merged.version, state: 'eligible' });
    }
  }
}

const authorOf = (author: string) => ({
  authorName: `Propunător ${author.replace(/\D/g, '')} (exemplu)`,
  authorEmail: `${author}@example.org`,
});
