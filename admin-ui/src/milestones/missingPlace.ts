/** Where what the gate misses can be put right (R6). */
import type { Milestone, Missing } from '../api/types.ts';
import { registerOf } from '../register/paths.ts';

/** The element that holds an organisation in the table of an outreach milestone (R5). */
export const outreachRowId = (organisationId: string): string => `outreach-${organisationId}`;

/** Two things that are missing may have one code and one key: they differ in their run or organisation. */
export const missingId = ({ code, key, run, organisation }: Missing): string =>
  [code, key, run?.id, organisation?.id].filter((part) => part !== undefined).join(' ');

export interface MissingPlace {
  readonly path: string;
  /** What the link is called, by its last word in the catalogue. */
  readonly what: 'run' | 'organisation' | 'incomplete' | 'milestone';
  /** The part of this page where it is put right, where that is here. */
  readonly here?: string;
}

/**
 * The page on which somebody can do something about it; null where it is this one.
 * @param readsRegister who does not read the register is not led there
 */
export function placeOf(
  { id, projectId, after }: Pick<Milestone, 'id' | 'projectId' | 'after'>,
  missing: Missing,
  readsRegister: boolean,
): MissingPlace | null {
  const { code, key, run, organisation, incomplete = 0 } = missing;
  if (run) return { path: `/runs/${run.id}/show`, what: 'run' };
  if (organisation) {
    const path = `/organisations/${organisation.id}/show`;
    return readsRegister ? { path, what: 'organisation', here: outreachRowId(organisation.id) } : null;
  }
  if (code === 'predecessor') {
    const found = after.find((predecessor) => predecessor.key === key);
    return found ? { path: `/milestones/${found.id}/show`, what: 'milestone' } : null;
  }
  if (incomplete === 0 || !readsRegister) return null;
  const category = code === 'category' ? { category: [key] } : {};
  return { path: registerOf(projectId, { milestoneId: id, ...category, complete: false }), what: 'incomplete' };
}
