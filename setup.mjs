/**
 * Makes a clone ready to run: packages, compiled programs, the workflows' bundle, the admin pages.
 * Runs before `npm start`, `npm test` and the rest; does nothing when nothing changed. Needs only Node and npm.
 *
 *   node setup.mjs            what `npm start` needs
 *   node setup.mjs --build    builds everything anew
 *   node setup.mjs --tests    also the servers and the browser that the tests use
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(fileURLToPath(import.meta.url));
const OLDEST_NODE = [20, 19];
const STAMPS = join(ROOT, 'node_modules', '.jalon');
const LAYERS = [
  ...['domain', 'workflows', 'activities', 'server', 'db', 'migrations', 'mail', 'reports', 'cli', 'stack'],
  ...['bench', 'tests'],
];

const options = new Set(process.argv.slice(2));
for (const option of options) {
  if (!['--build', '--tests'].includes(option)) fail(`setup.mjs does not know ${option} (--build, --tests)`);
}

checkNode();
if (!packagesAreThere()) {
  step('Installing packages (npm ci; a minute or two, once)', ['npm', 'ci', '--no-progress']);
}
await build('programs', ['root.ts', 'tsconfig.json', ...LAYERS], ['dist/cli/main.js'], () => {
  step('Compiling', [process.execPath, 'node_modules/typescript/bin/tsc']);
  removeOrphans(join(ROOT, 'dist'), ROOT);
});
await build('workflows', ['workflows', 'domain'], ['dist/workflow-bundle.js'], bundleWorkflows);
await build('admin-ui', ['admin-ui'], ['admin-ui/dist/index.html'], () => {
  step(
    'Building the admin pages',
    [process.execPath, join(ROOT, 'node_modules/vite/bin/vite.js'), 'build'],
    'admin-ui',
  );
});
if (options.has('--tests')) await findServers();

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    fail(`Jalon needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  }
}

/** Compares the lock file with what npm wrote down when it last installed. */
function packagesAreThere() {
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const there = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (there[path] === undefined ? optional === true : there[path].version === version),
  );
}

async function build(name, sources, results, work) {
  const stamp = fingerprint(sources);
  if (isFresh(name, stamp, results)) return;
  await work();
  keep(name, stamp);
}

function isFresh(name, stamp, results) {
  const file = join(STAMPS, name);
  return (
    !options.has('--build') &&
    existsSync(file) &&
    readFileSync(file, 'utf8') === stamp &&
    results.every((result) => existsSync(join(ROOT, result)))
  );
}

function keep(name, stamp) {
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(join(STAMPS, name), stamp);
}

/** Hash of the sources' names and contents, and of the packages they are built with. */
function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const source of ['package-lock.json', ...sources]) {
    for (const file of filesUnder(join(ROOT, source))) hash.update(file).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter(({ name }) => !['node_modules', 'dist', 'histories'].includes(name))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)]));
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path];
    throw error;
  }
}

/** A source that was renamed or removed leaves no program behind. */
function removeOrphans(compiled, sources) {
  for (const entry of readdirSync(compiled, { withFileTypes: true })) {
    const path = join(compiled, entry.name);
    if (entry.isDirectory()) {
      if (existsSync(join(sources, entry.name))) removeOrphans(path, join(sources, entry.name));
      else rmSync(path, { recursive: true });
    } else if (/\.js(\.map)?$/.test(entry.name) && entry.name !== 'workflow-bundle.js') {
      if (!existsSync(join(sources, entry.name.replace(/\.js(\.map)?$/, '.ts')))) rmSync(path);
    }
  }
}

async function bundleWorkflows() {
  say('Bundling the workflows …');
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(ROOT, 'dist', 'workflows', 'index.js'),
    logger: new DefaultLogger('WARN'),
  });
  writeFileSync(join(ROOT, 'dist', 'workflow-bundle.js'), code);
}

async function findServers() {
  const { findChromium, findTemporal, findTestServer, findVeraPdf } = await import('./dist/stack/finding.js');
  try {
    await findTemporal(say);
    await findTestServer(say);
    await findVeraPdf(say);
  } catch (error) {
    fail(error.message);
  }
  // Only the tests in a browser need this one, and they say so themselves.
  await findChromium(say).catch((error) => say(error.message));
}

function step(words, [program, ...args], folder = '.') {
  say(`${words} …`);
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    cwd: join(ROOT, folder),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) fail(`${words} failed: ${error.message}`);
  if (status !== 0) fail(`${stdout}${stderr}\n${words} failed: ${program} ${args.join(' ')} (exit code ${status}).`);
}

function say(line) {
  console.log(`  ${line}`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
