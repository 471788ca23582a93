import type { Knex } from 'knex';

/**
 * Money: the campaign, its donors and bank statements, the match and the fund. Each keeps a ledger of its own, in which
 * entries are only ever added (R20, R23); sums are kept beside them by the database, in the same transaction.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- Where money of one kind is kept apart.
    create table ledgers (
      id uuid primary key,
      project_id uuid not null references projects,
      kind text not null check (kind in ('campaign', 'match', 'fund')),
      -- Entries are numbered 1, 2, … without a gap.
      last_number integer not null default 0,
      created_at timestamptz not null
    );
    create index ledgers_project on ledgers (project_id, kind);

    create table campaigns (
      id uuid primary key,
      project_id uuid not null references projects,
      milestone_id uuid not null references milestones,
      ledger_id uuid not null unique references ledgers,
      number integer not null check (number > 0),
      state text not null default 'drafted'
        check (state in ('drafted', 'announced', 'open', 'closed', 'published', 'cancelled')),
      -- The initiative that was elected; null where the project held no vote for it.
      proposal_id uuid references proposals,
      -- In both languages: {"ro": …, "en": …}.
      title jsonb not null,
      purpose jsonb not null,
      beneficiary text not null default '' check (length(beneficiary) <= 200),
      account_holder text not null default '' check (length(account_holder) <= 200),
      -- Without spaces; empty until it is known.
      iban text not null default '' check (iban = '' or iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
      -- What a gift without a pledge says in its payment details.
      reference text not null,
      opens_at timestamptz not null,
      -- 23:59:59 in Romania of its last day (R8).
      closes_at timestamptz not null check (closes_at > opens_at),
      -- The close before it was moved out, and why; public.
      extended_from timestamptz,
      extension_reason text not null default '',
      opened_at timestamptz,
      closed_at timestamptz,
      -- R22: when the sum is to be published at the latest, from the close on.
      sum_due_at timestamptz,
      published_at timestamptz,
      -- R20: settled less refunded at the close, in bani; fixed when the sum is published.
      raised bigint check (raised >= 0),
      cancelled_at timestamptz,
      cancel_reason text not null default '',
      version integer not null default 1,
      created_at timestamptz not null,
      changed_by uuid references users,
      changed_at timestamptz not null,
      -- When its story loaded it first.
      carried_at timestamptz,
      unique (milestone_id, number),
      unique (project_id, reference),
      check ((state = 'published') = (raised is not null and published_at is not null))
    );
    create unique index campaigns_once on campaigns (milestone_id) where state <> 'cancelled';
    create index campaigns_project on campaigns (project_id);

    -- Who gives. Personal, and erasable (R28): entries hold the id alone.
    create table donors (
      id uuid primary key,
      project_id uuid not null references projects,
      kind text not null check (kind in ('person', 'organisation')),
      name text not null default '' check (length(name) <= 200),
      name_key text not null default '',
      email text,
      locale text not null default 'ro' check (locale in ('ro', 'en')),
      -- R22: what is published of the name; a name only by choice.
      shown text not null default 'anonymous' check (shown in ('name', 'initials', 'anonymous')),
      version integer not null default 1,
      created_at timestamptz not null,
      changed_by uuid references users,
      changed_at timestamptz not null,
      erased_at timestamptz
    );
    create index donors_name on donors (project_id, name_key);

    -- A pledge or a subscription by the public page, until it is confirmed by e-mail.
    create table giving_requests (
      id uuid primary key,
      project_id uuid not null references projects,
      -- Of a pledge.
      campaign_id uuid references campaigns,
      kind text not null check (kind in ('pledge', 'subscription')),
      token_hash bytea not null unique,
      locale text not null check (locale in ('ro', 'en')),
      body jsonb not null,
      requested_at timestamptz not null,
      expires_at timestamptz not null,
      -- What came of it: the same link says so again.
      entry_id uuid,
      subscription_id uuid
    );

    -- Who asked for the weekly word and the statement. The address goes when the subscription ends.
    create table subscriptions (
      id uuid primary key,
      project_id uuid not null references projects,
      email text check (email is not null or ended_at is not null),
      locale text not null check (locale in ('ro', 'en')),
      -- In each message: whoever has it can end this subscription, and nothing else.
      token text not null unique,
      confirmed_at timestamptz not null,
      ended_at timestamptz,
      unique (project_id, email)
    );

    create table bank_statements (
      id uuid primary key,
      ledger_id uuid not null references ledgers,
      -- 1, 2, … within the ledger, once it is committed.
      number integer,
      format text not null check (format in ('mt940', 'camt053', 'csv')),
      file_name text not null,
      sha256 bytea not null check (length(sha256) = 32),
      iban text not null,
      -- As the bank numbers it; empty where it does not.
      reference text not null default '',
      starts_on date not null,
      ends_on date not null check (ends_on >= starts_on),
      opening bigint not null,
      closing bigint not null,
      lines integer not null,
      state text not null default 'previewed' check (state in ('previewed', 'committed', 'dropped')),
      made_by uuid not null references users,
      made_at timestamptz not null,
      ended_at timestamptz,
      unique (ledger_id, number),
      check ((state = 'committed') = (number is not null))
    );
    create index bank_statements_ledger on bank_statements (ledger_id, ends_on);
    -- The same file is accepted once.
    create unique index bank_statements_once on bank_statements (ledger_id, sha256) where state = 'committed';

    create table bank_lines (
      id uuid primary key,
      statement_id uuid not null references bank_statements,
      ledger_id uuid not null references ledgers,
      -- 1, 2, … in the statement.
      place integer not null check (place > 0),
      booked_on date not null,
      -- Bani; what left the account is negative.
      amount bigint not null,
      -- The bank takes an earlier movement back.
      reversal boolean not null default false,
      counterparty text not null default '',
      counterparty_iban text not null default '',
      details text not null default '',
      bank_reference text not null default '',
      -- Account, date, amount, parties, details and the bank's reference; of equal ones the how-manieth it is.
      line_key bytea not null check (length(line_key) = 32),
      -- The line of an earlier statement that says the same: it is not booked again.
      repeats_id uuid references bank_lines,
      -- What it seems to be: the pledge whose reference code it names.
      pledge_id uuid,
      state text not null default 'new' check (state in ('new', 'open', 'booked', 'set-aside', 'repeated')),
      set_aside_reason text not null default '' check (length(set_aside_reason) <= 500),
      decided_by uuid references users,
      decided_at timestamptz,
      unique (statement_id, place),
      check ((state = 'repeated') = (repeats_id is not null)),
      check (state <> 'set-aside' or set_aside_reason <> '')
    );
    -- Each line of a preview that is laid aside must be nobody's earlier one.
    create index bank_lines_repeats on bank_lines (repeats_id) where repeats_id is not null;
    create index bank_lines_queue on bank_lines (ledger_id, state, booked_on, place);
    create unique index bank_lines_once on bank_lines (ledger_id, line_key) where state in ('open', 'booked', 'set-aside');
    -- R23: where campaigns share an account, of one project or of several, each leu is in one of their ledgers.
    create unique index bank_lines_booked_once on bank_lines (line_key) where state = 'booked';

    -- Which column of a bank's CSV is what: said once, remembered.
    create table bank_csv_columns (
      project_id uuid not null references projects,
      -- SHA-256 of the headings.
      headings_hash bytea not null check (length(headings_hash) = 32),
      columns jsonb not null,
      changed_by uuid not null references users,
      changed_at timestamptz not null,
      primary key (project_id, headings_hash)
    );

    create table ledger_entries (
      id uuid primary key,
      ledger_id uuid not null references ledgers,
      number integer not null check (number > 0),
      kind text not null check (kind in
        ('pledge', 'gift', 'settlement', 'refund', 'adjustment', 'correction', 'transfer', 'payment', 'repayment')),
      -- A promise and a gift in kind are listed, and are no money (R20).
      nature text not null check (nature in ('promise', 'money', 'in-kind')),
      channel text not null check (channel in ('bank', 'cash', 'none')),
      -- Bani; what leaves is negative.
      amount bigint not null check (amount <> 0 and abs(amount) <= 1000000000000000),
      -- The day of the bank, of the receipt, of the document.
      booked_on date not null,
      -- Of a campaign's ledger: dated after its close, or written after its sum was published; not matched.
      after_close boolean not null default false,
      -- The entry that it settles, refunds, adjusts or corrects.
      about_id uuid references ledger_entries,
      donor_id uuid references donors,
      -- Both sides of one transfer have the same.
      transfer_id uuid,
      -- What proves it: number of the receipt, of the contract, place in a bank statement.
      document text not null check (length(document) between 1 and 200),
      evidence_id uuid references evidence,
      bank_line_id uuid references bank_lines,
      -- Of a refund's correction: the wrong refund, whose mirror image it is, about the same gift and with the same line.
      corrects_id uuid references ledger_entries,
      -- Of a line that is booked anew: the refund that was corrected, in whose place it stands.
      instead_of_id uuid references ledger_entries,
      -- Of a pledge: what its payment says in the details.
      reference text,
      recorded_at timestamptz not null,
      recorded_by uuid references users,
      unique (ledger_id, number),
      unique (ledger_id, reference),
      check ((kind = 'pledge') = (reference is not null)),
      check ((kind = 'pledge') <= (nature = 'promise' and donor_id is not null and amount > 0)),
      check ((kind in ('gift', 'settlement')) <= (amount > 0)),
      check ((kind in ('refund', 'repayment')) <= (amount < 0 or corrects_id is not null)),
      check ((corrects_id is not null) <= (kind in ('refund', 'adjustment') and amount > 0 and instead_of_id is null)),
      check ((instead_of_id is not null) <= (about_id is not null and bank_line_id is not null)),
      -- Of transfers those that correct another one (R23).
      check (kind = 'transfer' or (kind in ('settlement', 'refund', 'adjustment', 'correction')) = (about_id is not null)),
      check ((kind = 'transfer') = (transfer_id is not null)),
      check ((channel = 'none') <= (nature <> 'money' or kind in ('correction', 'transfer', 'adjustment'))),
      check ((nature <> 'money') <= (channel = 'none')),
      check ((kind = 'adjustment') <= after_close)
    );
    create index ledger_entries_about on ledger_entries (about_id) where about_id is not null;
    create index ledger_entries_kind on ledger_entries (ledger_id, kind, number);
    create index ledger_entries_donor on ledger_entries (donor_id) where donor_id is not null;
    create index ledger_entries_transfer on ledger_entries (transfer_id) where transfer_id is not null;
    -- A bank line is booked once, and once more in the place of each refund that was corrected.
    create unique index ledger_entries_line on ledger_entries (bank_line_id, corrects_id, instead_of_id)
      nulls not distinct where bank_line_id is not null;
    create unique index ledger_entries_corrects on ledger_entries (corrects_id) where corrects_id is not null;
    create unique index ledger_entries_instead on ledger_entries (instead_of_id) where instead_of_id is not null;
    -- A receipt's number is used once, however it is spaced and cased: "CJ 12" is "cj12".
    create unique index ledger_entries_receipt on ledger_entries (ledger_id, upper(regexp_replace(document, '[[:space:]]', '', 'g')))
      where channel = 'cash' and kind in ('gift', 'settlement');
    -- The town hall pays a match once (R21); what a fund pays is negative.
    create unique index ledger_entries_match_paid on ledger_entries (ledger_id) where kind = 'payment' and amount > 0;
    alter table bank_lines add foreign key (pledge_id) references ledger_entries;
    alter table giving_requests
      add foreign key (entry_id) references ledger_entries,
      add foreign key (subscription_id) references subscriptions;

    -- What somebody wrote to an entry: what is given in kind, why it is corrected. Public; it can be emptied (R28).
    create table ledger_notes (
      entry_id uuid primary key references ledger_entries,
      words text not null check (length(words) <= 500)
    );

    -- Kept by the database with each entry; nobody else writes here.
    create table ledger_sums (
      ledger_id uuid not null references ledgers,
      kind text not null,
      nature text not null,
      channel text not null,
      after_close boolean not null,
      entries integer not null,
      amount bigint not null,
      primary key (ledger_id, kind, nature, channel, after_close)
    );

    create table matches (
      id uuid primary key,
      project_id uuid not null references projects,
      milestone_id uuid not null references milestones,
      campaign_id uuid not null unique references campaigns,
      ledger_id uuid not null unique references ledgers,
      state text not null default 'computed'
        check (state in ('computed', 'rejected', 'adopted', 'contracted', 'paid', 'nothing-due', 'cancelled')),
      -- R19, as it was computed: bani, and the plan's reading of the cap then.
      raised bigint not null check (raised >= 0),
      cap bigint not null check (cap >= 0),
      cap_on text not null check (cap_on in ('part', 'total')),
      computed bigint not null check (computed >= 0),
      -- What is to be paid after adjustments (R20); the same until there is one.
      due bigint not null check (due >= 0),
      -- R21: how the town hall gives it; never a sponsorship.
      legal_route text not null default '' check (length(legal_route) <= 500),
      contract_number text not null default '' check (length(contract_number) <= 100),
      contracted_on date,
      order_number text not null default '' check (length(order_number) <= 100),
      paid_on date,
      paid bigint check (paid > 0),
      -- Since when it waits for what comes next.
      waits_since timestamptz not null,
      version integer not null default 1,
      created_at timestamptz not null,
      ended_at timestamptz,
      changed_by uuid references users,
      changed_at timestamptz not null,
      carried_at timestamptz,
      check ((state = 'paid') = (paid is not null)),
      check (state not in ('contracted', 'paid') or (contract_number <> '' and contracted_on is not null and legal_route <> '')),
      check (state <> 'paid' or (order_number <> '' and paid_on is not null))
    );
    create index matches_project on matches (project_id);

    -- What the council decided, each time it did (R21).
    create table match_decisions (
      id uuid primary key,
      match_id uuid not null references matches,
      place integer not null check (place > 0),
      outcome text not null check (outcome in ('adopted', 'rejected')),
      -- Of the decision (HCL); of a rejection, of the minutes.
      number text not null check (length(number) between 1 and 100),
      decided_on date not null,
      -- Public.
      words text not null default '' check (length(words) <= 4000),
      recorded_at timestamptz not null,
      recorded_by uuid not null references users,
      unique (match_id, place)
    );
    -- Never two that are adopted.
    create unique index match_decisions_adopted on match_decisions (match_id) where outcome = 'adopted';

    -- R21: a number or a day of the council's decision or of the contract that was written wrong: what stood there, and why.
    create table match_corrections (
      id uuid primary key,
      match_id uuid not null references matches,
      -- 1, 2, … of the match.
      place integer not null check (place > 0),
      -- The place of the decision that it corrects; null of the contract.
      decision integer,
      old_number text not null,
      old_day date not null,
      number text not null check (length(number) between 1 and 100),
      day date not null,
      -- Public.
      reason text not null check (length(reason) between 1 and 500),
      recorded_at timestamptz not null,
      recorded_by uuid not null references users,
      unique (match_id, place),
      foreign key (match_id, decision) references match_decisions (match_id, place),
      check ((number, day) <> (old_number, old_day))
    );

    -- R21: two persons release, one of them the partner's; each for the same sum and order.
    create table match_releases (
      match_id uuid not null references matches,
      user_id uuid not null references users,
      role text not null check (role in ('manager', 'partner')),
      amount bigint not null check (amount > 0),
      order_number text not null,
      paid_on date not null,
      released_at timestamptz not null,
      -- Another sum or order was released after it.
      void_at timestamptz
    );
    create unique index match_releases_once on match_releases (match_id, user_id) where void_at is null;

    -- R20: a refund after the close, and what it changes of the match.
    create table match_adjustments (
      id uuid primary key,
      match_id uuid not null references matches,
      entry_id uuid not null unique references ledger_entries,
      raised_before bigint not null,
      raised_after bigint not null,
      due_before bigint not null,
      due_after bigint not null,
      -- 'open': paid already, so that the difference goes back to the town hall.
      state text not null check (state in ('open', 'settled', 'nothing-due')),
      opened_at timestamptz not null,
      settled_entry_id uuid references ledger_entries,
      settled_at timestamptz
    );
    create index match_adjustments_match on match_adjustments (match_id);

    create table funds (
      id uuid primary key,
      project_id uuid not null references projects,
      milestone_id uuid not null references milestones,
      ledger_id uuid not null unique references ledgers,
      name jsonb not null,
      -- The founding document (R23).
      document text not null check (length(document) between 1 and 200),
      founded_on date not null,
      version integer not null default 1,
      created_at timestamptz not null,
      changed_by uuid references users,
      changed_at timestamptz not null
    );
    create unique index funds_once on funds (milestone_id);
    create index funds_project on funds (project_id);

    -- R22: the sum as it was told to the community; never changed.
    create table sum_statements (
      campaign_id uuid primary key references campaigns,
      -- Canonical text of its figures (domain/sum-statement.ts), and its SHA-256.
      figures text not null,
      hash bytea not null check (length(hash) = 32),
      -- What happens next, as staff wrote it; public.
      words jsonb not null,
      published_at timestamptz not null,
      published_by uuid not null references users
    );

    -- What these stories sent or let pass, once (R7).
    create table campaign_notices (
      campaign_id uuid not null references campaigns,
      step text not null,
      about_at timestamptz not null,
      outcome text not null check (outcome in ('sent', 'overtaken')),
      owed_at timestamptz not null,
      decided_at timestamptz not null,
      primary key (campaign_id, step, about_at)
    );
    create table match_notices (
      match_id uuid not null references matches,
      step text not null,
      about_at timestamptz not null,
      outcome text not null check (outcome in ('sent', 'overtaken')),
      owed_at timestamptz not null,
      decided_at timestamptz not null,
      primary key (match_id, step, about_at)
    );

    -- R20: nobody changes or removes an entry, whatever rights they have been given.
    create function refuse_other_ledger() returns trigger language plpgsql as $$
    begin
      raise exception 'a ledger is only ever added to' using errcode = 'JA020';
    end $$;
    create trigger ledger_entries_kept before update or delete on ledger_entries
      for each row execute function refuse_other_ledger();
    create trigger ledger_entries_never_emptied before truncate on ledger_entries
      for each statement execute function refuse_other_ledger();
    create trigger match_corrections_kept before update or delete on match_corrections
      for each row execute function refuse_other_ledger();
    -- Whether a number and a day are changed as a correction says.
    create function is_match_correction(of_match uuid, of_decision integer, old_number text, old_day date, number text, day date)
    returns boolean language sql stable as $$
      select exists (select from match_corrections c
        where c.match_id = of_match and c.decision is not distinct from of_decision
          and (c.old_number, c.old_day, c.number, c.day)
            = (is_match_correction.old_number, is_match_correction.old_day, is_match_correction.number, is_match_correction.day))
    $$;
    create function refuse_other_decision() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' or (new.id, new.match_id, new.place, new.outcome, new.words, new.recorded_at, new.recorded_by)
          is distinct from (old.id, old.match_id, old.place, old.outcome, old.words, old.recorded_at, old.recorded_by)
        or not is_match_correction(old.match_id, old.place, old.number, old.decided_on, new.number, new.decided_on) then
        raise exception 'a decision of the council stays, but for a correction' using errcode = 'JA020';
      end if;
      return new;
    end $$;
    create trigger match_decisions_kept before update or delete on match_decisions
      for each row execute function refuse_other_decision();
    create trigger sum_statements_kept before update or delete on sum_statements
      for each row execute function refuse_other_ledger();

    create function refuse_other_note() returns trigger language plpgsql as $$
    begin
      if new.entry_id <> old.entry_id or new.words <> '' then
        raise exception 'a note is never rewritten' using errcode = 'JA020';
      end if;
      return new;
    end $$;
    create trigger ledger_notes_kept before update on ledger_notes for each row execute function refuse_other_note();

    -- What is settled, refunded, adjusted or corrected is of the same ledger, and no more than there is.
    create function refuse_other_sign() returns trigger language plpgsql as $$
    declare
      about ledger_entries;
      wrong ledger_entries;
      left_of_it bigint;
    begin
      perform 1 from ledgers where id = new.ledger_id for update;
      select * into about from ledger_entries where id = new.about_id;
      if about.ledger_id <> new.ledger_id then
        raise exception 'an entry is about one of its own ledger' using errcode = 'JA020';
      end if;
      if new.kind = 'settlement' then
        if about.kind <> 'pledge' then raise exception 'only a pledge is settled' using errcode = 'JA020'; end if;
        return new;
      end if;
      -- A transfer is corrected by another one; nothing corrects a correction.
      if new.nature <> about.nature or about.kind in ('refund', 'adjustment', 'correction')
        or (new.kind = 'transfer') <> (about.kind = 'transfer') or about.kind = 'transfer' and about.about_id is not null then
        raise exception 'this entry cannot be about that one' using errcode = 'JA020';
      end if;
      -- R20: a wrong refund is corrected whole, by its mirror image; then its line can be booked anew.
      if new.corrects_id is not null then
        select * into wrong from ledger_entries where id = new.corrects_id;
        if wrong.kind not in ('refund', 'adjustment') or wrong.corrects_id is not null
          or (new.about_id, new.nature, new.channel, new.amount, new.bank_line_id)
            is distinct from (wrong.about_id, wrong.nature, wrong.channel, -wrong.amount, wrong.bank_line_id) then
          raise exception 'a refund is corrected by its mirror image' using errcode = 'JA020';
        end if;
      end if;
      if new.instead_of_id is not null and not exists (
          select from ledger_entries w join ledger_entries c on c.corrects_id = w.id
           where w.id = new.instead_of_id and w.bank_line_id = new.bank_line_id) then
        raise exception 'a line is booked anew in the place of a corrected refund' using errcode = 'JA020';
      end if;
      -- For what came in, what is left of it stays at zero or more; for what went out, at zero or less.
      select about.amount + new.amount + coalesce(sum(e.amount), 0) into left_of_it
        from ledger_entries e where e.about_id = about.id and e.kind <> 'settlement';
      if sign(left_of_it) * sign(about.amount) < 0 then
        raise exception 'more than there is of entry %', about.number using errcode = 'JA021';
      end if;
      return new;
    end $$;
    create trigger ledger_entries_about before insert on ledger_entries
      for each row when (new.about_id is not null) execute function refuse_other_sign();

    -- Numbers without a gap, and the sums, in the transaction of the entries and by nobody else.
    create function keep_ledger_sums() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      kept integer;
      written integer;
    begin
      with counted as (
        select a.ledger_id, count(*)::integer as many, min(a.number) as first, max(a.number) as last
          from added a group by a.ledger_id
      ), held as (
        select l.id from ledgers l where l.id in (select ledger_id from counted) order by l.id for update
      ), moved as (
        update ledgers l set last_number = l.last_number + c.many from counted c
         where l.id = c.ledger_id and l.id in (select id from held)
           and c.first = l.last_number + 1 and c.last = l.last_number + c.many
        returning l.id
      )
      select (select count(*) from counted), (select count(*) from moved) into written, kept;
      if kept <> written then
        raise exception 'entries are numbered without a gap' using errcode = 'JA020';
      end if;
      -- R23: each kind of ledger has its kinds of entries; R20: once the sum is fixed nothing is added to it.
      if exists (
        select from added a join ledgers l on l.id = a.ledger_id
          left join campaigns c on c.ledger_id = l.id
         where case l.kind
                 when 'campaign' then a.kind in ('payment', 'repayment')
                   or c.state = 'published' and a.nature = 'money' and not a.after_close
                 when 'match' then a.kind not in ('payment', 'repayment', 'transfer')
                 else a.kind not in ('payment', 'transfer', 'correction') or a.kind = 'payment' and a.amount > 0
               end
      ) then
        raise exception 'this ledger takes no such entry' using errcode = 'JA020';
      end if;
      insert into ledger_sums as s (ledger_id, kind, nature, channel, after_close, entries, amount)
        select a.ledger_id, a.kind, a.nature, a.channel, a.after_close, count(*), sum(a.amount)
          from added a group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
        on conflict (ledger_id, kind, nature, channel, after_close)
        do update set entries = s.entries + excluded.entries, amount = s.amount + excluded.amount;
      -- R18: every sum of them stays a safe integer.
      if exists (
        select from ledger_sums s where s.ledger_id in (select ledger_id from added)
         group by s.ledger_id having sum(abs(s.amount)) > 9000000000000000
      ) then
        raise exception 'more than a ledger may hold' using errcode = 'JA022';
      end if;
      -- No account holds less than nothing.
      if exists (
        select from ledger_sums s where s.ledger_id in (select ledger_id from added) and s.nature = 'money'
         group by s.ledger_id having sum(s.amount) < 0
      ) then
        raise exception 'more than the ledger holds' using errcode = 'JA022';
      end if;
      return null;
    end $$;
    create trigger ledger_sums_kept after insert on ledger_entries
      referencing new table as added for each statement execute function keep_ledger_sums();

    -- R23: what leaves one ledger by a transfer comes into another.
    create function refuse_half_transfer() returns trigger language plpgsql as $$
    begin
      -- One that corrects another is about both sides of it, so that they stay the same.
      perform 1 from ledger_entries e left join ledger_entries a on a.id = e.about_id where e.transfer_id = new.transfer_id
        having count(*) = 2 and sum(e.amount) = 0 and count(distinct e.ledger_id) = 2
           and count(a.id) in (0, 2) and count(distinct a.transfer_id) <= 1;
      if not found then raise exception 'a transfer has two sides' using errcode = 'JA020'; end if;
      return null;
    end $$;
    create constraint trigger ledger_transfers_whole after insert on ledger_entries
      deferrable initially deferred for each row when (new.transfer_id is not null)
      execute function refuse_half_transfer();

    -- A campaign's way; its account and its terms never change once money may come.
    create function refuse_other_campaign() returns trigger language plpgsql as $$
    declare
      next text[] := case old.state
        when 'drafted' then array['drafted', 'announced', 'open', 'cancelled']
        when 'announced' then array['drafted', 'announced', 'open', 'cancelled']
        when 'open' then array['open', 'closed', 'cancelled']
        when 'closed' then array['closed', 'published', 'cancelled']
        else array[old.state] end;
    begin
      if not new.state = any(next) then
        raise exception 'a campaign that is % does not become %', old.state, new.state using errcode = 'JA023';
      end if;
      -- R20: the sum is what its ledger says.
      if new.state = 'published' and old.state <> 'published' and new.raised is distinct from (
          select coalesce(sum(amount), 0) from ledger_sums
           where ledger_id = new.ledger_id and nature = 'money' and not after_close and kind <> 'transfer') then
        raise exception 'the sum is not what the ledger says' using errcode = 'JA023';
      end if;
      if old.state not in ('drafted', 'announced') and (new.iban, new.account_holder, new.beneficiary, new.opens_at, new.reference)
          is distinct from (old.iban, old.account_holder, old.beneficiary, old.opens_at, old.reference) then
        raise exception 'the account of an open campaign never changes' using errcode = 'JA023';
      end if;
      if old.state in ('closed', 'published') and new.closes_at <> old.closes_at
        or old.state in ('published', 'cancelled') and (new.raised, new.published_at, new.cancelled_at)
          is distinct from (old.raised, old.published_at, old.cancelled_at) then
        raise exception 'a campaign that is over never changes' using errcode = 'JA023';
      end if;
      return new;
    end $$;
    create trigger campaigns_way before update on campaigns for each row execute function refuse_other_campaign();

    create function refuse_other_match() returns trigger language plpgsql as $$
    declare
      next text[] := case old.state
        when 'computed' then array['computed', 'adopted', 'rejected', 'nothing-due', 'cancelled']
        when 'rejected' then array['rejected', 'adopted', 'nothing-due', 'cancelled']
        when 'adopted' then array['adopted', 'contracted', 'nothing-due', 'cancelled']
        when 'contracted' then array['contracted', 'paid', 'nothing-due', 'cancelled']
        -- R20: a refund that left nothing was corrected; it stands where it stood.
        when 'nothing-due' then array['nothing-due', 'computed', 'rejected', 'adopted', 'contracted']
        else array[old.state] end;
    begin
      if not new.state = any(next) then
        raise exception 'a match that is % does not become %', old.state, new.state using errcode = 'JA024';
      end if;
      if (new.raised, new.cap, new.cap_on, new.computed) is distinct from (old.raised, old.cap, old.cap_on, old.computed)
        or old.state = 'paid' and (new.paid, new.paid_on, new.order_number) is distinct from (old.paid, old.paid_on, old.order_number)
        or old.contracted_on is not null and (new.legal_route is distinct from old.legal_route
          or (new.contract_number, new.contracted_on) is distinct from (old.contract_number, old.contracted_on)
            and not is_match_correction(old.id, null, old.contract_number, old.contracted_on, new.contract_number, new.contracted_on)) then
        raise exception 'what was computed or paid never changes' using errcode = 'JA024';
      end if;
      -- R21: it is paid by two persons' releases of that sum, one of them the partner's, and by its one entry.
      if new.state = 'paid' and old.state <> 'paid' and not (exists (
          select from match_releases a join match_releases b on b.match_id = a.match_id and b.user_id <> a.user_id
           where a.match_id = new.id and a.void_at is null and b.void_at is null and a.role = 'partner'
             and (a.amount, a.order_number, a.paid_on) = (new.paid, new.order_number, new.paid_on)
             and (b.amount, b.order_number, b.paid_on) = (new.paid, new.order_number, new.paid_on)
        ) and exists (
          select from ledger_entries where ledger_id = new.ledger_id and kind = 'payment' and amount = new.paid
        )) then
        raise exception 'a match is paid by two releases' using errcode = 'JA024';
      end if;
      return new;
    end $$;
    create trigger matches_way before update on matches for each row execute function refuse_other_match();

    -- Lines of an accepted statement stay as the bank wrote them.
    create function refuse_gone_line() returns trigger language plpgsql as $$
    begin
      if exists (select from bank_statements where id = old.statement_id and state = 'committed') then
        raise exception 'a line of an accepted statement stays' using errcode = 'JA020';
      end if;
      return old;
    end $$;
    create trigger bank_lines_stay before delete on bank_lines for each row execute function refuse_gone_line();
    create function refuse_other_line() returns trigger language plpgsql as $$
    begin
      raise exception 'a line stays as the bank wrote it' using errcode = 'JA020';
    end $$;
    -- A statement of thousands of lines is accepted at once: what may be changed calls no function.
    create trigger bank_lines_kept before update on bank_lines for each row
      when ((new.id, new.statement_id, new.ledger_id, new.place, new.booked_on, new.amount, new.reversal, new.line_key)
          is distinct from (old.id, old.statement_id, old.ledger_id, old.place, old.booked_on, old.amount, old.reversal, old.line_key)
        -- R28: what names somebody can be emptied.
        or not (new.counterparty in (old.counterparty, '') and new.counterparty_iban in (old.counterparty_iban, '')
          and new.details in (old.details, '') and new.bank_reference in (old.bank_reference, '')))
      execute function refuse_other_line();
    -- R20: what was booked stays booked, unless it was a refund that was corrected.
    create function refuse_unbooked_line() returns trigger language plpgsql as $$
    begin
      if new.state <> 'open' or exists (
          select from ledger_entries e where e.bank_line_id = old.id and e.corrects_id is null
             and not exists (select from ledger_entries c where c.corrects_id = e.id)) then
        raise exception 'a line that was booked stays booked' using errcode = 'JA020';
      end if;
      return new;
    end $$;
    create trigger bank_lines_booked before update on bank_lines
      for each row when (old.state = 'booked' and new.state <> 'booked') execute function refuse_unbooked_line();

    -- Messages to donors and subscribers; a receipt is made when the message is handed over.
    alter table messages
      add column donor_id uuid references donors,
      add column subscription_id uuid references subscriptions,
      add column campaign_id uuid references campaigns,
      -- The entry whose receipt is attached.
      add column receipt_of uuid references ledger_entries,
      -- Where one click ends the subscription (RFC 8058).
      add column unsubscribe text,
      drop constraint messages_one_recipient,
      add constraint messages_one_recipient check (
        num_nonnulls(recipient_id, person_id, organisation_id, voter_id, proposal_id, donor_id, subscription_id) = 1),
      add unique (event_id, donor_id),
      add unique (event_id, subscription_id);
    create index messages_donor on messages (donor_id) where donor_id is not null;
    create index messages_subscription on messages (subscription_id) where subscription_id is not null;

    create or replace function refuse_rewriting() returns trigger language plpgsql as $$
    begin
      if new.to_address <> '' or new.to_name <> '' or new.body_text <> '' or new.body_html <> ''
        or new.subject <> '' or new.calendar is not null or new.unsubscribe is not null
        or num_nonnulls(old.person_id, old.voter_id, old.proposal_id, old.donor_id, old.subscription_id) = 0 then
        raise exception 'a message is never rewritten' using errcode = 'JA003';
      end if;
      return new;
    end $$;
    drop trigger messages_never_rewritten on messages;
    create trigger messages_never_rewritten
      before update of to_address, to_name, subject, body_text, body_html, calendar, unsubscribe on messages
      for each row execute function refuse_rewriting();
    -- Who looks at donors and bank lines is on record as of the register (R28).
    alter table register_views
      drop constraint register_views_scope_check,
      add constraint register_views_scope_check
        check (scope in ('list', 'person', 'held', 'export', 'roll', 'donors', 'bank'));
  `);
}

export async function down(): Promise<void> {
  throw new Error('A migration is not undone: restore the backup that was made before it.');
}
