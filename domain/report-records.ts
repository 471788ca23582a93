/** R25: the records behind what Jalon counts. */
import { type GateFacts, isHeldRun, isInformed } from './gate.ts';
import type { CountedPersons } from './indicators.ts';
import type { Counted } from './plan.ts';
import type { ReportFacts } from './report-facts.ts';
import type { RecordRef } from './report-model.ts';

export const reference = (kind: RecordRef['kind'], id: string, part?: string): RecordRef =>
  part === undefined ? { kind, id } : { kind, id, part };

const NO_GATE: GateFacts = {
  requirements: [],
  quantities: [],
  evidence: {},
  unfinished: [],
  runs: [],
  organisations: [],
  categories: [],
};

export const gateOf = ({ gates }: Pick<ReportFacts, 'gates'>, milestoneId: string): GateFacts =>
  gates[milestoneId] ?? NO_GATE;

/**
 * The list of persons behind a figure: who attended a run of the milestone, with a complete record unless it says
 * otherwise.
 * @param narrowed further parts of the list's filter, as `category=ong`
 */
export function personsOf(milestoneId: string, counts: CountedPersons, ...narrowed: readonly string[]): RecordRef {
  return reference(
    'persons',
    milestoneId,
    [...(counts === 'target-group' ? ['targetGroup'] : []), ...narrowed].join('&'),
  );
}

/** What was counted for one quantity; never empty. */
export function recordsBehind(
  facts: Pick<ReportFacts, 'gates'>,
  milestoneId: string,
  key: string,
  counts: Counted | null,
): RecordRef[] {
  const { runs, organisations, requirements } = gateOf(facts, milestoneId);
  const itself = reference('quantity', milestoneId, key);
  const held = runs.filter(isHeldRun).map(({ id }) => reference('run', id));
  switch (counts) {
    case null:
    case 'proposals':
    case 'initiatives':
    case 'campaigns':
    case 'sum-statements':
    case 'matches':
    case 'funds':
      return [itself];
    case 'attendees':
      return [personsOf(milestoneId, counts), ...held];
    case 'runs':
      return held.length > 0 ? held : [itself];
    case 'organisations': {
      const informed = organisations.filter((organisation) => isInformed(organisation, requirements));
      return informed.length > 0 ? informed.map(({ id }) => reference('organisation', id)) : [itself];
    }
    default:
      return [personsOf(milestoneId, counts, 'complete'), ...runs.map(({ id }) => reference('run', id))];
  }
}
