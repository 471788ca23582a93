/**
 * `npm run chaos -- vote [--voters N] [--posts N] [--kills N] [--database-kills N]`,
 * `npm run chaos -- match [--matches N] [--releases N]` and `npm run chaos -- ledger [--runs N] [--entries N]`: exit code 0 where everything held.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fromRoot } from '../../root.ts';
import startServers from '../../tests/stack/global-setup.ts';
import stopServers from '../../tests/stack/global-teardown.ts';
import { startJalon } from '../../tests/stack/jalon.ts';
import { count } from '../measurement.ts';
import { isSoundLedger, runLedgerChaos } from './ledger.ts';
import { isSoundMatch, runMatchChaos } from './match.ts';
import { isSound, runVoteChaos } from './vote.ts';

type Options = Readonly<Record<string, string>>;
interface Outcome {
  readonly figures: Readonly<Record<string, number>>;
  readonly sound: boolean;
}

const say = (line: string) => console.log(line);

const ATTACKS: Readonly<Record<string, (options: Options) => Promise<Outcome>>> = {
  async vote(options) {
    const outcome = await runVoteChaos({
      voters: count(options, 'voters', 10_000),
      posts: count(options, 'posts', 50),
      serverKills: count(options, 'kills', 100),
      databaseKills: count(options, 'database-kills', 5),
      say,
    });
    return { figures: { ...outcome }, sound: isSound(outcome) };
  },
  async ledger(options) {
    const runs = count(options, 'runs', 50);
    const outcome = await runLedgerChaos({ runs, entries: count(options, 'entries', 500), say });
    return { figures: { ...outcome }, sound: isSoundLedger(outcome) && outcome.published === runs };
  },
  async match(options) {
    await startServers();
    try {
      const jalon = await startJalon(['worker', 'server', 'second-server']);
      try {
        const matches = count(options, 'matches', 27);
        const outcome = await runMatchChaos(jalon, { matches, releases: count(options, 'releases', 20), say });
        return { figures: { ...outcome }, sound: isSoundMatch(outcome) };
      } finally {
        await jalon.close();
      }
    } finally {
      await stopServers();
    }
  },
};

const [name = '', ...args] = process.argv.slice(2);
const pairs = args.flatMap((arg, place) => (place % 2 === 0 ? [[arg.replace(/^--/, ''), args[place + 1] ?? '']] : []));
const options: Options = Object.fromEntries(pairs);
const attack = ATTACKS[name];

if (!attack) {
  console.error(
    'Usage: npm run chaos -- vote [--voters N] [--posts N] [--kills N] [--database-kills N]\n' +
      '       npm run chaos -- match [--matches N] [--releases N]\n' +
      '       npm run chaos -- ledger [--runs N] [--entries N]',
  );
  process.exitCode = 2;
} else {
  const { figures, sound } = await attack(options);
  const results = fromRoot('bench', 'results');
  await mkdir(results, { recursive: true });
  const record = { at: new Date().toISOString(), options, ...figures };
  await writeFile(fromRoot('bench', 'results', `chaos-${name}.json`), `${JSON.stringify(record, null, 2)}\n`);
  for (const [figure, value] of Object.entries(figures)) console.log(`  ${figure}: ${Math.round(value)}`);
  console.log(sound ? `${name}: everything held` : `${name}: NOT everything held`);
  process.exitCode = sound ? 0 : 1;
}
