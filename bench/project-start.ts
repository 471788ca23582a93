/**
 * Projects created through the API, until the answer and until all their stories run, against starts of bare
 * workflows on the same Temporal server.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { loadKnownPlan } from '../db/plan-file.ts';
import { milestoneWorkflowId } from '../workflows/contract/index.ts';
import { startBare } from './bare/temporal.ts';
import { newProject, signUp } from './jalon/people.ts';
import { startStack } from './jalon/stack.ts';
import { type BenchOptions, count, type Measurement, median } from './measurement.ts';

/** Options: `--rounds` (5), `--starts` of each kind in a round (8), `--clients` that start at a time (4). */
export async function run(options: BenchOptions): Promise<Measurement> {
  const rounds = count(options, 'rounds', 5);
  const starts = count(options, 'starts', 8);
  const clients = count(options, 'clients', 4);
  const milestones = loadKnownPlan('cojocna')?.milestones.map(({ key }) => key) ?? [];
  const [last] = milestones.slice(-1);
  if (last === undefined) throw new Error('the Cojocna plan is missing');
  console.log(`${rounds} rounds of ${starts} projects with ${milestones.length} milestones each and ${starts} bare`);
  console.log(`workflows, ${clients} at a time, after one round to warm up`);
  const stack = await startStack({ samples: false });
  try {
    const people = await signUp(stack);
    const bare = await startBare(stack.temporalAddress);
    try {
      const found = [];
      for (let round = 0; round <= rounds; round += 1) {
        const slugs = Array.from({ length: starts }, (_, number) => `bench-${round}-${number}`);
        const projects = async () => {
          const began = performance.now();
          await atATime(clients, slugs, (slug) => newProject(people, slug));
          const answered = performance.now();
          await Promise.all(slugs.map((slug) => runs(bare.client, milestoneWorkflowId(slug, last))));
          return { answered: answered - began, running: performance.now() - began };
        };
        const workflows = async () => {
          const began = performance.now();
          await atATime(clients, slugs, () => bare.start());
          return performance.now() - began;
        };
        const bareFirst = round % 2 === 0;
        const before = bareFirst ? await workflows() : 0;
        const { answered, running } = await projects();
        const perSecond = (milliseconds: number) => starts / (milliseconds / 1000);
        const rates = {
          bare: perSecond(bareFirst ? before : await workflows()),
          answered: perSecond(answered),
          running: perSecond(running),
        };
        const ratio = rates.answered / rates.bare;
        // A project is a story of its own and one a milestone.
        const storiesRatio = (rates.running * (milestones.length + 1)) / rates.bare;
        console.log(
          `${round === 0 ? 'warm-up' : `round ${round}`}: bare ${rates.bare.toFixed(1)}/s, ` +
            `projects answered ${rates.answered.toFixed(1)}/s (ratio ${ratio.toFixed(3)}), ` +
            `all stories running ${rates.running.toFixed(2)}/s (a story's ratio ${storiesRatio.toFixed(3)})`,
        );
        if (round > 0) found.push({ ...rates, ratio, storiesRatio });
      }
      const storiesRatio = median(found.map((each) => each.storiesRatio));
      console.log(`stories started with their projects ÷ bare starts: ${storiesRatio.toFixed(3)}`);
      return {
        figure: median(found.map(({ ratio }) => ratio)),
        unit: 'ratio',
        aim: null,
        details: { rounds: found, starts, clients, storiesRatio },
      };
    } finally {
      await bare.close();
    }
  } finally {
    await stack.stop();
  }
}

/** Calls for each of the values, so many at a time. */
async function atATime<T>(clients: number, values: readonly T[], call: (value: T) => Promise<unknown>): Promise<void> {
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (const value of values.filter((_value, index) => index % clients === client)) await call(value);
    }),
  );
}

const RUNS_WITHIN_MS = 60_000;

/** Waits until the workflow is there. A project starts its milestones' stories in order, so the last one tells for all. */
async function runs(client: Client, workflowId: string): Promise<void> {
  const until = performance.now() + RUNS_WITHIN_MS;
  for (;;) {
    try {
      await client.workflow.getHandle(workflowId).describe();
      return;
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError) || performance.now() > until) throw error;
    }
    await pause(20);
  }
}
