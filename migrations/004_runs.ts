import type { Knex } from 'knex';

/**
 * Runs of a milestone (a course, a study visit) with their sessions, enrolments, attendance and certificates;
 * evidence of a run or of an organisation, in versions; messages to people outside; frozen indicators.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- One course or one visit of a milestone.
    create table runs (
      id uuid primary key,
      project_id uuid not null references projects,
      milestone_id uuid not null references milestones,
      -- 1, 2, … within the milestone.
      number integer not null check (number > 0),
      title text not null check (length(title) between 1 and 200),
      place text not null check (length(place) between 1 and 300),
      -- Trainers or hosts, as they are printed.
      led_by text not null default '' check (length(led_by) <= 300),
      capacity integer check (capacity > 0),
      -- The public page takes enrolments (only where the plan allows it).
      public boolean not null default false,
      state text not null default 'scheduled' check (state in ('scheduled', 'cancelled')),
      version integer not null default 1,
      -- Raised by each change that those enrolled are told of: the calendar's SEQUENCE.
      revision integer not null default 0,
      invited_at timestamptz,
      cancelled_at timestamptz,
      created_at timestamptz not null,
      changed_by uuid not null references users,
      changed_at timestamptz not null,
      -- When its story loaded it first; null for a run whose story was never started.
      carried_at timestamptz,
      unique (milestone_id, number)
    );
    create index runs_project on runs (project_id);

    create table sessions (
      id uuid primary key,
      run_id uuid not null references runs,
      starts_at timestamptz not null,
      ends_at timestamptz not null check (ends_at > starts_at),
      topic text not null default '' check (length(topic) <= 300),
      -- Attendance is complete: from then on a change is a correction, with a reason.
      closed_at timestamptz,
      closed_by uuid references users
    );
    create index sessions_run on sessions (run_id, starts_at);

    create table enrolments (
      id uuid primary key,
      run_id uuid not null references runs,
      person_id uuid not null references persons,
      state text not null check (state in ('enrolled', 'waiting', 'withdrawn')),
      source text not null check (source in ('staff', 'public')),
      -- The order of the waiting list.
      enrolled_at timestamptz not null,
      changed_at timestamptz not null,
      -- In the personal QR code and the address of the personal page; null once the person is erased.
      code text unique check (code ~ '^[0-9a-z]{20,40}$'),
      unique (run_id, person_id)
    );
    create index enrolments_person on enrolments (person_id);

    -- An enrolment by the public page, until it is confirmed by e-mail; nothing of it is in the register before.
    create table enrolment_requests (
      id uuid primary key,
      run_id uuid not null references runs,
      token_hash bytea not null unique,
      locale text not null check (locale in ('ro', 'en')),
      body jsonb not null,
      requested_at timestamptz not null,
      expires_at timestamptz not null
    );

    create table attendances (
      session_id uuid not null references sessions,
      person_id uuid not null references persons,
      present boolean not null,
      how text not null check (how in ('list', 'tablet', 'code')),
      marked_by uuid not null references users,
      marked_at timestamptz not null,
      primary key (session_id, person_id)
    );
    create index attendances_person on attendances (person_id);

    -- R2: a record that was merged into another one counts as that one; present once is present.
    create view attendance_of_persons as
      select s.run_id, a.session_id, coalesce(p.merged_into, p.id) as person_id, bool_or(a.present) as present
        from attendances a join sessions s on s.id = a.session_id join persons p on p.id = a.person_id
       group by 1, 2, 3;

    -- R4. Issued once a person and run; what is printed stays as it was printed.
    create table certificates (
      id uuid primary key,
      project_id uuid not null references projects,
      run_id uuid not null references runs,
      person_id uuid not null references persons,
      serial integer not null check (serial > 0),
      number text not null,
      -- Empty once the person is erased (R28).
      printed_name text not null,
      -- Title, place, trainers and days of the run as they were printed.
      printed jsonb not null,
      attended integer not null check (attended > 0),
      sessions integer not null check (sessions >= attended),
      -- In the QR code and the address of the page that confirms it.
      code text not null unique check (code ~ '^[0-9a-z]{20,40}$'),
      issued_at timestamptz not null,
      issued_by uuid not null references users,
      revoked_at timestamptz,
      revoked_by uuid references users,
      unique (project_id, number),
      unique (project_id, serial)
    );
    create unique index certificates_once on certificates (run_id, person_id) where revoked_at is null;
    create index certificates_person on certificates (person_id);

    -- What a run's story sent or let pass, once (R7): a moved session has another instant, and is reminded anew.
    create table run_notices (
      run_id uuid not null references runs,
      step text not null,
      about_at timestamptz not null,
      outcome text not null check (outcome in ('sent', 'overtaken')),
      owed_at timestamptz not null,
      decided_at timestamptz not null,
      primary key (run_id, step, about_at)
    );

    -- Evidence of one run or of one organisation; files of one document; versions of one file.
    alter table evidence
      add column run_id uuid references runs,
      add column organisation_id uuid references organisations,
      -- Files with the same document count as one piece.
      add column document_id uuid,
      -- The version that this one takes the place of, while it stands.
      add column replaces uuid references evidence,
      add check (run_id is null or organisation_id is null);
    alter table evidence disable trigger evidence_frozen;
    update evidence set document_id = id;
    alter table evidence enable trigger evidence_frozen;
    alter table evidence alter column document_id set not null;
    create unique index evidence_replaced_once on evidence (replaces) where withdrawn_at is null;
    create index evidence_content on evidence (sha256);

    -- The pieces that count: not withdrawn, and no later version stands.
    create view standing_evidence as
      select e.* from evidence e
       where e.withdrawn_at is null
         and not exists (select 1 from evidence n where n.replaces = e.id and n.withdrawn_at is null);

    -- Messages to participants and organisations, with a calendar file where they are about a date.
    alter table messages
      alter column recipient_id drop not null,
      add column person_id uuid references persons,
      add column organisation_id uuid references organisations,
      add column run_id uuid references runs,
      add column calendar text,
      add check (num_nonnulls(recipient_id, person_id, organisation_id) = 1),
      add unique (event_id, person_id),
      add unique (event_id, organisation_id);
    create index messages_person on messages (person_id) where person_id is not null;

    -- R28: of a message to a participant the words and the address may go, and nothing else may come in their place.
    create function refuse_rewriting() returns trigger language plpgsql as $$
    begin
      if new.to_address <> '' or new.to_name <> '' or new.body_text <> '' or new.body_html <> ''
        or new.subject <> '' or new.calendar is not null or old.person_id is null then
        raise exception 'a message is never rewritten' using errcode = 'JA003';
      end if;
      return new;
    end $$;
    create trigger messages_never_rewritten
      before update of to_address, to_name, subject, body_text, body_html, calendar on messages
      for each row execute function refuse_rewriting();

    -- R28: indicators as they stood when a report was submitted.
    create table indicator_snapshots (
      event_id uuid primary key references events,
      project_id uuid not null references projects,
      milestone_id uuid not null references milestones,
      made_at timestamptz not null,
      indicators jsonb not null,
      sha256 bytea not null
    );

    -- Attendance and certificates of a milestone that was submitted never change; no more do its runs.
    create function refuse_submitted_run() returns trigger language plpgsql as $$
    declare
      held text;
    begin
      select m.state into held from milestones m join runs r on r.milestone_id = m.id
        where r.id = coalesce(new.run_id, old.run_id) for share of m;
      if held not in ('waiting', 'open', 'returned') then
        raise exception 'a run of a % milestone never changes', held using errcode = 'JA002';
      end if;
      return coalesce(new, old);
    end $$;
    create trigger sessions_frozen before insert or update or delete on sessions
      for each row execute function refuse_submitted_run();
    create function refuse_submitted_attendance() returns trigger language plpgsql as $$
    declare
      held text;
    begin
      select m.state into held from milestones m join runs r on r.milestone_id = m.id join sessions s on s.run_id = r.id
        where s.id = coalesce(new.session_id, old.session_id) for share of m;
      if held not in ('waiting', 'open', 'returned') then
        raise exception 'attendance of a % milestone never changes', held using errcode = 'JA002';
      end if;
      return coalesce(new, old);
    end $$;
    create trigger attendances_frozen before insert or update or delete on attendances
      for each row execute function refuse_submitted_attendance();
  `);
}

export async function down(): Promise<void> {
  throw new Error('A migration is not undone: restore the backup that was made before it.');
}
