/** What every command of `jalon` is given and gives back. */
import { parseArgs } from 'node:util';

export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  /** A line of the result. */
  readonly out: (line: string) => void;
  /** A line about what went wrong or takes its time. */
  readonly err: (line: string) => void;
}

/** Exit codes: 0 done, 1 it failed or the answer is no, 2 the command was not understood. */
export type Command = (args: readonly string[], surroundings: Surroundings) => Promise<number>;

/** The command line was not understood; the message says how it should read. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}

/** For commands without options of their own: true when only help was asked for. @throws NotUnderstood */
export function asksForHelp(args: readonly string[], usage: string): boolean {
  try {
    return parseArgs({ args: [...args], options: { help: { type: 'boolean', short: 'h' } } }).values.help === true;
  } catch (error) {
    throw notUnderstood(error, usage);
  }
}

export function notUnderstood(error: unknown, usage: string): NotUnderstood {
  const reason = error instanceof Error ? error.message : String(error);
  return new NotUnderstood(`${reason}\n\n${usage}`, { cause: error });
}
