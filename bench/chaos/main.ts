/** `npm run chaos -- vote [--voters N] [--posts N] [--kills N] [--database-kills N]`: exit code 0 where everything held. */
import { mkdir, writeFile } from 'node:fs/promises';
import { fromRoot } from '../../root.ts';
import { count } from '../measurement.ts';
import { isSound, runVoteChaos } from './vote.ts';

const [name, ...args] = process.argv.slice(2);
const pairs = args.flatMap((arg, place) => (place % 2 === 0 ? [[arg.replace(/^--/, ''), args[place + 1] ?? '']] : []));
const options: Record<string, string> = Object.fromEntries(pairs);

if (name !== 'vote') {
  console.error('Usage: npm run chaos -- vote [--voters N] [--posts N] [--kills N] [--database-kills N]');
  process.exitCode = 2;
} else {
  const outcome = await runVoteChaos({
    voters: count(options, 'voters', 10_000),
    posts: count(options, 'posts', 50),
    serverKills: count(options, 'kills', 100),
    databaseKills: count(options, 'database-kills', 5),
    say: (line) => console.log(line),
  });
  const results = fromRoot('bench', 'results');
  await mkdir(results, { recursive: true });
  const record = { at: new Date().toISOString(), options, ...outcome };
  await writeFile(fromRoot('bench', 'results', 'chaos-vote.json'), `${JSON.stringify(record, null, 2)}\n`);
  for (const [figure, value] of Object.entries(outcome)) console.log(`  ${figure}: ${Math.round(value)}`);
  console.log(isSound(outcome) ? 'vote: everything held' : 'vote: NOT everything held');
  process.exitCode = isSound(outcome) ? 0 : 1;
}
