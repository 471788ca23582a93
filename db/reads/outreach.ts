/** R5: the organisations of a project's register as one of its outreach milestones sees them. */
import { type DoubtfulOrganisations, isInformed } from '../../domain/gate.ts';
import { gateFacts } from '../gate-facts.ts';
import { planMilestone } from '../milestones.ts';
import type { MessageState } from '../outbox.ts';
import { planOf } from '../projects.ts';
import type { Reader } from '../store.ts';

export interface OutreachRow {
  readonly organisation: { readonly id: string; readonly name: string; readonly email: string | null };
  /** The latest message that Jalon wrote to it for this milestone. */
  readonly message: { readonly id: string; readonly state: MessageState; readonly sentAt: Date | null } | null;
  /** Documents by requirement key, as the gate counts them. */
  readonly evidence: Readonly<Record<string, number>>;
  readonly informed: boolean;
}

export interface Outreach {
  readonly rows: readonly OutreachRow[];
  readonly informed: number;
  /** How many organisations the plan asks for; null where it asks for none. */
  readonly target: number | null;
  /** Those that may be one and the same, or of which one paper is meant to prove several. */
  readonly doubtful: readonly DoubtfulOrganisations[];
}

/** Every organisation, by name. */
export async function outreachOf(
  reader: Reader,
  milestone: { readonly id: string; readonly key: string; readonly projectId: string },
): Promise<Outreach> {
  const { id, key, projectId } = milestone;
  const plan = await planOf(reader, projectId);
  const planned = planMilestone(plan, key);
  const { organisations: known, doubtful = [] } = await gateFacts(reader, { id, project_id: projectId }, plan);
  const gate = new Map(known.map((organisation) => [organisation.id, organisation]));
  const organisations = await reader('organisations')
    .where({ project_id: projectId })
    .orderByRaw('name collate "ro-x-icu", id')
    .select<OutreachRow['organisation'][]>('id', 'name', 'email');
  const messages = await latestMessages(reader, id);
  const rows = organisations.map((organisation): OutreachRow => {
    const facts = gate.get(organisation.id);
    return {
      organisation,
      message: messages.get(organisation.id) ?? null,
      evidence: facts?.evidence ?? {},
      informed: facts !== undefined && isInformed(facts, planned.evidence),
    };
  });
  return {
    rows,
    informed: rows.filter(({ informed }) => informed).length,
    target: planned.quantities.find(({ counts }) => counts === 'organisations')?.target ?? null,
    doubtful,
  };
}

async function latestMessages(reader: Reader, milestoneId: string): Promise<Map<string, OutreachRow['message']>> {
  const rows = await reader('messages')
    .where({ milestone_id: milestoneId })
    .whereNotNull('organisation_id')
    .orderBy(['created_at', 'id'])
    .select<{ organisationId: string; id: string; state: MessageState; sentAt: Date | null }[]>(
      'organisation_id as organisationId',
      'id',
      'state',
      'sent_at as sentAt',
    );
  // In the order of their time: the last one of each stands.
  return new Map(rows.map(({ organisationId, ...message }) => [organisationId, message]));
}
