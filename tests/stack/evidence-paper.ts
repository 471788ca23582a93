/** Evidence for tests: a project with a course and an outreach milestone, its runs and organisations, and papers to give. */
import { randomUUID } from 'node:crypto';
import type { Answered, Api, Visitor } from './api.ts';
import { planWith } from './plans.ts';
import { runWith } from './runs-by-sql.ts';

export interface Piece {
  readonly id: string;
  readonly milestoneId: string;
  readonly requirement: string;
  readonly documentId: string;
  readonly run: { readonly id: string } | null;
  readonly organisation: { readonly id: string } | null;
  readonly replaces: string | null;
  readonly replacedBy: string | null;
  readonly versionNumber: number;
  readonly preview: boolean;
  readonly alsoAt: readonly { id: string; milestoneId: string; milestoneKey: string; name: string }[];
  readonly withdrawnAt: string | null;
}

export interface Requirement {
  readonly key: string;
  readonly have: number;
  readonly parts: readonly { id: string; have: number }[];
}

export interface Paperwork {
  readonly projectId: string;
  /** Milestone A2: a training, some of whose evidence is asked of each run. */
  readonly training: string;
  /** Milestone A5: organisations informed. */
  readonly outreach: string;
  /** Milestone A1: one document. */
  readonly concept: string;
}

/** A project of its own, so that what one test gives is not counted by another. */
export async function paperwork(api: Api): Promise<Paperwork> {
  const { staff, manager, partner, auditor } = api.people;
  const { id } = await api.createProject(planWith(['A1', 'A2', 'A5', 'A15']), '2026-03-01', [
    staff,
    manager,
    partner,
    auditor,
  ]);
  const [concept, training, outreach] = await Promise.all(['A1', 'A2', 'A5'].map((key) => api.milestone(key, id)));
  return {
    projectId: id,
    concept: concept?.id ?? '',
    training: training?.id ?? '',
    outreach: outreach?.id ?? '',
  };
}

/** A run of a milestone, whose attendance is still open. */
export async function makeRun(api: Api, projectId: string, milestoneId: string, number: number): Promise<string> {
  return (await runWith(api, { projectId, milestoneId }, { number, closed: false })).id;
}

export async function makeOrganisation(who: Visitor, projectId: string, name: string): Promise<string> {
  const answer = await who.command('/api/organisations', { projectId, name });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json<{ id: string }>().id;
}

/** A file as evidence; by default a text that no other file has. */
export function paper(
  fields: Readonly<Record<string, string>>,
  content: string | Uint8Array<ArrayBuffer> = `hârtie ${randomUUID()}`,
  name = 'hartie.txt',
): FormData {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('file', new File([content], name));
  return form;
}

export const give = (who: Visitor, milestoneId: string, form: FormData): Promise<Answered> =>
  who.upload(`/api/milestones/${milestoneId}/evidence`, form);

/** Gives a piece that must be taken. */
export async function given(who: Visitor, milestoneId: string, form: FormData): Promise<Piece> {
  const answer = await give(who, milestoneId, form);
  if (answer.status !== 201) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.json();
}

export async function requirementOf(who: Visitor, milestoneId: string, key: string): Promise<Requirement> {
  const page = (await who.get(`/api/milestones/${milestoneId}`)).json<{ requirements: Requirement[] }>();
  const found = page.requirements.find((requirement) => requirement.key === key);
  if (!found) throw new Error(`no requirement ${key}`);
  return found;
}
