/** Getting programs from package registries, by their ordinary clients: Go's, Maven's, Debian's and npm's. */
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** Tells a person what takes longer than a moment. */
export type Say = (line: string) => void;

/** Later tags of the command-line tool carry a `replace` and cannot be installed so. */
const TEMPORAL_MODULE = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';

/** Compiles Temporal's server; a few minutes, once. */
export async function buildTemporal(target: string, say: Say): Promise<string> {
  return aside(target, async (folder) => {
    await run('go', ['install', '-ldflags', '-s -w', TEMPORAL_MODULE], {
      say,
      doing: "Building Temporal's server from Go's module registry (about 3 minutes, once)",
      env: { GOBIN: folder },
    });
    await rename(join(folder, 'temporal'), target);
  });
}

/** Fetches the test server's Java archives and writes a launcher beside them. */
export function fetchTestServer(launcher: string, say: Say): Promise<string> {
  return fetchJavaProgram(launcher, say, {
    what: "Temporal's test server",
    artifact: { group: 'io.temporal', name: 'temporal-test-server', version: '1.31.0' },
    mainClass: 'io.temporal.testserver.TestServer',
    mostMemory: '1g',
  });
}

/** Fetches veraPDF's Java archives and writes a launcher beside them. */
export function fetchVeraPdf(launcher: string, say: Say): Promise<string> {
  return fetchJavaProgram(launcher, say, {
    what: 'veraPDF',
    artifact: { group: 'org.verapdf.apps', name: 'greenfield-apps', version: '1.28.2' },
    mainClass: 'org.verapdf.apps.GreenfieldCliWrapper',
    mostMemory: '512m',
  });
}

interface JavaProgram {
  readonly what: string;
  readonly artifact: { readonly group: string; readonly name: string; readonly version: string };
  readonly mainClass: string;
  readonly mostMemory: string;
}

async function fetchJavaProgram(launcher: string, say: Say, program: JavaProgram): Promise<string> {
  const home = dirname(launcher);
  await aside(home, async (folder) => {
    await writeFile(join(folder, 'pom.xml'), pomOf(program));
    await run('mvn', ['--batch-mode', '--quiet', 'dependency:copy-dependencies', '-DoutputDirectory=jars'], {
      say,
      doing: `Fetching ${program.what} from the Maven registry`,
      cwd: folder,
    });
    await writeFile(join(folder, basename(launcher)), launcherOf(program));
    await chmod(join(folder, basename(launcher)), 0o755);
    await rm(home, { recursive: true, force: true });
    await rename(folder, home);
  });
  return launcher;
}

/** Installs Debian's Chromium; only root may, elsewhere the answer is false. */
export async function installChromium(say: Say): Promise<boolean> {
  if (process.getuid?.() !== 0) throw new Error('only root may install packages');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const doing = 'Installing Chromium with apt-get';
  await run('apt-get', ['update', '-qq'], { say, doing: 'Reading the list of Debian packages', env });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { say, doing, env });
  return true;
}

/** Playwright's own build of Chromium; needs the internet. */
export async function downloadChromium(say: Say): Promise<void> {
  const tool = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  await run(process.execPath, [tool, 'install', 'chromium'], {
    say,
    doing: 'Downloading Chromium with Playwright',
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
  });
}

const pomOf = ({ artifact: { group, name, version } }: JavaProgram): string => `\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>jalon</groupId><artifactId>${name}-fetched</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version>
  </dependency></dependencies>
</project>
`;

// Started often and for short: compile little, collect simply.
const launcherOf = ({ mainClass, mostMemory }: JavaProgram): string => `\
#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx${mostMemory} -cp "$here/jars/*" ${mainClass} "$@"
`;

/** Works in a folder beside the target, so that nothing half-made is ever found; returns the target. */
async function aside(target: string, make: (folder: string) => Promise<void>): Promise<string> {
  await mkdir(dirname(target), { recursive: true });
  const folder = await mkdtemp(`${target}.`);
  try {
    await make(folder);
    return target;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Run {
  readonly say: Say;
  readonly doing: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

const SAY_EVERY_MS = 15_000;

/** Runs a program to its end. @throws with the last line it wrote when it fails or is not there */
function run(program: string, args: readonly string[], { say, doing, env, cwd }: Run): Promise<void> {
  return new Promise((resolve, reject) => {
    say(`${doing} …`);
    const started = performance.now();
    const alive = setInterval(
      () => say(`${doing}: ${Math.round((performance.now() - started) / 1000)} s …`),
      SAY_EVERY_MS,
    );
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      ...(cwd === undefined ? {} : { cwd }),
    });
    let words = '';
    const listen = (part: Buffer) => {
      words = (words + part.toString('utf8')).slice(-10_000);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', (error) => {
      clearInterval(alive);
      reject(
        (error as NodeJS.ErrnoException).code === 'ENOENT' ? new Error(`there is no program "${program}"`) : error,
      );
    });
    child.once('close', (code) => {
      clearInterval(alive);
      if (code === 0) resolve();
      else reject(new Error(`${program} failed: ${words.trim().split('\n').at(-1) ?? `exit code ${code}`}`));
    });
  });
}
