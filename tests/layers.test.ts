/** The layering is the linter's to hold: each wrong way is tried here once, so that a rule that no longer bites is seen. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fromRoot } from '../root.ts';

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'domain/probe.ts': ['zod', 'temporal-polyfill', 'date-holidays', './plan.ts'],
  'workflows/probe.ts': [
    './milestone.ts',
    './contract/index.ts',
    '../domain/plan.ts',
    '@temporalio/workflow',
    '@temporalio/common',
  ],
  'workflows/contract/probe.ts': ['./index.ts', '../../domain/plan.ts', '@temporalio/workflow'],
  'activities/probe.ts': [
    '../db/store.ts',
    '../domain/plan.ts',
    '../mail/compose.ts',
    '../reports/fonts.ts',
    '../workflows/contract/activities.ts',
    '@temporalio/activity',
  ],
  'server/api/probe.ts': [
    '../../db/store.ts',
    '../../domain/plan.ts',
    '../../workflows/contract/index.ts',
    '../schema/users.ts',
    'express',
    '@temporalio/client',
    'node:fs',
  ],
  'db/probe.ts': ['../domain/plan.ts', './store.ts', '../root.ts', 'knex', 'node:fs'],
  'mail/probe.ts': ['../domain/plan.ts', '../db/store.ts', '../root.ts', 'nodemailer', 'node:fs'],
  'reports/probe.ts': ['../domain/plan.ts', '../db/store.ts', '../root.ts', 'node:fs'],
  'migrations/probe.ts': ['knex', './001_spine.ts'],
  'cli/commands/probe.ts': ['../../stack/home.ts', '../../db/store.ts', '../../server/app.ts', '../worker.ts'],
  'stack/probe.ts': ['../migrations/index.ts', '../root.ts'],
  'admin-ui/src/projects/probe.ts': ['react', '../api/types.ts'],
  'admin-ui/src/api/types.ts': ['../../../server/schema/users.ts'],
};

const FORBIDDEN: Readonly<Record<string, readonly string[]>> = {
  'domain/probe.ts': [
    'node:fs',
    'knex',
    'pg',
    'express',
    '@temporalio/workflow',
    ...['workflows/time.ts', 'activities/index.ts', 'server/app.ts', 'db/store.ts', 'migrations/index.ts'].map(up),
    ...['mail/compose.ts', 'reports/fonts.ts', 'cli/main.ts', 'stack/home.ts', 'root.ts'].map(up),
  ],
  'workflows/probe.ts': [
    'node:fs',
    'knex',
    '@temporalio/client',
    '@temporalio/worker',
    ...['activities/index.ts', 'server/app.ts', 'db/store.ts', 'mail/compose.ts', 'reports/fonts.ts'].map(up),
    ...['cli/main.ts', 'stack/home.ts', 'migrations/index.ts', 'root.ts'].map(up),
  ],
  'activities/probe.ts': [
    ...['workflows/project.ts', 'workflows/index.ts', 'server/app.ts', 'cli/main.ts', 'stack/home.ts'].map(up),
    '../migrations/index.ts',
  ],
  'server/api/probe.ts': [
    ...['workflows/project.ts', 'activities/index.ts', 'mail/compose.ts', 'reports/fonts.ts', 'cli/main.ts'].map(up2),
    ...['stack/home.ts', 'migrations/index.ts'].map(up2),
    '@temporalio/worker',
    '@temporalio/workflow',
  ],
  'db/probe.ts': [
    ...['workflows/contract/index.ts', 'activities/index.ts', 'server/app.ts', 'mail/compose.ts'].map(up),
    ...['reports/fonts.ts', 'cli/main.ts', 'stack/home.ts'].map(up),
    'express',
    '@temporalio/client',
  ],
  'mail/probe.ts': [
    ...['workflows/time.ts', 'activities/index.ts', 'server/app.ts', 'reports/fonts.ts', 'cli/main.ts'].map(up),
    '../stack/home.ts',
  ],
  'reports/probe.ts': [
    ...['workflows/time.ts', 'activities/index.ts', 'server/app.ts', 'mail/compose.ts', 'cli/main.ts'].map(up),
    '../stack/home.ts',
  ],
  'migrations/probe.ts': ['../domain/plan.ts', '../db/store.ts', 'node:fs'],
  'admin-ui/src/projects/probe.ts': [
    ...['server/schema/users.ts', 'server/app.ts', 'domain/plan.ts', 'db/store.ts'].map((path) => `../../../${path}`),
    ...['workflows/contract/index.ts', 'stack/home.ts', 'cli/main.ts'].map((path) => `../../../${path}`),
  ],
  'admin-ui/src/api/types.ts': ['../../../server/app.ts', '../../../domain/plan.ts'],
};

function up(path: string): string {
  return `../${path}`;
}

function up2(path: string): string {
  return `../../${path}`;
}

interface Report {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly location: { readonly path: string; readonly start: { readonly line: number } };
  }[];
}

let found: ReadonlySet<string>;
let folder: string;

/** One import a line, so that a finding's line says which one it is about. */
function probe(imports: readonly string[]): string {
  return imports.map((name) => `import '${name}';\n`).join('');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jalon-layers-'));
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  const config = JSON.parse(await readFile(fromRoot('biome.json'), 'utf8'));
  await write('biome.json', JSON.stringify({ ...config, $schema: undefined, vcs: { enabled: false } }));
  for (const path of new Set([...Object.keys(ALLOWED), ...Object.keys(FORBIDDEN)])) {
    await write(path, probe([...(ALLOWED[path] ?? []), ...(FORBIDDEN[path] ?? [])]));
  }
  await write('server/one.ts', "import { two } from './two.ts';\nexport const one = () => two;\n");
  await write('server/two.ts', "import { one } from './one.ts';\nexport const two = () => one;\n");
  const report = await new Promise<Report>((resolve, reject) => {
    const biome = fromRoot('node_modules', '@biomejs', 'biome', 'bin', 'biome');
    const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=1000', '.'];
    execFile(process.execPath, args, { cwd: folder }, (error, stdout) => {
      if (stdout === '') reject(error ?? new Error('no report'));
      else resolve(JSON.parse(stdout));
    });
  });
  found = new Set(
    report.diagnostics.map(({ category, location }) => `${category} ${location.path}:${location.start.line}`),
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const isRefused = (path: string, line: number) => found.has(`lint/style/noRestrictedImports ${path}:${line}`);

describe('imports point one way', () => {
  test.each(Object.entries(ALLOWED))('%s may import what lies below it', (path, imports) => {
    expect(imports.filter((_, at) => isRefused(path, at + 1))).toEqual([]);
  });

  test.each(Object.entries(FORBIDDEN))('%s may not import what lies above or beside it', (path, imports) => {
    const before = ALLOWED[path]?.length ?? 0;
    expect(imports.filter((_, at) => !isRefused(path, before + at + 1))).toEqual([]);
  });

  test('two files that import each other are refused', () => {
    expect([...found].filter((line) => line.startsWith('lint/suspicious/noImportCycles'))).toHaveLength(2);
  });
});
