/** What the gate of a milestone looks at (R6), read for one milestone or for many in as many statements. */
import { dayOf } from '../domain/calendar.ts';
import {
  type DoubtfulOrganisations,
  type GateFacts,
  type GateRunFacts,
  isInformed,
  missingAtGate,
} from '../domain/gate.ts';
import { type CountedPersons, countsPersons } from '../domain/indicators.ts';
import { isComplete, type LocalText, type MilestoneState } from '../domain/lifecycle.ts';
import type { MessageFacts } from '../domain/messages.ts';
import { describeMissing } from '../domain/missing.ts';
import { doubtfulOrganisations, messageRequirement, organisationEvidence } from '../domain/outreach.ts';
import type { Counted, Plan, PlanMilestone } from '../domain/plan.ts';
import { quotasOf, type RegisterTally, summaryOf } from '../domain/register.ts';
import { isAnnounced, isHeld } from '../domain/runs.ts';
import type { VoteState } from '../domain/votes.ts';
import { planMilestone } from './milestones.ts';
import { type PersonCondition, tallyOf } from './register/tally.ts';
import { attendedOneOf, attendedRunOf } from './runs/attended.ts';
import { type KnownRun, knownRuns } from './runs/run-facts.ts';
import type { RunOfMilestone } from './runs/run-rows.ts';
import type { Reader } from './store.ts';

/** What was counted for one quantity, as things stand now. */
export interface Count {
  readonly actual: number;
  /** Records that would count if they were complete (R3). */
  readonly incomplete: number;
  /** R10: of attendees, how often they attended; somebody at two consultations did so twice. */
  readonly attendances?: number;
  /** The persons behind it, where it counts persons. */
  readonly tally: RegisterTally | null;
}

export interface GateOfMilestone {
  readonly facts: GateFacts;
  /** By quantity key: those that Jalon counts itself, counted now whatever was submitted. */
  readonly counted: ReadonlyMap<string, Count>;
}

interface MilestoneFact {
  readonly id: string;
  readonly key: string;
  readonly title: LocalText;
  readonly state: MilestoneState;
}

interface Document {
  readonly milestone_id: string;
  readonly run_id: string | null;
  readonly organisation_id: string | null;
  readonly requirement: string;
  readonly dated_on: string | null;
  /** SHA-256 of its files. */
  readonly files: readonly string[];
}

/** R28: what was submitted stays, whatever happens to the register later; a returned milestone is counted again. */
export const isFrozen = (state: MilestoneState): boolean => state === 'submitted' || state === 'approved';

/** The gate's facts of one milestone. */
export async function gateFacts(
  reader: Reader,
  milestone: { readonly id: string; readonly project_id: string },
  plan: Plan,
): Promise<GateFacts> {
  return (await gateOf(reader, milestone, plan)).facts;
}

/** The same with what was counted. */
export async function gateOf(
  reader: Reader,
  milestone: { readonly id: string; readonly project_id: string },
  plan: Plan,
): Promise<GateOfMilestone> {
  const gate = (await gatesOf(reader, milestone.project_id, plan, [milestone.id])).get(milestone.id);
  if (!gate) throw new Error(`no milestone ${milestone.id}`);
  return gate;
}

/**
 * The gates of a project's milestones, by id.
 * @param only ids of the milestones that are asked for; all of them where it is left out
 */
export async function gatesOf(
  reader: Reader,
  projectId: string,
  plan: Plan,
  only?: readonly string[],
): Promise<Map<string, GateOfMilestone>> {
  const milestones = await reader('milestones')
    .where({ project_id: projectId })
    .orderBy('position')
    .select<MilestoneFact[]>('id', 'key', 'title', 'state');
  const asked = milestones.filter(({ id }) => only?.includes(id) ?? true);
  const ids = asked.map(({ id }) => id);
  const quantities = await quantitiesOf(reader, ids);
  const documents = await documentsOf(reader, ids);
  const runs = await runsOf(reader, ids);
  const known = await knownRuns(reader, runs);
  const votes = await votesUnderWay(reader, ids);
  const informed = await organisationsOf(reader, projectId, ids, documents);
  const gates = new Map<string, GateOfMilestone>();
  for (const milestone of asked) {
    const planned = planMilestone(plan, milestone.key);
    const own = documents.filter(({ milestone_id }) => milestone_id === milestone.id);
    const ownRuns = runs
      .filter(({ milestone_id }) => milestone_id === milestone.id)
      .map((run) => ({ run, known: known.get(run.id) }));
    const { organisations, doubtful } = informed(milestone.id, planned, own);
    const counted = await countQuantities(reader, projectId, plan, {
      milestoneId: milestone.id,
      planned,
      held: ownRuns.filter((each) => each.known && isHeld(each.known.facts)).map(({ run }) => run.id),
      organisations: organisations.filter((organisation) => isInformed(organisation, planned.evidence)).length,
    });
    const frozen = isFrozen(milestone.state);
    const group = planned.quantities.find(({ counts }) => counts === 'target-group');
    const tally = group && counted.get(group.key)?.tally;
    gates.set(milestone.id, {
      counted,
      facts: {
        requirements: planned.evidence,
        evidence: tallyDocuments(
          own.filter(({ run_id, organisation_id }) => run_id === null && organisation_id === null),
        ),
        unfinished: milestones
          .filter(({ key, state }) => planned.after.includes(key) && !isComplete(state))
          .map(({ key, title }) => ({ key, title })),
        runs: ownRuns.map((each) => gateRun(each.run, each.known)),
        organisations,
        doubtful,
        voteUnderWay: votes.get(milestone.id),
        // Whoever was in each category when it was submitted was enough then (R1).
        categories: tally && !frozen ? quotasOf(summaryOf(tally, plan).byCategory) : [],
        quantities: quantities
          .filter(({ milestone_id }) => milestone_id === milestone.id)
          .map(({ key, title, target, actual }) => {
            const counts = planned.quantities.find((quantity) => quantity.key === key)?.counts;
            const count = counted.get(key);
            if (!count || frozen) return { key, title, target, actual, counts };
            return { key, title, target, counts, actual: count.actual, incomplete: count.incomplete };
          }),
      },
    });
  }
  return gates;
}

/** What the gate still misses, in words of both languages, for a message. */
export async function missingInWords(
  reader: Reader,
  milestone: { readonly id: string; readonly project_id: string },
  plan: Plan,
): Promise<NonNullable<MessageFacts['missing']>> {
  const missing = missingAtGate(await gateFacts(reader, milestone, plan));
  return {
    ro: missing.map((item) => describeMissing(item, 'ro')),
    en: missing.map((item) => describeMissing(item, 'en')),
  };
}

/** The persons whom a figure of this milestone counts, where it asks for it when their records are complete (R3). */
function personsBehind({ milestoneId, held }: Countable, plan: Plan, counts: CountedPersons): PersonCondition {
  if (counts === 'attendees') return attendedOneOf(held);
  const attended = attendedRunOf(milestoneId);
  if (counts === 'participants') return attended;
  return {
    sql: `${attended.sql} and p.category = any(?)`,
    bindings: [...attended.bindings, plan.targetGroup.categories.map(({ key }) => key)],
  };
}

interface Countable {
  readonly milestoneId: string;
  readonly planned: PlanMilestone;
  /** Ids of the runs that were held. */
  readonly held: readonly string[];
  /** Organisations that were informed. */
  readonly organisations: number;
}

async function countQuantities(
  reader: Reader,
  projectId: string,
  plan: Plan,
  countable: Countable,
): Promise<Map<string, Count>> {
  const { milestoneId, planned, held, organisations } = countable;
  const counted = new Map<string, Count>();
  const tallies = new Map<Counted, RegisterTally>();
  for (const { key, counts } of planned.quantities) {
    if (!counts) continue;
    if (!countsPersons(counts)) {
      const actual =
        counts === 'runs'
          ? held.length
          : counts === 'organisations'
            ? organisations
            : await countedRows(reader, counts, milestoneId);
      counted.set(key, { actual, incomplete: 0, tally: null });
      continue;
    }
    const known = tallies.get(counts);
    const tally = known ?? (await tallyOf(reader, projectId, plan, personsBehind(countable, plan, counts)));
    tallies.set(counts, tally);
    counted.set(
      key,
      counts === 'attendees'
        ? { actual: tally.persons, incomplete: 0, attendances: await attendancesAt(reader, held), tally }
        : { actual: tally.complete, incomplete: tally.persons - tally.complete, tally },
    );
  }
  return counted;
}

/** What Jalon counts as rows of a milestone. */
const ROWS_COUNTED = {
  // R10, R12: what can be voted on.
  proposals: "from proposals where milestone_id = :milestone and state = 'eligible'",
  // R17: votes that elected something.
  initiatives: "from votes where milestone_id = :milestone and state = 'final' and winner is not null",
  campaigns: "from campaigns where milestone_id = :milestone and state in ('closed', 'published')",
  // R22: the sums of the campaigns before it that were told to the community.
  'sum-statements': `from sum_statements s join campaigns c on c.id = s.campaign_id
     join milestones m on m.project_id = c.project_id where m.id = :milestone`,
  // R21.
  matches: "from matches where milestone_id = :milestone and state = 'paid'",
  funds: 'from funds where milestone_id = :milestone',
} as const satisfies Partial<Record<Counted, string>>;

async function countedRows(reader: Reader, counts: keyof typeof ROWS_COUNTED, milestoneId: string): Promise<number> {
  const { rows } = await reader.raw<{ rows: { many: number }[] }>(
    `select count(*)::int as many ${ROWS_COUNTED[counts]}`,
    { milestone: milestoneId },
  );
  return rows[0]?.many ?? 0;
}

/** Where the vote of a milestone stands that has one under way, by the milestone's id. */
async function votesUnderWay(reader: Reader, milestoneIds: readonly string[]): Promise<Map<string, VoteState>> {
  const rows = await reader('votes')
    .whereIn('milestone_id', [...milestoneIds])
    .whereNotIn('state', ['final', 'cancelled'])
    .select<{ milestone_id: string; state: VoteState }[]>('milestone_id', 'state');
  return new Map(rows.map(({ milestone_id: milestoneId, state }) => [milestoneId, state]));
}

/** R10: persons present at each of these runs, added up. */
async function attendancesAt(reader: Reader, runIds: readonly string[]): Promise<number> {
  const row = await reader('attendance_of_persons')
    .where('present', true)
    .whereRaw('run_id = any(?::uuid[])', [[...runIds]])
    .first<{ many: number }>(reader.raw('count(distinct (run_id, person_id))::int as many'));
  return row.many;
}

function gateRun(run: RunOfMilestone, known: KnownRun | undefined): GateRunFacts {
  if (!known) throw new Error(`run ${run.id} gave no facts`);
  const { facts, given, entitled, owed, documents } = known;
  return {
    id: run.id,
    number: run.number,
    name: run.title,
    sessions: facts.sessions.length,
    closed: facts.sessions.filter(({ closed }) => closed).length,
    attended: facts.attended,
    notice: facts.notice && { days: facts.notice.days, inTime: isAnnounced(facts) },
    // R28: who was erased without a certificate gets none any more, and the gate does not wait for it.
    entitled: given ? entitled : 0,
    certified: given ? entitled - owed : 0,
    evidence: Object.fromEntries(documents),
  };
}

const tallyDocuments = (documents: readonly Document[]): Record<string, number> => {
  const counts = new Map<string, number>();
  for (const { requirement } of documents) counts.set(requirement, (counts.get(requirement) ?? 0) + 1);
  return Object.fromEntries(counts);
};

async function quantitiesOf(
  reader: Reader,
  milestoneIds: readonly string[],
): Promise<{ milestone_id: string; key: string; title: LocalText; target: number; actual: number | null }[]> {
  return reader('quantities')
    .whereIn('milestone_id', [...milestoneIds])
    .orderBy('position')
    .select('milestone_id', 'key', 'title', 'target', 'actual');
}

/** One row a document that stands; where it has several files, with the latest of their days. */
async function documentsOf(reader: Reader, milestoneIds: readonly string[]): Promise<Document[]> {
  return reader('standing_evidence')
    .whereIn('milestone_id', [...milestoneIds])
    .groupBy('milestone_id', 'run_id', 'organisation_id', 'requirement', 'document_id')
    .select<Document[]>(
      'milestone_id',
      'run_id',
      'organisation_id',
      'requirement',
      reader.raw('max(dated_on) as dated_on'),
      reader.raw(`array_remove(array_agg(distinct encode(sha256, 'hex')), null) as files`),
    );
}

/** Runs that were not cancelled, in their order. */
async function runsOf(reader: Reader, milestoneIds: readonly string[]): Promise<RunOfMilestone[]> {
  return reader('runs as r')
    .join('milestones as m', 'm.id', 'r.milestone_id')
    .whereIn('r.milestone_id', [...milestoneIds])
    .whereNot('r.state', 'cancelled')
    .orderBy(['m.position', 'r.number'])
    .select<RunOfMilestone[]>(
      'r.*',
      'm.key as milestone_key',
      'm.kind as milestone_kind',
      'm.state as milestone_state',
    );
}

interface OrganisationsOfMilestone {
  readonly organisations: GateFacts['organisations'];
  readonly doubtful: readonly DoubtfulOrganisations[];
}

/**
 * R5: the organisations of which there is something, with their documents.
 * @returns what says it for one milestone, in the order of the organisations' names
 */
async function organisationsOf(
  reader: Reader,
  projectId: string,
  milestoneIds: readonly string[],
  documents: readonly Document[],
): Promise<(milestoneId: string, planned: PlanMilestone, own: readonly Document[]) => OrganisationsOfMilestone> {
  const sent = await reader('messages')
    .whereIn('milestone_id', [...milestoneIds])
    .whereNotNull('organisation_id')
    .where({ state: 'sent' })
    .select<{ milestone_id: string; organisation_id: string; created_at: Date }[]>(
      'milestone_id',
      'organisation_id',
      'created_at',
    );
  const named = [...sent, ...documents].flatMap(({ organisation_id: id }) => (id === null ? [] : [id]));
  if (named.length === 0) return () => ({ organisations: [], doubtful: [] });
  const organisations = await reader('organisations')
    .where({ project_id: projectId })
    .whereIn('id', [...new Set(named)])
    .orderByRaw('name collate "ro-x-icu", id')
    .select<{ id: string; name: string; email: string | null }[]>('id', 'name', 'email');
  return (milestoneId, planned, own) => {
    const message = messageRequirement(planned.evidence);
    const known = organisations.flatMap(({ id, name, email }) => {
      const papers = own.filter(({ organisation_id }) => organisation_id === id);
      const sentOn = sent
        .filter(({ milestone_id, organisation_id }) => milestone_id === milestoneId && organisation_id === id)
        .map(({ created_at }) => dayOf(created_at));
      if (papers.length + sentOn.length === 0) return [];
      const dated = papers.map(({ requirement, dated_on: datedOn }) => ({ requirement, datedOn }));
      const files = papers.filter(({ requirement }) => requirement !== message).flatMap((paper) => paper.files);
      const facts = { id, name, ...organisationEvidence(planned.evidence, dated, sentOn) };
      return [{ facts, compared: { id, name, email, files } }];
    });
    return {
      organisations: known.map(({ facts }) => facts),
      doubtful: doubtfulOrganisations(known.map(({ compared }) => compared)),
    };
  };
}
