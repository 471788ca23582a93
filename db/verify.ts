/**
 * What an auditor asks for: nothing was changed behind the software's back. Recomputes the chain of events,
 * the texts beside it, the files by their content, and holds states and dates against what the events say.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { eventHash, firstLink, textHash } from './events.ts';
import type { Reader } from './store.ts';

export interface Finding {
  readonly project: string;
  /** The record that does not agree: an event's number, a milestone's key, a file's hash. */
  readonly record: string;
  readonly what: string;
}

export interface Verified {
  readonly events: number;
  readonly files: number;
  /** The last link of each project's chain: noted outside, it also proves that no event was cut off at the end. */
  readonly heads: readonly { readonly project: string; readonly seq: number; readonly hash: string }[];
  readonly findings: readonly Finding[];
}

interface StoredEvent {
  readonly id: string;
  readonly project_id: string;
  readonly seq: number;
  readonly type: string;
  readonly at: Date;
  readonly actor_id: string | null;
  readonly milestone_id: string | null;
  readonly data: string;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
}

/**
 * @param filePath where a file of this SHA-256 (hexadecimal) lies
 * @returns counts, the chains' heads, and every disagreement; an empty list of findings is the good answer
 */
export async function verify(reader: Reader, filePath: (sha256: string) => string): Promise<Verified> {
  const projects = await reader('projects').orderBy('slug').select<{ id: string; slug: string }[]>('id', 'slug');
  const findings: Finding[] = [];
  const heads: Verified['heads'][number][] = [];
  let events = 0;
  for (const project of projects) {
    const chain = await verifyChain(reader, project, findings);
    events += chain.events;
    heads.push({ project: project.slug, seq: chain.events, hash: chain.head.toString('hex') });
    await verifyStates(reader, project, findings);
  }
  const files = await verifyFiles(reader, filePath, findings);
  return { events, files, heads, findings };
}

const PAGE = 500;

async function verifyChain(
  reader: Reader,
  project: { id: string; slug: string },
  findings: Finding[],
): Promise<{ events: number; head: Buffer }> {
  let previous = firstLink(project.id);
  let seq = 0;
  for (;;) {
    const page = await reader('events')
      .where({ project_id: project.id })
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(PAGE)
      .select<StoredEvent[]>();
    if (page.length === 0) return { events: seq, head: previous };
    const texts = await reader('event_texts')
      .whereIn(
        'event_id',
        page.map(({ id }) => id),
      )
      .select<{ event_id: string; name: string; salt: Buffer; text: string | null }[]>();
    for (const event of page) {
      const fault = (what: string) => findings.push({ project: project.slug, record: `event ${event.seq}`, what });
      if (event.seq !== seq + 1) fault(`events ${seq + 1} to ${event.seq - 1} are missing`);
      if (!event.previous_hash.equals(previous)) fault('does not follow from the event before it');
      const { project_id: projectId, actor_id: actorId, milestone_id: milestoneId } = event;
      const expected = eventHash({ ...event, projectId, actorId, milestoneId }, event.previous_hash);
      if (!expected.equals(event.hash)) fault('was changed after it was recorded');
      const hashes = (JSON.parse(event.data) as { textHashes?: Record<string, string> }).textHashes ?? {};
      for (const text of texts.filter(({ event_id }) => event_id === event.id)) {
        if (text.text === null) continue; // erased (R28): the salted hash stays
        if (textHash(text.salt, text.text) !== hashes[text.name]) fault(`its text "${text.name}" was changed`);
      }
      previous = event.hash;
      seq = event.seq;
    }
  }
}

/** A milestone's state and due date are those that its last events gave it. */
async function verifyStates(reader: Reader, project: { id: string; slug: string }, findings: Finding[]): Promise<void> {
  const { rows } = await reader.raw<{
    rows: { key: string; state: string; told: string | null; due_at: Date; due_told: Date | null }[];
  }>(
    `select m.key, m.state, m.due_at,
       coalesce(
         (select e.data::jsonb ->> 'to' from events e where e.milestone_id = m.id
           and e.data::jsonb -> 'to' is not null and e.type like 'milestone.%' and e.type <> 'milestone.assigned'
           order by seq desc limit 1), 'waiting') as told,
       (select d.due_at from due_dates d join events e on e.id = d.event_id
         where d.milestone_id = m.id order by e.seq desc limit 1) as due_told
     from milestones m where m.project_id = ? order by m.position`,
    [project.id],
  );
  const cancelled = await reader('events').where({ project_id: project.id, type: 'project.cancelled' }).first('id');
  for (const row of rows) {
    const fault = (what: string) => findings.push({ project: project.slug, record: row.key, what });
    const told = cancelled && row.state === 'cancelled' ? 'cancelled' : row.told;
    if (row.state !== told) fault(`its state is ${row.state}, its events say ${told}`);
    if (row.due_at.getTime() !== row.due_told?.getTime()) fault('its due date is not the one that was recorded last');
  }
}

async function verifyFiles(reader: Reader, filePath: (sha256: string) => string, findings: Finding[]): Promise<number> {
  const files = await reader('files').orderBy('sha256').select<{ sha256: Buffer }[]>('sha256');
  for (const { sha256 } of files) {
    const name = sha256.toString('hex');
    const found = await hashOfFile(filePath(name));
    if (found === name) continue;
    findings.push({ project: '', record: `file ${name}`, what: found === null ? 'is missing' : 'has another content' });
  }
  return files.length;
}

async function hashOfFile(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    return hash.digest('hex');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
