/**
 * Ballots a second through HTTP, each forced to disk before it is answered, against rows inserted one a transaction on the
 * same PostgreSQL, and against an HTTP server that parses the same body and keeps nothing.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fromRoot } from '../root.ts';
import { newReceipt } from '../tests/stack/votes-by-sql.ts';
import { startBooth } from './ballots/booth-stack.ts';
import { perBallot, type Spent, spent } from './ballots/cpu.ts';
import { type Load, load, type NextBody, percentile } from './ballots/load.ts';
import { singleInserts } from './ballots/single-inserts.ts';
import { type BenchOptions, count, type Measurement, median } from './measurement.ts';

const CONNECTIONS = 64;

/** Options: `--rounds` (3) of `--seconds` (4) each, `--voters` (300000) of whom each votes once. */
export async function run(options: BenchOptions): Promise<Measurement> {
  const rounds = count(options, 'rounds', 3);
  const seconds = count(options, 'seconds', 4);
  const voters = count(options, 'voters', 300_000);
  console.log(`a roll of ${voters} …`);
  const stack = await startBooth({ voters, servers: 1 });
  const bare = fork(fromRoot('dist', 'bench', 'ballots', 'bare-server-process.js'));
  try {
    const [barePort]: number[] = await once(bare, 'message');
    const inserts = await singleInserts(stack.databaseUrl('owner'));
    const path = `/ballots/${stack.vote.id}`;
    const port = stack.servers[0]?.port ?? 0;
    const next = votersOf(stack.vote.voters.map(({ code }) => code));
    const through = (toPort: number, rate?: number): Promise<Load> =>
      load({
        port: toPort,
        path,
        connections: CONNECTIONS,
        seconds,
        next: toPort === port ? next : sameBody,
        ...(rate && { rate }),
      });
    const postgres = stack.postgresPid;
    const costs: Record<'ballots' | 'inserts' | 'bare', Spent[]> = { ballots: [], inserts: [], bare: [] };
    /** A rate, with what each cost of processor time put down. */
    async function costing(
      kind: keyof typeof costs,
      server: number,
      work: () => Promise<[rate: number, many: number]>,
    ) {
      const before = spent({ server, postgres });
      const [rate, many] = await work();
      costs[kind].push(perBallot(before, spent({ server, postgres }), many));
      return rate;
    }
    const cast = async (toPort: number): Promise<[number, number]> => {
      const done = await through(toPort);
      return [good(done), done.answered];
    };
    const kinds = {
      ballots: () => costing('ballots', stack.servers[0]?.pid ?? 0, () => cast(port)),
      inserts: () =>
        costing('inserts', stack.servers[0]?.pid ?? 0, async () => {
          const { perSecond, latencies } = await inserts.run(seconds);
          return [perSecond, latencies.length];
        }),
      bare: () => costing('bare', bare.pid ?? 0, () => cast(barePort ?? 0)),
    };
    console.log(`${rounds} rounds of ${seconds} s each way, after one to warm up; single inserts by ${inserts.by}`);
    const found: Record<keyof typeof kinds, number>[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const names = Object.keys(kinds) as (keyof typeof kinds)[];
      // Another one goes first each time: what the machine does beside it would favour one.
      const turned = [...names.slice(round % names.length), ...names.slice(0, round % names.length)];
      const rates = { ballots: 0, inserts: 0, bare: 0 };
      for (const name of turned) rates[name] = await kinds[name]();
      console.log(
        `${round === 0 ? 'warm-up' : `round ${round}`}: ballots ${rates.ballots.toFixed(0)}/s, ` +
          `single inserts ${rates.inserts.toFixed(0)}/s, bare server ${rates.bare.toFixed(0)}/s`,
      );
      if (round > 0) found.push(rates);
    }
    const peak = {
      ballots: median(found.map((each) => each.ballots)),
      inserts: median(found.map((each) => each.inserts)),
    };
    const half = await through(port, peak.ballots / 2);
    const halfInserts = await inserts.run(seconds, peak.inserts / 2);
    const p99 = { ballots: percentile(half.latencies, 0.99), inserts: percentile(halfInserts.latencies, 0.99) };
    const toInserts = median(found.map((each) => each.ballots / each.inserts));
    const toBare = median(found.map((each) => each.ballots / each.bare));
    const cost = {
      ballots: medianOf(costs.ballots.slice(1)),
      inserts: medianOf(costs.inserts.slice(1)),
      bare: medianOf(costs.bare.slice(1)),
    };
    console.log(
      `processor time in µs: a ballot ${cost.ballots.server} in the server, ${cost.ballots.postgres} in PostgreSQL, ` +
        `${cost.ballots.load} in the load; a single insert ${cost.inserts.postgres} in PostgreSQL, ` +
        `${cost.inserts.ended + cost.inserts.load} in its client; the bare server ${cost.bare.server}, ${cost.bare.load} in the load`,
    );
    console.log(`at half the peak: p99 ${p99.ballots.toFixed(1)} ms, of single inserts ${p99.inserts.toFixed(1)} ms`);
    console.log(
      `to single inserts ${toInserts.toFixed(2)} (aim: 1.0), to the bare server ${toBare.toFixed(2)} (aim: 0.5)`,
    );
    return {
      figure: toInserts,
      unit: 'ratio',
      aim: { atLeast: 1 },
      details: { rounds: found, by: inserts.by, toInserts, toBare, cost, p99, p99Ratio: p99.ballots / p99.inserts },
    };
  } finally {
    bare.disconnect();
    await stack.stop();
  }
}

/** @throws where an answer was not that the ballot is cast: then it is not ballots that were measured */
function good({ answered, others, seconds }: Load): number {
  if (others > 0) throw new Error(`${others} of ${answered} answers were no ballots`);
  return answered / seconds;
}

const medianOf = (each: readonly Spent[]): Spent => ({
  server: median(each.map(({ server }) => server)),
  postgres: median(each.map(({ postgres }) => postgres)),
  load: median(each.map(({ load }) => load)),
  ended: median(each.map(({ ended }) => ended)),
});

const bodyOf = (code: string): string => JSON.stringify({ code, choice: 1, receipt: newReceipt() });

function votersOf(codes: readonly string[]): NextBody {
  let place = 0;
  return () => {
    const code = codes[place++];
    return code === undefined ? null : bodyOf(code);
  };
}

const sameBody: NextBody = () => bodyOf('7k3m0q9t7k3m0q9t7k3m');
