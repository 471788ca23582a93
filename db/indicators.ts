/** The indicators of a project, and how they are kept as they stood when the final report was submitted (R25, R28). */
import { breakdownOf, changedSince, countsPersons, type Indicator } from '../domain/indicators.ts';
import type { LocalText, MilestoneState } from '../domain/lifecycle.ts';
import type { Plan } from '../domain/plan.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import { type GateOfMilestone, gatesOf, isFrozen } from './gate-facts.ts';
import { planMilestone } from './milestones.ts';
import { planOf } from './projects.ts';
import type { Reader, Transaction } from './store.ts';

interface MilestoneFact {
  readonly id: string;
  readonly key: string;
  readonly title: LocalText;
  readonly state: MilestoneState;
}

/** Every quantity of the plan, in its order, as it stands now. */
export async function indicatorsOf(reader: Reader, projectId: string, plan: Plan): Promise<Indicator[]> {
  return indicatorsFrom(reader, projectId, plan, await gatesOf(reader, projectId, plan));
}

/** The same where the gates were read already. */
export async function indicatorsFrom(
  reader: Reader,
  projectId: string,
  plan: Plan,
  gates: ReadonlyMap<string, GateOfMilestone>,
): Promise<Indicator[]> {
  const milestones = await reader('milestones')
    .where({ project_id: projectId })
    .orderBy('position')
    .select<MilestoneFact[]>('id', 'key', 'title', 'state');
  return milestones.flatMap(({ id, key: milestoneKey, title: milestoneTitle, state }) => {
    const planned = planMilestone(plan, milestoneKey);
    const gate = gates.get(id);
    if (!gate) throw new Error(`the gate of ${milestoneKey} was not read`);
    return gate.facts.quantities.map(({ key, title, target, actual }): Indicator => {
      const counts = planned.quantities.find((quantity) => quantity.key === key)?.counts ?? null;
      const count = gate.counted.get(key);
      return {
        milestone: { id, key: milestoneKey, title: milestoneTitle },
        key,
        title,
        target,
        actual,
        counts,
        frozen: isFrozen(state),
        today: count?.actual ?? null,
        ...(count?.attendances !== undefined && { attendances: count.attendances }),
        breakdown: countsPersons(counts) && count?.tally ? breakdownOf(count.tally, plan, counts) : null,
      };
    });
  });
}

/** Indicators as a final report was submitted with them. */
export interface IndicatorSnapshot {
  readonly madeAt: Date;
  readonly eventId: string;
  readonly indicators: readonly Indicator[];
}

/** The indicators of the final report that was submitted last; undefined before the first. */
export async function lastSnapshot(reader: Reader, projectId: string): Promise<IndicatorSnapshot | undefined> {
  return reader('indicator_snapshots as s')
    .join('events as e', 'e.id', 's.event_id')
    .where('s.project_id', projectId)
    .orderBy('e.seq', 'desc')
    .first<IndicatorSnapshot | undefined>('s.made_at as madeAt', 's.event_id as eventId', 's.indicators');
}

export interface IndicatorsPage {
  readonly asOf: Date;
  readonly indicators: readonly Indicator[];
  readonly snapshot: (IndicatorSnapshot & { readonly changed: readonly string[] }) | null;
}

/** The indicators now, beside those that were submitted. */
export async function indicatorsPage(reader: Reader, projectId: string, now: Date): Promise<IndicatorsPage> {
  const plan = await planOf(reader, projectId);
  const indicators = await indicatorsOf(reader, projectId, plan);
  const snapshot = await lastSnapshot(reader, projectId);
  return {
    asOf: now,
    indicators,
    snapshot: snapshot ? { ...snapshot, changed: changedSince(snapshot.indicators, indicators) } : null,
  };
}

/** Indicators that are about to be kept, with the hash that goes into the event of the submission. */
export interface Kept {
  readonly json: string;
  readonly sha256: Buffer;
}

/** What a final report is submitted with; read under the project's lock, before its event. */
export async function indicatorsToKeep(trx: Transaction, projectId: string, plan: Plan): Promise<Kept> {
  const json = canonicalJson(await indicatorsOf(trx, projectId, plan));
  return { json, sha256: sha256(json) };
}

/** Keeps them for ever, beside the event that holds their hash. */
export async function keepIndicators(
  trx: Transaction,
  kept: Kept,
  about: { readonly eventId: string; readonly projectId: string; readonly milestoneId: string; readonly at: Date },
): Promise<void> {
  await trx('indicator_snapshots').insert({
    event_id: about.eventId,
    project_id: about.projectId,
    milestone_id: about.milestoneId,
    made_at: about.at,
    indicators: kept.json,
    sha256: kept.sha256,
  });
}
