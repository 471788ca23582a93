/** What a running start writes down for the next one: who it is, where its pages are, which processes are its own. */
import { type Home, readState, writeState } from '../../stack/home.ts';
import { endProcess, type Recorded, record, stillRuns } from '../../stack/processes.ts';

export interface Links {
  /** The pages that anybody may open. */
  readonly public: string;
  readonly admin: string;
  readonly api: string;
  /** null where the part is not our own. */
  readonly mail: string | null;
  readonly temporal: string | null;
}

interface Instance {
  readonly pid: number;
  /** null until everything is ready. */
  readonly links: Links | null;
  readonly parts: Readonly<Record<string, Recorded>>;
}

const STATE = 'instance';

/** Links of the running start with this process id; null while it is not ready. */
export async function linksOf(home: Home, pid: number): Promise<Links | null> {
  const instance = await readState<Instance>(home, STATE);
  return instance?.pid === pid ? instance.links : null;
}

export interface InstanceNotes {
  parts(pids: Readonly<Record<string, number>>): Promise<void>;
  links(links: Links): Promise<void>;
  forget(): Promise<void>;
}

/** Keeps the notes of this process, one change after the other. */
export function noteInstance(home: Home): InstanceNotes {
  let instance: Instance = { pid: process.pid, links: null, parts: {} };
  let writing: Promise<void> = Promise.resolve();
  const change = (part: Partial<Instance>): Promise<void> => {
    instance = { ...instance, ...part };
    writing = writing.then(() => writeState(home, STATE, instance));
    return writing;
  };
  return {
    parts(pids) {
      const recorded = Object.entries(pids).flatMap(([name, pid]) => {
        const found = record(pid);
        return found === null ? [] : [[name, found] as const];
      });
      return change({ parts: Object.fromEntries(recorded) });
    },
    links: (links) => change({ links }),
    forget: () => change({ links: null, parts: {} }),
  };
}

/**
 * Ends what an earlier start left behind when it was killed, the last one started first. Mostly there is nothing:
 * a part stops by itself when the one who started it is gone.
 */
export async function endLeftovers(home: Home): Promise<void> {
  const instance = await readState<Instance>(home, STATE);
  for (const [name, part] of Object.entries(instance?.parts ?? {}).toReversed()) {
    await endProcess(part.pid, () => stillRuns(part), name === 'postgres' ? 'SIGINT' : 'SIGTERM', 20_000);
  }
}
