/**
 * Stored histories of earlier releases still replay on today's stories: running projects survive an update.
 * The files are never changed; a release adds its own folder.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { fromRoot } from '../../root.ts';

interface StoredHistory {
  readonly workflowId: string;
  readonly file: string;
  readonly history: { readonly events: readonly object[] };
}

const FOLDER = fromRoot('tests', 'histories');
/** A history that grows past this has a story that does too much (a server warns at ten thousand). */
const MOST_EVENTS = 2000;

let stored: StoredHistory[];
/** The stories as the worker runs them. */
let bundle: string;

beforeAll(async () => {
  // Quiet: a replay that is meant to fail would fill the screen.
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
  });
  bundle = await readFile(fromRoot('dist', 'workflow-bundle.js'), 'utf8');
  stored = [];
  for (const file of (await readdir(FOLDER, { recursive: true })).filter((name) => name.endsWith('.json')).sort()) {
    const history = JSON.parse(await readFile(join(FOLDER, file), 'utf8')) as StoredHistory['history'];
    const workflowId = (file.split('/').at(-1) ?? '').replace(/\.json$/, '').replaceAll('.', ':');
    stored.push({ workflowId, file, history });
  }
});

/** The failures of replaying histories with the stories of this bundle. */
async function replay(code: string, histories: readonly StoredHistory[]): Promise<Map<string, Error>> {
  const failures = new Map<string, Error>();
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { code } }, histories)) {
    if (error) failures.set(workflowId, error);
  }
  return failures;
}

test('the histories of a whole project are stored: its own, one a milestone and one a run', () => {
  const ids = stored.filter(({ file }) => file.startsWith('rehearsal')).map(({ workflowId }) => workflowId);
  expect(ids).toContain('project:cojocna');
  expect(ids.filter((id) => id.startsWith('milestone:cojocna:'))).toHaveLength(15);
  expect(ids.filter((id) => id.startsWith('run:cojocna:'))).toHaveLength(7);
});

test('the histories of consultations and a vote are stored, with those of their milestones', () => {
  const ids = stored.filter(({ file }) => file.startsWith('votes')).map(({ workflowId }) => workflowId);
  expect(ids).toEqual([
    'milestone:cojocna:A10',
    'milestone:cojocna:A9',
    'run:cojocna:A9:1',
    'run:cojocna:A9:2',
    expect.stringMatching(/^vote:[\da-f-]{36}$/),
  ]);
});

test('the histories of a campaign and its match are stored, with those of their milestones', () => {
  const ids = stored.filter(({ file }) => file.startsWith('money')).map(({ workflowId }) => workflowId);
  expect(ids).toEqual([
    expect.stringMatching(/^campaign:[\da-f-]{36}$/),
    expect.stringMatching(/^match:[\da-f-]{36}$/),
    ...['A11', 'A12', 'A13', 'A14'].map((key) => `milestone:cojocna:${key}`),
  ]);
});

test('every stored history replays on the stories as they are', async () => {
  expect([...(await replay(bundle, stored))]).toEqual([]);
});

describe('an incompatible edit is caught', () => {
  const INSTANT = "'2026-03-02T10:00:00Z'";

  const kindOf = ({ workflowId }: StoredHistory): string => workflowId.split(':')[0] ?? '';

  /** Which kinds no longer replay, one history each, with the stories changed in the one place where `from` stands in them. */
  async function edit(from: string, to: string): Promise<Map<string, Error>> {
    expect(bundle.split(from)).toHaveLength(2);
    const oneEach = [...new Map(stored.map((each) => [kindOf(each), each])).values()];
    const failures = await replay(
      bundle.replace(from, () => to),
      oneEach,
    );
    return new Map([...failures].map(([id, error]) => [id.split(':')[0] ?? '', error]));
  }

  test('a milestone that asks for its reminder before it loads where it stands', async () => {
    const failures = await edit(
      'this.#learn(await loadMilestone(',
      `await remindMilestone(this.#input.milestoneId, ${INSTANT}); this.#learn(await loadMilestone(`,
    );
    expect([...failures.keys()]).toEqual(['milestone']);
    for (const error of failures.values()) expect(error.name).toBe('DeterminismViolationError');
  });

  test.each(['Run', 'Vote', 'Campaign', 'Match'])(
    'a %s that asks what is due before it loads where it stands',
    async (what) => {
      const kind = what.toLowerCase();
      const late = `(async (id, now) => (await wake${what}(id, ${INSTANT}), load${what}(id, now)))(`;
      const failures = await edit(`load${what}(${kind}Id`, `${late}${kind}Id`);
      expect([...failures.keys()]).toEqual([kind]);
    },
  );

  test('a project that no longer opens what is ready', async () => {
    const failures = await edit('const seen = endings;', 'const seen = endings + 1;');
    expect([...failures.keys()]).toEqual(['project']);
  });
});

describe('what a history holds', () => {
  test('R28 no address and no name: payloads are read as the server keeps them, decoded', () => {
    for (const { file, history } of stored) {
      const text = everyText(history).join('\n');
      expect(text.length).toBeGreaterThan(100);
      expect({ file, address: /[\w.+-]+@([\w-]+\.)+[a-z]{2,}/i.exec(text)?.[0] }).toEqual({ file, address: undefined });
      // Every sample person's name ends so.
      expect({ file, name: /exemplu|sample/i.exec(text)?.[0] }).toEqual({ file, name: undefined });
    }
  });

  test(`a history stays under ${MOST_EVENTS} events`, () => {
    for (const { history } of stored) expect(history.events.length).toBeLessThan(MOST_EVENTS);
  });
});

/** All strings of a history, base64 payloads decoded. */
function everyText(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return key === 'data' ? [Buffer.from(value, 'base64').toString('utf8')] : [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, member]) => everyText(member, name));
}
