/**
 * The gate (R6): what a milestone still misses, as codes and figures. A gate answers; it never writes.
 */
import type { LocalText } from './lifecycle.ts';

/** One thing that is missing. `describeMissing` says it in words. */
export type Missing =
  | { code: 'evidence'; key: string; title: LocalText; need: number; have: number }
  | { code: 'quantity'; key: string; title: LocalText; need: number; have: number }
  | { code: 'predecessor'; key: string; title: LocalText }
  /** R1: persons of one category of the target group. */
  | { code: 'category'; key: string; title: LocalText; need: number; have: number };

export interface GateFacts {
  readonly requirements: readonly { key: string; title: LocalText; min: number }[];
  readonly quantities: readonly { key: string; title: LocalText; target: number; actual: number | null }[];
  /** Pieces of evidence that stand (not withdrawn), by requirement key. */
  readonly evidence: Readonly<Record<string, number>>;
  /** Predecessors that are not completed. */
  readonly unfinished: readonly { key: string; title: LocalText }[];
}

/**
 * R6: everything that keeps a milestone from being submitted or approved, in the plan's order.
 * An empty list means that the gate is passed.
 */
export function missingAtGate(facts: GateFacts): Missing[] {
  const missing: Missing[] = [];
  for (const { key, title } of facts.unfinished) missing.push({ code: 'predecessor', key, title });
  for (const { key, title, target, actual } of facts.quantities) {
    const have = actual ?? 0;
    if (have < target) missing.push({ code: 'quantity', key, title, need: target, have });
  }
  for (const { key, title, min } of facts.requirements) {
    // A plan may name a requirement "constructor": what every object inherits proves nothing.
    const have = Object.hasOwn(facts.evidence, key) ? (facts.evidence[key] ?? 0) : 0;
    if (have < min) missing.push({ code: 'evidence', key, title, need: min, have });
  }
  return missing;
}
