/** Somebody who doubts the result: downloads the public record with the program that recounts it, and counts again (R15). */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '../../domain/canonical.ts';
import type { VoteRecord } from '../../domain/vote-record.ts';
import type { Person } from './person.ts';
import type { World } from './world.ts';

export interface Recount {
  /** 0 where nothing was found. */
  readonly exit: number;
  readonly findings: readonly string[];
}

export interface Published {
  readonly record: VoteRecord;
  /** As the team's page has it. */
  readonly fingerprint: string;
  readonly recount: Recount;
  /** The same after one ballot of the record was changed. */
  readonly recountOfChanged: Recount;
}

export async function publish(
  {
    world,
    auditor,
    projectId,
    folder,
  }: { readonly world: World; readonly auditor: Person; readonly projectId: string; readonly folder: string },
  voteId: string,
): Promise<Published> {
  const { slug } = await auditor.get<{ slug: string }>(`/api/projects/${projectId}`);
  const { fingerprint } = await auditor.get<{ fingerprint: string | null }>(`/api/votes/${voteId}`);
  if (fingerprint === null) throw new Error('a vote is final and has no fingerprint');
  const file = (name: string): string => join(folder, name);
  const download = async (address: string, name: string): Promise<void> => {
    const response = await fetch(`${world.publicUrl}${address}`);
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    await writeFile(file(name), Buffer.from(await response.arrayBuffer()));
  };
  for (const name of ['record.json', 'ballots.csv']) await download(`/p/${slug}/vote/${name}`, name);
  await download('/vote/recount.mjs', 'recount.mjs');
  const record = JSON.parse(await readFile(file('record.json'), 'utf8')) as VoteRecord;
  // The SHA-256 of this file is the charter's hash (R13).
  await writeFile(file('charter.json'), canonicalJson(record.charter).normalize('NFC'));
  const recountOf = (name: string): Promise<Recount> =>
    recounted([file('recount.mjs'), file(name), file('ballots.csv'), '--fingerprint', fingerprint, '--lang', 'ro']);
  const recount = await recountOf('record.json');
  await writeFile(file('changed.json'), JSON.stringify(changed(record)));
  const recountOfChanged = await recountOf('changed.json');
  return { record, fingerprint, recount, recountOfChanged };
}

/** One ballot says something else. */
function changed(record: VoteRecord): VoteRecord {
  const [first, ...rounds] = record.rounds;
  const [ballot, ...ballots] = first?.ballots ?? [];
  if (!first || !ballot) throw new Error('a record without ballots');
  const other = { ...ballot, choice: ballot.choice === 1 ? 2 : 1 };
  return { ...record, rounds: [{ ...first, ballots: [other, ...ballots] }, ...rounds] };
}

function recounted(args: readonly string[]): Promise<Recount> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...args], (error, out) => {
      const findings = out.split('\n').filter((line) => line.startsWith('  - '));
      resolve({
        exit: typeof error?.code === 'number' ? error.code : error ? 1 : 0,
        findings: findings.map((line) => line.slice(4)),
      });
    });
  });
}
