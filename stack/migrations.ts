/** Brings the database's tables up to date, as their owner, and gives the program that works with them its rights. */
import knex, { type Knex } from 'knex';
import { MIGRATIONS } from '../migrations/index.ts';

/**
 * What the working role may do with each table. Facts that are only ever added (the events' chain, every due date
 * there was, amendments, reminders) can be neither changed nor removed by it, and it owns nothing. Of what lives on
 * it changes only what does: never a plan, a target, or the words and the address of a message.
 * A table that is not named here stops the migration: its rights are a decision, not a default.
 */
const RIGHTS: Readonly<Record<string, string>> = {
  amendments: 'select, insert',
  attendance_of_persons: 'select',
  attendances: 'select, insert, update (present, how, marked_by, marked_at)',
  // Filled by the booth at the close, and by nothing else (R15).
  ballots: 'select',
  bank_csv_columns: 'select, insert, update (columns, changed_by, changed_at)',
  // Lines go only with a preview that is dropped, and what names somebody is only emptied (R28): a trigger holds it.
  bank_lines:
    'select, insert, delete, update (repeats_id, pledge_id, state, set_aside_reason, decided_by, decided_at, ' +
    'counterparty, counterparty_iban, details, bank_reference)',
  bank_statements: 'select, insert, update (number, state, ended_at)',
  campaign_notices: 'select, insert',
  campaigns:
    'select, insert, update (state, proposal_id, title, purpose, beneficiary, account_holder, iban, opens_at, closes_at, ' +
    'extended_from, extension_reason, opened_at, closed_at, sum_due_at, published_at, raised, cancelled_at, cancel_reason, ' +
    'version, changed_by, changed_at, carried_at)',
  // R28: the printed name goes with the person.
  certificates: 'select, insert, update (printed_name, revoked_at, revoked_by)',
  // R28: the hash of what was said of a person goes when the person is erased.
  commands: 'select, insert, update (answer, answered_at, body_hash)',
  donors:
    'select, insert, update (kind, name, name_key, email, locale, shown, version, changed_by, changed_at, erased_at)',
  due_dates: 'select, insert',
  enrolment_requests: 'select, insert, delete, update (body)',
  enrolments: 'select, insert, update (state, enrolled_at, changed_at, code, email)',
  event_texts: 'select, insert, update (text)',
  events: 'select, insert',
  evidence: 'select, insert, update (withdrawn_at)',
  evidence_publications: 'select, insert, delete',
  files: 'select, insert',
  funds: 'select, insert, update (name, version, changed_by, changed_at)',
  giving_requests: 'select, insert, delete, update (body, entry_id, subscription_id)',
  heartbeats: 'select, insert, update',
  imports: 'select, insert, update',
  indicator_snapshots: 'select, insert',
  knex_migrations: 'select',
  knex_migrations_lock: 'select',
  // R20: added to and never changed, by anybody.
  ledger_entries: 'select, insert',
  // R28: a note can be emptied; a trigger holds it.
  ledger_notes: 'select, insert, update (words)',
  // Kept by a trigger of the tables' owner.
  ledger_sums: 'select',
  // Its last number is kept by the same trigger; the right to update serves the lock alone.
  ledgers: 'select, insert, update (created_at)',
  match_adjustments: 'select, insert, update (state, settled_entry_id, settled_at)',
  match_corrections: 'select, insert',
  // As a correction says: a trigger holds it.
  match_decisions: 'select, insert, update (number, decided_on)',
  match_notices: 'select, insert',
  match_releases: 'select, insert, update (void_at)',
  matches:
    'select, insert, update (state, due, legal_route, contract_number, contracted_on, order_number, paid_on, paid, ' +
    'waits_since, version, ended_at, changed_by, changed_at, carried_at)',
  members: 'select, insert, update (role), delete',
  // The words and the address only go, when a participant is erased: a trigger holds it (R28).
  messages:
    'select, insert, update (state, attempts, next_attempt_at, lease_until, lease_owner, error, sent_at, ' +
    'to_address, to_name, subject, body_text, body_html, calendar, unsubscribe, sealed)',
  milestones:
    'select, insert, update (state, version, owner_id, due_at, opened_at, submitted_at, submitted_by, ended_at, ended_by)',
  organisations: 'select, insert, update',
  paper_counts: 'select, insert, update (counts, blank, spoiled, entered_at)',
  persons: 'select, insert, update',
  proposal_requests: 'select, insert, delete, update (body, proposal_id)',
  proposals:
    'select, insert, update (title, summary, author_name, author_email, author_shown, state, reason, merged_into, version, ' +
    'decided_at, changed_by, changed_at)',
  projects: 'select, insert, update (state, version, ends_on, completed_at, cancelled_at)',
  quantities: 'select, insert, update (actual, recorded_by, recorded_at)',
  // R28: of a person who is erased the older marks say nothing any more.
  record_marks: 'select, insert, update (salt)',
  register_views: 'select, insert',
  reminders: 'select, insert',
  roll_challenges: 'select, insert, update (voter_id, words, state, reason, decided_by, decided_at)',
  roll_imports: 'select, insert, update (file_name, rows, state, ended_at)',
  run_notices: 'select, insert',
  runs: 'select, insert, update (title, place, led_by, capacity, public, state, version, revision, invited_at, cancelled_at, changed_by, changed_at, carried_at, notice_published_at)',
  sessions: 'select, insert, update (starts_at, ends_at, topic, closed_at, closed_by), delete',
  sign_in_links: 'select, insert, update (used_at), delete',
  standing_evidence: 'select',
  subscriptions: 'select, insert, update (email, locale, ended_at)',
  sum_statements: 'select, insert',
  users: 'select, insert, update',
  vote_lots: 'select, insert',
  // Filled by the booth at the close.
  vote_marks: 'select',
  vote_notes: 'select, insert',
  vote_notices: 'select, insert',
  vote_options: 'select, insert, delete',
  vote_rounds:
    'select, insert, delete, update (opens_at, closes_at, extended_from, extended_at, choices, paper_protocol, counted_at, outcome)',
  // R15a: what is personal goes; who was on the roll still counts.
  voters:
    'select, insert, update (family_name, given_name, name_key, birth_date, address, email, locale, code_hash, code_by, ' +
    'code_issued_at, struck_at, person_key)',
  votes:
    'select, insert, update (state, round, charter, charter_text, charter_hash, frozen_at, roll_key, announced_at, final_at, ' +
    'winner, result, fingerprint, roll_deleted_at, version, cancelled_at, changed_by, changed_at, carried_at)',
  web_sessions: 'select, insert, update, delete',
};

/** What the working role may call of the booth, in which it can read nothing (R16). */
const BOOTH = [
  'booth_open(uuid, timestamptz)',
  'booth_cast(uuid, timestamptz, bytea[], text[], smallint[])',
  'booth_mark_paper(uuid, uuid, uuid, timestamptz)',
  'booth_unmark_paper(uuid, uuid, uuid, timestamptz)',
  'booth_marked(uuid)',
  'booth_turnout(uuid)',
  'booth_has(uuid, text)',
  'booth_close(uuid, timestamptz)',
  'booth_cancel(uuid)',
];

export interface Migrated {
  /** Names of the migrations that ran now; empty when there was nothing to do. */
  readonly ran: readonly string[];
}

const SOURCE: Knex.MigrationSource<(typeof MIGRATIONS)[number]> = {
  getMigrations: async () => [...MIGRATIONS],
  getMigrationName: ({ name }) => name,
  getMigration: async (migration) => migration,
};

/**
 * Runs what has not run yet, and grants.
 * @param ownerUrl connection of the role that owns the tables
 * @param appRole name of the role the server and the worker use; must be another one
 */
export async function migrate(ownerUrl: string, appRole: string): Promise<Migrated> {
  const owner = knex({ client: 'pg', connection: ownerUrl, pool: { min: 0, max: 2 } });
  try {
    const { rows } = await owner.raw<{ rows: { me: string }[] }>('select current_user as me');
    if (rows[0]?.me === appRole) {
      throw new Error(
        `The database role "${appRole}" both owns the tables and works with them. ` +
          'Use two roles: DATABASE_OWNER_URL for migrations, DATABASE_URL for the work.',
      );
    }
    const [, ran]: [number, string[]] = await owner.migrate.latest({ migrationSource: SOURCE });
    await grant(owner, appRole);
    return { ran };
  } finally {
    await owner.destroy();
  }
}

/** Names of migrations that the database lacks; `database` may be the working role's. */
export async function pendingMigrations(database: Knex): Promise<string[]> {
  const { rows } = await database.raw<{ rows: { there: boolean }[] }>(
    "select to_regclass('knex_migrations') is not null as there",
  );
  const done: string[] = rows[0]?.there ? await database('knex_migrations').pluck('name') : [];
  return MIGRATIONS.map(({ name }) => name).filter((name) => !done.includes(name));
}

async function grant(owner: Knex, appRole: string): Promise<void> {
  await owner.transaction(async (transaction) => {
    const { rows } = await transaction.raw<{ rows: { name: string }[] }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') order by 1",
    );
    await transaction.raw('grant usage on schema public to ??', [appRole]);
    for (const { name } of rows) {
      const rights = RIGHTS[name];
      if (rights === undefined) throw new Error(`No rights are stated for the table "${name}" (stack/migrations.ts).`);
      await transaction.raw('revoke all on ?? from ??', [name, appRole]);
      await transaction.raw(`grant ${rights} on ?? to ??`, [name, appRole]);
    }
    for (const signature of BOOTH) await transaction.raw(`grant execute on function ${signature} to ??`, [appRole]);
  });
}
