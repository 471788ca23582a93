/** Events and messages as lists and pages show them. */
import type { LocalText, ProjectRole } from '../../domain/lifecycle.ts';
import type { MessageState } from '../outbox.ts';
import { boundToReaders } from '../register/readers.ts';
import { REGISTER_READERS } from '../register/registering.ts';
import type { Reader } from '../store.ts';
import { ROLL_KEEPERS } from '../votes/roll-changing.ts';
import { bare, containing, type Page, type Rows, readPage } from './page.ts';

export interface EventView {
  readonly id: string;
  readonly projectId: string;
  readonly seq: number;
  readonly type: string;
  readonly at: Date;
  readonly actor: { readonly id: string; readonly name: string } | null;
  readonly milestone: { readonly id: string; readonly key: string; readonly title: LocalText } | null;
  /** The milestone's quantity that the event is about. */
  readonly quantity: { readonly key: string; readonly title: LocalText } | null;
  readonly data: Record<string, unknown>;
  /** What a person wrote; null where it was erased (R28). */
  readonly texts: Record<string, string | null>;
  readonly hash: string;
}

export const EVENT_SORTS = { seq: 'e.seq', at: 'e.at', type: 'e.type', id: 'e.id' } as const;
export type EventSort = keyof typeof EVENT_SORTS;

export interface EventFilter {
  readonly id?: readonly string[] | undefined;
  readonly projectId?: readonly string[] | undefined;
  readonly milestoneId?: readonly string[] | undefined;
  /** What happened to these runs: events name the run in their data. */
  readonly runId?: readonly string[] | undefined;
  /** What happened to these proposals, those that name them among others included. */
  readonly proposalId?: readonly string[] | undefined;
  readonly type?: readonly string[] | undefined;
  readonly actorId?: readonly string[] | undefined;
}

/** Kinds of events whose texts tell of participants: a reason names somebody sooner or later. */
const PERSONAL_EVENTS = '^(person|enrolment|attendance|certificate|import|register|roll)[.]';

function eventQuery(reader: Reader, readerId: string | null) {
  // Of a roll its keepers read the reasons; that of a late correction is public (R13).
  const kept = `e.type !~ '${PERSONAL_EVENTS}' or e.type = 'roll.corrected-late' or exists (select 1 from members r
    where r.project_id = e.project_id and r.user_id = ?
      and r.role = any(case when e.type like 'roll.%' then ?::text[] else ?::text[] end))`;
  const readers = [readerId, [...ROLL_KEEPERS], [...REGISTER_READERS]];
  const shown = readerId === null ? reader.raw('true') : reader.raw(kept, readers as never);
  return reader('events as e')
    .leftJoin('users as u', 'u.id', 'e.actor_id')
    .leftJoin('milestones as m', 'm.id', 'e.milestone_id')
    .select(
      'e.id',
      'e.project_id as projectId',
      'e.seq',
      'e.type',
      'e.at',
      reader.raw(`case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as actor`),
      reader.raw(
        `case when m.id is not null then json_build_object('id', m.id, 'key', m.key, 'title', m.title) end as milestone`,
      ),
      reader.raw(
        `case when e.type = 'quantity.recorded' then (select json_build_object('key', q.key, 'title', q.title)
           from quantities q where q.milestone_id = e.milestone_id and q.key = e.data::json->>'quantity') end as quantity`,
      ),
      reader.raw('e.data::json as data'),
      reader.raw(
        `coalesce((select json_object_agg(t.name, t.text) from event_texts t where t.event_id = e.id and (?)), '{}') as texts`,
        [shown],
      ),
      reader.raw(`encode(e.hash, 'hex') as hash`),
    );
}

/**
 * @param memberId only what lies in this person's projects; null for all
 * @param readerId who asks: texts about participants are for readers of the register only; null shows all
 */
export async function listEvents(
  reader: Reader,
  filter: EventFilter,
  page: Page<EventSort>,
  memberId: string | null,
  readerId: string | null,
): Promise<Rows<EventView>> {
  const query = eventQuery(reader, readerId);
  if (memberId !== null)
    query.whereIn('e.project_id', reader('members').where({ user_id: memberId }).select('project_id'));
  if (filter.id) query.whereIn('e.id', filter.id);
  if (filter.projectId) query.whereIn('e.project_id', filter.projectId);
  if (filter.milestoneId) query.whereIn('e.milestone_id', filter.milestoneId);
  if (filter.runId)
    query
      .whereIn('e.project_id', reader('runs').whereIn('id', filter.runId).select('project_id'))
      .whereRaw(`e.data::json->>'runId' = any(?)`, [[...filter.runId]]);
  if (filter.proposalId)
    query
      .whereIn('e.project_id', reader('proposals').whereIn('id', filter.proposalId).select('project_id'))
      .whereRaw("e.type like 'proposal.%' and e.data like any(?)", [filter.proposalId.map((id) => `%"${id}"%`)]);
  if (filter.type) query.whereIn('e.type', filter.type);
  if (filter.actorId) query.whereIn('e.actor_id', filter.actorId);
  return readPage(query, page, EVENT_SORTS, 'e.id');
}

/** @param readerId as for `listEvents` */
export async function findEvent(reader: Reader, id: string, readerId: string | null): Promise<EventView | undefined> {
  return eventQuery(reader, readerId).where('e.id', id).first<EventView | undefined>();
}

export interface MessageView {
  readonly id: string;
  readonly projectId: string;
  readonly eventType: string;
  readonly milestoneId: string | null;
  readonly to: string;
  readonly locale: string;
  readonly subject: string;
  readonly state: MessageState;
  readonly attempts: number;
  readonly error: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
}
export interface MessagePage extends MessageView {
  readonly text: string;
  readonly html: string;
  /** Who reads of it where it is written to a participant or to who made a proposal, or to a voter; null for the team's. */
  readonly readers: readonly ProjectRole[] | null;
}

export const MESSAGE_SORTS = {
  createdAt: 'm.created_at',
  sentAt: 'm.sent_at',
  state: 'm.state',
  eventType: 'm.event_type',
  to: 'm.to_address',
  subject: 'm.subject',
  attempts: 'm.attempts',
  id: 'm.id',
} as const;
export type MessageSort = keyof typeof MESSAGE_SORTS;

export interface MessageFilter {
  readonly id?: readonly string[] | undefined;
  readonly projectId?: readonly string[] | undefined;
  readonly milestoneId?: readonly string[] | undefined;
  readonly runId?: readonly string[] | undefined;
  readonly state?: readonly MessageState[] | undefined;
  readonly eventType?: readonly string[] | undefined;
  readonly q?: string | undefined;
}

const MESSAGE_COLUMNS = [
  'm.id',
  'm.project_id as projectId',
  'm.event_type as eventType',
  'm.milestone_id as milestoneId',
  'm.to_address as to',
  'm.locale',
  'm.subject',
  'm.state',
  'm.attempts',
  'm.error',
  'm.created_at as createdAt',
  'm.sent_at as sentAt',
];

/**
 * @param memberId only what lies in this person's projects; null for all
 * @param readerId who asks: messages to participants and to who made proposals hold personal data, only readers of the
 *   register see them; those to voters tell who is on the roll and had not voted yet, so only its keepers do (R15, R16)
 */
export async function listMessages(
  reader: Reader,
  filter: MessageFilter,
  page: Page<MessageSort>,
  memberId: string | null,
  readerId: string,
): Promise<Rows<MessageView>> {
  const query = reader('messages as m')
    .select(MESSAGE_COLUMNS)
    .where((either) =>
      either
        .whereRaw('num_nonnulls(m.person_id, m.proposal_id, m.voter_id) = 0')
        .orWhere((personal) => void boundToReaders(personal.whereNull('m.voter_id'), reader, 'm.project_id', readerId))
        .orWhere(
          (toVoter) => void toVoter.whereNotNull('m.voter_id').whereIn('m.project_id', keptBy(reader, readerId)),
        ),
    );
  if (memberId !== null)
    query.whereIn('m.project_id', reader('members').where({ user_id: memberId }).select('project_id'));
  if (filter.id) query.whereIn('m.id', filter.id);
  if (filter.projectId) query.whereIn('m.project_id', filter.projectId);
  if (filter.milestoneId) query.whereIn('m.milestone_id', filter.milestoneId);
  if (filter.runId) query.whereIn('m.run_id', filter.runId);
  if (filter.state) query.whereIn('m.state', filter.state);
  if (filter.eventType) query.whereIn('m.event_type', filter.eventType);
  if (filter.q !== undefined)
    query.whereRaw(`${bare(`m.subject || ' ' || m.to_address`)} like ${bare('?')}`, [containing(filter.q)]);
  return readPage(query, page, MESSAGE_SORTS, 'm.id');
}

/** Projects whose rolls somebody keeps. */
const keptBy = (reader: Reader, userId: string) =>
  reader('members').where({ user_id: userId }).whereIn('role', ROLL_KEEPERS).select('project_id');

export async function findMessage(reader: Reader, id: string): Promise<MessagePage | undefined> {
  const found = await reader('messages as m')
    .where('m.id', id)
    .first<(Omit<MessagePage, 'readers'> & { personal: boolean; toVoter: boolean }) | undefined>([
      ...MESSAGE_COLUMNS,
      'm.body_text as text',
      'm.body_html as html',
      reader.raw('num_nonnulls(m.person_id, m.proposal_id) > 0 as personal'),
      reader.raw('m.voter_id is not null as "toVoter"'),
    ]);
  if (!found) return undefined;
  const { personal, toVoter, ...message } = found;
  return { ...message, readers: toVoter ? ROLL_KEEPERS : personal ? REGISTER_READERS : null };
}
