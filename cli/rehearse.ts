/**
 * `jalon rehearse`: a whole project on a skipped clock, through the public API, with people who are late, absent or
 * mistaken. It leaves the record, the final report and every message; and, where asked, the stories' histories.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { loadKnownPlan } from '../db/plan-file.ts';
import { createSignInLink, PRINTED_LINK_LIFE } from '../db/sign-in-links.ts';
import { createUser } from '../db/users.ts';
import { dayOf } from '../domain/calendar.ts';
import { LOCALES, PROJECT_ROLES, type ProjectRole } from '../domain/lifecycle.ts';
import {
  campaignWorkflowId,
  matchWorkflowId,
  milestoneWorkflowId,
  projectWorkflowId,
  runWorkflowId,
  voteWorkflowId,
} from '../workflows/contract/index.ts';
import { keepMoneyFiles } from './rehearsal/money-files.ts';
import { Person } from './rehearsal/person.ts';
import { type People, play } from './rehearsal/play.ts';
import { recordOf } from './rehearsal/record.ts';
import { fillRegister } from './rehearsal/register.ts';
import { createWorld, type World } from './rehearsal/world.ts';

export const USAGE = `jalon rehearse [--plan KEY] [--out DIR] [--histories DIR]

  --plan KEY       the plan to play (cojocna)
  --out DIR        where rehearsal.json, report/, vote/, money/ and mail/ go (rehearsal)
  --histories DIR  also writes the histories of all stories, for the replay test
`;

export async function rehearse(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      plan: { type: 'string', default: 'cojocna' },
      out: { type: 'string', default: 'rehearsal' },
      histories: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const out = resolve(values.out);
  const mailDir = join(out, 'mail');
  await rm(mailDir, { recursive: true, force: true });
  const voteDir = join(out, 'vote');
  for (const folder of [join(out, 'report'), voteDir]) await mkdir(folder, { recursive: true });
  const begun = performance.now();
  const world = await createWorld(mailDir);
  try {
    const startedAt = world.now();
    const { people, projectId } = await begin(world, values.plan);
    const plan = loadKnownPlan(values.plan);
    if (!plan) throw new Error(`there is no plan ${values.plan}`);
    say(`${values.plan} begins on ${dayOf(startedAt)}`);
    await fillRegister(people.staff, projectId, plan);
    const played = await play(world, people, projectId, plan, voteDir);
    await world.deliver();
    for (const locale of LOCALES) {
      const name = locale === 'ro' ? 'final-report.pdf' : `final-report.${locale}.pdf`;
      const pdf = await people.auditor.download(`/api/projects/${projectId}/report.pdf?locale=${locale}`);
      await writeFile(join(out, 'report', name), pdf);
    }
    const moneyDir = join(out, 'money');
    if (played.money) await keepMoneyFiles(world, people, projectId, played.money, moneyDir);
    if (values.histories) await writeHistories(world, people.auditor, projectId, resolve(values.histories));
    const wallSeconds = Math.round((performance.now() - begun) / 100) / 10;
    const record = await recordOf(world, people, projectId, plan, played, { startedAt, wallSeconds });
    await writeFile(join(out, 'rehearsal.json'), `${JSON.stringify(record, null, 2)}\n`);
    say(
      `completed on ${dayOf(world.now())}: ${record.skippedDays} days in ${wallSeconds} s, ${record.messages.total} messages`,
    );
    say(`see ${join(out, 'rehearsal.json')}, ${join(out, 'report')}, ${voteDir}, ${moneyDir} and ${mailDir}`);
    return 0;
  } finally {
    await world.close();
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Makes the people, signs them in, and creates the project. The first administrator comes from the command line. */
async function begin(world: World, plan: string): Promise<{ people: People; projectId: string }> {
  const first = await createUser(
    world.store,
    { email: 'administrator@example.org', name: 'Administrator (exemplu)', locale: 'ro', isAdmin: true },
    world.now(),
  );
  const administrator = new Person('administrator', world.publicUrl);
  await administrator.signIn(
    (await createSignInLink(world.store.knex, first.id, world.publicUrl, PRINTED_LINK_LIFE)).url,
  );
  const byRole = new Map<ProjectRole, Person>();
  const byId = new Map<string, Person>();
  const members: { userId: string; role: ProjectRole }[] = [];
  for (const role of PROJECT_ROLES) {
    const name = `${SAMPLE_NAMES[role]} (exemplu)`;
    const locale = role === 'auditor' ? 'en' : 'ro';
    const user = await administrator.post<{ id: string }>('/api/users', { email: `${role}@example.org`, name, locale });
    const { url } = await administrator.post<{ url: string }>(`/api/users/${user.id}/sign-in-link`, {});
    const person = new Person(role, world.publicUrl);
    await person.signIn(url);
    byRole.set(role, person);
    byId.set(user.id, person);
    members.push({ userId: user.id, role });
  }
  const project = await administrator.post<{ id: string }>('/api/projects', {
    slug: plan,
    plan,
    startsOn: dayOf(world.now()),
    members,
  });
  const [staff, manager, partner, auditor] = ROLES.map((role) => byRole.get(role));
  if (!staff || !manager || !partner || !auditor) throw new Error(`a rehearsal needs ${ROLES.join(', ')}`);
  return { people: { staff, manager, partner, auditor, byId }, projectId: project.id };
}

const ROLES = ['staff', 'manager', 'partner', 'auditor'] as const satisfies readonly ProjectRole[];

const SAMPLE_NAMES: Readonly<Record<ProjectRole, string>> = {
  staff: 'Responsabil de activități',
  manager: 'Manager de proiect',
  partner: 'Primărie',
  auditor: 'Auditor',
};

/** One file a story, as Temporal's own tools write it. */
async function writeHistories(world: World, reader: Person, projectId: string, dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const project = await reader.get<{ slug: string }>(`/api/projects/${projectId}`);
  const rows = await reader.list<{ key: string }>('/api/milestones', { projectId });
  const runs = await reader.list<{ number: number; milestone: { key: string } }>('/api/runs', { projectId });
  const votes = await reader.list<{ id: string }>('/api/votes', { projectId });
  const campaigns = await reader.list<{ id: string }>('/api/campaigns', { projectId });
  const matches = await reader.list<{ id: string }>('/api/matches', { projectId });
  const ids = [
    projectWorkflowId(project.slug),
    ...rows.map(({ key }) => milestoneWorkflowId(project.slug, key)),
    ...runs.map(({ number, milestone }) => runWorkflowId(project.slug, milestone.key, number)),
    ...votes.map(({ id }) => voteWorkflowId(id)),
    ...campaigns.map(({ id }) => campaignWorkflowId(id)),
    ...matches.map(({ id }) => matchWorkflowId(id)),
  ];
  for (const id of ids) {
    const history = await world.client.workflow.getHandle(id).fetchHistory();
    await writeFile(join(dir, `${id.replaceAll(':', '.')}.json`), historyToJSON(history));
  }
  say(`${ids.length} histories in ${dir}`);
}
