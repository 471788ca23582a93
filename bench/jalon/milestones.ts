/** Milestones that pass their gate, made through the public API, and the commands that send one back and forth. */
import { setTimeout as pause } from 'node:timers/promises';
import { filePaper, linkPaper } from '../../cli/rehearsal/papers.ts';
import { dayOf } from '../../domain/calendar.ts';
import { newProject, type People } from './people.ts';

interface MilestoneRow {
  readonly id: string;
  readonly key: string;
}

interface MilestonePage extends MilestoneRow {
  readonly quantities: readonly { readonly key: string; readonly target: number; readonly counts: string | null }[];
  readonly requirements: readonly { readonly key: string; readonly min: number; readonly accepts: readonly string[] }[];
}

export interface ReadyMilestone {
  /** Submits it where it is open or returned, returns it where it is submitted: one command. */
  step(): Promise<void>;
}

/**
 * Milestones that may be submitted, spread evenly over projects of the Cojocna plan; neighbours in the list belong to
 * different projects.
 */
export async function readyMilestones(people: People, many: number, projects: number): Promise<ReadyMilestone[]> {
  const each = Math.ceil(many / projects);
  const found: MilestoneRow[][] = [];
  for (let number = 0; number < projects; number += 1) {
    const { id } = await newProject(people, `bench-${number}`);
    const open = await openMilestones(people, id, each);
    for (const milestone of open) await fulfil(people, milestone.id);
    found.push(open);
  }
  const rows = Array.from({ length: each }, (_, place) => found.flatMap((open) => open[place] ?? [])).flat();
  return rows.slice(0, many).map(({ id }) => readyMilestone(people, id));
}

const OPEN_WITHIN_MS = 30_000;

/** Those whose figures staff record: what Jalon counts itself would need its courses, meetings and votes first. */
async function openMilestones(people: People, projectId: string, many: number): Promise<MilestoneRow[]> {
  const until = performance.now() + OPEN_WITHIN_MS;
  for (;;) {
    const rows = await people.manager.list<MilestoneRow>('/api/milestones', { projectId, state: 'open' });
    const pages = await Promise.all(rows.map(({ id }) => people.manager.get<MilestonePage>(`/api/milestones/${id}`)));
    const open = pages.filter(({ quantities }) => quantities.every(({ counts }) => counts === null));
    if (open.length >= many) return open.slice(0, many);
    if (performance.now() > until) throw new Error(`only ${open.length} of ${many} milestones opened`);
    await pause(50);
  }
}

async function fulfil({ staff }: People, id: string): Promise<void> {
  const page = await staff.get<MilestonePage>(`/api/milestones/${id}`);
  for (const { key, target } of page.quantities) {
    await staff.post(`/api/milestones/${id}/quantities`, { key, actual: target });
  }
  for (const { key, min, accepts } of page.requirements) {
    const paper = accepts.includes('file') ? filePaper : linkPaper;
    for (let number = 1; number <= min; number += 1) {
      await staff.post(`/api/milestones/${id}/evidence`, paper(page.key, key, number, dayOf(new Date())));
    }
  }
}

function readyMilestone({ staff, manager }: People, id: string): ReadyMilestone {
  let submitted = false;
  return {
    async step() {
      if (submitted)
        await manager.post(`/api/milestones/${id}/return`, { reason: 'Lipsește semnătura de pe pagina 2.' });
      else await staff.post(`/api/milestones/${id}/submit`, {});
      submitted = !submitted;
    },
  };
}
