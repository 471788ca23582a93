/** Processor time of programs, from Linux's /proc: what a ballot costs, whatever else the machine does meanwhile. */
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second. */
const TICK_SECONDS = 0.01;

interface Stat {
  readonly parent: number;
  /** Its own seconds. */
  readonly own: number;
  /** Of its children that have ended. */
  readonly ended: number;
}

function statOf(pid: number | 'self'): Stat | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything; the state follows it.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15);
    return { parent, own: (user + system) * TICK_SECONDS, ended: (endedUser + endedSystem) * TICK_SECONDS };
  } catch {
    return null;
  }
}

/** Seconds of a program with all that it started; 0 where there is no /proc. */
function withChildren(pid: number): number {
  const main = statOf(pid);
  if (!main) return 0;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat?.parent === pid);
  return children.reduce((sum, child) => sum + (child?.own ?? 0), main.own + main.ended);
}

/** Seconds of processor time so far. */
export interface Spent {
  readonly server: number;
  readonly postgres: number;
  /** This process, which makes the load. */
  readonly load: number;
  /** Programs that this process started and that have ended: `pgbench`. */
  readonly ended: number;
}

export function spent(pids: { readonly server: number; readonly postgres: number }): Spent {
  const own = statOf('self');
  return {
    server: statOf(pids.server)?.own ?? 0,
    postgres: withChildren(pids.postgres),
    load: own?.own ?? 0,
    ended: own?.ended ?? 0,
  };
}

/** Microseconds between two readings, for each of so many ballots. */
export function perBallot(before: Spent, after: Spent, ballots: number): Spent {
  const each = (name: keyof Spent) => Math.round(((after[name] - before[name]) * 1e6) / ballots);
  return { server: each('server'), postgres: each('postgres'), load: each('load'), ended: each('ended') };
}
