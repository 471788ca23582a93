/** What came of the vote (R12–R17): as the API says it, as its public record does, and as PostgreSQL counts it alone. */
import type { Knex } from 'knex';
import type { Person } from './person.ts';
import type { Recount } from './public-record.ts';
import { tally } from './tally.ts';
import type { PlayedVote } from './vote-player.ts';

export interface RoundFigures {
  readonly round: number;
  /** At the close: all entries of the roll, and those struck off. */
  readonly roll: { readonly entries: number; readonly struck: number };
  readonly turnout: { readonly online: number; readonly paper: number };
  /** By the number of the option, online and on paper. */
  readonly votes: Readonly<Record<string, number>>;
  readonly blank: number;
  readonly spoiled: number;
  /** Who has the most votes: several are a tie (R17). */
  readonly leading: readonly number[];
}

export interface VoteFigures {
  readonly rounds: readonly RoundFigures[];
  /** Number of the option that was elected. */
  readonly winner: number | null;
  /** Entries of the roll that still name somebody (R15a). */
  readonly named: number;
}

export interface RehearsedVote extends VoteFigures {
  readonly result: string | null;
  readonly initiative: string | null;
  /** R13 */
  readonly charterHash: string | null;
  readonly notes: readonly string[];
  /** What each ballot that was sent was answered. */
  readonly answers: Readonly<Record<string, number>>;
  /** R15: whether the ballots of each round are exactly those that were accepted. */
  readonly ballotsAsAccepted: readonly boolean[];
  /** R16: what was asked while a round was open, and which answers told of a choice. */
  readonly beforeTheClose: { readonly asked: number; readonly told: readonly string[] };
  readonly fingerprint: string;
  readonly recount: Recount;
  /** The same after one ballot of the record was changed. */
  readonly recountOfChanged: Recount;
  readonly rollDeletedAt: string | null;
  readonly finalAt: string | null;
}

interface VotePage {
  readonly result: string | null;
  readonly winner: number | null;
  readonly charterHash: string | null;
  readonly notes: readonly { readonly kind: string }[];
  readonly options: readonly { readonly number: number; readonly title: string }[];
  readonly finalAt: string | null;
  readonly rollDeletedAt: string | null;
  readonly rounds: readonly {
    readonly round: number;
    readonly roll: { readonly entries: number; readonly struck: number } | null;
    readonly turnout: { readonly online: number | null; readonly paper: number | null } | null;
    readonly result: {
      readonly counts: readonly { readonly option: number; readonly votes: number }[];
      readonly blank: number;
      readonly spoiled: number;
    } | null;
  }[];
}

export async function voteOf(
  { staff, auditor }: { readonly staff: Person; readonly auditor: Person },
  { id, polls, published }: PlayedVote,
): Promise<RehearsedVote> {
  const page = await auditor.get<VotePage>(`/api/votes/${id}`);
  const voters = await staff.list<{ familyName: string; email: string | null }>('/api/voters', { voteId: id });
  const { record, fingerprint, recount, recountOfChanged } = published;
  const told = polls.flatMap(({ secrecy }) => secrecy.told);
  return {
    rounds: page.rounds.map(({ round, roll, turnout, result }) => {
      const votes = Object.fromEntries((result?.counts ?? []).map(({ option, votes: many }) => [option, many]));
      return {
        round,
        roll: { entries: roll?.entries ?? 0, struck: roll?.struck ?? 0 },
        turnout: { online: turnout?.online ?? 0, paper: turnout?.paper ?? 0 },
        votes,
        blank: result?.blank ?? 0,
        spoiled: result?.spoiled ?? 0,
        leading: leaders(votes),
      };
    }),
    winner: page.winner,
    named: voters.filter(({ familyName, email }) => familyName !== '' || email !== null).length,
    result: page.result,
    initiative: page.options.find(({ number }) => number === page.winner)?.title ?? null,
    charterHash: page.charterHash,
    notes: page.notes.map(({ kind }) => kind).sort(),
    answers: tally(polls.flatMap(({ answers }) => [...answers])),
    ballotsAsAccepted: polls.map(({ accepted }, at) => same(accepted, record.rounds[at]?.ballots ?? [])),
    beforeTheClose: { asked: polls.reduce((sum, { secrecy }) => sum + secrecy.asked, 0), told },
    fingerprint,
    recount,
    recountOfChanged,
    rollDeletedAt: page.rollDeletedAt,
    finalAt: page.finalAt,
  };
}

type Ballots = readonly { readonly receipt: string; readonly choice: number }[];
const same = (one: Ballots, other: Ballots): boolean => {
  const lines = (ballots: Ballots) => ballots.map(({ receipt, choice }) => `${receipt} ${choice}`).sort();
  return JSON.stringify(lines(one)) === JSON.stringify(lines(other));
};

function leaders(votes: Readonly<Record<string, number>>): number[] {
  const most = Math.max(0, ...Object.values(votes));
  return Object.keys(votes)
    .filter((option) => votes[option] === most && most > 0)
    .map(Number);
}

/** The same figures from ballots, marks and paper counts, in statements of their own. */
export async function voteBySql(db: Knex, voteId: string): Promise<VoteFigures> {
  const ask = async <T>(sql: string): Promise<T[]> => (await db.raw<{ rows: T[] }>(sql, { vote: voteId })).rows;
  const rounds = await ask<RoundFigures>(
    `with paper as (
       -- The two who counted the same: whatever somebody else entered before stands aside.
       select round_id, counts, blank, spoiled from paper_counts group by round_id, counts, blank, spoiled having count(*) > 1
     ), choices as (
       select r.id, c.choice,
              (select count(*) from ballots b where b.round_id = r.id and b.choice = c.choice)
              + coalesce((select (p.counts ->> c.choice::text)::int from paper p where p.round_id = r.id), 0) as votes
         from vote_rounds r, unnest(r.choices) as c(choice)
        where r.vote_id = :vote and c.choice > 0
     )
     select r.round,
            (select json_build_object('entries', count(*), 'struck', count(struck_at)) from voters v where v.vote_id = r.vote_id) as roll,
            (select json_build_object('online', count(*) filter (where m.channel = 'online'),
                                      'paper', count(*) filter (where m.channel = 'paper'))
               from vote_marks m where m.round_id = r.id) as turnout,
            (select json_object_agg(c.choice, c.votes order by c.choice) from choices c where c.id = r.id) as votes,
            ((select count(*) from ballots b where b.round_id = r.id and b.choice = 0)
             + coalesce((select p.blank from paper p where p.round_id = r.id), 0))::int as blank,
            coalesce((select p.spoiled from paper p where p.round_id = r.id), 0) as spoiled,
            (select json_agg(c.choice order by c.choice) from choices c
              where c.id = r.id and c.votes = (select max(o.votes) from choices o where o.id = r.id)) as leading
       from vote_rounds r where r.vote_id = :vote order by r.round`,
  );
  const [roll] = await ask<{ named: number }>(
    `select count(*)::int as named from voters v
      where v.vote_id = :vote and (v.family_name <> '' or v.given_name <> '' or v.email is not null
            or v.birth_date is not null or v.address <> '' or v.code_hash is not null)`,
  );
  const leading = rounds.at(-1)?.leading ?? [];
  return { rounds, winner: leading.length === 1 ? (leading[0] ?? null) : null, named: roll?.named ?? 0 };
}
