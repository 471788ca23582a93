/**
 * Marks: a salted hash of a record as an event left it. An event holds no personal data, yet a record that was changed
 * behind the software's back has another mark (R25). With the salt gone, a mark says nothing of what was held (R28).
 */
import { randomBytes } from 'node:crypto';
import { canonicalJson, sha256, sha256Hex } from './canonical.ts';
import { type NewEvent, type RecordedEvent, recordEvent } from './events.ts';
import type { Reader, Transaction } from './store.ts';

interface Marked {
  /** Where its rows come from, in SQL, with `id` and `project_id` among their columns. */
  readonly rows: string;
  /** What the mark covers. */
  readonly columns: readonly string[];
  /** Columns that a later release added: covered where they hold something, so that the marks that are there stand. */
  readonly later?: readonly string[];
}

/** An instant in JSON, whatever the time zone of the connection. */
const instant = (column: string): string => `extract(epoch from ${column})`;

/**
 * Records with a mark. Left out: the rows of an import that is looked at, which are a draft and no fact, and when a
 * story loaded it. A run is marked with its sessions, the attendance of a session as a whole, a match with its decisions,
 * releases and adjustments, a bank statement with its lines.
 */
export const MARKED = {
  person: {
    rows: 'persons',
    columns: [
      'id',
      'project_id',
      'family_name',
      'given_name',
      'name_key',
      'birth_date',
      'email',
      'phone',
      'category',
      'organisation_id',
      'fields',
      'consented_on',
      'started_on',
      'version',
      'created_at',
      'merged_into',
      'erased_at',
      'age_group',
      'changed_by',
      'changed_at',
      'import_id',
    ],
  },
  organisation: {
    rows: 'organisations',
    columns: [
      'id',
      'project_id',
      'name',
      'name_key',
      'email',
      'phone',
      'note',
      'version',
      'created_at',
      'changed_by',
      'changed_at',
    ],
  },
  import: {
    rows: 'imports',
    columns: ['id', 'project_id', 'file_name', 'sha256', 'made_by', 'made_at', 'columns', 'state', 'ended_at'],
  },
  run: {
    rows: `(select r.*,
                   (select jsonb_agg(jsonb_build_array(s.id, ${instant('s.starts_at')}, ${instant('s.ends_at')}, s.topic,
                                                       ${instant('s.closed_at')}, s.closed_by) order by s.id)
                      from sessions s where s.run_id = r.id) as sessions
              from runs r)`,
    columns: [
      'id',
      'project_id',
      'milestone_id',
      'number',
      'title',
      'place',
      'led_by',
      'capacity',
      'public',
      'state',
      'version',
      'revision',
      'invited_at',
      'cancelled_at',
      'created_at',
      'changed_by',
      'changed_at',
      'sessions',
    ],
    later: ['notice_published_at'],
  },
  enrolment: {
    rows: '(select e.*, r.project_id from enrolments e join runs r on r.id = e.run_id)',
    columns: [
      'id',
      'project_id',
      'run_id',
      'person_id',
      'state',
      'source',
      'locale',
      'enrolled_at',
      'changed_at',
      'code',
    ],
    later: ['email'],
  },
  attendance: {
    rows: `(select s.id, s.run_id, r.project_id,
                   (select jsonb_agg(jsonb_build_array(a.person_id, a.present, a.how, a.marked_by,
                                                       ${instant('a.marked_at')}) order by a.person_id)
                      from attendances a where a.session_id = s.id) as marked
              from sessions s join runs r on r.id = s.run_id
             where exists (select 1 from attendances a where a.session_id = s.id))`,
    columns: ['id', 'project_id', 'run_id', 'marked'],
  },
  proposal: {
    rows: 'proposals',
    columns: [
      'id',
      'project_id',
      'milestone_id',
      'number',
      'title',
      'summary',
      'source',
      'run_id',
      'author_name',
      'author_email',
      'author_locale',
      'author_shown',
      'state',
      'reason',
      'merged_into',
      'split_from',
      'version',
      'created_at',
      'decided_at',
      'changed_by',
      'changed_at',
    ],
  },
  campaign: {
    // With the statement by which its sum was told (R22).
    rows: `(select c.*,
                   (select jsonb_build_array(s.figures, encode(s.hash, 'hex'), s.words, ${instant('s.published_at')}, s.published_by)
                      from sum_statements s where s.campaign_id = c.id) as statement
              from campaigns c)`,
    columns: [
      'id',
      'project_id',
      'milestone_id',
      'ledger_id',
      'number',
      'state',
      'proposal_id',
      'title',
      'purpose',
      'beneficiary',
      'account_holder',
      'iban',
      'reference',
      'opens_at',
      'closes_at',
      'extended_from',
      'extension_reason',
      'opened_at',
      'closed_at',
      'sum_due_at',
      'published_at',
      'raised',
      'cancelled_at',
      'cancel_reason',
      'version',
      'created_at',
      'changed_by',
      'changed_at',
      'statement',
    ],
  },
  donor: {
    rows: 'donors',
    columns: [
      'id',
      'project_id',
      'kind',
      'name',
      'name_key',
      'email',
      'locale',
      'shown',
      'version',
      'created_at',
      'changed_by',
      'changed_at',
      'erased_at',
    ],
  },
  'bank-statement': {
    // What became of a line is told by its entry, or by the event that set it aside (money/verify-bank.ts).
    rows: `(select s.*, g.project_id,
                   (select encode(sha256(convert_to(string_agg(jsonb_build_array(
                             l.id, l.ledger_id, l.place, l.booked_on, l.amount, l.reversal, l.counterparty,
                             l.counterparty_iban, l.details, l.bank_reference, encode(l.line_key, 'hex'), l.repeats_id,
                             l.pledge_id)::text, E'\\n' order by l.place), 'UTF8')), 'hex')
                      from bank_lines l where l.statement_id = s.id) as held
              from bank_statements s join ledgers g on g.id = s.ledger_id where s.state = 'committed')`,
    columns: [
      'id',
      'project_id',
      'ledger_id',
      'number',
      'format',
      'file_name',
      'sha256',
      'iban',
      'reference',
      'starts_on',
      'ends_on',
      'opening',
      'closing',
      'lines',
      'state',
      'made_by',
      'made_at',
      'ended_at',
      'held',
    ],
  },
  match: {
    rows: `(select x.*,
                   (select jsonb_agg(jsonb_build_array(d.id, d.place, d.outcome, d.number, d.decided_on, d.words,
                                                       ${instant('d.recorded_at')}, d.recorded_by) order by d.place)
                      from match_decisions d where d.match_id = x.id) as decisions,
                   (select jsonb_agg(jsonb_build_array(k.id, k.place, k.decision, k.old_number, k.old_day, k.number, k.day,
                                                       k.reason, ${instant('k.recorded_at')}, k.recorded_by) order by k.place)
                      from match_corrections k where k.match_id = x.id) as corrections,
                   (select jsonb_agg(jsonb_build_array(r.user_id, r.role, r.amount, r.order_number, r.paid_on,
                                                       ${instant('r.released_at')}, ${instant('r.void_at')})
                                     order by r.released_at, r.user_id)
                      from match_releases r where r.match_id = x.id) as releases,
                   (select jsonb_agg(jsonb_build_array(a.id, a.entry_id, a.raised_before, a.raised_after, a.due_before,
                                                       a.due_after, a.state, ${instant('a.opened_at')},
                                                       a.settled_entry_id, ${instant('a.settled_at')}) order by a.id)
                      from match_adjustments a where a.match_id = x.id) as adjustments
              from matches x)`,
    columns: [
      'id',
      'project_id',
      'milestone_id',
      'campaign_id',
      'ledger_id',
      'state',
      'raised',
      'cap',
      'cap_on',
      'computed',
      'due',
      'legal_route',
      'contract_number',
      'contracted_on',
      'order_number',
      'paid_on',
      'paid',
      'waits_since',
      'version',
      'created_at',
      'ended_at',
      'changed_by',
      'changed_at',
      'decisions',
      'corrections',
      'releases',
      'adjustments',
    ],
  },
  fund: {
    rows: 'funds',
    columns: [
      'id',
      'project_id',
      'milestone_id',
      'ledger_id',
      'name',
      'document',
      'founded_on',
      'version',
      'created_at',
      'changed_by',
      'changed_at',
    ],
  },
  certificate: {
    rows: 'certificates',
    columns: [
      'id',
      'project_id',
      'run_id',
      'person_id',
      'serial',
      'number',
      'printed_name',
      'printed',
      'attended',
      'sessions',
      'code',
      'issued_at',
      'issued_by',
      'revoked_at',
      'revoked_by',
    ],
  },
} as const satisfies Record<string, Marked>;

const laterColumns = (kind: MarkedKind): readonly string[] => {
  const { later = [] }: Marked = MARKED[kind];
  return later;
};

/** The columns that the mark of such a record is made of. */
export const markedColumns = (kind: MarkedKind): string[] => [...MARKED[kind].columns, ...laterColumns(kind)];

export type MarkedKind = keyof typeof MARKED;
export type MarkedIds = { readonly [K in MarkedKind]?: readonly string[] };
/** A row of `rows`, its marked columns by name. */
export type MarkedRow = Readonly<Record<string, unknown>> & { readonly id: string };

const SALT_BYTES = 16;
/** Records of one statement: an event may mark a whole register. */
const AT_ONCE = 2_000;

/** The mark of a record: what is in its marked columns, of which kind it is, and salt. */
export function markOf(kind: MarkedKind, row: MarkedRow, salt: Uint8Array): Buffer {
  const held = MARKED[kind].columns.map((name) => {
    const value = row[name];
    return Buffer.isBuffer(value) ? value.toString('hex') : value;
  });
  const later = laterColumns(kind).flatMap((name) => (row[name] === null ? [] : [[name, row[name]]]));
  return sha256(salt, canonicalJson([kind, ...held, ...later]));
}

/** What an event says of its marks: how many they are, and one hash over all. */
export interface MarksOfEvent {
  readonly count: number;
  readonly sha256: string;
}

export function marksHash(
  marks: readonly { readonly kind: string; readonly id: string; readonly mark: Buffer }[],
): string {
  const lines = marks.map(({ kind, id, mark }) => `${kind} ${id} ${mark.toString('hex')}`).sort();
  return sha256Hex(lines.join('\n'));
}

/**
 * Records an event with the marks of the records that it told of, as they stand now: to be called when they are
 * written. The project's row must be locked by this transaction, as for any event.
 * @param erased of these records, the earlier marks are emptied (R28)
 */
export async function recordMarked(
  trx: Transaction,
  event: NewEvent,
  ids: MarkedIds,
  { erased = false }: { readonly erased?: boolean } = {},
): Promise<RecordedEvent> {
  const marks = await marksNow(trx, ids);
  const said: MarksOfEvent = { count: marks.length, sha256: marksHash(marks) };
  const recorded = await recordEvent(trx, { ...event, data: { ...event.data, marks: said } });
  if (erased) await emptyMarks(trx, ids);
  for (let at = 0; at < marks.length; at += AT_ONCE) await insertMarks(trx, recorded.id, marks.slice(at, at + AT_ONCE));
  return recorded;
}

async function insertMarks(trx: Transaction, eventId: string, marks: readonly Mark[]): Promise<void> {
  await trx.raw(
    `insert into record_marks (event_id, kind, record_id, salt, mark)
     select ?, * from unnest(?::text[], ?::uuid[], ?::bytea[], ?::bytea[])`,
    [
      eventId,
      marks.map(({ kind }) => kind),
      marks.map(({ id }) => id),
      marks.map(({ salt }) => salt),
      marks.map(({ mark }) => mark),
    ],
  );
}

interface Mark {
  readonly kind: MarkedKind;
  readonly id: string;
  readonly salt: Buffer;
  readonly mark: Buffer;
}

async function marksNow(trx: Transaction, ids: MarkedIds): Promise<Mark[]> {
  const marks: Mark[] = [];
  for (const kind of kindsOf(ids)) {
    const wanted = [...new Set(ids[kind])];
    for (let at = 0; at < wanted.length; at += AT_ONCE)
      marks.push(...(await marksOf(trx, kind, wanted.slice(at, at + AT_ONCE))));
  }
  return marks;
}

async function marksOf(trx: Transaction, kind: MarkedKind, ids: readonly string[]): Promise<Mark[]> {
  const { rows: source } = MARKED[kind];
  const { rows } = await trx.raw<{ rows: MarkedRow[] }>(
    `select ${markedColumns(kind).join(', ')} from ${source} as marked_rows where id = any(?::uuid[])`,
    [[...ids]],
  );
  if (rows.length !== ids.length) throw new Error(`an event marks another ${kind} than there is`);
  return rows.map((row) => {
    const salt = randomBytes(SALT_BYTES);
    return { kind, id: row.id, salt, mark: markOf(kind, row, salt) };
  });
}

async function emptyMarks(trx: Transaction, ids: MarkedIds): Promise<void> {
  for (const kind of kindsOf(ids))
    await trx('record_marks')
      .where({ kind })
      .whereRaw('record_id = any(?::uuid[])', [[...(ids[kind] ?? [])]])
      .update({ salt: null });
}

const kindsOf = (ids: MarkedIds): MarkedKind[] =>
  (Object.keys(MARKED) as MarkedKind[]).filter((kind) => (ids[kind] ?? []).length > 0);

/** The marks of these events, by event. */
export async function marksOfEvents(
  reader: Reader,
  eventIds: readonly string[],
): Promise<Map<string, { kind: string; id: string; mark: Buffer }[]>> {
  const rows = await reader('record_marks')
    .whereRaw('event_id = any(?::uuid[])', [[...eventIds]])
    .select<{ event_id: string; kind: string; id: string; mark: Buffer }[]>(
      'event_id',
      'kind',
      'record_id as id',
      'mark',
    );
  const byEvent = new Map<string, typeof rows>();
  for (const row of rows) {
    const own = byEvent.get(row.event_id);
    if (own) own.push(row);
    else byEvent.set(row.event_id, [row]);
  }
  return byEvent;
}
