/** A plan's setting, taken apart into what can be said in words. */

export type SettingPart =
  | { readonly kind: 'days'; readonly count: number }
  /** So many days after the project's first one. */
  | { readonly kind: 'days-from-start'; readonly count: number }
  | { readonly kind: 'seconds'; readonly count: number }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'text'; readonly text: string };

function readOne(path: string, value: unknown): SettingPart {
  if (typeof value === 'number' && path.endsWith('.due')) return { kind: 'days-from-start', count: value };
  if (typeof value === 'number' && path.endsWith('.gap')) return { kind: 'days', count: value };
  if (typeof value === 'number') return { kind: 'text', text: String(value) };
  if (typeof value !== 'string') return { kind: 'text', text: JSON.stringify(value) ?? '' };
  const duration = /^P(?:(\d+)D|T(\d+)S)$/.exec(value);
  if (duration?.[1] !== undefined) return { kind: 'days', count: Number(duration[1]) };
  if (duration?.[2] !== undefined) return { kind: 'seconds', count: Number(duration[2]) };
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return { kind: 'day', day: value };
  return { kind: 'text', text: value };
}

/**
 * `["P30D","P14D"]` → 30 days, 14 days; a single value is a list of one.
 * @param path where it stands in the plan: a bare number at `milestones.A9.due` counts days
 */
export function readSetting(path: string, value: unknown): SettingPart[] {
  return (Array.isArray(value) ? value : [value]).map((one) => readOne(path, one));
}
