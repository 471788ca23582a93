/** Rows inserted one a transaction by 16 clients: by pgbench where it is there, else by the bare driver. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { newReceipt } from '../../tests/stack/votes-by-sql.ts';

const CLIENTS = 16;
const TABLE = 'create table if not exists bench_ballots (receipt text not null, choice smallint not null)';

export interface Inserted {
  readonly perSecond: number;
  /** Milliseconds, ascending. */
  readonly latencies: readonly number[];
}

export interface SingleInserts {
  readonly by: 'pgbench' | 'pg';
  /** @param rate rows a second; without it as many as it takes */
  run(seconds: number, rate?: number): Promise<Inserted>;
}

function hasPgbench(): boolean {
  try {
    execFileSync('pgbench', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** @param ownerUrl of a role that may make a table */
export async function singleInserts(ownerUrl: string): Promise<SingleInserts> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(TABLE);
  await client.end();
  return hasPgbench()
    ? { by: 'pgbench', run: (seconds, rate) => byPgbench(ownerUrl, seconds, rate) }
    : { by: 'pg', run: (seconds, rate) => byDriver(ownerUrl, seconds, rate) };
}

async function byPgbench(ownerUrl: string, seconds: number, rate?: number): Promise<Inserted> {
  const folder = await mkdtemp(join(tmpdir(), 'jalon-pgbench-'));
  try {
    await writeFile(
      join(folder, 'insert.sql'),
      "\\set choice random(0, 5)\ninsert into bench_ballots (receipt, choice) values ('7k3m0q9t7k3m0q9t', :choice);\n",
    );
    const args = ['--no-vacuum', '--protocol=prepared', `--client=${CLIENTS}`, '--jobs=2', `--time=${seconds}`];
    const limited = rate === undefined ? [] : [`--rate=${Math.round(rate)}`];
    const { stdout } = await promisify(execFile)(
      'pgbench',
      [...args, ...limited, '--log', '--file=insert.sql', ownerUrl],
      { cwd: folder },
    );
    const perSecond = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
    const logs = (await readdir(folder)).filter((name) => name.startsWith('pgbench_log'));
    const texts = await Promise.all(logs.map((name) => readFile(join(folder, name), 'utf8')));
    const lines = texts.flatMap((text) => text.trim().split('\n'));
    // client, transaction, microseconds, …; with a rate they count from when the transaction was due.
    const latencies = lines.map((line) => Number(line.split(' ')[2]) / 1000).sort((a, b) => a - b);
    return { perSecond, latencies };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function byDriver(ownerUrl: string, seconds: number, rate?: number): Promise<Inserted> {
  const clients = Array.from({ length: CLIENTS }, () => new pg.Client({ connectionString: ownerUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  const latencies: number[] = [];
  const began = performance.now();
  let sent = 0;
  await Promise.all(
    clients.map(async (client) => {
      for (;;) {
        const now = performance.now();
        const due = rate === undefined ? now : began + (sent / rate) * 1000;
        if (due >= began + seconds * 1000) return;
        sent += 1;
        if (due > now) await new Promise((resolve) => setTimeout(resolve, due - now));
        const text = 'insert into bench_ballots (receipt, choice) values ($1, $2)';
        await client.query({ name: 'insert', text, values: [newReceipt(), 1] });
        latencies.push(performance.now() - due);
      }
    }),
  );
  const took = (performance.now() - began) / 1000;
  await Promise.all(clients.map((client) => client.end()));
  return { perSecond: latencies.length / took, latencies: latencies.sort((a, b) => a - b) };
}
