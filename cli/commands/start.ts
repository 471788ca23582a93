import { parseArgs } from 'node:util';
import { homeOf, lockHome, makeHome } from '../../stack/home.ts';
import { keepSecrets } from '../../stack/secrets.ts';
import { type Command, notUnderstood } from '../command.ts';
import { readSettings, SettingsRefused } from '../config.ts';
import { stopSignal } from '../signals.ts';
import { type Attempt, beginEverything } from '../start/everything.ts';
import { startOnFreePorts } from '../start/free-ports.ts';
import { endLeftovers, type Links, linksOf, noteInstance } from '../start/instance.ts';
import { PART_NAMES } from '../start/parts.ts';
import { choosePorts } from '../start/ports.ts';
import { samplesShown } from '../start/samples.ts';
import { START_WORDS, type StartWords, terminalLocale } from '../start/words.ts';

const USAGE = `jalon start [--no-samples]

Starts PostgreSQL, Temporal's server, a mail catcher, the worker, the API, the public and the admin pages on this
machine, and prints the links. What DATABASE_URL, TEMPORAL_ADDRESS or SMTP_URL name is used instead of our own. State lies in
JALON_HOME (.jalon in the project's folder). Ctrl-C stops all of it.

  --no-samples  no sample users and no sample project on the first start`;

/** The parts need less; then the process ends with whatever is left, and they stop by themselves. */
const STOP_WITHIN_MS = 60_000;

export const start: Command = async (args, { env, out, err }) => {
  const began = performance.now();
  const options = understand(args);
  if (options.help) {
    out(USAGE);
    return 0;
  }
  const words = START_WORDS[terminalLocale(env)];
  const settings = readSettings(env);
  const home = homeOf(env);
  await makeHome(home, PART_NAMES);
  const lock = await lockHome(home);
  if ('by' in lock) {
    out(words.runsAlready(home.path, lock.by.pid));
    const links = await linksOf(home, lock.by.pid);
    for (const line of links === null ? [words.isJustStarting] : linkLines(words, links)) out(line);
    return 0;
  }

  const stop = stopSignal(STOP_WITHIN_MS);
  const stopped = new Promise<null>((resolve) => stop.addEventListener('abort', () => resolve(null), { once: true }));
  out(words.starting);
  await endLeftovers(home);
  const notes = noteInstance(home);
  const say = (line: string) => out(`  ${line}`);
  let running: Attempt | null = null;
  let exitCode = 0;
  try {
    const secrets = await keepSecrets(home.path);
    const { attempt, everything } = await startOnFreePorts({
      settings,
      choose: () => choosePorts(home, settings),
      begin: (ports) =>
        beginEverything({ settings, home, secrets, ports, say }, env, options['no-samples'] !== true, notes.parts),
      taken: (ports) => say(words.taken(ports.join(', '))),
      stopped,
    });
    running = attempt;
    if (everything !== null) {
      await notes.links(everything.links);
      out(words.ready(((performance.now() - began) / 1000).toFixed(1)));
      for (const line of linkLines(words, everything.links)) out(line);
      if (everything.samples !== null) {
        out(`\n${words.samples}`);
        for (const { role, url } of everything.samples) out(`  ${words.roles[role].padEnd(14)} ${url}`);
        await samplesShown(home);
      }
      out(`\n${words.howToStop}`);
      await Promise.race([stopped, attempt.failed]);
    }
    out(words.stopping);
  } catch (error) {
    err(`${words.gaveUp} ${error instanceof Error ? error.message : String(error)}`);
    err(`log: ${home.path}/log`);
    exitCode = error instanceof SettingsRefused ? 2 : 1;
  }
  await running?.stop();
  await notes.forget();
  await lock.release();
  if (exitCode === 0) out(words.stopped);
  return exitCode;
};

function linkLines(words: StartWords, links: Links): string[] {
  return (['public', 'admin', 'mail', 'temporal', 'api'] as const).flatMap((name) =>
    links[name] === null ? [] : [`  ${words.links[name].padEnd(18)} ${links[name]}`],
  );
}

function understand(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { help: { type: 'boolean', short: 'h' }, 'no-samples': { type: 'boolean' } },
    }).values;
  } catch (error) {
    throw notUnderstood(error, USAGE);
  }
}
