#!/usr/bin/env node
/** `jalon <command>`: finds the command, runs it, and turns what it throws into words and an exit code. */
import { type Command, NotUnderstood, type Surroundings } from './command.ts';
import { SettingsRefused } from './config.ts';

interface Entry {
  readonly what: string;
  /** Loaded only when asked for: the command line answers at once, and a process holds only what it needs. */
  readonly load: () => Promise<Command>;
}

const COMMANDS: Readonly<Record<string, Entry>> = {
  start: {
    what: 'starts everything on this machine and prints the links',
    load: async () => (await import('./commands/start.ts')).start,
  },
  server: {
    what: 'runs the API and the admin pages',
    load: async () => (await import('./commands/server.ts')).server,
  },
  worker: {
    what: 'runs the workflows and sends the messages',
    load: async () => (await import('./commands/worker.ts')).worker,
  },
  migrate: {
    what: 'brings the database up to date',
    load: async () => (await import('./commands/migrate.ts')).migrateCommand,
  },
  user: {
    what: 'makes a user, or a single-use sign-in link for one',
    load: async () => (await import('./commands/user.ts')).user,
  },
  verify: {
    what: 'recomputes the chain of events and the files',
    load: async () => (await import('./commands/verify.ts')).verifyCommand,
  },
  resume: {
    what: 'starts the stories that a restored backup or a lost Temporal left without one',
    load: async () => (await import('./commands/resume.ts')).resume,
  },
  plan: {
    what: 'checks a plan file',
    load: async () => {
      const { planCommand } = await import('./plan.ts');
      return async (args, surroundings) => planCommand(args, surroundings);
    },
  },
  rehearse: {
    what: 'plays a whole project on a skipped clock',
    load: async () => (await import('./rehearse.ts')).rehearse,
  },
};

const USAGE = `jalon <command> [options]

${Object.entries(COMMANDS)
  .map(([name, { what }]) => `  ${name.padEnd(10)} ${what}`)
  .join('\n')}

  jalon <command> --help says more. Settings come from the environment: docs/configuration.md.`;

/** @returns the exit code */
async function run([name, ...args]: readonly string[], surroundings: Surroundings): Promise<number> {
  if (name === undefined || ['help', '--help', '-h'].includes(name)) {
    surroundings.out(USAGE);
    return name === undefined ? 2 : 0;
  }
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (entry === undefined) {
    surroundings.err(`jalon does not know "${name}".\n\n${USAGE}`);
    return 2;
  }
  try {
    return await (await entry.load())(args, surroundings);
  } catch (error) {
    if (error instanceof NotUnderstood) {
      surroundings.err(error.message);
      return 2;
    }
    if (error instanceof SettingsRefused) {
      surroundings.err(`The settings are not right:\n${error.message}`);
      return 2;
    }
    surroundings.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 1;
  }
}

/** A connection that still hangs when the work is done keeps no process alive. */
const LINGER_MS = 2_000;

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});
setTimeout(() => process.exit(), LINGER_MS).unref();
