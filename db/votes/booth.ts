/**
 * The way into the booth (R14–R16): ballots are cast in batches, over connections of their own, and a receipt is asked for.
 * Nothing here reads a ballot; the database would not let it.
 */
import pg from 'pg';
import type { Reader } from '../store.ts';

export interface Casting {
  /** See `codeHash`: hexadecimal. */
  readonly codeHash: string;
  /** As `readReceipt` gives it. */
  readonly receipt: string;
  /** Number of an option, 0 is blank. */
  readonly choice: number;
}

/** What came of one casting, by the letter for which `booth_cast` says it. */
const CAST_ANSWERS = {
  c: 'cast',
  v: 'already-voted',
  u: 'unknown-code',
  n: 'no-such-choice',
  w: 'not-open',
  o: 'over',
  m: 'no-vote',
} as const;
export type CastAnswer = (typeof CAST_ANSWERS)[keyof typeof CAST_ANSWERS];

/** Why a batch has no answers: nothing was cast, or nobody knows whether it was. */
export class BoothAway extends Error {
  override readonly name = 'BoothAway';
  readonly outcome: 'nothing-cast' | 'unknown';
  constructor(outcome: BoothAway['outcome'], cause: unknown) {
    super(`the booth did not answer: ${outcome}`, { cause });
    this.outcome = outcome;
  }
}

export interface Booth {
  /**
   * Casts all of them in one transaction. Of a code that comes twice the first counts.
   * @param now domain time of the batch
   * @returns one answer for each, in their order
   * @throws BoothAway
   */
  cast(voteId: string, now: Date, batch: readonly Casting[]): Promise<CastAnswer[]>;
  close(): Promise<void>;
}

const CONNECT_MS = 5_000;
/** PostgreSQL gives up before we do, so that most often it is known that nothing was cast. */
const STATEMENT_MS = 8_000;
const ANSWER_MS = 12_000;

/** What casts a batch, with `castValues`; answered as `castAnswers` reads it. */
export const CAST = {
  name: 'booth-cast',
  text: 'select booth_cast($1, $2, $3::bytea[], $4::text[], $5::smallint[]) as answers',
};

/** Arrays as PostgreSQL writes them. Digits of a hash and letters of a receipt need no care, and a batch has many. */
export const castValues = (voteId: string, now: Date, batch: readonly Casting[]): string[] => [
  voteId,
  now.toISOString(),
  `{${batch.map(({ codeHash }) => `"\\\\x${codeHash}"`).join(',')}}`,
  `{${batch.map(({ receipt }) => receipt).join(',')}}`,
  `{${batch.map(({ choice }) => choice).join(',')}}`,
];

/** @throws where there is not one answer for each */
export function castAnswers(letters: string | undefined, batch: readonly Casting[]): CastAnswer[] {
  return batch.map((_, index) => {
    const answer = CAST_ANSWERS[letters?.[index] as keyof typeof CAST_ANSWERS];
    if (answer === undefined) throw new Error('the booth left a casting without an answer');
    return answer;
  });
}

/** @param connections how many batches can be under way at a time */
export function openBooth(databaseUrl: string, connections: number): Booth {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'jalon-booth',
    max: connections,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
  });
  // A connection that breaks is replaced by the next batch. One that is in use says so of itself beside its statement,
  // and an error that nobody hears ends the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));

  async function connect(): Promise<pg.PoolClient> {
    try {
      return await pool.connect();
    } catch (error) {
      throw new BoothAway('nothing-cast', error);
    }
  }

  async function lettersOf(voteId: string, now: Date, batch: readonly Casting[]): Promise<string | undefined> {
    const client = await connect();
    try {
      const values = castValues(voteId, now, batch);
      const { rows } = await client.query<{ answers: string }>({ ...CAST, values });
      client.release();
      return rows[0]?.answers;
    } catch (error) {
      client.release(true);
      throw new BoothAway(wasRolledBack(error) ? 'nothing-cast' : 'unknown', error);
    }
  }

  return {
    cast: async (voteId, now, batch) => castAnswers(await lettersOf(voteId, now, batch), batch),
    close: () => pool.end(),
  };
}

/** PostgreSQL said so itself. A connection that it ended, or that broke, says nothing of a commit under way. */
const wasRolledBack = (error: unknown): boolean => error instanceof pg.DatabaseError && error.severity === 'ERROR';

/** Whether a receipt is in the box of a round, open or closed: yes or no. */
export async function boothHas(reader: Reader, roundId: string, receipt: string): Promise<boolean> {
  const { rows } = await reader.raw<{ rows: { there: boolean }[] }>('select booth_has(?, ?) as there', [
    roundId,
    receipt,
  ]);
  return rows[0]?.there === true;
}
