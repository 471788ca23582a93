/**
 * What slips when a date moves (R8): shown before it is confirmed. Pure: a function of the project's rows.
 *
 * A successor keeps the gap that the plan puts between it and its predecessor, and moves only as far as that requires.
 * Nothing moves earlier by itself; what has ended, and a frozen window, never moves and is a conflict.
 */
import { addDays, dayOf, dueInstant } from './calendar.ts';
import { isEnded, type LocalText, type MilestoneState } from './lifecycle.ts';
import type { Conflict } from './refusal.ts';

export interface SlipMilestone {
  readonly id: string;
  readonly key: string;
  readonly title: LocalText;
  readonly state: MilestoneState;
  readonly dueAt: Date;
  /** Keys of its predecessors. */
  readonly after: readonly string[];
  /** Its due day in the plan, in days after the start (see `planDays`). */
  readonly plannedDay?: number;
  /** The least days that the plan asks for after each predecessor; without it, their planned distance. */
  readonly gap?: number;
}

export interface MoveRequest {
  readonly milestones: readonly SlipMilestone[];
  /** The project's last day. */
  readonly endsOn: string;
  /** The milestone that somebody moves, and the day to which. */
  readonly key: string;
  readonly newDay: string;
  /** The project's last day by an amendment that comes with the move. */
  readonly newEnd?: string;
  /** Keys of milestones with a frozen window, as an open vote. */
  readonly frozen?: readonly string[];
}

export interface Move {
  readonly id: string;
  readonly key: string;
  readonly title: LocalText;
  readonly from: Date;
  readonly to: Date;
}

export interface MovePreview {
  /** The milestone itself first, then what it takes along, in the order of the new dates. */
  readonly moves: readonly Move[];
  readonly conflicts: readonly Conflict[];
  /** Something would fall due after the project's end as it stands now. */
  readonly needsAmendment: boolean;
  /** The latest due day of all milestones that have not ended, after the move. */
  readonly latestDay: string;
  /** Of everything above: the same hash means that the same would happen. */
  readonly hash: string;
}

/** SHA-256 of a text in hexadecimal; handed in, so that these rules need nothing of a platform. */
export type Sha256Hex = (text: string) => string;

/** R8: what would happen. Throws where the key is unknown or the order has a cycle, which a checked plan has not. */
export function previewMove(request: MoveRequest, sha256Hex: Sha256Hex): MovePreview {
  const { milestones, endsOn, newEnd, key } = request;
  const days = slip(request);
  const moves: Move[] = [];
  const conflicts: Conflict[] = [];
  for (const milestone of milestones) {
    const day = days.get(milestone.key);
    if (day === undefined || day === dayOf(milestone.dueAt)) continue;
    const why = immovable(milestone, request.frozen);
    if (why !== null) conflicts.push({ key: milestone.key, title: milestone.title, why });
    else {
      moves.push({ ...named(milestone), from: milestone.dueAt, to: dueInstant(day) });
      if (newEnd !== undefined && day > newEnd) {
        conflicts.push({ key: milestone.key, title: milestone.title, why: 'past-end' });
      }
    }
  }
  moves.sort((a, b) => Number(b.key === key) - Number(a.key === key) || byTime(a, b) || byKey(a, b));
  conflicts.sort(byKey);
  const moved = new Map(moves.map((move) => [move.key, move.to]));
  const latest = milestones.filter(({ state }) => !isEnded(state)).map((row) => dayOf(moved.get(row.key) ?? row.dueAt));
  const outcome = {
    moves,
    conflicts,
    needsAmendment: moves.some((move) => dayOf(move.to) > endsOn),
    latestDay: latest.sort().at(-1) ?? endsOn,
  };
  return { ...outcome, hash: sha256Hex(canonical(request, outcome)) };
}

/** The day each milestone would have, for those that the move reaches; also for those that then turn out to be fixed. */
function slip(request: MoveRequest): Map<string, string> {
  const days = new Map([[request.key, request.newDay]]);
  const rows = new Map(request.milestones.map((row) => [row.key, row]));
  const target = rows.get(request.key);
  if (target === undefined) throw new Error(`No milestone ${request.key}`);
  for (const row of inOrder(request.milestones)) {
    if (row.key === request.key) continue;
    for (const predecessor of row.after.map((key) => rows.get(key))) {
      const pushedTo = predecessor && days.get(predecessor.key);
      if (predecessor === undefined || pushedTo === undefined) continue;
      // What stays where it is, or moves earlier, pushes nothing.
      if (pushedTo <= dayOf(predecessor.dueAt) || immovable(predecessor, request.frozen) !== null) continue;
      const required = addDays(pushedTo, gapBetween(predecessor, row));
      if (required > (days.get(row.key) ?? dayOf(row.dueAt))) days.set(row.key, required);
    }
  }
  return days;
}

/** The days that the plan keeps between a milestone and its successor. */
export function gapBetween(predecessor: SlipMilestone, successor: SlipMilestone): number {
  if (successor.gap !== undefined) return successor.gap;
  if (predecessor.plannedDay === undefined || successor.plannedDay === undefined) return 0;
  return Math.max(0, successor.plannedDay - predecessor.plannedDay);
}

function immovable(row: SlipMilestone, frozen: readonly string[] = []): Conflict['why'] | null {
  if (isEnded(row.state)) return 'completed';
  return frozen.includes(row.key) ? 'frozen' : null;
}

/** Predecessors before successors. */
function inOrder(rows: readonly SlipMilestone[]): SlipMilestone[] {
  const keys = new Set(rows.map((row) => row.key));
  const placed = new Set<string>();
  const ordered: SlipMilestone[] = [];
  while (ordered.length < rows.length) {
    const ready = rows.filter(
      (row) => !placed.has(row.key) && row.after.every((key) => placed.has(key) || !keys.has(key)),
    );
    if (ready.length === 0) throw new Error('The order of the milestones has a cycle');
    for (const row of ready) placed.add(row.key);
    ordered.push(...ready);
  }
  return ordered;
}

const named = ({ id, key, title }: SlipMilestone) => ({ id, key, title });
const byKey = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
const byTime = (a: Move, b: Move): number => a.to.getTime() - b.to.getTime();

/** The same text for the same outcome, whatever the order of the rows was. */
function canonical(request: MoveRequest, outcome: Omit<MovePreview, 'hash'>): string {
  return JSON.stringify([
    request.key,
    request.newDay,
    request.endsOn,
    request.newEnd ?? null,
    outcome.moves.map((move) => [move.key, move.from.toISOString(), move.to.toISOString()]),
    outcome.conflicts.map((conflict) => [conflict.key, conflict.why]),
    outcome.needsAmendment,
    outcome.latestDay,
  ]);
}
