/** Required and received at a glance. */
import type { LocalText, Requirement } from '../api/types.ts';

type Asked = Pick<Requirement, 'key' | 'title' | 'min' | 'have' | 'per'> & {
  readonly parts: readonly Requirement['parts'][number][];
};

export interface GlanceRow {
  readonly key: string;
  readonly title: LocalText;
  readonly per: Requirement['per'];
  readonly min: number;
  /** How many in all; null where nobody knows yet of how many runs or organisations. */
  readonly asked: number | null;
  readonly received: number;
  /** How many more are needed; those that one run has too many do not make up for another. */
  readonly lacking: number;
  readonly complete: boolean;
}

export function glanceRow({ key, title, min, have, per, parts }: Asked): GlanceRow {
  const known = per === 'milestone' ? [{ have }] : parts;
  const lacking = known.reduce((sum, part) => sum + Math.max(0, min - part.have), 0);
  return {
    key,
    title,
    per,
    min,
    asked: known.length === 0 ? null : min * known.length,
    received: have,
    lacking,
    complete: known.length > 0 && lacking === 0,
  };
}

export interface PartRow {
  readonly id: string;
  readonly name: string;
  readonly asked: number;
  readonly received: number;
  /** What is missing of it, by requirement. */
  readonly missing: readonly { readonly title: LocalText; readonly lacking: number }[];
}

/** One line for each run, or for each organisation, with what it lacks. */
export function partRows(requirements: readonly Asked[], per: 'run' | 'organisation'): PartRow[] {
  const own = requirements.filter((requirement) => requirement.per === per);
  const rows = new Map<string, PartRow>();
  for (const { title, min, parts } of own) {
    for (const { id, name, have } of parts) {
      const row = rows.get(id) ?? { id, name, asked: 0, received: 0, missing: [] };
      rows.set(id, {
        ...row,
        asked: row.asked + min,
        received: row.received + Math.min(have, min),
        missing: have < min ? [...row.missing, { title, lacking: min - have }] : row.missing,
      });
    }
  }
  return [...rows.values()];
}
