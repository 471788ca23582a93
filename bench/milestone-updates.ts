/**
 * Commands on milestones (submit, return, submit, …) through HTTP, against bare workflow updates on the same Temporal
 * server: updates that await one activity which does nothing, and updates that do nothing at all.
 */
import { startBare, update } from './bare/temporal.ts';
import { readyMilestones } from './jalon/milestones.ts';
import { signUp } from './jalon/people.ts';
import { startStack } from './jalon/stack.ts';
import { type BenchOptions, count, type Measurement } from './measurement.ts';
import { load } from './rates/load.ts';
import { inTurns, inWords, ratioOf } from './rates/rounds.ts';

const SPREAD_OVER = 32;
const AT_A_TIME = [1, 8, 32];
const AIM = 0.7;

/** Options: `--rounds` (5), `--seconds` of each kind in a round (3), `--projects` that hold the 32 milestones (8). */
export async function run(options: BenchOptions): Promise<Measurement> {
  const rounds = count(options, 'rounds', 5);
  const seconds = count(options, 'seconds', 3);
  const projects = count(options, 'projects', 8);
  console.log(`${SPREAD_OVER} milestones in ${projects} projects and ${SPREAD_OVER} bare workflows;`);
  console.log(`${rounds} rounds of ${seconds} s for each kind, after one to warm up`);
  const stack = await startStack({ samples: false });
  try {
    const milestones = await readyMilestones(await signUp(stack), SPREAD_OVER, projects);
    const bare = await startBare(stack.temporalAddress);
    try {
      const workflows = await bare.workflows(SPREAD_OVER);
      const found = [];
      for (const clients of AT_A_TIME) {
        const figures = await inTurns(rounds, {
          jalon: () => load(milestones, clients, seconds, (milestone) => milestone.step()),
          withActivity: () => load(workflows, clients, seconds, (workflow) => update(workflow, 'activity')),
          withoutActivity: () => load(workflows, clients, seconds, (workflow) => update(workflow, 'none')),
        });
        const ratio = ratioOf(figures.jalon, figures.withActivity);
        const ratioWithoutActivity = ratioOf(figures.jalon, figures.withoutActivity);
        console.log(`${clients} at a time`);
        console.log(`  commands through HTTP          ${inWords(figures.jalon)}`);
        console.log(`  bare updates, one activity     ${inWords(figures.withActivity)}  ratio ${ratio.toFixed(3)}`);
        console.log(
          `  bare updates, no activity      ${inWords(figures.withoutActivity)}  ratio ${ratioWithoutActivity.toFixed(3)}`,
        );
        found.push({ atATime: clients, ...figures, ratio, ratioWithoutActivity });
      }
      return {
        figure: Math.min(...found.map(({ ratio }) => ratio)),
        unit: 'ratio',
        aim: { atLeast: AIM },
        details: { spreadOver: SPREAD_OVER, projects, rounds, seconds, found },
      };
    } finally {
      await bare.close();
    }
  } finally {
    await stack.stop();
  }
}
