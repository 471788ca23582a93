import type { Knex } from 'knex';

/**
 * The spine: plans and projects, commands, events, users, evidence, messages.
 * Constraints keep the rules, not code alone: events are append-only, evidence that was submitted never changes.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table users (
      id uuid primary key,
      email text not null check (email = lower(email) and length(email) <= 254),
      name text not null check (length(name) between 1 and 200),
      locale text not null default 'ro' check (locale in ('ro', 'en')),
      is_admin boolean not null default false,
      password_hash text,
      disabled_at timestamptz,
      created_at timestamptz not null
    );
    create unique index users_email on users (email);

    -- Single-use links; only the hash of the secret is kept.
    create table sign_in_links (
      token_hash bytea primary key,
      user_id uuid not null references users,
      expires_at timestamptz not null,
      used_at timestamptz
    );

    create table web_sessions (
      sid text primary key,
      sess jsonb not null,
      expire timestamptz not null
    );
    create index web_sessions_expire on web_sessions (expire);

    create table projects (
      id uuid primary key,
      slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
      plan jsonb not null,
      title jsonb not null,
      state text not null default 'running' check (state in ('running', 'completed', 'cancelled')),
      starts_on date not null,
      ends_on date not null check (ends_on >= starts_on),
      version integer not null default 1,
      created_at timestamptz not null,
      completed_at timestamptz,
      cancelled_at timestamptz
    );

    create table members (
      project_id uuid not null references projects,
      user_id uuid not null references users,
      role text not null check (role in ('staff', 'manager', 'partner', 'auditor')),
      primary key (project_id, user_id)
    );
    create index members_user on members (user_id);

    create table milestones (
      id uuid primary key,
      project_id uuid not null references projects,
      key text not null,
      position integer not null,
      stage text not null,
      kind text not null,
      title jsonb not null,
      state text not null default 'waiting' check (state in
        ('waiting', 'open', 'returned', 'submitted', 'approved', 'adopted', 'waived', 'cancelled')),
      version integer not null default 1,
      owner_id uuid not null references users,
      due_at timestamptz not null,
      opened_at timestamptz,
      submitted_at timestamptz,
      submitted_by uuid references users,
      ended_at timestamptz,
      ended_by uuid references users,
      unique (project_id, key),
      -- R6: nobody approves their own submission, whatever code is in front.
      check (state <> 'approved' or (ended_by is not null and ended_by is distinct from submitted_by)),
      check (state not in ('submitted', 'approved') or submitted_by is not null)
    );
    create index milestones_due on milestones (due_at) where state in ('waiting', 'open', 'returned', 'submitted');
    create index milestones_owner on milestones (owner_id);

    create table quantities (
      milestone_id uuid not null references milestones,
      key text not null,
      position integer not null,
      title jsonb not null,
      target integer not null check (target > 0),
      actual integer check (actual >= 0),
      recorded_by uuid references users,
      recorded_at timestamptz,
      primary key (milestone_id, key)
    );

    -- A command as it arrived and the answer it got; the id is also the workflow update's id.
    create table commands (
      id uuid primary key,
      user_id uuid not null references users,
      idempotency_key text not null,
      verb text not null,
      target_id uuid not null,
      body_hash bytea not null,
      body jsonb not null,
      answer jsonb,
      received_at timestamptz not null,
      answered_at timestamptz,
      unique (user_id, idempotency_key)
    );

    -- Append-only and hash-chained within a project; ids and figures only. R25.
    create table events (
      id uuid primary key,
      project_id uuid not null references projects,
      seq integer not null check (seq > 0),
      type text not null,
      at timestamptz not null,
      actor_id uuid references users,
      milestone_id uuid references milestones,
      data text not null,
      previous_hash bytea not null,
      hash bytea not null,
      unique (project_id, seq)
    );
    create index events_milestone on events (milestone_id, seq);

    -- Words that a person wrote (reasons); the event holds a salted hash of each, so that a text can be erased (R28).
    create table event_texts (
      event_id uuid not null references events,
      name text not null,
      salt bytea not null,
      text text,
      primary key (event_id, name)
    );

    -- Every due date a milestone ever had (R8).
    create table due_dates (
      milestone_id uuid not null references milestones,
      event_id uuid not null references events,
      due_at timestamptz not null,
      set_at timestamptz not null,
      primary key (milestone_id, event_id)
    );

    -- Additional acts that moved the project's end (R8).
    create table amendments (
      id uuid primary key,
      project_id uuid not null references projects,
      number text not null check (length(number) between 1 and 100),
      signed_on date not null,
      old_end date not null,
      new_end date not null,
      event_id uuid not null references events,
      unique (project_id, number)
    );

    -- R7: one reminder a milestone, due instant, offset and recipient, sent or overtaken.
    create table reminders (
      milestone_id uuid not null references milestones,
      due_at timestamptz not null,
      step text not null,
      recipient_id uuid not null references users,
      outcome text not null check (outcome in ('sent', 'overtaken')),
      owed_at timestamptz not null,
      decided_at timestamptz not null,
      primary key (milestone_id, due_at, step, recipient_id)
    );

    create table files (
      sha256 bytea primary key,
      size bigint not null check (size > 0),
      type text not null,
      stored_at timestamptz not null
    );

    create table evidence (
      id uuid primary key,
      milestone_id uuid not null references milestones,
      requirement text not null,
      sha256 bytea references files,
      link text,
      name text not null check (length(name) between 1 and 200),
      description text not null default '' check (length(description) <= 2000),
      dated_on date,
      added_by uuid not null references users,
      added_at timestamptz not null,
      withdrawn_at timestamptz,
      check ((sha256 is null) <> (link is null))
    );
    create index evidence_milestone on evidence (milestone_id);

    -- The outbox. R24: one message a (event, recipient), whatever is retried.
    create table messages (
      id uuid primary key,
      project_id uuid not null references projects,
      event_id uuid not null references events,
      event_type text not null,
      milestone_id uuid references milestones,
      recipient_id uuid not null references users,
      to_address text not null,
      to_name text not null,
      locale text not null check (locale in ('ro', 'en')),
      subject text not null,
      body_text text not null,
      body_html text not null,
      message_id text not null unique,
      state text not null default 'pending' check (state in ('pending', 'sending', 'sent', 'failed', 'unknown')),
      attempts integer not null default 0,
      next_attempt_at timestamptz not null default now(),
      lease_until timestamptz,
      lease_owner uuid,
      error text,
      created_at timestamptz not null,
      sent_at timestamptz,
      unique (event_id, recipient_id)
    );
    create index messages_pending on messages (next_attempt_at) where state = 'pending';
    create index messages_sending on messages (lease_until) where state = 'sending';
    create index messages_project on messages (project_id, created_at);

    -- When each background part last said that it lives (wall time).
    create table heartbeats (
      part text primary key,
      beat_at timestamptz not null
    );

    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% is append-only', tg_table_name using errcode = 'JA001';
    end $$;
    create trigger events_append_only before update or delete or truncate on events
      for each statement execute function refuse_change();

    -- Evidence that was submitted or approved never changes; neither does its list.
    create function refuse_submitted_evidence() returns trigger language plpgsql as $$
    declare
      held text;
    begin
      select state into held from milestones
        where id = coalesce(new.milestone_id, old.milestone_id) for share;
      if held not in ('waiting', 'open', 'returned') then
        raise exception 'evidence of a % milestone never changes', held using errcode = 'JA002';
      end if;
      return coalesce(new, old);
    end $$;
    create trigger evidence_frozen before insert or update or delete on evidence
      for each row execute function refuse_submitted_evidence();
    create trigger quantities_frozen before update or delete on quantities
      for each row execute function refuse_submitted_evidence();

    create function tell_event() returns trigger language plpgsql as $$
    begin
      perform pg_notify('jalon_events', json_build_object(
        'projectId', new.project_id, 'seq', new.seq, 'type', new.type, 'milestoneId', new.milestone_id)::text);
      return new;
    end $$;
    create trigger events_told after insert on events for each row execute function tell_event();

    create function tell_message() returns trigger language plpgsql as $$
    begin
      perform pg_notify('jalon_outbox', '');
      return null;
    end $$;
    create trigger messages_told after insert on messages for each statement execute function tell_message();
  `);
}

export async function down(): Promise<void> {
  throw new Error('A migration is not undone: restore the backup that was made before it.');
}
