/**
 * The gate (R6): what a milestone still misses, as codes and figures. A gate answers; it never writes.
 */
import type { LocalText } from './lifecycle.ts';
import type { Counted } from './plan.ts';
import type { VoteState } from './votes.ts';

/** One thing that is missing. `describeMissing` says it in words. */
export type Missing =
  | { code: 'evidence'; key: string; title: LocalText; need: number; have: number }
  /** `incomplete`: how many more there are whose records are not complete, and so do not count (R3). */
  | { code: 'quantity'; key: string; title: LocalText; need: number; have: number; incomplete?: number }
  | { code: 'predecessor'; key: string; title: LocalText }
  /** R1: persons of one category of the target group. */
  | { code: 'category'; key: string; title: LocalText; need: number; have: number; incomplete?: number }
  /** Sessions of a run whose attendance is not complete: `need` sessions in all, `have` of them closed. */
  | { code: 'run-attendance'; key: string; title: LocalText; run: GateRun; need: number; have: number }
  /** A run that is not held, since nobody came: it does not count where the plan asks for more runs. */
  | { code: 'run-unattended'; key: string; title: LocalText; run: GateRun }
  /** R11: a consultation whose notice was not public so many days before it: neither it nor who was there counts. */
  | { code: 'run-notice'; key: string; title: LocalText; run: GateRun; days: number }
  /** R4: persons who earned a certificate (`need`) and those who have one. */
  | { code: 'run-certificates'; key: string; title: LocalText; run: GateRun; need: number; have: number }
  /** Evidence that the plan asks for each run. */
  | { code: 'run-evidence'; key: string; title: LocalText; run: GateRun; need: number; have: number }
  /** A vote that is neither final nor cancelled. */
  | { code: 'vote-under-way'; key: string; title: LocalText; state: VoteState }
  /** R5: evidence that the plan asks for each organisation. */
  | {
      code: 'organisation-evidence';
      key: string;
      title: LocalText;
      organisation: { id: string; name: string };
      need: number;
      have: number;
      /** How many more there are that are dated before the message, and so confirm nothing. */
      early?: number;
    };

export interface GateRun {
  readonly id: string;
  readonly number: number;
  /** As staff wrote it. */
  readonly name: string;
}

/** A run that was not cancelled, as the gate sees it. */
export interface GateRunFacts extends GateRun {
  readonly sessions: number;
  readonly closed: number;
  /** Somebody was present at one of its sessions. */
  readonly attended: boolean;
  /** R11: of a consultation; null where no notice is asked. */
  readonly notice: { readonly days: number; readonly inTime: boolean } | null;
  /** Persons who attended enough sessions (R4), and those of them with a certificate that stands; 0 where none are given. */
  readonly entitled: number;
  readonly certified: number;
  /** Documents by requirement key. */
  readonly evidence: Readonly<Record<string, number>>;
}

/** Two organisations or more that are counted each, and why they may be one, or one paper may stand for several. */
export interface DoubtfulOrganisations {
  readonly reason: 'same-file' | 'same-email' | 'similar-name';
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
}

export interface GateFacts {
  readonly requirements: readonly {
    key: string;
    title: LocalText;
    min: number;
    per: 'milestone' | 'run' | 'organisation';
  }[];
  /** `actual` is counted where the plan says so, else what was recorded. */
  readonly quantities: readonly {
    key: string;
    title: LocalText;
    target: number;
    actual: number | null;
    counts?: Counted | undefined;
    incomplete?: number | undefined;
  }[];
  /** Documents that stand, by requirement key: those that belong to no run and no organisation. */
  readonly evidence: Readonly<Record<string, number>>;
  /** Predecessors that are not completed. */
  readonly unfinished: readonly { key: string; title: LocalText }[];
  /** Runs that were not cancelled, in their order. */
  readonly runs: readonly GateRunFacts[];
  /** R5: organisations of which there is at least one document, or to which Jalon sent a message. */
  readonly organisations: readonly {
    readonly id: string;
    readonly name: string;
    readonly evidence: Readonly<Record<string, number>>;
    /** Documents that are dated before the message, and do not count. */
    readonly early?: Readonly<Record<string, number>>;
  }[];
  /** R5: organisations that may be one and the same. It is said, and stands in nobody's way. */
  readonly doubtful?: readonly DoubtfulOrganisations[];
  /** Where a vote of the milestone stands that is neither final nor cancelled. */
  readonly voteUnderWay?: VoteState | undefined;
  /** R1: who attended, by category of the target group, where a quantity counts it. */
  readonly categories: readonly {
    readonly key: string;
    readonly title: LocalText;
    readonly need: number;
    readonly have: number;
    readonly incomplete: number;
  }[];
}

/**
 * R6: everything that keeps a milestone from being submitted or approved: predecessors, quantities, categories (R1), a vote
 * that is under way, then evidence of the milestone, of each run, of each organisation (R5). An empty list means that the gate is passed.
 */
export function missingAtGate(facts: GateFacts): Missing[] {
  return [
    ...facts.unfinished.map(({ key, title }): Missing => ({ code: 'predecessor', key, title })),
    ...missingQuantities(facts),
    ...missingVote(facts),
    ...missingEvidence(facts),
    ...facts.runs.flatMap((run) => missingOfRun(run, facts)),
    ...missingOfOrganisations(facts),
  ];
}

/** A plan may name a requirement "constructor": what every object inherits proves nothing. */
export const piecesOf = (evidence: Readonly<Record<string, number>>, key: string): number =>
  Object.hasOwn(evidence, key) ? (evidence[key] ?? 0) : 0;

function missingQuantities({ quantities, categories }: GateFacts): Missing[] {
  const short = quantities
    .filter(({ actual, target }) => (actual ?? 0) < target)
    .map(
      ({ key, title, target, actual, incomplete = 0 }): Missing => ({
        code: 'quantity',
        key,
        title,
        need: target,
        have: actual ?? 0,
        ...(incomplete > 0 && { incomplete }),
      }),
    );
  // R1: 61 people split 25/25/11 are enough in all, and not enough.
  const unbalanced = categories
    .filter(({ have, need }) => have < need)
    .map(
      ({ key, title, need, have, incomplete }): Missing => ({
        code: 'category',
        key,
        title,
        need,
        have,
        ...(incomplete > 0 && { incomplete }),
      }),
    );
  return [...short, ...unbalanced];
}

const VOTE: LocalText = { ro: 'Votul', en: 'The vote' };

/** A milestone is not submitted while its vote is on, whatever figures it has. */
function missingVote({ voteUnderWay: state }: GateFacts): Missing[] {
  return state ? [{ code: 'vote-under-way', key: 'vote', title: VOTE, state }] : [];
}

function missingEvidence({ requirements, evidence }: GateFacts): Missing[] {
  return requirements
    .filter(({ per, key, min }) => per === 'milestone' && piecesOf(evidence, key) < min)
    .map(({ key, title, min }) => ({ code: 'evidence', key, title, need: min, have: piecesOf(evidence, key) }));
}

const ATTENDANCE: LocalText = { ro: 'Prezența', en: 'Attendance' };
const NOTICE: LocalText = { ro: 'Anunțul', en: 'The notice' };
const CERTIFICATES: LocalText = { ro: 'Certificatele', en: 'Certificates' };

function missingOfRun(facts: GateRunFacts, { requirements, quantities }: GateFacts): Missing[] {
  const { id, number, name, sessions, closed, attended, notice, entitled, certified, evidence } = facts;
  const run = { id, number, name };
  const missing: Missing[] = [];
  const isShort = (...kinds: readonly Counted[]): boolean =>
    quantities.some(({ counts, actual, target }) => counts && kinds.includes(counts) && (actual ?? 0) < target);
  // Where enough others were held it does not stand in the way; nor does one to which nobody came.
  if (notice && !notice.inTime && isShort('runs', 'attendees'))
    missing.push({ code: 'run-notice', key: 'notice', title: NOTICE, run, days: notice.days });
  if (closed < sessions)
    missing.push({ code: 'run-attendance', key: 'attendance', title: ATTENDANCE, run, need: sessions, have: closed });
  else if (certified < entitled)
    missing.push({
      code: 'run-certificates',
      key: 'certificates',
      title: CERTIFICATES,
      run,
      need: entitled,
      have: certified,
    });
  if (isShort('runs') && closed === sessions && !attended)
    missing.push({ code: 'run-unattended', key: 'attendance', title: ATTENDANCE, run });
  for (const { key, title, min, per } of requirements) {
    const have = piecesOf(evidence, key);
    if (per === 'run' && have < min) missing.push({ code: 'run-evidence', key, title, run, need: min, have });
  }
  return missing;
}

/** R5: whoever was written to counts only with all that the plan asks for each organisation. */
function missingOfOrganisations({ organisations, requirements, quantities }: GateFacts): Missing[] {
  const enough = quantities.every(
    ({ counts, actual, target }) => counts !== 'organisations' || (actual ?? 0) >= target,
  );
  // Enough were informed: one that never answered does not stand in the way.
  if (enough) return [];
  return organisations.flatMap(({ id, name, evidence, early = {} }) =>
    requirements
      .filter(({ per, key, min }) => per === 'organisation' && piecesOf(evidence, key) < min)
      .map(
        ({ key, title, min }): Missing => ({
          code: 'organisation-evidence',
          key,
          title,
          organisation: { id, name },
          need: min,
          have: piecesOf(evidence, key),
          ...(piecesOf(early, key) > 0 && { early: piecesOf(early, key) }),
        }),
      ),
  );
}

/** R5: whether an organisation counts as informed: it has all that the plan asks for each. */
export function isInformed(
  organisation: GateFacts['organisations'][number],
  requirements: GateFacts['requirements'],
): boolean {
  const own = requirements.filter(({ per }) => per === 'organisation');
  return own.length > 0 && own.every(({ key, min }) => piecesOf(organisation.evidence, key) >= min);
}

/** A run that counts as held, by the facts of the gate. */
export function isHeldRun({ sessions, closed, attended, notice }: GateRunFacts): boolean {
  return sessions > 0 && closed === sessions && attended && (notice === null || notice.inTime);
}
