import type { Knex } from 'knex';

/**
 * Consultations with a published notice, proposals, and the vote: charter, roll, rounds, paper counts, lot, record.
 * Ballots lie in a schema of their own until the close, where the working role cannot read them (R15, R16).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- R11: since when the notice of a consultation has been public.
    alter table runs add column notice_published_at timestamptz;

    -- Where the invitation was confirmed, for whom the register has no address; null once the person is erased.
    alter table enrolments add column email text;

    -- Pieces of evidence that anybody may read.
    create table evidence_publications (
      evidence_id uuid primary key references evidence,
      published_at timestamptz not null,
      published_by uuid not null references users
    );

    create table proposals (
      id uuid primary key,
      project_id uuid not null references projects,
      -- The milestone of consultations that it belongs to.
      milestone_id uuid not null references milestones,
      -- 1, 2, … within the project.
      number integer not null check (number > 0),
      title text not null check (length(title) between 1 and 200),
      summary text not null check (length(summary) between 1 and 4000),
      source text not null check (source in ('public', 'meeting')),
      -- The consultation at which it was made.
      run_id uuid references runs,
      -- Of who made it; empty once the register's years are over.
      author_name text not null default '' check (length(author_name) <= 200),
      author_email text,
      author_locale text not null default 'ro' check (author_locale in ('ro', 'en')),
      -- The name is shown with the proposal.
      author_shown boolean not null default false,
      state text not null default 'submitted' check (state in ('submitted', 'eligible', 'rejected', 'merged', 'split')),
      -- Public; R12: a rejection has one in writing.
      reason text not null default '' check (length(reason) <= 4000),
      merged_into uuid references proposals,
      split_from uuid references proposals,
      version integer not null default 1,
      created_at timestamptz not null,
      decided_at timestamptz,
      changed_by uuid references users,
      changed_at timestamptz not null,
      unique (project_id, number),
      check (state <> 'rejected' or reason <> ''),
      check ((state = 'merged') = (merged_into is not null))
    );
    create index proposals_listed on proposals (milestone_id, number);

    -- A proposal by the public page, until it is confirmed by e-mail.
    create table proposal_requests (
      id uuid primary key,
      project_id uuid not null references projects,
      milestone_id uuid not null references milestones,
      token_hash bytea not null unique,
      locale text not null check (locale in ('ro', 'en')),
      body jsonb not null,
      requested_at timestamptz not null,
      expires_at timestamptz not null,
      -- The proposal that came of it: the same link says so again.
      proposal_id uuid references proposals
    );

    create table votes (
      id uuid primary key,
      project_id uuid not null references projects,
      milestone_id uuid not null references milestones,
      number integer not null check (number > 0),
      state text not null default 'drafted'
        check (state in ('drafted', 'announced', 'open', 'counting', 'lot', 'final', 'cancelled')),
      -- 2 is the run-off.
      round smallint not null default 1 check (round in (1, 2)),
      charter jsonb not null,
      -- R13: canonical text and its SHA-256, from the opening on.
      charter_text text,
      charter_hash bytea check (length(charter_hash) = 32),
      frozen_at timestamptz,
      -- R14: the key of the persons' hashes; drawn for this vote alone, deleted with the roll (R15a).
      roll_key bytea check (length(roll_key) = 32),
      announced_at timestamptz,
      final_at timestamptz,
      -- The number of the option that was elected, and how it ended.
      winner smallint,
      result text check (result in ('elected', 'lot', 'no-votes', 'quorum-missed', 'minimum-missed')),
      fingerprint text,
      roll_deleted_at timestamptz,
      version integer not null default 1,
      created_at timestamptz not null,
      cancelled_at timestamptz,
      changed_by uuid references users,
      changed_at timestamptz not null,
      -- When its story loaded it first.
      carried_at timestamptz,
      unique (milestone_id, number),
      check ((frozen_at is null) = (charter_hash is null) and (frozen_at is null) = (charter_text is null)),
      check (state not in ('open', 'counting', 'lot', 'final') or frozen_at is not null),
      check ((state = 'final') = (result is not null)),
      check (winner is null or result in ('elected', 'lot'))
    );
    -- One vote a milestone at a time; after one that elected nothing there may be another (R17).
    create unique index votes_once on votes (milestone_id)
      where state <> 'cancelled' and (state <> 'final' or winner is not null);
    create index votes_project on votes (project_id);

    -- The ballot: what can be chosen, by number; 0 is blank and stands nowhere.
    create table vote_options (
      vote_id uuid not null references votes,
      number smallint not null check (number > 0),
      proposal_id uuid not null references proposals,
      title text not null,
      summary text not null,
      primary key (vote_id, number),
      unique (vote_id, proposal_id)
    );

    create table vote_rounds (
      id uuid primary key,
      vote_id uuid not null references votes,
      round smallint not null check (round in (1, 2)),
      opens_at timestamptz not null,
      closes_at timestamptz not null check (closes_at > opens_at),
      -- The close before it was extended, once; and when that was.
      extended_from timestamptz,
      extended_at timestamptz check ((extended_at is null) = (extended_from is null)),
      -- What may be chosen in it: numbers of options, and 0 where blank is allowed.
      choices smallint[] not null,
      opened_at timestamptz,
      closed_at timestamptz,
      -- The transaction that closed it: what was cast is read by later ones only.
      closed_in xid8,
      -- Marks of the desk that were taken back while it was open: published beside the count of the box.
      marks_taken_back integer not null default 0 check (marks_taken_back >= 0),
      -- As they stood at the close.
      roll_entries integer,
      roll_struck integer,
      paper_protocol text not null default '',
      counted_at timestamptz,
      -- Counts, turnout and outcome (domain/vote-count.ts).
      outcome jsonb,
      unique (vote_id, round)
    );

    -- Public, with a reason: what changed after the announcement (R13).
    create table vote_notes (
      id uuid primary key,
      vote_id uuid not null references votes,
      kind text not null check (kind in ('amended', 'extended', 'note', 'roll-corrected', 'cancelled')),
      words text not null check (length(words) between 1 and 4000),
      noted_at timestamptz not null
    );
    create index vote_notes_vote on vote_notes (vote_id, noted_at);

    -- The roll. The personal columns are emptied 30 days after the result is final (R15a); the rows stay and count.
    create table voters (
      id uuid primary key,
      vote_id uuid not null references votes,
      number integer not null check (number > 0),
      person_key bytea not null check (length(person_key) = 32),
      family_name text not null default '' check (length(family_name) <= 100),
      given_name text not null default '' check (length(given_name) <= 100),
      name_key text not null default '',
      birth_date date,
      address text not null default '' check (length(address) <= 300),
      email text,
      locale text not null default 'ro' check (locale in ('ro', 'en')),
      code_hash bytea check (length(code_hash) = 32),
      code_by text check (code_by in ('mail', 'letter')),
      code_issued_at timestamptz,
      struck_at timestamptz,
      created_at timestamptz not null,
      unique (vote_id, number),
      -- R14: one entry a person.
      unique (vote_id, person_key),
      unique (vote_id, code_hash)
    );
    -- Who looks at a roll is on record as of the register (R28).
    alter table register_views
      drop constraint register_views_scope_check,
      add constraint register_views_scope_check check (scope in ('list', 'person', 'held', 'export', 'roll'));
    create index voters_name on voters (vote_id, name_key);

    create table roll_imports (
      id uuid primary key,
      vote_id uuid not null references votes,
      file_name text not null,
      sha256 bytea not null,
      made_by uuid not null references users,
      made_at timestamptz not null,
      -- Emptied when the import ends, since it holds personal data.
      rows jsonb not null,
      state text not null default 'previewed' check (state in ('previewed', 'committed', 'dropped')),
      ended_at timestamptz
    );
    create index roll_imports_vote on roll_imports (vote_id, made_at);

    -- Somebody says that the roll is wrong, until the date that the charter names.
    create table roll_challenges (
      id uuid primary key,
      vote_id uuid not null references votes,
      voter_id uuid references voters,
      kind text not null check (kind in ('missing', 'wrong', 'not-entitled')),
      -- Who asks and what; emptied with the roll.
      words text not null,
      state text not null default 'open' check (state in ('open', 'accepted', 'refused')),
      reason text not null default '',
      made_by uuid not null references users,
      made_at timestamptz not null,
      decided_by uuid references users,
      decided_at timestamptz,
      check (state <> 'refused' or reason <> '')
    );
    create index roll_challenges_vote on roll_challenges (vote_id, made_at);

    -- The count of the paper ballots, entered by two people each on their own.
    create table paper_counts (
      round_id uuid not null references vote_rounds,
      entered_by uuid not null references users,
      -- Votes by the number of the option.
      counts jsonb not null,
      blank integer not null check (blank >= 0),
      spoiled integer not null check (spoiled >= 0),
      entered_at timestamptz not null,
      primary key (round_id, entered_by)
    );

    -- R17: the public lot after a second tie.
    create table vote_lots (
      vote_id uuid primary key references votes,
      held_at timestamptz not null,
      place text not null,
      -- Names, as they are published.
      witnesses jsonb not null,
      winner smallint not null check (winner > 0),
      words text not null,
      recorded_at timestamptz not null,
      recorded_by uuid not null references users
    );

    -- What a vote's story sent or let pass, once (R7).
    create table vote_notices (
      vote_id uuid not null references votes,
      step text not null,
      about_at timestamptz not null,
      outcome text not null check (outcome in ('sent', 'overtaken')),
      owed_at timestamptz not null,
      decided_at timestamptz not null,
      primary key (vote_id, step, about_at)
    );

    -- Filled at the close, in an order that says nothing: who voted, and what was chosen (R15).
    create table vote_marks (
      round_id uuid not null references vote_rounds,
      voter_id uuid not null references voters,
      channel text not null check (channel in ('online', 'paper')),
      -- Who of the team marked somebody at the desk.
      marked_by uuid references users,
      primary key (round_id, voter_id),
      check ((channel = 'paper') = (marked_by is not null))
    );
    create table ballots (
      round_id uuid not null references vote_rounds,
      receipt text not null,
      choice smallint not null
    );
    create index ballots_receipt on ballots (round_id, receipt);
    -- R16: whoever closes a round early to look at it, and takes that back, has seen nothing.
    alter table ballots enable row level security;
    create policy after_the_close on ballots for select using (round_id in (
      select r.id from vote_rounds r
       where r.closed_in is not null and r.closed_in is distinct from pg_current_xact_id_if_assigned()));

    -- The booth: one partition a round, dropped at the close, so that neither a row version nor its place is left.
    create schema booth;
    create table booth.marks (
      round_id uuid not null,
      voter_id uuid not null,
      channel text not null check (channel in ('online', 'paper')),
      -- Of a mark of the desk: who votes on paper is no secret, and no paper ballot has a row that it could lead to.
      marked_by uuid,
      -- R14: one vote a person a round, by paper or online.
      primary key (round_id, voter_id),
      check ((channel = 'paper') = (marked_by is not null))
    ) partition by list (round_id);
    create table booth.ballots (
      round_id uuid not null,
      receipt text not null check (receipt ~ '^[0-9a-hjkmnp-tv-z]{16}$'),
      choice smallint not null
    ) partition by list (round_id);

    -- The round that takes votes at an instant, with the vote's row held for as long as the caller's transaction; or why not.
    create function booth.taking(p_vote uuid, p_now timestamptz, out round vote_rounds, out refused text)
    language plpgsql set search_path = pg_catalog, public, pg_temp as $$
    declare
      held votes;
    begin
      select * into held from votes where id = p_vote for share;
      if not found then refused := 'no-vote'; return; end if;
      select * into round from vote_rounds r where r.vote_id = p_vote and r.round = held.round;
      if held.state in ('counting', 'lot', 'final', 'cancelled') or p_now >= round.closes_at then refused := 'over';
      elsif held.state <> 'open' or p_now < round.opens_at then refused := 'not-open';
      end if;
    end $$;

    -- Opens the round that was announced: its partitions, the charter frozen by the caller before (R13).
    create function booth_open(p_vote uuid, p_now timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      held votes;
      opening vote_rounds;
      name text;
    begin
      select * into held from votes where id = p_vote for update;
      select * into opening from vote_rounds r where r.vote_id = p_vote and r.round = held.round;
      if held.state <> 'announced' or p_now < opening.opens_at or opening.opened_at is not null then
        raise exception 'this vote does not open now' using errcode = 'JA010';
      end if;
      name := replace(opening.id::text, '-', '');
      execute format('create table booth.%I partition of booth.marks for values in (%L)', 'marks_' || name, opening.id);
      execute format('create table booth.%I partition of booth.ballots for values in (%L)', 'ballots_' || name, opening.id);
      update vote_rounds set opened_at = p_now where id = opening.id;
      update votes set state = 'open' where id = p_vote;
    end $$;

    -- Casts a batch. Of a code that comes twice the first counts. Answers one letter a request, in their order: c cast,
    -- v already-voted, u unknown-code, n no-such-choice, w not-open, o over, m no-vote. A batch costs more to plan than to
    -- carry out, so it is planned once a connection; and whatever that plan knew of the roll's size, codes are found by index.
    create function booth_cast(p_vote uuid, p_now timestamptz, p_codes bytea[], p_receipts text[], p_choices smallint[])
    returns text
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
    set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
    declare
      taking record;
      here vote_rounds;
      answers text;
    begin
      select * into taking from booth.taking(p_vote, p_now);
      if taking.refused is not null then
        return repeat(case taking.refused when 'not-open' then 'w' when 'over' then 'o' else 'm' end, cardinality(p_codes));
      end if;
      here := taking.round;
      with asked as (
        select u.n as place, u.receipt, u.choice, u.choice = any(here.choices) as possible,
               case when u.choice = any(here.choices) then
                 (select v.id from voters v where v.vote_id = p_vote and v.code_hash = u.code and v.struck_at is null)
               end as voter
          from unnest(p_codes, p_receipts, p_choices) with ordinality as u(code, receipt, choice, n)
      ), first as (
        select distinct on (a.voter) a.* from asked a where a.voter is not null order by a.voter, a.place
      ), marked as (
        -- In one order for everybody, so that two batches with the same persons wait and never hold each other.
        insert into booth.marks (round_id, voter_id, channel)
        select here.id, f.voter, 'online' from first f order by f.voter
        on conflict do nothing
        returning voter_id
      ), counted as (
        select f.* from first f join marked m on m.voter_id = f.voter
      ), dropped_in as (
        insert into booth.ballots (round_id, receipt, choice)
        select here.id, c.receipt, c.choice from counted c order by gen_random_uuid()
      )
      select string_agg(
               case when not a.possible then 'n' when a.voter is null then 'u' when c.place is not null then 'c' else 'v' end,
               '' order by a.place)
        into answers
        from asked a left join counted c on c.place = a.place;
      return answers;
    end $$;

    -- Marks somebody who votes on paper, under the same key (R14): marked, already-voted, unknown-voter, not-open, over, no-vote.
    create function booth_mark_paper(p_vote uuid, p_voter uuid, p_by uuid, p_now timestamptz) returns text
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      taking record;
    begin
      select * into taking from booth.taking(p_vote, p_now);
      if taking.refused is not null then return taking.refused; end if;
      perform 1 from voters where id = p_voter and vote_id = p_vote and struck_at is null;
      if not found then return 'unknown-voter'; end if;
      insert into booth.marks (round_id, voter_id, channel, marked_by) values ((taking.round).id, p_voter, 'paper', p_by)
      on conflict do nothing;
      return case when found then 'marked' else 'already-voted' end;
    end $$;

    -- Takes back a mark that somebody else set at the desk by mistake, and counts it; a vote that was cast online stays:
    -- unmarked, not-marked, own-mark, not-open, over.
    create function booth_unmark_paper(p_vote uuid, p_voter uuid, p_by uuid, p_now timestamptz) returns text
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      taking record;
      author uuid;
    begin
      select * into taking from booth.taking(p_vote, p_now);
      if taking.refused is not null then return taking.refused; end if;
      select marked_by into author
        from booth.marks where round_id = (taking.round).id and voter_id = p_voter and channel = 'paper' for update;
      if not found then return 'not-marked'; end if;
      if author = p_by then return 'own-mark'; end if;
      delete from booth.marks where round_id = (taking.round).id and voter_id = p_voter;
      update vote_rounds set marks_taken_back = marks_taken_back + 1 where id = (taking.round).id;
      return 'unmarked';
    end $$;

    -- Who voted in a round, open or closed, and who marked them at the desk: never when, never what.
    create function booth_marked(p_round uuid) returns table (voter_id uuid, channel text, marked_by uuid)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select m.voter_id, m.channel, m.marked_by from booth.marks m where m.round_id = p_round
      union all
      select m.voter_id, m.channel, m.marked_by from vote_marks m where m.round_id = p_round
      order by 1
    $$;

    create function booth_turnout(p_round uuid) returns table (online integer, paper integer)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select count(*) filter (where channel = 'online')::integer, count(*) filter (where channel = 'paper')::integer
        from booth_marked(p_round)
    $$;

    -- Whether a receipt is in the box: yes or no.
    create function booth_has(p_round uuid, p_receipt text) returns boolean
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select exists (select 1 from booth.ballots b where b.round_id = p_round and b.receipt = p_receipt)
          or exists (select 1 from ballots b where b.round_id = p_round and b.receipt = p_receipt)
    $$;

    -- Closes the open round: from now on nobody casts, and what was cast is there to be counted. The caller holds the project.
    create function booth_close(p_vote uuid, p_now timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      held votes;
      closing vote_rounds;
      name text;
    begin
      select * into held from votes where id = p_vote for update;
      select * into closing from vote_rounds r where r.vote_id = p_vote and r.round = held.round;
      if held.state <> 'open' or p_now < closing.closes_at then
        raise exception 'this vote does not close now' using errcode = 'JA010';
      end if;
      insert into vote_marks (round_id, voter_id, channel, marked_by)
        select round_id, voter_id, channel, marked_by from booth.marks where round_id = closing.id order by gen_random_uuid();
      insert into ballots (round_id, receipt, choice)
        select round_id, receipt, choice from booth.ballots where round_id = closing.id order by gen_random_uuid();
      name := replace(closing.id::text, '-', '');
      execute format('drop table booth.%I', 'marks_' || name);
      execute format('drop table booth.%I', 'ballots_' || name);
      update vote_rounds
         set closed_at = p_now,
             closed_in = pg_current_xact_id(),
             roll_entries = (select count(*) from voters where vote_id = p_vote),
             roll_struck = (select count(*) from voters where vote_id = p_vote and struck_at is not null)
       where id = closing.id;
      update votes set state = 'counting' where id = p_vote;
    end $$;

    -- A cancelled vote is neither counted nor published: what was cast goes uncounted.
    create function booth_cancel(p_vote uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      held votes;
      name text;
    begin
      select * into held from votes where id = p_vote for update;
      if held.state <> 'open' then return; end if;
      select replace(r.id::text, '-', '') into name from vote_rounds r where r.vote_id = p_vote and r.round = held.round;
      execute format('drop table booth.%I', 'marks_' || name);
      execute format('drop table booth.%I', 'ballots_' || name);
    end $$;

    revoke all on function booth_open, booth_cast, booth_mark_paper, booth_unmark_paper, booth_marked, booth_turnout,
      booth_has, booth_close, booth_cancel from public;

    -- R13: a frozen charter and its ballot never change, a closed vote never reopens.
    create function refuse_reopening() returns trigger language plpgsql as $$
    declare
      next text[] := case old.state
        when 'drafted' then array['drafted', 'announced', 'cancelled']
        when 'announced' then array['announced', 'open', 'cancelled']
        when 'open' then array['open', 'counting', 'cancelled']
        -- A tie leads to the run-off, a second one to the lot (R17).
        when 'counting' then array['counting', 'final', 'cancelled'] ||
          case when old.round = 1 then array['announced'] else array['lot'] end
        when 'lot' then array['lot', 'final', 'cancelled']
        else array[old.state] end;
    begin
      -- The run-off begins with a round of its own, and nothing else changes the round.
      if not new.state = any(next) or new.round <> old.round + (old.state = 'counting' and new.state = 'announced')::integer then
        raise exception 'a vote that is % does not become %', old.state, new.state using errcode = 'JA011';
      end if;
      if old.frozen_at is not null and (new.charter, new.charter_text, new.charter_hash, new.frozen_at)
          is distinct from (old.charter, old.charter_text, old.charter_hash, old.frozen_at) then
        raise exception 'a frozen charter never changes' using errcode = 'JA011';
      end if;
      if old.state in ('final', 'cancelled') and (new.winner, new.result, new.fingerprint, new.final_at)
          is distinct from (old.winner, old.result, old.fingerprint, old.final_at) then
        raise exception 'a result never changes' using errcode = 'JA011';
      end if;
      return new;
    end $$;
    create trigger votes_never_reopen before update on votes for each row execute function refuse_reopening();

    create function refuse_other_ballot() returns trigger language plpgsql as $$
    begin
      perform 1 from votes where id = coalesce(new.vote_id, old.vote_id) and frozen_at is not null;
      if found then raise exception 'the ballot of an open vote never changes' using errcode = 'JA011'; end if;
      return coalesce(new, old);
    end $$;
    create trigger vote_options_frozen before insert or update or delete on vote_options
      for each row execute function refuse_other_ballot();

    create function refuse_other_round() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then
        if old.opened_at is not null then raise exception 'a round that opened stays' using errcode = 'JA011'; end if;
        return old;
      end if;
      if old.counted_at is not null
        or (old.closed_at is not null and (new.opens_at, new.closes_at, new.extended_from, new.choices, new.closed_at,
              new.marks_taken_back, new.roll_entries, new.roll_struck) is distinct from (old.opens_at, old.closes_at,
              old.extended_from, old.choices, old.closed_at, old.marks_taken_back, old.roll_entries, old.roll_struck))
        or (old.opened_at is not null and (new.opens_at, new.choices) is distinct from (old.opens_at, old.choices))
        or (old.extended_from is not null and (new.closes_at, new.extended_at) is distinct from
              (old.closes_at, old.extended_at)) then
        raise exception 'a round that is over never changes' using errcode = 'JA011';
      end if;
      return new;
    end $$;
    create trigger vote_rounds_frozen before update or delete on vote_rounds
      for each row execute function refuse_other_round();

    -- R15: once a round is counted its paper counts are part of the record.
    create function refuse_other_count() returns trigger language plpgsql as $$
    begin
      perform 1 from vote_rounds where id = coalesce(new.round_id, old.round_id) and counted_at is not null;
      if found then raise exception 'the paper count of a counted round never changes' using errcode = 'JA011'; end if;
      return coalesce(new, old);
    end $$;
    create trigger paper_counts_frozen before insert or update or delete on paper_counts
      for each row execute function refuse_other_count();

    -- Messages to voters and to who made a proposal; a voting code lies in one sealed, until it is sent.
    alter table messages
      add column voter_id uuid references voters,
      add column proposal_id uuid references proposals,
      add column vote_id uuid references votes,
      add column sealed bytea,
      drop constraint messages_check,
      add constraint messages_one_recipient
        check (num_nonnulls(recipient_id, person_id, organisation_id, voter_id, proposal_id) = 1),
      add unique (event_id, voter_id),
      add unique (event_id, proposal_id);
    create index messages_voter on messages (voter_id) where voter_id is not null;
    create index messages_vote on messages (vote_id) where vote_id is not null;

    create or replace function refuse_rewriting() returns trigger language plpgsql as $$
    begin
      if new.to_address <> '' or new.to_name <> '' or new.body_text <> '' or new.body_html <> ''
        or new.subject <> '' or new.calendar is not null or num_nonnulls(old.person_id, old.voter_id, old.proposal_id) = 0 then
        raise exception 'a message is never rewritten' using errcode = 'JA003';
      end if;
      return new;
    end $$;

    -- Enrolments and certificates of a milestone that was submitted never change. R28: of an erased person the code, the
    -- address and the printed name go all the same, and nothing comes in their place.
    create function refuse_submitted_enrolment() returns trigger language plpgsql as $$
    declare
      held text;
    begin
      if tg_op = 'UPDATE' and (to_jsonb(new) - '{code,email}'::text[]) = (to_jsonb(old) - '{code,email}'::text[])
        and (new.code is null or new.code is not distinct from old.code)
        and (new.email is null or new.email is not distinct from old.email) then
        return new;
      end if;
      select m.state into held from milestones m join runs r on r.milestone_id = m.id
        where r.id = coalesce(new.run_id, old.run_id) for share of m;
      if held not in ('waiting', 'open', 'returned') then
        raise exception 'an enrolment of a % milestone never changes', held using errcode = 'JA002';
      end if;
      return coalesce(new, old);
    end $$;
    create trigger enrolments_frozen before insert or update or delete on enrolments
      for each row execute function refuse_submitted_enrolment();
    create function refuse_submitted_certificate() returns trigger language plpgsql as $$
    declare
      held text;
    begin
      if tg_op = 'UPDATE' and (to_jsonb(new) - 'printed_name') = (to_jsonb(old) - 'printed_name')
        and new.printed_name in ('', old.printed_name) then
        return new;
      end if;
      select m.state into held from milestones m join runs r on r.milestone_id = m.id
        where r.id = coalesce(new.run_id, old.run_id) for share of m;
      if held not in ('waiting', 'open', 'returned') then
        raise exception 'a certificate of a % milestone never changes', held using errcode = 'JA002';
      end if;
      return coalesce(new, old);
    end $$;
    create trigger certificates_frozen before insert or update or delete on certificates
      for each row execute function refuse_submitted_certificate();
  `);
}

export async function down(): Promise<void> {
  throw new Error('A migration is not undone: restore the backup that was made before it.');
}
