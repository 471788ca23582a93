/**
 * Finds the programs that npm does not bring: Temporal's development server, the server that skips time (rehearsal,
 * tests) and Chromium (tests). Always in the same order, and the answer says which way it was.
 */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import {
  buildTemporal,
  downloadChromium,
  fetchTestServer,
  fetchVeraPdf,
  installChromium,
  type Say,
} from './building.ts';

export interface Found {
  readonly program: string;
  /** Which way it was found, e.g. "on PATH". */
  readonly way: string;
}

/** One way to a program: its path, or null where this way does not lead to one (an error says why). */
export interface Way {
  readonly name: string;
  find(say: Say): Promise<string | null>;
}

/** Programs fetched or built once for this user. */
export const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'jalon');

const silent: Say = () => undefined;

/** Temporal's development server (`temporal server start-dev`). */
export function findTemporal(say: Say = silent): Promise<Found> {
  const built = join(CACHE, 'bin', 'temporal');
  return firstFound("Temporal's server", say, [
    fromEnvironment('TEMPORAL_PROGRAM'),
    onPath(['temporal']),
    inCache(built),
    fromSdk('dev-server', built),
    { name: 'built with `go install`', find: (tell) => buildTemporal(built, tell) },
  ]);
}

/** Temporal's test server, which skips time; started with a port as its argument. */
export function findTestServer(say: Say = silent): Promise<Found> {
  const fetched = join(CACHE, 'test-server', 'temporal-test-server');
  return firstFound("Temporal's time-skipping test server", say, [
    fromEnvironment('TEMPORAL_TEST_SERVER_PROGRAM'),
    onPath(['temporal-test-server']),
    inCache(fetched),
    fromSdk('time-skipping', join(CACHE, 'bin', 'temporal-test-server')),
    { name: 'fetched with `mvn`', find: (tell) => fetchTestServer(fetched, tell) },
  ]);
}

/** veraPDF, which says whether a report is the PDF/A file that it claims to be; for the tests. */
export function findVeraPdf(say: Say = silent): Promise<Found> {
  const fetched = join(CACHE, 'verapdf', 'verapdf');
  return firstFound('veraPDF', say, [
    fromEnvironment('VERAPDF_PROGRAM'),
    onPath(['verapdf']),
    inCache(fetched),
    { name: 'fetched with `mvn`', find: (tell) => fetchVeraPdf(fetched, tell) },
  ]);
}

/** Chromium, for the tests in a browser. */
export function findChromium(say: Say = silent): Promise<Found> {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return firstFound('Chromium', say, [
    fromEnvironment('CHROMIUM_PROGRAM'),
    onPath(names),
    inCache(join(CACHE, 'bin', 'chromium')),
    { name: "Playwright's download", find: playwrightChromium },
    {
      name: 'installed with `apt-get`',
      find: async (tell) => ((await installChromium(tell)) ? onPath(names).find(tell) : null),
    },
  ]);
}

/** Tries one way after the other. @throws an error that names every way that was tried, and why it failed */
export async function firstFound(what: string, say: Say, ways: readonly Way[]): Promise<Found> {
  const tried: string[] = [];
  for (const way of ways) {
    try {
      const program = await way.find(say);
      if (program !== null) return { program, way: way.name };
      tried.push(`${way.name}: not there`);
    } catch (error) {
      tried.push(`${way.name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    }
  }
  throw new Error(`${what} was not found. Tried:\n${tried.map((line, at) => `  ${at + 1}. ${line}`).join('\n')}`);
}

function fromEnvironment(variable: string): Way {
  return {
    name: `the environment (${variable})`,
    async find() {
      const path = process.env[variable];
      if (path === undefined || path === '') return null;
      if (!isAbsolute(path) || !isExecutable(path)) throw new Error(`${path} is not the full path of a program`);
      return path;
    },
  };
}

function onPath(names: readonly string[]): Way {
  return {
    name: 'on PATH',
    async find() {
      for (const folder of (process.env.PATH ?? '').split(delimiter)) {
        for (const name of names) {
          const path = join(folder, name);
          if (isAbsolute(path) && isExecutable(path)) return path;
        }
      }
      return null;
    },
  };
}

function inCache(path: string): Way {
  return { name: `kept in ${CACHE}`, find: async () => (isExecutable(path) ? path : null) };
}

/** The SDK fetches the program while it starts it once; what it fetched is kept. */
function fromSdk(type: 'dev-server' | 'time-skipping', keepAs: string): Way {
  return {
    name: "the SDK's download",
    async find(say) {
      if (isExecutable(keepAs)) return keepAs;
      say("Asking Temporal's SDK to download the server …");
      const downloadDir = join(CACHE, `download-${process.pid}`);
      await mkdir(downloadDir, { recursive: true });
      try {
        const { TestWorkflowEnvironment } = await import('@temporalio/testing');
        const { Runtime, DefaultLogger } = await import('@temporalio/worker');
        try {
          Runtime.install({ logger: new DefaultLogger('ERROR') });
        } catch {
          // Another part of this process set the runtime up before.
        }
        const executable = { type: 'cached-download', downloadDir } as const;
        const environment =
          type === 'dev-server'
            ? await TestWorkflowEnvironment.createLocal({ server: { executable } })
            : await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
        await environment.teardown();
        const [fetched] = await readdir(downloadDir);
        if (fetched === undefined) return null;
        await mkdir(join(keepAs, '..'), { recursive: true });
        await rename(join(downloadDir, fetched), keepAs);
        return keepAs;
      } finally {
        await rm(downloadDir, { recursive: true, force: true });
      }
    },
  };
}

async function playwrightChromium(say: Say): Promise<string | null> {
  const { chromium } = await import('playwright-core');
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  await downloadChromium(say);
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
